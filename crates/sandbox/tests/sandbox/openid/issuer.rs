//! An issuer of our own, which signs what it is told to.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{
    EcdsaKeyPair, EcdsaSigningAlgorithm, KeyPair as _, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384,
    RSA_PKCS1_SHA512, RsaEncoding,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::openid::clients::APP;

pub struct Issuer {
    pub url: String,
    /// What it publishes.
    pub keys: Arc<Mutex<Vec<Value>>>,
    /// How often its keys were asked for.
    pub asked: Arc<AtomicUsize>,
    pub key: KeyPair,
    task: JoinHandle<()>,
}

impl Drop for Issuer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Issuer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/realm", listener.local_addr().unwrap());
        let key = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let keys = Arc::new(Mutex::new(vec![rsa_key("one", &key)]));
        let asked = Arc::new(AtomicUsize::new(0));
        let task = tokio::spawn(serve(listener, url.clone(), keys.clone(), asked.clone()));
        Self {
            url,
            keys,
            asked,
            key,
            task,
        }
    }

    /// As ARNs and condition keys name it.
    pub fn name(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    /// A token that is right in every way, but for what `change` does.
    pub fn token(&self, change: impl FnOnce(&mut Value)) -> String {
        let now = now();
        let mut claims = json!({
            "iss": self.url, "sub": "somebody", "aud": APP, "iat": now, "exp": now + 300,
        });
        change(&mut claims);
        rsa("RS256", "one", &self.key, &claims)
    }
}

async fn serve(
    listener: TcpListener,
    url: String,
    keys: Arc<Mutex<Vec<Value>>>,
    asked: Arc<AtomicUsize>,
) {
    loop {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let read = stream.read(&mut request).await.unwrap_or_default();
        let request = String::from_utf8_lossy(&request[..read]).into_owned();
        let body = if request.contains("openid-configuration") {
            json!({
                "issuer": url, "jwks_uri": format!("{url}/keys"),
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            })
        } else {
            asked.fetch_add(1, Ordering::SeqCst);
            json!({ "keys": *keys.lock().unwrap() })
        };
        let body = body.to_string();
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        );
        let _ = stream.write_all(answer.as_bytes()).await;
    }
}

pub fn now() -> i64 {
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    i64::try_from(now.as_secs()).unwrap()
}

pub fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn rsa_key(id: &str, key: &KeyPair) -> Value {
    let key = key.public_key();
    json!({
        "kty": "RSA", "use": "sig", "kid": id,
        "n": encoded(key.modulus().big_endian_without_leading_zero()),
        "e": encoded(key.exponent().big_endian_without_leading_zero()),
    })
}

pub fn ec_key(id: &str, curve: &str, key: &EcdsaKeyPair) -> Value {
    let point = &key.public_key().as_ref()[1..];
    let (x, y) = point.split_at(point.len() / 2);
    json!({ "kty": "EC", "kid": id, "crv": curve, "x": encoded(x), "y": encoded(y) })
}

/// Everything of a token but its signature.
pub fn unsigned(algorithm: &str, id: &str, claims: &Value) -> String {
    let header = json!({ "alg": algorithm, "typ": "JWT", "kid": id });
    let part = |value: &Value| encoded(value.to_string());
    format!("{}.{}", part(&header), part(claims))
}

pub fn rsa(algorithm: &str, id: &str, key: &KeyPair, claims: &Value) -> String {
    let signed = unsigned(algorithm, id, claims);
    let padding: &'static dyn RsaEncoding = match algorithm {
        "RS384" => &RSA_PKCS1_SHA384,
        "RS512" => &RSA_PKCS1_SHA512,
        _ => &RSA_PKCS1_SHA256,
    };
    let mut signature = vec![0; key.public_modulus_len()];
    let random = SystemRandom::new();
    key.sign(padding, &random, signed.as_bytes(), &mut signature)
        .unwrap();
    format!("{signed}.{}", encoded(signature))
}

pub fn ec(algorithm: &str, id: &str, key: &EcdsaKeyPair, claims: &Value) -> String {
    let signed = unsigned(algorithm, id, claims);
    let signature = key.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
    format!("{signed}.{}", encoded(signature))
}

pub fn new_ec(algorithm: &'static EcdsaSigningAlgorithm) -> EcdsaKeyPair {
    EcdsaKeyPair::generate(algorithm).unwrap()
}
