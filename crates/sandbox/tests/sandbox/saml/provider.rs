//! The identity provider as people and service providers see it.

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use wardrobe_sandbox::saml::Switches;
use wardrobe_sandbox::{Options, Sandbox, Seed};

use crate::saml::browser::{Browser, response_for};
use crate::saml::forger::AWS;
use crate::saml::world::*;

/// A request as the redirect binding sends it.
fn request(more: &str) -> String {
    let xml = format!(
        "<p:AuthnRequest xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_request\" Version=\"2.0\" AssertionConsumerServiceURL=\"{ACS}\"{more}/>"
    );
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
    deflated.write_all(xml.as_bytes()).unwrap();
    STANDARD.encode(deflated.finish().unwrap())
}

#[tokio::test]
async fn a_request_is_answered_after_signing_in() {
    let sandbox = start().await;
    let browser = Browser::new(&sandbox);
    let state = "state \"<&>'";
    let query = [("SAMLRequest", &*request("")), ("RelayState", state)];
    let (status, form) = browser.open("saml/sso", &query).await;
    assert_eq!(status, 200);
    assert!(form.page.contains("sandbox") && form.page.contains("wonderful"));
    assert!(form.page.contains("width=device-width"));
    let wrong = browser.sign_in(&form, "ada", "wonderful?").await;
    assert!(wrong.page.contains("role=alert"), "{}", wrong.page);
    let sent = browser.sign_in(&wrong, "ada", "wonderful").await;
    assert_eq!(sent.action, ACS);
    assert_eq!(sent.field("RelayState"), Some(state));
    let xml = sent.xml();
    assert_eq!(xml.matches("InResponseTo=\"_request\"").count(), 2, "{xml}");
    assert!(xml.contains(&format!("Destination=\"{ACS}\"")));
    assume(&sandbox, &sent.response()).send().await.unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn who_is_signed_in_is_not_asked_again_unless_it_is_wished() {
    let sandbox = start().await;
    let browser = Browser::new(&sandbox);
    let passive = request(" IsPassive=\"true\"");
    let (_, refused) = browser.open("saml/sso", &[("SAMLRequest", &passive)]).await;
    assert!(refused.xml().contains("status:NoPassive"));
    let answer = assume(&sandbox, &refused.response()).send().await;
    assert_eq!(refusal(answer).1, "IDPRejectedClaim");
    let (_, form) = browser
        .open("saml/start", &[("acs", ACS), ("relay_state", "/c/x")])
        .await;
    let sent = browser.sign_in(&form, "ada", "wonderful").await;
    assert_eq!(sent.field("RelayState"), Some("/c/x"));
    assert!(!sent.xml().contains("InResponseTo"));
    for query in [passive, request("")] {
        let (_, again) = browser.open("saml/sso", &[("SAMLRequest", &query)]).await;
        assume(&sandbox, &again.response()).send().await.unwrap();
    }
    let force = request(" ForceAuthn=\"true\"");
    let (_, form) = browser.open("saml/sso", &[("SAMLRequest", &force)]).await;
    assert!(form.page.contains("Password"));
    sandbox.saml.end_sign_ins();
    let (_, form) = browser
        .open("saml/sso", &[("SAMLRequest", &request(""))])
        .await;
    assert!(form.page.contains("Password"));
    sandbox.stop().await;
}

#[tokio::test]
async fn nothing_is_sent_to_another_machine() {
    let sandbox = start().await;
    let browser = Browser::new(&sandbox);
    for query in [
        &[("acs", "https://example.com/saml/acs")][..],
        &[("acs", "javascript:alert(1)")],
        &[("SAMLRequest", "AAAA")],
        &[],
    ] {
        let (status, form) = browser.open("saml/sso", query).await;
        assert_eq!(status, 400, "{}", form.page);
        assert_eq!(form.action, "");
    }
    assert_eq!(browser.open("saml/nowhere", &[]).await.0, 404);
    sandbox.stop().await;
}

#[tokio::test]
async fn it_goes_wrong_on_purpose() {
    let sandbox = start().await;
    let attribute = |name: &str, values: &[&str]| Switches {
        attributes: [(
            format!("{AWS}{name}"),
            values.iter().map(|value| (*value).to_owned()).collect(),
        )]
        .into(),
        ..Switches::default()
    };
    let usual = Switches::default;
    for (switches, code) in [
        (
            Switches {
                unsigned: true,
                ..usual()
            },
            "InvalidIdentityToken",
        ),
        (
            Switches {
                issued_ago: 600,
                ..usual()
            },
            "ExpiredTokenException",
        ),
        (
            Switches {
                issued_ago: -600,
                ..usual()
            },
            "InvalidIdentityToken",
        ),
        (
            Switches {
                recipient: Some("http://x/".to_owned()),
                ..usual()
            },
            "AccessDenied",
        ),
        (attribute("Role", &[]), "AccessDenied"),
        (attribute("RoleSessionName", &[]), "InvalidIdentityToken"),
    ] {
        let text = serde_json::to_vec(&switches).unwrap();
        let url = sandbox.metadata.join("/sandbox/saml").unwrap();
        let http = reqwest::Client::new();
        assert!(
            http.put(url.clone())
                .body(text)
                .send()
                .await
                .unwrap()
                .status()
                .is_success()
        );
        assert_eq!(sandbox.saml.switches(), switches);
        let response = response_for(&sandbox, "ada").await;
        assert_eq!(refusal(assume(&sandbox, &response).send().await).1, code);
        http.delete(url).send().await.unwrap();
        assert_eq!(sandbox.saml.switches(), usual());
    }
    sandbox.saml.set(attribute("PrincipalTag:Site", &["north"]));
    let response = response_for(&sandbox, "ada").await;
    assume(&sandbox, &response).send().await.unwrap();
    sandbox.saml.set(Switches {
        down: true,
        ..usual()
    });
    let metadata = sandbox.identity.join("saml/metadata").unwrap();
    assert!(reqwest::get(metadata.clone()).await.is_err());
    sandbox.saml.set(usual());
    let document = reqwest::get(metadata).await.unwrap().text().await.unwrap();
    assert_eq!(document, sandbox.saml.metadata());
    sandbox.stop().await;
}

#[tokio::test]
async fn a_restart_keeps_the_key() {
    let place = tempfile::tempdir().unwrap();
    let options = |data: Option<&std::path::Path>| Options {
        data: data.map(Into::into),
        seed: Seed::Accounts,
        ..Options::default()
    };
    let certificate = |metadata: String| {
        let text = metadata.split("X509Certificate>").nth(1).unwrap();
        text.to_owned()
    };
    let mut seen = Vec::new();
    for data in [Some(place.path()), Some(place.path()), None] {
        let sandbox = Sandbox::start(options(data)).await.unwrap();
        seen.push(certificate(sandbox.saml.metadata()));
        sandbox.stop().await;
    }
    assert_eq!(seen[0], seen[1]);
    assert_ne!(seen[0], seen[2]);
}
