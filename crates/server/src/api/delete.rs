//! Deleting objects, and all below folders.

use axum::extract::State;
use axum::response::Response;
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_storage::address::{is_key, object_arn};
use wardrobe_storage::progress::Step;

use crate::access::Access;
use crate::audit::Pending;
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::request::{self, invalid};
use crate::{App, ndjson};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Deletion)]
pub(crate) struct Wanted {
    bucket: String,
    #[serde(default)]
    keys: Vec<String>,
    /// Each ends in `/`; all below it goes.
    #[serde(default)]
    prefixes: Vec<String>,
}

/// A line of the work.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum DeleteLine {
    /// So many so far.
    Progress { done: u64 },
    /// This one is still there.
    Failed { key: String, error: ApiError },
    /// That was all.
    End { deleted: u64, failed: u64 },
}

/// `folder` without its slash would also name `folder2/`.
pub(crate) fn whole_folders(prefixes: &[String]) -> ApiResult<()> {
    match prefixes.iter().find(|p| !p.ends_with('/')) {
        Some(prefix) => Err(invalid(format!(
            "The folder {prefix:?} must end in a slash."
        ))),
        None => Ok(()),
    }
}

/// As [`whole_folders`], or the whole bucket.
pub(crate) fn folders_or_all(prefixes: &[String]) -> ApiResult<()> {
    match prefixes {
        [all] if all.is_empty() => Ok(()),
        _ => whole_folders(prefixes),
    }
}

/// Deletes, and says how it goes line by line. It stops when nobody listens.
#[utoipa::path(post, path = "/api/connections/{connection}/delete", operation_id = "delete_objects",
    params(("connection" = String, Path)), request_body = Wanted,
    responses((status = 200, body = DeleteLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn delete(
    State(app): State<App>,
    access: Access,
    request::Json(wanted): request::Json<Wanted>,
) -> ApiResult<Response> {
    let Wanted {
        bucket,
        keys,
        prefixes,
    } = wanted;
    let mut pending = Pending::new(&app, &access, "delete_objects");
    pending.on(keys.iter().chain(&prefixes).map(|p| object_arn(&bucket, p)));
    let checked = whole_folders(&prefixes).and_then(|()| {
        if keys.iter().any(|key| !is_key(key)) {
            return Err(invalid("A key has 1 to 1,024 bytes."));
        }
        let all: Vec<_> = keys
            .iter()
            .chain(&prefixes)
            .map(|p| (bucket.as_str(), p.as_str()))
            .collect();
        access.to("s3:DeleteObject", &all)
    });
    let storage = pending.check(checked)?;
    let id = crate::security::current_request_id();
    let below = storage.clone();
    let of = bucket.clone();
    let steps = storage
        .delete_keys(&bucket, &keys)
        .chain(stream::iter(prefixes).flat_map(move |p| below.delete_prefix(&of, &p)));
    let lines = async_stream::stream! {
        let (mut deleted, mut failed) = (0, 0);
        let mut steps = Box::pin(steps);
        while let Some(step) = steps.next().await {
            match step {
                Step::Done { objects, .. } => {
                    deleted += objects;
                    yield DeleteLine::Progress { done: deleted };
                }
                Step::Failed { key, error } => {
                    failed += 1;
                    yield DeleteLine::Failed { key, error: ApiError::from(error).with_request_id(&id) };
                }
            }
            pending.so_far(deleted, failed);
        }
        pending.finished(deleted, failed);
        yield DeleteLine::End { deleted, failed };
    };
    Ok(ndjson::answer(lines))
}
