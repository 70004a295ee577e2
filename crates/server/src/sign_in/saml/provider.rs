//! The identity provider by its metadata, and we by ours.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::HeaderMap;
use url::Url;
use wardrobe_roles::saml::{ProviderMetadata, SamlError, ServiceProvider};

use super::super::origin::own_url;
use crate::App;
use crate::config::{IdentityProvider, MetadataSource, ProviderKind, Saml};
use crate::error::{ApiError, ApiResult, Code};

/// Where responses are posted.
pub(crate) const CONSUMER: &str = "/saml/acs";

/// How long metadata from an address is good before it is asked for again.
const FRESH: Duration = Duration::from_secs(3_600);
/// How long a provider that did not answer is left alone.
const PAUSE: Duration = Duration::from_secs(10);

/// What is known of the providers, by their names.
#[derive(Default)]
pub(super) struct Providers {
    known: Mutex<HashMap<String, Known>>,
}

#[derive(Clone, Default)]
struct Known {
    /// The last that could be had.
    metadata: Option<Arc<ProviderMetadata>>,
    /// What came of asking last, and when.
    asked: Option<(Instant, Result<(), SamlError>)>,
}

impl Providers {
    fn known(&self, name: &str) -> Known {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(name).cloned().unwrap_or_default()
    }

    fn learn(&self, name: &str, asked: Result<ProviderMetadata, SamlError>) -> Known {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.entry(name.to_owned()).or_default();
        let outcome = asked.map(|metadata| known.metadata = Some(Arc::new(metadata)));
        known.asked = Some((Instant::now(), outcome));
        known.clone()
    }
}

/// The metadata of `provider`. An address is asked once an hour; while it does not
/// answer, what it said last holds.
pub(super) async fn provider_metadata(
    app: &App,
    provider: &IdentityProvider,
) -> ApiResult<Arc<ProviderMetadata>> {
    let saml = settings(provider)?;
    let providers = &app.saml.providers;
    let url = match &saml.metadata {
        MetadataSource::File(path) => {
            return Ok(ProviderMetadata::load(path).await.map(Arc::new)?);
        }
        MetadataSource::Url(url) => url,
    };
    let mut known = providers.known(&provider.name);
    let rests = known
        .asked
        .as_ref()
        .is_some_and(|(at, came)| at.elapsed() < if came.is_ok() { FRESH } else { PAUSE });
    if !rests {
        known = providers.learn(&provider.name, ProviderMetadata::fetch(url).await);
    }
    match (known.metadata, known.asked) {
        (Some(metadata), _) => Ok(metadata),
        (None, Some((_, Err(error)))) => Err(error.into()),
        (None, _) => Err(ApiError::new(
            Code::Unreachable,
            "The identity provider does not answer.",
        )),
    }
}

/// Why nobody can sign in at `provider` just now, as far as that is known.
pub(crate) async fn down(app: &App, provider: &IdentityProvider) -> Option<String> {
    let asked = provider_metadata(app, provider).await;
    asked.err().map(|error| error.message)
}

/// What the configuration says of a SAML provider.
pub(super) fn settings(provider: &IdentityProvider) -> ApiResult<&Saml> {
    match &provider.kind {
        ProviderKind::Saml(saml) => Ok(saml),
        ProviderKind::Oidc(_) => Err(ApiError::new(
            Code::Invalid,
            format!("{} does not speak SAML.", provider.label),
        )),
    }
}

/// Whether sign-ins that begin at `provider` are taken.
pub(crate) fn begins_there(provider: &IdentityProvider) -> bool {
    settings(provider).is_ok_and(|saml| saml.idp_initiated)
}

/// Where `provider` finds our metadata.
pub(crate) fn metadata_url(
    app: &App,
    headers: &HeaderMap,
    provider: &IdentityProvider,
) -> ApiResult<Url> {
    own_url(app, headers, &provider.metadata_path())
}

/// Who we are to `provider`.
pub(crate) fn service_provider(
    app: &App,
    headers: &HeaderMap,
    provider: &IdentityProvider,
) -> ApiResult<ServiceProvider> {
    let entity_id = match &settings(provider)?.entity_id {
        Some(entity_id) => entity_id.clone(),
        None => metadata_url(app, headers, provider)?.to_string(),
    };
    Ok(ServiceProvider {
        entity_id,
        consumer: own_url(app, headers, CONSUMER)?,
    })
}
