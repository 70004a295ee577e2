//! Listing comes page by page.

use std::time::Duration;

use futures::StreamExt;
use serde_json::{Value, json};
use wardrobe_sandbox::s3::store::{Attributes, BulkObject};

use crate::api::studio::*;

async fn many(studio: &Studio, count: usize) {
    let all = (0..count).map(|n| BulkObject {
        key: format!("many/{n:06}.txt"),
        body: "x".into(),
        attributes: Attributes::default(),
    });
    let all: Vec<_> = all.collect();
    studio
        .sandbox
        .store()
        .load(BUCKET, all.into_iter())
        .await
        .unwrap();
}

#[tokio::test]
async fn the_first_rows_come_before_the_second_page_is_asked_for() {
    let studio = Studio::start().await;
    many(&studio, 100_000).await;
    let browser = studio.open().await;
    studio.sandbox.faults.reset_requests();
    let answer = browser.get(&of("studio", "objects", BUCKET, "many/")).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/x-ndjson");
    let mut bytes = answer.bytes_stream();
    let mut text = Vec::new();
    while !text.contains(&b'\n') {
        text.extend_from_slice(&bytes.next().await.unwrap().unwrap());
    }
    // A reader that takes its time is not overrun: only what fits the pipes is fetched.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let fetched = studio.sandbox.faults.requests("ListObjectsV2");
    assert!(fetched < 60, "{fetched} of 100 pages");
    let line = text.split(|b| *b == b'\n').next().unwrap();
    let first: Value = serde_json::from_slice(line).unwrap();
    assert_eq!(first["objects"].as_array().unwrap().len(), 1000);
    assert_eq!(first["objects"][0]["key"], "many/000000.txt");
    drop(bytes);
    // A reader that has left stops the listing, once the page under way is there.
    let mut before = u64::MAX;
    for _ in 0..60 {
        let now = studio.sandbox.faults.requests("ListObjectsV2");
        assert!(now < 90, "{now} of 100 pages");
        if now == before {
            return;
        }
        before = now;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    panic!("still listing after half a minute");
}

#[tokio::test]
async fn every_object_is_listed_once_and_the_end_is_said() {
    let studio = Studio::start().await;
    many(&studio, 2500).await;
    let browser = studio.open().await;
    let lines = browser
        .lines("GET", &of("studio", "objects", BUCKET, "many/"), None)
        .await;
    let keys: Vec<&Value> = lines
        .iter()
        .flat_map(|l| l["objects"].as_array().into_iter().flatten())
        .collect();
    assert_eq!(keys.len(), 2500);
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[3], json!({ "type": "end" }));
    let path = format!(
        "{}&start_after=many%2F002497.txt",
        of("studio", "objects", BUCKET, "many/")
    );
    let lines = browser.lines("GET", &path, None).await;
    assert_eq!(lines[0]["objects"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_folder_shows_what_is_in_it_and_not_below() {
    let studio = Studio::start().await;
    for key in ["top.txt", "a/one.txt", "a/b/two.txt", "a2/three.txt"] {
        studio.put(BUCKET, key, "x").await;
    }
    let browser = studio.open().await;
    let path = format!("{}&delimiter=%2F", of("studio", "objects", BUCKET, "a/"));
    let lines = browser.lines("GET", &path, None).await;
    assert_eq!(lines[0]["prefixes"], json!(["a/b/"]));
    assert_eq!(lines[0]["objects"][0]["key"], "a/one.txt");
    assert_eq!(lines[0]["objects"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_listing_that_breaks_off_says_so() {
    let studio = Studio::start().await;
    many(&studio, 30_000).await;
    let browser = studio.open().await;
    let answer = browser.get(&of("studio", "objects", BUCKET, "many/")).await;
    let mut bytes = answer.bytes_stream();
    let mut text = bytes.next().await.unwrap().unwrap().to_vec();
    studio
        .sandbox
        .faults
        .set(wardrobe_sandbox::faults::Settings {
            internal_error: 1.0,
            ..Default::default()
        });
    while let Some(chunk) = bytes.next().await {
        text.extend_from_slice(&chunk.unwrap());
    }
    let last = text
        .split(|b| *b == b'\n')
        .rfind(|line| !line.is_empty())
        .unwrap();
    let last: Value = serde_json::from_slice(last).unwrap();
    assert_eq!(last["type"], "error", "{last}");
    assert_eq!(last["error"]["denial"]["aws_code"], "InternalError");
}

#[tokio::test]
async fn refusals_say_what_aws_said() {
    let studio = Studio::start().await;
    let visitor = studio.visit(VISITOR, Duration::from_secs(3600)).await;
    let answer: Value = visitor.json(&of("own", "objects", BUCKET, "")).await;
    let error = &answer["error"];
    assert_eq!(error["code"], "denied");
    assert_eq!(error["denial"]["action"], "s3:ListBucket");
    assert_eq!(
        error["denial"]["resource"],
        format!("arn:aws:s3:::{BUCKET}")
    );
    assert_eq!(error["denial"]["policy_type"], "identity-based");
    assert_eq!(
        error["denial"]["caller"],
        "arn:aws:sts::111111111111:assumed-role/wardrobe-visitor/ada@example.com"
    );
    assert_eq!(error["denial"]["aws_code"], "AccessDenied");
    let gone = visitor
        .get(&of("own", "objects", "no-such-bucket", ""))
        .await;
    assert_eq!(refusal(gone).await, with(404, "missing"));
    let nonsense = visitor.get(&of("own", "objects", "no bucket!", "")).await;
    assert_eq!(refusal(nonsense).await, with(400, "invalid"));
    let no_bucket = visitor.get("/api/connections/own/objects").await;
    assert_eq!(refusal(no_bucket).await, with(400, "invalid"));
}

#[tokio::test]
async fn buckets_are_listed_or_the_refusal_is_told() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let found = browser.json("/api/connections/studio/locations").await;
    let names: Vec<&str> = found["locations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["bucket"].as_str().unwrap())
        .collect();
    assert_eq!(names, [FINANCE, BUCKET, OTHER]);
    assert_eq!(found["locations"][0]["region"], "us-east-1");
    let visitor = studio
        .visit(
            wardrobe_sandbox::seed::FINANCE_ROLE,
            Duration::from_secs(3600),
        )
        .await;
    let found = visitor.json("/api/connections/own/locations").await;
    assert_eq!(found["locations"], json!([]));
    assert_eq!(
        found["buckets_denied"]["denial"]["action"],
        "s3:ListAllMyBuckets"
    );
    let finance = studio.browser();
    finance
        .post(
            "/api/connections/finance/open",
            &json!({ "username": "ada", "password": "lovelace" }),
        )
        .await;
    let found = finance.json("/api/connections/finance/locations").await;
    assert_eq!(found["locations"][0]["prefix"], "2026/");
    assert_eq!(found["locations"][0]["origin"], "configured");
}
