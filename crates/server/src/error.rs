//! The one place that turns failures into answers and log lines.

use axum::Json;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use wardrobe_database::DatabaseError;
use wardrobe_roles::RoleError;
use wardrobe_roles::openid::OpenIdError;
use wardrobe_storage::{Kind, StorageError};

/// What every fallible handler returns.
pub type ApiResult<T> = Result<T, ApiError>;

/// A failure as the page gets it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApiError {
    /// One word for what it means; the page has a message for each.
    pub code: Code,
    /// A plain sentence.
    pub message: String,
    /// What AWS refused, taken apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denial: Option<Box<Denial>>,
    /// What would lift it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Box<Remedy>>,
    /// Ours; also in the header `x-request-id` and in the log.
    pub request_id: String,
}

/// The envelope of every failure.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ErrorAnswer {
    /// The failure.
    pub error: ApiError,
}

/// A refusal by AWS.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Denial {
    /// Such as `s3:GetObject`.
    pub action: String,
    /// An ARN.
    pub resource: String,
    /// The principal AWS named, if it did.
    pub caller: Option<String>,
    /// The type of policy AWS named, if it did: `identity-based`, `session`, …
    pub policy_type: Option<String>,
    /// AWS's error code.
    pub aws_code: Option<String>,
    /// AWS's own words.
    pub aws_message: String,
    /// AWS's request id.
    pub aws_request_id: Option<String>,
}

/// What would lift a refusal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Remedy {
    /// A sentence: who has to do what.
    pub words: String,
    /// The statements to add.
    pub policies: Vec<PolicyToAdd>,
}

/// A policy whose statements have to be added to one that is there.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyToAdd {
    /// Where it belongs.
    pub place: String,
    /// JSON, as it can be pasted.
    pub document: String,
}

impl From<wardrobe_roles::Remedy> for Remedy {
    fn from(remedy: wardrobe_roles::Remedy) -> Self {
        let policy = |policy: wardrobe_roles::PolicyToAdd| PolicyToAdd {
            place: policy.place,
            document: format!("{:#}", policy.document),
        };
        Self {
            words: remedy.words,
            policies: remedy.policies.into_iter().map(policy).collect(),
        }
    }
}

/// What a failure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// There is no session.
    NotSignedIn,
    /// The session has not opened this connection.
    NotOpened,
    /// The credentials have ended.
    Expired,
    /// Only a sign-in at the identity provider can go on.
    SignInAgain,
    /// A code of an MFA device is asked for.
    MfaNeeded,
    /// AWS, or the connection's locations, refuse it.
    Denied,
    /// The request came from another site.
    CrossSite,
    /// There is no such object or bucket.
    Missing,
    /// It is missing, or there and not to be seen.
    Hidden,
    /// It must be restored first.
    Archived,
    /// The bucket is in another region.
    WrongRegion,
    /// Our clock and AWS's differ.
    WrongClock,
    /// Something else is there, or has changed.
    Conflict,
    /// A condition of the request does not hold.
    PreconditionFailed,
    /// The range lies outside the object.
    Range,
    /// The request makes no sense.
    Invalid,
    /// It is too large.
    TooLarge,
    /// Too many requests to S3.
    Throttled,
    /// S3, STS, a metadata endpoint or an identity provider does not answer.
    Unreachable,
    /// There is no such thing in this API.
    NotFound,
    /// Too many wrong passwords.
    TooManyAttempts,
    /// Our own fault.
    Internal,
}

