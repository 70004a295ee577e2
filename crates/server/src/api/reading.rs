//! Reading one object, or what is said of it: ranges and conditions.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use time::OffsetDateTime;
use utoipa::IntoParams;
use wardrobe_storage::head::Head;
use wardrobe_storage::objects::Conditions;
use wardrobe_storage::{Kind, Storage, StorageError};

use crate::access::Access;
use crate::config::Transfers;
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::hostile::{self, Shown};
use crate::request::{InQuery, text};

/// How long a download may take to begin, and to be taken up again.
const LASTS: Duration = Duration::from_secs(3_600);

/// Bytes that a player is given at a time of what it asks for without an end: near the
/// beginning, where it still looks what it needs, and at most.
const PIECE: (u64, u64) = (256 * 1024, 1024 * 1024);

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

/// The bytes, or a range of them. Honours `Range`, `If-Range`, `If-Match`,
/// `If-None-Match`, `If-Modified-Since` and `If-Unmodified-Since`, as S3 does: of
/// several ranges, or one that makes no sense, S3 gives the whole. What is shown `inline` and
/// asked for without an end is given piece by piece, of at most 1 MiB.
///
/// Where everything is to go straight, what is to be saved is: by a redirect to the store.
#[utoipa::path(get, path = "/api/connections/{connection}/object", operation_id = "get_object",
    params(("connection" = String, Path), Asked),
    responses((status = 200, body = [u8], content_type = "application/octet-stream"),
              (status = 206, body = [u8], content_type = "application/octet-stream"),
              (status = 304), (status = 307), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn get(
    access: Access,
    InQuery(asked): InQuery<Asked>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let storage = access.to_object("s3:GetObject", &asked.bucket, &asked.key)?;
    if let Some(redirect) = straight(&access, &storage, &asked).await {
        return Ok(redirect);
    }
    let (bucket, key, version) = asked.object();
    let read = |conditions: Conditions| {
        let storage = storage.clone();
        async move { storage.get(bucket, key, version, &conditions).await }
    };
    match on_conditions(&storage, &asked, &headers, read).await {
        Err(error) => Ok(unread(&storage, &asked, error).await),
        Ok(mut object) => {
            let body = std::mem::take(&mut object.body);
            Ok(asked.answer(&Head::from(&object), Body::new(body.into_inner())))
        }
    }
}

/// To the store itself, for what is to be saved. What cannot be read is refused here, with
/// the reason; what is stored compressed a browser would unpack on the way.
async fn straight(access: &Access, storage: &Storage, asked: &Asked) -> Option<Response> {
    let direct = access.connection.transfers == Transfers::Direct;
    if !direct || asked.disposition != Shown::Attachment {
        return None;
    }
    let (bucket, key, version) = asked.object();
    let head = storage.head(bucket, key, version).await.ok()?;
    if head.archived() || head.content_encoding.is_some() {
        return None;
    }
    let disposition = hostile::attachment(key);
    let signed = storage.presign_get(bucket, key, version, Some(disposition), LASTS);
    Some(Redirect::temporary(&signed.await.ok()?.url).into_response())
}

/// The same headers without the bytes.
#[utoipa::path(head, path = "/api/connections/{connection}/object", operation_id = "head_object",
    params(("connection" = String, Path), Asked),
    responses((status = 200), (status = 206), (status = 304),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn head(
    access: Access,
    InQuery(asked): InQuery<Asked>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let storage = access.to_object("s3:GetObject", &asked.bucket, &asked.key)?;
    let (bucket, key, version) = asked.object();
    let read = |conditions: Conditions| {
        let storage = storage.clone();
        async move { storage.head_if(bucket, key, version, &conditions).await }
    };
    match on_conditions(&storage, &asked, &headers, read).await {
        Err(error) => Ok(unread(&storage, &asked, error).await),
        Ok(head) => Ok(asked.answer(&head, Body::empty())),
    }
}

impl Asked {
    fn object(&self) -> (&str, &str, Option<&str>) {
        (&self.bucket, &self.key, self.version_id.as_deref())
    }

    /// Players ask for all that is left of a film before they know which part they need, and
    /// leave what they have not taken: in all the buffers on the way that is many megabytes.
    /// They are given a piece, and ask for the next when they play it.
    /// <https://www.rfc-editor.org/rfc/rfc9110#section-15.3.7-3>
    fn piece(&self, range: &str) -> Option<String> {
        let from = range.strip_prefix("bytes=")?.strip_suffix('-')?;
        if self.disposition != Shown::Inline || !from.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let from: u64 = from.parse().ok()?;
        let piece = (from / 8).clamp(PIECE.0, PIECE.1);
        Some(format!("bytes={from}-{}", from.saturating_add(piece - 1)))
    }

    fn answer(&self, head: &Head, body: Body) -> Response {
        let mut response = Response::new(body);
        if head.content_range.is_some() {
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        }
        let put = response.headers_mut();
        set(put, header::CONTENT_LENGTH, Some(head.size.to_string()));
        set(put, header::CONTENT_RANGE, head.content_range.clone());
        set(put, header::ETAG, head.etag.clone());
        set(
            put,
            header::LAST_MODIFIED,
            head.last_modified.map(http_date),
        );
        let (kind, encoding) = (
            head.content_type.as_deref(),
            head.content_encoding.as_deref(),
        );
        hostile::dress(put, self.disposition, kind, encoding, &self.key);
        response
    }
}

/// Reads on the conditions that the headers name.
///
/// S3 documents no `If-Range`, so it is judged here: the range counts as long as the
/// object is the one that was named, by its strong ETag or by exactly its date, and else
/// all of it is read. <https://www.rfc-editor.org/rfc/rfc9110#name-if-range>
async fn on_conditions<T, F>(
    storage: &Storage,
    asked: &Asked,
    headers: &HeaderMap,
    read: impl Fn(Conditions) -> F,
) -> Result<T, StorageError>
where
    F: Future<Output = Result<T, StorageError>>,
{
    let conditions = Conditions {
        range: text(headers, "range").map(|range| asked.piece(&range).unwrap_or(range)),
        if_match: text(headers, "if-match"),
        if_none_match: text(headers, "if-none-match"),
        if_modified_since: text(headers, "if-modified-since"),
        if_unmodified_since: text(headers, "if-unmodified-since"),
    };
    let named = text(headers, "if-range").filter(|_| conditions.range.is_some());
    let Some(named) = named else {
        return read(conditions).await;
    };
    let whole = Conditions {
        range: None,
        ..conditions.clone()
    };
    let (bucket, key, version) = asked.object();
    let head = storage.head_if(bucket, key, version, &whole).await?;
    if !names(&named, &head) {
        return read(whole).await;
    }
    let same = Conditions {
        if_match: head.etag,
        ..conditions
    };
    match read(same).await {
        // It has just changed.
        Err(error) if error.kind == Kind::PreconditionFailed => read(whole).await,
        other => other,
    }
}

/// Whether `If-Range` names this very object. A weak ETag names none.
fn names(named: &str, head: &Head) -> bool {
    if named.starts_with(['"', 'W']) {
        return head.etag.as_deref() == Some(named);
    }
    let at = httpdate::parse_http_date(named).map(OffsetDateTime::from);
    at.is_ok_and(|at| {
        let seconds = |at: OffsetDateTime| at.unix_timestamp();
        head.last_modified.map(seconds) == Some(seconds(at))
    })
}

/// The answer without the bytes. Where S3 may leave it out, a 304 is told its ETag and
/// date and a 416 the size.
async fn unread(storage: &Storage, asked: &Asked, error: StorageError) -> Response {
    let (bucket, key, version) = asked.object();
    let head = || storage.head(bucket, key, version);
    let mut response = match error.kind {
        Kind::NotModified => {
            let (mut etag, mut modified) = (error.asked.etag, error.asked.last_modified);
            if (etag.is_none() || modified.is_none())
                && let Ok(head) = head().await
            {
                etag = etag.or(head.etag);
                modified = modified.or(head.last_modified.map(http_date));
            }
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            let put = response.headers_mut();
            set(put, header::ETAG, etag);
            set(put, header::LAST_MODIFIED, modified);
            // What is kept may be kept on: an API's answers else are not.
            hostile::keep(put);
            response
        }
        Kind::RangeNotSatisfiable => {
            let size = head().await.ok().map(|head| head.size);
            let mut response = ApiError::from(error).into_response();
            let range = size.map(|size| format!("bytes */{size}"));
            set(response.headers_mut(), header::CONTENT_RANGE, range);
            response
        }
        _ => ApiError::from(error).into_response(),
    };
    let bytes = HeaderValue::from_static("bytes");
    response.headers_mut().insert(header::ACCEPT_RANGES, bytes);
    response
}

fn http_date(at: OffsetDateTime) -> String {
    httpdate::fmt_http_date(at.into())
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: Option<String>) {
    if let Some(value) = value.and_then(|v| HeaderValue::try_from(v).ok()) {
        headers.insert(name, value);
    }
}
