//! What can go wrong between us and S3, taken apart once.

use std::error::Error as StdError;
use std::fmt;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// The failures that somebody can act on, each with its own message on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The credentials have ended. Signing in again helps; more rights do not.
    Expired,
    /// S3 refused: the caller lacks a permission, or the keys are not accepted.
    Denied,
    /// There is no such bucket, object, version or upload.
    Missing,
    /// The object lies in an archive and must be restored first.
    Archived,
    /// The bucket is in another region, which S3 names or does not.
    WrongRegion(Option<String>),
    /// Our clock and S3's are more than 15 minutes apart.
    WrongClock,
    /// Something else is there already, or changed meanwhile.
    Conflict,
    /// A condition of the request does not hold.
    PreconditionFailed,
    /// What the caller has is still current.
    NotModified,
    /// The range lies outside the object.
    RangeNotSatisfiable,
    /// Too many requests; later is better.
    Throttled,
    /// No answer: name, network, TLS or time-out.
    Unreachable,
    /// The request itself is wrong.
    Invalid,
    /// Anything else S3 said.
    Other,
}

/// A refusal or failure, with S3's own words.
#[derive(Clone, Debug)]
pub struct StorageError {
    /// What it means.
    pub kind: Kind,
    /// S3's error code, such as `AccessDenied`.
    pub code: Option<String>,
    /// S3's sentence, or ours when S3 did not answer.
    pub message: String,
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// `x-amz-request-id`, to ask AWS about.
    pub request_id: Option<String>,
    /// What was tried, such as `s3:GetObject`.
    pub action: &'static str,
    /// On what: an ARN.
    pub resource: String,
    /// What S3 was asked besides, which it does not always repeat.
    pub asked: Box<Asked>,
}

/// What more there is to say of a request that failed.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The prefix that was to be listed, where it was a listing.
    pub prefix: Option<String>,
    /// Who asked, by ARN, if the storage knows.
    pub caller: Option<String>,
    /// The end of the key, where it was made up and stands for any other.
    pub made_up: Option<String>,
    /// Where the bucket is, if the answer says so.
    pub region: Option<String>,
    /// The `ETag` of an object that is not read because it has not changed.
    pub etag: Option<String>,
    /// Its `Last-Modified`, an HTTP date.
    pub last_modified: Option<String>,
}

impl StorageError {
    /// A failure found by us before or after asking S3.
    pub fn new(
        kind: Kind,
        action: &'static str,
        resource: String,
        message: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            code: None,
            message: message.into(),
            status: None,
            request_id: None,
            action,
            resource,
            asked: Box::default(),
        }
    }

    /// The same, of a listing of what begins with `prefix`.
    pub(crate) fn within(mut self, prefix: &str) -> Self {
        self.asked.prefix = Some(prefix.to_owned());
        self
    }

    /// Takes an SDK failure of `action` on `resource` apart.
    pub(crate) fn from_sdk<E>(
        error: &SdkError<E, HttpResponse>,
        action: &'static str,
        resource: String,
    ) -> Self
    where
        E: ProvideErrorMetadata + StdError + Send + Sync + 'static,
    {
        let raw = error.raw_response();
        let status = raw.map(|raw| raw.status().as_u16());
        let header = |name| raw.and_then(|raw| raw.headers().get(name).map(str::to_owned));
        let (request_id, region) = (header("x-amz-request-id"), header("x-amz-bucket-region"));
        let metadata = error.as_service_error().map(ProvideErrorMetadata::meta);
        let code = metadata.and_then(|m| m.code()).map(str::to_owned);
        let said = metadata.and_then(|m| m.message()).map(str::to_owned);
        let region = region.or_else(|| said.as_deref().and_then(expected).map(str::to_owned));
        let kind = match status {
            Some(status) => classify(code.as_deref(), status, region.clone()),
            None => unanswered(error),
        };
        let message = said.unwrap_or_else(|| match (status, &code) {
            (Some(200..300), _) => format!("its answer cannot be read: {}", innermost(error)),
            (Some(status), Some(code)) => format!("S3 answered {status} {code}."),
            (Some(status), None) => format!("S3 answered {status} and gave no reason."),
            (None, _) => innermost(error),
        });
        Self {
            kind,
            code,
            message,
            status,
            request_id,
            action,
            resource,
            asked: Box::new(Asked {
                region,
                etag: header("etag"),
                last_modified: header("last-modified"),
                ..Asked::default()
            }),
        }
    }
}

/// The region that S3 names in its sentence, where it names none in a header.
fn expected(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("' is wrong; expecting '")?;
    rest.split_once('\'').map(|(region, _)| region)
}

