//! Long work on many objects: begun, looked at, paused, cancelled.

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;
use wardrobe_database::jobs::{self as kept, Failure};
use wardrobe_database::{DatabaseError, now};

use super::transfers::bytes;
use crate::access::Access;
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::jobs::WHOLE;
use crate::jobs::wanted::Wanted;
use crate::request::{self, invalid};
use crate::session::Session;
use crate::{App, audit, ndjson};

/// How often a job is looked at for whoever listens.
const EVERY: Duration = Duration::from_millis(250);
/// Failures that are read at once.
const PAGE: i64 = 1000;

/// A job and how far it has come.
#[derive(Serialize, ToSchema)]
pub(crate) struct Job {
    id: String,
    kind: Kind,
    /// Nothing is changed: `done` counts what would be done, `failed` what would be refused.
    dry_run: bool,
    state: JobState,
    /// Where it works: an address of `s3://`; of several places the folder they share.
    source: String,
    /// Where to.
    target: Option<String>,
    /// How many things were named.
    items: u64,
    /// Objects that are done.
    done: u64,
    /// Objects that are not, for a reason of their own.
    failed: u64,
    /// Bytes of those that are done.
    bytes: u64,
    /// Objects in all, once they are counted.
    total: Option<u64>,
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    created_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    started_at: Option<OffsetDateTime>,
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<OffsetDateTime>,
    /// Why it does not go on.
    #[schema(value_type = Option<ApiError>)]
    error: Option<Value>,
    /// The first twenty.
    first_failures: Vec<JobFailure>,
}

/// One object that is not done.
#[derive(Serialize, ToSchema)]
struct JobFailure {
    key: String,
    #[schema(value_type = ApiError)]
    error: Value,
}

/// What is done.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = JobKind)]
enum Kind {
    Delete,
    Copy,
    Move,
    Change,
    Restore,
    AbortUploads,
}

/// Where a job stands. The last three are ends.
#[derive(Clone, Copy, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum JobState {
    /// Others of this person come first.
    Queued,
    Running,
    Paused,
    /// It goes on by itself when its person has opened its role again.
    NeedsSignIn,
    /// All of it was tried; `failed` says how much of it in vain.
    Done,
    Cancelled,
    /// It cannot go on, for the reason `error`.
    Failed,
}

/// The jobs of this person in this role, newest first. Those that are over are listed for
/// a day.
#[derive(Serialize, ToSchema)]
pub(crate) struct Jobs {
    jobs: Vec<Job>,
}

impl JobState {
    fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled | Self::Failed)
    }
}

impl From<Failure> for JobFailure {
    fn from(failure: Failure) -> Self {
        let whole = failure
            .error
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok());
        let short =
            || json!({ "code": failure.code, "message": failure.message, "request_id": "" });
        Self {
            error: whole.unwrap_or_else(short),
            key: failure.object_key,
        }
    }
}

impl Job {
    fn of(job: kept::Job, failures: Vec<Failure>) -> ApiResult<Self> {
        Ok(Self {
            kind: word(job.kind)?,
            dry_run: job.dry_run == 1,
            state: word(job.state)?,
            source: job.source,
            target: job.target,
            items: bytes(job.items),
            done: bytes(job.done + job.more_done),
            failed: bytes(job.failed + job.more_failed),
            bytes: bytes(job.bytes + job.more_bytes),
            total: job.total.map(bytes),
            created_at: moment(job.created_at),
            started_at: job.started_at.map(moment),
            ended_at: job.ended_at.map(moment),
            error: job.error.and_then(|text| serde_json::from_str(&text).ok()),
            first_failures: failures.into_iter().map(JobFailure::from).collect(),
            id: job.id,
        })
    }

    async fn read(app: &App, job: kept::Job) -> ApiResult<Self> {
        let failures = match job.failed {
            0 => Vec::new(),
            _ => app.database.job_failures(&job.id, 0, WHOLE.into()).await?,
        };
        Self::of(job, failures)
    }
}

fn word<T: DeserializeOwned>(text: String) -> ApiResult<T> {
    serde_json::from_value(Value::String(text))
        .map_err(|error| ApiError::new(Code::Internal, error.to_string()))
}

