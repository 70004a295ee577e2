//! Walks the way to a role and to its files step by step, as the person who asks,
//! and says of each what it found, why it failed, and what would lift that.

mod bucket;
mod files;
mod role;
mod walk;

use serde::Serialize;
use utoipa::ToSchema;

use crate::error::ApiError;

pub(crate) use files::{PROBE, files};
pub use files::{Place, Wanted};
pub(crate) use role::{clock, role};
pub use walk::Walk;

/// One thing that was looked at.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Step {
    /// One word for programs: `server`, `provider`, `clock`, `credentials`, `role`,
    /// `caller`, `buckets`, `list`, `versions`, `encryption`, `read`, `cors`, `write`, `multipart` or `delete`.
    pub name: &'static str,
    /// What was looked at, for people.
    pub title: String,
    /// What came of it.
    pub state: State,
    /// What was found, in a sentence.
    pub words: String,
    /// What there is to know besides, by name.
    pub facts: Vec<Fact>,
    /// Why it failed, and what would lift that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ApiError>,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// As it should be.
    Passed,
    /// Something is wrong.
    Failed,
    /// Not looked at, for the reason that is given.
    Skipped,
}

/// Something there is to know, by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Fact {
    /// Such as `Session name`.
    pub name: String,
    /// Never a secret.
    pub value: String,
}

impl Step {
    fn new(
        name: &'static str,
        title: impl Into<String>,
        state: State,
        words: impl Into<String>,
    ) -> Self {
        Self {
            name,
            title: title.into(),
            state,
            words: words.into(),
            facts: Vec::new(),
            error: None,
        }
    }

    pub(crate) fn passed(
        name: &'static str,
        title: impl Into<String>,
        words: impl Into<String>,
    ) -> Self {
        Self::new(name, title, State::Passed, words)
    }

    pub(crate) fn skipped(
        name: &'static str,
        title: impl Into<String>,
        words: impl Into<String>,
    ) -> Self {
        Self::new(name, title, State::Skipped, words)
    }

    /// A step that failed so.
    pub fn failed(name: &'static str, title: impl Into<String>, error: ApiError) -> Self {
        Self {
            error: Some(error.clone()),
            ..Self::new(name, title, State::Failed, error.message)
        }
    }

    pub(crate) fn with(mut self, facts: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        self.facts
            .extend(facts.into_iter().map(|(name, value)| Fact {
                name: name.to_owned(),
                value,
            }));
        self
    }
}
