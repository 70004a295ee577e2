//! The configuration: what is right is read, what is wrong is named.

use std::path::Path;

use wardrobe_server::Config;

fn mistakes(text: &str) -> String {
    let mistakes = Config::parse("wardrobe.toml", text, Path::new("/etc/wardrobe")).err();
    let lines = mistakes.unwrap_or_default();
    lines.iter().map(|m| format!("{m}\n")).collect()
}

#[test]
fn the_example_is_right() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../wardrobe.example.toml");
    let config = Config::load(&path).expect("no mistake");
    let names: Vec<_> = config.connections.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "studio", "research", "books", "partner", "post", "own", "lab"
        ]
    );
    assert_eq!(
        config.connections[0].locations[1].to_string(),
        "s3://studio-archive/2026/"
    );
}

#[test]
fn every_mistake_is_named_at_once_with_its_line() {
    insta::assert_snapshot!(mistakes(include_str!("mistakes.toml")));
}

#[test]
fn what_is_no_toml_is_named_with_its_line() {
    insta::assert_snapshot!(mistakes("[server]\nlisten = \"127.0.0.1:1\"\nlisten =\n"));
}

#[test]
fn a_role_is_not_open_to_everyone_by_omission() {
    let service = "[[connection]]\nname = \"a\"\n[connection.role]\nkind = \"service\"\n";
    assert!(mistakes(service).contains("who may use this role?"));
    let open = format!("{service}[connection.people]\nanyone = true\n");
    assert_eq!(mistakes(&open), "");
    let closed = format!("{service}[connection.people]\nanyone = false\n");
    assert!(!mistakes(&closed).is_empty());
}

#[test]
fn an_empty_file_opens_nothing() {
    assert!(mistakes("").contains("there is no [[connection]]"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let mistakes = Config::load(Path::new("/nowhere/wardrobe.toml")).expect_err("no file");
    assert!(
        mistakes[0]
            .to_string()
            .starts_with("/nowhere/wardrobe.toml: cannot be read")
    );
}
