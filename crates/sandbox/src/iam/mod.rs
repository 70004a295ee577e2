//! Identity and access management as data: who exists, what their policies
//! say, and the answer to "may this principal do that?".

use std::collections::BTreeMap;
use std::time::SystemTime;

/// Accounts, users, roles, policies and issued sessions. Cheap to clone; all
/// clones see the same live data.
#[derive(Clone, Default)]
pub struct World {}

/// Who signed a request.
#[derive(Clone, Debug)]
pub struct Principal {
    /// The twelve-digit account the principal belongs to.
    pub account: String,
    /// As GetCallerIdentity names it.
    pub arn: String,
    /// The unique id, `AIDA…` or `AROA…:session-name`.
    pub user_id: String,
}

/// Why an access key and session token are not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenError {
    /// No such access key id.
    UnknownKey,
    /// Temporary credentials without their session token.
    MissingToken,
    /// A session token that does not belong to the key.
    WrongToken,
    /// The session has ended.
    Expired,
}

/// One question to the evaluator.
pub struct Request<'a> {
    /// `None` is an anonymous caller.
    pub principal: Option<&'a Principal>,
    /// Such as `s3:GetObject`.
    pub action: &'a str,
    /// The ARN acted upon.
    pub resource: &'a str,
    /// The account that owns the resource.
    pub resource_account: &'a str,
    /// Condition keys, names in lower case.
    pub context: BTreeMap<String, Vec<String>>,
}

/// The evaluator's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The request may go ahead.
    Allow,
    /// Refused, in AWS's words.
    Deny {
        /// The text of the AccessDenied error.
        message: String,
    },
}

impl World {
    /// The secret access key that belongs to an access key id.
    pub fn secret(&self, _access_key_id: &str) -> Option<String> {
        None
    }

    /// The principal behind an access key and its session token at `now`.
    pub fn principal(&self, _access_key_id: &str, _session_token: Option<&str>, _now: SystemTime) -> Result<Principal, TokenError> {
        Err(TokenError::UnknownKey)
    }

    /// Evaluates every policy that bears on the request.
    pub fn authorize(&self, _request: &Request<'_>) -> Decision {
        Decision::Deny { message: "Access Denied".into() }
    }

    /// Sets or removes the policy of a bucket; the error is AWS's message for MalformedPolicy.
    pub fn set_bucket_policy(&self, _bucket: &str, _policy: Option<&str>) -> Result<(), String> {
        Ok(())
    }

    /// The policy of a bucket, as it was put.
    pub fn bucket_policy(&self, _bucket: &str) -> Option<String> {
        None
    }

    /// Ends every issued session now.
    pub fn expire_sessions(&self) {}
}
