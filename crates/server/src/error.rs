//! The one place that turns failures into answers and log lines.

use axum::Json;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use wardrobe_database::DatabaseError;
use wardrobe_roles::denial::Service;
use wardrobe_roles::openid::OpenIdError;
use wardrobe_roles::{Meaning, RoleError, Said, Trusting};
use wardrobe_storage::{Kind, StorageError};

pub use crate::refusal::{Denial, Remedy};

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
        let refused = taken_apart(&error);
        // What nobody answered was found by us.
        let answered = error.status.is_some() || error.code.is_some();
        Self {
            denial: answered.then(|| Box::new(Denial::of(&refused, error.request_id))),
            remedy: wardrobe_roles::remedy(&refused, None).map(|r| Box::new(r.into())),
            ..Self::new(code_of(refused.meaning), refused.sentence())
        }
    }
}

/// What S3 said, or what the storage found before or after asking it.
fn taken_apart(error: &StorageError) -> wardrobe_roles::Denial {
    let found = |meaning| {
        let message = error.message.as_str();
        wardrobe_roles::Denial::found(Service::S3, meaning, message)
    };
    let region = match &error.kind {
        Kind::WrongRegion(region) => region.as_deref(),
        _ => None,
    };
    let said = Said {
        prefix: error.asked.prefix.as_deref(),
        made_up: error.asked.made_up.as_deref(),
        caller: error.asked.caller.as_deref(),
        status: error.status,
        code: error.code.as_deref(),
        message: &error.message,
        region,
        ..Said::new(Service::S3, error.action, &error.resource)
    };
    match (&error.kind, error.status, &error.code) {
        (Kind::Unreachable, _, _) | (_, Some(_), _) | (_, _, Some(_)) => {
            wardrobe_roles::Denial::of(&said)
        }
        (Kind::Expired, ..) => found(Meaning::Expired),
        (Kind::Denied, ..) => found(Meaning::Denied),
        (Kind::Missing, ..) => found(Meaning::Missing),
        (Kind::Archived, ..) => found(Meaning::Archived),
        (Kind::WrongRegion(_), ..) => found(Meaning::WrongRegion),
        (Kind::WrongClock, ..) => found(Meaning::WrongClock),
        (Kind::Conflict, ..) => found(Meaning::Conflict),
        (Kind::PreconditionFailed, ..) => found(Meaning::PreconditionFailed),
        (Kind::NotModified, ..) => found(Meaning::NotModified),
        (Kind::RangeNotSatisfiable, ..) => found(Meaning::Range),
        (Kind::Throttled, ..) => found(Meaning::Throttled),
        (Kind::Invalid, ..) => found(Meaning::Invalid),
        (Kind::Other, ..) => found(Meaning::Failed),
    }
}

/// The page's word for what a refusal means; which refusal it is, its denial says.
fn code_of(meaning: Meaning) -> Code {
    match meaning {
        Meaning::Expired => Code::Expired,
        Meaning::SignInEnded => Code::SignInAgain,
        Meaning::MfaWanted => Code::MfaNeeded,
        Meaning::Missing => Code::Missing,
        Meaning::Hidden => Code::Hidden,
        Meaning::Archived => Code::Archived,
        Meaning::WrongRegion => Code::WrongRegion,
        Meaning::WrongClock => Code::WrongClock,
        Meaning::Conflict => Code::Conflict,
        Meaning::PreconditionFailed => Code::PreconditionFailed,
        Meaning::Range => Code::Range,
        Meaning::Throttled => Code::Throttled,
        Meaning::NotModified | Meaning::Invalid => Code::Invalid,
        Meaning::NoRole | Meaning::ProviderDown | Meaning::Unreachable | Meaning::Failed => {
            Code::Unreachable
        }
        Meaning::Denied
        | Meaning::NotTrusted
        | Meaning::BadToken
        | Meaning::UnknownKeys
        | Meaning::MfaFailed
        | Meaning::SessionTooLong
        | Meaning::PolicyTooLarge
        | Meaning::RegionOff
        | Meaning::Kms
        | Meaning::ObjectLock
        | Meaning::BlockPublicAccess
        | Meaning::EncryptionBlocked
        | Meaning::LinkEnded => Code::Denied,
    }
}

impl From<RoleError> for ApiError {
    fn from(error: RoleError) -> Self {
        Self::of_role(&error, None)
    }
}

impl ApiError {
    /// Why a role cannot be had, and what would lift that where its trust policy may
    /// insist on `trusting`.
    pub fn of_role(error: &RoleError, trusting: Option<Trusting<'_>>) -> Self {
        let refused = error.denial();
        let denial = match error {
            RoleError::Refused { request_id, .. } => {
                Some(Box::new(Denial::of(&refused, request_id.clone())))
            }
            _ => None,
        };
        Self {
            denial,
            remedy: wardrobe_roles::remedy(&refused, trusting).map(|r| Box::new(r.into())),
            ..Self::new(code_of(refused.meaning), error.to_string())
        }
    }
}

impl From<OpenIdError> for ApiError {
    fn from(error: OpenIdError) -> Self {
        Self::new(code_of(error.denial().meaning), error.to_string())
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

    /// The storage knows enough to go on, the page what it means: they must agree.
    #[test]
    fn what_the_storage_does_and_what_the_page_says_are_one() {
        for (code, status, kind, page) in [
            ("ExpiredToken", 400, Kind::Expired, Code::Expired),
            ("AccessDenied", 403, Kind::Denied, Code::Denied),
            ("InvalidToken", 400, Kind::Denied, Code::Denied),
            (
                "RequestTimeTooSkewed",
                403,
                Kind::WrongClock,
                Code::WrongClock,
            ),
            ("InvalidObjectState", 403, Kind::Archived, Code::Archived),
            (
                "PermanentRedirect",
                301,
                Kind::WrongRegion(None),
                Code::WrongRegion,
            ),
            ("NoSuchKey", 404, Kind::Missing, Code::Missing),
            (
                "PreconditionFailed",
                412,
                Kind::PreconditionFailed,
                Code::PreconditionFailed,
            ),
            (
                "ConditionalRequestConflict",
                409,
                Kind::Conflict,
                Code::Conflict,
            ),
            ("InvalidRange", 416, Kind::RangeNotSatisfiable, Code::Range),
            ("SlowDown", 503, Kind::Throttled, Code::Throttled),
            ("KeyTooLongError", 400, Kind::Invalid, Code::Invalid),
            ("InternalError", 500, Kind::Other, Code::Unreachable),
        ] {
            assert_eq!(wardrobe_storage::classify(Some(code), status, None), kind);
            let resource = "arn:aws:s3:::b/k".to_owned();
            let mut error = StorageError::new(kind, "s3:GetObject", resource, "Words.");
            error.status = Some(status);
            error.code = Some(code.to_owned());
            assert_eq!(ApiError::from(error).code, page, "{code}");
        }
    }

    #[test]
    fn what_nobody_answered_is_no_refusal_of_aws() {
        let resource = "arn:aws:s3:::b/k".to_owned();
        let error = StorageError::new(Kind::Conflict, "s3:PutObject", resource, "It changed.");
        let error = ApiError::from(error);
        assert_eq!(
            (error.code, error.message.as_str()),
            (Code::Conflict, "It changed.")
        );
        assert!(error.denial.is_none() && error.remedy.is_none());
    }
}
