//! The contract with the page.

use std::path::Path;

/// `make api` writes the file anew.
#[test]
fn openapi_json_is_what_the_handlers_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/openapi.json");
    let mut text = wardrobe_server::openapi().to_pretty_json().expect("JSON");
    text.push('\n');
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).expect("web/openapi.json");
    assert_eq!(kept, text, "run `make api`");
}

/// Keys and prefixes never travel as path segments: browsers and proxies clean
/// paths.
#[test]
fn no_path_holds_a_key() {
    let api = serde_json::to_value(wardrobe_server::openapi()).unwrap();
    let paths = api["paths"].as_object().unwrap();
    assert!(paths.len() > 10);
    for path in paths.keys() {
        let names = path.split('/').filter(|s| s.starts_with('{'));
        for name in names {
            assert!(
                ["{connection}", "{id}", "{number}"].contains(&name),
                "{path}"
            );
        }
    }
}
