//! Running one job from wherever it is to its end, or to whatever keeps it from there.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use futures::stream::BoxStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::task::AbortOnDropHandle;
use wardrobe_database::jobs::{self, Job};
use wardrobe_storage::StorageError;
use wardrobe_storage::selection::Place;

use super::pages::{Entry, List, Page, Reach, pages, uploads};
use super::wanted::Wanted;
use super::work::{Outcome, Work, kept, signed};
use crate::access::Access;
use crate::error::{ApiError, ApiResult, Code};
use crate::{App, audit};

/// Pages of one job under way at once.
const AT_ONCE: usize = 4;
/// Pages that are listed ahead.
const AHEAD: usize = 2;
/// How often a job says that it lives and hears what it is wished to do.
const BEAT: Duration = Duration::from_millis(300);
/// A page that has not ended so long after it was told to is broken off.
const GRACE: Duration = Duration::from_millis(500);
/// How often it is looked whether its role still is open.
const OPEN: Duration = Duration::from_secs(5);
/// A job that could not begin is tried again after so many seconds.
const LATER: i64 = 5;
/// A job of so many failures is stopped.
const TOO_MANY: i64 = 100_000;
/// Of so many failures all is kept that there is to say.
pub(crate) const WHOLE: u8 = 20;

/// How a run ends.
enum End {
    /// In this state, for this reason.
    In(&'static str, Option<Box<ApiError>>),
    /// Not begun: later.
    Later(Box<ApiError>),
    /// Another node has the job.
    Lost,
}

/// Runs `job`, which this node has taken.
pub(super) async fn run(app: App, job: Job) {
    let node = app.jobs.node.clone();
    let id = job.id.clone();
    let end = attempt(&app, job).await.unwrap_or_else(End::of);
    let (state, error, wait) = match end {
        End::Lost => return,
        End::In(state, error) => (state, error, 0),
        End::Later(error) => ("queued", Some(error), LATER),
    };
    let error = error.and_then(|error| serde_json::to_string(&*error).ok());
    let left = app
        .database
        .leave_job(&id, &node, state, error.as_deref(), wait);
    if let Err(error) = left.await {
        tracing::warn!(%error, "a job could not be left; it goes on when its lease has run out");
    }
    app.jobs.look();
}

/// A run has broken down: the job is tried again later.
pub(super) async fn broken(app: &App, id: &str) {
    tracing::error!(job = id, "a job has broken down");
    let left = app
        .database
        .leave_job(id, &app.jobs.node, "queued", None, LATER);
    if let Err(error) = left.await {
        tracing::warn!(%error, "a job that has broken down could not be left");
    }
}

impl End {
    /// Why a job cannot go on.
    fn of(error: ApiError) -> Self {
        let error = Box::new(error);
        match error.code {
            Code::Expired | Code::SignInAgain | Code::MfaNeeded | Code::NotOpened => {
                Self::In("needs-sign-in", Some(error))
            }
            Code::Unreachable | Code::Throttled | Code::Internal => Self::Later(error),
            _ => Self::In("failed", Some(error)),
        }
    }

