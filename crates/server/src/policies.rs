//! The policies that a connection needs, by its configuration.

use serde::Serialize;
use utoipa::ToSchema;
use wardrobe_roles::policy::{self, Reach, Rights, SignIn, Wish, needed};

use crate::config::{Connection, IdentityProvider, ProviderKind};
use crate::refusal::PolicyToAdd;

/// A connection, and what is to be known besides for its policies.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The connection.
    pub connection: &'a Connection,
    /// Where people sign in for its role, if they do.
    pub provider: Option<&'a IdentityProvider>,
    /// Where a SAML provider posts its answers to us.
    pub acs: &'a str,
    /// What people do.
    pub rights: Rights,
    /// Whether they look at earlier versions, too.
    pub versions: bool,
    /// The role, or the user, that Wardrobe runs as, where that is known.
    pub principal: Option<&'a str>,
    /// The account of the buckets, where that is not the role's.
    pub bucket_account: Option<&'a str>,
    /// The key of KMS that encrypts what is there, by its ARN.
    pub key: Option<&'a str>,
}

/// What a connection needs in AWS.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Policies {
    /// The identity providers that an account has to know first.
    pub providers: Vec<ProviderToAdd>,
    /// The policies, in the order they can be made.
    pub policies: Vec<PolicyToAdd>,
    /// What there is to know besides, in sentences.
    pub notes: Vec<String>,
}

/// An identity provider that an account has to know.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProviderToAdd {
    /// What it is, and where.
    pub title: String,
    /// A command for a shell with the AWS CLI.
    pub cli: String,
    /// Terraform.
    pub terraform: String,
    /// CloudFormation, in YAML.
    pub cloudformation: String,
}

impl Policies {
    /// What the connection of `wanted` needs.
    pub fn of(wanted: &Wanted<'_>) -> Self {
        let locations = wanted.connection.locations.iter();
        let places: Vec<Reach> = locations
            .map(|place| Reach {
                bucket: place.bucket.clone(),
                prefix: place.key.clone(),
            })
            .collect();
        let sign_in = wanted.provider.map(|provider| match &provider.kind {
            ProviderKind::Oidc(oidc) => SignIn::OpenId {
                issuer: &oidc.issuer,
                client_id: &oidc.client_id,
            },
            ProviderKind::Saml(_) => SignIn::Saml {
                acs: wanted.acs,
                name: &provider.name,
            },
        });
        let needed = needed(&Wish {
            role: &wanted.connection.role,
            places: &places,
            rights: wanted.rights,
            versions: wanted.versions,
            principal: wanted.principal,
            sign_in,
            bucket_account: wanted.bucket_account,
            key: wanted.key,
        });
        Self {
            providers: needed.providers.into_iter().map(Into::into).collect(),
            policies: needed.policies.iter().map(PolicyToAdd::of).collect(),
            notes: needed.notes,
        }
    }
}

impl From<policy::ProviderToAdd> for ProviderToAdd {
    fn from(provider: policy::ProviderToAdd) -> Self {
        Self {
            title: provider.title,
            cli: provider.cli,
            terraform: provider.terraform,
            cloudformation: provider.cloudformation,
        }
    }
}
