//! Uploads in parts.

use serde_json::{Value, json};

use crate::api::studio::*;

pub const PATH: &str = "/api/connections/studio/transfers";
const MIB: usize = 1024 * 1024;

async fn begin(browser: &Browser, key: &str, size: usize, overwrite: bool) -> Value {
    let body = json!({ "bucket": BUCKET, "key": key, "size": size, "content_type": "text/plain", "overwrite": overwrite });
    let answer = browser.post(PATH, &body).await;
    assert_eq!(answer.status(), 201);
    answer.json().await.unwrap()
}

async fn send(browser: &Browser, id: &Value, number: usize, bytes: &[u8]) -> reqwest::Response {
    send_of(browser, PATH, id, number, bytes).await
}

async fn send_of(
    browser: &Browser,
    transfers: &str,
    id: &Value,
    number: usize,
    bytes: &[u8],
) -> reqwest::Response {
    let path = format!("{transfers}/{}/parts/{number}", id.as_str().unwrap());
    browser
        .request("PUT", &path)
        .body(bytes.to_vec())
        .send()
        .await
        .unwrap()
}

/// Sends every part and gives the list for `finish`.
pub async fn send_all(browser: &Browser, begun: &Value, bytes: &[u8]) -> Value {
    send_all_of(browser, PATH, begun, bytes).await
}

/// The same through another connection, whose transfers are at `transfers`.
pub async fn send_all_of(browser: &Browser, transfers: &str, begun: &Value, bytes: &[u8]) -> Value {
    let size = usize::try_from(begun["part_size"].as_u64().unwrap()).unwrap();
    let mut parts = Vec::new();
    for (index, chunk) in bytes.chunks(size).enumerate() {
        let part: Value = send_of(browser, transfers, &begun["id"], index + 1, chunk)
            .await
            .json()
            .await
            .unwrap();
        parts.push(json!({ "number": part["number"], "etag": part["etag"] }));
    }
    json!({ "parts": parts })
}

pub async fn finish(browser: &Browser, begun: &Value, parts: &Value) -> reqwest::Response {
    browser
        .post(
            &format!("{PATH}/{}/finish", begun["id"].as_str().unwrap()),
            parts,
        )
        .await
}

pub fn bytes(size: usize) -> Vec<u8> {
    (0..size).map(|n| (n % 253) as u8).collect()
}

#[tokio::test]
async fn parts_become_one_object() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let bytes = bytes(20 * MIB + 5);
    let begun = begin(&browser, "big.txt", bytes.len(), false).await;
    assert_eq!(begun["parts"], 3);
    let parts = send_all(&browser, &begun, &bytes).await;
    let shown = browser
        .json(&format!("{PATH}/{}", begun["id"].as_str().unwrap()))
        .await;
    assert_eq!(shown["parts"].as_array().unwrap().len(), 3);
    assert_eq!(studio.keys_of(BUCKET).await.len(), 0);
    assert_eq!(finish(&browser, &begun, &parts).await.status(), 200);
    let down = browser.get(&object(BUCKET, "big.txt")).await;
    assert_eq!(down.headers()["content-type"], "text/plain");
    assert!(down.bytes().await.unwrap() == bytes);
    assert_eq!(
        browser.json(PATH).await,
        json!({ "transfers": [], "relay": true })
    );
    assert_eq!(studio.uploads_of(BUCKET).await, 0);
}

#[tokio::test]
async fn a_wrong_part_is_refused_and_an_unfinished_upload_is_not_done() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let bytes = bytes(10 * MIB);
    let begun = begin(&browser, "big.txt", bytes.len(), false).await;
    let invalid = with(400, "invalid");
    assert_eq!(
        refusal(send(&browser, &begun["id"], 1, &bytes[..5]).await).await,
        invalid
    );
    assert_eq!(
        refusal(send(&browser, &begun["id"], 3, b"x").await).await,
        invalid
    );
    assert_eq!(
        refusal(send(&browser, &begun["id"], 0, b"x").await).await,
        invalid
    );
    let first: Value = send(&browser, &begun["id"], 1, &bytes[..8 * MIB])
        .await
        .json()
        .await
        .unwrap();
    let told = json!({ "parts": [{ "number": 1, "etag": first["etag"] }] });
    assert_eq!(
        refusal(finish(&browser, &begun, &told).await).await,
        with(412, "precondition-failed")
    );
    let second: Value = send(&browser, &begun["id"], 2, &bytes[8 * MIB..])
        .await
        .json()
        .await
        .unwrap();
    let lie = json!({ "parts": [{ "number": 1, "etag": first["etag"] }, { "number": 2, "etag": "\"other\"" }] });
    assert_eq!(
        refusal(finish(&browser, &begun, &lie).await).await,
        with(412, "precondition-failed")
    );
    assert_eq!(studio.keys_of(BUCKET).await.len(), 0);
    let right = json!({ "parts": [{ "number": 1, "etag": first["etag"] }, { "number": 2, "etag": second["etag"] }] });
    assert_eq!(finish(&browser, &begun, &right).await.status(), 200);
}

