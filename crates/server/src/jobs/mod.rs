//! Long work that goes on without a page, after a restart, and on another node.
//!
//! A node asks the database for jobs that nobody runs (`forever`), takes on the role of
//! the person whose a job is (`run`), lists what to work on page by page (`pages`), and
//! works on several pages at once (`work`). What the database knows of it is always enough
//! for another node to go on.

mod copying;
mod examine;
mod pages;
mod run;
pub(crate) mod wanted;
mod work;

pub(crate) use run::WHOLE;

use std::time::Duration;

use tokio::sync::Notify;
use uuid::Uuid;
use wardrobe_database::opened::Opened;

use crate::App;
use crate::error::{ApiError, ApiResult, Code};

/// How often it is looked for jobs that others have left.
const EVERY: Duration = Duration::from_secs(2);

/// The jobs of this process.
pub(crate) struct Jobs {
    /// What it is called in leases. A process that is started again is another.
    node: String,
    news: Notify,
    wishes: Notify,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            node: Uuid::new_v4().to_string(),
            news: Notify::new(),
            wishes: Notify::new(),
        }
    }
}

impl Jobs {
    /// There may be something to do.
    pub fn look(&self) {
        self.news.notify_one();
    }

    /// A job that runs, perhaps here, is wished to stop. One of another node hears of it
    /// with its next beat.
    pub fn hear(&self) {
        self.wishes.notify_waiters();
    }
}

/// Runs jobs for as long as the server runs.
pub(crate) async fn forever(app: App) {
    loop {
        match app.database.claim_job(&app.jobs.node).await {
            Ok(Some(job)) => {
                let (app, id) = (app.clone(), job.id.clone());
                tokio::spawn(async move {
                    let run = tokio::spawn(run::run(app.clone(), job));
                    if run.await.is_err() {
                        run::broken(&app, &id).await;
                    }
                });
                continue;
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "jobs cannot be looked for"),
        }
        tokio::select! {
            () = app.jobs.news.notified() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Leaves what runs here to others. It is broken off where it is.
pub(crate) async fn release(app: &App) {
    if let Err(error) = app.database.release_jobs(&app.jobs.node).await {
        tracing::warn!(%error, "jobs go on when their leases have run out");
    }
}

/// Somebody has opened a role: what waited for it goes on.
pub(crate) async fn wake(app: &App, opened: &Opened) -> ApiResult<()> {
    if app.database.wake_jobs(opened).await? > 0 {
        app.jobs.look();
    }
    Ok(())
}

/// Cancels what works in the name of `opened`, which is being closed.
pub(crate) async fn cancel_all(app: &App, opened: &Opened) {
    let words = "Cancelled, because its role was closed or its person signed out.";
    let error = ApiError::new(Code::NotOpened, words).numbered();
    let error = serde_json::to_string(&error).unwrap_or_default();
    if let Err(error) = app.database.cancel_jobs_of(&opened.id, &error).await {
        tracing::warn!(%error, "jobs of a role that was closed could not be cancelled");
    }
    app.jobs.hear();
}
