//! What keeps people who sign in elsewhere from their role.

use aws_credential_types::Token;
use aws_credential_types::provider::token::SharedTokenProvider;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;
use wardrobe_roles::{Brings, Visitor};
use wardrobe_sandbox::iam::{OidcProvider, SamlProvider};
use wardrobe_sandbox::openid::{PUBLIC_CLIENT, SECRET_CLIENT};
use wardrobe_sandbox::saml::Switches;
use wardrobe_server::check::Step;

use crate::check::setup::*;
use crate::check::story::{ACS, Cause, failed, heals_for, named};

const PLACES: [&str; 1] = ["the-drop/a/"];
const SAML: &str = "arn:aws:iam::222222222222:saml-provider/corp";

fn form(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn browser() -> reqwest::Client {
    let never = reqwest::redirect::Policy::none();
    reqwest::Client::builder().redirect(never).build().unwrap()
}

async fn post(url: String, body: String) -> reqwest::Response {
    let kind = "application/x-www-form-urlencoded";
    let request = browser().post(url).header("content-type", kind);
    request.body(body).send().await.unwrap()
}

impl Setup {
    pub fn openid(&self) -> String {
        let issuer = self.sandbox.openid.issuer();
        format!(
            r#"role = {{ kind = "identity-provider", identity_provider = "corp", arns = ["{FILES}"] }}
[[identity_provider]]
name = "corp"
kind = "oidc"
issuer = "{issuer}"
client_id = "wardrobe-secret"
client_secret = "sandbox-only-client-secret"
"#
        )
    }

    fn host(&self) -> String {
        self.sandbox.openid.issuer().replace("http://", "")
    }

    fn knows_openid(&self, clients: &[&str]) {
        self.sandbox.world().add_oidc_provider(OidcProvider {
            account: PARTNER.to_owned(),
            url: self.sandbox.openid.issuer().to_owned(),
            client_ids: clients.iter().map(|&client| client.to_owned()).collect(),
        });
    }

    /// Trust in tokens for this client.
    fn trusts_openid(&self, client: &str, actions: &[&str]) {
        let host = self.host();
        self.trust(
            FILES,
            vec![json!({
                "Effect": "Allow",
                "Principal": { "Federated": format!("arn:aws:iam::{PARTNER}:oidc-provider/{host}") },
                "Action": actions,
                "Condition": { "StringEquals": { format!("{host}:aud"): client } },
            })],
        );
    }

    /// Ada's ID token for a client of the provider.
    async fn token(&self, client: &str, secret: Option<&str>) -> String {
        let issuer = self.sandbox.openid.issuer();
        let (verifier, back) = (
            "a-verifier-of-at-least-43-characters-for-pkce",
            "http://127.0.0.1:1/",
        );
        let challenge = digest(&SHA256, verifier.as_bytes());
        let wish = form(&[
            ("response_type", "code"),
            ("client_id", client),
            ("redirect_uri", back),
            ("scope", "openid"),
            ("code_challenge_method", "S256"),
            ("code_challenge", &URL_SAFE_NO_PAD.encode(challenge)),
        ]);
        let filled = form(&[("user", "ada"), ("password", "wonderful")]);
        let sent = post(format!("{issuer}/authorize?{wish}"), filled).await;
        let at = url::Url::parse(sent.headers()["location"].to_str().unwrap()).unwrap();
        let code = at.query_pairs().find(|(name, _)| name == "code");
        let code = code.unwrap().1.into_owned();
        let mut asked = vec![
            ("grant_type", "authorization_code"),
            ("client_id", client),
            ("code", &code),
            ("redirect_uri", back),
            ("code_verifier", verifier),
        ];
        asked.extend(secret.map(|secret| ("client_secret", secret)));
        let tokens = post(format!("{issuer}/token"), form(&asked)).await;
        let tokens: Value = tokens.json().await.unwrap();
        tokens["id_token"].as_str().unwrap().to_owned()
    }

    /// Ada with an ID token.
    pub async fn by_token(&self) -> impl Fn() -> Visitor + use<> {
        let (client, secret) = SECRET_CLIENT;
        let token = self.token(client, Some(secret)).await;
        move || Visitor {
            person: "ada".to_owned(),
            brings: Brings::Tokens {
                role_arn: FILES.to_owned(),
                tokens: SharedTokenProvider::new(Token::new(token.clone(), None)),
                kept: None,
            },
            mfa_code: None,
        }
    }

    /// Another program that people sign in to there gets no role.
    async fn leaves_other_clients_out(&self) {
        let token = self.token(PUBLIC_CLIENT, None).await;
        let asked = self.sts(None).assume_role_with_web_identity();
        let asked = asked.role_arn(FILES).role_session_name("ada");
        let taken = asked.web_identity_token(token).send().await;
        assert!(taken.is_err(), "a token for another client is taken");
    }

    /// Nor does a page of another site, to which the provider posts its answers too.
    async fn leaves_other_pages_out(&self) {
        self.sandbox.saml.set(Switches {
            recipient: Some("https://other.example.com/saml/acs".to_owned()),
            ..Switches::default()
        });
        let asked = self.sts(None).assume_role_with_saml();
        let asked = asked.role_arn(FILES).principal_arn(SAML);
        let taken = asked.saml_assertion(self.response().await).send().await;
        assert!(taken.is_err(), "a response to another page is taken");
    }

    pub fn saml(&self) -> String {
        let metadata = self.sandbox.identity.join("saml/metadata").unwrap();
        format!(
            r#"role = {{ kind = "saml", identity_provider = "corp" }}
[[identity_provider]]
name = "corp"
kind = "saml"
metadata_url = "{metadata}"
"#
        )
    }

    fn knows_saml(&self, metadata: String) {
        let provider = SamlProvider {
            account: PARTNER.to_owned(),
            name: "corp".to_owned(),
            metadata,
        };
        self.sandbox.world().add_saml_provider(&provider).unwrap();
    }

    fn trusts_saml(&self, acs: &str) {
        self.trust(
            FILES,
            vec![json!({
                "Effect": "Allow", "Principal": { "Federated": SAML },
                "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"],
                "Condition": { "StringEquals": { "SAML:aud": acs } },
            })],
        );
    }

    /// What the provider's page posts for Ada.
    async fn response(&self) -> String {
        let page = self.sandbox.identity.join("saml/sign-in").unwrap();
        let filled = form(&[("user", "ada"), ("password", "wonderful")]);
        let page = post(format!("{page}?{}", form(&[("acs", ACS)])), filled)
            .await
            .text()
            .await
            .unwrap();
        let field = page
            .split("name=\"SAMLResponse\"")
            .nth(1)
            .ok_or(&page)
            .unwrap();
        let value = field.split("value=\"").nth(1).unwrap();
        value.split('"').next().unwrap().to_owned()
    }

    /// Ada with a SAML response.
    pub async fn by_response(&self) -> impl Fn() -> Visitor + use<> {
        self.sandbox.saml.offer("ada", FILES, SAML);
        let response = self.response().await;
        move || Visitor {
            brings: Brings::Assertion {
                role_arn: FILES.to_owned(),
                principal_arn: SAML.to_owned(),
                assertion: response.clone(),
            },
            ..Visitor::default()
        }
    }
}

