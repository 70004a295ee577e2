//! Why a role could not be taken on.

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
    /// AWS does not know the keys, or they do not belong together.
    #[error("AWS does not accept these credentials. AWS says: {message}")]
    Refused {
        /// AWS's code.
        code: String,
        /// AWS's words.
        message: String,
        /// To ask AWS about.
        request_id: Option<String>,
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
    pub(crate) fn from_sdk<E>(error: &SdkError<E, HttpResponse>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let request_id = error
            .raw_response()
            .and_then(|raw| raw.headers().get("x-amzn-requestid"))
            .map(str::to_owned);
        let Some(service) = error.as_service_error() else {
            let mut cause: &dyn std::error::Error = error;
            while let Some(next) = cause.source() {
                cause = next;
            }
            return Self::Unreachable {
                message: cause.to_string(),
            };
        };
        let code = service.code().unwrap_or("no code").to_owned();
        let message = service.message().unwrap_or(&code).to_owned();
        match code.as_str() {
            "ExpiredToken" | "ExpiredTokenException" => Self::Expired { message },
            "RequestTimeTooSkewed" => Self::WrongClock { message },
            // STS names a wrong clock only in the words of its signature check.
            "SignatureDoesNotMatch"
                if message.contains("Signature expired")
                    || message.contains("Signature not yet current") =>
            {
                Self::WrongClock { message }
            }
            _ => Self::Refused {
                code,
                message,
                request_id,
            },
        }
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
