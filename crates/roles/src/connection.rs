//! What an administrator writes under `[connection.role]`, and what whoever
//! opens a connection brings.

use std::fmt;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::token::SharedTokenProvider;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use crate::Carried;
use crate::openid::texts;
use crate::saml::{Response, RolePair};

/// How a connection becomes a role.
#[derive(Clone, Debug)]
pub enum Role {
    /// The role of the machine or container Wardrobe runs on.
    Service(Box<Service>),
    /// A role, often of another account, that another role assumes.
    Account(Box<Account>),
    /// Temporary credentials that the visitor types.
    Temporary(Temporary),
    /// A role for people who sign in at an OpenID provider.
    IdentityProvider(Box<Federated>),
    /// A role for people who sign in at a SAML identity provider.
    Saml(Box<Federated>),
}

/// A role of type AWS service: no keys typed by anybody.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// Which sources to ask, in this order. Default: all, in the order of
    /// [`SourceName`].
    pub sources: Option<Vec<SourceName>>,
    /// The profile of `~/.aws/config`. Default: `AWS_PROFILE`, else `default`.
    pub profile: Option<String>,
    /// The instance metadata service. Default: `AWS_EC2_METADATA_SERVICE_ENDPOINT`,
    /// else `http://169.254.169.254`.
    pub instance_endpoint: Option<Url>,
    /// The container credentials endpoint. Default: what ECS or EKS put into
    /// `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `…_FULL_URI`.
    pub container_endpoint: Option<Url>,
    /// A file with the token for the container endpoint, read each time.
    /// Default: `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` or `…_TOKEN`.
    pub container_token_file: Option<PathBuf>,
}

/// Nothing to set: the visitor brings everything.
#[derive(Clone, Debug, Default)]
pub struct Temporary {}

/// A role that is assumed with the credentials of another.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html>
#[derive(Clone, Debug)]
pub struct Account {
    /// The role.
    pub arn: String,
    /// Roles that are assumed on the way to it, in this order.
    pub through: Vec<String>,
    /// Whose credentials assume the first of them.
    pub base: Base,
    /// What the role's trust policy asks for in `sts:ExternalId`.
    pub external_id: Option<String>,
    /// The session's name, in which `{person}` is the person's.
    pub session_name: String,
    /// `{person}` or a text; set once and kept through a chain.
    pub source_identity: Option<String>,
    /// The device of the person, whose code the page asks for; `{person}` in it
    /// is the user's name. Only users have devices, so the visitor brings the
    /// credentials.
    pub mfa_serial: Option<String>,
    /// Session tags; `{person}` in a value is the person's name.
    pub tags: Vec<(String, String)>,
    /// Those of the tags that go on into further roles.
    pub transitive_tag_keys: Vec<String>,
    /// How long, and narrowed to what.
    pub session: SessionLimits,
}

/// Whose credentials assume a role.
#[derive(Clone, Debug)]
pub enum Base {
    /// Those of the machine Wardrobe runs on.
    Service(Box<Service>),
    /// Those that the visitor types.
    Visitor,
}

/// How long a session lasts, and what narrows it.
#[derive(Clone, Debug)]
pub struct SessionLimits {
    /// 15 minutes to 12 hours; less where AWS allows less.
    pub duration: Duration,
    /// An inline session policy, JSON of at most 2,048 characters.
    pub policy: Option<String>,
    /// Managed policies that narrow it, at most 10.
    pub policy_arns: Vec<String>,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            duration: Duration::from_secs(3_600),
            policy: None,
            policy_arns: Vec::new(),
        }
    }
}

/// Roles for people who sign in elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Federated {
    /// The `[[identity_provider]]` by its name.
    pub identity_provider: String,
    /// The roles that are offered; of a SAML assertion's, only these. Empty:
    /// what the claim or the assertion says.
    pub arns: Vec<String>,
    /// The claim of an ID token with the person's role ARNs.
    pub roles_claim: Option<String>,
    /// `www.amazon.com` or `graph.facebook.com`, for their OAuth 2.0 tokens.
    pub provider_id: Option<String>,
    /// How long, and narrowed to what.
    pub session: SessionLimits,
}

impl Federated {
    /// The roles that the claims of an ID token offer, in the order they are written.
    pub fn roles_of_claims(&self, claims: &Map<String, Value>) -> Vec<String> {
        let Some(claim) = &self.roles_claim else {
            return self.arns.clone();
        };
        let claimed = texts(claims, claim);
        // What is written out limits what may be claimed.
        match self.arns.is_empty() {
            true => claimed,
            false => {
                let wanted = self.arns.iter();
                wanted
                    .filter(|arn| claimed.contains(arn))
                    .cloned()
                    .collect()
            }
        }
    }

    /// The roles that a SAML response offers, each once.
    pub fn roles_of_response(&self, response: &Response) -> Vec<RolePair> {
        let mut offered: Vec<RolePair> = Vec::new();
        for pair in &response.roles {
            let known = offered.iter().any(|role| role.role == pair.role);
            if !known && (self.arns.is_empty() || self.arns.contains(&pair.role)) {
                offered.push(pair.clone());
            }
        }
        offered
    }
}

