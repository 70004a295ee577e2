//! The places credentials come from, one small file each.

pub(crate) mod account;
mod container;
mod duration;
mod environment;
pub(crate) mod identity_provider;
mod instance;
mod profile;
pub(crate) mod saml;
pub(crate) mod service;
mod sign_in;
pub(crate) mod temporary;
mod web_identity;

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_sts::types::PolicyDescriptorType;
use serde::{Deserialize, Serialize};

use crate::{RoleError, SessionLimits, SourceName};

/// What one source said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Which.
    pub source: SourceName,
    /// What came of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What came of asking a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// It gave the credentials in use.
    Used,
    /// It is not set up here, so the next one is asked.
    Absent {
        /// What was looked for.
        reason: String,
    },
    /// It is set up and does not work, so no other is asked.
    Failed {
        /// What went wrong.
        reason: String,
    },
}

/// A source that is set up, or why there is none.
enum Found {
    Provider(SharedCredentialsProvider),
    Absent(String),
    Failed(String),
}

/// Long-lived keys have no session token. We hold none, whoever offers them.
fn refuse_long_lived(credentials: &Credentials, place: &str) -> Result<(), String> {
    match credentials.session_token() {
        Some(_) => Ok(()),
        None => Err(format!(
            "{place} holds a long-lived access key ({}), which Wardrobe does not use; let it assume a role",
            credentials.access_key_id()
        )),
    }
}

/// What STS has handed out.
fn issued(
    given: Option<aws_sdk_sts::types::Credentials>,
    name: &'static str,
) -> Result<Credentials, RoleError> {
    let given = given.ok_or_else(|| RoleError::Unreachable {
        message: "STS answered without credentials".to_owned(),
    })?;
    Ok(Credentials::new(
        given.access_key_id,
        given.secret_access_key,
        Some(given.session_token),
        SystemTime::try_from(given.expiration).ok(),
        name,
    ))
}

/// The managed policies that narrow a session, as STS takes them.
fn policy_arns(limits: &SessionLimits) -> Option<Vec<PolicyDescriptorType>> {
    let arns = limits.policy_arns.iter();
    let arns = arns.map(|arn| PolicyDescriptorType::builder().arn(arn).build());
    (!limits.policy_arns.is_empty()).then(|| arns.collect())
}
