//! What S3 knows of one object.

use std::collections::BTreeMap;

use axum::Json;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::head::Head;

use crate::access::Access;
use crate::error::{ApiResult, ErrorAnswer};
use crate::request::InQuery;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    bucket: String,
    key: String,
    version_id: Option<String>,
}

/// What S3 knows of one object.
#[derive(Serialize, ToSchema)]
pub(crate) struct Properties {
    key: String,
    /// Bytes.
    size: u64,
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    last_modified: Option<OffsetDateTime>,
    etag: Option<String>,
    content_type: Option<String>,
    content_encoding: Option<String>,
    content_language: Option<String>,
    content_disposition: Option<String>,
    cache_control: Option<String>,
    storage_class: Option<String>,
    version_id: Option<String>,
    metadata: BTreeMap<String, String>,
    /// `AES256`, `aws:kms`, …
    encryption: Option<String>,
    kms_key: Option<String>,
    checksum: Option<Checksum>,
    /// It must be restored before it can be read.
    archived: bool,
    /// S3's `x-amz-restore`.
    restore: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct Checksum {
    algorithm: &'static str,
    /// Base64.
    value: String,
    /// `FULL_OBJECT` or `COMPOSITE`.
    kind: Option<String>,
}

impl Properties {
    fn of(key: String, head: Head) -> Self {
        Self {
            key,
            archived: head.archived(),
            size: head.size,
            last_modified: head.last_modified,
            etag: head.etag,
            content_type: head.content_type,
            content_encoding: head.content_encoding,
            content_language: head.content_language,
            content_disposition: head.content_disposition,
            cache_control: head.cache_control,
            storage_class: head.storage_class,
            version_id: head.version_id,
            metadata: head.metadata.into_iter().collect(),
            encryption: head.encryption,
            kms_key: head.kms_key,
            checksum: head.checksum.map(|c| Checksum {
                algorithm: c.algorithm,
                value: c.value,
                kind: c.kind,
            }),
            restore: head.restore,
        }
    }
}

/// What S3 knows of one object.
#[utoipa::path(get, path = "/api/connections/{connection}/object/properties",
    operation_id = "show_properties", params(("connection" = String, Path), Asked),
    responses((status = 200, body = Properties), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(
    access: Access,
    InQuery(asked): InQuery<Asked>,
) -> ApiResult<Json<Properties>> {
    let storage = access.to_object("s3:GetObject", &asked.bucket, &asked.key)?;
    let head = storage
        .head(&asked.bucket, &asked.key, asked.version_id.as_deref())
        .await?;
    Ok(Json(Properties::of(asked.key, head)))
}
