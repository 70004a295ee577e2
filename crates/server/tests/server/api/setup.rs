//! Administrators set connections up, and nobody else does.

use serde_json::{Value, json};
use wardrobe_sandbox::iam::{Kind, Policy, Role};

use crate::api::studio::*;

const PARTNER: &str = "arn:aws:iam::222222222222:role/new-files";
const DROP: &str = "partner-new";

async fn signed_in(studio: &Studio) -> Browser {
    let browser = studio.browser();
    let answer = sign_in(&browser, "ada", "lovelace").await;
    assert_eq!(answer.status(), 204);
    browser
}

async fn sign_in(browser: &Browser, name: &str, word: &str) -> reqwest::Response {
    let proof = json!({ "username": name, "password": word });
    browser.post("/api/setup/sign-in", &proof).await
}

/// A role of the partner, taken on with the role of the studio's instance.
fn draft(studio: &Studio) -> Value {
    let endpoint = studio.sandbox.endpoint.as_str();
    json!({
        "settings": {
            "connection.name": "new",
            "connection.label": "New \"files\"",
            "connection.endpoint": endpoint,
            "connection.sts_endpoint": endpoint,
            "connection.locations": [format!("s3://{DROP}/in/"), ""],
            "role.kind": "account",
            "role.arn": PARTNER,
            "role.external_id": "id-1",
            "role.sources": ["instance"],
            "role.instance_endpoint": studio.sandbox.metadata.as_str(),
            "people.users": ["ada"],
        },
        "principal": STUDIO,
    })
}

