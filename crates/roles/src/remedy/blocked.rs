//! What no allow can lift: a deny, and the limits above what a role may do.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

use super::{administrator, owned};
use crate::arn::{account_of, role_of};
use crate::denial::{Denial, Policy, PolicyType};

/// Whether this policy has to be changed by whoever wrote it, in a way only they know.
pub(super) fn nothing_to_add(policy: &Policy) -> bool {
    policy.explicit
        || matches!(
            policy.kind,
            PolicyType::Boundary
                | PolicyType::ServiceControl
                | PolicyType::ResourceControl
                | PolicyType::VpcEndpoint
        )
}

/// Who has to change which policy.
pub(super) fn words(denial: &Denial, policy: &Policy) -> String {
    let caller = role_of(denial.caller.as_deref().unwrap_or_default());
    let who = denial.who();
    let organization = match policy.arn.as_deref().map(account_of) {
        Some(account) if !account.is_empty() => {
            format!("An administrator of the AWS organization (account {account})")
        }
        _ => "An administrator of the AWS organization".to_owned(),
    };
    let (responsible, which) = match policy.kind {
        PolicyType::Identity => (administrator(&caller), format!("the policy of {who}")),
        PolicyType::Boundary => (
            administrator(&caller),
            format!("the permissions boundary of {who}"),
        ),
        PolicyType::Trust => (
            administrator(&denial.resource),
            "the role's trust policy".to_owned(),
        ),
        PolicyType::Resource => (
            format!("Whoever looks after {}", owned(denial)),
            "its policy".to_owned(),
        ),
        PolicyType::Session => (
            "Whoever makes these credentials".to_owned(),
            "their session policy".to_owned(),
        ),
        PolicyType::ServiceControl => (organization, "the service control policy".to_owned()),
        PolicyType::ResourceControl => (organization, "the resource control policy".to_owned()),
        PolicyType::VpcEndpoint => (
            "Whoever looks after the network of this server".to_owned(),
            "the policy of its VPC endpoint".to_owned(),
        ),
    };
    let named = match &policy.arn {
        Some(arn) => format!("{which} ({arn})"),
        None => which,
    };
    if policy.explicit {
        format!(
            "{responsible} has to change {named}, which denies it: whatever else allows it, a deny wins."
        )
    } else {
        format!(
            "{responsible} has to let {named} allow {} on {}: it sets the limit, and no other policy goes beyond it.",
            denial.action, denial.resource
        )
    }
}
