//! What a refusal or failure means for whoever met it.

use super::{Policy, PolicyType, Said, Service};
use crate::arn::bucket_and_key;

/// What somebody can act on; each has words of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The credentials have ended.
    Expired,
    /// The sign-in, its token or assertion has ended.
    SignInEnded,
    /// An address that was good for a while has ended.
    LinkEnded,
    /// Policies do not let the caller do it.
    Denied,
    /// The role does not trust whoever wants it.
    NotTrusted,
    /// AWS does not accept the token or assertion: its provider is set up otherwise.
    BadToken,
    /// AWS does not know these credentials.
    UnknownKeys,
    /// A code of an MFA device is asked for.
    MfaWanted,
    /// The code of the MFA device was not accepted.
    MfaFailed,
    /// The session asked for is longer than the role allows.
    SessionTooLong,
    /// The session's policies and tags are too long together.
    PolicyTooLarge,
    /// There is no such bucket, object, version or upload.
    Missing,
    /// It is missing, or there and not to be seen.
    Hidden,
    /// It lies in an archive and must be restored first.
    Archived,
    /// The bucket is in another region.
    WrongRegion,
    /// The region is switched off for the account.
    RegionOff,
    /// Our clock and AWS's differ.
    WrongClock,
    /// The key that encrypts the object may not be used, or cannot.
    Kms,
    /// The object is locked against deletion and change.
    ObjectLock,
    /// It would make something public, which the bucket's owner forbids.
    BlockPublicAccess,
    /// The bucket takes no object encrypted with a key that is sent along.
    EncryptionBlocked,
    /// Something else is there, or has changed meanwhile.
    Conflict,
    /// A condition of the request does not hold.
    PreconditionFailed,
    /// What the caller has is still current.
    NotModified,
    /// The range lies outside the object.
    Range,
    /// The machine has no role to give.
    NoRole,
    /// Too many requests.
    Throttled,
    /// An identity provider, or AWS on its way there, has trouble.
    ProviderDown,
    /// There was no answer.
    Unreachable,
    /// The request itself is wrong.
    Invalid,
    /// The service has trouble of its own.
    Failed,
}

impl Meaning {
    /// As written in an answer.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::SignInEnded => "sign-in-ended",
            Self::LinkEnded => "link-ended",
            Self::Denied => "denied",
            Self::NotTrusted => "not-trusted",
            Self::BadToken => "bad-token",
            Self::UnknownKeys => "unknown-keys",
            Self::MfaWanted => "mfa-wanted",
            Self::MfaFailed => "mfa-failed",
            Self::SessionTooLong => "session-too-long",
            Self::PolicyTooLarge => "policy-too-large",
            Self::Missing => "missing",
            Self::Hidden => "hidden",
            Self::Archived => "archived",
            Self::WrongRegion => "wrong-region",
            Self::RegionOff => "region-off",
            Self::WrongClock => "wrong-clock",
            Self::Kms => "kms",
            Self::ObjectLock => "object-lock",
            Self::BlockPublicAccess => "block-public-access",
            Self::EncryptionBlocked => "encryption-blocked",
            Self::Conflict => "conflict",
            Self::PreconditionFailed => "precondition-failed",
            Self::NotModified => "not-modified",
            Self::Range => "range",
            Self::NoRole => "no-role",
            Self::Throttled => "throttled",
            Self::ProviderDown => "provider-down",
            Self::Unreachable => "unreachable",
            Self::Invalid => "invalid",
            Self::Failed => "failed",
        }
    }
}

/// What was said means, where `action` and `policy` are what its words name.
pub(super) fn of(said: &Said<'_>, action: &str, policy: Option<&Policy>) -> Meaning {
    match said.service {
        Service::Instance | Service::Container => of_machine(said),
        Service::Provider => of_provider(said),
        Service::Sts | Service::S3 => of_aws(said, action, policy),
    }
}

/// Metadata services say little more than a status.
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-returns.html>
fn of_machine(said: &Said<'_>) -> Meaning {
    match said.status {
        Some(404) => Meaning::NoRole,
        Some(401 | 403) => Meaning::Denied,
        Some(429 | 503) => Meaning::Throttled,
        Some(_) => Meaning::Failed,
        None => Meaning::Unreachable,
    }
}

/// The words of OAuth and OpenID Connect.
/// <https://openid.net/specs/openid-connect-core-1_0.html#AuthError>
fn of_provider(said: &Said<'_>) -> Meaning {
    match said.code {
        Some(
            "login_required"
            | "interaction_required"
            | "consent_required"
            | "account_selection_required"
            | "invalid_grant",
        ) => Meaning::SignInEnded,
        Some("access_denied") => Meaning::Denied,
        Some("server_error" | "temporarily_unavailable") | None => Meaning::ProviderDown,
        Some(_) => Meaning::Failed,
    }
}

