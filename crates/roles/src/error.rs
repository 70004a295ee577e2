//! Why a role could not be taken on.

use aws_credential_types::provider::error::{CredentialsError, TokenError};
use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::SourceName;
use crate::denial::{Denial, Meaning, Said, Service};
use crate::source::{Attempt, Outcome};

/// A refusal or failure on the way to a role.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RoleError {
    /// The credentials have ended.
    #[error("These credentials have expired: {message}")]
    Expired {
        /// AWS's words.
        message: String,
    },
    /// What was typed cannot be temporary credentials.
    #[error("{reason}")]
    InvalidKeys {
        /// What is wrong with them.
        reason: String,
    },
    /// AWS refuses the role, or does not know the credentials.
    #[error("{}", refusal(.action, .resource, .code, .message))]
    Refused {
        /// Such as `sts:AssumeRole`.
        action: &'static str,
        /// The role's ARN, or `*`.
        resource: String,
        /// HTTP status.
        status: Option<u16>,
        /// AWS's code.
        code: String,
        /// AWS's words.
        message: String,
        /// To ask AWS about.
        request_id: Option<String>,
        /// What the sign-in said, by the keys that a trust policy may put conditions on.
        says: Vec<(String, String)>,
    },
    /// Only a new sign-in can bring credentials.
    #[error("{reason}")]
    NeedsSignIn {
        /// Why what there is does not do.
        reason: String,
    },
    /// The identity provider gives no token at present; another try may help.
    #[error("{reason}")]
    NoToken {
        /// Why.
        reason: String,
    },
    /// The role wants the code of an MFA device.
    #[error("This role asks for a code of the device {serial}.")]
    MfaNeeded {
        /// The device.
        serial: String,
    },
    /// No source has credentials.
    #[error("This server has no AWS role to use. {}", summary(.attempts))]
    NoSource {
        /// What each source said.
        attempts: Vec<Attempt>,
    },
    /// A source is set up but gives no credentials. The ones behind it were not
    /// asked.
    #[error("{}", summary(.attempts))]
    SourceFailed {
        /// What each source said; the last one failed.
        attempts: Vec<Attempt>,
    },
    /// Our clock and AWS's are more than 15 minutes apart.
    #[error("The clock of this server is wrong. AWS says: {message}")]
    WrongClock {
        /// AWS's words.
        message: String,
    },
    /// No answer from STS or a metadata endpoint.
    #[error("AWS did not answer: {message}")]
    Unreachable {
        /// What happened instead.
        message: String,
    },
}

