//! Credentials end, and the page says so: "expired", not "denied".

use std::time::Duration;

use serde_json::json;

use crate::api::studio::*;

#[tokio::test]
async fn pasted_credentials_end_as_expired_and_not_as_denied() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "x").await;
    let browser = studio.visit(STUDIO, Duration::from_secs(2)).await;
    assert_eq!(
        browser
            .get(&of("own", "object", BUCKET, "a.txt"))
            .await
            .status(),
        200
    );
    tokio::time::sleep(Duration::from_millis(2200)).await;
    let expired = with(401, "expired");
    for what in ["object", "object/properties", "objects"] {
        assert_eq!(
            refusal(browser.get(&of("own", what, BUCKET, "a.txt")).await).await,
            expired,
            "{what}"
        );
    }
    let put = browser
        .request("PUT", &of("own", "object", BUCKET, "new.txt"))
        .body("x")
        .send()
        .await
        .unwrap();
    assert_eq!(refusal(put).await, expired);
    let identity = browser.json("/api/connections/own/identity").await;
    assert_eq!(identity["state"], "needs-sign-in");
    assert_eq!(identity["renewal"], "none");
    // New ones in the same place go on.
    let again = browser
        .post(
            "/api/connections/own/open",
            &studio.keys(STUDIO, Duration::from_secs(3600)),
        )
        .await;
    assert_eq!(again.status(), 200);
    assert_eq!(
        browser
            .get(&of("own", "object", BUCKET, "a.txt"))
            .await
            .status(),
        200
    );
    assert_eq!(
        browser.json("/api/connections/own/identity").await["state"],
        "fresh"
    );
}

#[tokio::test]
async fn an_end_that_is_told_is_shown() {
    let studio = Studio::start().await;
    let mut keys = studio.keys(STUDIO, Duration::from_secs(3600));
    keys["expiration"] = json!("2999-01-01T00:00:00Z");
    let browser = studio.browser();
    let identity: serde_json::Value = browser
        .post("/api/connections/own/open", &keys)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(identity["expires_at"], "2999-01-01T00:00:00Z");
    assert_eq!(identity["account"], "111111111111");
    assert_eq!(identity["role"], "wardrobe-studio");
    assert_eq!(identity["session_name"], "ada@example.com");
    assert_eq!(identity["source"], "typed");
}

#[tokio::test]
async fn credentials_that_ended_before_they_were_typed_are_expired() {
    let studio = Studio::start().await;
    let keys = studio.keys(STUDIO, Duration::ZERO);
    let answer = studio
        .browser()
        .post("/api/connections/own/open", &keys)
        .await;
    assert_eq!(refusal(answer).await, with(401, "expired"));
}

#[tokio::test]
async fn a_service_role_renews_itself_unseen() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "x").await;
    let browser = studio.open().await;
    assert_eq!(browser.get(&object(BUCKET, "a.txt")).await.status(), 200);
    // AWS ends all sessions at once; nobody typed anything, nobody has to.
    studio.sandbox.world().expire_sessions();
    for _ in 0..3 {
        assert_eq!(browser.get(&object(BUCKET, "a.txt")).await.status(), 200);
    }
    assert_eq!(
        browser.json("/api/connections/studio/identity").await["state"],
        "fresh"
    );
}

#[tokio::test]
async fn a_role_taken_from_the_machine_is_not_replaced_by_another() {
    let studio = Studio::start().await;
    let machines = studio.sandbox.machines();
    machines.set_instance(None);
    let answer = studio
        .browser()
        .post("/api/connections/studio/open", &json!({}))
        .await;
    let (status, code) = refusal(answer).await;
    assert_eq!((status, code.as_str()), (502, "unreachable"));
    machines.set_instance(Some(STUDIO));
    let browser = studio.open().await;
    machines.set_instance(None);
    studio.sandbox.world().expire_sessions();
    let answer = browser.get(&of("studio", "objects", BUCKET, "")).await;
    assert_ne!(answer.status(), 200);
}
