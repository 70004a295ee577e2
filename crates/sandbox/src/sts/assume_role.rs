//! AssumeRole.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>

use std::time::Duration;

use super::Call;
use super::answer::{Answer, Refusal, access_denied, element, session_elements};
use crate::iam::{Context, Decision, Kind, Policy, Request, Session, Via, managed};

/// Roles of roles last no longer.
const CHAINED: Duration = Duration::from_secs(3600);
/// Characters of session policies that AWS takes.
const PACKED: usize = 2048;

impl Call<'_> {
    pub(super) fn assume_role(&self) -> Result<Answer, Refusal> {
        let parameters = &self.parameters;
        let arn = parameters.required("RoleArn")?;
        let owner = account_of(arn)
            .ok_or_else(|| Refusal::new(400, "ValidationError", format!("{arn} is invalid")))?;
        parameters.required("RoleSessionName")?;
        let name = parameters
            .word("RoleSessionName", (2, 64), "+=,.@-")?
            .unwrap_or_default();
        let external_id = parameters.word("ExternalId", (2, 1224), "+=,.@:/-")?;
        let source_identity = parameters.word("SourceIdentity", (2, 64), "+=,.@-")?;
        let life = parameters.duration(3600, 43_200)?;
        let (policies, packed) = self.session_policies()?;
        let tags = self.tags()?;

        let mut context = Context::new();
        let mut put = |key: &str, value: Option<&str>| {
            if let Some(value) = value {
                context.insert(key.to_owned(), vec![value.to_owned()]);
            }
        };
        put("sts:externalid", external_id);
        put("sts:rolesessionname", Some(name));
        put("sts:sourceidentity", source_identity);
        for (key, value) in &tags {
            put(
                &format!("aws:requesttag/{}", key.to_lowercase()),
                Some(value),
            );
        }
        if !tags.is_empty() {
            let keys = tags.iter().map(|(key, _)| key.clone()).collect();
            context.insert("aws:tagkeys".to_owned(), keys);
        }
        let mut actions = vec!["sts:AssumeRole"];
        actions.extend((!tags.is_empty()).then_some("sts:TagSession"));
        actions.extend(source_identity.map(|_| "sts:SetSourceIdentity"));
        // A role that is not there and one that does not trust the caller are
        // the same to the caller.
        let role = self
            .world
            .role(arn)
            .ok_or_else(|| self.not_authorized(arn))?;
        for action in actions {
            let decision = self.world.authorize_trust(
                &role.trust,
                &Request {
                    principal: Some(&self.caller),
                    action,
                    resource: arn,
                    resource_account: owner,
                    context: context.clone(),
                },
            );
            if let Decision::Deny { message } = decision {
                return Err(access_denied(message));
            }
        }
        let chained = matches!(
            self.caller.via,
            Via::Role { .. } | Via::User { session: true }
        );
        if chained && life > CHAINED {
            return Err(too_long(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
            ));
        }
        if life > role.max_session {
            return Err(too_long(
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            ));
        }
        let session = Session {
            name: name.to_owned(),
            policies,
            tags,
            source_identity: source_identity
                .map(str::to_owned)
                .or_else(|| self.inherited()),
        };
        let (keys, who) = self.world.begin_session(&role, session, self.now + life);
        let user = element("AssumedRoleId", &who.user_id) + &element("Arn", &who.arn);
        Ok(format!(
            "<AssumedRoleUser>{user}</AssumedRoleUser>{}{}",
            session_elements(&keys),
            packed.map_or(String::new(), |p| element(
                "PackedPolicySize",
                &p.to_string()
            ))
        ))
    }

    /// A source identity stays through every further role.
    fn inherited(&self) -> Option<String> {
        match &self.caller.via {
            Via::Role {
                source_identity, ..
            } => source_identity.clone(),
            Via::User { .. } => None,
        }
    }

    fn not_authorized(&self, arn: &str) -> Refusal {
        access_denied(format!(
            "User: {} is not authorized to perform: sts:AssumeRole on resource: {arn}",
            self.caller.arn
        ))
    }

    /// The session policies, and how full they make the session in percent.
    fn session_policies(&self) -> Result<(Vec<Policy>, Option<usize>), Refusal> {
        let malformed = |reason| Refusal::new(400, "MalformedPolicyDocument", reason);
        let mut policies = Vec::new();
        let mut size = 0;
        if let Some(text) = self.parameters.get("Policy") {
            size += text.len();
            policies.push(Policy::parse(Kind::Identity, text).map_err(malformed)?);
        }
        for arn in self.parameters.list("PolicyArns", ".arn") {
            size += arn.len();
            policies.push(managed::policy(arn).ok_or_else(|| {
                Refusal::new(
                    400,
                    "InvalidParameterValue",
                    format!("Policy {arn} does not exist."),
                )
            })?);
        }
        let percent = (size * 100).div_ceil(PACKED);
        if percent > 100 {
            return Err(Refusal::new(
                400,
                "PackedPolicyTooLarge",
                format!("Packed policy consumes {percent}% of allotted space"),
            ));
        }
        Ok((policies, (size > 0).then_some(percent)))
    }

    fn tags(&self) -> Result<Vec<(String, String)>, Refusal> {
        let keys = self.parameters.list("Tags", ".Key");
        let values = self.parameters.list("Tags", ".Value");
        let mut seen: Vec<String> = keys.iter().map(|key| key.to_lowercase()).collect();
        seen.sort_unstable();
        if seen.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Refusal::new(
                400,
                "InvalidParameterValue",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            ));
        }
        let pairs = keys.into_iter().zip(values);
        Ok(pairs
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect())
    }
}

fn too_long(message: &str) -> Refusal {
    Refusal::new(400, "ValidationError", message)
}

/// The account in the ARN of a role.
fn account_of(arn: &str) -> Option<&str> {
    let (account, resource) = arn.strip_prefix("arn:aws:iam::")?.split_once(':')?;
    let digits = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
    (digits && resource.len() > 5 && resource.starts_with("role/")).then_some(account)
}
