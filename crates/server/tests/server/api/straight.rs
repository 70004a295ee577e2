//! Parts that go straight from the page to the store.

use serde_json::{Value, json};
use wardrobe_sandbox::s3::store::CorsRule;
use wardrobe_storage::checksum;

use crate::api::studio::*;
use crate::api::transfers::{PATH, bytes, finish};

const MIB: usize = 1024 * 1024;

/// Lets pages of an origin send parts; what they may read of the answers is `shown`.
pub async fn let_in(studio: &Studio, origin: &str, shown: &'static [&'static str]) {
    let origins = vec![origin.to_owned()];
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    let set = studio.sandbox.store().write(move |tables| {
        let mut bucket = tables.bucket(BUCKET)?;
        bucket.cors = vec![CorsRule {
            origins,
            methods: owned(&["PUT"]),
            headers: owned(&["*"]),
            expose: owned(shown),
            ..CorsRule::default()
        }];
        tables.put_bucket(BUCKET, &bucket)
    });
    set.await.unwrap();
}

pub async fn begin(
    browser: &Browser,
    connection: &str,
    origin: Option<&str>,
    size: usize,
) -> Value {
    let path = format!("/api/connections/{connection}/transfers");
    let mut asked = browser.request("POST", &path);
    if let Some(origin) = origin {
        asked = asked.header("origin", origin);
    }
    let body = json!({ "bucket": BUCKET, "key": "big.bin", "size": size, "overwrite": true });
    asked
        .json(&body)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap()
}

fn ways(begun: &Value) -> [bool; 3] {
    let flags = ["direct", "relay"].map(|name| begun[name].as_bool().unwrap());
    [flags[0], flags[1], begun["cors"]["policies"].is_array()]
}

pub async fn address(
    browser: &Browser,
    begun: &Value,
    number: usize,
    sum: &str,
) -> reqwest::Response {
    let id = begun["id"].as_str().unwrap();
    let sum: String = url::form_urlencoded::byte_serialize(sum.as_bytes()).collect();
    browser
        .get(&format!(
            "{PATH}/{id}/parts/{number}/address?crc64nvme={sum}"
        ))
        .await
}

/// As a browser does it: without a cookie, with the headers it was given.
pub async fn put(studio: &Studio, address: &Value, bytes: &[u8]) -> reqwest::Response {
    let mut put = reqwest::Client::new().put(address["url"].as_str().unwrap());
    for header in address["headers"].as_array().unwrap() {
        put = put.header(
            header["name"].as_str().unwrap(),
            header["value"].as_str().unwrap(),
        );
    }
    put.header("origin", &studio.address)
        .body(bytes.to_vec())
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_page_that_the_bucket_lets_in_sends_parts_straight_and_they_are_proven() {
    let studio = Studio::start().await;
    let_in(&studio, &studio.address, &["ETag"]).await;
    let browser = studio.open().await;
    let bytes = bytes(9 * MIB);
    let begun = begin(&browser, "studio", Some(&studio.address), bytes.len()).await;
    assert_eq!(ways(&begun), [true, true, false]);
    let mut parts = Vec::new();
    for (index, piece) in bytes.chunks(8 * MIB).enumerate() {
        let told: Value = address(&browser, &begun, index + 1, &checksum::of(piece))
            .await
            .json()
            .await
            .unwrap();
        let url = told["url"].as_str().unwrap();
        assert!(url.starts_with(studio.sandbox.endpoint.as_str()), "{url}");
        let wrong = put(&studio, &told, &vec![7; piece.len()]).await;
        assert_eq!(wrong.status(), 400, "{}", wrong.text().await.unwrap());
        let sent = put(&studio, &told, piece).await;
        assert_eq!(sent.status(), 200);
        assert_eq!(sent.headers()["access-control-expose-headers"], "ETag");
        parts
            .push(json!({ "number": index + 1, "etag": sent.headers()["etag"].to_str().unwrap() }));
    }
    let shown = browser
        .json(&format!("{PATH}/{}", begun["id"].as_str().unwrap()))
        .await;
    assert_eq!(
        shown["parts"][1]["crc64nvme"],
        checksum::of(&bytes[8 * MIB..])
    );
    let other = json!({ "parts": parts, "crc64nvme": checksum::of(b"another file") });
    assert_eq!(
        refusal(finish(&browser, &begun, &other).await).await,
        with(412, "precondition-failed")
    );
    let no_sum = json!({ "parts": parts, "crc64nvme": "AAAA" });
    assert_eq!(
        refusal(finish(&browser, &begun, &no_sum).await).await,
        with(400, "invalid")
    );
    assert_eq!(studio.keys_of(BUCKET).await.len(), 0);
    let told = json!({ "parts": parts, "crc64nvme": checksum::of(&bytes) });
    let stored: Value = finish(&browser, &begun, &told).await.json().await.unwrap();
    assert_eq!(stored["checksum"], checksum::of(&bytes));
    assert!(
        browser
            .get(&object(BUCKET, "big.bin"))
            .await
            .bytes()
            .await
            .unwrap()
            == bytes
    );
}

#[tokio::test]
async fn where_the_bucket_lets_no_page_in_they_go_through_us() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    assert_eq!(
        ways(&begin(&browser, "studio", Some(&studio.address), 9).await),
        [false, true, true]
    );
    let_in(&studio, "https://elsewhere.example", &["ETag"]).await;
    assert_eq!(
        ways(&begin(&browser, "studio", Some(&studio.address), 9).await),
        [false, true, true]
    );
    let_in(&studio, &studio.address, &[]).await;
    assert_eq!(
        ways(&begin(&browser, "studio", Some(&studio.address), 9).await),
        [false, true, true]
    );
    let_in(&studio, "*", &["etag"]).await;
    assert_eq!(
        ways(&begin(&browser, "studio", Some(&studio.address), 9).await),
        [true, true, false]
    );
    // No page.
    assert_eq!(
        ways(&begin(&browser, "studio", None, 9).await),
        [false, true, false]
    );
}

