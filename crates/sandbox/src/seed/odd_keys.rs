//! Keys that S3 takes and that programs get wrong.

/// Each is another object. Of the two spellings of `café` one has a combining
/// accent.
pub fn odd_keys() -> Vec<String> {
    let mut keys: Vec<String> = [
        "a//b.txt",
        "../up.txt",
        "./here.txt",
        "/lead.txt",
        "100%.txt",
        "100%25.txt",
        "a+b c.txt",
        "a b+c.txt",
        "#hash?.txt",
        "what?key=x&y=z.txt",
        "emoji-\u{1f984}.txt",
        ".hidden",
        "trailing space ",
        "same",
        "same/inside.txt",
        "marker/",
        "marker/below.txt",
        "folder/in.txt",
        "folder2/stays.txt",
        "caf\u{e9}.txt",
        "cafe\u{301}.txt",
        "quote\"'`.txt",
        "<b>bold</b>.txt",
        "back\\slash.txt",
        "tab\there.txt",
        "new\nline.txt",
        "right-to-left-\u{202e}txt.exe",
        "semi;colon&amp;.txt",
        "~tilde*star|pipe.txt",
    ]
    .map(str::to_owned)
    .into();
    keys.push(format!("long/{}.txt", "k".repeat(1024 - "long/.txt".len())));
    keys
}
