//! The places credentials come from, one small file each.

mod container;
mod environment;
mod instance;
mod profile;
pub(crate) mod service;
pub(crate) mod temporary;
mod web_identity;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use serde::{Deserialize, Serialize};

use crate::SourceName;

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
