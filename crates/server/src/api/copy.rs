//! Copying, moving and renaming.

use std::collections::BTreeSet;
use std::ops::Bound;

use axum::extract::State;
use axum::response::Response;
use futures::StreamExt;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_storage::address::{is_key, object_arn};
use wardrobe_storage::copy::{Copying, Item};
use wardrobe_storage::progress::Step;
use wardrobe_storage::selection::Place;

use crate::access::Access;
use crate::audit::Pending;
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::request::{self, invalid};
use crate::{App, ndjson};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Copy)]
pub(crate) struct Wanted {
    source_bucket: String,
    target_bucket: String,
    items: Vec<CopyItem>,
    /// Delete each source once its copy is verified.
    #[serde(default, rename = "move")]
    and_delete: bool,
    /// Whether an object at the target may be written over.
    #[serde(default)]
    overwrite: bool,
}

/// One thing to copy.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum CopyItem {
    /// One object, to exactly this key.
    Object { from: String, to: String },
    /// All below a folder, to below another. Both end in `/`.
    Prefix { from: String, to: String },
}

/// A line of the work.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum CopyLine {
    /// So many so far.
    Progress { done: u64, bytes: u64 },
    /// This one was not copied, or for a move, is still at its old place too.
    Failed { key: String, error: ApiError },
    /// That was all.
    End { copied: u64, failed: u64 },
}

impl CopyItem {
    pub(crate) fn ends(&self) -> (&str, &str) {
        match self {
            Self::Object { from, to } | Self::Prefix { from, to } => (from, to),
        }
    }

    fn folder(&self) -> bool {
        matches!(self, Self::Prefix { .. })
    }

    /// What is to be copied.
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Object { from, .. } => Place::Object(from.clone()),
            Self::Prefix { from, .. } => Place::Below(from.clone()),
        }
    }

    fn check(&self, one_bucket: bool) -> ApiResult<()> {
        let (from, to) = self.ends();
        let folder = self.folder();
        // All of a bucket begins with nothing.
        if [from, to]
            .iter()
            .any(|place| !(is_key(place) || folder && place.is_empty()))
        {
            return Err(invalid("A key has 1 to 1,024 bytes."));
        }
        if folder && [from, to].iter().any(|place| !is_folder(place)) {
            return Err(invalid("A folder ends in a slash."));
        }
        if one_bucket && from == to {
            return Err(invalid("This is already its place."));
        }
        if one_bucket && folder && to.starts_with(from) {
            return Err(invalid("A folder cannot go into itself."));
        }
        Ok(())
    }
}

/// Refuses what would lose something, or makes no sense.
pub(crate) fn check(items: &[CopyItem], one_bucket: bool) -> ApiResult<()> {
    items.iter().try_for_each(|item| item.check(one_bucket))?;
    apart(items)?;
    if one_bucket { in_order(items) } else { Ok(()) }
}

/// Whether a prefix is a folder, or all of a bucket.
fn is_folder(prefix: &str) -> bool {
    prefix.is_empty() || prefix.ends_with('/')
}

/// What one thing becomes may not be what another is made of: they are worked on at once.
fn in_order(items: &[CopyItem]) -> ApiResult<()> {
    let sources: BTreeSet<&str> = items.iter().map(|item| item.ends().0).collect();
    let folders: BTreeSet<&str> = items
        .iter()
        .filter(|i| i.folder())
        .map(|i| i.ends().0)
        .collect();
    for item in items {
        let (_, to) = item.ends();
        let upto = (Bound::Included(to), Bound::Unbounded);
        let first = sources.range::<str, _>(upto).next();
        let covers = item.folder() && first.is_some_and(|source| source.starts_with(to));
        let mut above = to
            .match_indices('/')
            .map(|(at, slash)| &to[..at + slash.len()]);
        if sources.contains(to) || covers || above.any(|folder| folders.contains(folder)) {
            return Err(invalid(format!("{to:?} is itself to be copied.")));
        }
    }
    Ok(())
}

/// Two sources for one target would leave only one of them.
fn apart(items: &[CopyItem]) -> ApiResult<()> {
    let mut targets: Vec<&str> = items.iter().map(|item| item.ends().1).collect();
    targets.sort_unstable();
    let clash = targets
        .windows(2)
        .find(|pair| pair[0] == pair[1] || (is_folder(pair[0]) && pair[1].starts_with(pair[0])));
    match clash {
        Some(pair) => Err(invalid(format!(
            "Two things would come to be at {:?}.",
            pair[1]
        ))),
        None => Ok(()),
    }
}

impl From<CopyItem> for Item {
    fn from(item: CopyItem) -> Self {
        match item {
            CopyItem::Object { from, to } => Self::Object { from, to },
            CopyItem::Prefix { from, to } => Self::Prefix { from, to },
        }
    }
}

/// Copies or moves inside S3, and says how it goes line by line. It stops when
/// nobody listens. No source is deleted before its copy is verified.
#[utoipa::path(post, path = "/api/connections/{connection}/copy", operation_id = "copy_objects",
    params(("connection" = String, Path)), request_body = Wanted,
    responses((status = 200, body = CopyLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn copy(
    State(app): State<App>,
    access: Access,
    request::Json(wanted): request::Json<Wanted>,
) -> ApiResult<Response> {
    let Wanted {
        source_bucket: source,
        target_bucket: target,
        items,
        ..
    } = &wanted;
    let operation = if wanted.and_delete {
        "move_objects"
    } else {
        "copy_objects"
    };
    let mut pending = Pending::new(&app, &access, operation);
    pending.on(items.iter().map(|item| {
        let (from, to) = item.ends();
        format!("{} -> {}", object_arn(source, from), object_arn(target, to))
    }));
    let checked = check(items, source == target).and_then(|()| {
        let from: Vec<_> = items
            .iter()
            .map(|i| (source.as_str(), i.ends().0))
            .collect();
        let to: Vec<_> = items
            .iter()
            .map(|i| (target.as_str(), i.ends().1))
            .collect();
        access.to("s3:GetObject", &from)?;
        access.to("s3:PutObject", &to)
    });
    let storage = pending.check(checked)?;
    let id = crate::security::current_request_id();
    let copying = Copying {
        source_bucket: wanted.source_bucket,
        target_bucket: wanted.target_bucket,
        and_delete: wanted.and_delete,
        overwrite: wanted.overwrite,
    };
    let steps = storage.copy(copying, wanted.items.into_iter().map(Item::from).collect());
    let lines = async_stream::stream! {
        let (mut copied, mut bytes, mut failed) = (0, 0, 0);
        let mut steps = Box::pin(steps);
        while let Some(step) = steps.next().await {
            match step {
                Step::Done { objects, bytes: more } => {
                    (copied, bytes) = (copied + objects, bytes + more);
                    yield CopyLine::Progress { done: copied, bytes };
                }
                Step::Failed { key, error } => {
                    failed += 1;
                    yield CopyLine::Failed { key, error: ApiError::from(error).with_request_id(&id) };
                }
            }
            pending.so_far(copied, failed);
        }
        pending.finished(copied, failed);
        yield CopyLine::End { copied, failed };
    };
    Ok(ndjson::answer(lines))
}
