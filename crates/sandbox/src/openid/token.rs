//! Where clients get tokens.
//! <https://openid.net/specs/openid-connect-core-1_0.html#TokenEndpoint>

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http::header::WWW_AUTHENTICATE;
use http::{Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::answer::{failed, insert, json_answer};
use super::clients::Client;
use super::keys::KeyError;
use super::state::{Code, Grant, word};
use super::{Asked, Provider};
use crate::seed::oidc_roles;

/// What a client is granted now.
struct Granted {
    grant: Grant,
    /// The nonce that the request for a code had.
    nonce: Option<String>,
    /// Of the refresh token that was used.
    family: Option<String>,
}

impl Provider {
    pub(super) async fn token(&self, asked: &Asked<'_>) -> Response<Bytes> {
        let Some(client) = Client::authenticated(asked) else {
            let mut response = refused(StatusCode::UNAUTHORIZED, "invalid_client");
            insert(&mut response, WWW_AUTHENTICATE, "Basic realm=\"sandbox\"");
            return response;
        };
        let granted = match asked.form("grant_type") {
            Some("authorization_code") => self.by_code(asked, client),
            Some("refresh_token") => self.by_refresh_token(asked, client),
            Some(_) => return refused(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
            None => return refused(StatusCode::BAD_REQUEST, "invalid_request"),
        };
        let Some(granted) = granted else {
            return refused(StatusCode::BAD_REQUEST, "invalid_grant");
        };
        match self.tokens(granted).await {
            Ok(tokens) => json_answer(StatusCode::OK, &tokens),
            Err(error) => failed(&error),
        }
    }

    fn by_code(&self, asked: &Asked<'_>, client: Client) -> Option<Granted> {
        let code = self.state().redeem(asked.form("code")?)?;
        let same = code.grant.client == client
            && Some(code.redirect_uri.as_str()) == asked.form("redirect_uri")
            && proves(&code, asked.form("code_verifier"));
        same.then_some(Granted {
            grant: code.grant,
            nonce: code.nonce,
            family: None,
        })
    }

    fn by_refresh_token(&self, asked: &Asked<'_>, client: Client) -> Option<Granted> {
        let token = asked.form("refresh_token")?;
        let (grant, family) = self.state().refresh(token, client)?;
        Some(Granted {
            grant,
            nonce: None,
            family: Some(family),
        })
    }

    async fn tokens(&self, granted: Granted) -> Result<Value, KeyError> {
        let life = self.switches().id_token_seconds;
        let claims = self.claims(&granted, life);
        let mut tokens = json!({
            "access_token": word(),
            "token_type": "Bearer",
            "expires_in": life,
            "id_token": self.key().await?.token(&claims)?,
        });
        if granted.grant.offline {
            let mut state = self.state();
            let token = state.add_refresh_token(granted.grant, granted.family);
            tokens["refresh_token"] = token.into();
        }
        Ok(tokens)
    }

    /// What an ID token says.
    fn claims(&self, granted: &Granted, life: u64) -> Value {
        let person = granted.grant.sign_in.person;
        let client = granted.grant.client.id;
        let now = seconds(SystemTime::now());
        let mut claims = json!({
            "iss": self.issuer(),
            "sub": format!("sandbox-person-{}", person.user),
            "aud": client,
            "azp": client,
            "iat": now,
            "exp": now.saturating_add(life),
            "auth_time": seconds(granted.grant.sign_in.at),
            "amr": ["pwd"],
            "preferred_username": person.user,
            "name": person.name,
            "email": person.email,
            "email_verified": true,
            "groups": person.groups,
            "aws_roles": oidc_roles(&person),
            "https://aws.amazon.com/tags": {
                "principal_tags": { "Team": [person.groups.first()] },
                "transitive_tag_keys": ["Team"],
            },
            "https://aws.amazon.com/source_identity": person.user,
        });
        if let Some(nonce) = &granted.nonce {
            claims["nonce"] = nonce.as_str().into();
        }
        claims
    }
}

/// Whether the client has made the challenge of the code.
/// <https://www.rfc-editor.org/rfc/rfc7636>
fn proves(code: &Code, verifier: Option<&str>) -> bool {
    match (&code.challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == *challenge
        }
        _ => false,
    }
}

fn seconds(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn refused(status: StatusCode, error: &str) -> Response<Bytes> {
    json_answer(status, &json!({ "error": error }))
}
