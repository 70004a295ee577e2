//! What an administrator writes under `[connection.role]`, and what a visitor
//! may type.

use std::fmt;
use std::path::PathBuf;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use url::Url;

/// How a connection becomes a role.
#[derive(Clone, Debug)]
pub enum Role {
    /// The role of the machine or container Wardrobe runs on.
    Service(Box<Service>),
    /// Temporary credentials that the visitor types.
    Temporary(Temporary),
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

/// Temporary credentials as a visitor types them.
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
