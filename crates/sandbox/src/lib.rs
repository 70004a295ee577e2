//! A small AWS that refuses what AWS refuses: S3, STS, IAM, and the metadata
//! endpoints that hand out credentials. For the demo, for tests, for developers.

pub mod faults;
pub mod iam;
pub mod metadata;
pub mod s3;
pub mod seed;
mod server;
mod signature;
pub mod sts;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use url::Url;

use faults::Faults;
use iam::World;
use metadata::Machines;
use s3::store::{Store, StoreError};
pub use seed::Seed;
use server::{Back, Front, Listener};

/// How to start a sandbox.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where S3 and STS listen; port 0 picks a free one.
    pub listen: SocketAddr,
    /// Where the metadata endpoints listen.
    pub metadata_listen: SocketAddr,
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
        let store = tokio::task::spawn_blocking(move || Store::open(&directory))
            .await
            .map_err(StoreError::from)??;
        let world = World::default();
        let faults = Faults::default();
        let machines = Machines::default();
        options.seed.apply(&world, &machines, &store).await?;
        s3::buckets::load_policies(&store, &world).await?;
        let front = Front {
            s3: s3::service(store.clone(), world.clone(), faults.clone()),
            store: store.clone(),
            world: world.clone(),
            faults: faults.clone(),
        };
        let back = Back {
            world: world.clone(),
            machines: machines.clone(),
            faults: faults.clone(),
        };
        let aws = server::serve(options.listen, move |request, peer| {
            let front = front.clone();
            async move { front.call(request, peer).await }
        })
        .await?;
        let metadata = server::serve(options.metadata_listen, move |request, _| {
            let back = back.clone();
            async move { back.call(request).await }
        })
        .await?;
        Ok(Running {
            endpoint: Url::parse(&format!("http://{}", aws.address))?,
            metadata: Url::parse(&format!("http://{}", metadata.address))?,
            faults,
            world,
            machines,
            store,
            listeners: [aws, metadata],
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
    /// Trouble on demand.
    pub faults: Faults,
    world: World,
    machines: Machines,
    store: Store,
    listeners: [Listener; 2],
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
