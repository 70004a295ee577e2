//! The buckets and files of the demo.

use wardrobe_sandbox::Seed;
use wardrobe_sandbox::seed::odd_keys;

use crate::seed::{admin, keys, start};

/// How a file of each kind begins, and how it is served.
const KINDS: [(&str, &[u8], &str); 15] = [
    ("jpg", b"\xff\xd8\xff", "image/jpeg"),
    ("png", b"\x89PNG", "image/png"),
    ("gif", b"GIF89a", "image/gif"),
    ("webp", b"RIFF", "image/webp"),
    ("svg", b"<svg", "image/svg+xml"),
    ("pdf", b"%PDF-", "application/pdf"),
    ("csv", b"date,", "text/csv"),
    ("parquet", b"PAR1", "application/vnd.apache.parquet"),
    ("json", b"{", "application/json"),
    ("wav", b"RIFF", "audio/wav"),
    ("ogg", b"OggS", "audio/ogg"),
    ("mp3", b"", "audio/mpeg"),
    ("mp4", b"\0\0\0", "video/mp4"),
    ("zip", b"PK", "application/zip"),
    ("md", b"# ", "text/markdown"),
];

#[tokio::test]
async fn there_is_a_file_of_every_kind_and_each_is_what_it_says() {
    let sandbox = start(Seed::Demo, None).await;
    let admin = admin(&sandbox);
    let names = keys(&admin, "studio-assets").await;
    let mut seen = [0; KINDS.len()];
    for name in &names {
        let object = admin.get_object().bucket("studio-assets").key(name);
        let object = object.send().await.unwrap();
        let kind = object.content_type().unwrap_or_default().to_owned();
        let body = object.body.collect().await.unwrap().into_bytes();
        assert!(!body.is_empty(), "{name}");
        let ending = name.rsplit('.').next().unwrap();
        if let Some(index) = KINDS.iter().position(|(known, ..)| *known == ending) {
            let (_, start, expected) = KINDS[index];
            assert!(body.starts_with(start), "{name} begins otherwise");
            assert_eq!(kind, expected, "{name}");
            seen[index] += 1;
        }
    }
    for ((ending, ..), count) in KINDS.iter().zip(seen) {
        assert!(count > 0, "no .{ending} in {names:?}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn the_odd_keys_are_all_there() {
    let sandbox = start(Seed::Demo, None).await;
    let mut expected = odd_keys();
    expected.sort_unstable();
    assert_eq!(keys(&admin(&sandbox), "studio-odd-keys").await, expected);
    let has = |key: &str| expected.iter().any(|odd| odd == key);
    assert!(has("same") && has("same/inside.txt") && has("marker/"));
    assert!(has("caf\u{e9}.txt") && has("cafe\u{301}.txt"));
    assert!(expected.iter().any(|key| key.len() == 1024));
    sandbox.stop().await;
}

#[tokio::test]
async fn the_archive_has_versions_a_removed_file_and_a_frozen_one() {
    let sandbox = start(Seed::Demo, None).await;
    let admin = admin(&sandbox);
    let all = admin.list_object_versions().bucket("studio-archive");
    let all = all.send().await.unwrap();
    let of = |key: &str| {
        let versions = all.versions().iter();
        versions.filter(|v| v.key() == Some(key)).count()
    };
    assert_eq!((of("films/script.md"), of("films/removed.txt")), (3, 1));
    let markers: Vec<_> = all.delete_markers().iter().map(|m| m.key()).collect();
    assert_eq!(markers, [Some("films/removed.txt")]);
    let newest = admin.get_object().bucket("studio-archive");
    let newest = newest.key("films/script.md").send().await.unwrap();
    let text = newest.body.collect().await.unwrap().into_bytes();
    assert!(text.ends_with(b"Draft 3\n"));
    let cold = admin.get_object().bucket("studio-archive");
    let cold = cold.key("films/1998/negatives.txt").send().await;
    assert!(
        cold.unwrap_err()
            .into_service_error()
            .is_invalid_object_state()
    );
    sandbox.stop().await;
}
