//! What would lift a refusal: who must do what, and the least policy for it. Never an
//! allow that would not help, and never wider than what was refused.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html>

mod blocked;
pub(crate) mod forms;
mod other;
mod permissions;
mod place;
pub(crate) mod statement;
mod trust;

pub use forms::Forms;
pub use place::{Place, PolicyToAdd};
pub use trust::Trusting;

use crate::arn::{account_of, name_of};
use crate::denial::{Denial, Meaning, Service};

/// What would lift a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// A sentence or two: who has to do what.
    pub words: String,
    /// The statements to add, each with where it belongs.
    pub policies: Vec<PolicyToAdd>,
    /// All of it, to send to whoever can do it.
    pub message: String,
}

/// What would lift `denial`, if somebody can. `trusting` is what the role's trust
/// policy may insist on, where it was a role that was refused.
pub fn remedy(denial: &Denial, trusting: Option<Trusting<'_>>) -> Option<Remedy> {
    let (words, policies) = match (denial.meaning, denial.service) {
        (Meaning::Denied | Meaning::NotTrusted, Service::Sts) => trust::remedy(denial, trusting)?,
        (Meaning::Denied | Meaning::Hidden | Meaning::Kms, Service::S3) => {
            permissions::remedy(denial)?
        }
        (Meaning::BadToken, _) => (trust::token(denial, trusting?)?, Vec::new()),
        _ => (other::words(denial)?, Vec::new()),
    };
    Some(Remedy {
        message: message(denial, &words, &policies),
        words,
        policies,
    })
}

/// A message for whoever can help, without a secret in it.
fn message(denial: &Denial, words: &str, policies: &[PolicyToAdd]) -> String {
    let mut text = format!("{}\n", denial.sentence());
    let facts = [
        ("Who", denial.caller.as_deref()),
        ("Action", Some(denial.action.as_str())),
        ("Resource", Some(denial.resource.as_str())),
        ("AWS says", Some(denial.message.as_str())),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact.filter(|fact| !fact.is_empty()) {
            text.push_str(&format!("\n{name}: {fact}"));
        }
    }
    for (key, value) in &denial.says {
        text.push_str(&format!("\nThe sign-in's {key}: {value}"));
    }
    text.push_str(&format!("\n\nWhat would help: {words}\n"));
    for policy in policies {
        text.push_str(&format!(
            "\nTo add to {}:\n{}\n",
            policy.place,
            policy.text()
        ));
    }
    text
}

/// "An administrator of account 1", or of whatever account it is.
fn administrator(arn: &str) -> String {
    match account_of(arn) {
        "" => "An administrator of its account".to_owned(),
        account => format!("An administrator of account {account}"),
    }
}

/// The bucket or key that was refused, by name.
fn owned(denial: &Denial) -> String {
    match crate::arn::bucket_and_key(&denial.resource) {
        Some((bucket, _)) => format!("the bucket {bucket}"),
        None if denial.meaning == Meaning::Kms => match denial.resource.as_str() {
            "*" => "the key that encrypts it".to_owned(),
            key => format!("the key {}", name_of(key)),
        },
        None => "it".to_owned(),
    }
}

#[cfg(test)]
mod tests;
