//! `wardrobe serve`.

use wardrobe_roles::Environment;
use wardrobe_server::{Config, Server};

use crate::arguments::Serve;
use crate::failure::Ended;
use crate::output::line;

pub(crate) async fn run(serve: Serve) -> Ended {
    let config = Config::load(&serve.config)?;
    let server = Server::bind(config, Environment::process()).await?;
    line(&format!("listening on http://{}", server.address()?));
    server.run(stopped()).await?;
    Ok(())
}

/// Ends when the process is told to: by Ctrl-C, or as service managers do it.
pub(crate) async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupted.await;
        }
    }
}
