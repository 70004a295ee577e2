//! Session tags.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>

use super::Call;
use super::answer::Refusal;
use super::parameters::too_many;
use crate::iam::{Tag, Via};

/// How many tags a session may be given.
const MOST: usize = 50;

/// The tags of a request.
pub(super) struct Tags {
    /// As given.
    pub given: Vec<Tag>,
    /// Those that the caller's own session hands on.
    pub inherited: Vec<Tag>,
    /// Those of both that this session will hand on.
    pub transitive: Vec<Tag>,
}

impl Tags {
    /// All that the session will have.
    pub fn all(&self) -> Vec<Tag> {
        self.given.iter().chain(&self.inherited).cloned().collect()
    }
}

impl Call<'_> {
    pub(super) fn tags(&self) -> Result<Tags, Refusal> {
        let given = self.given()?;
        let inherited: Vec<Tag> = match &self.caller.via {
            Via::Role { transitive, .. } => transitive.to_vec(),
            Via::User { .. } => Vec::new(),
        };
        let of = |tags: &[Tag], key: &str| {
            let mut same = tags.iter().filter(|(k, _)| is_same(k, key));
            same.next().cloned()
        };
        if given.iter().any(|(key, _)| of(&inherited, key).is_some()) {
            return Err(invalid(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
            ));
        }
        let mut transitive = inherited.clone();
        for key in self.parameters.list("TransitiveTagKeys", "") {
            transitive.push(of(&given, key).ok_or_else(|| {
                invalid("The specified transitive tag key must be included in the requested tags.")
            })?);
        }
        Ok(Tags {
            given,
            inherited,
            transitive,
        })
    }

    fn given(&self) -> Result<Vec<Tag>, Refusal> {
        let keys = self.parameters.list("Tags", ".Key");
        if keys.len() > MOST {
            return Err(too_many("tags", MOST));
        }
        let mut tags: Vec<Tag> = Vec::new();
        for (n, key) in (1..).zip(keys) {
            self.parameters
                .tag(&format!("Tags.member.{n}.Key"), (1, 128))?;
            let value = self
                .parameters
                .tag(&format!("Tags.member.{n}.Value"), (0, 256))?;
            if tags.iter().any(|(other, _)| is_same(other, key)) {
                return Err(invalid(
                    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                ));
            }
            tags.push((key.to_owned(), value.to_owned()));
        }
        Ok(tags)
    }
}

fn is_same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn invalid(message: &str) -> Refusal {
    Refusal::new(400, "InvalidParameterValue", message)
}