impl Code {
    fn status(self) -> StatusCode {
        match self {
            Self::NotSignedIn
            | Self::NotOpened
            | Self::Expired
            | Self::SignInAgain
            | Self::MfaNeeded => StatusCode::UNAUTHORIZED,
            Self::Denied | Self::CrossSite | Self::Hidden | Self::Archived | Self::WrongClock => {
                StatusCode::FORBIDDEN
            }
            Self::Missing | Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongRegion | Self::Invalid => StatusCode::BAD_REQUEST,
            Self::Conflict => StatusCode::CONFLICT,
            Self::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
            Self::Range => StatusCode::RANGE_NOT_SATISFIABLE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Throttled => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unreachable => StatusCode::BAD_GATEWAY,
            Self::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// As written in an answer.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotSignedIn => "not-signed-in",
            Self::NotOpened => "not-opened",
            Self::Expired => "expired",
            Self::SignInAgain => "sign-in-again",
            Self::MfaNeeded => "mfa-needed",
            Self::Denied => "denied",
            Self::CrossSite => "cross-site",
            Self::Missing => "missing",
            Self::Hidden => "hidden",
            Self::Archived => "archived",
            Self::WrongRegion => "wrong-region",
            Self::WrongClock => "wrong-clock",
            Self::Conflict => "conflict",
            Self::PreconditionFailed => "precondition-failed",
            Self::Range => "range",
            Self::Invalid => "invalid",
            Self::TooLarge => "too-large",
            Self::Throttled => "throttled",
            Self::Unreachable => "unreachable",
            Self::NotFound => "not-found",
            Self::TooManyAttempts => "too-many-attempts",
            Self::Internal => "internal",
        }
    }
}

impl ApiError {
    /// A failure of our own finding.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            denial: None,
            remedy: None,
            request_id: String::new(),
        }
    }

    /// Notes under which id this request runs.
    pub fn numbered(self) -> Self {
        self.with_request_id(&crate::security::current_request_id())
    }

    /// Notes under which id the request runs.
    pub fn with_request_id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.request_id);
        self
    }
}

impl From<StorageError> for ApiError {
    fn from(error: StorageError) -> Self {
        let (code, message) = match &error.kind {
            Kind::Expired => (Code::Expired, "The credentials have expired.".to_owned()),
            Kind::Denied => (
                Code::Denied,
                format!("AWS refuses {} on {}.", error.action, error.resource),
            ),
            Kind::Missing => match error.code.as_deref() {
                Some("NoSuchBucket") => (Code::Missing, "There is no such bucket.".to_owned()),
                Some("NoSuchUpload") => (
                    Code::Missing,
                    "There is no such upload any more.".to_owned(),
                ),
                _ => (Code::Missing, "There is no such object.".to_owned()),
            },
            Kind::Hidden => (
                Code::Hidden,
                "It does not exist, or this role may not see it.".to_owned(),
            ),
            Kind::Archived => (
                Code::Archived,
                "This object is archived. It must be restored before it can be read.".to_owned(),
            ),
            Kind::WrongRegion(Some(region)) => {
                (Code::WrongRegion, format!("This bucket is in {region}."))
            }
            Kind::WrongRegion(None) => (
                Code::WrongRegion,
                "This bucket is in another region.".to_owned(),
            ),
            Kind::WrongClock => (
                Code::WrongClock,
                "The clock of this server is more than 15 minutes off.".to_owned(),
            ),
            Kind::Conflict => (Code::Conflict, error.message.clone()),
            Kind::PreconditionFailed => (
                Code::PreconditionFailed,
                "The object is not what it was when you looked.".to_owned(),
            ),
            Kind::NotModified => (Code::Invalid, "Not modified.".to_owned()),
            Kind::RangeNotSatisfiable => (
                Code::Range,
                "The object does not have that many bytes.".to_owned(),
            ),
            Kind::Throttled => (
                Code::Throttled,
                "S3 asks us to slow down. Try again in a moment.".to_owned(),
            ),
            Kind::Unreachable => (
                Code::Unreachable,
                format!("S3 does not answer: {}", error.message),
            ),
            Kind::Invalid => (Code::Invalid, error.message.clone()),
            Kind::Other => (Code::Unreachable, format!("S3 failed: {}", error.message)),
        };
        let (caller, policy_type) = named(&error.message);
        Self {
            code,
            message,
            denial: error.status.map(|_| {
                Box::new(Denial {
                    action: error.action.to_owned(),
                    resource: error.resource,
                    caller,
                    policy_type,
                    aws_code: error.code,
                    aws_message: error.message,
                    aws_request_id: error.request_id,
                })
            }),
            remedy: None,
            request_id: String::new(),
        }
    }
}

