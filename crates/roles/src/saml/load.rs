//! Getting the metadata of an identity provider.

use std::path::Path;
use std::time::Duration;

use url::Url;

use super::metadata::LONGEST;
use super::{ProviderMetadata, SamlError};

/// How long an identity provider may take to describe itself.
const PATIENCE: Duration = Duration::from_secs(5);

impl ProviderMetadata {
    /// From a file.
    pub async fn load(path: &Path) -> Result<Self, SamlError> {
        let read = tokio::fs::read_to_string(path).await;
        let text = read.map_err(|error| {
            let path = path.display();
            SamlError::Unreachable(format!("The metadata file {path} cannot be read: {error}."))
        })?;
        Self::read(&text)
    }

    /// From an address, within a few seconds and no more than IAM would take.
    pub async fn fetch(url: &Url) -> Result<Self, SamlError> {
        let down = |reason: String| {
            SamlError::Unreachable(format!(
                "The identity provider does not answer at {url}: {reason}."
            ))
        };
        let client = reqwest::Client::builder().timeout(PATIENCE).build();
        let client = client.map_err(|error| down(error.to_string()))?;
        let asked = client.get(url.clone()).send().await;
        let mut answer = asked.map_err(|error| down(cause(&error)))?;
        if !answer.status().is_success() {
            return Err(down(format!("it says {}", answer.status())));
        }
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(|error| down(cause(&error)))? {
            if body.len() + part.len() > LONGEST {
                return Err(down("the document is longer than AWS takes".to_owned()));
            }
            body.extend_from_slice(&part);
        }
        Self::read(&String::from_utf8_lossy(&body))
    }
}

/// The innermost cause, which says what happened.
fn cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut innermost = error;
    while let Some(next) = innermost.source() {
        innermost = next;
    }
    innermost.to_string()
}
