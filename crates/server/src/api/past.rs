//! A folder as it was at a moment: seeing it, and having it back.

use axum::extract::State;
use axum::response::Response;
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::as_of::{Change, PastPage};
use wardrobe_storage::bucket::Versioning;
use wardrobe_storage::selection::{Except, Selection};
use wardrobe_storage::versions::Version;

use super::bucket::Kept;
use super::delete::whole_folders;
use super::undelete::{RestoreLine, named, places, told};
use crate::access::Access;
use crate::audit::Pending;
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::request::{self, InQuery, invalid};
use crate::{App, ndjson};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    bucket: String,
    /// Empty, or ends in `/`.
    #[serde(default)]
    prefix: String,
    /// The moment, in S3's time; S3 dates to the second.
    #[serde(with = "time::serde::rfc3339")]
    #[param(value_type = String, format = DateTime)]
    at: OffsetDateTime,
}

/// A line of the listing of a folder as it was.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum PastLine {
    /// A part of what was there; some parts are empty.
    Page {
        prefixes: Vec<String>,
        objects: Vec<PastObject>,
    },
    /// That was all.
    End {
        /// Where versions are no longer made, or were not always, not all is known.
        versioning: Kept,
    },
    /// The rest cannot be listed.
    Error { error: ApiError },
}

/// An object as it was.
#[derive(Serialize, ToSchema)]
pub(crate) struct PastObject {
    key: String,
    version_id: String,
    /// Whether it still is so.
    latest: bool,
    /// Bytes.
    size: u64,
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    last_modified: Option<OffsetDateTime>,
    etag: Option<String>,
    storage_class: Option<String>,
}

impl From<Version> for PastObject {
    fn from(version: Version) -> Self {
        Self {
            key: version.key,
            version_id: version.version_id,
            latest: version.latest,
            size: version.size,
            last_modified: version.last_modified,
            etag: version.etag,
            storage_class: version.storage_class,
        }
    }
}

impl From<PastPage> for PastLine {
    fn from(page: PastPage) -> Self {
        Self::Page {
            prefixes: page.prefixes,
            objects: page.objects.into_iter().map(PastObject::from).collect(),
        }
    }
}

/// Lists a folder as it was. If the first page fails, or the bucket has never kept versions,
/// the answer is a plain error.
#[utoipa::path(get, path = "/api/connections/{connection}/versions/folder",
    operation_id = "list_past", params(("connection" = String, Path), Asked),
    responses((status = 200, body = PastLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(
    access: Access,
    InQuery(Asked { bucket, prefix, at }): InQuery<Asked>,
) -> ApiResult<Response> {
    if !prefix.is_empty() && !prefix.ends_with('/') {
        return Err(invalid("A folder ends in a slash."));
    }
    let storage = access.to("s3:ListBucketVersions", &[(&bucket, &prefix)])?;
    let versioning = storage
        .versioning(&bucket)
        .await
        .unwrap_or(Versioning::Unknown);
    if versioning == Versioning::Off {
        return Err(invalid("This bucket keeps no versions."));
    }
    let mut pages = Box::pin(storage.folder_as_of(&bucket, &prefix, at));
    let first = pages.next().await.transpose()?;
    let id = crate::security::current_request_id();
    let lines = async_stream::stream! {
        let mut pages = stream::iter(first.map(Ok)).chain(pages);
        while let Some(page) = pages.next().await {
            match page {
                Ok(page) => yield PastLine::from(page),
                Err(error) => {
                    yield PastLine::Error { error: ApiError::from(error).with_request_id(&id) };
                    return;
                }
            }
        }
        yield PastLine::End { versioning: versioning.into() };
    };
    Ok(ndjson::answer(lines))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PastWanted)]
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
    /// The moment, in S3's time; S3 dates to the second.
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    at: OffsetDateTime,
}

impl Wanted {
    fn taken_apart(self) -> ApiResult<(Selection, OffsetDateTime)> {
        whole_folders(&self.except_prefixes)?;
        let among = Selection {
            bucket: self.bucket,
            keys: self.keys,
            prefixes: self.prefixes,
            except: Except::new(self.except_keys, self.except_prefixes),
        };
        Ok((among, self.at))
    }
}

/// A line of the count of what a restore would change.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum RestoreMeasureLine {
    /// So much so far.
    Progress {
        /// Earlier versions that would be copied on top.
        restored: u64,
        /// Their bytes.
        bytes: u64,
        /// Objects that were not there then, and would be hidden by delete markers.
        hidden: u64,
    },
    /// So much in all.
    End {
        restored: u64,
        bytes: u64,
        hidden: u64,
    },
    /// The rest cannot be counted.
    Error { error: ApiError },
}

/// Counts what [`restore`] would change.
#[utoipa::path(post, path = "/api/connections/{connection}/restore/measure",
    operation_id = "measure_restore", params(("connection" = String, Path)),
    request_body = Wanted,
    responses((status = 200, body = RestoreMeasureLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn measure(
    access: Access,
    request::Json(wanted): request::Json<Wanted>,
) -> ApiResult<Response> {
    /// Changes between two lines.
    const OFTEN: u64 = 500;
    let (among, at) = wanted.taken_apart()?;
    let storage = access.to("s3:ListBucketVersions", &places(&among)?)?;
    storage.clock(&among.bucket).await?;
    let id = crate::security::current_request_id();
    let lines = async_stream::stream! {
        let (mut restored, mut bytes, mut hidden) = (0, 0, 0);
        let mut changes = Box::pin(storage.changes_since(among, at));
        while let Some(change) = changes.next().await {
            match change {
                Ok(Change::Restore(version)) => (restored, bytes) = (restored + 1, bytes + version.size),
                Ok(Change::Hide { .. }) => hidden += 1,
                Err(failed) => {
                    yield RestoreMeasureLine::Error { error: ApiError::from(failed.error).with_request_id(&id) };
                    return;
                }
            }
            if (restored + hidden) % OFTEN == 0 {
                yield RestoreMeasureLine::Progress { restored, bytes, hidden };
            }
        }
        yield RestoreMeasureLine::End { restored, bytes, hidden };
    };
    Ok(ndjson::answer(lines))
}

/// Makes everything be as it was, as far as it is not: what was another version then is
/// copied on top, what was not there is hidden by a delete marker. Nothing is deleted for
/// good, and a restore to the moment before undoes it. Only where the bucket keeps versions.
#[utoipa::path(post, path = "/api/connections/{connection}/restore",
    operation_id = "restore_past", params(("connection" = String, Path)),
    request_body = Wanted,
    responses((status = 200, body = RestoreLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn restore(
    State(app): State<App>,
    access: Access,
    request::Json(wanted): request::Json<Wanted>,
) -> ApiResult<Response> {
    let mut pending = Pending::new(&app, &access, "restore_past");
    let (among, at) = pending.check(wanted.taken_apart())?;
    pending.on(named(&among));
    let checked = async {
        let places = places(&among)?;
        access.to("s3:GetObjectVersion", &places)?;
        access.to("s3:DeleteObject", &places)?;
        let storage = access.to("s3:PutObject", &places)?;
        storage.clock(&among.bucket).await?;
        ApiResult::Ok(storage)
    };
    let storage = pending.check(checked.await)?;
    Ok(told(storage.restore_as_of(among, at), pending))
}
