//! What would lift a refusal of a role: whose policy has to say what.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html>

use serde_json::{Value, json};

use crate::RoleError;

/// What would lift a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// A sentence: who has to do what.
    pub words: String,
    /// The statements to add, each with where it belongs.
    pub policies: Vec<PolicyToAdd>,
}

/// A policy whose statements have to be added to one that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyToAdd {
    /// Where it belongs.
    pub place: String,
    /// The policy, as it can be pasted.
    pub document: Value,
}

/// On what a role's trust policy may insist.
#[derive(Clone, Copy, Debug)]
pub enum Trusting<'a> {
    /// Another role, with an external id where one is set.
    Account {
        /// `sts:ExternalId`.
        external_id: Option<&'a str>,
    },
    /// ID tokens of a provider.
    OpenId {
        /// As in the tokens.
        issuer: &'a str,
        /// Who the tokens are for.
        client_id: &'a str,
    },
    /// Assertions of a provider, posted to this address.
    Saml {
        /// `SAML:aud`.
        acs: &'a str,
        /// The provider's ARN, where the assertion named it.
        provider: Option<&'a str>,
    },
}

/// What would lift `error`, if it is a refusal that policies can lift.
pub fn remedy(error: &RoleError, trusting: Trusting<'_>) -> Option<Remedy> {
    let RoleError::Refused {
        action,
        resource,
        code,
        message,
        ..
    } = error
    else {
        return None;
    };
    match (trusting, code.as_str()) {
        (Trusting::Account { external_id }, "AccessDenied") => {
            assume_role(action, resource, message, external_id)
        }
        (Trusting::OpenId { issuer, client_id }, _) => {
            web_identity(resource, code, message, issuer, client_id)
        }
        (Trusting::Saml { acs, provider }, "AccessDenied") => Some(saml(resource, acs, provider)),
        _ => None,
    }
}

/// `User: CALLER is not authorized to perform: ACTION on resource: ROLE`, and a
/// reason where the caller's own policies are it.
fn assume_role(
    asked: &str,
    role: &str,
    message: &str,
    external_id: Option<&str>,
) -> Option<Remedy> {
    let caller = message.split_once("User: ")?.1;
    let (caller, rest) = caller.split_once(" is not authorized to perform: ")?;
    let action = rest.split_whitespace().next().unwrap_or(asked);
    let principal = role_of(caller);
    let name = principal.rsplit('/').next().unwrap_or(&principal);
    let target = role.rsplit('/').next().unwrap_or(role);
    let own = PolicyToAdd {
        place: format!("a permissions policy of {name} ({principal})"),
        document: policy(&[json!({
            "Effect": "Allow", "Action": action, "Resource": role,
        })]),
    };
    let trust = PolicyToAdd {
        place: format!("the trust policy of {target} ({role})"),
        document: policy(&trust_in(&principal, action, external_id)),
    };
    let refused = format!("{name} may not {action} on {target}.");
    Some(if message.contains("no identity-based policy allows") {
        Remedy {
            words: format!(
                "{refused} An administrator of account {} has to add this statement to what {name} may do.",
                account_of(&principal)
            ),
            policies: vec![own],
        }
    } else if message.contains("explicit deny") {
        Remedy {
            words: format!(
                "{refused} A policy denies it: it has to be changed, whatever else allows it."
            ),
            policies: Vec::new(),
        }
    } else {
        // AWS does not say which of the two it is.
        Remedy {
            words: format!(
                "{refused} Either {name} lacks the permission, or {target} does not trust it: both policies have to allow it."
            ),
            policies: vec![own, trust],
        }
    })
}

fn trust_in(principal: &str, action: &str, external_id: Option<&str>) -> Vec<Value> {
    let mut statement = json!({
        "Effect": "Allow", "Principal": { "AWS": principal }, "Action": action,
    });
    if let (Some(id), "sts:AssumeRole") = (external_id, action) {
        statement["Condition"] = json!({ "StringEquals": { "sts:ExternalId": id } });
    }
    vec![statement]
}

fn web_identity(
    role: &str,
    code: &str,
    message: &str,
    issuer: &str,
    client_id: &str,
) -> Option<Remedy> {
    let account = account_of(role);
    let host = issuer
        .split_once("://")
        .map_or(issuer, |(_, rest)| rest)
        .trim_end_matches('/');
    let provider = format!("arn:aws:iam::{account}:oidc-provider/{host}");
    let target = role.rsplit('/').next().unwrap_or(role);
    match code {
        "AccessDenied" => Some(Remedy {
            words: format!(
                "{target} does not trust this sign-in. An administrator of account {account} has to let its trust policy say so."
            ),
            policies: vec![PolicyToAdd {
                place: format!("the trust policy of {target} ({role})"),
                document: policy(&[json!({
                    "Effect": "Allow",
                    "Principal": { "Federated": provider },
                    "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"],
                    "Condition": { "StringEquals": { format!("{host}:aud"): client_id } },
                })]),
            }],
        }),
        "InvalidIdentityToken" if message.contains("No OpenIDConnect provider") => Some(Remedy {
            words: format!(
                "Account {account} does not know this identity provider. An administrator there has to run: aws iam create-open-id-connect-provider --url {issuer} --client-id-list {client_id}"
            ),
            policies: Vec::new(),
        }),
        "InvalidIdentityToken" if message.contains("Incorrect token audience") => Some(Remedy {
            words: format!(
                "The provider in account {account} does not know the client {client_id}. An administrator there has to run: aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn {provider} --client-id {client_id}"
            ),
            policies: Vec::new(),
        }),
        _ => None,
    }
}

