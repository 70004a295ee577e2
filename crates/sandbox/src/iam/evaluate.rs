//! May this principal do that? All policies that bear on it, in AWS's order.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

use std::time::SystemTime;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::policy::{Question, Says};
use super::principals::Named;
use super::world::{Role, State};
use super::{Context, Decision, Policy, Principal, Request, Via, World};

/// The policies of a principal, taken together by kind.
struct Rights {
    identity: Vec<Policy>,
    boundary: Option<Policy>,
    session: Option<Vec<Policy>>,
}

impl World {
    /// Answers a question about a bucket or what is in it.
    pub fn authorize(&self, request: &Request<'_>) -> Decision {
        let state = self.read();
        let bucket = request
            .resource
            .strip_prefix("arn:aws:s3:::")
            .unwrap_or_default();
        let bucket = bucket.split('/').next().unwrap_or_default();
        let policy = state.buckets.get(bucket).map(|(_, policy)| policy);
        let context = filled(request);
        let question = question(request, &context);
        let resource = policy.map_or(Says::Nothing, |policy| policy.says(&question));
        let Some(principal) = request.principal else {
            return match resource {
                Says::Allow(Named::Directly) => Decision::Allow,
                _ => plain(),
            };
        };
        let inside = principal.account == request.resource_account;
        let refused = |reason: String| match inside {
            true => deny(
                principal,
                request.action,
                &format!("\"{}\"", request.resource),
                &reason,
            ),
            // Another account's reasons are its own.
            false => plain(),
        };
        match weigh(&rights(&state, principal), resource, inside, &question) {
            Ok(()) => Decision::Allow,
            Err(reason) => refused(reason),
        }
    }

    /// May `principal` use a key of this policy? Their own policies count only where
    /// the key trusts their account.
    /// <https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html>
    pub(super) fn authorize_by_key(&self, policy: &Policy, request: &Request<'_>) -> Decision {
        let Some(principal) = request.principal else {
            return plain();
        };
        let context = filled(request);
        let question = question(request, &context);
        let said = policy.says(&question);
        let inside = principal.account == request.resource_account;
        let trusted = inside && said != Says::Nothing;
        match weigh(&rights(&self.read(), principal), said, trusted, &question) {
            Ok(()) => Decision::Allow,
            Err(reason) => {
                let reason = match inside {
                    true => &reason,
                    false => {
                        " because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access"
                    }
                };
                deny(principal, request.action, request.resource, reason)
            }
        }
    }

    /// May `principal` do `action` on the role whose trust policy is `trust`?
    pub(crate) fn authorize_trust(&self, trust: &Policy, request: &Request<'_>) -> Decision {
        let state = self.read();
        let context = filled(request);
        let question = question(request, &context);
        let Some(principal) = request.principal else {
            return plain();
        };
        let inside = principal.account == request.resource_account;
        let trusted = trust.says(&question);
        let refused = |reason: &str| deny(principal, request.action, request.resource, reason);
        // Who is not trusted learns nothing about the role.
        if !matches!(trusted, Says::Allow(_)) {
            return refused("");
        }
        match weigh(&rights(&state, principal), trusted, inside, &question) {
            Ok(()) => Decision::Allow,
            Err(reason) => refused(&reason),
        }
    }
}

/// What the policies are asked, in this context.
fn question<'a>(request: &'a Request<'a>, context: &'a Context) -> Question<'a> {
    Question {
        principal: request.principal,
        federated: None,
        action: request.action,
        resource: request.resource,
        context,
    }
}

fn weigh(
    rights: &Rights,
    resource: Says,
    inside: bool,
    question: &Question<'_>,
) -> Result<(), String> {
    let identity = together(&rights.identity, question);
    let boundary = rights.boundary.as_ref().map(|policy| policy.says(question));
    let session = rights
        .session
        .as_ref()
        .map(|policies| together(policies, question));
    let explicit = [
        (Some(identity), "an identity-based policy"),
        (Some(resource), "a resource-based policy"),
        (boundary, "a permissions boundary"),
        (session, "a session policy"),
    ];
    for (said, which) in explicit {
        if said == Some(Says::Deny) {
            return Err(format!(" with an explicit deny in {which}"));
        }
    }
    let action = question.action;
    let lacking = |kind: &str| Err(format!(" because no {kind} allows the {action} action"));
    let own = matches!(identity, Says::Allow(_));
    let granted = match (resource, inside) {
        (Says::Allow(Named::AsSession), true) => return Ok(()),
        (Says::Allow(Named::Directly), true) => true,
        (_, true) => own,
        (Says::Allow(_), false) => own,
        (_, false) => return lacking("resource-based policy"),
    };
    if !granted {
        return lacking("identity-based policy");
    }
    if boundary == Some(Says::Nothing) {
        return lacking("permissions boundary");
    }
    if session == Some(Says::Nothing) {
        return lacking("session policy");
    }
    Ok(())
}

