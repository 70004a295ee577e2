//! The policies that narrow a session.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session>

use super::Call;
use super::answer::Refusal;
use crate::iam::{Kind, Policy, managed};

/// How many managed policies a session may be given.
const MOST: usize = 10;

impl Call<'_> {
    /// The session policies, and how many characters they take.
    pub(super) fn session_policies(&self) -> Result<(Vec<Policy>, usize), Refusal> {
        let malformed = |reason| Refusal::new(400, "MalformedPolicyDocument", reason);
        let mut policies = Vec::new();
        let mut size = 0;
        if let Some(text) = self.parameters.policy("Policy")? {
            size += text.chars().count();
            policies.push(Policy::parse(Kind::Identity, text).map_err(malformed)?);
        }
        let arns = self.parameters.list("PolicyArns", ".arn");
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