const ASSUME: &str = "sts:AssumeRoleWithWebIdentity";

#[tokio::test]
async fn the_account_does_not_know_the_openid_provider() {
    let setup = Setup::whole().await;
    setup.trusts_openid(
        "wardrobe-secret",
        &[ASSUME, "sts:TagSession", "sts:SetSourceIdentity"],
    );
    let ada = setup.by_token().await;
    let cause = Cause {
        step: "role",
        meaning: "bad-token",
        says: "create-open-id-connect-provider",
    };
    heals_for(&setup, || setup.openid(), ada, &PLACES, cause).await;
    setup.leaves_other_clients_out().await;
}

#[tokio::test]
async fn the_openid_provider_in_iam_is_for_another_client() {
    let setup = Setup::whole().await;
    setup.knows_openid(&["another"]);
    setup.trusts_openid(
        "wardrobe-secret",
        &[ASSUME, "sts:TagSession", "sts:SetSourceIdentity"],
    );
    let ada = setup.by_token().await;
    let cause = Cause {
        step: "role",
        meaning: "bad-token",
        says: "add-client-id-to-open-id-connect-provider",
    };
    heals_for(&setup, || setup.openid(), ada, &PLACES, cause).await;
    setup.leaves_other_clients_out().await;
}

#[tokio::test]
async fn the_role_trusts_tokens_for_another_client() {
    let setup = Setup::whole().await;
    setup.knows_openid(&["wardrobe-secret", PUBLIC_CLIENT]);
    setup.trusts_openid(
        "another",
        &[ASSUME, "sts:TagSession", "sts:SetSourceIdentity"],
    );
    let ada = setup.by_token().await;
    let cause = Cause {
        step: "role",
        meaning: "not-trusted",
        says: "let the trust policy of files take this sign-in",
    };
    heals_for(&setup, || setup.openid(), ada, &PLACES, cause).await;
    setup.leaves_other_clients_out().await;
}

