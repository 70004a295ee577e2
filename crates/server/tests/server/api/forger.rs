//! A provider that says whatever a test wants it to say.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use axum::extract::{Query, State};
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::api::studio::{Browser, Studio, store};

/// A studio with the connection `forged`, and a browser in which `studio` is open.
pub async fn forged() -> (Studio, Forger, Browser) {
    let forger = Forger::start().await;
    let told = forger.clone();
    let studio =
        Studio::start_on(move |sandbox| told.config(&store(sandbox), sandbox.metadata.as_str()))
            .await;
    let browser = studio.open().await;
    (studio, forger, browser)
}

/// How a token is signed.
#[derive(Clone, Copy)]
pub enum By {
    /// The provider's key.
    Key,
    /// Another key of the same id.
    AnotherKey,
    /// Nobody.
    Nobody,
    /// The provider's public key, as if it were a shared secret.
    PublicKey,
}

/// What is said next.
type Change = Arc<dyn Fn(&mut Value, &mut Value) + Send + Sync>;

struct Said {
    by: By,
    change: Change,
    /// Added to where the person is sent back.
    back: Vec<(&'static str, &'static str)>,
    /// What nobody else may learn.
    secrets: Vec<String>,
    /// The query of the last request for a sign-in.
    asked: HashMap<String, String>,
    /// The refresh tokens that are not to be used again.
    revoked: Vec<String>,
}

/// The secret of the client at this provider.
const CLIENT_SECRET: &str = "the-secret-of-the-client-0123";

/// The refresh token that everybody gets.
pub const REFRESH_TOKEN: &str = "the-refresh-token-of-the-forger";

/// Before the nonce in a code.
const CODE: &str = "the-code-with-the-nonce-";

/// The provider.
#[derive(Clone)]
pub struct Forger {
    pub issuer: String,
    key: Arc<EcdsaKeyPair>,
    said: Arc<Mutex<Said>>,
}

impl Forger {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let forger = Self {
            issuer: format!("http://{}", listener.local_addr().unwrap()),
            key: Arc::new(key()),
            said: Arc::new(Mutex::new(Said {
                by: By::Key,
                change: Arc::new(|_, _| ()),
                back: Vec::new(),
                secrets: vec![CLIENT_SECRET.to_owned()],
                asked: HashMap::new(),
                revoked: Vec::new(),
            })),
        };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/jwks", get(jwks))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/revoke", post(revoke))
            .with_state(forger.clone());
        tokio::spawn(async { axum::serve(listener, routes).await.unwrap() });
        forger
    }

    /// From now on header and claims of ID tokens are changed so.
    pub fn say(&self, by: By, change: impl Fn(&mut Value, &mut Value) + Send + Sync + 'static) {
        let mut said = self.said.lock().unwrap();
        said.by = by;
        said.change = Arc::new(change);
    }

    /// From now on people are sent back with this instead of a code.
    pub fn send_back(&self, with: &[(&'static str, &'static str)]) {
        self.said.lock().unwrap().back = with.to_vec();
    }

    /// The state, the nonce, the code, the verifier, the tokens, and the client's
    /// secret.
    pub fn secrets(&self) -> Vec<String> {
        self.said.lock().unwrap().secrets.clone()
    }

    /// What the last request for a sign-in asked.
    pub fn asked(&self) -> HashMap<String, String> {
        self.said.lock().unwrap().asked.clone()
    }

    /// The refresh tokens that are not to be used again.
    pub fn revoked(&self) -> Vec<String> {
        self.said.lock().unwrap().revoked.clone()
    }

    /// What its configuration says, and a connection whose role is the server's.
    pub fn config(&self, store: &str, metadata: &str) -> String {
        let issuer = &self.issuer;
        format!(
            r#"
[[identity_provider]]
name = "forger"
kind = "oidc"
issuer = "{issuer}"
client_id = "wardrobe"
client_secret = "{CLIENT_SECRET}"
authorization_parameters = {{ access_type = "offline", prompt = "consent" }}

[[connection]]
name = "forged"
{store}
role = {{ kind = "service", sources = ["instance"], instance_endpoint = "{metadata}" }}
people = {{ identity_provider = "forger" }}
"#
        )
    }

    fn token(&self, nonce: &str) -> String {
        let said = self.said.lock().unwrap();
        let now = now();
        let mut header = json!({ "alg": "ES256", "kid": "one" });
        let mut claims = json!({
            "iss": self.issuer, "sub": "eve-1", "aud": "wardrobe", "iat": now, "exp": now + 300,
            "nonce": nonce, "preferred_username": "eve",
        });
        (said.change)(&mut header, &mut claims);
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(&claims));
        let sign = |key: &EcdsaKeyPair| {
            let signature = key.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
            URL_SAFE_NO_PAD.encode(signature.as_ref())
        };
        let signature = match said.by {
            By::Key => sign(&self.key),
            By::AnotherKey => sign(&key()),
            By::Nobody => String::new(),
            By::PublicKey => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, self.key.public_key().as_ref());
                URL_SAFE_NO_PAD.encode(hmac::sign(&key, signed.as_bytes()).as_ref())
            }
        };
        format!("{signed}.{signature}")
    }
}

/// Seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs()
}

fn key() -> EcdsaKeyPair {
    EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap()
}

async fn discovery(State(forger): State<Forger>) -> Json<Value> {
    let issuer = &forger.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "revocation_endpoint": format!("{issuer}/revoke"),
    }))
}

async fn jwks(State(forger): State<Forger>) -> Json<Value> {
    // Uncompressed: a 4, then both numbers.
    let point = forger.key.public_key().as_ref().to_vec();
    let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    Json(json!({ "keys": [
        { "kty": "oct", "kid": "secret", "k": "c2VjcmV0" },
        { "kty": "EC", "crv": "P-256", "kid": "one", "x": number(&point[1..33]), "y": number(&point[33..]) },
    ]}))
}

async fn authorize(
    State(forger): State<Forger>,
    Query(asked): Query<HashMap<String, String>>,
) -> Redirect {
    let mut said = forger.said.lock().unwrap();
    said.asked.clone_from(&asked);
    let told = [&asked["state"], &asked["nonce"]].map(Clone::clone);
    said.secrets.extend(told);
    let mut back = url::Url::parse(&asked["redirect_uri"]).unwrap();
    back.query_pairs_mut().append_pair("state", &asked["state"]);
    match said.back.is_empty() {
        true => back
            .query_pairs_mut()
            .append_pair("code", &format!("{CODE}{}", asked["nonce"])),
        false => back.query_pairs_mut().extend_pairs(&said.back),
    };
    Redirect::to(back.as_str())
}

async fn token(
    State(forger): State<Forger>,
    Form(asked): Form<HashMap<String, String>>,
) -> Json<Value> {
    let token = forger.token(asked["code"].strip_prefix(CODE).unwrap_or_default());
    let secrets: [&str; 4] = [
        &asked["code"],
        &asked["code_verifier"],
        &token,
        REFRESH_TOKEN,
    ];
    let secrets = secrets.map(str::to_owned);
    forger.said.lock().unwrap().secrets.extend(secrets);
    Json(json!({ "access_token": "a", "id_token": token, "refresh_token": REFRESH_TOKEN }))
}

async fn revoke(State(forger): State<Forger>, Form(mut asked): Form<HashMap<String, String>>) {
    let token = asked.remove("token").unwrap_or_default();
    forger.said.lock().unwrap().revoked.push(token);
}
