//! Uploads in one piece.

use std::time::Duration;

use bytes::Bytes;
use reqwest::Body;
use tokio::io::AsyncWriteExt;

use crate::api::studio::*;

#[tokio::test]
async fn what_goes_up_comes_down() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
    let put = browser
        .request("PUT", &object(BUCKET, "a.bin"))
        .header("content-type", "application/x-thing");
    let stored: serde_json::Value = put
        .body(bytes.clone())
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(stored["size"], 3_000_000);
    let down = browser.get(&object(BUCKET, "a.bin")).await;
    assert_eq!(down.headers()["content-type"], "application/x-thing");
    assert_eq!(down.bytes().await.unwrap(), Bytes::from(bytes));
}

#[tokio::test]
async fn a_new_object_is_never_put_over_another() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "there already").await;
    let browser = studio.open().await;
    let path = object(BUCKET, "a.txt");
    let put = browser
        .request("PUT", &path)
        .header("if-none-match", "*")
        .body("new")
        .send()
        .await
        .unwrap();
    assert_eq!(refusal(put).await, with(409, "conflict"));
    assert_eq!(
        browser.get(&path).await.text().await.unwrap(),
        "there already"
    );
    assert_eq!(
        browser
            .request("PUT", &path)
            .body("new")
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
    assert_eq!(browser.get(&path).await.text().await.unwrap(), "new");
}

#[tokio::test]
async fn a_wrong_checksum_stores_nothing() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let put = browser
        .request("PUT", &object(BUCKET, "a.txt"))
        .header("x-amz-checksum-crc64nvme", "AAAAAAAAAAA=")
        .body("new");
    let answer = put.send().await.unwrap();
    assert_eq!(answer.status(), 400, "{}", answer.text().await.unwrap());
    assert_eq!(studio.keys_of(BUCKET).await.len(), 0);
}

#[tokio::test]
async fn the_length_must_be_told_and_can_be_too_large() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let chunks = futures::stream::iter([Ok::<_, std::io::Error>(Bytes::from("abc"))]);
    let put = browser
        .request("PUT", &object(BUCKET, "a.txt"))
        .body(Body::wrap_stream(chunks));
    assert_eq!(
        refusal(put.send().await.unwrap()).await,
        with(400, "invalid")
    );
    assert_eq!(studio.keys_of(BUCKET).await.len(), 0);
}

/// Sends the head of an upload and some of its body, then hangs up.
async fn cut(studio: &Studio, path: &str, length: usize, sent: usize) {
    let opened = studio
        .browser()
        .post("/api/connections/studio/open", &serde_json::json!({}))
        .await;
    let cookie = opened.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let host = studio.address.strip_prefix("http://").unwrap();
    let mut socket = tokio::net::TcpStream::connect(host).await.unwrap();
    let head = format!(
        "PUT {path} HTTP/1.1\r\nhost: {host}\r\nx-wardrobe: 1\r\ncookie: {cookie}\r\ncontent-length: {length}\r\n\r\n"
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&vec![1; sent]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    drop(socket);
}

#[tokio::test]
async fn a_connection_cut_in_mid_upload_leaves_nothing() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "there.bin", "as it was").await;
    for key in ["new.bin", "there.bin"] {
        cut(&studio, &object(BUCKET, key), 20_000_000, 5_000_000).await;
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(studio.keys_of(BUCKET).await, ["there.bin"]);
    assert_eq!(studio.uploads_of(BUCKET).await, 0);
    let browser = studio.open().await;
    assert_eq!(
        browser
            .get(&object(BUCKET, "there.bin"))
            .await
            .text()
            .await
            .unwrap(),
        "as it was"
    );
}

#[tokio::test]
async fn s3_failing_is_told_and_is_no_upload() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let trouble = wardrobe_sandbox::faults::Settings {
        slow_down: 1.0,
        ..Default::default()
    };
    studio.sandbox.faults.set(trouble);
    let put = browser
        .request("PUT", &object(BUCKET, "a.txt"))
        .body("abc")
        .send()
        .await
        .unwrap();
    assert_eq!(refusal(put).await, with(503, "throttled"));
    studio.sandbox.faults.clear();
    assert_eq!(studio.keys_of(BUCKET).await.len(), 0);
}

#[tokio::test]
async fn stopping_waits_for_an_upload_under_way() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let slow = futures::stream::unfold(0, |n| async move {
        tokio::time::sleep(Duration::from_millis(100)).await;
        (n < 10).then(|| (Ok::<_, std::io::Error>(Bytes::from(vec![7; 1000])), n + 1))
    });
    let put = browser
        .request("PUT", &object(BUCKET, "a.bin"))
        .header("content-length", 10_000)
        .body(Body::wrap_stream(slow));
    let putting = tokio::spawn(put.send());
    tokio::time::sleep(Duration::from_millis(300)).await;
    let studio = studio.restart().await;
    assert_eq!(putting.await.unwrap().unwrap().status(), 200);
    assert_eq!(studio.keys_of(BUCKET).await, ["a.bin"]);
}
