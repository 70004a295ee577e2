//! Writing one object.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::address::object_arn;
use wardrobe_storage::objects::{PutOptions, Stored};
use wardrobe_storage::rewrite::Rewriting;
use wardrobe_storage::{Kind, body};

use crate::access::Access;
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::request::{InQuery, content_length, invalid, text};
use crate::{App, audit};

/// More must go by parts.
const PUT_MAX: u64 = 5 * 1024 * 1024 * 1024;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Target {
    bucket: String,
    key: String,
    /// What is kept of the object that is written over, which `If-Match` has to name.
    #[param(inline)]
    keep: Option<Keep>,
}

/// What stays as it is when an object gets other bytes.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Keep {
    /// Type, headers, metadata, tags, storage class and encryption.
    All,
    /// The same without its tags, for who may not read or write them.
    AllButTags,
}

/// An object that S3 has said it holds.
#[derive(Serialize, ToSchema)]
#[schema(as = Stored)]
pub(crate) struct Put {
    key: String,
    /// Bytes.
    size: u64,
    etag: Option<String>,
    version_id: Option<String>,
    /// CRC64NVME in base64, when S3 keeps one.
    checksum: Option<String>,
}

impl Put {
    pub(crate) fn new(key: String, size: u64, stored: Stored) -> Self {
        Self {
            key,
            size,
            etag: stored.etag,
            version_id: stored.version_id,
            checksum: stored.crc64nvme,
        }
    }
}

/// Stores the body as an object. With `If-None-Match: *` never over another, with `If-Match`
/// only over the one of that ETag. A connection that is cut stores nothing.
#[utoipa::path(put, path = "/api/connections/{connection}/object", operation_id = "put_object",
    params(("connection" = String, Path), Target),
    request_body(content = [u8], content_type = "application/octet-stream"),
    responses((status = 200, body = Put), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn put(
    State(app): State<App>,
    access: Access,
    InQuery(target): InQuery<Target>,
    headers: HeaderMap,
    bytes: Body,
) -> ApiResult<Json<Put>> {
    let stored = store(&access, &target, &headers, bytes).await;
    let Target { bucket, key, .. } = target;
    let resource = object_arn(&bucket, &key);
    let (size, stored) = audit::note(&app, &access, "put_object", &resource, stored).await?;
    Ok(Json(Put::new(key, size, stored)))
}

async fn store(
    access: &Access,
    target: &Target,
    headers: &HeaderMap,
    bytes: Body,
) -> ApiResult<(u64, Stored)> {
    let (bucket, key) = (&target.bucket, &target.key);
    let storage = access.to_object("s3:PutObject", bucket, key)?;
    let size = content_length(headers)?;
    if size > PUT_MAX {
        return Err(ApiError::new(
            Code::TooLarge,
            "More than 5 GiB must be uploaded in parts.",
        ));
    }
    let create_only = match text(headers, "if-none-match").as_deref() {
        None => false,
        Some("*") => true,
        Some(_) => return Err(invalid("If-None-Match must be *.")),
    };
    let (if_match, crc64nvme) = (
        text(headers, "if-match"),
        text(headers, "x-amz-checksum-crc64nvme"),
    );
    let bytes = body::from_stream(bytes.into_data_stream());
    let stored = if let Some(keep) = target.keep {
        let rewriting = Rewriting {
            etag: named(if_match, create_only)?,
            without_tags: keep == Keep::AllButTags,
            crc64nvme,
        };
        storage.rewrite(bucket, key, bytes, size, rewriting).await
    } else {
        let options = PutOptions {
            content_type: text(headers, "content-type"),
            create_only,
            if_match,
            crc64nvme,
            ..PutOptions::default()
        };
        storage.put(bucket, key, bytes, size, options).await
    };
    match stored {
        Err(error) if create_only && error.kind == Kind::PreconditionFailed => Err(taken()),
        other => Ok((size, other?)),
    }
}

/// The one ETag of which something is kept.
fn named(if_match: Option<String>, create_only: bool) -> ApiResult<String> {
    let one = |etag: &String| etag != "*" && !etag.contains(',');
    match if_match.filter(one) {
        Some(etag) if !create_only => Ok(etag),
        _ => Err(invalid(
            "What is to be kept is that of the object which If-Match names by its ETag.",
        )),
    }
}

/// What stands in the way of an object that may only be new.
pub(crate) fn taken() -> ApiError {
    ApiError::new(Code::Conflict, "There is already an object of this name.")
}
