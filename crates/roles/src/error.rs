//! Why a role could not be taken on.

use aws_credential_types::provider::error::{CredentialsError, TokenError};
use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

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
        /// AWS's code.
        code: String,
        /// AWS's words.
        message: String,
        /// To ask AWS about.
        request_id: Option<String>,
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
        match code.as_str() {
            // Of a token or an assertion, which a sign-in brings anew.
            "ExpiredTokenException" => Self::NeedsSignIn {
                reason: format!("The sign-in is too old. AWS says: {message}"),
            },
            "ExpiredToken" => Self::Expired { message },
            "RequestTimeTooSkewed" => Self::WrongClock { message },
            // STS names a wrong clock only in the words of its signature check.
            "SignatureDoesNotMatch"
                if message.contains("Signature expired")
                    || message.contains("Signature not yet current") =>
            {
                Self::WrongClock { message }
            }
            _ => Self::Refused {
                action,
                resource: resource.to_owned(),
                code,
                message,
                request_id,
            },
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