fn moment(at: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(at).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

async fn find(app: &App, access: &Access, id: &str) -> ApiResult<kept::Job> {
    let found = app.database.job(&access.opened, id).await?;
    found.ok_or_else(|| ApiError::new(Code::Missing, "There is no such job any more."))
}

/// Begins work on many objects, which goes on without the page, after a restart of the
/// server and with the next sign-in. Two jobs of a person run at once, others are queued.
#[utoipa::path(post, path = "/api/connections/{connection}/jobs", operation_id = "create_job",
    params(("connection" = String, Path)), request_body = Wanted,
    responses((status = 200, body = Job), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn create(
    State(app): State<App>,
    session: Session,
    access: Access,
    request::Json(wanted): request::Json<Wanted>,
) -> ApiResult<Json<Job>> {
    let mut audited = audit::Pending::new(&app, &access, "create_job");
    audited.on(wanted.resources().into_iter());
    let job = audited.check(note(&app, &session, &access, &wanted).await)?;
    audited.finished(0, 0);
    app.jobs.look();
    Ok(Json(Job::of(job, Vec::new())?))
}

async fn note(
    app: &App,
    session: &Session,
    access: &Access,
    wanted: &Wanted,
) -> ApiResult<kept::Job> {
    let writer = match wanted.target_connection() {
        Some(name) => Some(Access::find(app, session, name).await?),
        None => None,
    };
    wanted.check(access, writer.as_ref())?;
    let (source, target) = wanted.ends();
    let job = kept::Job {
        id: Uuid::new_v4().to_string(),
        kind: wanted.kind().to_owned(),
        dry_run: i64::from(wanted.dry_run()),
        wanted: serde_json::to_string(wanted).map_err(|error| invalid(error.to_string()))?,
        items: i64::try_from(wanted.items()).unwrap_or(i64::MAX),
        source,
        target,
        state: "queued".to_owned(),
        created_at: now(),
        ..kept::Job::default()
    };
    let job = match &writer {
        Some(writer) => job.writing_by(&writer.opened),
        None => job,
    };
    let job = job.by(&access.opened);
    app.database.create_job(&job, &access.opened).await?;
    Ok(job)
}

/// The jobs of this person in this role.
#[utoipa::path(get, path = "/api/connections/{connection}/jobs", operation_id = "list_jobs",
    params(("connection" = String, Path)),
    responses((status = 200, body = Jobs), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(State(app): State<App>, access: Access) -> ApiResult<Json<Jobs>> {
    let mut jobs = Vec::new();
    for job in app.database.jobs(&access.opened).await? {
        jobs.push(Job::read(&app, job).await?);
    }
    Ok(Json(Jobs { jobs }))
}

/// One job.
#[utoipa::path(get, path = "/api/connections/{connection}/jobs/{id}", operation_id = "show_job",
    params(("connection" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = Job), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String)>,
) -> ApiResult<Json<Job>> {
    let Path((_, id)) = path;
    let job = find(&app, &access, &id).await?;
    Ok(Json(Job::read(&app, job).await?))
}

/// One job, at once and whenever it has changed, every 250 ms at most; ends when it is over.
#[utoipa::path(get, path = "/api/connections/{connection}/jobs/{id}/events", operation_id = "watch_job",
    params(("connection" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = Job, content_type = "text/event-stream"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn events(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String)>,
) -> ApiResult<Response> {
    let Path((_, id)) = path;
    find(&app, &access, &id).await?;
    let events = async_stream::stream! {
        let mut told = String::new();
        // One that has been forgotten meanwhile is over, too.
        while let Ok(Some(job)) = app.database.job(&access.opened, &id).await {
            let Ok(job) = Job::read(&app, job).await else { break };
            let text = serde_json::to_string(&job).unwrap_or_default();
            if text != told {
                yield Ok::<_, Infallible>(Event::default().data(&text));
                told = text;
            }
            if job.state.is_end() {
                break;
            }
            tokio::time::sleep(EVERY).await;
        }
    };
    let mut answer = Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response();
    ndjson::unbuffered(answer.headers_mut());
    Ok(answer)
}

/// Pauses a job; what is on its way ends or is broken off within a second.
#[utoipa::path(post, path = "/api/connections/{connection}/jobs/{id}/pause", operation_id = "pause_job",
    params(("connection" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn pause(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let Path((_, id)) = path;
    let paused = async {
        let job = find(&app, &access, &id).await?;
        match app.database.pause_job(&job.id).await? {
            true => Ok(()),
            false => Err(ApiError::new(Code::Conflict, "It does not run any more.")),
        }
    };
    let paused = paused.await;
    app.jobs.hear();
    audit::note(&app, &access, "pause_job", &id, paused).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets a job go on that was paused, could not go on, or is done but for what has failed:
/// that is tried again.
#[utoipa::path(post, path = "/api/connections/{connection}/jobs/{id}/resume", operation_id = "resume_job",
    params(("connection" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn resume(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let Path((_, id)) = path;
    let resumed = async {
        let job = find(&app, &access, &id).await?;
        match app.database.resume_job(&job.id).await? {
            true => Ok(()),
            false => Err(ApiError::new(
                Code::Conflict,
                "There is nothing left of it to do.",
            )),
        }
    };
    let resumed = resumed.await;
    app.jobs.look();
    audit::note(&app, &access, "resume_job", &id, resumed).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Cancels a job; forgets one that is over.
#[utoipa::path(delete, path = "/api/connections/{connection}/jobs/{id}", operation_id = "end_job",
    params(("connection" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn end(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let Path((_, id)) = path;
    let ended = async {
        let job = find(&app, &access, &id).await?;
        if !app.database.cancel_job(&job.id, None).await? {
            app.database.forget_job(&job.id).await?;
        }
        ApiResult::Ok(())
    };
    let ended = ended.await;
    app.jobs.hear();
    audit::note(&app, &access, "end_job", &id, ended).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What has failed, as a table to download.
#[utoipa::path(get, path = "/api/connections/{connection}/jobs/{id}/failures", operation_id = "get_job_failures",
    params(("connection" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = String, content_type = "text/csv"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn failures(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String)>,
) -> ApiResult<Response> {
    let Path((_, id)) = path;
    find(&app, &access, &id).await?;
    let lines = async_stream::try_stream! {
        yield "key,code,message\r\n".to_owned();
        let mut after = 0;
        loop {
            let page = app.database.job_failures(&id, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.rowid;
            yield page.iter().map(line).collect();
        }
    };
    let lines: futures::stream::BoxStream<'static, Result<String, DatabaseError>> = Box::pin(lines);
    let mut answer = Response::new(Body::from_stream(lines));
    let headers = answer.headers_mut();
    let kind = HeaderValue::from_static("text/csv; charset=utf-8; header=present");
    headers.insert(header::CONTENT_TYPE, kind);
    let name = HeaderValue::from_static("attachment; filename=\"failures.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(answer)
}

/// A line of the table. A key is whatever somebody chose to call an object: what a
/// spreadsheet would take for a formula is given to it as text.
fn line(failure: &Failure) -> String {
    let cells = [&failure.object_key, &failure.code, &failure.message].map(|text| {
        let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let mark = if formula { "'" } else { "" };
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    });
    format!("{}\r\n", cells.join(","))
}
