//! The keys of OpenID providers, fetched from where they publish them.
//! <https://openid.net/specs/openid-connect-discovery-1_0.html>

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Empty, Limited};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::{Connect, HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use serde_json::Value;
use url::{Host, Url};

use super::id_token::Key;

/// So long AWS waits for a provider.
const PATIENCE: Duration = Duration::from_secs(5);
/// Larger documents are not read.
const LARGEST: usize = 256 * 1024;
/// So long keys are not asked for again.
const FRESH: Duration = Duration::from_secs(60);
/// So many providers are remembered.
const REMEMBERED: usize = 100;

/// The keys of providers that have been asked. Cheap to clone; all clones
/// remember the same keys.
#[derive(Clone, Default)]
pub(crate) struct KeySets(Arc<Mutex<HashMap<String, Kept>>>);

struct Kept {
    at: Instant,
    keys: Vec<Key>,
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: Url,
    // AWS takes no document without these.
    #[serde(rename = "response_types_supported")]
    _response_types: Vec<String>,
    #[serde(rename = "subject_types_supported")]
    _subject_types: Vec<String>,
    #[serde(rename = "id_token_signing_alg_values_supported")]
    _algorithms: Vec<String>,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Value>,
}

impl KeySets {
    fn kept(&self) -> MutexGuard<'_, HashMap<String, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The keys of `issuer` that may be the one of this id. `None` when the
    /// provider does not tell its keys.
    pub(super) async fn keys(&self, issuer: &str, id: Option<&str>) -> Option<Vec<Key>> {
        let meant = |keys: &[Key]| {
            let meant = |key: &&Key| id.is_none() || key.kid.as_deref() == id;
            keys.iter().filter(meant).cloned().collect::<Vec<Key>>()
        };
        let known = self.kept().get(issuer).and_then(|kept| {
            let keys = meant(&kept.keys);
            (kept.at.elapsed() < FRESH && !keys.is_empty()).then_some(keys)
        });
        if known.is_some() {
            return known;
        }
        let fetched = tokio::time::timeout(PATIENCE, fetch(issuer)).await;
        let keys = fetched.ok()??;
        let meant = meant(&keys);
        let mut kept = self.kept();
        if kept.len() >= REMEMBERED {
            kept.clear();
        }
        let at = Instant::now();
        kept.insert(issuer.to_owned(), Kept { at, keys });
        Some(meant)
    }
}

async fn fetch(issuer: &str) -> Option<Vec<Key>> {
    let base = issuer.trim_end_matches('/');
    let place = Url::parse(&format!("{base}/.well-known/openid-configuration"));
    let discovery: Discovery = serde_json::from_slice(&get(&place.ok()?).await?).ok()?;
    (discovery.issuer == issuer).then_some(())?;
    let set: KeySet = serde_json::from_slice(&get(&discovery.jwks_uri).await?).ok()?;
    // A set may hold keys of kinds that are not known here.
    let keys = set.keys.into_iter();
    Some(
        keys.filter_map(|key| serde_json::from_value(key).ok())
            .collect(),
    )
}

/// Reads a document, over TLS unless it is on this machine.
async fn get(url: &Url) -> Option<Bytes> {
    match url.scheme() {
        "https" => {
            let connector = HttpsConnectorBuilder::new().with_native_roots().ok()?;
            get_with(connector.https_only().enable_http1().build(), url).await
        }
        "http" if is_here(url) => get_with(HttpConnector::new(), url).await,
        _ => None,
    }
}

async fn get_with<C>(connector: C, url: &Url) -> Option<Bytes>
where
    C: Connect + Clone + Send + Sync + 'static,
{
    let client = Client::builder(TokioExecutor::new()).build::<_, Empty<Bytes>>(connector);
    let answer = client.get(url.as_str().parse().ok()?).await.ok()?;
    answer.status().is_success().then_some(())?;
    let body = Limited::new(answer.into_body(), LARGEST).collect().await;
    Some(body.ok()?.to_bytes())
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback() || ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.is_unspecified(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
