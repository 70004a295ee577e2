//! Undoing deletes in a bucket that keeps versions.

use axum::extract::State;
use axum::response::Response;
use futures::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use wardrobe_storage::address::{is_key, object_arn};
use wardrobe_storage::progress::Step;
use wardrobe_storage::selection::{Except, Selection};
use wardrobe_storage::undelete::Deleted;

use super::delete::whole_folders;
use crate::access::Access;
use crate::audit::Pending;
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::request::{self, invalid};
use crate::{App, ndjson};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Undeletion)]
pub(crate) struct Wanted {
    bucket: String,
    #[serde(default)]
    keys: Vec<String>,
    /// Each ends in `/`, or is empty for the whole bucket.
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    except_keys: Vec<String>,
    #[serde(default)]
    except_prefixes: Vec<String>,
    /// When the delete began, by the clock of this server.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    since: OffsetDateTime,
    /// When it ended: what others delete later stays deleted.
    #[serde(default, with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<OffsetDateTime>,
}

/// A line of the work.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum RestoreLine {
    /// So many so far.
    Progress { done: u64, bytes: u64 },
    /// This one is as it was.
    Failed { key: String, error: ApiError },
    /// That was all.
    End { restored: u64, failed: u64 },
}

/// What to work on, once it makes sense: the places, for asking whether they are offered.
pub(crate) fn places(among: &Selection) -> ApiResult<Vec<(&str, &str)>> {
    if among.keys.iter().any(|key| !is_key(key)) {
        return Err(invalid("A key has 1 to 1,024 bytes."));
    }
    let mut folders = among.prefixes.iter();
    if let Some(part) = folders.find(|p| !p.is_empty() && !p.ends_with('/')) {
        return Err(invalid(format!("The folder {part:?} must end in a slash.")));
    }
    let all = among.keys.iter().chain(&among.prefixes);
    Ok(all
        .map(|place| (among.bucket.as_str(), place.as_str()))
        .collect())
}

/// By their ARNs, for the record.
pub(crate) fn named(among: &Selection) -> impl Iterator<Item = String> {
    let all = among.keys.iter().chain(&among.prefixes);
    all.map(|place| object_arn(&among.bucket, place))
}

/// Tells how it goes, and records it.
pub(crate) fn told(
    steps: impl Stream<Item = Step> + Send + 'static,
    mut pending: Pending,
) -> Response {
    let id = crate::security::current_request_id();
    let lines = async_stream::stream! {
        let (mut done, mut bytes, mut failed) = (0, 0, 0);
        let mut steps = Box::pin(steps);
        while let Some(step) = steps.next().await {
            match step {
                Step::Done { objects, bytes: more } => {
                    (done, bytes) = (done + objects, bytes + more);
                    yield RestoreLine::Progress { done, bytes };
                }
                Step::Failed { key, error } => {
                    failed += 1;
                    yield RestoreLine::Failed { key, error: ApiError::from(error).with_request_id(&id) };
                }
            }
            pending.so_far(done, failed);
        }
        pending.finished(done, failed);
        yield RestoreLine::End { restored: done, failed };
    };
    ndjson::answer(lines)
}

/// Brings back what was deleted in that time: takes away the delete markers that are the
/// latest of their keys. S3 stamps them by its own clock, and to the second: the difference
/// to ours is asked for, and what was deleted within some two seconds of that time comes
/// back too. Only where the bucket keeps versions.
#[utoipa::path(post, path = "/api/connections/{connection}/undelete",
    operation_id = "undelete_objects", params(("connection" = String, Path)),
    request_body = Wanted,
    responses((status = 200, body = RestoreLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn undelete(
    State(app): State<App>,
    access: Access,
    request::Json(wanted): request::Json<Wanted>,
) -> ApiResult<Response> {
    let Wanted { since, until, .. } = wanted;
    let whole = whole_folders(&wanted.except_prefixes);
    let among = Selection {
        bucket: wanted.bucket,
        keys: wanted.keys,
        prefixes: wanted.prefixes,
        except: Except::new(wanted.except_keys, wanted.except_prefixes),
    };
    let mut pending = Pending::new(&app, &access, "undelete_objects");
    pending.on(named(&among));
    let checked = async {
        whole?;
        let storage = access.to("s3:DeleteObjectVersion", &places(&among)?)?;
        let clock = storage.clock(&among.bucket).await?;
        ApiResult::Ok((storage, clock))
    };
    let (storage, clock) = pending.check(checked.await)?;
    let deleted = Deleted {
        since: clock.earliest(since),
        until: until.map(|until| clock.latest(until)),
    };
    Ok(told(storage.undelete(among, deleted), pending))
}
