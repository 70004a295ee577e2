//! Whether an identity provider answers, for the tiles of its connections.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::saml;
use crate::App;
use crate::config::{IdentityProvider, ProviderKind};

/// How long a provider is waited for. Nobody waits longer for the tiles.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// How long what was found is believed.
const KEPT: Duration = Duration::from_secs(15);

/// Whether an identity provider answers.
#[derive(Clone)]
pub(crate) enum Standing {
    /// It does.
    Ready,
    /// It does not, for this reason.
    Down(String),
}

/// What was found last, by the provider's name.
#[derive(Default)]
pub(crate) struct Standings {
    known: Mutex<HashMap<String, Arc<Known>>>,
}

/// Whoever holds it asks, alone.
type Known = tokio::sync::Mutex<Option<(Instant, Standing)>>;

/// How `provider` stands. Takes little time, whatever the provider does.
pub(crate) async fn standing(app: &App, provider: &IdentityProvider) -> Standing {
    let known = {
        let known = app.standings.known.lock();
        let mut known = known.unwrap_or_else(PoisonError::into_inner);
        known.entry(provider.name.clone()).or_default().clone()
    };
    let mut known = known.lock().await;
    match &*known {
        Some((since, standing)) if since.elapsed() < KEPT => standing.clone(),
        _ => {
            let standing = asked(app, provider).await;
            *known = Some((Instant::now(), standing.clone()));
            standing
        }
    }
}

async fn asked(app: &App, provider: &IdentityProvider) -> Standing {
    match &provider.kind {
        ProviderKind::Oidc(_) => {
            let Ok(client) = app.openid.get(&provider.name) else {
                return Standing::Ready;
            };
            match tokio::time::timeout(PATIENCE, client.openid.ready()).await {
                Ok(Ok(())) => Standing::Ready,
                Ok(Err(error)) => Standing::Down(error.to_string()),
                Err(_) => Standing::Down(format!("{} takes too long to answer.", provider.label)),
            }
        }
        ProviderKind::Saml(_) => {
            match tokio::time::timeout(PATIENCE, saml::down(app, provider)).await {
                Ok(None) => Standing::Ready,
                Ok(Some(reason)) => Standing::Down(reason),
                Err(_) => Standing::Down(format!("{} takes too long to answer.", provider.label)),
            }
        }
    }
}
