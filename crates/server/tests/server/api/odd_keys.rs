//! Keys are kept byte for byte.

use std::collections::BTreeSet;

use serde_json::json;
use wardrobe_sandbox::seed::odd_keys;

use crate::api::studio::*;

fn sorted(keys: impl IntoIterator<Item = String>) -> Vec<String> {
    keys.into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

#[tokio::test]
async fn every_odd_key_is_listed_read_renamed_and_deleted_exactly() {
    let studio = Studio::start().await;
    let keys = odd_keys();
    for key in &keys {
        studio.put(BUCKET, key, key.clone()).await;
    }
    let browser = studio.open().await;
    assert_eq!(sorted(studio.keys_of(BUCKET).await), sorted(keys.clone()));
    for key in &keys {
        let body = browser
            .get(&object(BUCKET, key))
            .await
            .text()
            .await
            .unwrap();
        assert_eq!(&body, key);
        let properties = browser
            .json(&of("studio", "object/properties", BUCKET, key))
            .await;
        assert_eq!(properties["key"].as_str(), Some(key.as_str()));
    }
    // Away and back again; none may take another along.
    for key in &keys {
        let away = format!(
            "z{}",
            key.get(1..).filter(|_| key.len() == 1024).unwrap_or(key)
        );
        for (from, to) in [(key.as_str(), away.as_str()), (&away, key)] {
            let item = json!({ "kind": "object", "from": from, "to": to });
            let body = json!({ "source_bucket": BUCKET, "target_bucket": BUCKET, "items": [item], "move": true });
            let lines = browser
                .lines("POST", "/api/connections/studio/copy", Some(&body))
                .await;
            assert_eq!(
                lines.last().unwrap(),
                &json!({ "type": "end", "copied": 1, "failed": 0 }),
                "{key:?}: {lines:?}"
            );
            let now = browser.get(&object(BUCKET, to)).await.text().await.unwrap();
            assert_eq!(&now, key);
        }
    }
    assert_eq!(sorted(studio.keys_of(BUCKET).await), sorted(keys.clone()));
    for (done, key) in keys.iter().enumerate() {
        let body = json!({ "bucket": BUCKET, "keys": [key] });
        let lines = browser
            .lines("POST", "/api/connections/studio/delete", Some(&body))
            .await;
        assert_eq!(lines.last().unwrap()["deleted"], 1, "{key:?}: {lines:?}");
        let left = sorted(studio.keys_of(BUCKET).await);
        assert_eq!(left, sorted(keys[done + 1..].to_vec()), "{key:?}");
    }
}

#[tokio::test]
async fn every_odd_key_can_be_uploaded() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    for key in odd_keys() {
        let put = browser
            .request("PUT", &object(BUCKET, &key))
            .body(key.clone())
            .send()
            .await
            .unwrap();
        assert_eq!(put.status(), 200, "{key:?}");
    }
    assert_eq!(sorted(studio.keys_of(BUCKET).await), sorted(odd_keys()));
}

#[tokio::test]
async fn what_is_not_utf8_is_refused_and_not_repaired() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "\u{fffd}.txt", "another object").await;
    let browser = studio.open().await;
    let path = format!("/api/connections/studio/object?bucket={BUCKET}&key=%FF.txt");
    assert_eq!(
        refusal(browser.get(&path).await).await,
        with(400, "invalid")
    );
}

#[tokio::test]
async fn deleting_a_folder_never_touches_its_neighbours() {
    let studio = Studio::start().await;
    for key in [
        "folder",
        "folder/a.txt",
        "folder/b/c.txt",
        "folder2/stays.txt",
        "folder-x",
        "folder.txt",
    ] {
        studio.put(BUCKET, key, "x").await;
    }
    let browser = studio.open().await;
    let unclear = json!({ "bucket": BUCKET, "prefixes": ["folder"] });
    let answer = browser
        .post("/api/connections/studio/delete", &unclear)
        .await;
    assert_eq!(refusal(answer).await, with(400, "invalid"));
    assert_eq!(studio.keys_of(BUCKET).await.len(), 6);
    let body = json!({ "bucket": BUCKET, "prefixes": ["folder/"] });
    let lines = browser
        .lines("POST", "/api/connections/studio/delete", Some(&body))
        .await;
    assert_eq!(lines.last().unwrap()["deleted"], 2);
    assert_eq!(
        studio.keys_of(BUCKET).await,
        ["folder", "folder-x", "folder.txt", "folder2/stays.txt"]
    );
}

#[tokio::test]
async fn a_folder_is_made_once() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let make = json!({ "bucket": BUCKET, "prefix": "new/" });
    assert_eq!(
        browser
            .post("/api/connections/studio/folders", &make)
            .await
            .status(),
        201
    );
    let again = browser.post("/api/connections/studio/folders", &make).await;
    assert_eq!(refusal(again).await, with(409, "conflict"));
    studio.put(BUCKET, "there/a.txt", "x").await;
    let there = browser
        .post(
            "/api/connections/studio/folders",
            &json!({ "bucket": BUCKET, "prefix": "there/" }),
        )
        .await;
    assert_eq!(refusal(there).await, with(409, "conflict"));
    let unclear = browser
        .post(
            "/api/connections/studio/folders",
            &json!({ "bucket": BUCKET, "prefix": "new2" }),
        )
        .await;
    assert_eq!(refusal(unclear).await, with(400, "invalid"));
    assert_eq!(studio.keys_of(BUCKET).await, ["new/", "there/a.txt"]);
}
