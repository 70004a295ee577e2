//! Session tags.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>

use super::Call;
use super::answer::Refusal;
use super::parameters::{self, too_many};
use crate::iam::{Context, Tag, Via};

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

/// What trust policies see of the tags that a session is to be given.
pub(super) fn describe(given: &[Tag], transitive: &[Tag], context: &mut Context) {
    for (key, value) in given {
        let name = format!("aws:requesttag/{}", key.to_lowercase());
        context.insert(name, vec![value.clone()]);
    }
    for (name, tags) in [
        ("aws:tagkeys", given),
        ("sts:transitivetagkeys", transitive),
    ] {
        let keys: Vec<String> = tags.iter().map(|(key, _)| key.clone()).collect();
        if !keys.is_empty() {
            context.insert(name.to_owned(), keys);
        }
    }
}

impl Call<'_> {
    pub(super) fn tags(&self) -> Result<Tags, Refusal> {
        let given = self.given()?;
        let inherited: Vec<Tag> = match &self.caller.via {
            Via::Role { transitive, .. } => transitive.to_vec(),
            Via::User { .. } => Vec::new(),
        };
        if given.iter().any(|(key, _)| of(&inherited, key).is_some()) {
            return Err(invalid(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
            ));
        }
        let mut transitive = inherited.clone();
        let keys = self.parameters.list("TransitiveTagKeys", "");
        transitive.extend(named(&given, &keys)?);
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
            tags.push((key.to_owned(), value.to_owned()));
        }
        check_twice(&tags)?;
        Ok(tags)
    }
}

/// Checks tags that come from an identity provider.
pub(super) fn check(tags: &[Tag]) -> Result<(), Refusal> {
    if tags.len() > MOST {
        return Err(too_many("tags", MOST));
    }
    for (key, value) in tags {
        parameters::check_tag("tags.member.key", key, (1, 128))?;
        parameters::check_tag("tags.member.value", value, (0, 256))?;
    }
    check_twice(tags)
}

/// The tags of these keys, which must be there.
pub(super) fn named(tags: &[Tag], keys: &[&str]) -> Result<Vec<Tag>, Refusal> {
    let missing =
        || invalid("The specified transitive tag key must be included in the requested tags.");
    let tag = |key: &&str| of(tags, key).ok_or_else(missing);
    keys.iter().map(tag).collect()
}

fn of(tags: &[Tag], key: &str) -> Option<Tag> {
    let mut same = tags.iter().filter(|(k, _)| is_same(k, key));
    same.next().cloned()
}

fn check_twice(tags: &[Tag]) -> Result<(), Refusal> {
    let again = |(n, (key, _)): (usize, &Tag)| of(&tags[..n], key).is_some();
    match tags.iter().enumerate().any(again) {
        true => Err(invalid(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
        )),
        false => Ok(()),
    }
}

fn is_same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn invalid(message: &str) -> Refusal {
    Refusal::new(400, "InvalidParameterValue", message)
}
