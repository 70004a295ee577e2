//! Uploads in parts that go on after something broke.

use serde_json::{Value, json};
use wardrobe_sandbox::faults::Settings;
use wardrobe_sandbox::seed::STUDIO_ROLE;
use wardrobe_storage::checksum;

use crate::api::studio::*;
use crate::api::transfers::{bytes, send_all_of};

const MIB: usize = 1024 * 1024;
const WRITING: &str = "/api/connections/writing/transfers";

async fn begin(browser: &Browser, size: usize) -> Value {
    let body = json!({ "bucket": BUCKET, "key": "big.bin", "size": size });
    let begun = browser.post(WRITING, &body).await;
    assert_eq!(begun.status(), 201);
    begun.json().await.unwrap()
}

async fn person(studio: &Studio, name: &str) -> Browser {
    let browser = studio.browser();
    browser
        .sign_in("/sign-in/writing?return_to=%2F", name)
        .await;
    browser
}

#[tokio::test]
async fn whoever_signs_in_anew_finds_their_upload_and_nobody_else_does() {
    let studio = Studio::start().await;
    let before = person(&studio, "ada").await;
    let bytes = bytes(9 * MIB);
    let begun = begin(&before, bytes.len()).await;
    let one = format!("{WRITING}/{}", begun["id"].as_str().unwrap());
    let first = before
        .request("PUT", &format!("{one}/parts/1"))
        .body(bytes[..8 * MIB].to_vec());
    assert_eq!(first.send().await.unwrap().status(), 200);

    // The cookie is lost; the session ends by itself some time.
    let bob = person(&studio, "bob").await;
    assert_eq!(
        bob.json(WRITING).await,
        json!({ "transfers": [], "relay": true })
    );
    assert_eq!(refusal(bob.get(&one).await).await, with(404, "missing"));
    let after = person(&studio, "ada").await;
    assert_eq!(after.json(WRITING).await["transfers"][0]["id"], begun["id"]);
    let there = after.json(&one).await;
    assert_eq!(
        there["parts"][0]["crc64nvme"],
        checksum::of(&bytes[..8 * MIB])
    );
    let second = after
        .request("PUT", &format!("{one}/parts/2"))
        .body(bytes[8 * MIB..].to_vec());
    let second: Value = second.send().await.unwrap().json().await.unwrap();
    let parts = [&there["parts"][0], &second]
        .map(|part| json!({ "number": part["number"], "etag": part["etag"] }));
    let told = json!({ "parts": parts, "crc64nvme": checksum::of(&bytes) });
    let stored: Value = after
        .post(&format!("{one}/finish"), &told)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(stored["checksum"], checksum::of(&bytes));
    assert!(
        after
            .get(&of("writing", "object", BUCKET, "big.bin"))
            .await
            .bytes()
            .await
            .unwrap()
            == bytes
    );
    assert_eq!(
        before.json(WRITING).await,
        json!({ "transfers": [], "relay": true })
    );
}

#[tokio::test]
async fn the_name_of_a_session_proves_nobody() {
    let studio = Studio::start().await;
    let life = std::time::Duration::from_secs(900);
    // Both have named their session the same.
    let visitors = [STUDIO_ROLE; 2].map(|role| studio.visit(role, life));
    let [alice, mallory] = futures::future::join_all(visitors)
        .await
        .try_into()
        .ok()
        .unwrap();
    let person = |identity: Value| identity["person"].clone();
    let path = "/api/connections/own/identity";
    assert_eq!(
        person(alice.json(path).await),
        person(mallory.json(path).await)
    );
    let transfers = "/api/connections/own/transfers";
    let body = json!({ "bucket": BUCKET, "key": "hers.bin", "size": 9 * MIB });
    let begun: Value = alice.post(transfers, &body).await.json().await.unwrap();
    assert_eq!(mallory.json(transfers).await["transfers"], json!([]));
    let one = format!("{transfers}/{}", begun["id"].as_str().unwrap());
    assert_eq!(refusal(mallory.get(&one).await).await, with(404, "missing"));
    assert_eq!(alice.get(&one).await.status(), 200);
}

