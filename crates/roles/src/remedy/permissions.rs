//! S3 refuses: the role, the bucket, the key or the session has to allow it.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html>

use serde_json::json;

use super::place::{Place, PolicyToAdd};
use super::statement::{allow, policy};
use super::{administrator, blocked, other, owned};
use crate::arn::{bucket_and_key, role_of};
use crate::denial::{Denial, Meaning, PolicyType};

pub(super) fn remedy(denial: &Denial) -> Option<(String, Vec<PolicyToAdd>)> {
    if denial.action.is_empty() {
        return None;
    }
    if let Some(words) = other::disabled_key(denial) {
        return Some((words, Vec::new()));
    }
    let who = denial.who();
    let principal = denial.caller.as_deref().map(role_of);
    let administrator = administrator(principal.as_deref().unwrap_or_default());
    let add = "has to add this statement to what";
    let found = match denial.policy.as_ref() {
        Some(policy) if blocked::nothing_to_add(policy) => {
            (blocked::words(denial, policy), Vec::new())
        }
        Some(policy) if policy.kind == PolicyType::Resource => (
            format!(
                "Whoever looks after {} has to add this statement to its policy.",
                owned(denial)
            ),
            resource_based(denial).into_iter().collect(),
        ),
        Some(policy) if policy.kind == PolicyType::Session => (
            format!(
                "These credentials were narrowed when they were made, to less than {who} may do. Whoever makes them has to add this statement to their session policy."
            ),
            vec![PolicyToAdd {
                place: Place::Session,
                document: identity(denial).document,
            }],
        ),
        Some(_) => (
            match identity(denial).place.permission_set() {
                Some(set) => format!(
                    "An administrator of IAM Identity Center {add} the permission set {set} allows."
                ),
                None if denial.meaning == Meaning::Hidden => format!(
                    "Ask whether it exists. To let S3 say so, {} {add} {who} may do.",
                    administrator.replacen("An", "an", 1)
                ),
                None => format!("{administrator} {add} {who} may do."),
            },
            vec![identity(denial)],
        ),
        // Across accounts, S3 does not say which of the two it is.
        None => (
            match place(denial) {
                Some(_) => format!(
                    "AWS does not say which policy refuses it: {who} has to be allowed to, and where {} is another account's, its policy has to allow it as well. If both do already, some policy denies it.",
                    owned(denial)
                ),
                None => format!("{administrator} {add} {who} may do."),
            },
            [Some(identity(denial)), resource_based(denial)]
                .into_iter()
                .flatten()
                .collect(),
        ),
    };
    Some(found)
}

fn identity(denial: &Denial) -> PolicyToAdd {
    PolicyToAdd {
        place: Place::Identity(denial.caller.as_deref().map(role_of)),
        document: policy(&allow(denial)),
    }
}

/// A bucket's or key's policy must say whom it lets in, so it takes a name.
fn resource_based(denial: &Denial) -> Option<PolicyToAdd> {
    let principal = role_of(denial.caller.as_deref()?);
    let place = place(denial)?;
    let mut statement = allow(denial);
    statement["Principal"] = json!({ "AWS": principal });
    // In a key's policy there is no other key.
    if matches!(place, Place::Key(_)) {
        statement["Resource"] = json!("*");
    }
    Some(PolicyToAdd {
        place,
        document: policy(&statement),
    })
}

/// What has a policy of its own: a bucket or a key.
fn place(denial: &Denial) -> Option<Place> {
    match bucket_and_key(&denial.resource) {
        Some((bucket, _)) if bucket != "*" => Some(Place::Bucket(bucket.to_owned())),
        None if denial.meaning == Meaning::Kms => Some(Place::Key(
            (denial.resource != "*").then(|| denial.resource.clone()),
        )),
        _ => None,
    }
}
