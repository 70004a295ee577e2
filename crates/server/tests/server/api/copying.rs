//! Copying and moving: nothing is lost, whatever happens.

use serde_json::{Value, json};
use wardrobe_sandbox::faults::Settings;
use wardrobe_sandbox::s3::store::{Attributes, BulkObject};

use crate::api::studio::*;

async fn copy(browser: &Browser, items: Value, more: Value) -> Vec<Value> {
    let mut body = json!({ "source_bucket": BUCKET, "target_bucket": BUCKET, "items": items });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    browser
        .lines("POST", "/api/connections/studio/copy", Some(&body))
        .await
}

fn end(lines: &[Value]) -> (u64, u64) {
    let last = lines.last().unwrap();
    assert_eq!(last["type"], "end");
    (
        last["copied"].as_u64().unwrap(),
        last["failed"].as_u64().unwrap(),
    )
}

#[tokio::test]
async fn a_folder_is_renamed_with_all_below_and_nothing_beside() {
    let studio = Studio::start().await;
    for key in ["old/", "old/a.txt", "old/b/c.txt", "older/d.txt"] {
        studio.put(BUCKET, key, key.to_owned()).await;
    }
    let browser = studio.open().await;
    let items = json!([{ "kind": "prefix", "from": "old/", "to": "new/" }]);
    assert_eq!(
        end(&copy(&browser, items, json!({ "move": true })).await),
        (3, 0)
    );
    assert_eq!(
        studio.keys_of(BUCKET).await,
        ["new/", "new/a.txt", "new/b/c.txt", "older/d.txt"]
    );
}

#[tokio::test]
async fn nothing_is_written_over_unasked() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "source").await;
    studio.put(BUCKET, "b.txt", "there already").await;
    let browser = studio.open().await;
    let items = json!([{ "kind": "object", "from": "a.txt", "to": "b.txt" }]);
    let lines = copy(&browser, items.clone(), json!({ "move": true })).await;
    assert_eq!(end(&lines), (0, 1));
    assert_eq!(lines[0]["error"]["code"], "conflict");
    assert_eq!(
        browser
            .get(&object(BUCKET, "b.txt"))
            .await
            .text()
            .await
            .unwrap(),
        "there already"
    );
    assert_eq!(
        browser
            .get(&object(BUCKET, "a.txt"))
            .await
            .text()
            .await
            .unwrap(),
        "source"
    );
    assert_eq!(
        end(&copy(&browser, items, json!({ "move": true, "overwrite": true })).await),
        (1, 0)
    );
    assert_eq!(
        browser
            .get(&object(BUCKET, "b.txt"))
            .await
            .text()
            .await
            .unwrap(),
        "source"
    );
    assert_eq!(studio.keys_of(BUCKET).await, ["b.txt"]);
}

#[tokio::test]
async fn what_would_lose_something_is_refused() {
    let studio = Studio::start().await;
    for key in ["a/x.txt", "b/x.txt", "c.txt"] {
        studio.put(BUCKET, key, key.to_owned()).await;
    }
    let browser = studio.open().await;
    for items in [
        json!([{ "kind": "prefix", "from": "a/", "to": "a/inside/" }]),
        json!([{ "kind": "prefix", "from": "a/", "to": "a/" }]),
        json!([{ "kind": "prefix", "from": "a", "to": "z/" }]),
        json!([{ "kind": "object", "from": "c.txt", "to": "c.txt" }]),
        json!([{ "kind": "object", "from": "c.txt", "to": "" }]),
        // Two things for one place: the second would take the first one's.
        json!([{ "kind": "object", "from": "a/x.txt", "to": "t/x.txt" }, { "kind": "object", "from": "b/x.txt", "to": "t/x.txt" }]),
        json!([{ "kind": "prefix", "from": "a/", "to": "t/" }, { "kind": "prefix", "from": "b/", "to": "t/" }]),
        json!([{ "kind": "prefix", "from": "a/", "to": "t/" }, { "kind": "object", "from": "c.txt", "to": "t/x.txt" }]),
    ] {
        let body = json!({ "source_bucket": BUCKET, "target_bucket": BUCKET, "items": items, "move": true, "overwrite": true });
        let answer = browser.post("/api/connections/studio/copy", &body).await;
        assert_eq!(refusal(answer).await, with(400, "invalid"), "{items}");
    }
    assert_eq!(
        studio.keys_of(BUCKET).await,
        ["a/x.txt", "b/x.txt", "c.txt"]
    );
}