#[tokio::test]
async fn what_somebody_has_aborted_is_not_shown_again() {
    let studio = Studio::start().await;
    let ada = person(&studio, "ada").await;
    let begun = begin(&ada, 9 * MIB).await;
    let uploads = format!("/api/connections/writing/uploads?bucket={BUCKET}");
    let left = ada.json(&uploads).await;
    let id = left["uploads"][0]["upload_id"].as_str().unwrap();
    let gone = format!("{uploads}&key=big.bin&upload_id={id}");
    ada.request("DELETE", &gone).send().await.unwrap();
    let one = format!("{WRITING}/{}", begun["id"].as_str().unwrap());
    assert_eq!(
        ada.json(WRITING).await["transfers"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(refusal(ada.get(&one).await).await, with(404, "missing"));
    assert_eq!(ada.json(WRITING).await["transfers"], json!([]));
}

#[tokio::test]
async fn an_end_whose_answer_was_lost_is_an_end() {
    let studio = Studio::start().await;
    let ada = person(&studio, "ada").await;
    let bytes = bytes(9 * MIB);
    for overwrite in [false, true] {
        let body = json!({ "bucket": BUCKET, "key": format!("{overwrite}.bin"), "size": bytes.len(), "overwrite": overwrite });
        let begun: Value = ada.post(WRITING, &body).await.json().await.unwrap();
        let mut told = send_all_of(&ada, WRITING, &begun, &bytes).await;
        told["crc64nvme"] = json!(checksum::of(&bytes));
        studio.sandbox.faults.set(Settings {
            operation: Some("CompleteMultipartUpload".to_owned()),
            lose_responses: 2,
            ..Settings::default()
        });
        let path = format!("{WRITING}/{}/finish", begun["id"].as_str().unwrap());
        let stored = ada.post(&path, &told).await;
        assert_eq!(stored.status(), 200, "{}", stored.text().await.unwrap());
        assert_eq!(
            stored.json::<Value>().await.unwrap()["checksum"],
            checksum::of(&bytes)
        );
        studio.sandbox.faults.clear();
    }
    assert_eq!(studio.keys_of(BUCKET).await, ["false.bin", "true.bin"]);
    assert_eq!(studio.uploads_of(BUCKET).await, 0);
}

#[tokio::test]
async fn an_upload_that_somebody_aborted_is_no_success_whatever_stands_there() {
    let studio = Studio::start().await;
    let ada = person(&studio, "ada").await;
    let bytes = bytes(9 * MIB);
    let body =
        json!({ "bucket": BUCKET, "key": "big.bin", "size": bytes.len(), "overwrite": true });
    let begun: Value = ada.post(WRITING, &body).await.json().await.unwrap();
    let mut told = send_all_of(&ada, WRITING, &begun, &bytes).await;
    told["crc64nvme"] = json!(checksum::of(&bytes));
    // As long, but not the same.
    studio.put(BUCKET, "big.bin", vec![7; bytes.len()]).await;
    let left = ada
        .json(&format!(
            "/api/connections/writing/uploads?bucket={BUCKET}&prefix=big"
        ))
        .await;
    assert_eq!(left["more"], false);
    let [one] = left["uploads"].as_array().unwrap().as_slice() else {
        panic!("{left}")
    };
    assert_eq!(one["key"], "big.bin");
    let query = format!(
        "bucket={BUCKET}&key=big.bin&upload_id={}",
        one["upload_id"].as_str().unwrap()
    );
    let path = format!("/api/connections/writing/uploads?{query}");
    let stranger = studio
        .browser()
        .request("DELETE", &path)
        .send()
        .await
        .unwrap();
    assert_eq!(refusal(stranger).await, with(401, "not-signed-in"));
    assert_eq!(studio.uploads_of(BUCKET).await, 1);
    assert_eq!(
        ada.request("DELETE", &path).send().await.unwrap().status(),
        204
    );
    assert_eq!(studio.uploads_of(BUCKET).await, 0);
    let end = format!("{WRITING}/{}/finish", begun["id"].as_str().unwrap());
    assert_eq!(
        refusal(ada.post(&end, &told).await).await,
        with(404, "missing")
    );
}

#[tokio::test]
async fn left_uploads_are_shown_and_ended_only_in_places_of_the_connection() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    browser
        .post("/api/connections/narrow/open", &json!({}))
        .await;
    let outside = format!("/api/connections/narrow/uploads?bucket={BUCKET}");
    assert_eq!(
        refusal(browser.get(&outside).await).await,
        with(403, "denied")
    );
    let one = format!("{outside}&key=big.bin&upload_id=x");
    assert_eq!(
        refusal(browser.request("DELETE", &one).send().await.unwrap()).await,
        with(403, "denied")
    );
    assert_eq!(
        browser
            .get(&format!("{outside}&prefix=inside/"))
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn whoever_may_write_but_not_list_parts_can_upload_too() {
    let studio = Studio::start().await;
    let ada = person(&studio, "ada").await;
    let deny = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*",
        "Action": "s3:ListMultipartUploadParts", "Resource": format!("arn:aws:s3:::{BUCKET}/*") }] });
    let world = studio.sandbox.world();
    world
        .set_bucket_policy(BUCKET, Some(&deny.to_string()))
        .unwrap();
    let bytes = bytes(9 * MIB);
    let begun = begin(&ada, bytes.len()).await;
    let right = send_all_of(&ada, WRITING, &begun, &bytes).await;
    let end = format!("{WRITING}/{}/finish", begun["id"].as_str().unwrap());
    let mut told = json!({ "parts": [right["parts"][0]], "crc64nvme": checksum::of(&bytes) });
    assert_eq!(
        refusal(ada.post(&end, &told).await).await,
        with(412, "precondition-failed")
    );
    told["parts"] = json!([right["parts"][0], { "number": 2, "etag": "\"other\"" }]);
    assert_eq!(
        refusal(ada.post(&end, &told).await).await,
        with(400, "invalid")
    );
    told = json!({ "parts": right["parts"], "crc64nvme": checksum::of(b"other") });
    assert_eq!(
        refusal(ada.post(&end, &told).await).await,
        with(400, "invalid")
    );
    told["crc64nvme"] = json!(checksum::of(&bytes));
    let stored: Value = ada.post(&end, &told).await.json().await.unwrap();
    assert_eq!(stored["checksum"], checksum::of(&bytes));
}
