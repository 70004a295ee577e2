//! A sign-in lasts: credentials are renewed from its tokens, unseen, until only
//! the person can go on.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wardrobe_sandbox::openid::Switches;
use wardrobe_sandbox::seed::RESEARCH_READ;

use crate::api::studio::*;

/// ID tokens that end before the credentials do.
fn short_tokens(studio: &Studio) {
    studio.sandbox.openid.set(Switches {
        id_token_seconds: 2,
        ..Switches::default()
    });
}

/// Waits until `path` answers with `state`, for at most ten seconds.
async fn until(browser: &Browser, path: &str, state: &str) -> Value {
    let since = Instant::now();
    loop {
        let identity = browser.json(path).await;
        if identity["state"] == state {
            return identity;
        }
        assert!(since.elapsed() < Duration::from_secs(10), "{identity}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn a_page_and_an_upload_live_through_ten_lifetimes() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "x").await;
    short_tokens(&studio);
    let life = Duration::from_secs(3);
    studio.sandbox.world().cap_sessions(Some(life));
    let ada = studio.browser();
    ada.sign_in("/sign-in/writing", "ada").await;
    let first = ada.json("/api/connections/writing/identity").await;
    let size = 80 * 1024 * 1024_u64;
    let begin = json!({ "bucket": BUCKET, "key": "big.bin", "size": size });
    let begun = ada.post("/api/connections/writing/transfers", &begin).await;
    let begun: Value = begun.json().await.unwrap();
    let path = format!(
        "/api/connections/writing/transfers/{}",
        begun["id"].as_str().unwrap()
    );
    let part_size = begun["part_size"].as_u64().unwrap();
    let count = size.div_ceil(part_size);
    let mut etags = Vec::new();
    for number in 1..=count {
        let until = Instant::now() + life * 10 / u32::try_from(count).unwrap();
        let length = part_size.min(size - (number - 1) * part_size);
        let body = bytes::Bytes::from(vec![7; usize::try_from(length).unwrap()]);
        let put = ada
            .request("PUT", &format!("{path}/parts/{number}"))
            .body(body);
        let put = put.send().await.unwrap();
        assert_eq!(put.status(), 200, "part {number}");
        let put: Value = put.json().await.unwrap();
        etags.push(json!({ "number": number, "etag": put["etag"] }));
        while Instant::now() < until {
            let listed = ada.get(&of("writing", "objects", BUCKET, "")).await;
            assert_eq!(listed.status(), 200);
            let lines = listed.text().await.unwrap();
            assert!(
                lines.contains("a.txt") && !lines.contains("error"),
                "{lines}"
            );
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
    }
    let finished = ada
        .post(&format!("{path}/finish"), &json!({ "parts": etags }))
        .await;
    assert_eq!(finished.status(), 200);
    let identity = ada.json("/api/connections/writing/identity").await;
    assert_eq!(identity["state"], "fresh");
    assert_eq!(identity["id"], first["id"]);
    assert_ne!(identity["expires_at"], first["expires_at"]);
}

#[tokio::test]
async fn a_sign_in_that_has_ended_is_healed_by_the_next() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "x").await;
    short_tokens(&studio);
    studio
        .sandbox
        .world()
        .cap_sessions(Some(Duration::from_secs(8)));
    let ada = studio.browser();
    ada.sign_in("/sign-in/writing", "ada").await;
    let role = json!({ "role_arn": RESEARCH_READ });
    let reading = ada.post("/api/connections/research/open", &role).await;
    assert_eq!(reading.status(), 200);
    let begin = json!({ "bucket": BUCKET, "key": "big.bin", "size": 20_000_000 });
    let begun = ada.post("/api/connections/writing/transfers", &begin).await;
    let begun: Value = begun.json().await.unwrap();
    studio.sandbox.openid.end_refresh_tokens();

    let identity = "/api/connections/writing/identity";
    let warned = until(&ada, identity, "needs-sign-in").await;
    assert_ne!(warned["expires_at"], Value::Null);
    let list = of("writing", "objects", BUCKET, "");
    assert_eq!(
        ada.get(&list).await.status(),
        200,
        "the old ones still work"
    );
    let since = Instant::now();
    let ended = loop {
        let answer = ada.get(&list).await;
        if answer.status() != 200 {
            break answer;
        }
        assert!(since.elapsed() < Duration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert_eq!(refusal(ended).await, with(401, "sign-in-again"));
    let ended = ada.json(identity).await;
    assert_eq!(
        (&ended["state"], &ended["expires_at"]),
        (&json!("needs-sign-in"), &Value::Null)
    );
    let buckets = ada.get("/api/connections/writing/locations").await;
    assert_eq!(refusal(buckets).await, with(401, "sign-in-again"));

    // Still signed in at the provider: nothing is asked.
    studio.sandbox.world().cap_sessions(None);
    let end = ada
        .sign_in("/sign-in/writing?prompt=none&popup=1", "")
        .await;
    assert_eq!(end, "/signed-in?connection=writing");
    let healed = ada.json(identity).await;
    assert_eq!(
        (&healed["state"], &healed["id"]),
        (&json!("fresh"), &warned["id"])
    );
    assert_eq!(ada.get(&list).await.status(), 200);
    // So does what is open elsewhere, without being opened again.
    until(&ada, "/api/connections/research/identity", "fresh").await;
    // And the upload goes on where it was.
    let path = format!(
        "/api/connections/writing/transfers/{}",
        begun["id"].as_str().unwrap()
    );
    let length = usize::try_from(begun["part_size"].as_u64().unwrap()).unwrap();
    let put = ada
        .request("PUT", &format!("{path}/parts/1"))
        .body(vec![7; length]);
    assert_eq!(put.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn somebody_else_in_the_same_browser_gets_nothing_of_the_first() {
    let studio = Studio::start().await;
    let browser = studio.browser();
    browser.sign_in("/sign-in/writing", "ada").await;
    let before = browser.json("/api/session").await;
    browser
        .sign_in("/sign-in/research?prompt=login", "bob")
        .await;
    let after = browser.json("/api/session").await;
    assert_eq!(after["person"]["name"], "bob");
    assert_eq!(after["open"].as_array().unwrap().len(), 1);
    assert_ne!(after["open"][0]["id"], before["open"][0]["id"]);
    let writing = browser.get(&of("writing", "objects", BUCKET, "")).await;
    assert_eq!(refusal(writing).await, with(401, "not-opened"));
}

#[tokio::test]
async fn a_sign_in_and_its_refresh_token_outlive_a_restart() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "x").await;
    short_tokens(&studio);
    let ada = studio.browser();
    ada.sign_in("/sign-in/writing", "ada").await;
    let studio = studio.restart().await;
    let ada = ada.at(&studio);
    let list = of("writing", "objects", BUCKET, "");
    assert_eq!(ada.get(&list).await.status(), 200);
    let identity = ada.json("/api/connections/writing/identity").await;
    assert_eq!(
        (&identity["source_identity"], &identity["tags"][0]["value"]),
        (&json!("ada"), &json!("finance"))
    );
    // The credentials that were kept, and the ID token, are worth nothing now.
    tokio::time::sleep(Duration::from_secs(3)).await;
    studio.sandbox.world().expire_sessions();
    assert_eq!(ada.get(&list).await.status(), 200);
    let identity = ada.json("/api/connections/writing/identity").await;
    assert_eq!(
        (&identity["state"], &identity["person"]),
        (&json!("fresh"), &json!("ada"))
    );
    // Nor is the refresh token of before: it was changed, and the next one kept.
    let studio = studio.restart().await;
    let ada = ada.at(&studio);
    studio.sandbox.world().expire_sessions();
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(ada.get(&list).await.status(), 200);
}
