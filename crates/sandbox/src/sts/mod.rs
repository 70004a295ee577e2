//! The Security Token Service over its Query protocol, and the door to IAM, which
//! speaks the same.

mod answer;
mod assume_role;
mod assume_role_with_saml;
mod assume_role_with_web_identity;
mod federated;
mod id_token;
mod key_sets;
mod parameters;
mod session_policies;
mod tags;

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::request::Parts;
use time::OffsetDateTime;
use time::macros::format_description;

use crate::iam::{Context, MfaError, Principal, TokenError, Via, World, context, service};
use crate::signature::Signed;
use answer::{Answer, access_denied, session_elements};
pub(crate) use answer::{Refusal, element};
use federated::Unsigned;
pub(crate) use key_sets::KeySets;
pub(crate) use parameters::Parameters;

/// The other service of this protocol.
const IAM: &str = "iam";
/// How far a client's clock may be off.
const SKEW: Duration = Duration::from_secs(15 * 60);

/// One request with who made it.
struct Call<'a> {
    world: &'a World,
    caller: Principal,
    parameters: Parameters,
    context: Context,
    now: SystemTime,
}

/// Answers one STS request (`Action=…` in a form body or query string).
pub(crate) async fn handle(
    world: &World,
    key_sets: &KeySets,
    parts: &Parts,
    body: &Bytes,
    peer: Option<IpAddr>,
    now: SystemTime,
) -> http::Response<Bytes> {
    let parameters = Parameters::read(parts, body);
    let operation = parameters.get("Action").unwrap_or_default().to_owned();
    let unsigned = |parameters| Unsigned {
        world,
        parameters,
        context: context::of_request(&parts.headers, peer, None, now),
        now,
    };
    let answer = match operation.as_str() {
        "AssumeRoleWithWebIdentity" => {
            let asked = unsigned(parameters);
            asked.assume_role_with_web_identity(key_sets).await
        }
        "AssumeRoleWithSAML" => unsigned(parameters).assume_role_with_saml(),
        _ => signed(world, parts, body, peer, now, parameters),
    };
    let namespace = match Signed::parse(parts) {
        Ok(Some(signed)) if signed.service == IAM => "https://iam.amazonaws.com/doc/2010-05-08/",
        _ => "https://sts.amazonaws.com/doc/2011-06-15/",
    };
    answer::response(namespace, &operation, answer)
}

/// Answers a request that somebody signed.
fn signed(
    world: &World,
    parts: &Parts,
    body: &Bytes,
    peer: Option<IpAddr>,
    now: SystemTime,
    parameters: Parameters,
) -> Result<Answer, Refusal> {
    let (caller, signed) = signer(world, parts, body, now)?;
    if signed.service != IAM && !world.has_region(&caller.account, &signed.region) {
        let words = format!(
            "STS is not activated in this region for account:{}. Your account administrator can activate STS in this region using the IAM Console.",
            caller.account
        );
        return Err(Refusal::new(403, "RegionDisabledException", words));
    }
    let operation = parameters.get("Action").unwrap_or_default().to_owned();
    let context = context::of_request(&parts.headers, peer, Some(signed.region), now);
    let unknown = |version: &str| {
        let words = format!("Could not find operation {operation} for version {version}");
        Refusal::new(400, "InvalidAction", words)
    };
    if signed.service == IAM {
        let call = service::Call {
            world,
            caller: &caller,
            parameters: &parameters,
            context,
        };
        let answer = call.answer(&operation);
        return answer.unwrap_or_else(|| Err(unknown("2010-05-08")));
    }
    let call = Call {
        world,
        caller,
        parameters,
        context,
        now,
    };
    match operation.as_str() {
        "GetCallerIdentity" => Ok(call.get_caller_identity()),
        "AssumeRole" => call.assume_role(),
        "GetSessionToken" => call.get_session_token(),
        "GetAccessKeyInfo" => call.get_access_key_info(),
        _ => Err(unknown("2011-06-15")),
    }
}

