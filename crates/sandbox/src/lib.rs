//! A small AWS that refuses what AWS refuses: S3, STS, IAM, and the metadata
//! endpoints that hand out credentials. For the demo, for tests, for developers.

pub mod faults;
pub mod iam;
pub mod metadata;
pub mod openid;
mod pages;
pub mod people;
pub mod s3;
pub mod saml;
pub mod seed;
mod server;
mod signature;
pub mod sts;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use tokio::net::TcpListener;
use url::Url;

use faults::Faults;
use iam::World;
use metadata::Machines;
use s3::store::{Store, StoreError};
pub use seed::Seed;
use server::{Back, Front, IdentityProviders, Listener};

/// How to start a sandbox.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where S3 and STS listen; port 0 picks a free one.
    pub listen: SocketAddr,
    /// Where the metadata endpoints listen.
    pub metadata_listen: SocketAddr,
    /// Where the identity providers listen.
    pub identity_listen: SocketAddr,
    /// Where the data is kept; `None` is a directory that goes away at the end.
    pub data: Option<PathBuf>,
    /// What exists at the start.
    pub seed: Seed,
}

impl Default for Options {
    fn default() -> Self {
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            listen: any,
            metadata_listen: any,
            identity_listen: any,
            data: None,
            seed: Seed::Empty,
        }
    }
}

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An address cannot be listened on, or a directory cannot be made.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The data cannot be opened or seeded.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// An address that makes no URL.
    #[error("{0}")]
    Url(#[from] url::ParseError),
}

/// The small AWS.
pub struct Sandbox;

impl Sandbox {
    /// Starts a sandbox in this process.
    pub async fn start(options: Options) -> Result<Running, StartError> {
        let temporary = if options.data.is_none() {
            Some(tempfile::tempdir()?)
        } else {
            None
        };
        let directory = options
            .data
            .or_else(|| temporary.as_ref().map(|dir| dir.path().to_owned()));
        let directory = directory.unwrap_or_default();
        let key_file = directory.join("openid.key");
        let kept = temporary.is_none().then(|| directory.join("saml.key"));
        let store = tokio::task::spawn_blocking(move || Store::open(&directory))
            .await
            .map_err(StoreError::from)??;
        let saml_key = tokio::task::spawn_blocking(|| saml::KeyPair::kept_or_made(kept))
            .await
            .map_err(StoreError::from)??;
        // The providers are known by where they answer.
        let identity = TcpListener::bind(options.identity_listen).await?;
        let identity_url = Url::parse(&format!("http://{}", identity.local_addr()?))?;
        let world = World::default();
        let faults = Faults::default();
        let machines = Machines::default();
        let saml = saml::Provider::new(format!("{identity_url}saml"), saml_key);
        options
            .seed
            .apply(&world, &machines, &store, &identity_url, &saml)
            .await?;
        s3::buckets::load_policies(&store, &world).await?;
        let openid = openid::Provider::new(format!("{identity_url}openid"), key_file);
        let front = Front {
            s3: s3::service(store.clone(), world.clone(), faults.clone()),
            store: store.clone(),
            key_sets: sts::KeySets::default(),
            world: world.clone(),
            faults: faults.clone(),
        };
        let back = Back {
            world: world.clone(),
            machines: machines.clone(),
            faults: faults.clone(),
            openid: openid.clone(),
            saml: saml.clone(),
        };
        let providers = IdentityProviders {
            openid: openid.clone(),
            saml: saml.clone(),
        };
        let listener = TcpListener::bind(options.listen).await?;
        let aws = server::serve(listener, move |request, peer| {
            let front = front.clone();
            async move { front.call(request, peer).await }
        })?;
        let listener = TcpListener::bind(options.metadata_listen).await?;
        let metadata = server::serve(listener, move |request, _| {
            let back = back.clone();
            async move { back.call(request).await }
        })?;
        let identity = server::serve(identity, move |request, _| {
            let providers = providers.clone();
            async move { providers.call(request).await }
        })?;
        Ok(Running {
            endpoint: Url::parse(&format!("http://{}", aws.address))?,
            metadata: Url::parse(&format!("http://{}", metadata.address))?,
            identity: identity_url,
            faults,
            openid,
            saml,
            world,
            machines,
            store,
            listeners: [aws, metadata, identity],
            temporary,
        })
    }
}

/// A sandbox that is running.
pub struct Running {
    /// Where S3 and STS answer.
    pub endpoint: Url,
    /// Where the metadata endpoints answer: instance metadata under `/latest`,
    /// container credentials under `/v2/credentials/`, switches under `/sandbox/`.
    pub metadata: Url,
    /// Where the identity providers answer: OpenID under `/openid`, SAML under
    /// `/saml`.
    pub identity: Url,
    /// Trouble on demand.
    pub faults: Faults,
    /// The OpenID provider.
    pub openid: openid::Provider,
    /// The SAML identity provider.
    pub saml: saml::Provider,
    world: World,
    machines: Machines,
    store: Store,
    listeners: [Listener; 3],
    temporary: Option<tempfile::TempDir>,
}

impl Running {
    /// Accounts, users, roles and policies; changes take effect at once.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The machines that have roles.
    pub fn machines(&self) -> &Machines {
        &self.machines
    }

    /// Where the container `name` gets its credentials, and its token.
    pub fn container(&self, name: &str) -> Option<(Url, String)> {
        let url = self
            .metadata
            .join(&format!("/v2/credentials/{name}"))
            .ok()?;
        Some((url, self.machines.container_token(name)?))
    }

    /// Buckets and objects, for loading many at once.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Stops listening, lets requests under way finish, and removes temporary data.
    pub async fn stop(self) {
        for listener in self.listeners {
            listener.stop().await;
        }
        drop(self.store);
        if let Some(temporary) = self.temporary
            && let Err(error) = temporary.close()
        {
            tracing::warn!(%error, "temporary data not removed");
        }
    }
}
