//! From a connection to credentials: the ways to become an AWS role.
//!
//! Each way is one small provider in [`source`]; [`Renewing`] wraps any of them.
//! The role asked for, or a refusal that says why: never another source.

pub mod caller;
pub mod connection;
pub mod environment;
pub mod error;
pub mod renewal;
pub mod source;
mod sts;

use aws_credential_types::provider::ProvideCredentials;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

pub use caller::Caller;
pub use connection::{Endpoints, Role, Service, SourceName, Temporary, TemporaryKeys};
pub use environment::Environment;
pub use error::RoleError;
pub use renewal::{Renewal, RenewalState, Renewing};
pub use source::{Attempt, Outcome};

/// A role that has been taken on.
pub struct Opened {
    /// Gives credentials for as long as they can be had.
    pub credentials: Renewing,
    /// Who AWS says we are.
    pub caller: Caller,
    /// What each source said, in the order they were asked.
    pub attempts: Vec<Attempt>,
    /// Where the credentials come from; `None` when a person typed them.
    pub source: Option<SourceName>,
}

/// Takes on `role`. `keys` are what a visitor typed and are used for a
/// [`Role::Temporary`] alone; a [`Role::Service`] never sees them.
pub async fn open(
    role: &Role,
    keys: Option<TemporaryKeys>,
    endpoints: &Endpoints,
    environment: &Environment,
    http: &SharedHttpClient,
) -> Result<Opened, RoleError> {
    let (credentials, attempts, source) = match role {
        Role::Service(service) => {
            let found = source::service::find(service, endpoints, environment, http).await?;
            let renewal = Renewal::ByServer;
            (
                Renewing::new(found.provider, Some(found.credentials), renewal),
                found.attempts,
                Some(found.source),
            )
        }
        Role::Temporary(Temporary {}) => {
            let credentials = source::temporary::check(keys)?;
            let provider =
                aws_credential_types::provider::SharedCredentialsProvider::new(credentials.clone());
            let typed = Renewing::new(provider, Some(credentials), Renewal::ByPerson);
            (typed, Vec::new(), None)
        }
    };
    let current = credentials
        .provide_credentials()
        .await
        .map_err(|e| RoleError::Unreachable {
            message: e.to_string(),
        })?;
    let caller = caller::get_caller_identity(current, endpoints, http).await?;
    Ok(Opened {
        credentials,
        caller,
        attempts,
        source,
    })
}