    fn halted(error: StorageError) -> Self {
        Self::of(ApiError::from(error))
    }
}

async fn attempt(app: &App, job: Job) -> ApiResult<End> {
    let wanted: Wanted = serde_json::from_str(&job.wanted)
        .map_err(|error| ApiError::new(Code::Internal, error.to_string()))?;
    let access = Access::of_job(app, &job.connection, &job.opened).await?;
    let operation = match wanted.dry_run() {
        true => "dry_run",
        false => wanted.operation(),
    };
    let mut audited = audit::Pending::new(app, &access, operation);
    audited.on(wanted.resources().into_iter());
    let writer = match job.target_opened.as_str() {
        "" => None,
        opened => Some(Access::of_job(app, &job.target_connection, opened).await?),
    };
    audited.check(wanted.check(&access, writer.as_ref()))?;
    let storage = access.role.storage();
    let writer = writer.map(|writer| writer.role.storage());
    let mut run = Run {
        app: app.clone(),
        failed: job.failed,
        created_at: job.created_at,
        id: job.id.clone(),
        work: Arc::new(Work::new(storage, writer, wanted)),
        tasks: JoinSet::new(),
        number: 0,
        halt: None,
    };
    let end = run.work_off(&job).await?;
    if let Ok(Some(job)) = app.database.job_by_id(&job.id).await {
        let [done, failed] = [job.done, job.failed].map(|n| u64::try_from(n).unwrap_or(0));
        match &end {
            End::In("done", _) => audited.finished(done, failed),
            _ => audited.so_far(done, failed),
        }
    }
    Ok(end)
}

/// A job that runs.
struct Run {
    app: App,
    id: String,
    work: Arc<Work>,
    tasks: JoinSet<(i64, Outcome)>,
    created_at: i64,
    /// Of the last page.
    number: i64,
    /// Failures until now.
    failed: i64,
    halt: Option<StorageError>,
}

impl Run {
    async fn work_off(&mut self, job: &Job) -> ApiResult<End> {
        let kept = self.app.database.job_pages(&self.id).await?;
        self.number = kept.last().map_or(0, |page| page.number);
        let mut again: VecDeque<(i64, Vec<Entry>)> = VecDeque::new();
        for page in kept {
            again.push_back((page.number, read(&page.entries)?));
        }
        let reach = match job.reach.as_str() {
            "" => Reach::default(),
            text => read(text)?,
        };
        let mut listed = job.listed == 1;
        let _counting = self.count(
            job,
            &reach,
            again.iter().map(|(_, entries)| entries.len()).sum(),
        );
        let (mut ahead, _listing) = self.ahead(reach);
        let mut beat = tokio::time::interval(BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut looked = Instant::now();
        let app = self.app.clone();
        let mut wished = std::pin::pin!(app.jobs.wishes.notified());
        loop {
            let room = self.tasks.len() < AT_ONCE && !self.work.stop.is_cancelled();
            if room && let Some((number, entries)) = again.pop_front() {
                self.begin(number, entries, true);
                continue;
            }
            if self.tasks.is_empty() {
                if let Some(error) = self.halt.take() {
                    return Ok(End::halted(error));
                }
                if listed {
                    return Ok(End::In("done", None));
                }
            }
            tokio::select! {
                biased;
                _ = beat.tick() => {
                    if let Some(end) = self.beat().await? {
                        return Ok(end);
                    }
                    if looked.elapsed() > OPEN {
                        looked = Instant::now();
                        if let Err(error) = self.still_open().await {
                            return self.stop(End::of(error)).await;
                        }
                    }
                }
                () = wished.as_mut() => {
                    wished.set(app.jobs.wishes.notified());
                    if let Some(end) = self.beat().await? {
                        return Ok(end);
                    }
                }
                Some(ended) = self.tasks.join_next(), if !self.tasks.is_empty() => {
                    let (number, outcome) = ended.map_err(|error| {
                        ApiError::new(Code::Internal, error.to_string())
                    })?;
                    if !self.settle(number, outcome).await? {
                        return Ok(End::Lost);
                    }
                    if self.failed >= TOO_MANY {
                        let words = "Too many objects have failed, so it was stopped. Resuming tries those again and goes on.";
                        let error = ApiError::new(Code::Conflict, words);
                        return self.stop(End::In("failed", Some(Box::new(error)))).await;
                    }
                }
                page = ahead.recv(), if room && !listed => match page {
                    Some(Ok(page)) => {
                        if !self.hand_out(page).await? {
                            return Ok(End::Lost);
                        }
                    }
                    Some(Err(error)) => {
                        self.work.stop.cancel();
                        self.halt = Some(error);
                    }
                    None => {
                        listed = true;
                        let place = serde_json::to_string(&Reach::default()).unwrap_or_default();
                        let node = &self.app.jobs.node;
                        if !self.app.database.hand_out(&self.id, node, None, &place, true).await? {
                            return Ok(End::Lost);
                        }
                    }
                },
            }
        }
    }

    /// Lists ahead, in a task that ends with its handle.
    fn ahead(
        &self,
        reach: Reach,
    ) -> (
        mpsc::Receiver<Result<Page, StorageError>>,
        AbortOnDropHandle<()>,
    ) {
        let (send, receive) = mpsc::channel(AHEAD);
        let mut pages = self.pages(reach);
        let listing = tokio::spawn(async move {
            while let Some(page) = pages.next().await {
                if send.send(page).await.is_err() {
                    break;
                }
            }
        });
        (receive, AbortOnDropHandle::new(listing))
    }

    fn pages(&self, reach: Reach) -> BoxStream<'static, Result<Page, StorageError>> {
        let (storage, wanted) = (self.work.storage.clone(), &self.work.wanted);
        let bucket = wanted.bucket().to_owned();
        if let Wanted::AbortUploads(sweeping) = wanted {
            let before = sweeping.before(self.created_at);
            let prefix = wanted.places().pop();
            let prefix = match prefix {
                Some(Place::Below(prefix)) => prefix,
                _ => String::new(),
            };
            return uploads(storage, (bucket, prefix), before, reach).boxed();
        }
        let list = List {
            bucket,
            places: wanted.places(),
            except: wanted.except(),
            page: wanted.page(),
        };
        pages(storage, list, reach).boxed()
    }

