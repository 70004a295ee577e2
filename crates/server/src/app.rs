//! What a request can reach.

use std::sync::Arc;

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use axum::http::HeaderValue;
use wardrobe_database::{Database, DatabaseError, Sealer};
use wardrobe_roles::Environment;

use crate::config::Config;
use crate::error::ApiError;
use crate::health::Counters;
use crate::in_use::Roles;
use crate::jobs::Jobs;
use crate::password::Attempts;
use crate::security;
use crate::sign_in::{Clients, Standings, Waiting, saml};

/// The state behind every handler. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

/// What [`App`] holds.
pub struct Inner {
    /// What the administrator decided.
    pub config: Config,
    /// What we remember.
    pub database: Database,
    /// The pool of connections to AWS.
    pub http: SharedHttpClient,
    /// Where service sources look up variables.
    pub environment: Environment,
    pub(crate) roles: Roles,
    pub(crate) jobs: Jobs,
    pub(crate) attempts: Attempts,
    pub(crate) openid: Clients,
    pub(crate) standings: Standings,
    /// Why sign-ins failed.
    pub(crate) sign_in_errors: Waiting<ApiError>,
    pub(crate) saml: saml::Memory,
    pub(crate) counters: Counters,
    pub(crate) content_policy: HeaderValue,
}

impl App {
    /// Opens the key file and the database that `config` names.
    pub async fn open(config: Config, environment: Environment) -> Result<Self, DatabaseError> {
        let sealer = Sealer::from_file(&config.server.secret_key_file)?;
        let database = Database::open(&config.server.database, sealer).await?;
        Ok(Self {
            inner: Arc::new(Inner {
                openid: Clients::of(&config.providers),
                standings: Standings::default(),
                content_policy: security::content_policy(&config.connections),
                config,
                database,
                http: wardrobe_storage::http_client(),
                environment,
                roles: Roles::default(),
                jobs: Jobs::default(),
                attempts: Attempts::default(),
                sign_in_errors: Waiting::default(),
                saml: saml::Memory::default(),
                counters: Counters::default(),
            }),
        })
    }
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.inner
    }
}
