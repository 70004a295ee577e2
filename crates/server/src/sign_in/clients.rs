//! Our side of the OpenID providers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use wardrobe_roles::openid::OpenId;

use crate::config::{IdentityProvider, Oidc, ProviderKind};
use crate::error::{ApiError, ApiResult, Code};

/// The OpenID providers by their names.
pub(crate) struct Clients(HashMap<String, Arc<Client>>);

/// Our side of one of them.
pub(crate) struct Client {
    /// What speaks with it.
    pub openid: OpenId,
    /// The sign-ins whose tokens are being renewed.
    flights: Mutex<HashMap<String, Weak<tokio::sync::Mutex<()>>>>,
}

impl Clients {
    /// Asks nobody yet.
    pub fn of(providers: &[IdentityProvider]) -> Self {
        let client = |provider: &IdentityProvider| match &provider.kind {
            ProviderKind::Oidc(oidc) => Some((provider.name.clone(), Arc::new(Client::of(oidc)))),
            ProviderKind::Saml(_) => None,
        };
        Self(providers.iter().filter_map(client).collect())
    }

    /// The client of the provider of this name.
    pub fn get(&self, provider: &str) -> ApiResult<&Arc<Client>> {
        self.0.get(provider).ok_or_else(|| {
            ApiError::new(Code::NotFound, "There is no such OpenID provider any more.")
        })
    }
}

impl Client {
    fn of(oidc: &Oidc) -> Self {
        Self {
            openid: OpenId::new(oidc.settings()),
            flights: Mutex::default(),
        }
    }

    /// Whoever holds it renews the tokens of `sign_in`, alone.
    pub fn flight(&self, sign_in: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        flights.retain(|_, flight| flight.strong_count() > 0);
        if let Some(flight) = flights.get(sign_in).and_then(Weak::upgrade) {
            return flight;
        }
        let flight = Arc::default();
        flights.insert(sign_in.to_owned(), Arc::downgrade(&flight));
        flight
    }
}
