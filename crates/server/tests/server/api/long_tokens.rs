//! The longest session tokens that STS gives: 4,096 characters.

use std::time::Duration;

use serde_json::{Value, json};
use wardrobe_sandbox::seed::SAML_WRITE;
use wardrobe_storage::checksum;

use crate::api::account::{ada, partner};
use crate::api::saml_way::corp_saml;
use crate::api::straight::{address, begin, let_in, put};
use crate::api::studio::*;
use crate::api::transfers::finish;

/// AWS's maximum for `MinimumSessionTokenSize`.
const LONGEST: usize = 4_096;

/// A sandbox of long tokens with a connection of every kind.
async fn studio() -> Studio {
    let studio = Studio::start_on(|sandbox| {
        sandbox.world().set_token_length(Some(LONGEST));
        partner(sandbox) + &corp_saml(sandbox)
    });
    let studio = studio.await;
    studio.put(BUCKET, "a.txt", "text").await;
    studio
}

/// Lists, writes in one piece and in parts, reads and deletes.
async fn works(browser: &Browser, connection: &str, bucket: &str) {
    let at = |what: &str, key: &str| of(connection, what, bucket, key);
    let listed = browser.get(&at("objects", "")).await;
    assert_eq!(listed.status(), 200, "{connection}");
    let key = format!("{connection}.txt");
    let put = browser.request("PUT", &at("object", &key)).body("text");
    let put = put.send().await.unwrap();
    assert!(put.status().is_success(), "{}", put.text().await.unwrap());
    let read = browser.get(&at("object", &key)).await;
    assert_eq!(read.text().await.unwrap(), "text", "{connection}");
    let transfers = format!("/api/connections/{connection}/transfers");
    let wanted = json!({ "bucket": bucket, "key": key, "size": 4, "overwrite": true });
    let begun: Value = browser
        .post(&transfers, &wanted)
        .await
        .json()
        .await
        .unwrap();
    let upload = format!("{transfers}/{}", begun["id"].as_str().unwrap());
    let part = browser.request("PUT", &format!("{upload}/parts/1"));
    let part: Value = part
        .body("part")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let parts = json!({ "parts": [{ "number": 1, "etag": part["etag"] }] });
    let finished = browser.post(&format!("{upload}/finish"), &parts).await;
    assert_eq!(finished.status(), 200, "{connection}");
    let body = json!({ "bucket": bucket, "keys": [key] });
    let archives = format!("/api/connections/{connection}/archives");
    let made: Value = browser.post(&archives, &body).await.json().await.unwrap();
    let archive = format!("{archives}/{}", made["id"].as_str().unwrap());
    let archive = browser.get(&archive).await.bytes().await.unwrap();
    assert!(archive.starts_with(b"PK"), "{connection}");
    let delete = format!("/api/connections/{connection}/delete");
    let lines = browser.lines("POST", &delete, Some(&body)).await;
    assert_eq!(lines.last().unwrap()["deleted"], 1, "{lines:?}");
}

/// From the page to the store, with the token in the address.
async fn straight(studio: &Studio, browser: &Browser) {
    let_in(studio, &studio.address, &["ETag"]).await;
    let begun = begin(browser, "studio", Some(&studio.address), 4).await;
    let told: Value = address(browser, &begun, 1, &checksum::of(b"part"))
        .await
        .json()
        .await
        .unwrap();
    assert!(told["url"].as_str().unwrap().len() > LONGEST);
    let sent = put(studio, &told, b"part").await;
    assert_eq!(sent.status(), 200, "{}", sent.text().await.unwrap());
    let etag = sent.headers()["etag"].to_str().unwrap();
    let parts = json!({ "parts": [{ "number": 1, "etag": etag }] });
    assert_eq!(finish(browser, &begun, &parts).await.status(), 200);
}

#[tokio::test]
async fn every_kind_of_connection_takes_them() {
    let studio = studio().await;
    let service = studio.open().await;
    works(&service, "studio", BUCKET).await;
    straight(&studio, &service).await;

    let keys = studio.keys(STUDIO, Duration::from_secs(900));
    assert_eq!(keys["session_token"].as_str().unwrap().len(), LONGEST);
    let visitor = studio.browser();
    let typed = visitor.post("/api/connections/own/open", &keys).await;
    assert_eq!(typed.status(), 200, "{}", typed.text().await.unwrap());
    works(&visitor, "own", BUCKET).await;

    let person = studio.browser();
    let opened = person.post("/api/connections/partner/open", &ada()).await;
    assert_eq!(opened.status(), 200, "{}", opened.text().await.unwrap());
    let identity = person.json("/api/connections/partner/identity").await;
    assert_eq!(identity["session_name"], "ada");

    let signed_in = studio.browser();
    signed_in.sign_in("/sign-in/writing", "ada").await;
    works(&signed_in, "writing", BUCKET).await;

    let by_saml = studio.walker();
    by_saml
        .saml_sign_in(&studio, "/sign-in/corpsaml", "ada")
        .await;
    assert_eq!(by_saml.choose("corpsaml", SAML_WRITE).await.status(), 200);
    works(&by_saml, "corpsaml", BUCKET).await;

    // What is kept for after a restart is as long.
    let studio = studio.restart().await;
    works(&by_saml.at(&studio), "corpsaml", BUCKET).await;
    works(&visitor.at(&studio), "own", BUCKET).await;
    works(&signed_in.at(&studio), "writing", BUCKET).await;
}
