//! Writing many small objects by one request.

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::HeaderMap;
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_storage::address::{is_key, object_arn};
use wardrobe_storage::objects::PutOptions;
use wardrobe_storage::{Kind, Storage};

use super::object::{Put, taken};
use crate::App;
use crate::access::Access;
use crate::audit::Pending;
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::request::{content_length, invalid};

/// Objects of a batch at most.
const OBJECTS_MAX: usize = 100;
/// Bytes of a batch at most, with the line that says what is in it: it is held in memory.
const BYTES_MAX: u64 = 9 * 1024 * 1024;
/// Objects of a batch on their way to S3 at once.
const AT_ONCE: usize = 16;

/// What the first line of the body says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Batch)]
pub(crate) struct Wanted {
    bucket: String,
    objects: Vec<New>,
}

/// One object to write. Its bytes follow those of the one before.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BatchObject)]
struct New {
    key: String,
    /// Bytes.
    size: usize,
    content_type: Option<String>,
    /// CRC64NVME in base64: S3 refuses other bytes.
    checksum: String,
    /// Whether an object of this key may be written over.
    #[serde(default)]
    overwrite: bool,
}

/// What came of each object, in the order of the batch.
#[derive(Serialize, ToSchema)]
#[schema(as = BatchOutcome)]
pub(crate) struct Outcome {
    objects: Vec<One>,
}

#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[schema(as = BatchOne)]
enum One {
    /// S3 has said that it holds it.
    Stored { stored: Put },
    /// Nothing of it was stored, as far as is known.
    Failed { error: ApiError },
}

/// Stores up to 100 small objects. The body is a line of JSON that says which, and then
/// their bytes, one behind the other. A connection that is cut before the last byte stores nothing.
#[utoipa::path(post, path = "/api/connections/{connection}/objects", operation_id = "put_objects",
    params(("connection" = String, Path)),
    request_body(content = Wanted, content_type = "application/octet-stream"),
    responses((status = 200, body = Outcome), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn put(
    State(app): State<App>,
    access: Access,
    headers: HeaderMap,
    body: Body,
) -> ApiResult<Json<Outcome>> {
    let mut pending = Pending::new(&app, &access, "put_objects");
    let read = read(&headers, body).await;
    let (wanted, bytes) = pending.check(read)?;
    let Wanted { bucket, objects } = wanted;
    pending.on(objects.iter().map(|new| object_arn(&bucket, &new.key)));
    let places: Vec<_> = objects
        .iter()
        .map(|new| (bucket.as_str(), new.key.as_str()))
        .collect();
    let storage = &pending.check(access.to("s3:PutObject", &places))?;
    let bucket = bucket.as_str();
    let outcomes: Vec<One> = stream::iter(objects.into_iter().zip(bytes))
        .map(async |(new, bytes)| store(storage, bucket, new, bytes).await)
        .buffered(AT_ONCE)
        .collect()
        .await;
    let failed = outcomes
        .iter()
        .filter(|one| matches!(one, One::Failed { .. }))
        .count();
    pending.finished((outcomes.len() - failed) as u64, failed as u64);
    Ok(Json(Outcome { objects: outcomes }))
}

/// What is wanted, and the bytes of each.
async fn read(headers: &HeaderMap, body: Body) -> ApiResult<(Wanted, Vec<Bytes>)> {
    let length = content_length(headers)?;
    if length > BYTES_MAX {
        let words = "A batch has 9 MiB at most; larger files go by themselves.";
        return Err(ApiError::new(Code::TooLarge, words));
    }
    let mut bytes = to_bytes(body, BYTES_MAX as usize)
        .await
        .map_err(|_| invalid("The body was cut off. Nothing was stored."))?;
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let line = bytes.split_to(end.ok_or_else(|| invalid("The body has no first line."))? + 1);
    let wanted: Wanted = serde_json::from_slice(&line)
        .map_err(|error| invalid(format!("The first line of the body: {error}")))?;
    let count = wanted.objects.len();
    if count == 0 || count > OBJECTS_MAX {
        return Err(invalid("A batch has 1 to 100 objects."));
    }
    if wanted.objects.iter().any(|new| !is_key(&new.key)) {
        return Err(invalid("A key has 1 to 1,024 bytes."));
    }
    let mut pieces = Vec::with_capacity(count);
    for new in &wanted.objects {
        if new.size > bytes.len() {
            return Err(invalid("The body has fewer bytes than its objects."));
        }
        pieces.push(bytes.split_to(new.size));
    }
    if !bytes.is_empty() {
        return Err(invalid("The body has more bytes than its objects."));
    }
    Ok((wanted, pieces))
}

async fn store(storage: &Storage, bucket: &str, new: New, bytes: Bytes) -> One {
    let create_only = !new.overwrite;
    let options = PutOptions {
        content_type: new.content_type,
        create_only,
        crc64nvme: Some(new.checksum),
        ..PutOptions::default()
    };
    let size = bytes.len() as u64;
    match storage
        .put(bucket, &new.key, bytes.into(), size, options)
        .await
    {
        Ok(stored) => One::Stored {
            stored: Put::new(new.key, size, stored),
        },
        Err(error) if create_only && error.kind == Kind::PreconditionFailed => {
            One::Failed { error: taken() }
        }
        Err(error) => One::Failed {
            error: ApiError::from(error).with_request_id(&crate::security::current_request_id()),
        },
    }
}
