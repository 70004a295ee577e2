//! The words in which AWS refuses, with and without the resource, quoted or not.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html>

/// A kind of policy that refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyType {
    /// Of a user, a group or a role.
    Identity,
    /// Of a bucket or a key.
    Resource,
    /// Of a role: who may take it on.
    Trust,
    /// Of these credentials alone.
    Session,
    /// The most that a user or role may ever do.
    Boundary,
    /// Of an organization: the most that its accounts may do.
    ServiceControl,
    /// Of an organization: the most that may be done to what its accounts own.
    ResourceControl,
    /// Of the way through a private network.
    VpcEndpoint,
}

impl PolicyType {
    /// As AWS says it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identity => "identity-based",
            Self::Resource => "resource-based",
            Self::Trust => "trust",
            Self::Session => "session",
            Self::Boundary => "permissions boundary",
            Self::ServiceControl => "service control",
            Self::ResourceControl => "resource control",
            Self::VpcEndpoint => "VPC endpoint",
        }
    }

    /// By the words between "a" or "no" and what follows. Where one policy passes
    /// on what another says, the last one named is it.
    fn read(words: &str) -> Option<Self> {
        let kinds = [
            ("identity-based", Self::Identity),
            ("resource-based", Self::Resource),
            ("role trust", Self::Trust),
            ("session", Self::Session),
            ("permissions boundary", Self::Boundary),
            ("service control", Self::ServiceControl),
            ("resource control", Self::ResourceControl),
            ("VPC endpoint", Self::VpcEndpoint),
        ];
        let last = kinds
            .into_iter()
            .filter_map(|(name, kind)| words.rfind(name).map(|at| (at, kind)))
            .max_by_key(|(at, _)| *at);
        last.map(|(_, kind)| kind)
    }
}

/// The policy that a refusal names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Of which kind.
    pub kind: PolicyType,
    /// Whether it says no; else nothing of its kind says yes.
    pub explicit: bool,
    /// Its ARN, which AWS names within an account or an organization.
    /// <https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns>
    pub arn: Option<String>,
}

impl Policy {
    /// The policy of a role that says who takes it on goes by either name.
    pub(super) fn of(mut self, action: &str) -> Self {
        if self.kind == PolicyType::Resource && action.starts_with("sts:") {
            self.kind = PolicyType::Trust;
        }
        self
    }
}

/// What stands in a refusal.
#[derive(Default)]
pub(super) struct Words<'a> {
    pub caller: Option<&'a str>,
    pub action: Option<&'a str>,
    pub resource: Option<&'a str>,
    pub policy: Option<Policy>,
}

impl<'a> Words<'a> {
    /// `User: CALLER is not authorized to perform: ACTION on resource: "RESOURCE"`
    /// and a reason; or `Not authorized to perform ACTION`.
    pub fn read(message: &'a str) -> Self {
        let Some((before, after)) = message.split_once(" is not authorized to perform: ") else {
            let action = message.strip_prefix("Not authorized to perform ");
            return Self {
                action: action.and_then(first_word),
                ..Self::default()
            };
        };
        let caller = before.split_once("User: ").map(|(_, caller)| caller.trim());
        let action = first_word(after);
        let rest = after.trim_start();
        let rest = rest.get(action.map_or(0, str::len)..).unwrap_or_default();
        let (resource, reason) = match rest.trim_start().strip_prefix("on resource: ") {
            Some(rest) => resource(rest),
            None => (None, rest),
        };
        Self {
            caller,
            action,
            resource,
            policy: policy(reason),
        }
    }
}

/// The resource, and what follows it. A key may hold anything, also the words that
/// follow it: in quotes, it goes to the last one.
fn resource(text: &str) -> (Option<&str>, &str) {
    if let Some(quoted) = text.strip_prefix('"')
        && let Some((resource, reason)) = quoted.rsplit_once('"')
    {
        return (Some(resource), reason);
    }
    let end = [" because ", " with an explicit deny"]
        .iter()
        .filter_map(|reason| text.find(reason))
        .min()
        .unwrap_or(text.len());
    let (resource, reason) = text.split_at(end);
    // `role files`, as IAM says it, is no ARN to go on with.
    let resource = resource.trim();
    let arn = resource == "*" || resource.starts_with("arn:");
    (Some(resource).filter(|_| arn), reason)
}

fn policy(reason: &str) -> Option<Policy> {
    let (words, explicit) = match reason.split_once("with an explicit deny in ") {
        Some((_, words)) => (words, true),
        None => {
            let (_, words) = reason.split_once("because ")?;
            let (words, _) = words.split_once(" allow").unwrap_or((words, ""));
            (words, false)
        }
    };
    let arn = reason.find("arn:").and_then(|at| {
        let arn = reason.get(at..)?.split_whitespace().next()?;
        Some(arn.trim_end_matches(['.', ',']).to_owned())
    });
    let named = words.split(": arn:").next().unwrap_or(words);
    let kind = PolicyType::read(named.split(", with policy").next().unwrap_or(named))?;
    Some(Policy {
        kind,
        explicit,
        arn,
    })
}

fn first_word(text: &str) -> Option<&str> {
    text.split_whitespace().next()
}

/// `the region 'us-east-1' is wrong; expecting 'eu-west-1'`.
pub(super) fn expected_region(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("expecting '")?;
    rest.split_once('\'').map(|(region, _)| region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_holds_the_words_of_a_refusal_is_a_key() {
        let key = r#"x" with an explicit deny in a service control policy "y because no z"#;
        let message = format!(
            "User: arn:aws:iam::1:user/a is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/{key}\" because no session policy allows the s3:GetObject action"
        );
        let words = Words::read(&message);
        assert_eq!(
            words.resource,
            Some(format!("arn:aws:s3:::b/{key}")).as_deref()
        );
        let policy = words.policy.expect("a policy");
        assert_eq!((policy.kind, policy.explicit), (PolicyType::Session, false));
    }

    #[test]
    fn a_policy_whose_name_is_another_kind_is_still_of_its_own() {
        let arn = "arn:aws:iam::1:policy/session-boundary";
        for between in [": ", ", with policy ARN: "] {
            let reason =
                format!(" with an explicit deny in an identity-based policy{between}{arn}");
            let policy = policy(&reason).expect("a policy");
            assert_eq!(policy.kind, PolicyType::Identity, "{reason}");
            assert_eq!(policy.arn.as_deref(), Some(arn));
        }
    }
}
