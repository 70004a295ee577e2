//! A restart loses nothing, and the files on disk tell nothing.

use std::time::Duration;

use serde_json::json;

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