#[tokio::test]
async fn giving_up_leaves_nothing_behind() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let begun = begin(&browser, "big.txt", 10 * MIB, false).await;
    send(&browser, &begun["id"], 2, &bytes(2 * MIB)).await;
    assert_eq!(studio.uploads_of(BUCKET).await, 1);
    let path = format!("{PATH}/{}", begun["id"].as_str().unwrap());
    assert_eq!(
        browser
            .request("DELETE", &path)
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    assert_eq!(studio.uploads_of(BUCKET).await, 0);
    assert_eq!(
        refusal(browser.get(&path).await).await,
        with(404, "missing")
    );
}

#[tokio::test]
async fn signing_out_gives_up_what_is_unfinished() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    begin(&browser, "big.txt", 10 * MIB, false).await;
    assert_eq!(studio.uploads_of(BUCKET).await, 1);
    browser
        .request("DELETE", "/api/session")
        .send()
        .await
        .unwrap();
    assert_eq!(studio.uploads_of(BUCKET).await, 0);
}

#[tokio::test]
async fn nobody_elses_upload_can_be_touched() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let begun = begin(&browser, "big.txt", 10 * MIB, false).await;
    let other = studio.open().await;
    let path = format!("{PATH}/{}", begun["id"].as_str().unwrap());
    let missing = with(404, "missing");
    assert_eq!(refusal(other.get(&path).await).await, missing);
    assert_eq!(
        refusal(send(&other, &begun["id"], 1, b"x").await).await,
        missing
    );
    assert_eq!(
        refusal(finish(&other, &begun, &json!({ "parts": [] })).await).await,
        missing
    );
    assert_eq!(
        refusal(other.request("DELETE", &path).send().await.unwrap()).await,
        missing
    );
    assert_eq!(
        other.json(PATH).await,
        json!({ "transfers": [], "relay": true })
    );
    assert_eq!(
        browser.json(PATH).await["transfers"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn nothing_is_written_over_unasked_at_the_begin_or_at_the_end() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let bytes = bytes(9 * MIB);
    let begun = begin(&browser, "big.txt", bytes.len(), false).await;
    let parts = send_all(&browser, &begun, &bytes).await;
    studio.put(BUCKET, "big.txt", "came meanwhile").await;
    assert_eq!(
        refusal(finish(&browser, &begun, &parts).await).await,
        with(409, "conflict")
    );
    let again = json!({ "bucket": BUCKET, "key": "big.txt", "size": 9, "overwrite": false });
    assert_eq!(
        refusal(browser.post(PATH, &again).await).await,
        with(409, "conflict")
    );
    assert_eq!(
        browser
            .get(&object(BUCKET, "big.txt"))
            .await
            .text()
            .await
            .unwrap(),
        "came meanwhile"
    );
    let over = begin(&browser, "big.txt", bytes.len(), true).await;
    let parts = send_all(&browser, &over, &bytes).await;
    assert_eq!(finish(&browser, &over, &parts).await.status(), 200);
}

#[tokio::test]
async fn sizes_that_cannot_be_are_refused() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    for (size, expected) in [
        (json!(0), with(400, "invalid")),
        (json!(-1), with(400, "invalid")),
        (json!(1_u64 << 60), with(413, "too-large")),
    ] {
        let body = json!({ "bucket": BUCKET, "key": "a", "size": size });
        assert_eq!(refusal(browser.post(PATH, &body).await).await, expected);
    }
    assert_eq!(studio.uploads_of(BUCKET).await, 0);
}
