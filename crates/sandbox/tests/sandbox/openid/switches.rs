//! The switches of the provider and of sessions, on the metadata listener.

use reqwest::Method;
use serde_json::json;
use wardrobe_sandbox::openid::Switches;
use wardrobe_sandbox::{Running, Seed};

use crate::openid::browser::*;
use crate::openid::clients::*;

async fn switch(sandbox: &Running, method: &str, name: &str, body: &'static str) -> u16 {
    let url = format!("{}sandbox/{name}", sandbox.metadata);
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let request = reqwest::Client::new().request(method, url).body(body);
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn id_tokens_live_as_long_as_one_says() {
    let sandbox = start(Seed::Accounts).await;
    let browser = Browser::new(&sandbox);
    assert_eq!(
        switch(&sandbox, "PUT", "openid", r#"{"id_token_seconds": 0}"#).await,
        200
    );
    let tokens = browser.tokens("ada").await;
    let role = wardrobe_sandbox::seed::RESEARCH_READ;
    let token = tokens["id_token"].as_str().unwrap();
    assert_eq!(
        refusal(assume(&sandbox, role, token).send().await).1,
        "ExpiredTokenException"
    );
    assert_eq!(
        switch(&sandbox, "PUT", "openid", r#"{"colour": 1}"#).await,
        400
    );
    assert_eq!(switch(&sandbox, "GET", "openid", "").await, 200);
    assert_eq!(switch(&sandbox, "DELETE", "openid", "").await, 204);
    assert_eq!(sandbox.openid.switches(), Switches::default());
    let (_, tokens) = browser.refresh(&tokens).await;
    let token = tokens["id_token"].as_str().unwrap();
    assume(&sandbox, role, token).send().await.unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn the_provider_may_be_down() {
    let sandbox = start(Seed::Accounts).await;
    let browser = Browser::new(&sandbox);
    let tokens = browser.tokens("ada").await;
    assert_eq!(
        switch(&sandbox, "PUT", "openid", r#"{"down": true}"#).await,
        200
    );
    let discovery = format!("{}/.well-known/openid-configuration", browser.issuer);
    assert!(browser.client.get(&discovery).send().await.is_err());
    let role = wardrobe_sandbox::seed::RESEARCH_READ;
    let token = tokens["id_token"].as_str().unwrap();
    let (status, code, words) = refusal(assume(&sandbox, role, token).send().await);
    assert_eq!((status, code.as_str()), (400, "InvalidIdentityToken"));
    assert!(
        words
            .starts_with("Couldn't retrieve verification key from your identity provider,  please"),
        "{words}"
    );
    assert_eq!(switch(&sandbox, "DELETE", "openid", "").await, 204);
    assume(&sandbox, role, token).send().await.unwrap();
    // What is remembered is enough when it goes down again.
    sandbox.openid.set(Switches {
        down: true,
        ..Switches::default()
    });
    assume(&sandbox, role, token).send().await.unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn refresh_tokens_and_sign_ins_end() {
    let sandbox = start(Seed::Accounts).await;
    let browser = Browser::new(&sandbox);
    let tokens = browser.tokens("ada").await;
    assert_eq!(
        switch(&sandbox, "POST", "openid/end-refresh-tokens", "").await,
        204
    );
    assert_eq!(
        browser.refresh(&tokens).await,
        (400, json!({ "error": "invalid_grant" }))
    );
    let silent = browser.place(&[("prompt", Some("none"))]);
    assert!(parameter(&browser.open(&silent).await, "code").is_some());
    assert_eq!(
        switch(&sandbox, "POST", "openid/end-sign-ins", "").await,
        204
    );
    assert_eq!(
        parameter(&browser.open(&silent).await, "error").as_deref(),
        Some("login_required")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn sessions_may_be_made_short() {
    let (sandbox, issuer, arn) = with_issuer().await;
    let token = issuer.token(|_| {});
    assert_eq!(
        switch(&sandbox, "PUT", "session-life", r#"{"seconds": 2}"#).await,
        204
    );
    let answer = assume(&sandbox, &arn, &token)
        .duration_seconds(3600)
        .send()
        .await
        .unwrap();
    assert!(left(answer.credentials()) <= 2);
    let client = s3(&sandbox, issued(answer.credentials()));
    client.list_buckets().send().await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
    assert_eq!(
        refusal(client.list_buckets().send().await).1,
        "ExpiredToken"
    );
    assert_eq!(switch(&sandbox, "PUT", "session-life", "2").await, 400);
    assert_eq!(switch(&sandbox, "DELETE", "session-life", "").await, 204);
    let answer = assume(&sandbox, &arn, &token).send().await.unwrap();
    assert!(left(answer.credentials()) > 3500);
    sandbox.stop().await;
}
