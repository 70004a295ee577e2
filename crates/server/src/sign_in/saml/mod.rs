//! Signing in at a SAML identity provider.
//!
//! What a response says is believed by nobody until STS has taken it: until then
//! it lies in memory, and nothing of it is in the session.

mod begin;
mod choose;
mod confirm;
mod consumer;
mod enter;
mod finish;
mod held;
mod paste;
mod provider;

pub(crate) use begin::begin;
pub(crate) use choose::{chosen, offer, waits_for_choice};
pub(crate) use confirm::{Decision, WaitingSignIn, decide, look};
pub(crate) use consumer::{consume, metadata};
pub(crate) use finish::finish;
pub(crate) use paste::paste;
pub(crate) use provider::{CONSUMER, begins_there, down, metadata_url, service_provider};

use wardrobe_roles::saml::SamlError;

use super::Waiting;
use crate::error::{ApiError, Code};

/// What the server remembers of SAML, in memory alone.
#[derive(Default)]
pub(crate) struct Memory {
    providers: provider::Providers,
    /// Responses on their way from where they were posted to where cookies are.
    posted: Waiting<consumer::Posted>,
    /// Sign-ins that began at the provider and that the person has not confirmed.
    unconfirmed: Waiting<confirm::Unconfirmed>,
    assertions: held::Assertions,
}

impl Memory {
    /// The session `old` has another id now.
    pub fn session_moved(&self, old: &str, new: &str) {
        self.assertions.session_moved(old, new);
    }

    /// Forgets what AWS takes no more.
    pub fn sweep(&self) {
        self.posted.sweep();
        self.unconfirmed.sweep();
        self.assertions.sweep();
    }

    /// The session has signed out at this provider.
    pub fn signed_out(&self, session: &str, provider: &str) {
        self.assertions.drop_of(session, provider);
    }

    /// The session is over.
    pub fn session_ended(&self, session: &str) {
        self.assertions.session_ended(session);
    }
}

impl From<SamlError> for ApiError {
    fn from(error: SamlError) -> Self {
        let code = match &error {
            SamlError::Unreadable(_) | SamlError::Encrypted | SamlError::Refused(_) => {
                Code::Invalid
            }
            SamlError::TooLarge => Code::TooLarge,
            SamlError::NotSignedIn(_) => Code::Denied,
            SamlError::MustAsk(_) | SamlError::TooOld { .. } => Code::SignInAgain,
            SamlError::Unreachable(_) => Code::Unreachable,
        };
        Self::new(code, error.to_string())
    }
}