/// Whom and which type of policy AWS names in a refusal.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html>
fn named(message: &str) -> (Option<String>, Option<String>) {
    let between = |start: &str, end: &str| {
        let rest = message.split_once(start)?.1;
        rest.split_once(end).map(|(found, _)| found.to_owned())
    };
    let caller = between("User: ", " is not authorized");
    let policy = between("because no ", " policy allows")
        .or_else(|| between("explicit deny in a ", " policy"))
        .or_else(|| between("explicit deny in an ", " policy"))
        .or_else(|| {
            message
                .contains("permissions boundary")
                .then(|| "permissions boundary".to_owned())
        });
    (caller, policy)
}

impl From<RoleError> for ApiError {
    fn from(error: RoleError) -> Self {
        let code = match &error {
            RoleError::Expired { .. } => Code::Expired,
            RoleError::InvalidKeys { .. } => Code::Invalid,
            RoleError::Refused { .. } => Code::Denied,
            RoleError::NeedsSignIn { .. } => Code::SignInAgain,
            RoleError::MfaNeeded { .. } => Code::MfaNeeded,
            RoleError::NoSource { .. }
            | RoleError::SourceFailed { .. }
            | RoleError::NoToken { .. }
            | RoleError::Unreachable { .. } => Code::Unreachable,
            RoleError::WrongClock { .. } => Code::WrongClock,
        };
        let message = error.to_string();
        let denial = match error {
            RoleError::Refused {
                action,
                resource,
                code,
                message,
                request_id,
            } => Some(Box::new(Denial {
                action: action.to_owned(),
                resource,
                caller: named(&message).0,
                policy_type: named(&message).1,
                aws_code: Some(code),
                aws_message: message,
                aws_request_id: request_id,
            })),
            _ => None,
        };
        Self {
            denial,
            ..Self::new(code, message)
        }
    }
}

impl From<OpenIdError> for ApiError {
    fn from(error: OpenIdError) -> Self {
        let code = match &error {
            _ if error.needs_person() => Code::SignInAgain,
            OpenIdError::Refused { error, .. } if error == "access_denied" => Code::Denied,
            OpenIdError::Refused { .. } | OpenIdError::Unreachable { .. } => Code::Unreachable,
            OpenIdError::NotAccepted { .. } => Code::Invalid,
        };
        Self::new(code, error.to_string())
    }
}

impl From<DatabaseError> for ApiError {
    fn from(error: DatabaseError) -> Self {
        tracing::error!(%error, "database");
        Self::new(Code::Internal, "Wardrobe's own database failed.")
    }
}

impl IntoResponse for ApiError {
    fn into_response(mut self) -> Response {
        let status = self.code.status();
        if self.request_id.is_empty() {
            self = self.numbered();
        }
        match status.is_server_error() {
            true => tracing::warn!(code = self.code.as_str(), message = self.message, "failed"),
            false => tracing::debug!(code = self.code.as_str(), message = self.message, "refused"),
        }
        let code = HeaderValue::from_static(self.code.as_str());
        let mut response = (status, Json(ErrorAnswer { error: self })).into_response();
        response.headers_mut().insert("x-wardrobe-code", code);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_caller_and_policy() {
        let of = |m: &str| {
            let (caller, policy) = named(m);
            (caller.unwrap_or_default(), policy.unwrap_or_default())
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let arn = "arn:aws:sts::1:assumed-role/r/s";
        assert_eq!(
            of(&format!(
                "User: {arn} is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/k\" because no identity-based policy allows the s3:GetObject action"
            )),
            pair(arn, "identity-based")
        );
        assert_eq!(
            of(&format!(
                "User: {arn} is not authorized to perform: s3:PutObject on resource: \"x\" with an explicit deny in a resource-based policy"
            )),
            pair(arn, "resource-based")
        );
        assert_eq!(
            of(&format!(
                "User: {arn} is not authorized to perform: s3:PutObject with an explicit deny in an identity-based policy"
            )),
            pair(arn, "identity-based")
        );
        assert_eq!(of("Access Denied"), pair("", ""));
    }
}
