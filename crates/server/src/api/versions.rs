//! The versions of one object: seeing them, having one back, and deleting one for good.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::address::{is_key, object_arn};
use wardrobe_storage::bucket::Versioning;
use wardrobe_storage::versions::Version;

use super::bucket::Kept;
use crate::access::Access;
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::request::{self, InQuery, invalid};
use crate::{App, audit, ndjson};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    bucket: String,
    key: String,
}

/// A line of the list of an object's versions.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum VersionsLine {
    /// The newest first.
    Page { versions: Vec<ObjectVersion> },
    /// That was all.
    End {
        /// Whether the bucket keeps versions at all.
        versioning: Kept,
    },
    /// The rest cannot be listed.
    Error { error: ApiError },
}

/// One version of an object, or the marker that hides what was before it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ObjectVersion {
    /// `null` where it was written without versioning.
    version_id: String,
    /// Whether it is what is read when no version is named.
    latest: bool,
    /// It has no content, and hides what was before it.
    delete_marker: bool,
    /// Bytes.
    size: u64,
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    last_modified: Option<OffsetDateTime>,
    etag: Option<String>,
    storage_class: Option<String>,
}

impl From<Version> for ObjectVersion {
    fn from(version: Version) -> Self {
        Self {
            version_id: version.version_id,
            latest: version.latest,
            delete_marker: version.delete_marker,
            size: version.size,
            last_modified: version.last_modified,
            etag: version.etag,
            storage_class: version.storage_class,
        }
    }
}

/// Lists all versions of one object, a line for each page of S3's. If the first page fails,
/// the answer is a plain error.
#[utoipa::path(get, path = "/api/connections/{connection}/versions", operation_id = "list_versions",
    params(("connection" = String, Path), Asked),
    responses((status = 200, body = VersionsLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(
    access: Access,
    InQuery(Asked { bucket, key }): InQuery<Asked>,
) -> ApiResult<Response> {
    let storage = access.to_object("s3:ListBucketVersions", &bucket, &key)?;
    let mut pages = Box::pin(storage.versions(&bucket, &key));
    let first = pages.next().await.transpose()?;
    let id = crate::security::current_request_id();
    let lines = async_stream::stream! {
        let mut pages = stream::iter(first.map(Ok)).chain(pages);
        while let Some(page) = pages.next().await {
            match page {
                Ok(page) => yield VersionsLine::Page {
                    versions: page.into_iter().map(ObjectVersion::from).collect(),
                },
                Err(error) => {
                    yield VersionsLine::Error { error: ApiError::from(error).with_request_id(&id) };
                    return;
                }
            }
        }
        let versioning = storage.versioning(&bucket).await.unwrap_or(Versioning::Unknown).into();
        yield VersionsLine::End { versioning };
    };
    Ok(ndjson::answer(lines))
}

/// One version of an object.
#[derive(Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
#[schema(as = OneVersion)]
pub(crate) struct One {
    bucket: String,
    key: String,
    version_id: String,
}

impl One {
    /// Without a version, S3 would take it for the object itself.
    fn check(&self) -> ApiResult<()> {
        if !is_key(&self.key) {
            return Err(invalid("A key has 1 to 1,024 bytes."));
        }
        match self.version_id.is_empty() {
            true => Err(invalid("Which version is not said.")),
            false => Ok(()),
        }
    }

    fn arn(&self) -> String {
        format!(
            "{} version {}",
            object_arn(&self.bucket, &self.key),
            self.version_id
        )
    }
}

/// A version that is the current one again, as a new one on top.
#[derive(Serialize, ToSchema)]
pub(crate) struct RestoredVersion {
    key: String,
    /// Bytes.
    size: u64,
}

/// Makes a version the current one again, by a copy on top of what is there.
#[utoipa::path(post, path = "/api/connections/{connection}/versions/restore",
    operation_id = "restore_version", params(("connection" = String, Path)), request_body = One,
    responses((status = 200, body = RestoredVersion), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn restore(
    State(app): State<App>,
    access: Access,
    request::Json(one): request::Json<One>,
) -> ApiResult<Json<RestoredVersion>> {
    let restored = async {
        one.check()?;
        let storage = access.to_object("s3:GetObjectVersion", &one.bucket, &one.key)?;
        // Where no versions are kept, what is there now would be lost.
        storage.clock(&one.bucket).await?;
        let restored = storage.restore_version(&one.bucket, &one.key, &one.version_id);
        ApiResult::Ok(restored.await?)
    };
    let restored = restored.await;
    let size = audit::note(&app, &access, "restore_version", &one.arn(), restored).await?;
    Ok(Json(RestoredVersion { key: one.key, size }))
}

/// Deletes one version, or a delete marker, for good.
#[utoipa::path(delete, path = "/api/connections/{connection}/versions",
    operation_id = "delete_version", params(("connection" = String, Path), One),
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn delete(
    State(app): State<App>,
    access: Access,
    InQuery(one): InQuery<One>,
) -> ApiResult<StatusCode> {
    let gone = async {
        one.check()?;
        let storage = access.to_object("s3:DeleteObjectVersion", &one.bucket, &one.key)?;
        let version = Some(one.version_id.as_str());
        ApiResult::Ok(storage.delete(&one.bucket, &one.key, version, None).await?)
    };
    let gone = gone.await;
    audit::note(&app, &access, "delete_version", &one.arn(), gone).await?;
    Ok(StatusCode::NO_CONTENT)
}