/// What S3's code and status mean.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>
pub fn classify(code: Option<&str>, status: u16, region: Option<String>) -> Kind {
    match (code.unwrap_or_default(), status) {
        ("ExpiredToken" | "ExpiredTokenException" | "TokenRefreshRequired", _) => Kind::Expired,
        ("RequestTimeTooSkewed" | "RequestExpired", _) => Kind::WrongClock,
        ("InvalidObjectState" | "ObjectNotInActiveTierError", _) => Kind::Archived,
        (
            "PermanentRedirect"
            | "TemporaryRedirect"
            | "AuthorizationHeaderMalformed"
            | "IllegalLocationConstraintException",
            _,
        ) => Kind::WrongRegion(region),
        // A HEAD has no body to name the error: the header alone tells.
        (_, 301 | 307 | 400) if region.is_some() => Kind::WrongRegion(region),
        ("InvalidAccessKeyId" | "InvalidToken" | "SignatureDoesNotMatch", _) => Kind::Denied,
        ("PreconditionFailed", _) | (_, 412) => Kind::PreconditionFailed,
        (_, 304) => Kind::NotModified,
        ("InvalidRange", _) | (_, 416) => Kind::RangeNotSatisfiable,
        ("SlowDown" | "Throttling" | "RequestLimitExceeded" | "ServiceUnavailable", _)
        | (_, 429 | 503) => Kind::Throttled,
        // One of many, where the status is that of all.
        ("InternalError", _) => Kind::Other,
        ("NoSuchKey" | "NoSuchVersion", _) | (_, 404) => Kind::Missing,
        (_, 409) => Kind::Conflict,
        (_, 401 | 403) => Kind::Denied,
        (_, 400..500) => Kind::Invalid,
        _ => Kind::Other,
    }
}

/// Why there was no answer: the credentials had ended, or nobody was there.
fn unanswered(error: &(dyn StdError + 'static)) -> Kind {
    let mut cause = Some(error);
    while let Some(current) = cause {
        match current.downcast_ref::<CredentialsError>() {
            Some(CredentialsError::CredentialsNotLoaded(_)) => return Kind::Expired,
            Some(_) => return Kind::Unreachable,
            None => cause = current.source(),
        }
    }
    Kind::Unreachable
}

fn innermost(error: &(dyn StdError + 'static)) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}: ", self.action, self.resource)?;
        if let Some(code) = &self.code {
            write!(f, "{code}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl StdError for StorageError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_read_from_the_sentence_that_names_it() {
        let sentence = "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'";
        assert_eq!(expected(sentence), Some("eu-west-1"));
        assert_eq!(expected("The key 'expecting' is wrong."), None);
    }

    #[test]
    fn codes_and_statuses_mean_what_s3_says() {
        let region = || Some("eu-west-1".to_owned());
        for (code, status, region, kind) in [
            (Some("ExpiredToken"), 400, None, Kind::Expired),
            (Some("AccessDenied"), 403, None, Kind::Denied),
            (Some("InvalidAccessKeyId"), 403, None, Kind::Denied),
            (Some("InvalidToken"), 400, None, Kind::Denied),
            (Some("SignatureDoesNotMatch"), 403, None, Kind::Denied),
            (Some("RequestTimeTooSkewed"), 403, None, Kind::WrongClock),
            (Some("InvalidObjectState"), 403, None, Kind::Archived),
            (Some("NoSuchKey"), 404, None, Kind::Missing),
            (Some("NoSuchBucket"), 404, None, Kind::Missing),
            (None, 404, None, Kind::Missing),
            (None, 403, None, Kind::Denied),
            (None, 412, None, Kind::PreconditionFailed),
            (
                Some("ConditionalRequestConflict"),
                409,
                None,
                Kind::Conflict,
            ),
            (Some("InvalidRange"), 416, None, Kind::RangeNotSatisfiable),
            (Some("SlowDown"), 503, None, Kind::Throttled),
            (Some("KeyTooLongError"), 400, None, Kind::Invalid),
            (Some("InternalError"), 500, None, Kind::Other),
            (
                Some("PermanentRedirect"),
                301,
                region(),
                Kind::WrongRegion(region()),
            ),
            (
                Some("AuthorizationHeaderMalformed"),
                400,
                region(),
                Kind::WrongRegion(region()),
            ),
            (None, 301, region(), Kind::WrongRegion(region())),
            (None, 400, region(), Kind::WrongRegion(region())),
            (Some("ExpiredToken"), 400, region(), Kind::Expired),
            (None, 304, None, Kind::NotModified),
        ] {
            assert_eq!(classify(code, status, region), kind, "{code:?} {status}");
        }
    }
}
