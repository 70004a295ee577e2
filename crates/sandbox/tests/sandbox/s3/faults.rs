//! Trouble on demand, seen from a client.

use std::time::{Duration, Instant};

use wardrobe_sandbox::faults::Settings;

use crate::s3::clients::*;
use crate::s3::presigned::send;

#[tokio::test]
async fn errors_come_in_their_share_and_are_counted() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "key", "text").await;
    sandbox.faults.reset_requests();
    sandbox.faults.set(Settings {
        operation: Some("GetObject".into()),
        slow_down: 0.5,
        ..Settings::default()
    });
    let mut codes = Vec::new();
    for _ in 0..4 {
        codes.push(
            client
                .get_object()
                .bucket("bucket")
                .key("key")
                .send()
                .await
                .is_ok(),
        );
    }
    assert_eq!(codes, [true, false, true, false]);
    client
        .head_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap();
    assert_eq!(sandbox.faults.requests("GetObject"), 4);
    assert_eq!(sandbox.faults.requests("HeadObject"), 1);
    sandbox.faults.set(Settings {
        internal_error: 1.0,
        ..Settings::default()
    });
    assert_eq!(
        refused(client.list_buckets().send().await),
        with(500, "InternalError")
    );
    sandbox.faults.clear();
    client.list_buckets().send().await.unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn an_answer_is_lost_after_the_work_is_done() {
    let (sandbox, client) = start_with("bucket").await;
    sandbox.faults.set(Settings {
        operation: Some("PutObject".into()),
        lose_responses: 1,
        ..Settings::default()
    });
    let lost = client
        .put_object()
        .bucket("bucket")
        .key("key")
        .body(b"text".to_vec().into())
        .send()
        .await;
    assert!(lost.unwrap_err().raw_response().is_none());
    assert_eq!(get(&client, "bucket", "key").await, "text");
    put(&client, "bucket", "key", "again").await;
    sandbox.stop().await;
}

#[tokio::test]
async fn a_cut_upload_leaves_nothing_and_a_cut_download_is_noticed() {
    let (sandbox, client) = start_with("bucket").await;
    sandbox.faults.set(Settings {
        cut_upload_after: Some(100_000),
        ..Settings::default()
    });
    let cut = client
        .put_object()
        .bucket("bucket")
        .key("key")
        .body(vec![1; 1_000_000].into())
        .send()
        .await;
    assert!(cut.is_err());
    sandbox.faults.clear();
    assert!(
        client
            .list_objects_v2()
            .bucket("bucket")
            .send()
            .await
            .unwrap()
            .contents()
            .is_empty()
    );
    client
        .put_object()
        .bucket("bucket")
        .key("key")
        .body(vec![1; 1_000_000].into())
        .send()
        .await
        .unwrap();
    sandbox.faults.set(Settings {
        operation: Some("GetObject".into()),
        cut_download_after: Some(100_000),
        ..Settings::default()
    });
    let read = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap();
    assert!(read.body.collect().await.is_err());
    sandbox.stop().await;
}

#[tokio::test]
async fn answers_wait() {
    let (sandbox, client) = start_with("bucket").await;
    sandbox.faults.set(Settings {
        delay_ms: 300,
        ..Settings::default()
    });
    let asked = Instant::now();
    client.list_buckets().send().await.unwrap();
    assert!(asked.elapsed() >= Duration::from_millis(300));
    sandbox.stop().await;
}

#[tokio::test]
async fn credentials_are_looked_at_when_the_request_comes() {
    let (sandbox, _) = start_with("bucket").await;
    let visitor = session(&sandbox, Duration::from_secs(2)).await;
    let visitor = client(&sandbox, visitor, "us-east-1");
    sandbox.faults.set(Settings {
        delay_ms: 2_000,
        ..Settings::default()
    });
    visitor.list_buckets().send().await.unwrap();
    sandbox.faults.clear();
    assert_eq!(
        refused(visitor.list_buckets().send().await),
        with(400, "ExpiredToken")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn the_switches_are_on_the_metadata_listener_too() {
    let (sandbox, client) = start_with("bucket").await;
    let url = |path: &str| format!("{}sandbox/{path}", sandbox.metadata);
    let (status, body) = send("PUT", &url("faults"), &[], br#"{"slow_down": 1}"#).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(
        refused(client.list_buckets().send().await),
        with(503, "SlowDown")
    );
    assert_eq!(
        send("PUT", &url("faults"), &[], br#"{"slow": 1}"#).await.0,
        400
    );
    assert_eq!(send("DELETE", &url("faults"), &[], b"").await.0, 204);
    client.list_buckets().send().await.unwrap();
    let (_, counts) = send("GET", &url("requests"), &[], b"").await;
    assert_eq!(counts, r#"{"CreateBucket":1,"ListBuckets":2}"#);
    assert_eq!(send("GET", &url("nothing"), &[], b"").await.0, 404);
    sandbox.stop().await;
}
