//! Roles for those whom an identity provider vouches for: what such requests,
//! which nobody signs, have in common.

use std::time::{Duration, SystemTime};

use super::answer::{Answer, Refusal, access_denied, role_elements};
use super::assume_role::{account_of, within_role};
use super::parameters::Parameters;
use super::session_policies::packed;
use super::tags;
use crate::iam::{Context, Policy, Session, Tag, World};

/// A request that nobody signed.
pub(super) struct Unsigned<'a> {
    pub world: &'a World,
    pub parameters: Parameters,
    pub context: Context,
    pub now: SystemTime,
}

/// What a provider says of somebody, verified.
pub(super) struct Vouched {
    /// The provider's ARN.
    pub provider: String,
    /// What it says for trust policies to see, names in lower case.
    pub keys: Context,
    /// The session's name.
    pub name: String,
    pub tags: Vec<Tag>,
    /// Those of the tags that go on into further roles.
    pub transitive: Vec<Tag>,
    pub source_identity: Option<String>,
    /// The session ends no later.
    pub end: Option<SystemTime>,
}

/// What the parameters of such a request ask for.
pub(super) struct Asked<'a> {
    /// The role.
    pub arn: &'a str,
    /// Its account.
    pub account: &'a str,
    life: Duration,
    policies: Vec<Policy>,
    size: usize,
}

impl Unsigned<'_> {
    /// Reads what is asked for, before anybody looks at who asks.
    pub fn asked(&self) -> Result<Asked<'_>, Refusal> {
        let arn = self.parameters.arn("RoleArn")?;
        let account = account_of(arn)
            .ok_or_else(|| Refusal::new(400, "ValidationError", "Request ARN is invalid"))?;
        let life = self.parameters.duration(3600, 43_200)?;
        let (policies, size) = self.parameters.session_policies()?;
        Ok(Asked {
            arn,
            account,
            life,
            policies,
            size,
        })
    }

    /// Begins a session if the role trusts the provider and what it says.
    /// `action` is that of the request, such as `sts:AssumeRoleWithSAML`.
    pub fn grant(
        &self,
        asked: Asked<'_>,
        action: &str,
        vouched: Vouched,
    ) -> Result<Answer, Refusal> {
        let packed = packed(asked.size, &vouched.tags)?;
        // A role that is not there and one that does not trust are the same to
        // the caller.
        let no = |action: &str| access_denied(format!("Not authorized to perform {action}"));
        let role = self.world.role(asked.arn).ok_or_else(|| no(action))?;
        let context = self.trust_context(&vouched);
        let identity = vouched.source_identity.as_deref();
        let actions = [
            Some(action),
            (!vouched.tags.is_empty()).then_some("sts:TagSession"),
            identity.map(|_| "sts:SetSourceIdentity"),
        ];
        for action in actions.into_iter().flatten() {
            let provider = &vouched.provider;
            if !role.trust.lets_federated(provider, action, &context) {
                return Err(no(action));
            }
        }
        within_role(&role, asked.life)?;
        let left = vouched.end.map(|end| end.duration_since(self.now));
        let life = left.map_or(asked.life, |left| left.unwrap_or_default().min(asked.life));
        let session = Session {
            name: vouched.name,
            policies: asked.policies,
            tags: vouched.tags,
            transitive: vouched.transitive,
            source_identity: vouched.source_identity.clone(),
        };
        let (keys, who) = self.world.begin_session(&role, session, self.now, life);
        let identity = vouched.source_identity.as_deref();
        Ok(role_elements(&keys, &who, packed, identity))
    }

    fn trust_context(&self, vouched: &Vouched) -> Context {
        let mut context = self.context.clone();
        context.extend(vouched.keys.clone());
        tags::describe(&vouched.tags, &vouched.transitive, &mut context);
        let name = vec![vouched.name.clone()];
        context.insert("sts:rolesessionname".to_owned(), name);
        if let Some(identity) = &vouched.source_identity {
            let identity = vec![identity.clone()];
            context.insert("sts:sourceidentity".to_owned(), identity);
        }
        context
    }
}