/// Whose signature it is, and what it is for.
fn signer(
    world: &World,
    parts: &Parts,
    body: &Bytes,
    now: SystemTime,
) -> Result<(Principal, Signed), Refusal> {
    let signed = Signed::parse(parts)
        .map_err(|_| {
            Refusal::new(
                400,
                "IncompleteSignature",
                "Authorization header requires 'Credential', 'Signature', 'SignedHeaders' and a date.",
            )
        })?
        .ok_or_else(|| {
            Refusal::new(
                403,
                "MissingAuthenticationToken",
                "Request is missing Authentication Token",
            )
        })?;
    let invalid = || {
        Refusal::new(
            403,
            "InvalidClientTokenId",
            "The security token included in the request is invalid.",
        )
    };
    let secret = world.secret(&signed.access_key_id).ok_or_else(invalid)?;
    if !matches!(signed.service.as_str(), "sts" | IAM) {
        return Err(Refusal::new(
            403,
            "SignatureDoesNotMatch",
            "Credential should be scoped to correct service: 'sts'.",
        ));
    }
    check_clock(signed.date, now)?;
    if !signed.matches(&secret, parts, body) {
        return Err(Refusal::new(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
        ));
    }
    let token = signed.session_token.as_deref();
    let caller =
        world
            .principal(&signed.access_key_id, token, now)
            .map_err(|error| match error {
                TokenError::Expired => Refusal::new(
                    403,
                    "ExpiredToken",
                    "The security token included in the request is expired",
                ),
                _ => invalid(),
            })?;
    Ok((caller, signed))
}

fn check_clock(date: OffsetDateTime, now: SystemTime) -> Result<(), Refusal> {
    let now = OffsetDateTime::from(now);
    let (early, late) = (text(now - SKEW), text(now + SKEW));
    let (date_text, now_text) = (text(date), text(now));
    let words = if now - date > SKEW {
        format!("Signature expired: {date_text} is now earlier than {early} ({now_text} - 15 min.)")
    } else if date - now > SKEW {
        format!(
            "Signature not yet current: {date_text} is still later than {late} ({now_text} + 15 min.)"
        )
    } else {
        return Ok(());
    };
    Err(Refusal::new(403, "SignatureDoesNotMatch", words))
}

/// As in `x-amz-date`.
fn text(at: OffsetDateTime) -> String {
    let format = format_description!("[year][month][day]T[hour][minute][second]Z");
    at.format(&format).unwrap_or_default()
}

impl Call<'_> {
    /// No policy can refuse it.
    /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>
    fn get_caller_identity(&self) -> Answer {
        element("Arn", &self.caller.arn)
            + &element("UserId", &self.caller.user_id)
            + &element("Account", &self.caller.account)
    }

    /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html>
    fn get_session_token(&self) -> Result<Answer, Refusal> {
        if !matches!(self.caller.via, Via::User { session: false, .. }) {
            return Err(access_denied(
                "Cannot call GetSessionToken with session credentials",
            ));
        }
        let life = self.parameters.duration(43_200, 129_600)?;
        let mfa = self.check_mfa()?;
        let keys = self.world.user_session(&self.caller, mfa, self.now, life);
        Ok(session_elements(&keys))
    }

    /// Whether a code of the caller's device comes with the request.
    fn check_mfa(&self) -> Result<bool, Refusal> {
        let parameters = &self.parameters;
        let serial = parameters.word("SerialNumber", (9, 256), "+=/:,.@-")?;
        let code = parameters.word("TokenCode", (6, 6), "")?;
        let (serial, code) = match (serial, code) {
            (None, None) => return Ok(false),
            (Some(serial), Some(code)) => (serial, code),
            _ => {
                return Err(access_denied(
                    "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
                ));
            }
        };
        let checked = self
            .world
            .check_mfa(&self.caller.arn, serial, code, self.now);
        match checked {
            Ok(()) => Ok(true),
            Err(MfaError::WrongCode) => Err(access_denied(
                "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
            )),
            Err(MfaError::NoDevice) => Err(access_denied(
                "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
            )),
        }
    }

    /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html>
    fn get_access_key_info(&self) -> Result<Answer, Refusal> {
        self.parameters.required("AccessKeyId")?;
        let id = self.parameters.word("AccessKeyId", (16, 128), "")?;
        let id = id.unwrap_or_default();
        let account = self.world.account_of(id).ok_or_else(|| {
            Refusal::new(400, "ValidationError", "Provided access key ID is invalid.")
        })?;
        Ok(element("Account", &account))
    }
}
