//! The bytes of one object.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::address::object_arn;
use wardrobe_storage::objects::{Conditions, PutOptions, Stored};
use wardrobe_storage::{Kind, Storage, StorageError, body};

use crate::access::Access;
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::hostile::{self, Shown};
use crate::request::{InQuery, content_length, invalid, text};
use crate::{App, audit};

/// More must go by parts.
const PUT_MAX: u64 = 5 * 1024 * 1024 * 1024;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    bucket: String,
    key: String,
    version_id: Option<String>,
    /// `inline` to show it in the page, else it is to be saved.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    disposition: Shown,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Target {
    bucket: String,
    key: String,
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

/// The bytes, or a range of them. Honours `Range`, `If-Range`, `If-Match`,
/// `If-None-Match`, `If-Modified-Since` and `If-Unmodified-Since`.
#[utoipa::path(get, path = "/api/connections/{connection}/object", operation_id = "get_object",
    params(("connection" = String, Path), Asked),
    responses((status = 200, body = [u8], content_type = "application/octet-stream"),
              (status = 206, body = [u8], content_type = "application/octet-stream"),
              (status = 304), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn get(
    access: Access,
    InQuery(asked): InQuery<Asked>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let storage = access.to_object("s3:GetObject", &asked.bucket, &asked.key)?;
    let object = match fetch(&storage, &asked, &headers).await {
        Err(error) if error.kind == Kind::NotModified => return Ok(not_modified()),
        other => other?,
    };
    let mut response = Response::new(Body::empty());
    if object.content_range.is_some() {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    let put = response.headers_mut();
    let date = object
        .last_modified
        .as_ref()
        .and_then(|at| at.fmt(aws_smithy_types::date_time::Format::HttpDate).ok());
    set(
        put,
        header::CONTENT_LENGTH,
        object.content_length.map(|n| n.to_string()),
    );
    set(put, header::CONTENT_RANGE, object.content_range.clone());
    set(put, header::ETAG, object.e_tag.clone());
    set(put, header::LAST_MODIFIED, date);
    let encoding = object.content_encoding.as_deref();
    hostile::dress(
        put,
        asked.disposition,
        object.content_type.as_deref(),
        encoding,
        &asked.key,
    );
    *response.body_mut() = Body::new(object.body.into_inner());
    Ok(response)
}

type Object = aws_sdk_s3::operation::get_object::GetObjectOutput;

/// `If-Range` is `If-Match` whose failure means "then all of it".
/// <https://www.rfc-editor.org/rfc/rfc9110#name-if-range>
async fn fetch(
    storage: &Storage,
    asked: &Asked,
    headers: &HeaderMap,
) -> Result<Object, StorageError> {
    let version = asked.version_id.as_deref();
    let mut conditions = Conditions {
        range: text(headers, "range"),
        if_match: text(headers, "if-match"),
        if_none_match: text(headers, "if-none-match"),
        if_modified_since: text(headers, "if-modified-since"),
        if_unmodified_since: text(headers, "if-unmodified-since"),
    };
    let Some(unchanged) = text(headers, "if-range").filter(|_| conditions.range.is_some()) else {
        return storage
            .get(&asked.bucket, &asked.key, version, &conditions)
            .await;
    };
    let whole = Conditions {
        range: None,
        ..conditions.clone()
    };
    match unchanged.starts_with(['"', 'W']) {
        true => conditions.if_match = Some(unchanged),
        false => conditions.if_unmodified_since = Some(unchanged),
    }
    match storage
        .get(&asked.bucket, &asked.key, version, &conditions)
        .await
    {
        Err(error) if error.kind == Kind::PreconditionFailed => {
            storage
                .get(&asked.bucket, &asked.key, version, &whole)
                .await
        }
        other => other,
    }
}

/// The same headers without the bytes.
#[utoipa::path(head, path = "/api/connections/{connection}/object", operation_id = "head_object",
    params(("connection" = String, Path), Asked),
    responses((status = 200), (status = 304), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn head(
    access: Access,
    InQuery(asked): InQuery<Asked>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let storage = access.to_object("s3:GetObject", &asked.bucket, &asked.key)?;
    let head = storage
        .head(&asked.bucket, &asked.key, asked.version_id.as_deref())
        .await?;
    let named = |name| text(&headers, name).zip(head.etag.clone());
    if named("if-none-match").is_some_and(|(list, etag)| lists(&list, &etag)) {
        return Ok(not_modified());
    }
    if named("if-match").is_some_and(|(list, etag)| !lists(&list, &etag)) {
        return Err(ApiError::new(
            Code::PreconditionFailed,
            "The object is not what it was when you looked.",
        ));
    }
    let mut response = Response::new(Body::empty());
    let put = response.headers_mut();
    set(put, header::CONTENT_LENGTH, Some(head.size.to_string()));
    set(put, header::ETAG, head.etag.clone());
    let date = head
        .last_modified
        .map(|at| httpdate::fmt_http_date(at.into()));
    set(put, header::LAST_MODIFIED, date);
    let encoding = head.content_encoding.as_deref();
    hostile::dress(
        put,
        asked.disposition,
        head.content_type.as_deref(),
        encoding,
        &asked.key,
    );
    Ok(response)
}

fn lists(list: &str, etag: &str) -> bool {
    let mut tags = list
        .split(',')
        .map(|tag| tag.trim().trim_start_matches("W/"));
    list.trim() == "*" || tags.any(|tag| tag == etag)
}

fn not_modified() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response
}

fn set(headers: &mut HeaderMap, name: header::HeaderName, value: Option<String>) {
    if let Some(value) = value.and_then(|v| HeaderValue::try_from(v).ok()) {
        headers.insert(name, value);
    }
}

/// Stores the body as an object. With `If-None-Match: *` never over another.
/// A connection that is cut stores nothing.
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
    let Target { bucket, key } = target;
    let stored = store(&access, &bucket, &key, &headers, bytes).await;
    let resource = object_arn(&bucket, &key);
    let (size, stored) = audit::note(&app, &access, "put_object", &resource, stored).await?;
    Ok(Json(Put::new(key, size, stored)))
}

async fn store(
    access: &Access,
    bucket: &str,
    key: &str,
    headers: &HeaderMap,
    bytes: Body,
) -> ApiResult<(u64, Stored)> {
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
    let options = PutOptions {
        content_type: text(headers, "content-type"),
        create_only,
        if_match: text(headers, "if-match"),
        crc64nvme: text(headers, "x-amz-checksum-crc64nvme"),
    };
    let bytes = body::from_stream(bytes.into_data_stream());
    match storage.put(bucket, key, bytes, size, options).await {
        Err(error) if create_only && error.kind == Kind::PreconditionFailed => Err(taken()),
        other => Ok((size, other?)),
    }
}

/// What stands in the way of an object that may only be new.
pub(crate) fn taken() -> ApiError {
    ApiError::new(Code::Conflict, "There is already an object of this name.")
}
