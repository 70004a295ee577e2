//! The sandbox's OpenID provider: the people of a made-up company sign in here.
//! <https://openid.net/specs/openid-connect-core-1_0.html>

mod answer;
mod authorize;
mod clients;
mod end_session;
mod keys;
mod state;
mod token;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, Method, Response, StatusCode, Uri};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use answer::{failed, json_answer};
pub use clients::{PUBLIC_CLIENT, SECRET_CLIENT};
use keys::SigningKey;
use state::State;

/// The provider. Cheap to clone; all clones are the same provider.
#[derive(Clone)]
pub struct Provider(Arc<Inner>);

struct Inner {
    issuer: String,
    /// Where the key is kept.
    file: PathBuf,
    key: OnceCell<SigningKey>,
    state: Mutex<State>,
}

/// What can be switched about the provider while it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Switches {
    /// How long ID tokens are valid.
    pub id_token_seconds: u64,
    /// The provider does not answer: connections end without a word.
    pub down: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            id_token_seconds: 300,
            down: false,
        }
    }
}

/// What a request asks for in its query and its form.
struct Asked<'a> {
    method: &'a Method,
    headers: &'a HeaderMap,
    query: Vec<(String, String)>,
    form: Vec<(String, String)>,
}

impl Provider {
    /// The provider of this issuer, `http://host:port/openid`, which keeps its
    /// key in `file`.
    pub(crate) fn new(issuer: String, file: PathBuf) -> Self {
        Self(Arc::new(Inner {
            issuer,
            file,
            key: OnceCell::new(),
            state: Mutex::default(),
        }))
    }

    /// As its tokens name it.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The switches as they are.
    pub fn switches(&self) -> Switches {
        self.state().switches.clone()
    }

    /// Replaces the switches.
    pub fn set(&self, switches: Switches) {
        self.state().switches = switches;
    }

    /// Ends every refresh token that has been handed out.
    pub fn end_refresh_tokens(&self) {
        self.state().end_refresh_tokens();
    }

    /// Signs everybody out: the provider asks for the password again.
    pub fn end_sign_ins(&self) {
        self.state().end_sign_ins();
    }

    /// Made when it is first needed: it takes a while.
    async fn key(&self) -> Result<&SigningKey, keys::KeyError> {
        let make = || async {
            let file = self.0.file.clone();
            let made = tokio::task::spawn_blocking(move || SigningKey::kept(&file));
            made.await?
        };
        self.0.key.get_or_try_init(make).await
    }

    /// Answers one request below `/openid`.
    pub(crate) async fn answer(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        body: &Bytes,
    ) -> Response<Bytes> {
        let pairs = |text: &[u8]| url::form_urlencoded::parse(text).into_owned().collect();
        let asked = Asked {
            method,
            headers,
            query: pairs(uri.query().unwrap_or_default().as_bytes()),
            form: pairs(body),
        };
        match (method.as_str(), uri.path()) {
            ("GET", "/openid/.well-known/openid-configuration") => {
                json_answer(StatusCode::OK, &self.discovery())
            }
            ("GET", "/openid/jwks") => match self.key().await {
                Ok(key) => json_answer(StatusCode::OK, &json!({ "keys": [key.public()] })),
                Err(error) => failed(&error),
            },
            ("GET" | "POST", "/openid/authorize") => self.authorize(&asked),
            ("POST", "/openid/token") => self.token(&asked).await,
            ("GET" | "POST", "/openid/end-session") => self.end_session(&asked),
            _ => json_answer(StatusCode::NOT_FOUND, &json!({ "error": "not_found" })),
        }
    }

    /// <https://openid.net/specs/openid-connect-discovery-1_0.html>
    fn discovery(&self) -> Value {
        let issuer = self.issuer();
        json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/jwks"),
            "end_session_endpoint": format!("{issuer}/end-session"),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported":
                ["none", "client_secret_basic", "client_secret_post"],
            "prompt_values_supported": ["none", "login"],
            "claims_supported": ["sub", "preferred_username", "name", "email", "groups",
                "aws_roles", "nonce", "auth_time", "azp", "iat", "exp"],
            "authorization_response_iss_parameter_supported": true,
        })
    }
}

impl Asked<'_> {
    fn query(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }

    fn form(&self, name: &str) -> Option<&str> {
        find(&self.form, name)
    }

    /// A parameter, wherever it is.
    fn any(&self, name: &str) -> Option<&str> {
        self.query(name).or_else(|| self.form(name))
    }
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut found = pairs.iter().filter(|(n, _)| n == name);
    found.next().map(|(_, value)| value.as_str())
}