fn together(policies: &[Policy], question: &Question<'_>) -> Says {
    let mut said = Says::Nothing;
    for policy in policies {
        match policy.says(question) {
            Says::Deny => return Says::Deny,
            Says::Nothing => {}
            allow => said = allow,
        }
    }
    said
}

fn rights(state: &State, principal: &Principal) -> Rights {
    match &principal.via {
        Via::User { .. } => Rights {
            identity: state
                .users
                .get(&principal.arn)
                .map(|u| u.policies.clone())
                .unwrap_or_default(),
            boundary: None,
            session: None,
        },
        Via::Role { role, session, .. } => {
            let role = state.roles.get(role);
            Rights {
                identity: role.map(Role::granted).unwrap_or_default(),
                boundary: role.and_then(|r| r.boundary.clone()),
                session: (!session.is_empty()).then(|| session.to_vec()),
            }
        }
    }
}

/// The context of the request with what AWS itself knows of the principal.
fn filled(request: &Request<'_>) -> Context {
    let mut context = request.context.clone();
    let mut put = |name: &str, value: &str| {
        context.insert(name.to_lowercase(), vec![value.to_owned()]);
    };
    // A code of a device came with the request.
    let code_shown = request.context.contains_key("aws:multifactorauthpresent");
    put("aws:ResourceAccount", request.resource_account);
    let Some(principal) = request.principal else {
        put("aws:PrincipalType", "Anonymous");
        put("aws:userid", "anonymous");
        return context;
    };
    put("aws:PrincipalAccount", &principal.account);
    put("aws:userid", &principal.user_id);
    let begun = principal.since.map(OffsetDateTime::from);
    if let Some(begun) = begun.and_then(|at| at.format(&Rfc3339).ok()) {
        put("aws:TokenIssueTime", &begun);
    }
    match &principal.via {
        Via::User { session, mfa } => {
            put("aws:PrincipalArn", &principal.arn);
            put("aws:PrincipalType", "User");
            put(
                "aws:username",
                principal.arn.rsplit('/').next().unwrap_or_default(),
            );
            // Absent, not false, with long-lived keys.
            if *session && !code_shown {
                put("aws:MultiFactorAuthPresent", &mfa.is_some().to_string());
            }
            if let Some(shown) = mfa
                && !code_shown
            {
                let now = request.context.get("aws:epochtime");
                let now = now.and_then(|now| now.first()?.parse::<u64>().ok());
                let shown = shown.duration_since(SystemTime::UNIX_EPOCH);
                let age = now
                    .unwrap_or_default()
                    .saturating_sub(shown.unwrap_or_default().as_secs());
                put("aws:MultiFactorAuthAge", &age.to_string());
            }
        }
        Via::Role {
            role,
            tags,
            source_identity,
            ..
        } => {
            put("aws:PrincipalArn", role);
            put("aws:PrincipalType", "AssumedRole");
            put("aws:MultiFactorAuthPresent", "false");
            for (key, value) in tags.iter() {
                put(&format!("aws:PrincipalTag/{key}"), value);
            }
            if let Some(identity) = source_identity {
                put("aws:SourceIdentity", identity);
            }
        }
    }
    context
}

fn deny(principal: &Principal, action: &str, resource: &str, reason: &str) -> Decision {
    let arn = &principal.arn;
    Decision::Deny {
        message: format!(
            "User: {arn} is not authorized to perform: {action} on resource: {resource}{reason}"
        ),
    }
}

fn plain() -> Decision {
    Decision::Deny {
        message: "Access Denied".to_owned(),
    }
}

#[cfg(test)]
mod tests;
