//! A restart loses nothing, and the files on disk tell nothing.

use std::time::Duration;

use serde_json::json;

use crate::api::account::{ada, partner};
use crate::api::studio::*;

#[tokio::test]
async fn sessions_credentials_and_uploads_outlive_a_restart() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "x").await;
    let old = studio.visit(STUDIO, Duration::from_secs(3600)).await;
    let begin = json!({ "bucket": BUCKET, "key": "big.bin", "size": 9_000_000 });
    assert_eq!(
        old.post("/api/connections/own/transfers", &begin)
            .await
            .status(),
        201
    );
    let studio = studio.restart().await;
    let browser = old.at(&studio);
    assert_eq!(
        browser
            .get(&of("own", "object", BUCKET, "a.txt"))
            .await
            .status(),
        200
    );
    let transfers = browser.json("/api/connections/own/transfers").await;
    assert_eq!(transfers["transfers"][0]["key"], "big.bin");
}

#[tokio::test]
async fn roles_of_the_server_are_renewed_after_a_restart_for_whoever_has_opened_them() {
    let studio = Studio::start_on(partner).await;
    let machine = studio.open().await;
    let person = studio.browser();
    let opened = person.post("/api/connections/partner/open", &ada()).await;
    assert_eq!(opened.status(), 200, "{}", opened.text().await.unwrap());
    let signed_in = studio.browser();
    assert_eq!(signed_in.sign_in("/sign-in/books", "ada").await, "/c/books");
    let studio = studio.restart().await;
    // What was kept is worth nothing any more.
    studio.sandbox.world().expire_sessions();
    for (browser, connection, name) in [
        (machine, "studio", None),
        (person, "partner", Some("ada")),
        (signed_in, "books", Some("ada")),
    ] {
        let browser = browser.at(&studio);
        let places = format!("/api/connections/{connection}/locations");
        assert_eq!(browser.get(&places).await.status(), 200, "{connection}");
        let identity = format!("/api/connections/{connection}/identity");
        let identity = browser.json(&identity).await;
        assert_eq!(identity["state"], "fresh", "{identity}");
        if let Some(name) = name {
            assert_eq!(identity["person"], name, "{identity}");
        }
    }
}

#[tokio::test]
async fn no_secret_is_on_disk_in_clear() {
    let studio = Studio::start().await;
    let keys = studio.keys(STUDIO, Duration::from_secs(3600));
    let browser = studio.browser();
    let opened = browser.post("/api/connections/own/open", &keys).await;
    let cookie = opened.headers()["set-cookie"].to_str().unwrap().to_owned();
    let cookie = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    let answer = opened.text().await.unwrap();
    let secrets = [
        keys["secret_access_key"].as_str().unwrap(),
        keys["session_token"].as_str().unwrap(),
        &cookie,
    ];
    assert!(
        secrets
            .iter()
            .all(|secret| secret.len() > 20 && !answer.contains(secret))
    );
    let mut seen = 0;
    for entry in std::fs::read_dir(studio.directory.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        seen += bytes.len();
        for secret in secrets {
            let found = bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "a secret is on disk");
        }
    }
    assert!(seen > 10_000, "the database is there");
}