impl Role {
    /// The word for its kind, as in the configuration.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Service(_) => "service",
            Self::Account(_) => "account",
            Self::Temporary(_) => "temporary",
            Self::IdentityProvider(_) => "identity-provider",
            Self::Saml(_) => "saml",
        }
    }

    /// Whose sign-in becomes the role, by the name of the identity provider.
    pub fn identity_provider(&self) -> Option<&str> {
        match self {
            Self::IdentityProvider(role) | Self::Saml(role) => Some(&role.identity_provider),
            _ => None,
        }
    }

    /// What narrows its sessions, where we ask STS for them.
    pub fn limits(&self) -> Option<&SessionLimits> {
        match self {
            Self::Account(role) => Some(&role.session),
            Self::IdentityProvider(role) | Self::Saml(role) => Some(&role.session),
            Self::Service(_) | Self::Temporary(_) => None,
        }
    }

    /// Where the server finds credentials of its own for it, if it begins with those.
    pub fn service(&self) -> Option<&Service> {
        match self {
            Self::Service(service) => Some(service),
            Self::Account(account) => match &account.base {
                Base::Service(service) => Some(service),
                Base::Visitor => None,
            },
            Self::Temporary(_) | Self::IdentityProvider(_) | Self::Saml(_) => None,
        }
    }

    /// Whether the visitor types temporary credentials.
    pub fn takes_keys(&self) -> bool {
        match self {
            Self::Temporary(_) => true,
            Self::Account(account) => matches!(account.base, Base::Visitor),
            _ => false,
        }
    }

    /// Whether the page asks for the code of an MFA device.
    pub fn takes_mfa_code(&self) -> bool {
        matches!(self, Self::Account(account) if account.mfa_serial.is_some())
    }
}

/// A place where a service finds credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceName {
    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`.
    Environment,
    /// `~/.aws/config` and `~/.aws/credentials`.
    Profile,
    /// `AWS_WEB_IDENTITY_TOKEN_FILE`: IAM roles for service accounts on EKS.
    WebIdentity,
    /// ECS tasks and EKS Pod Identity.
    Container,
    /// EC2's instance metadata service, version 2.
    Instance,
}

impl SourceName {
    /// All sources in the order AWS's SDKs ask them.
    pub const ALL: [Self; 5] = [
        Self::Environment,
        Self::Profile,
        Self::WebIdentity,
        Self::Container,
        Self::Instance,
    ];

    /// As written in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::Profile => "profile",
            Self::WebIdentity => "web-identity",
            Self::Container => "container",
            Self::Instance => "instance",
        }
    }
}

/// Where STS is. From the administrator only.
#[derive(Clone, Debug, Default)]
pub struct Endpoints {
    /// The region of STS. Default `us-east-1`.
    pub region: Option<String>,
    /// STS itself, when it is not AWS's.
    pub sts: Option<Url>,
}

/// Who opens a connection, and what they bring for it.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// The name that CloudTrail shows.
    pub person: String,
    /// What proves them to AWS.
    pub brings: Brings,
    /// The code that their MFA device shows.
    pub mfa_code: Option<String>,
}

/// What proves a visitor to AWS.
#[derive(Clone, Default)]
pub enum Brings {
    /// Nothing: the role is the server's to take on.
    #[default]
    Nothing,
    /// Temporary credentials, typed.
    Keys(TemporaryKeys),
    /// A sign-in at an OpenID provider.
    Tokens {
        /// The role they chose.
        role_arn: String,
        /// Gives an ID token whenever one is needed; fails when only a sign-in
        /// can bring the next.
        tokens: SharedTokenProvider,
        /// The credentials of this role from before a restart.
        kept: Option<Kept>,
    },
    /// A SAML response, once.
    Assertion {
        /// The role they chose.
        role_arn: String,
        /// The provider that stands beside the role in the assertion.
        principal_arn: String,
        /// Base64, as the identity provider posted it.
        assertion: String,
    },
    /// Credentials that were taken on earlier and cannot be had anew.
    Kept(Kept),
}

/// Credentials from before a restart.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Themselves.
    pub keys: TemporaryKeys,
    /// What their session carries.
    pub carried: Carried,
}

impl fmt::Debug for Brings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "Nothing",
            Self::Keys(_) => "Keys",
            Self::Tokens { .. } => "Tokens",
            Self::Assertion { .. } => "Assertion",
            Self::Kept(_) => "Kept",
        })
    }
}

/// Temporary credentials as a visitor types them, or as they are kept.
#[derive(Clone)]
pub struct TemporaryKeys {
    /// `ASIA…`.
    pub access_key_id: String,
    /// Its secret.
    pub secret_access_key: String,
    /// Without one the key would be a long-lived one, which we refuse.
    pub session_token: String,
    /// When they end, if the visitor knows. AWS does not tell.
    pub expiration: Option<SystemTime>,
}

impl TemporaryKeys {
    /// To keep them.
    pub(crate) fn of(credentials: &Credentials) -> Self {
        Self {
            access_key_id: credentials.access_key_id().to_owned(),
            secret_access_key: credentials.secret_access_key().to_owned(),
            session_token: credentials.session_token().unwrap_or_default().to_owned(),
            expiration: credentials.expiry(),
        }
    }

    pub(crate) fn credentials(&self, name: &'static str) -> Credentials {
        Credentials::new(
            &self.access_key_id,
            &self.secret_access_key,
            Some(self.session_token.clone()),
            self.expiration,
            name,
        )
    }
}

impl fmt::Debug for TemporaryKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TemporaryKeys")
            .field("access_key_id", &self.access_key_id)
            .field("secret_access_key", &"***")
            .field("session_token", &"***")
            .field("expiration", &self.expiration)
            .finish()
    }
}
