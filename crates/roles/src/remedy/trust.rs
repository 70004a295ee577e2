//! STS refuses a role: the caller's own policy, or the trust policy of the role.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html>

use serde_json::{Value, json};

use super::place::{Place, PolicyToAdd};
use super::statement::{self, allow};
use super::{administrator, blocked};
use crate::arn::{account_of, name_of, role_of};
use crate::denial::{Denial, PolicyType};
use crate::policy;
use crate::policy::trust::{OpenIdProvider, saml_provider};

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

pub(super) fn remedy(
    denial: &Denial,
    trusting: Option<Trusting<'_>>,
) -> Option<(String, Vec<PolicyToAdd>)> {
    match (denial.caller.as_deref(), trusting) {
        (Some(caller), trusting) => Some(assume_role(denial, caller, trusting)),
        (None, Some(Trusting::OpenId { issuer, client_id })) => {
            Some(web_identity(denial, issuer, client_id))
        }
        (None, Some(Trusting::Saml { acs, provider })) => Some(saml(denial, acs, provider)),
        (None, _) if denial.message.contains("assumed by root") => Some((
            "The root user of an account takes on no role. Use credentials of a user or a role."
                .to_owned(),
            Vec::new(),
        )),
        (None, _) => None,
    }
}

fn assume_role(
    denial: &Denial,
    caller: &str,
    trusting: Option<Trusting<'_>>,
) -> (String, Vec<PolicyToAdd>) {
    let principal = role_of(caller);
    let (name, target) = (name_of(&principal), name_of(&denial.resource));
    let own = PolicyToAdd {
        place: Place::Identity(Some(principal.clone())),
        document: statement::policy(&allow(denial)),
    };
    let mut statement = json!({
        "Effect": "Allow", "Principal": { "AWS": principal }, "Action": denial.action,
    });
    if let (
        Some(Trusting::Account {
            external_id: Some(id),
        }),
        "sts:AssumeRole",
    ) = (trusting, denial.action.as_str())
    {
        statement["Condition"] = json!({ "StringEquals": { "sts:ExternalId": id } });
    }
    let trust = trust_policy(denial, &statement);
    match denial.policy.as_ref() {
        Some(policy) if blocked::nothing_to_add(policy) => {
            (blocked::words(denial, policy), Vec::new())
        }
        Some(policy) if policy.kind == PolicyType::Trust => (
            format!(
                "{} has to add this statement to who may take on {target}.",
                administrator(&denial.resource)
            ),
            vec![trust],
        ),
        Some(policy) if policy.kind == PolicyType::Session => (
            format!(
                "The credentials of {name} were narrowed when they were made. Whoever makes them has to add this statement to their session policy."
            ),
            vec![PolicyToAdd {
                place: Place::Session,
                ..own
            }],
        ),
        Some(_) => (
            format!(
                "{} has to add this statement to what {name} may do.",
                administrator(&principal)
            ),
            vec![own],
        ),
        None => {
            let external_id = match trusting {
                Some(Trusting::Account {
                    external_id: Some(id),
                }) => format!(" with the external id {id}"),
                _ => String::new(),
            };
            (
                format!(
                    "{target} does not trust {name}{external_id}. {} has to add this statement to its trust policy. If it is there, a condition of that policy is not met, such as another external id or a code of an MFA device; and AWS may have left out that {name} itself is not allowed to, for which the second statement is.",
                    administrator(&denial.resource)
                ),
                vec![trust, own],
            )
        }
    }
}

fn web_identity(denial: &Denial, issuer: &str, client_id: &str) -> (String, Vec<PolicyToAdd>) {
    let provider = OpenIdProvider::of(issuer, &denial.resource);
    let key = provider.audience.as_str();
    let audience = said(denial, key).unwrap_or(client_id);
    let trust = trust_policy(denial, &provider.trust(audience));
    let words = format!(
        "{} has to let the trust policy of {} take this sign-in{}.",
        administrator(&denial.resource),
        name_of(&denial.resource),
        whose(denial, key),
    );
    (words, vec![trust])
}

