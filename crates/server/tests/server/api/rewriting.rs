//! Other bytes for an object that is there: what an editor saves.

use serde_json::{Value, json};
use wardrobe_sandbox::s3::store::BulkObject;

use crate::api::refused::{let_reader, reader};
use crate::api::studio::*;

const KEY: &str = "notes/räte.txt";

/// An object of which S3 knows as much as it can.
async fn described(studio: &Studio) {
    let mut object = BulkObject {
        key: KEY.into(),
        body: "before".into(),
        attributes: Default::default(),
    };
    let of = &mut object.attributes;
    let text = |text: &str| Some(text.to_owned());
    of.content_type = text("text/x-notes; charset=utf-8");
    of.content_language = text("de");
    of.content_disposition = text("inline");
    of.cache_control = text("max-age=60");
    of.expires = Some(1_900_000_000);
    of.class = text("STANDARD_IA");
    of.metadata = [("author".to_owned(), "Ada".to_owned())].into();
    of.tags = [("project", "Ä b+c"), ("empty", "")]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into();
    studio.sandbox.store().add(BUCKET, object).await.unwrap();
}

/// What S3 says of it but for what other bytes must change.
async fn known(browser: &Browser) -> (Value, Value) {
    let path = of("studio", "object/properties", BUCKET, KEY);
    let mut properties = browser.json(&path).await;
    for changed in ["size", "etag", "last_modified", "checksum", "version_id"] {
        properties.as_object_mut().unwrap().remove(changed);
    }
    let tags = browser
        .json(&of("studio", "object/tags", BUCKET, KEY))
        .await;
    (properties, tags["tags"].clone())
}

async fn etag(browser: &Browser) -> String {
    let path = of("studio", "object/properties", BUCKET, KEY);
    let properties = browser.json(&path).await;
    properties["etag"].as_str().unwrap().to_owned()
}

async fn save(
    browser: &Browser,
    connection: &str,
    keep: &str,
    etag: Option<&str>,
    body: &'static str,
) -> reqwest::Response {
    let path = format!("{}&keep={keep}", of(connection, "object", BUCKET, KEY));
    let mut put = browser.request("PUT", &path);
    if let Some(etag) = etag {
        put = put.header("if-match", etag);
    }
    // The browser names a type of its own, which is not the object's.
    let put = put.header("content-type", "text/plain").body(body);
    put.send().await.unwrap()
}

async fn bytes(browser: &Browser) -> String {
    browser
        .get(&object(BUCKET, KEY))
        .await
        .text()
        .await
        .unwrap()
}

#[tokio::test]
async fn what_is_saved_over_a_file_changes_its_bytes_and_nothing_else() {
    let studio = Studio::start().await;
    described(&studio).await;
    let browser = studio.open().await;
    let before = known(&browser).await;
    assert_eq!(before.0["metadata"], json!({"author": "Ada"}));
    let first = etag(&browser).await;
    let saved = save(&browser, "studio", "all", Some(&first), "after").await;
    assert_eq!(saved.status(), 200);
    let saved: Value = saved.json().await.unwrap();
    assert_eq!(bytes(&browser).await, "after");
    assert_eq!(known(&browser).await, before);
    assert_eq!(saved["etag"], etag(&browser).await);
    let expires = studio.sandbox.store().read(|tables| {
        let version = tables.newest(BUCKET, KEY)?;
        Ok(version.and_then(|(_, version)| version.attributes.expires))
    });
    assert_eq!(expires.await.unwrap(), Some(1_900_000_000));

    // Who has read what was there before is told, and nothing is written.
    let late = save(&browser, "studio", "all", Some(&first), "late").await;
    assert_eq!(refusal(late).await, with(412, "precondition-failed"));
    for vague in [None, Some("*"), Some("\"a\", \"b\"")] {
        let answer = save(&browser, "studio", "all", vague, "vague").await;
        assert_eq!(refusal(answer).await, with(400, "invalid"), "{vague:?}");
    }
    let odd = save(&browser, "studio", "some", Some(&first), "odd").await;
    assert_eq!(refusal(odd).await, with(400, "invalid"));
    assert_eq!(bytes(&browser).await, "after");

    let gone = of("studio", "object", BUCKET, "gone.txt") + "&keep=all";
    let put = browser.request("PUT", &gone).header("if-match", &first);
    let answer = put.body("x").send().await.unwrap();
    assert_eq!(refusal(answer).await, with(404, "missing"));
}

#[tokio::test]
async fn tags_that_may_not_be_read_are_not_lost_unless_somebody_says_so() {
    let studio = Studio::start().await;
    described(&studio).await;
    let (browser, looking) = (reader(&studio).await, studio.open().await);
    let_reader(
        &studio,
        &[
            json!({ "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
                  "Resource": "*" }),
        ],
    );
    let (before, first) = (known(&looking).await, etag(&looking).await);
    let refused = save(&browser, "own", "all", Some(&first), "after").await;
    let refused: Value = refused.json().await.unwrap();
    assert_eq!(refused["error"]["code"], "denied", "{refused}");
    assert_eq!(
        refused["error"]["denial"]["action"], "s3:GetObjectTagging",
        "{refused}"
    );
    assert_eq!(bytes(&looking).await, "before");
    assert_eq!(known(&looking).await, before);

    let saved = save(&browser, "own", "all-but-tags", Some(&first), "after").await;
    assert_eq!(saved.status(), 200);
    assert_eq!(bytes(&looking).await, "after");
    assert_eq!(known(&looking).await, (before.0, json!({})));
}