#[tokio::test]
async fn the_role_takes_no_tags_of_tokens() {
    let setup = Setup::whole().await;
    setup.knows_openid(&["wardrobe-secret", PUBLIC_CLIENT]);
    setup.trusts_openid("wardrobe-secret", &[ASSUME]);
    let ada = setup.by_token().await;
    let cause = Cause {
        step: "role",
        meaning: "not-trusted",
        says: "trust policy of files",
    };
    heals_for(&setup, || setup.openid(), ada, &PLACES, cause).await;
    setup.leaves_other_clients_out().await;
}

#[tokio::test]
async fn the_role_trusts_responses_that_are_posted_elsewhere() {
    let setup = Setup::whole().await;
    setup.knows_saml(setup.sandbox.saml.metadata());
    setup.trusts_saml("https://signin.aws.amazon.com/saml");
    let ada = setup.by_response().await;
    let cause = Cause {
        step: "role",
        meaning: "not-trusted",
        says: ACS,
    };
    heals_for(&setup, || setup.saml(), ada, &PLACES, cause).await;
    setup.leaves_other_pages_out().await;
}

#[tokio::test]
async fn the_account_does_not_know_the_saml_provider() {
    let setup = Setup::whole().await;
    setup.trusts_saml(ACS);
    let ada = setup.by_response().await;
    let cause = Cause {
        step: "role",
        meaning: "bad-token",
        says: "create-saml-provider --name corp",
    };
    heals_for(&setup, || setup.saml(), ada, &PLACES, cause).await;
    setup.leaves_other_pages_out().await;
}

#[tokio::test]
async fn the_saml_provider_in_iam_has_other_metadata() {
    let setup = Setup::whole().await;
    let now = setup.sandbox.identity.join("saml").unwrap();
    let metadata = setup.sandbox.saml.metadata();
    let moved = metadata.replace(&format!("entityID=\"{now}\""), "entityID=\"urn:old\"");
    assert_ne!(moved, metadata);
    setup.knows_saml(moved);
    setup.trusts_saml(ACS);
    let ada = setup.by_response().await;
    let cause = Cause {
        step: "role",
        meaning: "bad-token",
        says: "update-saml-provider",
    };
    heals_for(&setup, || setup.saml(), ada, &PLACES, cause).await;
    setup.leaves_other_pages_out().await;
}

#[tokio::test]
async fn a_response_is_too_old() {
    let setup = Setup::whole().await;
    setup.knows_saml(setup.sandbox.saml.metadata());
    setup.trusts_saml(ACS);
    setup.sandbox.saml.set(Switches {
        issued_ago: 400,
        ..Switches::default()
    });
    let old = setup.by_response().await;
    let config = setup.config(&setup.saml());
    let cause = Cause {
        step: "sign-in",
        meaning: "sign-in-ended",
        says: "too old",
    };
    named(&setup.walk(&config, &old(), &PLACES).await, &cause);
    setup.sandbox.saml.set(Switches::default());
    let new = setup.by_response().await;
    let steps = setup.walk(&config, &new(), &PLACES).await;
    assert!(failed(&steps).is_empty(), "{:#}", json!(steps));
}

#[tokio::test]
async fn what_the_sign_in_says_stands_beside_what_the_trust_policy_has_to_expect() {
    let setup = Setup::whole().await;
    setup.knows_openid(&["wardrobe-secret", PUBLIC_CLIENT]);
    setup.trusts_openid("another", &[ASSUME]);
    setup.knows_saml(setup.sandbox.saml.metadata());
    let (host, by_token) = (setup.host(), setup.by_token().await);
    let steps = setup
        .walk(&setup.config(&setup.openid()), &by_token(), &PLACES)
        .await;
    let fact = |steps: &[Step], name: &str| {
        let facts = failed(steps)[0].facts.iter();
        let name = format!("The sign-in's {name}");
        let mut found = facts.filter(|fact| fact.name == name);
        found.next().map(|fact| fact.value.clone())
    };
    let aud = fact(&steps, &format!("{host}:aud"));
    assert_eq!(aud.as_deref(), Some("wardrobe-secret"));
    assert_eq!(
        fact(&steps, &format!("{host}:sub")).as_deref(),
        Some("sandbox-person-ada")
    );

    setup.trusts_saml("https://signin.aws.amazon.com/saml");
    let by_response = setup.by_response().await;
    let steps = setup
        .walk(&setup.config(&setup.saml()), &by_response(), &PLACES)
        .await;
    assert_eq!(fact(&steps, "SAML:aud").as_deref(), Some(ACS));
    let remedy = failed(&steps)[0].error.as_ref().unwrap().remedy.as_ref();
    let message = &remedy.unwrap().message;
    assert!(
        message.contains(&format!("The sign-in's SAML:aud: {ACS}")),
        "{message}"
    );
}
