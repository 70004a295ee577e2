//! Who may open which connection, and where in S3 it then leads.

use std::time::Duration;

use serde_json::json;

use crate::api::studio::*;

#[tokio::test]
async fn a_password_opens_only_its_own_connection() {
    let studio = Studio::start().await;
    let open = |name: &'static str, word: &'static str| {
        let browser = studio.browser();
        async move {
            let body = json!({ "username": name, "password": word });
            browser.post("/api/connections/finance/open", &body).await
        }
    };
    assert_eq!(
        refusal(open("ada", "wrong").await).await,
        with(403, "denied")
    );
    assert_eq!(
        refusal(open("nobody", "lovelace").await).await,
        with(403, "denied")
    );
    // Mary's password is right, but finance is not hers.
    assert_eq!(
        refusal(open("mary", "lovelace").await).await,
        with(403, "denied")
    );
    assert_eq!(open("ada", "lovelace").await.status(), 200);
    let nothing = studio
        .browser()
        .post("/api/connections/finance/open", &json!({}))
        .await;
    assert_eq!(refusal(nothing).await, with(400, "invalid"));
}

#[tokio::test]
async fn guessing_passwords_ends_soon() {
    let studio = Studio::start().await;
    let guess = json!({ "username": "ada", "password": "guess" });
    for _ in 0..5 {
        let answer = studio
            .browser()
            .post("/api/connections/finance/open", &guess)
            .await;
        assert_eq!(answer.status(), 403);
    }
    let right = json!({ "username": "ada", "password": "lovelace" });
    let answer = studio
        .browser()
        .post("/api/connections/finance/open", &right)
        .await;
    assert_eq!(refusal(answer).await, with(429, "too-many-attempts"));
}

#[tokio::test]
async fn opening_one_connection_opens_no_other() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    for path in [
        of("finance", "objects", FINANCE, "2026/"),
        of("own", "objects", BUCKET, ""),
        of("narrow", "objects", BUCKET, "inside/"),
    ] {
        assert_eq!(
            refusal(browser.get(&path).await).await,
            with(401, "not-opened"),
            "{path}"
        );
    }
    assert_eq!(
        refusal(browser.get(&of("nonsense", "objects", BUCKET, "")).await).await,
        with(404, "not-found")
    );
}

#[tokio::test]
async fn a_connection_leads_only_to_its_locations() {
    let studio = Studio::start().await;
    for key in ["inside/a.txt", "inside2/b.txt", "outside.txt"] {
        studio.put(BUCKET, key, "text").await;
    }
    let browser = studio.browser();
    browser
        .post("/api/connections/narrow/open", &json!({}))
        .await;
    assert_eq!(
        browser
            .get(&of("narrow", "object", BUCKET, "inside/a.txt"))
            .await
            .status(),
        200
    );
    // The role itself may read all of these.
    let denied = with(403, "denied");
    for (what, bucket, key) in [
        ("object", BUCKET, "outside.txt"),
        ("object", BUCKET, "inside2/b.txt"),
        ("object/properties", BUCKET, "outside.txt"),
        ("objects", BUCKET, ""),
        ("objects", BUCKET, "inside"),
        ("objects", OTHER, "inside/"),
        ("bucket", OTHER, ""),
    ] {
        let path = of("narrow", what, bucket, key);
        assert_eq!(refusal(browser.get(&path).await).await, denied, "{path}");
    }
    let put = browser
        .request("PUT", &of("narrow", "object", BUCKET, "new.txt"))
        .body("x")
        .send()
        .await
        .unwrap();
    assert_eq!(refusal(put).await, denied);
    for (what, body) in [
        ("folders", json!({ "bucket": BUCKET, "prefix": "new/" })),
        (
            "measure",
            json!({ "bucket": BUCKET, "prefixes": ["inside2/"] }),
        ),
        (
            "delete",
            json!({ "bucket": BUCKET, "keys": ["inside/a.txt", "outside.txt"] }),
        ),
        (
            "copy",
            json!({ "source_bucket": BUCKET, "target_bucket": BUCKET, "items": [{ "kind": "object", "from": "outside.txt", "to": "inside/x" }] }),
        ),
        (
            "copy",
            json!({ "source_bucket": BUCKET, "target_bucket": OTHER, "items": [{ "kind": "object", "from": "inside/a.txt", "to": "inside/a.txt" }] }),
        ),
        (
            "transfers",
            json!({ "bucket": BUCKET, "key": "new.bin", "size": 1 }),
        ),
    ] {
        let answer = browser
            .post(&format!("/api/connections/narrow/{what}"), &body)
            .await;
        assert_eq!(refusal(answer).await, denied, "{what}");
    }
    assert_eq!(
        studio.keys_of(BUCKET).await,
        ["inside/a.txt", "inside2/b.txt", "outside.txt"]
    );
}

#[tokio::test]
async fn sign_out_forgets_everything() {
    let studio = Studio::start().await;
    let browser = studio.visit(STUDIO, Duration::from_secs(3600)).await;
    assert_eq!(
        browser
            .get(&of("own", "objects", BUCKET, ""))
            .await
            .status(),
        200
    );
    let ended = browser
        .request("DELETE", "/api/session")
        .send()
        .await
        .unwrap();
    assert_eq!(ended.status(), 204);
    assert_eq!(
        refusal(browser.get(&of("own", "objects", BUCKET, "")).await).await,
        with(401, "not-signed-in")
    );
    let session = browser.json("/api/session").await;
    assert_eq!(
        session,
        json!({ "person": null, "administrator": null, "open": [] })
    );
}

#[tokio::test]
async fn wrong_credentials_are_refused_with_the_reason_and_open_nothing() {
    let studio = Studio::start().await;
    let good = studio.keys(STUDIO, Duration::from_secs(3600));
    let changed = |field: &str, value: &str| {
        let mut keys = good.clone();
        keys[field] = json!(value);
        keys
    };
    for (keys, status, code) in [
        (changed("secret_access_key", "another"), 403, "denied"),
        (changed("session_token", "another"), 403, "denied"),
        (
            changed("access_key_id", "ASIAAAAAAAAAAAAAAAAA"),
            403,
            "denied",
        ),
        (
            changed("access_key_id", wardrobe_sandbox::seed::ADMIN_KEY),
            400,
            "invalid",
        ),
        (changed("session_token", ""), 400, "invalid"),
        (
            changed("expiration", "2020-01-01T00:00:00Z"),
            401,
            "expired",
        ),
        (json!({}), 400, "invalid"),
        (json!({ "access_key_id": 7 }), 400, "invalid"),
    ] {
        let browser = studio.browser();
        let answer = browser.post("/api/connections/own/open", &keys).await;
        let text = answer.headers().get("set-cookie").cloned();
        assert_eq!(refusal(answer).await, with(status, code));
        assert!(text.is_none(), "a session for nothing");
        assert_eq!(browser.json("/api/session").await["open"], json!([]));
    }
}
