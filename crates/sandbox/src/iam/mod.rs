//! Identity and access management as data: who exists, what their policies
//! say, and the answer to "may this principal do that?".

mod conditions;
pub(crate) mod context;
mod evaluate;
mod kms;
pub(crate) mod managed;
mod mfa;
pub(crate) mod oidc_provider;
mod pattern;
mod policy;
mod principals;
mod saml_provider;
pub(crate) mod service;
mod sessions;
mod statement;
mod variables;
mod world;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

pub use kms::Key;
pub(crate) use kms::KeyRefusal;
pub use mfa::Mfa;
pub(crate) use mfa::MfaError;
pub use oidc_provider::OidcProvider;
pub use policy::{Kind, Policy};
pub use saml_provider::{NoMetadata, SamlProvider};
pub use sessions::{NoRole, Session, SessionKeys};
pub use world::{Role, User, World};

/// Condition keys in lower case, with their values.
pub type Context = BTreeMap<String, Vec<String>>;

/// A key and its value.
pub type Tag = (String, String);

/// Who signed a request.
#[derive(Clone, Debug)]
pub struct Principal {
    /// The twelve-digit account the principal belongs to.
    pub account: String,
    /// As GetCallerIdentity names it.
    pub arn: String,
    /// The unique id, `AIDA…` or `AROA…:session-name`.
    pub user_id: String,
    /// When the session began; `None` with long-lived keys.
    pub(crate) since: Option<SystemTime>,
    pub(crate) via: Via,
}

/// Where a principal's rights come from.
#[derive(Clone, Debug)]
pub(crate) enum Via {
    /// The policies of the user of this ARN; with a session, from
    /// GetSessionToken, and when a code of a device was shown for it.
    User {
        session: bool,
        mfa: Option<SystemTime>,
    },
    /// The policies of a role, within those of the session.
    Role {
        role: String,
        session: Arc<[Policy]>,
        tags: Arc<[Tag]>,
        /// Those that go on into further roles.
        transitive: Arc<[Tag]>,
        source_identity: Option<String>,
    },
}

impl Principal {
    /// The ARN of the role, when this is a session of one.
    pub fn role_arn(&self) -> Option<&str> {
        match &self.via {
            Via::User { .. } => None,
            Via::Role { role, .. } => Some(role),
        }
    }
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
    pub context: Context,
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