    /// Counts what there is to do, beside the doing.
    fn count(&self, job: &Job, reach: &Reach, again: usize) -> Option<AbortOnDropHandle<()>> {
        if job.total.is_some() {
            return None;
        }
        let before = job.done + job.failed + signed(again as u64);
        let mut pages = self.pages(reach.clone());
        let (app, id) = (self.app.clone(), self.id.clone());
        Some(AbortOnDropHandle::new(tokio::spawn(async move {
            let mut total = before;
            while let Some(Ok((entries, _))) = pages.next().await {
                total += signed(entries.len() as u64);
            }
            if let Err(error) = app.database.count_job(&id, total).await {
                tracing::debug!(%error, "a job was counted in vain");
            }
        })))
    }

    fn begin(&mut self, number: i64, entries: Vec<Entry>, again: bool) {
        let work = Arc::clone(&self.work);
        self.tasks
            .spawn(async move { (number, work.page(entries, again).await) });
    }

    /// Notes a page, then begins it. Whether the job still is ours.
    async fn hand_out(&mut self, (entries, reach): Page) -> ApiResult<bool> {
        self.number += 1;
        let page = jobs::Page {
            number: self.number,
            entries: write(&entries)?,
        };
        let (database, node) = (&self.app.database, &self.app.jobs.node);
        let reach = write(&reach)?;
        let ours = database
            .hand_out(&self.id, node, Some(&page), &reach, false)
            .await?;
        if ours {
            self.begin(self.number, entries, false);
        }
        Ok(ours)
    }

    /// Notes what came of a page. Whether the job still is ours.
    async fn settle(&mut self, number: i64, outcome: Outcome) -> ApiResult<bool> {
        let Outcome {
            over,
            failed,
            left,
            halt,
        } = outcome;
        self.halt = self.halt.take().or(halt);
        self.work.counts.take(over);
        let more = self.work.counts.now();
        let before = u8::try_from(self.failed).unwrap_or(WHOLE);
        let failed = kept(failed, WHOLE.saturating_sub(before).into());
        self.failed += over.failed;
        let left = (!left.is_empty()).then(|| write(&left)).transpose()?;
        let place = (self.id.as_str(), self.app.jobs.node.as_str(), number);
        let database = &self.app.database;
        Ok(database
            .settle(place, over, &failed, left.as_deref(), more)
            .await?)
    }

    /// Whether the roles it works in still are open to its person, perhaps anew.
    async fn still_open(&self) -> ApiResult<()> {
        let Some(job) = self.app.database.job_by_id(&self.id).await? else {
            return Ok(());
        };
        Access::of_job(&self.app, &job.connection, &job.opened).await?;
        if !job.target_opened.is_empty() {
            Access::of_job(&self.app, &job.target_connection, &job.target_opened).await?;
        }
        Ok(())
    }

    /// Says that it lives, and hears whether it is to stop.
    async fn beat(&mut self) -> ApiResult<Option<End>> {
        let more = self.work.counts.now();
        let beaten = self
            .app
            .database
            .beat_job(&self.id, &self.app.jobs.node, more);
        match beaten.await?.as_deref() {
            None => Ok(Some(End::Lost)),
            Some("pause") => self.stop(End::In("paused", None)).await.map(Some),
            Some("cancel") => self.stop(End::In("cancelled", None)).await.map(Some),
            Some(_) => Ok(None),
        }
    }

    /// Begins nothing more, notes what ends soon, and breaks the rest off.
    async fn stop(&mut self, end: End) -> ApiResult<End> {
        self.work.stop.cancel();
        let until = Instant::now() + GRACE;
        while let Ok(Some(ended)) = tokio::time::timeout_at(until, self.tasks.join_next()).await {
            if let Ok((number, outcome)) = ended
                && !self.settle(number, outcome).await?
            {
                return Ok(End::Lost);
            }
        }
        self.tasks.abort_all();
        Ok(end)
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> ApiResult<T> {
    serde_json::from_str(text).map_err(|error| ApiError::new(Code::Internal, error.to_string()))
}

fn write<T: serde::Serialize>(value: &T) -> ApiResult<String> {
    serde_json::to_string(value).map_err(|error| ApiError::new(Code::Internal, error.to_string()))
}
