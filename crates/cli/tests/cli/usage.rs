//! The command line as somebody meets it who gets it wrong.

use std::process::{Command, Output};

fn wardrobe(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wardrobe"))
        .args(words)
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .env_clear()
        .output()
        .expect("the program runs")
}

fn says(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_unknown_command_is_wrong_usage() {
    let done = wardrobe(&["lst"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(says(&done).contains("ls"), "{}", says(&done));
}

#[test]
fn a_connection_that_is_not_there_is_named() {
    for command in ["ls", "check", "credentials"] {
        let done = wardrobe(&[command, "nobody"]);
        assert_eq!(done.status.code(), Some(2), "{command}");
        assert!(
            says(&done).contains("no connection \"nobody\""),
            "{}",
            says(&done)
        );
        assert!(done.stdout.is_empty(), "{command}");
    }
}

#[test]
fn a_place_that_is_no_address_is_refused() {
    let done = wardrobe(&["cp", "a.txt", "s3:/bucket/a.txt"]);
    assert_eq!(done.status.code(), Some(2), "{}", says(&done));
}

#[test]
fn what_is_copied_inside_s3_is_not_resumed() {
    let done = wardrobe(&["cp", "--resume", "s3://bucket/a", "s3://bucket/b"]);
    assert_eq!(done.status.code(), Some(2), "{}", says(&done));
    assert!(says(&done).contains("--resume"), "{}", says(&done));
}

#[test]
fn the_policies_of_a_connection_are_printed_without_a_network() {
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/policy.toml");
    let text = r#"
[[connection]]
name = "partner"
locations = ["s3://drop/in/"]
people = { anyone = true }
role = { kind = "account", arn = "arn:aws:iam::222222222222:role/files", sources = ["environment"] }
"#;
    std::fs::write(path, text).expect("a configuration");
    let done = wardrobe(&["policy", "--config", path, "partner", "--form", "cli"]);
    let printed = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{}", says(&done));
    for part in [
        "# the trust policy of files (arn:aws:iam::222222222222:role/files)",
        "aws iam create-role --role-name files",
        "arn:aws:iam::ACCOUNT:role/WARDROBE",
    ] {
        assert!(printed.contains(part), "{part} in {printed}");
    }
    let server = "arn:aws:iam::111111111111:role/server";
    let reading = [
        "policy",
        "--config",
        path,
        "--read-only",
        "--json",
        "--principal",
        server,
    ];
    let done = wardrobe(&reading);
    let printed = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(printed.contains(server), "{printed}");
    assert!(!printed.contains("s3:PutObject"), "{printed}");
}
