//! Whether an ID token is true. STS checks it too, but not the nonce, and not for
//! connections whose role is the server's own.
//! <https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation>

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, Validation};
use serde::Deserialize;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::{OpenId, OpenIdError};

/// How far clocks may be apart, in seconds.
const LEEWAY: i64 = 60;
/// The longest token that STS takes.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>
const LONGEST: usize = 20_000;

/// An ID token that has been checked.
#[derive(Clone)]
pub struct IdToken {
    /// The token itself.
    pub text: String,
    /// What it says.
    pub claims: Map<String, Value>,
    /// Who the person is to the provider.
    pub subject: String,
    /// When it ends.
    pub expires_at: OffsetDateTime,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

impl OpenId {
    /// Checks `token`: who signed it, for whom, when, and, if there was one,
    /// that it answers the request of this nonce.
    pub async fn check(&self, token: &str, nonce: Option<&str>) -> Result<IdToken, OpenIdError> {
        let header = header(token)?;
        let algorithm = algorithm(&header.alg)?;
        let keys = self.keys(&header.alg, header.kid.as_deref()).await?;
        if keys.is_empty() {
            return Err(OpenIdError::not_accepted(
                "the ID token is signed with a key that the provider does not publish.",
            ));
        }
        // The claims are ours to check: the reasons are for people.
        let mut validation = Validation::new(algorithm);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        let mut signed = keys.iter().filter_map(|key| {
            jsonwebtoken::decode::<Map<String, Value>>(token, key, &validation).ok()
        });
        let claims = signed
            .next()
            .map(|data| data.claims)
            .ok_or_else(|| OpenIdError::not_accepted("the ID token's signature is wrong."))?;
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let expires_at = self
            .wrong(&claims, nonce, now)
            .map_err(OpenIdError::not_accepted)?;
        Ok(IdToken {
            text: token.to_owned(),
            subject: text(&claims, "sub").unwrap_or_default().to_owned(),
            claims,
            expires_at,
        })
    }

    /// When the token ends, or what is wrong with its claims.
    fn wrong(
        &self,
        claims: &Map<String, Value>,
        nonce: Option<&str>,
        now: i64,
    ) -> Result<OffsetDateTime, String> {
        let settings = &self.settings;
        let (issuer, client) = (settings.issuer.as_str(), settings.client_id.as_str());
        match text(claims, "iss") {
            Some(is) if is == issuer => {}
            is => {
                let is = is.unwrap_or("nobody");
                return Err(format!("the ID token is {is}'s, and not {issuer}'s."));
            }
        }
        let audience = match claims.get("aud") {
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            one => one.and_then(Value::as_str).into_iter().collect::<Vec<_>>(),
        };
        let party = claims
            .get("azp")
            .map(|azp| azp.as_str().unwrap_or_default());
        let meant = audience.contains(&client);
        if !meant || party.map_or(audience.len() > 1, |party| party != client) {
            return Err(format!("the ID token is not meant for {client}."));
        }
        if text(claims, "sub").is_none_or(str::is_empty) {
            return Err("the ID token does not say whose it is.".to_owned());
        }
        let moment = |name| claims.get(name).and_then(Value::as_i64);
        let (Some(end), Some(begin)) = (moment("exp"), moment("iat")) else {
            return Err("the ID token does not say from when until when it is good.".to_owned());
        };
        if end.saturating_add(LEEWAY) <= now {
            return Err("the ID token has expired.".to_owned());
        }
        let begin = moment("nbf").map_or(begin, |other| begin.max(other));
        if begin > now + LEEWAY {
            return Err("the ID token is of the future. Is a clock wrong?".to_owned());
        }
        if nonce.is_some() && text(claims, "nonce") != nonce {
            return Err("the ID token belongs to another sign-in.".to_owned());
        }
        OffsetDateTime::from_unix_timestamp(end)
            .map_err(|_| "the ID token ends at no time that we know.".to_owned())
    }
}

fn text<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    claims.get(name).and_then(Value::as_str)
}

fn header(token: &str) -> Result<Header, OpenIdError> {
    let header = token.split('.').next().unwrap_or_default();
    let header = URL_SAFE_NO_PAD.decode(header).ok();
    let header = header.and_then(|json| serde_json::from_slice::<Header>(&json).ok());
    let readable = token.len() <= LONGEST && token.split('.').count() == 3;
    match header.filter(|_| readable) {
        Some(header) if header.crit.is_none() => Ok(header),
        Some(_) => Err(OpenIdError::not_accepted(
            "the ID token makes demands that we do not know.",
        )),
        None => Err(OpenIdError::not_accepted(
            "this is no ID token: it has three parts with dots between them, and its header says how it is signed.",
        )),
    }
}

/// Only signatures by a key pair count: a shared secret would make a public key
/// one, and `none` is nobody's.
fn algorithm(name: &str) -> Result<Algorithm, OpenIdError> {
    match name {
        "RS256" => Ok(Algorithm::RS256),
        "RS384" => Ok(Algorithm::RS384),
        "RS512" => Ok(Algorithm::RS512),
        "ES256" => Ok(Algorithm::ES256),
        "ES384" => Ok(Algorithm::ES384),
        other => Err(OpenIdError::not_accepted(format!(
            "the ID token is signed by {other:?}; we take RS256, RS384, RS512, ES256 and ES384."
        ))),
    }
}

impl fmt::Debug for IdToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdToken")
            .field("subject", &self.subject)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
