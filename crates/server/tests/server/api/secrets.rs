//! What a way into a role brings is on disk only under seal, and never in the log.

use std::time::Duration;

use serde_json::json;
use wardrobe_sandbox::openid::SECRET_CLIENT;
use wardrobe_sandbox::seed::SAML_WRITE;

use crate::api::account::{ada, partner};
use crate::api::forger::forged;
use crate::api::log::{cookies, log, nowhere};
use crate::api::saml_way::{corp_saml, location};
use crate::api::studio::*;

async fn lists(browser: &Browser, connection: &str) {
    let listed = browser.get(&of(connection, "objects", BUCKET, "")).await;
    assert_eq!(listed.status(), 200);
}

#[tokio::test]
async fn of_a_sign_in_by_openid() {
    let log = log();
    let (studio, forger, _) = forged().await;
    let browser = studio.browser();
    let there = browser.without_following("/sign-in/forged").await;
    let mut secrets = cookies(&there);
    let back = browser.raw(&location(&there)).await;
    let came = browser.raw(&location(&back)).await;
    assert_eq!(location(&came), "/c/forged");
    secrets.extend(cookies(&came));
    assert_eq!(secrets.len(), 2, "of the sign-in and of the session");
    secrets.extend(forger.secrets());
    assert_eq!(secrets.len(), 9, "{secrets:?}");
    lists(&browser, "forged").await;
    nowhere(&studio, &log, secrets);
}

#[tokio::test]
async fn of_a_sign_in_by_saml() {
    let log = log();
    let studio = Studio::start_on(corp_saml).await;
    let ada = studio.walker();
    let there = ada.without_following("/sign-in/corpsaml").await;
    let mut secrets = cookies(&there);
    let page = location(&there).parse().unwrap();
    let posted = ada.at_provider(&page, "ada").await;
    let came = ada.brought(&studio, &posted).await;
    assert_eq!(location(&came), "/c/corpsaml");
    secrets.extend(cookies(&came));
    assert_eq!(secrets.len(), 2, "of the sign-in and of the session");
    assert_eq!(ada.choose("corpsaml", SAML_WRITE).await.status(), 200);
    let xml = posted.xml();
    let signature = xml.split("SignatureValue>").nth(1).unwrap();
    let signature = signature.trim().split(['<', '\n']).next().unwrap();
    // Any part of the response would do for whoever reads it.
    secrets.push(posted.response[400..460].to_owned());
    secrets.push(signature[..40].to_owned());
    secrets.push(posted.relay_state);
    lists(&ada, "corpsaml").await;
    nowhere(&studio, &log, secrets);
}

#[tokio::test]
async fn of_credentials_that_are_typed() {
    let log = log();
    let studio = Studio::start().await;
    let visitor = studio.browser();
    let keys = studio.keys(STUDIO, Duration::from_secs(900));
    let typed = visitor.post("/api/connections/own/open", &keys).await;
    let secrets = cookies(&typed);
    assert_eq!(secrets.len(), 1, "of the session");
    lists(&visitor, "own").await;
    nowhere(&studio, &log, secrets);
}

#[tokio::test]
async fn of_roles_of_the_server_and_who_may_open_them() {
    let log = log();
    let studio = Studio::start_on(partner).await;
    let typed = "not the password of ada";
    let guess = json!({ "username": "ada", "password": typed });
    // Of the confidential client.
    let mut secrets = vec![typed.to_owned(), SECRET_CLIENT.1.to_owned()];
    for (connection, body, status) in [
        ("studio", json!({}), 200),
        ("partner", guess, 403),
        ("partner", ada(), 200),
        ("chain", ada(), 200),
    ] {
        let browser = studio.browser();
        let path = format!("/api/connections/{connection}/open");
        let opened = browser.post(&path, &body).await;
        assert_eq!(opened.status(), status, "{connection}");
        secrets.extend(cookies(&opened));
    }
    assert_eq!(secrets.len(), 5, "with three of sessions");
    let signed_in = studio.browser();
    signed_in.sign_in("/sign-in/confidential", "ada").await;
    lists(&signed_in, "confidential").await;
    nowhere(&studio, &log, secrets.clone());
    // Nor after all of it was taken up again.
    let studio = studio.restart().await;
    lists(&signed_in.at(&studio), "confidential").await;
    nowhere(&studio, &log, secrets);
}
