//! Why a command ended before its end, and the exit code for it.

use std::process::ExitCode;

use wardrobe_roles::RoleError;
use wardrobe_roles::openid::OpenIdError;
use wardrobe_roles::saml::SamlError;
use wardrobe_server::{Mistake, ServeError};
use wardrobe_storage::StorageError;

use crate::output::plain;

/// What every command returns.
pub(crate) type Ended = Result<(), Failure>;

/// A failure with its reason.
pub(crate) enum Failure {
    /// Wrong usage or configuration: exit 2.
    Usage(Vec<String>),
    /// Refused or failed: exit 1.
    Reason(String),
}

impl Failure {
    pub fn usage(reason: impl Into<String>) -> Self {
        Self::Usage(vec![reason.into()])
    }

    pub fn reason(reason: impl std::fmt::Display) -> Self {
        Self::Reason(reason.to_string())
    }

    /// The same, and what follows from it.
    pub fn and(self, more: impl std::fmt::Display) -> Self {
        match self {
            Self::Reason(reason) => Self::Reason(format!("{reason}; {more}")),
            usage => usage,
        }
    }

    pub fn report(self) -> ExitCode {
        let (reasons, code) = match self {
            Self::Usage(reasons) => (reasons, 2),
            Self::Reason(reason) => (vec![reason], 1),
        };
        for reason in reasons {
            eprintln!("wardrobe: {}", plain(&reason));
        }
        ExitCode::from(code)
    }
}

impl From<Vec<Mistake>> for Failure {
    fn from(mistakes: Vec<Mistake>) -> Self {
        Self::Usage(mistakes.iter().map(ToString::to_string).collect())
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::reason(error)
    }
}

impl From<RoleError> for Failure {
    fn from(error: RoleError) -> Self {
        Self::reason(error)
    }
}

impl From<OpenIdError> for Failure {
    fn from(error: OpenIdError) -> Self {
        Self::reason(error)
    }
}

impl From<SamlError> for Failure {
    fn from(error: SamlError) -> Self {
        Self::reason(error)
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        Self::reason(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::reason(error)
    }
}