impl RoleError {
    /// What STS answered to `action` on `resource`.
    pub(crate) fn refused<E>(
        error: &SdkError<E, HttpResponse>,
        action: &'static str,
        resource: &str,
    ) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let request_id = error
            .raw_response()
            .and_then(|raw| raw.headers().get("x-amzn-requestid"))
            .map(str::to_owned);
        let Some(service) = error.as_service_error() else {
            return Self::unreachable(error);
        };
        let code = service.code().unwrap_or("no code").to_owned();
        let message = service.message().unwrap_or(&code).to_owned();
        let refused = Self::Refused {
            action,
            resource: resource.to_owned(),
            status: error.raw_response().map(|raw| raw.status().as_u16()),
            code,
            message: message.clone(),
            request_id,
            says: Vec::new(),
        };
        match refused.denial().meaning {
            // Of a token or an assertion, which a sign-in brings anew.
            Meaning::SignInEnded => Self::NeedsSignIn {
                reason: format!("The sign-in is too old. AWS says: {message}"),
            },
            Meaning::Expired => Self::Expired { message },
            Meaning::WrongClock => Self::WrongClock { message },
            _ => refused,
        }
    }

    /// The same, with what the sign-in said that was refused.
    pub(crate) fn with_sign_in(mut self, said: Vec<(String, String)>) -> Self {
        if let Self::Refused { says, .. } = &mut self {
            *says = said;
        }
        self
    }

    /// What this means, taken apart.
    pub fn denial(&self) -> Denial {
        let found = |meaning| Denial::found(Service::Sts, meaning, self.to_string());
        match self {
            Self::Refused {
                action,
                resource,
                status,
                code,
                message,
                says,
                ..
            } => Denial {
                says: says.clone(),
                ..Denial::of(&Said {
                    status: *status,
                    code: Some(code),
                    message,
                    ..Said::new(Service::Sts, action, resource)
                })
            },
            Self::Expired { .. } => found(Meaning::Expired),
            Self::InvalidKeys { .. } => found(Meaning::Invalid),
            Self::NeedsSignIn { .. } => found(Meaning::SignInEnded),
            Self::NoToken { .. } => {
                Denial::found(Service::Provider, Meaning::ProviderDown, self.to_string())
            }
            Self::MfaNeeded { .. } => found(Meaning::MfaWanted),
            Self::NoSource { attempts } | Self::SourceFailed { attempts } => attempts
                .last()
                .and_then(of_machine)
                .unwrap_or_else(|| found(Meaning::NoRole)),
            Self::WrongClock { .. } => found(Meaning::WrongClock),
            Self::Unreachable { .. } => found(Meaning::Unreachable),
        }
    }

    /// Why a provider has no credentials; our own reason, if it was one of ours.
    pub(crate) fn of_credentials(error: &CredentialsError) -> Self {
        Self::within(error).unwrap_or_else(|| Self::unreachable(error))
    }

    /// Why a provider has no token; our own reason, if it was one of ours.
    pub(crate) fn of_token(error: &TokenError) -> Self {
        Self::within(error).unwrap_or_else(|| Self::unreachable(error))
    }

    /// An error of ours that was wrapped on its way.
    fn within(error: &(dyn std::error::Error + 'static)) -> Option<Self> {
        let mut cause = Some(error);
        while let Some(next) = cause {
            if let Some(ours) = next.downcast_ref::<Self>() {
                return Some(ours.clone());
            }
            cause = next.source();
        }
        None
    }

    fn unreachable(error: &(dyn std::error::Error + 'static)) -> Self {
        let mut cause = error;
        while let Some(next) = cause.source() {
            cause = next;
        }
        Self::Unreachable {
            message: cause.to_string(),
        }
    }
}

impl From<RoleError> for CredentialsError {
    fn from(error: RoleError) -> Self {
        match error {
            // As credentials that have ended: nothing but the person helps.
            RoleError::NeedsSignIn { .. } => Self::not_loaded(error),
            error => Self::provider_error(error),
        }
    }
}

impl From<RoleError> for TokenError {
    fn from(error: RoleError) -> Self {
        Self::provider_error(error)
    }
}

/// What the metadata service of this machine said.
fn of_machine(attempt: &Attempt) -> Option<Denial> {
    let service = match attempt.source {
        SourceName::Instance => Service::Instance,
        SourceName::Container => Service::Container,
        _ => return None,
    };
    let (Outcome::Absent { reason } | Outcome::Failed { reason }) = &attempt.outcome else {
        return None;
    };
    Some(Denial::of(&Said {
        status: status_in(reason),
        message: reason,
        ..Said::new(service, "", "")
    }))
}

/// The status that a metadata service answered with, as its readers put it.
fn status_in(reason: &str) -> Option<u16> {
    if reason.contains("request forbidden") {
        return Some(403);
    }
    let number = [" answered ", "(code: ", "received "]
        .iter()
        .find_map(|before| reason.split_once(before))?
        .1;
    number.get(..3)?.parse().ok()
}

fn refusal(action: &str, role: &str, code: &str, message: &str) -> String {
    match action {
        // <https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html>
        "sts:AssumeRoleWithSAML" if role.contains("/AWSReservedSSO_") => format!(
            "AWS refuses this role: it belongs to IAM Identity Center, which alone gives it out. Copy its temporary credentials from the AWS access portal instead, and open a connection of the kind temporary with them. AWS says: {message}"
        ),
        "sts:GetCallerIdentity" => {
            format!("AWS does not accept these credentials. AWS says: {message}")
        }
        _ => format!("AWS refuses {action}: {code}. AWS says: {message}"),
    }
}

fn summary(attempts: &[Attempt]) -> String {
    attempts
        .iter()
        .filter_map(|attempt| match &attempt.outcome {
            Outcome::Used => None,
            Outcome::Absent { reason } | Outcome::Failed { reason } => {
                Some(format!("{}: {reason}.", attempt.source.as_str()))
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_machine_said_is_taken_apart() {
        let meaning = |source, reason: &str| {
            let reason = reason.to_owned();
            let outcome = Outcome::Failed { reason };
            let attempts = vec![Attempt { source, outcome }];
            RoleError::SourceFailed { attempts }.denial().meaning
        };
        let (instance, container) = (SourceName::Instance, SourceName::Container);
        for (source, reason, expected) in [
            (
                instance,
                "error: request forbidden: IMDS is disabled or the caller has insufficient permissions.",
                Meaning::Denied,
            ),
            (
                instance,
                "error response from IMDS (code: 500). …",
                Meaning::Failed,
            ),
            (instance, "no answer within 10 s", Meaning::Unreachable),
            (
                container,
                "http://127.0.0.1/x answered 401 Unauthorized",
                Meaning::Denied,
            ),
            (
                container,
                "http://127.0.0.1/x answered 404 Not Found",
                Meaning::NoRole,
            ),
            (
                SourceName::Profile,
                "there is no profile \"gone\"",
                Meaning::NoRole,
            ),
        ] {
            assert_eq!(meaning(source, reason), expected, "{reason}");
        }
    }
}
