//! The command line as somebody meets it who gets it wrong.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

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
