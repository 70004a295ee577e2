//! Roles for people who sign in elsewhere: their account has to know that provider,
//! and the role to trust what it says.

use std::collections::BTreeSet;

use super::trust::{OpenIdProvider, saml, saml_provider};
use super::{Needed, SignIn, UNKNOWN_ROLE, Wish};
use crate::Federated;
use crate::arn::account_of;
use crate::remedy::Place;
use crate::remedy::forms::{hcl, label, quoted};

/// An identity provider that an account has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderToAdd {
    /// What it is, and where: "the identity provider … in account …".
    pub title: String,
    /// A command for a shell with the AWS CLI.
    pub cli: String,
    /// Terraform with the AWS provider.
    pub terraform: String,
    /// A part of a CloudFormation template, in YAML.
    pub cloudformation: String,
}

/// Trust in the sign-in of `wish`, for each of `roles`.
pub(super) fn trust(wish: &Wish<'_>, role: &Federated, roles: &[String], needed: &mut Needed) {
    if roles == [UNKNOWN_ROLE] {
        needed.notes.push(format!("The sign-in says which roles there are: put the ARN of each where {UNKNOWN_ROLE} stands."));
    }
    let Some(sign_in) = wish.sign_in else { return };
    let known = known_to_aws(role, sign_in);
    let accounts: BTreeSet<&str> = roles.iter().map(|role| account_of(role)).collect();
    for account in accounts.iter().filter(|_| known.is_none()) {
        needed.providers.push(match sign_in {
            SignIn::OpenId { issuer, client_id } => openid(issuer, client_id, account),
            SignIn::Saml { name, .. } => of_saml(name, account),
        });
    }
    for arn in roles {
        let statement = match sign_in {
            SignIn::OpenId { issuer, client_id } => {
                let provider = match known {
                    Some(name) => OpenIdProvider::known(name),
                    None => OpenIdProvider::of(issuer, arn),
                };
                provider.trust(client_id)
            }
            SignIn::Saml { acs, name } => saml(&saml_provider(name, arn), acs),
        };
        needed.add(
            Place::NewTrust {
                arn: arn.clone(),
                on: None,
            },
            vec![statement],
        );
    }
    needed.notes.push(match sign_in {
        SignIn::OpenId { .. } => "This trusts everybody who can sign in to this application. To trust some of them, add a condition on who they are (…:sub, the key beside …:aud), or let the provider give the application to a group only: IAM knows no claim of groups.".to_owned(),
        SignIn::Saml { .. } => "Who gets which role, the identity provider says: in the attribute https://aws.amazon.com/SAML/Attributes/Role, as the ARN of the role, a comma and the ARN of the provider.".to_owned(),
    });
}

/// The providers that IAM trusts without having been told of them.
fn known_to_aws<'a>(role: &'a Federated, sign_in: SignIn<'_>) -> Option<&'a str> {
    match sign_in {
        SignIn::OpenId {
            issuer: "https://accounts.google.com",
            ..
        } => Some("accounts.google.com"),
        _ => role.provider_id.as_deref(),
    }
}

/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html>
fn openid(issuer: &str, client_id: &str, account: &str) -> ProviderToAdd {
    ProviderToAdd {
        title: format!("the identity provider {issuer} in account {account}"),
        cli: format!(
            "aws iam create-open-id-connect-provider --url {} --client-id-list {}",
            quoted(issuer),
            quoted(client_id)
        ),
        terraform: format!(
            "resource \"aws_iam_openid_connect_provider\" \"wardrobe\" {{\n  url            = {}\n  client_id_list = [{}]\n}}\n",
            hcl(issuer),
            hcl(client_id)
        ),
        cloudformation: format!(
            "WardrobeProvider:\n  Type: AWS::IAM::OIDCProvider\n  Properties:\n    Url: {}\n    ClientIdList: [{}]\n",
            yaml(issuer),
            yaml(client_id)
        ),
    }
}

/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html>
fn of_saml(name: &str, account: &str) -> ProviderToAdd {
    ProviderToAdd {
        title: format!(
            "the identity provider {name} in account {account}, with its metadata in metadata.xml"
        ),
        cli: format!(
            "aws iam create-saml-provider --name {} --saml-metadata-document file://metadata.xml",
            quoted(name)
        ),
        terraform: format!(
            "resource \"aws_iam_saml_provider\" \"{}\" {{\n  name                   = {}\n  saml_metadata_document = file(\"metadata.xml\")\n}}\n",
            label(name),
            hcl(name)
        ),
        cloudformation: format!(
            "WardrobeProvider:\n  Type: AWS::IAM::SAMLProvider\n  Properties:\n    Name: {}\n    SamlMetadataDocument: |\n      PUT THE METADATA HERE\n",
            yaml(name)
        ),
    }
}

/// JSON is YAML.
fn yaml(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
