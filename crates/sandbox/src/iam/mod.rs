//! Identity and access management as data: who exists, what their policies
//! say, and the answer to "may this principal do that?".

use std::collections::BTreeMap;
use std::time::SystemTime;

/// Accounts, users, roles, policies and issued sessions. Cheap to clone; all
/// clones see the same live data.
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

type Users = BTreeMap<String, (String, Option<String>, Principal, Option<SystemTime>)>;
#[derive(Clone, Default)]
pub struct World { users: std::sync::Arc<std::sync::Mutex<Users>>, policies: std::sync::Arc<std::sync::Mutex<BTreeMap<String,String>>>, pub denied: std::sync::Arc<std::sync::Mutex<Vec<String>>> }
impl World {
    pub fn interim(&self, key: &str, secret: &str, token: Option<&str>, account: &str, until: Option<SystemTime>) {
        let p = Principal { account: account.into(), arn: format!("arn:aws:iam::{account}:user/x"), user_id: "AIDAX".into() };
        self.users.lock().unwrap().insert(key.into(), (secret.into(), token.map(str::to_owned), p, until));
    }
    pub fn secret(&self, id: &str) -> Option<String> { self.users.lock().unwrap().get(id).map(|u| u.0.clone()) }
    pub fn principal(&self, id: &str, token: Option<&str>, now: SystemTime) -> Result<Principal, TokenError> {
        let u = self.users.lock().unwrap(); let u = u.get(id).ok_or(TokenError::UnknownKey)?;
        match (&u.1, token) { (Some(_), None) => return Err(TokenError::MissingToken), (None, Some(_)) => return Err(TokenError::WrongToken), (Some(a), Some(b)) if a != b => return Err(TokenError::WrongToken), _ => {} }
        if u.3.is_some_and(|t| now > t) { return Err(TokenError::Expired); }
        Ok(u.2.clone())
    }
    pub fn authorize(&self, r: &Request<'_>) -> Decision {
        if self.denied.lock().unwrap().iter().any(|d| d == r.action || *d == format!("{} {}", r.action, r.resource)) || r.principal.is_none_or(|p| p.account != r.resource_account) { return Decision::Deny { message: format!("User: x is not authorized to perform: {} on resource: \"{}\" because no identity-based policy allows the {} action", r.action, r.resource, r.action) } }
        Decision::Allow
    }
    pub fn set_bucket_policy(&self, b: &str, p: Option<&str>) -> Result<(), String> { match p { Some(p) => self.policies.lock().unwrap().insert(b.into(), p.into()), None => self.policies.lock().unwrap().remove(b) }; Ok(()) }
    pub fn bucket_policy(&self, b: &str) -> Option<String> { self.policies.lock().unwrap().get(b).cloned() }
    pub fn expire_sessions(&self) { for u in self.users.lock().unwrap().values_mut() { if u.1.is_some() { u.3 = Some(SystemTime::UNIX_EPOCH) } } }
}
