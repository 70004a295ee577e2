//! Listening, and stopping without losing anything.

use std::net::SocketAddr;
use std::time::Duration;

use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use wardrobe_database::DatabaseError;
use wardrobe_roles::Environment;

use crate::{App, Config, jobs, router, sweep};

/// How long requests under way may take to end after we were told to stop.
const GRACE: Duration = Duration::from_secs(20);

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {error}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        error: std::io::Error,
    },
    /// The socket failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The database or the key file cannot be opened.
    #[error("{0}")]
    Database(#[from] DatabaseError),
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    app: App,
}

impl Server {
    /// Opens the database and the socket.
    pub async fn bind(config: Config, environment: Environment) -> Result<Self, ServeError> {
        let address = config.server.listen;
        let app = App::open(config, environment).await?;
        let listener = TcpListener::bind(address)
            .await
            .map_err(|error| ServeError::Listen { address, error })?;
        Ok(Self { listener, app })
    }

    /// Where it listens, with the port the system chose.
    pub fn address(&self) -> Result<SocketAddr, ServeError> {
        Ok(self.listener.local_addr()?)
    }

    /// What it serves.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Serves until `stop` is done, then lets requests under way end.
    pub async fn run(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let sweeping = [
            tokio::spawn(sweep::forever(self.app.clone())),
            tokio::spawn(sweep::memory(self.app.clone())),
            tokio::spawn(jobs::forever(self.app.clone())),
        ];
        let (told, mut stopping) = tokio::sync::watch::channel(false);
        let service = router(self.app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        // The end of an answer does not wait for the beginning to be acknowledged.
        let listener = self.listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "TCP_NODELAY");
            }
        });
        let serving = axum::serve(listener, service)
            .with_graceful_shutdown(async move {
                stop.await;
                let _ = told.send(true);
            })
            .into_future();
        let out_of_patience = async {
            let _ = stopping.wait_for(|told| *told).await;
            tokio::time::sleep(GRACE).await;
        };
        let ended = tokio::select! {
            ended = serving => ended,
            () = out_of_patience => {
                tracing::warn!("some requests did not end in time and were cut off");
                Ok(())
            }
        };
        sweeping.iter().for_each(tokio::task::JoinHandle::abort);
        jobs::release(&self.app).await;
        self.app.database.close().await;
        Ok(ended?)
    }
}
