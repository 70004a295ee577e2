//! Many small objects by one request.

use serde_json::{Value, json};
use wardrobe_storage::checksum;

use crate::api::refused::reader;
use crate::api::studio::*;

const PATH: &str = "/api/connections/studio/objects";

pub fn new(key: &str, body: &str) -> Value {
    json!({ "key": key, "size": body.len(), "content_type": "text/plain",
            "checksum": checksum::of(body.as_bytes()) })
}

pub async fn send(browser: &Browser, line: &Value, bytes: impl AsRef<[u8]>) -> reqwest::Response {
    let body = [line.to_string().as_bytes(), b"\n", bytes.as_ref()].concat();
    let request = browser.request("POST", PATH).body(body);
    request.send().await.unwrap()
}

#[tokio::test]
async fn each_object_of_a_batch_has_its_own_bytes_and_its_own_answer() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    studio.put(BUCKET, "there.txt", "before").await;
    studio.put(BUCKET, "replaced.txt", "before").await;
    let mut wrong = new("wrong.txt", "other bytes");
    wrong["size"] = json!("wrong".len());
    let mut replaced = new("replaced.txt", "after");
    replaced["overwrite"] = json!(true);
    let objects = [
        new("a+b #1 é\u{1}.txt", "one\ntwo"),
        new("there.txt", "after"),
        wrong,
        new("empty.txt", ""),
        replaced,
    ];
    let line = json!({ "bucket": BUCKET, "objects": objects });
    let answer = send(&browser, &line, "one\ntwoafterwrongafter").await;
    assert_eq!(answer.status(), 200);
    let told: Value = answer.json().await.unwrap();
    let told = told["objects"].as_array().unwrap();
    assert_eq!(told.len(), 5);
    assert_eq!(told[0]["stored"]["key"], "a+b #1 é\u{1}.txt");
    assert_eq!(told[0]["stored"]["size"], 7);
    assert_eq!(told[0]["stored"]["checksum"], checksum::of(b"one\ntwo"));
    assert_eq!(told[1]["error"]["code"], "conflict");
    assert_eq!(told[2]["type"], "failed");
    assert_eq!(told[3]["type"], "stored");
    assert_eq!(told[4]["type"], "stored");
    let keys = [
        "a+b #1 é\u{1}.txt",
        "empty.txt",
        "replaced.txt",
        "there.txt",
    ];
    assert_eq!(studio.keys_of(BUCKET).await, keys);
    for (key, body) in [
        ("there.txt", "before"),
        ("replaced.txt", "after"),
        (keys[0], "one\ntwo"),
    ] {
        let read = browser.get(&object(BUCKET, key)).await;
        assert_eq!(read.text().await.unwrap(), body, "{key}");
    }
}

#[tokio::test]
async fn a_batch_that_is_not_what_it_says_stores_nothing() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let two = json!({ "bucket": BUCKET, "objects": [new("a", "12"), new("b", "34")] });
    let many: Vec<_> = (0..101).map(|at| new(&at.to_string(), "")).collect();
    let key = "k".repeat(1025);
    for (line, bytes) in [
        (&two, "123"),
        (&two, "12345"),
        (&json!({ "bucket": BUCKET, "objects": [] }), ""),
        (&json!({ "bucket": BUCKET, "objects": many }), ""),
        (
            &json!({ "bucket": BUCKET, "objects": [new("a", ""), new(&key, "")] }),
            "",
        ),
        (
            &json!({ "bucket": BUCKET, "objects": [new("a", ""), new("", "")] }),
            "",
        ),
        (
            &json!({ "bucket": "No Bucket", "objects": [new("a", "")] }),
            "",
        ),
        (
            &json!({ "bucket": BUCKET, "objects": [{ "key": "a", "size": -1, "checksum": "" }] }),
            "",
        ),
        (
            &json!({ "bucket": BUCKET, "objects": [{ "key": "a", "size": u64::MAX, "checksum": "" }] }),
            "",
        ),
        (
            &json!({ "bucket": BUCKET, "objects": [new("a", "")], "more": 1 }),
            "",
        ),
    ] {
        let answer = send(&browser, line, bytes).await;
        assert_eq!(refusal(answer).await, with(400, "invalid"), "{line}");
    }
    let raw = |body: Vec<u8>| browser.request("POST", PATH).body(body).send();
    assert_eq!(
        refusal(raw(b"no line".to_vec()).await.unwrap()).await,
        with(400, "invalid")
    );
    assert_eq!(
        refusal(raw(b"\xff\xfe\n".to_vec()).await.unwrap()).await,
        with(400, "invalid")
    );
    let large = raw(vec![b'\n'; 10 * 1024 * 1024]).await.unwrap();
    assert_eq!(refusal(large).await, with(413, "too-large"));
    assert!(studio.keys_of(BUCKET).await.is_empty());
}

#[tokio::test]
async fn a_refusal_of_a_batch_names_what_each_object_needs() {
    let studio = Studio::start().await;
    let visitor = reader(&studio).await;
    let line = json!({ "bucket": BUCKET, "objects": [new("a", "1"), new("b", "2")] });
    let body = format!("{line}\n12");
    let path = "/api/connections/own/objects";
    let answer = visitor
        .request("POST", path)
        .body(body)
        .send()
        .await
        .unwrap();
    let told: Value = answer.json().await.unwrap();
    for (at, key) in ["a", "b"].iter().enumerate() {
        let error = &told["objects"][at]["error"];
        assert_eq!(error["code"], "denied", "{told}");
        let resource = format!("arn:aws:s3:::{BUCKET}/{key}");
        assert!(error["remedy"].to_string().contains(&resource), "{error}");
    }
}
