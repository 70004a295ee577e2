//! Ends what nobody will: sessions that are over, uploads that were left.

use std::time::Duration;

use wardrobe_database::transfers::Transfer;

use crate::access::Access;
use crate::api::transfers::give_up;
use crate::error::ApiResult;
use crate::session::lifetimes;
use crate::{App, audit, sign_in};

const EVERY: Duration = Duration::from_secs(600);
/// How often it is looked for assertions that are good no more.
const MEMORY: Duration = Duration::from_secs(5);

/// Sweeps now and then for as long as the server runs.
pub(crate) async fn forever(app: App) {
    let mut clock = tokio::time::interval(EVERY);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        if let Err(error) = once(&app).await {
            tracing::warn!(
                message = error.message,
                "the sweep failed and is tried again later"
            );
        }
    }
}

/// Forgets assertions as soon as they are good no more.
pub(crate) async fn memory(app: App) {
    loop {
        tokio::time::sleep(MEMORY).await;
        app.saml.sweep();
    }
}

/// Uploads first: ending a session may take away the role that can end them.
pub(crate) async fn once(app: &App) -> ApiResult<()> {
    let idle = i64::try_from(app.config.server.transfer_idle.as_secs()).unwrap_or(i64::MAX);
    for transfer in app.database.idle_transfers(idle).await? {
        if let Err(error) = abandon(app, &transfer).await {
            tracing::warn!(
                message = error.message,
                "an abandoned upload could not be removed"
            );
        }
    }
    let (idle, longest) = lifetimes(app);
    app.database.sweep_sessions(idle, longest).await?;
    app.database.sweep_archives().await?;
    app.database.sweep_jobs().await?;
    sign_in::sweep(app).await?;
    app.roles.retain(&app.database).await?;
    Ok(())
}

async fn abandon(app: &App, transfer: &Transfer) -> ApiResult<()> {
    let resource = format!("s3://{}/{}", transfer.bucket, transfer.object_key);
    match Access::of_transfer(app, transfer).await? {
        Some(access) => {
            let gone = give_up(app, &access, transfer).await;
            audit::note(app, &access, "sweep_transfer", &resource, gone).await
        }
        None => {
            tracing::warn!(
                "an upload was left by a role that is gone; a lifecycle rule can remove its parts"
            );
            app.database.delete_transfer(&transfer.id).await?;
            Ok(())
        }
    }
}