async fn read(browser: &Browser, draft: &Value) -> Value {
    let answer = browser.post("/api/setup/draft", draft).await;
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

async fn tried(browser: &Browser, draft: &Value) -> Vec<(String, String)> {
    let body = json!({ "draft": draft, "write": true });
    let lines = browser.lines("POST", "/api/setup/check", Some(&body)).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let steps = lines.iter().filter(|line| line["type"] == "step");
    steps
        .map(|step| (text(&step["name"]), text(&step["state"])))
        .collect()
}

/// For the audit.
pub async fn tries_a_draft(studio: &Studio, browser: &Browser) {
    assert_eq!(sign_in(browser, "ada", "lovelace").await.status(), 204);
    let steps = tried(browser, &draft(studio)).await;
    assert!(!steps.is_empty());
}

#[tokio::test]
async fn only_an_administrator_who_signed_in_by_password_sets_connections_up() {
    let studio = Studio::start_on(crate::api::account::partner).await;
    let draft = draft(&studio);
    let asked = [
        ("GET", "/api/setup", json!({})),
        ("POST", "/api/setup/draft", draft.clone()),
        ("POST", "/api/setup/check", json!({ "draft": draft })),
    ];
    // Mary has a password, but is no administrator; anyone is nobody.
    let mary = studio.browser();
    let body = json!({ "username": "mary", "password": "lovelace" });
    let opened = mary.post("/api/connections/partner/open", &body).await;
    assert_eq!(opened.status(), 200);
    for browser in [&mary, &studio.open().await] {
        for (method, path, body) in &asked {
            let request = browser.request(method, path).json(body);
            let answer = request.send().await.unwrap();
            assert_eq!(refusal(answer).await, with(403, "denied"), "{path}");
        }
        let session = browser.json("/api/session").await;
        assert_eq!(session["administrator"], Value::Null);
    }
    let refused = sign_in(&mary, "mary", "lovelace").await;
    assert_eq!(refusal(refused).await, with(403, "denied"));
    // A page of another site cannot, whoever has signed in.
    let ada = signed_in(&studio).await;
    let bare = ada.bare("POST", "/api/setup/check").json(&asked[2].2);
    let refused = bare.send().await.unwrap();
    assert_eq!(refusal(refused).await, with(403, "cross-site"));
    let session = ada.json("/api/session").await;
    assert_eq!(session["administrator"], "ada");
    assert_eq!(session["open"], json!([]));
    ada.request("DELETE", "/api/session").send().await.unwrap();
    assert_eq!(ada.get("/api/setup").await.status(), 401);
}

#[tokio::test]
async fn whoever_opened_a_connection_by_password_is_known_and_guessing_ends() {
    let studio = Studio::start().await;
    let ada = studio.browser();
    let body = json!({ "username": "ada", "password": "lovelace" });
    ada.post("/api/connections/finance/open", &body).await;
    let choices = ada.json("/api/setup").await;
    assert!(
        choices["users"]
            .as_array()
            .unwrap()
            .contains(&json!("mary"))
    );
    assert_ne!(
        choices["external_id"],
        ada.json("/api/setup").await["external_id"]
    );
    let stranger = studio.browser();
    for _ in 0..5 {
        assert_eq!(sign_in(&stranger, "ada", "guess").await.status(), 403);
    }
    let refused = sign_in(&stranger, "ada", "lovelace").await;
    assert_eq!(refusal(refused).await, with(429, "too-many-attempts"));
}

#[tokio::test]
async fn every_mistake_is_named_with_its_field() {
    let studio = Studio::start().await;
    let ada = signed_in(&studio).await;
    let wrong = json!({
        "settings": {
            "connection.name": "studio",
            "connection.locations": ["s3://box/2026"],
            "connection.endpoint": "here",
            "role.kind": "account",
            "role.arn": "files",
            "people.users": ["nobody"],
            "identity_provider.name": "new",
            "identity_provider.kind": "oidc",
            "identity_provider.issuer": "http://idp.example.com",
        },
        "key": "secret",
    });
    let answer = read(&ada, &wrong).await;
    let mistakes = answer["mistakes"].as_array().unwrap();
    let said = |field: &str, words: &str| {
        mistakes
            .iter()
            .any(|m| m["field"] == field && m["message"].as_str().unwrap().contains(words))
    };
    for (field, words) in [
        ("connection.name", "two connections \"studio\""),
        ("connection.locations", "must end in /"),
        ("connection.endpoint", "no http or https address"),
        ("role.arn", "is no role"),
        ("people.users", "no [[user]]"),
        ("identity_provider.issuer", "begins with https://"),
        ("identity_provider.client_id", "client_id is missing"),
        ("key", "is no key"),
    ] {
        assert!(said(field, words), "{field}: {words} in {mistakes:#?}");
    }
    assert_eq!(answer["needed"], Value::Null);
    let body = json!({ "draft": wrong });
    let refused = ada.post("/api/setup/check", &body).await;
    assert_eq!(refusal(refused).await, with(400, "invalid"));
}

#[tokio::test]
async fn no_secret_can_be_typed_and_no_file_is_looked_at() {
    let studio = Studio::start().await;
    let ada = signed_in(&studio).await;
    for name in [
        "identity_provider.client_secret",
        "server.listen",
        "role.external_id_file",
        "role.container_token_file",
        "identity_provider.metadata_file",
    ] {
        let answer = ada
            .post("/api/setup/draft", &json!({ "settings": { name: "x" } }))
            .await;
        assert_eq!(refusal(answer).await, with(400, "invalid"), "{name}");
    }
    let mut draft = draft(&studio);
    let settings = draft["settings"].as_object_mut().unwrap();
    for (name, value) in [
        ("role.kind", "identity-provider"),
        ("role.identity_provider", "new"),
        ("identity_provider.name", "new"),
        ("identity_provider.kind", "oidc"),
        ("identity_provider.issuer", "https://idp.example.com"),
        ("identity_provider.client_id", "wardrobe"),
        (
            "identity_provider.client_secret_file",
            "/nowhere/secret\n[server]",
        ),
    ] {
        settings.insert(name.to_owned(), json!(value));
    }
    settings.insert("role.arns".to_owned(), json!([PARTNER]));
    for name in [
        "role.arn",
        "role.external_id",
        "role.sources",
        "role.instance_endpoint",
        "people.users",
    ] {
        settings.remove(name);
    }
    let answer = read(&ada, &draft).await;
    assert_eq!(answer["mistakes"], json!([]));
    let toml = answer["toml"].as_str().unwrap();
    assert!(
        toml.contains(r#"client_secret_file = "/nowhere/secret\n[server]""#),
        "{toml}"
    );
    assert!(toml.contains(r#"label = "New \"files\"""#), "{toml}");
    let needed = &answer["needed"];
    assert!(
        needed["providers"][0]["cli"]
            .as_str()
            .unwrap()
            .contains("https://idp.example.com")
    );
}

#[tokio::test]
async fn a_role_that_is_made_as_drafted_works_at_once() {
    let studio = Studio::start().await;
    let world = studio.sandbox.world().clone();
    let store = studio.sandbox.store();
    store
        .create_bucket(DROP, "us-east-1", "222222222222")
        .await
        .unwrap();
    studio.put(DROP, "in/a.txt", "text").await;
    let ada = signed_in(&studio).await;
    let draft = draft(&studio);
    let steps = tried(&ada, &draft).await;
    let step = |name: &str, state: &str| (name.to_owned(), state.to_owned());
    assert_eq!(steps[0], step("server", "passed"));
    assert_eq!(steps.last(), Some(&step("role", "failed")), "{steps:?}");
    // What is printed for the server's own role: it may take on any other already.
    let mut studio_role = world.role(STUDIO).unwrap();
    let needed = read(&ada, &draft).await["needed"].clone();
    let policy = |kind, place: &str| {
        let policies = needed["policies"].as_array().unwrap();
        let found = policies
            .iter()
            .find(|p| p["place"].as_str().unwrap().starts_with(place));
        Policy::parse(kind, found.unwrap()["document"].as_str().unwrap()).unwrap()
    };
    let own = policy(Kind::Identity, "a permissions policy of wardrobe-studio");
    studio_role.inline.insert("new".to_owned(), own);
    world.add_role(studio_role);
    let trust = policy(Kind::Trust, "the trust policy of new-files");
    let may = policy(Kind::Identity, "a permissions policy of new-files");
    world.add_role(Role::new("222222222222", "new-files", trust, vec![may]));
    let steps = tried(&ada, &draft).await;
    assert!(
        steps.iter().all(|(_, state)| state == "passed"),
        "{steps:?}"
    );
    assert_eq!(steps.last(), Some(&step("delete", "passed")));
}

#[tokio::test]
async fn what_takes_a_person_is_said_not_to_be_tried() {
    let studio = Studio::start().await;
    let ada = signed_in(&studio).await;
    let endpoint = studio.sandbox.endpoint.as_str();
    let identity = studio.sandbox.identity.as_str();
    let metadata = format!("{identity}saml/metadata");
    let draft = |metadata: &str| {
        json!({ "settings": {
            "connection.name": "new", "connection.endpoint": endpoint, "connection.sts_endpoint": endpoint,
            "role.kind": "saml", "role.identity_provider": "idp",
            "identity_provider.name": "idp", "identity_provider.kind": "saml",
            "identity_provider.metadata_url": metadata,
        } })
    };
    let step = |name: &str, state: &str| (name.to_owned(), state.to_owned());
    let steps = tried(&ada, &draft(&metadata)).await;
    assert_eq!(
        steps,
        [
            step("provider", "passed"),
            step("clock", "passed"),
            step("role", "skipped")
        ]
    );
    let steps = tried(&ada, &draft(&format!("{identity}nothing"))).await;
    assert_eq!(steps[0], step("provider", "failed"));
}
