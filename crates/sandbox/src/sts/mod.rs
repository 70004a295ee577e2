//! The Security Token Service over its Query protocol.

mod answer;
mod assume_role;
mod parameters;
mod session_policies;
mod tags;

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::request::Parts;
use time::OffsetDateTime;
use time::macros::format_description;

use crate::iam::{Context, Principal, TokenError, Via, World, context};
use crate::signature::Signed;
use answer::{Answer, Refusal, access_denied, element, session_elements};
use parameters::Parameters;

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
pub async fn handle(
    world: &World,
    parts: &Parts,
    body: &Bytes,
    peer: Option<IpAddr>,
    now: SystemTime,
) -> http::Response<Bytes> {
    let parameters = Parameters::read(parts, body);
    let operation = parameters.get("Action").unwrap_or_default().to_owned();
    let answer = signer(world, parts, body, now).and_then(|(caller, region)| {
        let context = context::of_request(&parts.headers, peer, Some(region), now);
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
            _ => Err(Refusal::new(
                400,
                "InvalidAction",
                format!("Could not find operation {operation} for version 2011-06-15"),
            )),
        }
    });
    answer::response(&operation, answer)
}

/// Whose signature it is, and for which region. No operation here may be asked without one.
fn signer(
    world: &World,
    parts: &Parts,
    body: &Bytes,
    now: SystemTime,
) -> Result<(Principal, String), Refusal> {
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
    if signed.service != "sts" {
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
    Ok((caller, signed.region))
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
        if !matches!(self.caller.via, Via::User { session: false }) {
            return Err(access_denied(
                "Cannot call GetSessionToken with session credentials",
            ));
        }
        let life = self.parameters.duration(43_200, 129_600)?;
        self.refuse_mfa()?;
        let keys = self.world.user_session(&self.caller, self.now, life);
        Ok(session_elements(&keys))
    }

    /// Nobody here has a device, so no code of one is right.
    fn refuse_mfa(&self) -> Result<(), Refusal> {
        let parameters = &self.parameters;
        let serial = parameters.word("SerialNumber", (9, 256), "+=/:,.@-")?;
        let code = parameters.word("TokenCode", (6, 6), "")?;
        match (serial, code) {
            (None, None) => Ok(()),
            (Some(_), Some(_)) => Err(access_denied(
                "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
            )),
            _ => Err(access_denied(
                "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
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
