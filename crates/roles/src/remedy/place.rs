//! Where a statement belongs, and how much there is room for.

use std::fmt;

use serde_json::Value;

use crate::arn::{account_of, name_of};

/// A policy: of a new role, or whose statements have to be added to one that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyToAdd {
    /// Where it belongs.
    pub place: Place,
    /// The policy.
    pub document: Value,
}

/// Where a statement belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What a role or a user may do; without an ARN, whoever was refused.
    Identity(Option<String>),
    /// Who may take on the role of this ARN.
    Trust(String),
    /// What a role may do that is made along with it.
    NewIdentity(String),
    /// Who may take on a role that is made with it.
    NewTrust {
        /// Of the role.
        arn: String,
        /// The kind of machine on which the role is found, where there are several.
        on: Option<&'static str>,
    },
    /// Who may do what in the bucket of this name.
    Bucket(String),
    /// Who may use the key of this ARN, or the one that encrypts the object.
    Key(Option<String>),
    /// What these credentials are narrowed to.
    Session,
}

impl Place {
    /// How many characters a policy here may have, blanks not counted.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
    fn limit(&self) -> usize {
        match self {
            Self::Identity(Some(arn)) if arn.contains(":user/") => 2_048,
            Self::Identity(_) | Self::NewIdentity(_) => 10_240,
            Self::Trust(_) | Self::NewTrust { .. } | Self::Session => 2_048,
            Self::Bucket(_) => 20 * 1_024,
            Self::Key(_) => 32 * 1_024,
        }
    }

    /// The permission set of IAM Identity Center behind a role, whose own policies
    /// nobody can change.
    pub(super) fn permission_set(&self) -> Option<&str> {
        let Self::Identity(Some(arn)) = self else {
            return None;
        };
        let set = name_of(arn).strip_prefix("AWSReservedSSO_")?;
        set.rsplit_once('_').map(|(set, _)| set)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(set) = self.permission_set() {
            return write!(f, "the permission set {set} in IAM Identity Center");
        }
        match self {
            Self::Identity(Some(arn)) if arn.ends_with(":root") => {
                let account = account_of(arn);
                write!(
                    f,
                    "a permissions policy of whoever of account {account} it is"
                )
            }
            Self::Identity(Some(arn)) | Self::NewIdentity(arn) => {
                write!(f, "a permissions policy of {} ({arn})", name_of(arn))
            }
            Self::Identity(None) => f.write_str("a permissions policy of the role"),
            Self::Trust(arn) | Self::NewTrust { arn, on: None } => {
                write!(f, "the trust policy of {} ({arn})", name_of(arn))
            }
            Self::NewTrust { arn, on: Some(on) } => write!(
                f,
                "the trust policy of {} ({arn}), where it runs on {on}",
                name_of(arn)
            ),
            Self::Bucket(bucket) => write!(f, "the bucket policy of {bucket}"),
            Self::Key(Some(arn)) => write!(f, "the key policy of {arn}"),
            Self::Key(None) => f.write_str("the key policy of the key that encrypts it"),
            Self::Session => f.write_str("the session policy of these credentials"),
        }
    }
}

impl PolicyToAdd {
    /// The policy as it can be pasted: JSON, in the characters that IAM takes.
    pub fn text(&self) -> String {
        ascii(&format!("{:#}", self.document))
    }

    /// A sentence, if a policy in its place has no room even for this alone.
    pub fn too_long(&self) -> Option<String> {
        let (size, limit) = (line(&self.document).len(), self.place.limit());
        (size > limit).then(|| {
            format!(
                "This has {size} characters, and a policy there may have {limit}: name fewer places, or shorter beginnings of keys with * behind them."
            )
        })
    }
}

/// JSON on one line, in the characters that IAM takes.
pub(crate) fn line(json: &Value) -> String {
    ascii(&json.to_string())
}

/// IAM takes no character above U+00FF but as an escape of JSON's.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html>
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}