#[tokio::test]
async fn a_copy_keeps_type_metadata_tags_and_class() {
    let studio = Studio::start().await;
    let attributes = Attributes {
        content_type: Some("text/x-odd".into()),
        cache_control: Some("max-age=7".into()),
        metadata: [("owner".to_owned(), "ada".to_owned())].into(),
        tags: vec![("team".into(), "studio".into())],
        class: Some("STANDARD_IA".into()),
        ..Attributes::default()
    };
    let object = BulkObject {
        key: "a.txt".into(),
        body: "x".into(),
        attributes: attributes.clone(),
    };
    studio.sandbox.store().add(BUCKET, object).await.unwrap();
    let browser = studio.open().await;
    let items = json!([{ "kind": "object", "from": "a.txt", "to": "b.txt" }]);
    assert_eq!(
        end(&copy(&browser, items, json!({ "target_bucket": OTHER })).await),
        (1, 0)
    );
    let newest = studio
        .sandbox
        .store()
        .read(|tables| tables.newest(OTHER, "b.txt"))
        .await
        .unwrap();
    assert_eq!(newest.unwrap().1.attributes, attributes);
}

#[tokio::test]
async fn a_source_stays_when_its_copy_fails() {
    let studio = Studio::start().await;
    for n in 0..20 {
        studio
            .put(BUCKET, &format!("a/{n}.txt"), format!("{n}"))
            .await;
    }
    let browser = studio.open().await;
    let trouble = Settings {
        operation: Some("CopyObject".into()),
        internal_error: 1.0,
        ..Settings::default()
    };
    studio.sandbox.faults.set(trouble);
    let items = json!([{ "kind": "prefix", "from": "a/", "to": "b/" }]);
    assert_eq!(
        end(&copy(&browser, items.clone(), json!({ "move": true })).await),
        (0, 20)
    );
    assert_eq!(studio.keys_of(BUCKET).await.len(), 20);
    // Deleting fails: both are there, and said so.
    studio.sandbox.faults.set(Settings {
        operation: Some("DeleteObject".into()),
        internal_error: 1.0,
        ..Settings::default()
    });
    assert_eq!(
        end(&copy(&browser, items, json!({ "move": true })).await),
        (0, 20)
    );
    studio.sandbox.faults.clear();
    assert_eq!(studio.keys_of(BUCKET).await.len(), 40);
}

#[tokio::test]
async fn slow_downs_are_survived() {
    let studio = Studio::start().await;
    for n in 0..30 {
        studio
            .put(BUCKET, &format!("a/{n}.txt"), format!("{n}"))
            .await;
    }
    let browser = studio.open().await;
    studio.sandbox.faults.set(Settings {
        slow_down: 0.05,
        ..Settings::default()
    });
    let items = json!([{ "kind": "prefix", "from": "a/", "to": "b/" }]);
    let lines = copy(&browser, items, json!({ "move": true })).await;
    assert_eq!(end(&lines), (30, 0), "{lines:?}");
    studio.sandbox.faults.clear();
    let keys = studio.keys_of(BUCKET).await;
    assert!(
        keys.len() == 30 && keys.iter().all(|key| key.starts_with("b/")),
        "{keys:?}"
    );
}

#[tokio::test]
async fn measuring_counts_all_below() {
    let studio = Studio::start().await;
    for key in ["a/1", "a/2", "a/b/3", "a2/4", "5"] {
        studio.put(BUCKET, key, "12345").await;
    }
    let browser = studio.open().await;
    let body = json!({ "bucket": BUCKET, "keys": ["5"], "prefixes": ["a/"] });
    let lines = browser
        .lines("POST", "/api/connections/studio/measure", Some(&body))
        .await;
    assert_eq!(
        lines.last().unwrap(),
        &json!({ "type": "end", "objects": 4, "bytes": 20, "versioning": "off" })
    );
    let body = json!({ "bucket": BUCKET, "prefixes": [""], "except_keys": ["a/1"], "except_prefixes": ["a/b/"] });
    let lines = browser
        .lines("POST", "/api/connections/studio/measure", Some(&body))
        .await;
    assert_eq!(lines.last().unwrap()["objects"], 3, "a/2, a2/4 and 5");
}
