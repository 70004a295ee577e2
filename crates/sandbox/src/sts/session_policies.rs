//! The policies that narrow a session.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session>

use super::answer::Refusal;
use super::parameters::Parameters;
use crate::iam::{Kind, Policy, Tag, managed};

/// How many managed policies a session may be given.
const MOST: usize = 10;
/// Characters of session policies and tags that AWS takes.
const PACKED: usize = 2048;

impl Parameters {
    /// The session policies, and how many characters they take.
    pub(super) fn session_policies(&self) -> Result<(Vec<Policy>, usize), Refusal> {
        let malformed = |reason| Refusal::new(400, "MalformedPolicyDocument", reason);
        let mut policies = Vec::new();
        let mut size = 0;
        if let Some(text) = self.policy("Policy")? {
            size += text.chars().count();
            policies.push(Policy::parse(Kind::Identity, text).map_err(malformed)?);
        }
        let arns = self.list("PolicyArns", ".arn");
        if arns.len() > MOST {
            return Err(super::parameters::too_many("policyArns", MOST));
        }
        for arn in arns {
            size += arn.chars().count();
            policies.push(managed::policy(arn).ok_or_else(|| {
                Refusal::new(
                    400,
                    "InvalidParameterValue",
                    format!("Policy {arn} does not exist."),
                )
            })?);
        }
        Ok((policies, size))
    }
}

/// How full policies and tags make the session in percent; `None` without any.
pub(super) fn packed(policies: usize, tags: &[Tag]) -> Result<Option<usize>, Refusal> {
    let lengths = tags.iter().map(|(key, value)| key.len() + value.len());
    let size = policies + lengths.sum::<usize>();
    let percent = (size * 100).div_ceil(PACKED);
    if percent > 100 {
        return Err(Refusal::new(
            400,
            "PackedPolicyTooLarge",
            format!("Packed policy consumes {percent}% of allotted space"),
        ));
    }
    Ok((size > 0).then_some(percent))
}
