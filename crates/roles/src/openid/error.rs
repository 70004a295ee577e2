//! Why a sign-in at an OpenID provider does not work.

use serde::Deserialize;

use crate::denial::{Denial, Meaning, Said, Service};

/// The longest words of a provider that we pass on.
const WORDS_MAX: usize = 300;

/// What went wrong with an OpenID provider.
#[derive(Clone, Debug, thiserror::Error)]
pub enum OpenIdError {
    /// There is no answer, or none that can be read.
    #[error("The identity provider {issuer} does not answer: {reason}")]
    Unreachable {
        /// Its issuer.
        issuer: String,
        /// What happened instead.
        reason: String,
    },
    /// It refuses, with a word of OAuth's or OpenID Connect's.
    #[error("{}", refusal(.error, .description.as_deref()))]
    Refused {
        /// Such as `access_denied`.
        error: String,
        /// Its own words.
        description: Option<String>,
    },
    /// What it answered must not be believed.
    #[error("What the identity provider answered is not accepted: {reason}")]
    NotAccepted {
        /// Why.
        reason: String,
    },
}

impl OpenIdError {
    pub(super) fn not_accepted(reason: impl Into<String>) -> Self {
        Self::NotAccepted {
            reason: reason.into(),
        }
    }

    /// A refusal by the provider. Its words are passed on, if they are short.
    pub fn refused(error: &str, description: Option<&str>) -> Self {
        let plain = |text: &str| {
            let plain = text.chars().filter(|c| !c.is_control());
            plain.take(WORDS_MAX).collect::<String>()
        };
        Self::Refused {
            error: plain(error),
            description: description.map(plain).filter(|text| !text.is_empty()),
        }
    }

    /// What this means, taken apart.
    pub fn denial(&self) -> Denial {
        match self {
            Self::Refused { error, description } => Denial::of(&Said {
                code: Some(error),
                message: description.as_deref().unwrap_or(error),
                ..Said::new(Service::Provider, "", "")
            }),
            Self::Unreachable { .. } => {
                Denial::found(Service::Provider, Meaning::ProviderDown, self.to_string())
            }
            Self::NotAccepted { .. } => {
                Denial::found(Service::Provider, Meaning::Invalid, self.to_string())
            }
        }
    }

    /// Whether the person must sign in, and nothing else is wrong.
    pub fn needs_person(&self) -> bool {
        self.denial().meaning == Meaning::SignInEnded
    }
}

/// How the endpoints say that they refuse.
/// <https://www.rfc-editor.org/rfc/rfc6749#section-5.2>
#[derive(Deserialize)]
pub(super) struct Refusal {
    pub error: String,
    pub error_description: Option<String>,
}

fn refusal(error: &str, description: Option<&str>) -> String {
    let words = match error {
        "access_denied" => "The identity provider did not let you in",
        "login_required"
        | "interaction_required"
        | "consent_required"
        | "account_selection_required" => "The identity provider wants you to sign in there",
        "invalid_grant" => "The identity provider does not accept this sign-in any more",
        "invalid_client" | "unauthorized_client" => {
            "The identity provider does not accept this server: its administrator must check client_id and client_secret"
        }
        "invalid_scope" => {
            "The identity provider does not know one of the scopes that this server asks for"
        }
        "server_error" | "temporarily_unavailable" => {
            "The identity provider has trouble of its own"
        }
        _ => "The identity provider refuses the sign-in",
    };
    match description {
        Some(description) => format!("{words}. It says: {error}: {description}"),
        None => format!("{words} ({error})."),
    }
}
