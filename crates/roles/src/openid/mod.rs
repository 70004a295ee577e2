//! Signing in at an OpenID provider: where it is, what it is asked, what it
//! answers, and whether that may be believed.
//! <https://openid.net/specs/openid-connect-core-1_0.html>

mod authorization;
mod claims;
mod discovery;
mod error;
mod fetch;
mod id_token;
mod keys;
mod tokens;

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Instant;

pub use authorization::{Authorization, Prompt};
pub use claims::texts;
pub use error::OpenIdError;
pub use id_token::IdToken;
pub use tokens::{Refreshed, Tokens};

use discovery::Discovery;
use keys::KeySet;

/// A provider, and who we are to it.
#[derive(Clone)]
pub struct Settings {
    /// As in its discovery document.
    pub issuer: String,
    /// Ours.
    pub client_id: String,
    /// Of a confidential client; a public one has none.
    pub client_secret: Option<String>,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// What else is in the request for a sign-in, such as `access_type`.
    pub authorization_parameters: Vec<(String, String)>,
}

/// A client of one provider. Remembers where its endpoints are and its keys.
pub struct OpenId {
    settings: Settings,
    /// Why there is none, where the system does not let us make one.
    http: Result<reqwest::Client, String>,
    discovered: Remembered<Discovery>,
    keys: Remembered<KeySet>,
}

/// Something of the provider's, and since when we have it.
type Remembered<T> = Mutex<Option<(Instant, Arc<T>)>>;

impl OpenId {
    /// Asks nothing yet.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            http: fetch::client(),
            discovered: Mutex::default(),
            keys: Mutex::default(),
        }
    }
}

impl fmt::Debug for OpenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenId")
            .field("issuer", &self.settings.issuer)
            .field("client_id", &self.settings.client_id)
            .finish_non_exhaustive()
    }
}
