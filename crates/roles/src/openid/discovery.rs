//! Where the provider's endpoints are.
//! <https://openid.net/specs/openid-connect-discovery-1_0.html>

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use serde::Deserialize;
use url::Url;

use super::{OpenId, OpenIdError};

/// How long what the provider said about itself is believed.
const KEPT: Duration = Duration::from_secs(3_600);

/// What the provider says about itself.
#[derive(Deserialize)]
pub(super) struct Discovery {
    issuer: String,
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub jwks_uri: Url,
    pub end_session_endpoint: Option<Url>,
    /// <https://www.rfc-editor.org/rfc/rfc7009>
    pub revocation_endpoint: Option<Url>,
    pub token_endpoint_auth_methods_supported: Option<Vec<String>>,
    /// <https://www.rfc-editor.org/rfc/rfc9207>
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl OpenId {
    /// Whether the provider is there and is who we believe it to be. Always asks.
    pub async fn ready(&self) -> Result<(), OpenIdError> {
        self.discover().await.map(drop)
    }

    /// What the provider says about itself, asked when it is older than an hour.
    pub(super) async fn discovery(&self) -> Result<Arc<Discovery>, OpenIdError> {
        let held = self.discovered.lock();
        let held = held.unwrap_or_else(PoisonError::into_inner).clone();
        match held {
            Some((since, discovery)) if since.elapsed() < KEPT => Ok(discovery),
            _ => self.discover().await,
        }
    }

    async fn discover(&self) -> Result<Arc<Discovery>, OpenIdError> {
        let issuer = &self.settings.issuer;
        let base = issuer.trim_end_matches('/');
        let url = Url::parse(&format!("{base}/.well-known/openid-configuration"))
            .map_err(|error| self.unreachable(error.to_string()))?;
        let found: Discovery = self.get(&url).await?;
        if &found.issuer != issuer {
            return Err(OpenIdError::not_accepted(format!(
                "the provider at {issuer} says that its issuer is {}.",
                found.issuer
            )));
        }
        // Only an issuer on loopback is configured without https.
        let plain = issuer.starts_with("http:");
        let endpoints = [
            Some(&found.authorization_endpoint),
            Some(&found.token_endpoint),
            Some(&found.jwks_uri),
            found.end_session_endpoint.as_ref(),
            found.revocation_endpoint.as_ref(),
        ];
        for endpoint in endpoints.into_iter().flatten() {
            let known = endpoint.scheme() == "https" || plain && endpoint.scheme() == "http";
            if !known {
                return Err(OpenIdError::not_accepted(format!(
                    "its endpoint {endpoint} is not https."
                )));
            }
        }
        let found = Arc::new(found);
        let mut held = self
            .discovered
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *held = Some((Instant::now(), found.clone()));
        Ok(found)
    }
}