/// The codes of S3 and STS, then the status where there is no code.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>
/// <https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html>
fn of_aws(said: &Said<'_>, action: &str, policy: Option<&Policy>) -> Meaning {
    let has = |words: &str| said.message.contains(words);
    match said.code.unwrap_or_default() {
        "ExpiredToken" | "TokenRefreshRequired" => Meaning::Expired,
        "ExpiredTokenException" if said.service == Service::S3 => Meaning::Expired,
        "ExpiredTokenException" => Meaning::SignInEnded,
        "RequestTimeTooSkewed" | "RequestExpired" => Meaning::WrongClock,
        // STS names a wrong clock only in the words of its signature check.
        "SignatureDoesNotMatch" if has("Signature expired") || has("Signature not yet current") => {
            Meaning::WrongClock
        }
        "SignatureDoesNotMatch"
        | "InvalidAccessKeyId"
        | "InvalidToken"
        | "InvalidClientTokenId"
        | "UnrecognizedClientException" => Meaning::UnknownKeys,
        "IDPCommunicationError" => Meaning::ProviderDown,
        "InvalidIdentityToken" if has("Couldn't retrieve verification key") => {
            Meaning::ProviderDown
        }
        "InvalidIdentityToken" | "IDPRejectedClaim" => Meaning::BadToken,
        "ValidationError" if has("MaxSessionDuration") || has("1 hour session limit") => {
            Meaning::SessionTooLong
        }
        "PackedPolicyTooLarge" => Meaning::PolicyTooLarge,
        "RegionDisabledException" => Meaning::RegionOff,
        "InvalidObjectState" | "ObjectNotInActiveTierError" => Meaning::Archived,
        "PermanentRedirect"
        | "TemporaryRedirect"
        | "AuthorizationHeaderMalformed"
        | "IllegalLocationConstraintException" => Meaning::WrongRegion,
        "AuthorizationQueryParametersError" if has("expecting '") => Meaning::WrongRegion,
        code if code.starts_with("KMS.") => Meaning::Kms,
        "SlowDown"
        | "Throttling"
        | "ThrottlingException"
        | "RequestLimitExceeded"
        | "ServiceUnavailable" => Meaning::Throttled,
        "InternalError" => Meaning::Failed,
        "AccessDenied" | "AccessDeniedException" => refused(said, action, policy),
        _ => of_status(said, action, policy),
    }
}

fn of_status(said: &Said<'_>, action: &str, policy: Option<&Policy>) -> Meaning {
    match said.status {
        // A HEAD has no body to name the error: the header alone tells.
        Some(301 | 307 | 400) if said.region.is_some() => Meaning::WrongRegion,
        Some(304) => Meaning::NotModified,
        Some(401 | 403) => refused(said, action, policy),
        Some(404) => Meaning::Missing,
        Some(409) => Meaning::Conflict,
        Some(412) => Meaning::PreconditionFailed,
        Some(416) => Meaning::Range,
        Some(429 | 503) => Meaning::Throttled,
        // An answer that cannot be read is none.
        Some(200..=299 | 500..) => Meaning::Failed,
        None if said.code.is_none() => Meaning::Unreachable,
        _ => Meaning::Invalid,
    }
}

/// Many things are called AccessDenied.
/// STS names the caller's own policies where they are the cause, and gives no reason
/// to whom a role does not trust.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html>
fn untrusted(said: &Said<'_>, action: &str, policy: Option<&Policy>) -> bool {
    let of_trust = action.starts_with("sts:AssumeRole")
        || matches!(action, "sts:TagSession" | "sts:SetSourceIdentity");
    let told = |words: &str| said.message.contains(words);
    said.service == Service::Sts
        && of_trust
        && policy.is_none()
        && (told(" is not authorized to perform: ") || told("Not authorized to perform "))
}

fn refused(said: &Said<'_>, action: &str, policy: Option<&Policy>) -> Meaning {
    let has = |words: &str| said.message.contains(words);
    let trust = policy.is_some_and(|policy| policy.kind == PolicyType::Trust);
    if has("object protected by object lock") {
        Meaning::ObjectLock
    } else if has("in S3 Block Public Access") {
        Meaning::BlockPublicAccess
    } else if has("blocked upload requests that specify") {
        Meaning::EncryptionBlocked
    } else if has("Request has expired") {
        Meaning::LinkEnded
    } else if has("MultiFactorAuthentication failed") {
        Meaning::MfaFailed
    } else if trust || untrusted(said, action, policy) {
        Meaning::NotTrusted
    } else if action.starts_with("kms:") {
        Meaning::Kms
    } else if missing_or_hidden(said, action) {
        Meaning::Hidden
    } else {
        Meaning::Denied
    }
}

/// S3 asks whether the caller may list the bucket only where the object that they
/// wanted is not there.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
fn missing_or_hidden(said: &Said<'_>, action: &str) -> bool {
    let object = bucket_and_key(said.resource).is_some_and(|(_, key)| key.is_some());
    object && matches!(action, "s3:ListBucket" | "s3:ListBucketVersions")
}
