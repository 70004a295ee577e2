//! The keys with which the provider signs.
//! <https://www.rfc-editor.org/rfc/rfc7517>

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use jsonwebtoken::DecodingKey;
use serde::Deserialize;
use serde_json::Value;

use super::{OpenId, OpenIdError};

/// How long keys are believed, and how soon they may be asked for again when a
/// token names one that we do not know.
const KEPT: Duration = Duration::from_secs(3_600);
const SOONEST: Duration = Duration::from_secs(10);
/// No provider signs with so many.
const MOST: usize = 100;

/// What the provider publishes.
#[derive(Deserialize)]
pub(super) struct KeySet {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl KeySet {
    /// The keys that may have signed with `algorithm`, those of this id if there
    /// is one.
    fn of(&self, algorithm: &str, id: Option<&str>) -> Vec<DecodingKey> {
        // What cannot be read is of a kind that we do not know.
        let keys = self.keys.iter().take(MOST);
        keys.filter_map(|key| Key::deserialize(key).ok())
            .filter(|key| id.is_none() || key.kid.as_deref() == id)
            .filter_map(|key| key.verifying(algorithm))
            .collect()
    }
}

impl Key {
    fn verifying(&self, algorithm: &str) -> Option<DecodingKey> {
        let other = |meant: &Option<String>, is: &str| meant.as_deref().is_some_and(|m| m != is);
        if other(&self.alg, algorithm) || other(&self.usage, "sig") {
            return None;
        }
        let ec = |curve: &str| {
            (self.kty == "EC" && self.crv.as_deref() == Some(curve)).then_some(())?;
            DecodingKey::from_ec_components(self.x.as_ref()?, self.y.as_ref()?).ok()
        };
        match algorithm {
            "RS256" | "RS384" | "RS512" if self.kty == "RSA" => {
                DecodingKey::from_rsa_components(self.n.as_ref()?, self.e.as_ref()?).ok()
            }
            "ES256" => ec("P-256"),
            "ES384" => ec("P-384"),
            _ => None,
        }
    }
}

impl OpenId {
    /// The provider's keys for `algorithm` and, if it is told, of this id. A key
    /// that we do not know may be new: then the provider is asked again.
    pub(super) async fn keys(
        &self,
        algorithm: &str,
        id: Option<&str>,
    ) -> Result<Vec<DecodingKey>, OpenIdError> {
        let held = self.keys.lock();
        let held = held.unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((since, keys)) = held {
            let found = keys.of(algorithm, id);
            let age = since.elapsed();
            if age < SOONEST || age < KEPT && !found.is_empty() {
                return Ok(found);
            }
        }
        let discovery = self.discovery().await?;
        let keys: Arc<KeySet> = Arc::new(self.get(&discovery.jwks_uri).await?);
        let found = keys.of(algorithm, id);
        let mut held = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some((Instant::now(), keys));
        Ok(found)
    }
}