/// What the sign-in says there.
fn said<'a>(denial: &'a Denial, key: &str) -> Option<&'a str> {
    let found = denial.says.iter().find(|(said, _)| said == key);
    found.map(|(_, value)| value.as_str())
}

/// What the policy's condition on `key` has to be.
fn whose(denial: &Denial, key: &str) -> String {
    said(denial, key).map_or_else(String::new, |value| format!(", whose {key} is {value}"))
}

fn saml(denial: &Denial, acs: &str, provider: Option<&str>) -> (String, Vec<PolicyToAdd>) {
    let named = saml_provider("NAME", &denial.resource);
    let audience = said(denial, "SAML:aud").unwrap_or(acs);
    let statement = policy::trust::saml(provider.unwrap_or(&named), audience);
    let trust = trust_policy(denial, &statement);
    let words = format!(
        "{} has to let the trust policy of {} take assertions that are posted to {acs}{}.",
        administrator(&denial.resource),
        name_of(&denial.resource),
        whose(denial, "SAML:aud"),
    );
    (words, vec![trust])
}

fn trust_policy(denial: &Denial, statement: &Value) -> PolicyToAdd {
    PolicyToAdd {
        place: Place::Trust(denial.resource.clone()),
        document: statement::policy(statement),
    }
}

/// AWS takes no token of this provider as it is set up in the role's account.
pub(super) fn token(denial: &Denial, trusting: Trusting<'_>) -> Option<String> {
    let account = account_of(&denial.resource);
    let has = |words: &str| denial.message.contains(words);
    match trusting {
        Trusting::OpenId { issuer, client_id } => {
            let provider = OpenIdProvider::of(issuer, &denial.resource).principal;
            if has("No OpenIDConnect provider") {
                Some(format!(
                    "Account {account} does not know this identity provider. An administrator there has to run: aws iam create-open-id-connect-provider --url {issuer} --client-id-list {client_id}"
                ))
            } else if has("Incorrect token audience") {
                Some(format!(
                    "The provider in account {account} does not know the client {client_id}. An administrator there has to run: aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn {provider} --client-id {client_id}"
                ))
            } else if has("thumbprint") {
                Some(format!(
                    "The certificate of {issuer} is not the one that account {account} was told of. An administrator there has to run: aws iam update-open-id-connect-provider-thumbprint --open-id-connect-provider-arn {provider} --thumbprint-list NEW"
                ))
            } else if has("not a valid JWT") {
                Some(format!(
                    "{issuer} gave no ID token that AWS can read. Its administrator has to check the application of Wardrobe there."
                ))
            } else {
                None
            }
        }
        Trusting::Saml { provider, .. } => {
            let named = provider.map_or("NAME", name_of);
            if has("signature invalid") || has("Issuer not present") {
                Some(format!(
                    "Account {account} holds other metadata of this identity provider than it has now. An administrator there has to run: aws iam update-saml-provider --saml-provider-arn {} --saml-metadata-document file://metadata.xml",
                    provider.unwrap_or("ARN")
                ))
            } else if has("provider doesn't exist") {
                Some(format!(
                    "Account {account} does not know this identity provider. An administrator there has to run: aws iam create-saml-provider --name {named} --saml-metadata-document file://metadata.xml"
                ))
            } else if has("required audience") {
                Some("Whoever looks after the identity provider has to set the audience of this application to urn:amazon:webservices.".to_owned())
            } else if has("RoleSessionName") || has("Source Identity") {
                Some("Whoever looks after the identity provider has to correct what it says of people in the attributes for AWS: 2 to 64 letters, digits and _+=,.@- each.".to_owned())
            } else {
                None
            }
        }
        Trusting::Account { .. } => None,
    }
}
