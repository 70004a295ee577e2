//! Requests to the provider: bounded in time and size, and never sent on to
//! another place.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;
use url::Url;

use super::{OpenId, OpenIdError};

/// How long a request may take, and reaching the provider.
const LONGEST: Duration = Duration::from_secs(10);
const CONNECT_LONGEST: Duration = Duration::from_secs(5);
/// The largest answer. Discovery documents and key sets have some kilobytes.
const LARGEST: usize = 1024 * 1024;

pub(super) fn client() -> Result<reqwest::Client, String> {
    reqwest::Client::builder()
        .user_agent("wardrobe")
        .timeout(LONGEST)
        .connect_timeout(CONNECT_LONGEST)
        .redirect(Policy::none())
        .build()
        .map_err(|error| innermost(&error))
}

impl OpenId {
    pub(super) fn http(&self) -> Result<&reqwest::Client, OpenIdError> {
        self.http
            .as_ref()
            .map_err(|reason| self.unreachable(reason.clone()))
    }

    pub(super) fn unreachable(&self, reason: impl Into<String>) -> OpenIdError {
        OpenIdError::Unreachable {
            issuer: self.settings.issuer.clone(),
            reason: reason.into(),
        }
    }

    /// A document of the provider's.
    pub(super) async fn get<T: DeserializeOwned>(&self, url: &Url) -> Result<T, OpenIdError> {
        let (status, body) = self.send(self.http()?.get(url.clone())).await?;
        if status != StatusCode::OK {
            return Err(self.unreachable(format!("{url} answers {status}.")));
        }
        serde_json::from_slice(&body)
            .map_err(|error| self.unreachable(format!("{url} cannot be read: {error}.")))
    }

    /// The status and the body of an answer.
    pub(super) async fn send(
        &self,
        request: RequestBuilder,
    ) -> Result<(StatusCode, Vec<u8>), OpenIdError> {
        let failed = |error: reqwest::Error| {
            let reason = match error.is_timeout() {
                true => "it takes too long.".to_owned(),
                false => innermost(&error.without_url()),
            };
            self.unreachable(reason)
        };
        let request = request.header(reqwest::header::ACCEPT, "application/json");
        let mut answer = request.send().await.map_err(failed)?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > LARGEST {
                return Err(self.unreachable("its answer is larger than a megabyte."));
            }
            body.extend_from_slice(&chunk);
        }
        Ok((answer.status(), body))
    }
}

fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
