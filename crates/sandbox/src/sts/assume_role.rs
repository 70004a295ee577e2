//! AssumeRole.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>

use std::time::Duration;

use super::Call;
use super::answer::{Answer, Refusal, access_denied, role_elements};
use super::session_policies::packed;
use super::tags::{self, Tags};
use crate::iam::{Context, Decision, Request, Role, Session, Via};

/// Roles of roles last no longer.
const CHAINED: Duration = Duration::from_secs(3600);

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
        let (policies, size) = self.parameters.session_policies()?;
        let packed = packed(size, &asked.tags.given)?;
        let mfa = self.check_mfa()?;
        // A role that is not there and one that does not trust the caller are
        // the same to the caller.
        let role = self
            .world
            .role(asked.arn)
            .ok_or_else(|| self.not_authorized("sts:AssumeRole", asked.arn))?;
        self.check_trust(&role, &asked, mfa)?;
        self.check_life(&role, life)?;
        let session = Session {
            name: asked.name.to_owned(),
            policies,
            tags: asked.tags.all(),
            transitive: asked.tags.transitive,
            source_identity: asked.source_identity.map(str::to_owned),
        };
        let (keys, who) = self.world.begin_session(&role, session, self.now, life);
        Ok(role_elements(&keys, &who, packed, asked.source_identity))
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
    fn check_trust(&self, role: &Role, asked: &Asked<'_>, mfa: bool) -> Result<(), Refusal> {
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
                    context: self.trust_context(asked, mfa),
                },
            );
            if let Decision::Deny { message } = decision {
                return Err(access_denied(message));
            }
        }
        Ok(())
    }

    fn trust_context(&self, asked: &Asked<'_>, mfa: bool) -> Context {
        let mut context = self.context.clone();
        let mut put = |key: &str, values: Vec<&str>| {
            let values: Vec<String> = values.into_iter().map(str::to_owned).collect();
            if !values.is_empty() {
                context.insert(key.to_owned(), values);
            }
        };
        put("sts:externalid", asked.external_id.into_iter().collect());
        put("sts:rolesessionname", vec![asked.name]);
        if mfa {
            put("aws:multifactorauthpresent", vec!["true"]);
            put("aws:multifactorauthage", vec!["0"]);
        }
        let identity = asked.source_identity.into_iter().collect();
        put("sts:sourceidentity", identity);
        tags::describe(&asked.tags.given, &asked.tags.transitive, &mut context);
        context
    }

    fn check_life(&self, role: &Role, life: Duration) -> Result<(), Refusal> {
        let chained = matches!(
            self.caller.via,
            Via::Role { .. } | Via::User { session: true, .. }
        );
        if chained && life > CHAINED {
            return Err(Refusal::new(
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
            ));
        }
        within_role(role, life)
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

/// Whether the role allows sessions of this length.
pub(super) fn within_role(role: &Role, life: Duration) -> Result<(), Refusal> {
    match life > role.max_session {
        true => Err(Refusal::new(
            400,
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        )),
        false => Ok(()),
    }
}

/// The account in the ARN of a role.
pub(super) fn account_of(arn: &str) -> Option<&str> {
    let (account, resource) = arn.strip_prefix("arn:aws:iam::")?.split_once(':')?;
    let digits = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
    (digits && resource.len() > 5 && resource.starts_with("role/")).then_some(account)
}
