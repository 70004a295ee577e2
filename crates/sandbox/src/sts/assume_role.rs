//! AssumeRole.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>

use std::time::Duration;

use super::Call;
use super::answer::{Answer, Refusal, access_denied, element, session_elements};
use super::tags::Tags;
use crate::iam::{Context, Decision, Request, Role, Session, Via};

/// Roles of roles last no longer.
const CHAINED: Duration = Duration::from_secs(3600);
/// Characters of session policies and tags that AWS takes.
const PACKED: usize = 2048;

/// What a caller asks for, checked but not yet granted.
struct Asked<'a> {
    arn: &'a str,
    /// The account of the role.
    owner: &'a str,
    name: &'a str,
    external_id: Option<&'a str>,
    source_identity: Option<&'a str>,
    tags: Tags,
}

impl Call<'_> {
    pub(super) fn assume_role(&self) -> Result<Answer, Refusal> {
        let asked = self.asked()?;
        let life = self.parameters.duration(3600, 43_200)?;
        let (policies, size) = self.session_policies()?;
        let packed = packed(size, &asked.tags)?;
        self.refuse_mfa()?;
        // A role that is not there and one that does not trust the caller are
        // the same to the caller.
        let role = self
            .world
            .role(asked.arn)
            .ok_or_else(|| self.not_authorized("sts:AssumeRole", asked.arn))?;
        self.check_trust(&role, &asked)?;
        self.check_life(&role, life)?;
        let session = Session {
            name: asked.name.to_owned(),
            policies,
            tags: asked.tags.all(),
            transitive: asked.tags.transitive,
            source_identity: asked.source_identity.map(str::to_owned),
        };
        let (keys, who) = self.world.begin_session(&role, session, self.now, life);
        let user = element("AssumedRoleId", &who.user_id) + &element("Arn", &who.arn);
        let optional = |name, value: Option<String>| {
            value.map_or(String::new(), |value| element(name, &value))
        };
        Ok(format!(
            "<AssumedRoleUser>{user}</AssumedRoleUser>{}{}{}",
            session_elements(&keys),
            optional("PackedPolicySize", packed.map(|p| p.to_string())),
            optional("SourceIdentity", asked.source_identity.map(str::to_owned)),
        ))
    }

    fn asked(&self) -> Result<Asked<'_>, Refusal> {
        let parameters = &self.parameters;
        let arn = parameters.arn("RoleArn")?;
        let owner = account_of(arn)
            .ok_or_else(|| Refusal::new(400, "ValidationError", format!("{arn} is invalid")))?;
        parameters.required("RoleSessionName")?;
        let name = parameters.word("RoleSessionName", (2, 64), "+=,.@-")?;
        let external_id = parameters.word("ExternalId", (2, 1224), "+=,.@:/-")?;
        let wanted = parameters.word("SourceIdentity", (2, 64), "+=,.@-")?;
        // It stays through every further role, and nobody may change it.
        let inherited = self.inherited();
        if wanted.is_some() && inherited.is_some() && wanted != inherited {
            return Err(self.not_authorized("sts:SetSourceIdentity", arn));
        }
        Ok(Asked {
            arn,
            owner,
            name: name.unwrap_or_default(),
            external_id,
            source_identity: wanted.or(inherited),
            tags: self.tags()?,
        })
    }

    /// Whether trust policy and identity policies allow all that is asked.
    fn check_trust(&self, role: &Role, asked: &Asked<'_>) -> Result<(), Refusal> {
        let tagged = !asked.tags.given.is_empty() || !asked.tags.inherited.is_empty();
        let actions = [
            Some("sts:AssumeRole"),
            tagged.then_some("sts:TagSession"),
            asked.source_identity.map(|_| "sts:SetSourceIdentity"),
        ];
        for action in actions.into_iter().flatten() {
            let decision = self.world.authorize_trust(
                &role.trust,
                &Request {
                    principal: Some(&self.caller),
                    action,
                    resource: asked.arn,
                    resource_account: asked.owner,
                    context: self.trust_context(asked),
                },
            );
            if let Decision::Deny { message } = decision {
                return Err(access_denied(message));
            }
        }
        Ok(())
    }

    fn trust_context(&self, asked: &Asked<'_>) -> Context {
        let mut context = self.context.clone();
        let mut put = |key: &str, values: Vec<&str>| {
            let values: Vec<String> = values.into_iter().map(str::to_owned).collect();
            if !values.is_empty() {
                context.insert(key.to_owned(), values);
            }
        };
        put("sts:externalid", asked.external_id.into_iter().collect());
        put("sts:rolesessionname", vec![asked.name]);
        let identity = asked.source_identity.into_iter().collect();
        put("sts:sourceidentity", identity);
        for (key, value) in &asked.tags.given {
            put(
                &format!("aws:requesttag/{}", key.to_lowercase()),
                vec![value],
            );
        }
        let keys = |tags: &[_]| {
            let keys = tags.iter().map(|(key, _): &(String, String)| key.clone());
            keys.collect::<Vec<String>>()
        };
        for (name, keys) in [
            ("aws:tagkeys", keys(&asked.tags.given)),
            ("sts:transitivetagkeys", keys(&asked.tags.transitive)),
        ] {
            put(name, keys.iter().map(String::as_str).collect());
        }
        context
    }

    fn check_life(&self, role: &Role, life: Duration) -> Result<(), Refusal> {
        let chained = matches!(
            self.caller.via,
            Via::Role { .. } | Via::User { session: true }
        );
        let too_long = |message| Err(Refusal::new(400, "ValidationError", message));
        if chained && life > CHAINED {
            return too_long(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
            );
        }
        if life > role.max_session {
            return too_long(
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            );
        }
        Ok(())
    }

    fn inherited(&self) -> Option<&str> {
        match &self.caller.via {
            Via::Role {
                source_identity, ..
            } => source_identity.as_deref(),
            Via::User { .. } => None,
        }
    }

    fn not_authorized(&self, action: &str, arn: &str) -> Refusal {
        access_denied(format!(
            "User: {} is not authorized to perform: {action} on resource: {arn}",
            self.caller.arn
        ))
    }
}

/// How full policies and tags make the session in percent; `None` without any.
fn packed(policies: usize, tags: &Tags) -> Result<Option<usize>, Refusal> {
    let lengths = tags
        .given
        .iter()
        .map(|(key, value)| key.len() + value.len());
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

/// The account in the ARN of a role.
fn account_of(arn: &str) -> Option<&str> {
    let (account, resource) = arn.strip_prefix("arn:aws:iam::")?.split_once(':')?;
    let digits = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
    (digits && resource.len() > 5 && resource.starts_with("role/")).then_some(account)
}