fn saml(role: &str, acs: &str, provider: Option<&str>) -> Remedy {
    let account = account_of(role);
    let named = format!("arn:aws:iam::{account}:saml-provider/NAME");
    let target = role.rsplit('/').next().unwrap_or(role);
    Remedy {
        words: format!(
            "{target} does not trust this sign-in. An administrator of account {account} has to let its trust policy take assertions that are posted to {acs}."
        ),
        policies: vec![PolicyToAdd {
            place: format!("the trust policy of {target} ({role})"),
            document: policy(&[json!({
                "Effect": "Allow",
                "Principal": { "Federated": provider.unwrap_or(&named) },
                "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"],
                "Condition": { "StringEquals": { "SAML:aud": acs } },
            })]),
        }],
    }
}

fn policy(statements: &[Value]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statements })
}

/// The role behind a session's ARN, which policies name; of anybody else, their own.
/// AWS leaves the role's path out of it, which we cannot know.
fn role_of(caller: &str) -> String {
    let parts: Vec<&str> = caller.splitn(6, ':').collect();
    match parts[..] {
        ["arn", partition, "sts", _, account, name] => {
            let role = name.strip_prefix("assumed-role/").unwrap_or(name);
            let role = role.split('/').next().unwrap_or(role);
            format!("arn:{partition}:iam::{account}:role/{role}")
        }
        _ => caller.to_owned(),
    }
}

fn account_of(arn: &str) -> &str {
    arn.split(':').nth(4).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLE: &str = "arn:aws:iam::222222222222:role/partner-files";
    const CALLER: &str = "arn:aws:sts::111111111111:assumed-role/wardrobe/i-0abc";

    fn refused(action: &'static str, code: &str, message: &str) -> RoleError {
        RoleError::Refused {
            action,
            resource: ROLE.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
            request_id: None,
        }
    }

    fn account(message: &str, external_id: Option<&str>) -> Remedy {
        let error = refused("sts:AssumeRole", "AccessDenied", message);
        remedy(&error, Trusting::Account { external_id }).expect("a remedy")
    }

    #[test]
    fn the_callers_own_policy_lacks_it() {
        let found = account(
            &format!(
                "User: {CALLER} is not authorized to perform: sts:AssumeRole on resource: {ROLE} because no identity-based policy allows the sts:AssumeRole action"
            ),
            None,
        );
        assert!(
            found.words.contains("account 111111111111"),
            "{}",
            found.words
        );
        assert_eq!(
            found.policies[0].document,
            json!({ "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": ROLE },
            ]})
        );
        assert!(
            found.policies[0]
                .place
                .contains("arn:aws:iam::111111111111:role/wardrobe")
        );
        assert_eq!(found.policies.len(), 1);
    }

    #[test]
    fn without_a_reason_both_sides_are_shown_with_the_external_id() {
        let found = account(
            &format!(
                "User: {CALLER} is not authorized to perform: sts:AssumeRole on resource: {ROLE}"
            ),
            Some("id-1"),
        );
        let trust = &found.policies[1].document["Statement"][0];
        assert_eq!(
            trust["Principal"]["AWS"],
            "arn:aws:iam::111111111111:role/wardrobe"
        );
        assert_eq!(trust["Condition"]["StringEquals"]["sts:ExternalId"], "id-1");
    }

    #[test]
    fn the_action_that_was_refused_is_the_one_to_allow() {
        let found = account(
            &format!(
                "User: {CALLER} is not authorized to perform: sts:TagSession on resource: {ROLE}"
            ),
            Some("id-1"),
        );
        let trust = &found.policies[1].document["Statement"][0];
        assert_eq!(trust["Action"], "sts:TagSession");
        assert!(trust.get("Condition").is_none());
    }

    #[test]
    fn a_denial_is_not_lifted_by_allowing() {
        let found = account(
            &format!(
                "User: {CALLER} is not authorized to perform: sts:AssumeRole on resource: {ROLE} with an explicit deny in a service control policy"
            ),
            None,
        );
        assert!(found.policies.is_empty());
    }

    #[test]
    fn a_sign_in_that_is_not_trusted_names_its_conditions() {
        let action = "sts:AssumeRoleWithWebIdentity";
        let error = refused(
            action,
            "AccessDenied",
            "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        );
        let trusting = Trusting::OpenId {
            issuer: "https://idp.example.com/realms/corp",
            client_id: "wardrobe",
        };
        let found = remedy(&error, trusting).expect("a remedy");
        let trust = &found.policies[0].document["Statement"][0];
        assert_eq!(
            trust["Principal"]["Federated"],
            "arn:aws:iam::222222222222:oidc-provider/idp.example.com/realms/corp"
        );
        assert_eq!(
            trust["Condition"]["StringEquals"]["idp.example.com/realms/corp:aud"],
            "wardrobe"
        );
        let error = refused(action, "InvalidIdentityToken", "Incorrect token audience");
        let found = remedy(&error, trusting).expect("a remedy");
        assert!(
            found
                .words
                .contains("add-client-id-to-open-id-connect-provider")
        );
        let error = refused(
            "sts:AssumeRoleWithSAML",
            "AccessDenied",
            "Not authorized to perform sts:AssumeRoleWithSAML",
        );
        let acs = "https://files.example.com/saml/acs";
        let found = remedy(
            &error,
            Trusting::Saml {
                acs,
                provider: None,
            },
        )
        .expect("a remedy");
        assert!(found.policies[0].document.to_string().contains(acs));
    }
}
