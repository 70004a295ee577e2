//! Long work that changes objects where they are, and what unfinished uploads left.

use std::time::Duration;

use serde_json::json;
use wardrobe_sandbox::s3::store::{Attributes, BulkObject};

use crate::api::jobs::done;
use crate::api::studio::*;

async fn add(studio: &Studio, key: &str, attributes: Attributes) {
    let object = BulkObject {
        key: key.to_owned(),
        body: key.to_owned().into(),
        attributes,
    };
    studio.sandbox.store().add(BUCKET, object).await.unwrap();
}

async fn attributes(studio: &Studio, key: &'static str) -> Attributes {
    let newest = studio
        .sandbox
        .store()
        .read(move |tables| tables.newest(BUCKET, key));
    newest.await.unwrap().expect(key).1.attributes
}

fn before() -> Attributes {
    Attributes {
        content_type: Some("text/plain".into()),
        cache_control: Some("max-age=7".into()),
        expires: Some(1_900_000_000),
        metadata: [("owner".to_owned(), "ada".to_owned())].into(),
        tags: vec![("team".into(), "red & blue".into())],
        ..Attributes::default()
    }
}

#[tokio::test]
async fn what_is_changed_is_changed_and_all_else_stays() {
    let studio = Studio::start().await;
    for key in ["a/1", "a/2", "b"] {
        add(&studio, key, before()).await;
    }
    let browser = studio.open().await;
    let job = done(
        &browser,
        &json!({ "kind": "change", "bucket": BUCKET, "prefixes": ["a/"], "except_keys": ["a/2"],
                 "storage_class": "STANDARD_IA", "content_type": "text/x-new", "cache_control": "" }),
    )
    .await;
    assert_eq!(
        (&job["done"], &job["failed"]),
        (&json!(1), &json!(0)),
        "{job}"
    );
    let after = Attributes {
        content_type: Some("text/x-new".into()),
        cache_control: None,
        class: Some("STANDARD_IA".into()),
        ..before()
    };
    assert_eq!(attributes(&studio, "a/1").await, after);
    assert_eq!(attributes(&studio, "a/2").await, before());
    assert_eq!(attributes(&studio, "b").await, before());
}

#[tokio::test]
async fn tags_alone_are_changed_in_place_and_metadata_is_replaced_whole() {
    let studio = Studio::start().await;
    for key in ["a", "b"] {
        add(&studio, key, before()).await;
    }
    let browser = studio.open().await;
    let tags = json!({ "kind": "change", "bucket": BUCKET, "keys": ["a"], "tags": { "x": "1" } });
    assert_eq!(done(&browser, &tags).await["done"], 1);
    assert_eq!(studio.sandbox.faults.requests("CopyObject"), 0);
    let tagged = Attributes {
        tags: vec![("x".into(), "1".into())],
        ..before()
    };
    assert_eq!(attributes(&studio, "a").await, tagged);
    let metadata =
        json!({ "kind": "change", "bucket": BUCKET, "keys": ["b"], "metadata": { "by": "mary" } });
    assert_eq!(done(&browser, &metadata).await["done"], 1);
    let described = Attributes {
        metadata: [("by".to_owned(), "mary".to_owned())].into(),
        ..before()
    };
    assert_eq!(attributes(&studio, "b").await, described);
    // Once more changes nothing, and copies nothing.
    studio.sandbox.faults.reset_requests();
    assert_eq!(done(&browser, &metadata).await["done"], 1);
    assert_eq!(studio.sandbox.faults.requests("CopyObject"), 0);
}

#[tokio::test]
async fn what_lies_in_an_archive_is_asked_for_and_the_rest_is_left_alone() {
    let studio = Studio::start().await;
    add(
        &studio,
        "a/cold",
        Attributes {
            class: Some("GLACIER".into()),
            ..before()
        },
    )
    .await;
    add(&studio, "a/warm", before()).await;
    let browser = studio.open().await;
    let wanted = json!({ "kind": "restore", "bucket": BUCKET, "prefixes": ["a/"], "days": 3, "tier": "Expedited" });
    let job = done(&browser, &wanted).await;
    assert_eq!(
        (&job["done"], &job["failed"]),
        (&json!(2), &json!(0)),
        "{job}"
    );
    assert_eq!(studio.sandbox.faults.requests("RestoreObject"), 1);
    let read = browser.get(&object(BUCKET, "a/cold")).await;
    assert_eq!(read.text().await.unwrap(), "a/cold");
}

#[tokio::test]
async fn old_uploads_are_ended_and_others_go_on() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    for key in ["a/1", "a/2", "b"] {
        let begin = json!({ "bucket": BUCKET, "key": key, "size": 9_000_000 });
        let begun = browser
            .post("/api/connections/studio/transfers", &begin)
            .await;
        assert_eq!(begun.status(), 201);
    }
    let sweep = |hours: u32| json!({ "kind": "abort-uploads", "bucket": BUCKET, "prefix": "a/", "older_than_hours": hours });
    assert_eq!(done(&browser, &sweep(1)).await["done"], 0);
    assert_eq!(studio.uploads_of(BUCKET).await, 3);
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let job = done(&browser, &sweep(0)).await;
    assert_eq!(
        (&job["done"], &job["total"]),
        (&json!(2), &json!(2)),
        "{job}"
    );
    assert_eq!(studio.uploads_of(BUCKET).await, 1);
}
