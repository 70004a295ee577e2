//! Whatever changes something leaves a record.

use std::time::Duration;

use serde_json::json;
use wardrobe_database::audit::Record;
use wardrobe_database::{Database, Sealer};

use crate::api::batch::{new, send};
use crate::api::studio::*;

pub async fn records(studio: &Studio) -> Vec<Record> {
    // Streamed work is recorded when its answer has been taken.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let sealer = Sealer::from_file(&studio.directory.path().join("wardrobe.key")).unwrap();
    let database = Database::open(&studio.database(), sealer).await.unwrap();
    database.records(1000).await.unwrap()
}

#[tokio::test]
async fn every_operation_that_changes_something_leaves_a_record() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let put = browser
        .request("PUT", &object(BUCKET, "a.txt"))
        .body("x")
        .send()
        .await
        .unwrap();
    let put_id = put.headers()["x-request-id"].to_str().unwrap().to_owned();
    let post = |what: &'static str, body: serde_json::Value| {
        let browser = browser.clone();
        async move {
            browser
                .post(&format!("/api/connections/studio/{what}"), &body)
                .await
                .text()
                .await
                .unwrap()
        }
    };
    let two = [new("one.txt", "1"), new("two.txt", "2")];
    send(&browser, &json!({ "bucket": BUCKET, "objects": two }), "12").await;
    post("folders", json!({ "bucket": BUCKET, "prefix": "f/" })).await;
    post("copy", json!({ "source_bucket": BUCKET, "target_bucket": BUCKET, "items": [{ "kind": "object", "from": "a.txt", "to": "b.txt" }] })).await;
    post("copy", json!({ "source_bucket": BUCKET, "target_bucket": BUCKET, "items": [{ "kind": "object", "from": "b.txt", "to": "c.txt" }], "move": true })).await;
    post("delete", json!({ "bucket": BUCKET, "keys": ["c.txt"] })).await;
    let all = json!({ "bucket": BUCKET, "keys": ["a.txt"], "since": "2026-01-01T00:00:00Z" });
    post("undelete", all).await;
    let all = json!({ "bucket": BUCKET, "keys": ["a.txt"], "at": "2026-01-01T00:00:00Z" });
    post("restore", all).await;
    let one = json!({ "bucket": BUCKET, "key": "b.txt", "version_id": "null" });
    post("versions/restore", one).await;
    let one = format!("/api/connections/studio/versions?bucket={BUCKET}&key=b.txt&version_id=no");
    browser.request("DELETE", &one).send().await.unwrap();
    post(
        "check",
        json!({ "places": [{ "bucket": BUCKET }], "write": true }),
    )
    .await;
    let job = json!({ "kind": "delete", "bucket": BUCKET, "keys": ["gone"] });
    let job: serde_json::Value = serde_json::from_str(&post("jobs", job).await).unwrap();
    let job = format!(
        "/api/connections/studio/jobs/{}",
        job["id"].as_str().unwrap()
    );
    for (method, path) in [("POST", "/pause"), ("POST", "/resume"), ("DELETE", "")] {
        let request = browser.request(method, &format!("{job}{path}"));
        request.send().await.unwrap();
    }
    post("archives", json!({ "bucket": BUCKET, "keys": ["b.txt"] })).await;
    let begin = json!({ "bucket": BUCKET, "key": "t.bin", "size": 3 });
    let begun: serde_json::Value =
        serde_json::from_str(&post("transfers", begin.clone()).await).unwrap();
    let path = format!(
        "/api/connections/studio/transfers/{}",
        begun["id"].as_str().unwrap()
    );
    let part = browser
        .request("PUT", &format!("{path}/parts/1"))
        .body("abc")
        .send()
        .await
        .unwrap();
    let part: serde_json::Value = part.json().await.unwrap();
    let told = json!({ "parts": [{ "number": 1, "etag": part["etag"] }] });
    assert_eq!(
        browser
            .post(&format!("{path}/finish"), &told)
            .await
            .status(),
        200
    );
    let begun: serde_json::Value = serde_json::from_str(
        &post(
            "transfers",
            json!({ "bucket": BUCKET, "key": "u.bin", "size": 3 }),
        )
        .await,
    )
    .unwrap();
    browser
        .request(
            "DELETE",
            &format!(
                "/api/connections/studio/transfers/{}",
                begun["id"].as_str().unwrap()
            ),
        )
        .send()
        .await
        .unwrap();
    let left = format!("/api/connections/studio/uploads?bucket={BUCKET}&key=u.bin&upload_id=gone");
    browser.request("DELETE", &left).send().await.unwrap();
    browser.sign_in("/sign-in/writing", "ada").await;
    browser
        .request("DELETE", "/api/connections/writing/sign-in")
        .send()
        .await
        .unwrap();
    crate::api::setup::tries_a_draft(&studio, &browser).await;
    browser
        .request("DELETE", "/api/connections/studio/open")
        .send()
        .await
        .unwrap();
    browser
        .request("DELETE", "/api/session")
        .send()
        .await
        .unwrap();
    let (here, _there) = (
        crate::api::sessions::ada(&studio).await,
        crate::api::sessions::ada(&studio).await,
    );
    let all = crate::api::sessions::sessions(&here).await;
    let other = all.iter().find(|one| one["current"] == false).unwrap();
    let one = format!("/api/sessions/{}", other["id"].as_str().unwrap());
    for path in [one.as_str(), "/api/sessions"] {
        here.request("DELETE", path).send().await.unwrap();
    }

    let records = records(&studio).await;
    let api = serde_json::to_value(wardrobe_server::openapi()).unwrap();
    let mut changing = Vec::new();
    for (path, methods) in api["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let reads = matches!(method.as_str(), "get" | "head")
                || path.ends_with("/measure")
                || path.ends_with("/draft")
                || path == "/api/probe";
            if !reads {
                changing.push(operation["operationId"].as_str().unwrap().to_owned());
            }
        }
    }
    // A part changes nothing that anybody could see before `finish_transfer`.
    // Whoever confirms a sign-in that began at the provider has a record of the sign-in.
    changing.retain(|operation| operation != "put_part" && operation != "decide_waiting_sign_in");
    changing.push("move_objects".into());
    assert!(changing.len() >= 10);
    for operation in changing {
        assert!(
            records.iter().any(|r| r.operation == operation),
            "no record of {operation}"
        );
    }
    let put = records
        .iter()
        .find(|r| r.operation == "put_object")
        .unwrap();
    assert_eq!(put.person, "anyone");
    assert_eq!(put.connection, "studio");
    assert_eq!(put.resource, format!("arn:aws:s3:::{BUCKET}/a.txt"));
    assert!(put.caller.contains("assumed-role/wardrobe-studio/"));
    assert_eq!((put.outcome.as_str(), &put.request_id), ("ok", &put_id));
}

#[tokio::test]
async fn refusals_are_recorded_too() {
    let studio = Studio::start().await;
    studio
        .browser()
        .post(
            "/api/connections/finance/open",
            &json!({ "username": "ada", "password": "no" }),
        )
        .await;
    let visitor = studio.visit(VISITOR, Duration::from_secs(3600)).await;
    visitor
        .request("PUT", &of("own", "object", BUCKET, "a.txt"))
        .body("x")
        .send()
        .await
        .unwrap();
    let records = records(&studio).await;
    let outcome = |operation: &str, person: &str| {
        let found = records
            .iter()
            .find(|r| r.operation == operation && r.person == person);
        found.map(|r| r.outcome.clone())
    };
    assert_eq!(outcome("open_connection", "ada").as_deref(), Some("denied"));
    assert_eq!(
        outcome("put_object", "ada@example.com").as_deref(),
        Some("denied")
    );
}