#[tokio::test]
async fn a_connection_may_have_but_one_way() {
    let studio = Studio::start_on(|sandbox| {
        through_machine(sandbox, "straight", "transfers = \"direct\"")
            + &through_machine(sandbox, "around", "transfers = \"relay\"")
    });
    let studio = studio.await;
    let_in(&studio, "*", &["ETag"]).await;
    let browser = studio.open().await;
    let sum: String =
        url::form_urlencoded::byte_serialize(checksum::of(b"123456789").as_bytes()).collect();
    for (connection, expected, address, relay) in [
        ("straight", [true, false, false], 200, 404),
        ("around", [false, true, false], 404, 200),
    ] {
        browser
            .post(&format!("/api/connections/{connection}/open"), &json!({}))
            .await;
        let begun = begin(&browser, connection, Some(&studio.address), 9).await;
        assert_eq!(ways(&begun), expected, "{connection}");
        let id = begun["id"].as_str().unwrap();
        let part = format!("/api/connections/{connection}/transfers/{id}/parts/1");
        let told = browser
            .get(&format!("{part}/address?crc64nvme={sum}"))
            .await;
        assert_eq!(told.status(), address, "{connection}");
        let sent = browser
            .request("PUT", &part)
            .body("123456789")
            .send()
            .await
            .unwrap();
        assert_eq!(sent.status(), relay, "{connection}");
    }
}

#[tokio::test]
async fn there_is_an_address_only_for_a_part_of_ones_own_and_a_checksum() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let begun = begin(&browser, "studio", None, 9).await;
    let sum = checksum::of(b"123456789");
    let status = |answer: reqwest::Response| answer.status();
    assert_eq!(status(address(&browser, &begun, 1, &sum).await), 200);
    assert_eq!(status(address(&browser, &begun, 2, &sum).await), 400);
    assert_eq!(status(address(&browser, &begun, 0, &sum).await), 400);
    assert_eq!(status(address(&browser, &begun, 1, "sum").await), 400);
    assert_eq!(
        status(address(&studio.open().await, &begun, 1, &sum).await),
        404
    );
}

#[tokio::test]
async fn what_is_to_be_saved_comes_straight_from_the_store_where_all_is_to_go_straight() {
    let more = |sandbox: &_| through_machine(sandbox, "straight", "transfers = \"direct\"");
    let studio = Studio::start_on(more).await;
    studio.put(BUCKET, "a b/ä.txt", "text").await;
    let browser = studio.open().await;
    let open = "/api/connections/straight/open";
    browser.post(open, &json!({})).await;
    let path = of("straight", "object", BUCKET, "a b/ä.txt");
    let told = browser.without_following(&path).await;
    assert_eq!(told.status(), 307);
    let place = told.headers()["location"].to_str().unwrap();
    assert!(
        place.starts_with(studio.sandbox.endpoint.as_str()),
        "{place}"
    );
    assert_eq!(told.headers()["cache-control"], "no-store");
    let came = reqwest::get(place).await.unwrap();
    let named = came.headers()["content-disposition"].to_str().unwrap();
    assert!(
        named.starts_with("attachment;") && named.contains("%C3%A4.txt"),
        "{named}"
    );
    assert_eq!(came.text().await.unwrap(), "text");
    // What the page shows itself, and what cannot be had, stays with us.
    let shown = browser
        .without_following(&format!("{path}&disposition=inline"))
        .await;
    assert_eq!(shown.status(), 200);
    let none = of("straight", "object", BUCKET, "none");
    assert_eq!(
        refusal(browser.without_following(&none).await).await,
        with(404, "missing")
    );
    let usual = object(BUCKET, "a b/ä.txt");
    assert_eq!(browser.without_following(&usual).await.status(), 200);
}
