//! A browser that keeps cookies and stops at redirects, and the program that
//! sent it.

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::Url;
use url::form_urlencoded::Serializer;
use wardrobe_sandbox::Running;

use crate::openid::issuer::encoded;

pub const BACK: &str = "http://127.0.0.1:9/openid/callback";
pub const VERIFIER: &str = "a verifier that is long enough to be one, I hope";
pub const PUBLIC: &str = "wardrobe";
pub const SECRET: (&str, &str) = ("wardrobe-secret", "sandbox-only-client-secret");

pub struct Browser {
    pub client: Client,
    pub issuer: String,
}

impl Browser {
    pub fn new(sandbox: &Running) -> Self {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(Policy::none());
        Self {
            client: client.build().unwrap(),
            issuer: sandbox.openid.issuer().to_owned(),
        }
    }

    /// Where the program sends people, with `change`d parameters; without a
    /// value there is no such parameter.
    pub fn place(&self, change: &[(&str, Option<&str>)]) -> String {
        let challenge = encoded(Sha256::digest(VERIFIER));
        let mut parameters = vec![
            ("client_id", PUBLIC),
            ("redirect_uri", BACK),
            ("response_type", "code"),
            ("scope", "openid profile email offline_access"),
            ("state", "the state"),
            ("nonce", "the nonce"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        for (name, value) in change {
            parameters.retain(|(n, _)| n != name);
            parameters.extend(value.map(|value| (*name, value)));
        }
        let query = form(&parameters);
        format!("{}/authorize?{query}", self.issuer)
    }

    pub async fn open(&self, place: &str) -> Response {
        self.client.get(place).send().await.unwrap()
    }

    pub async fn sign_in(&self, place: &str, user: &str, password: &str) -> Response {
        let form = [("user", user), ("password", password)];
        post(self.client.post(place), &form).send().await.unwrap()
    }

    /// Signs in as somebody and hands the code to the program.
    pub async fn code(&self, user: &str) -> String {
        let answer = self.sign_in(&self.place(&[]), user, "wonderful").await;
        parameter(&answer, "code").unwrap()
    }

    pub async fn token(&self, form: &[(&str, &str)]) -> (u16, Value) {
        let request = post(self.client.post(format!("{}/token", self.issuer)), form);
        told(request).await
    }

    /// The tokens of somebody.
    pub async fn tokens(&self, user: &str) -> Value {
        let code = self.code(user).await;
        let (status, tokens) = self.token(&redeem(&code)).await;
        assert_eq!(status, 200, "{tokens}");
        tokens
    }

    pub async fn refresh(&self, tokens: &Value) -> (u16, Value) {
        let token = tokens["refresh_token"].as_str().unwrap();
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", PUBLIC),
            ("refresh_token", token),
        ];
        self.token(&form).await
    }
}

pub fn redeem(code: &str) -> [(&str, &str); 5] {
    [
        ("grant_type", "authorization_code"),
        ("client_id", PUBLIC),
        ("code", code),
        ("redirect_uri", BACK),
        ("code_verifier", VERIFIER),
    ]
}

pub async fn told(request: RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

pub fn post(request: RequestBuilder, pairs: &[(&str, &str)]) -> RequestBuilder {
    let kind = "application/x-www-form-urlencoded";
    request.header("content-type", kind).body(form(pairs))
}

fn form(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A parameter of the place an answer sends to.
pub fn parameter(answer: &Response, name: &str) -> Option<String> {
    let place = Url::parse(answer.headers().get("location")?.to_str().ok()?).unwrap();
    let mut found = place.query_pairs().filter(|(n, _)| n == name);
    found.next().map(|(_, value)| value.into_owned())
}

/// What a token says, unverified.
pub fn claims(token: &Value) -> Value {
    use base64::Engine as _;
    let part = token.as_str().unwrap().split('.').nth(1).unwrap();
    let part = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part);
    serde_json::from_slice(&part.unwrap()).unwrap()
}
