//! The shape of the table, and its chapters.

pub use wardrobe_roles::Meaning;
pub use wardrobe_roles::denial::{PolicyType, Service};

use crate::{machines, policies, tokens};

/// What AWS said once, and what we make of it.
pub struct Example {
    /// What is the matter, for people who look for it.
    pub title: &'static str,
    pub service: Service,
    /// What was tried.
    pub action: &'static str,
    /// On what.
    pub resource: &'static str,
    pub status: Option<u16>,
    pub code: Option<&'static str>,
    pub message: &'static str,
    /// `x-amz-bucket-region`.
    pub region: Option<&'static str>,
    pub meaning: Meaning,
    /// The kind of policy that is named, and whether it denies.
    pub policy: Option<(PolicyType, bool)>,
    /// Where the remedy adds a statement.
    pub adds: &'static [&'static str],
}

/// Examples that belong together in the guide.
pub struct Chapter {
    pub title: &'static str,
    /// What they have in common.
    pub words: &'static str,
    pub examples: &'static [Example],
}

pub const CHAPTERS: [&Chapter; 9] = [
    &policies::LACKING,
    &policies::DENIED,
    &policies::PLAIN,
    &policies::ENCRYPTED,
    &policies::PROTECTED,
    &tokens::ROLES,
    &tokens::SIGN_INS,
    &tokens::CREDENTIALS,
    &machines::PLACES,
];

pub fn all() -> impl Iterator<Item = &'static Example> {
    CHAPTERS.into_iter().flat_map(|chapter| chapter.examples)
}

const OBJECT: &str = "arn:aws:s3:::amzn-s3-demo-bucket1/object-name";

/// S3's AccessDenied to reading an object.
pub const fn read(
    title: &'static str,
    message: &'static str,
    policy: Option<(PolicyType, bool)>,
    adds: &'static [&'static str],
) -> Example {
    let meaning = Meaning::Denied;
    Example {
        policy,
        adds,
        ..s3(
            title,
            "s3:GetObject",
            OBJECT,
            403,
            "AccessDenied",
            message,
            meaning,
        )
    }
}

/// Any answer of S3, without a policy in it.
pub const fn s3(
    title: &'static str,
    action: &'static str,
    resource: &'static str,
    status: u16,
    code: &'static str,
    message: &'static str,
    meaning: Meaning,
) -> Example {
    Example {
        title,
        service: Service::S3,
        action,
        resource,
        status: Some(status),
        code: Some(code),
        message,
        region: None,
        meaning,
        policy: None,
        adds: &[],
    }
}

/// An answer of STS about a role.
pub const fn sts(
    title: &'static str,
    action: &'static str,
    status: u16,
    code: &'static str,
    message: &'static str,
    meaning: Meaning,
) -> Example {
    Example {
        service: Service::Sts,
        ..s3(
            title,
            action,
            "arn:aws:iam::222222222222:role/files",
            status,
            code,
            message,
            meaning,
        )
    }
}
