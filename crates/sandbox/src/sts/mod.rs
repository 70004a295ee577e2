//! The Security Token Service over its Query protocol.

mod answer;
mod assume_role;
mod parameters;

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::request::Parts;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::iam::{Principal, TokenError, Via, World};
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
    now: SystemTime,
}

/// Answers one STS request (`Action=…` in a form body or query string).
pub async fn handle(
    world: &World,
    parts: &Parts,
    body: &Bytes,
    now: SystemTime,
) -> http::Response<Bytes> {
    let parameters = Parameters::read(parts, body);
    let operation = parameters.get("Action").unwrap_or_default().to_owned();
    let answer = signer(world, parts, body, now).and_then(|caller| {
        let call = Call {
            world,
            caller,
            parameters,
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

/// Whose signature it is. No operation here may be asked without one.
fn signer(
    world: &World,
    parts: &Parts,
    body: &Bytes,
    now: SystemTime,
) -> Result<Principal, Refusal> {
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
    world
        .principal(&signed.access_key_id, signed.session_token.as_deref(), now)
        .map_err(|error| match error {
            TokenError::Expired => Refusal::new(
                403,
                "ExpiredToken",
                "The security token included in the request is expired",
            ),
            _ => invalid(),
        })
}

fn check_clock(date: OffsetDateTime, now: SystemTime) -> Result<(), Refusal> {
    let now = OffsetDateTime::from(now);
    let text = |at: OffsetDateTime| at.format(&Rfc3339).unwrap_or_default();
    let words = if now - date > SKEW {
        format!(
            "Signature expired: {} is now earlier than {}",
            text(date),
            text(now - SKEW)
        )
    } else if date - now > SKEW {
        format!(
            "Signature not yet current: {} is still later than {}",
            text(date),
            text(now + SKEW)
        )
    } else {
        return Ok(());
    };
    Err(Refusal::new(403, "SignatureDoesNotMatch", words))
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
        let keys = self.world.user_session(&self.caller, self.now + life);
        Ok(session_elements(&keys))
    }

    /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html>
    fn get_access_key_info(&self) -> Result<Answer, Refusal> {
        let id = self.parameters.required("AccessKeyId")?;
        let account = self.world.account_of(id).ok_or_else(|| {
            Refusal::new(400, "ValidationError", "Provided access key ID is invalid.")
        })?;
        Ok(element("Account", &account))
    }
}
