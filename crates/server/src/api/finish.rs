//! The end of an upload in parts: the object, proven to be what was sent.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::ToSchema;
use wardrobe_database::transfers::Transfer;
use wardrobe_storage::address::object_arn;
use wardrobe_storage::head::Head;
use wardrobe_storage::multipart::Part;
use wardrobe_storage::objects::{PutOptions, Stored};
use wardrobe_storage::{Kind, Storage, StorageError, checksum};

use super::object::{Put, taken};
use super::transfers::{bytes, expected, find};
use crate::access::Access;
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::request::{self, invalid};
use crate::security::to_its_end;
use crate::{App, audit};

/// The parts as the page knows them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Finish {
    parts: Vec<FinishPart>,
    /// Of the whole file, base64.
    crc64nvme: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FinishPart {
    number: i32,
    etag: String,
}

/// Puts the parts together. The answer comes when S3 has said that the object
/// is there, and its size and its checksum, where S3 keeps one, are those of the file.
/// Asked again after an answer that was lost, it answers again.
#[utoipa::path(post, path = "/api/connections/{connection}/transfers/{id}/finish",
    operation_id = "finish_transfer",
    params(("connection" = String, Path), ("id" = String, Path)), request_body = Finish,
    responses((status = 200, body = Put), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn finish(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String)>,
    request::Json(wanted): request::Json<Finish>,
) -> ApiResult<Json<Put>> {
    let Path((_, id)) = path;
    let transfer = find(&app, &access, &id).await?;
    // S3 may take its time, and goes on if the page leaves: so do we.
    to_its_end(async move {
        let resource = object_arn(&transfer.bucket, &transfer.object_key);
        let stored = complete(&access, &transfer, &wanted).await;
        let stored = audit::note(&app, &access, "finish_transfer", &resource, stored).await?;
        app.database.delete_transfer(&id).await?;
        let size = bytes(transfer.size);
        Ok(Json(Put::new(transfer.object_key, size, stored)))
    })
    .await
}

async fn complete(access: &Access, transfer: &Transfer, told: &Finish) -> ApiResult<Stored> {
    let Transfer {
        bucket,
        object_key: key,
        upload_id,
        ..
    } = transfer;
    if told
        .crc64nvme
        .as_deref()
        .is_some_and(|sum| !checksum::is(sum))
    {
        return Err(invalid("crc64nvme must be a CRC64NVME in base64."));
    }
    let storage = access.to_object("s3:PutObject", bucket, key)?;
    let (parts, sum) = match storage.list_parts(bucket, key, upload_id).await {
        Ok(mut parts) => {
            parts.sort_by_key(|part| part.number);
            let sum = same(transfer, told, &parts)?;
            (parts, sum)
        }
        // Whoever may write need not be allowed to list parts, and some stores do it in a
        // way of their own. S3 compares the ETags, and the checksum, by itself.
        Err(error) if error.kind == Kind::Denied || matches!(error.status, Some(200..300)) => {
            (as_told(transfer, told)?, told.crc64nvme.clone())
        }
        Err(error) => return done_before(&storage, transfer, told, error).await,
    };
    let create_only = transfer.create_only != 0;
    let options = PutOptions {
        create_only,
        crc64nvme: sum.clone(),
        ..PutOptions::default()
    };
    let completed = storage
        .complete_multipart(bucket, key, upload_id, &parts, &options)
        .await;
    let mut stored = match completed {
        Ok(stored) => stored,
        Err(error) => return done_before(&storage, transfer, told, error).await,
    };
    let version = stored.version_id.clone();
    match storage.head(bucket, key, version.as_deref()).await {
        Ok(head) => {
            stored.crc64nvme = stored.crc64nvme.or(crc64nvme(&head));
            let right = sum.or(told.crc64nvme.clone());
            let differs =
                stored.crc64nvme.is_some() && right.is_some() && stored.crc64nvme != right;
            // With nothing to compare it with it proves nothing.
            stored.crc64nvme = stored.crc64nvme.filter(|_| right.is_some());
            match head.size == bytes(transfer.size) && !differs {
                true => Ok(stored),
                false => Err(ApiError::new(
                    Code::Unreachable,
                    "What S3 holds now is not what was sent: its size or checksum differs.",
                )),
            }
        }
        // Whoever may write need not be allowed to look; S3 has said it is there.
        Err(error) if error.kind == Kind::Denied => Ok(stored),
        Err(error) => Err(error.into()),
    }
}

/// Whether S3 has all parts as they were sent. Answers the checksum of the whole by what
/// it keeps of the parts.
fn same(transfer: &Transfer, told: &Finish, parts: &[Part]) -> ApiResult<Option<String>> {
    complete_set(transfer, parts)?;
    let sent = |told: &FinishPart| {
        let found = parts.iter().find(|part| part.number == told.number);
        found.is_some_and(|part| part.etag == told.etag)
    };
    let etags = told.parts.len() == parts.len() && told.parts.iter().all(sent);
    let sums: Option<Vec<_>> = parts
        .iter()
        .map(|part| Some((part.crc64nvme.as_deref()?, part.size)))
        .collect();
    let sum = sums.and_then(checksum::combine);
    let differs = sum.is_some() && told.crc64nvme.is_some() && sum != told.crc64nvme;
    if !etags || differs {
        return Err(ApiError::new(
            Code::PreconditionFailed,
            "The parts that S3 has are not those that were sent.",
        ));
    }
    Ok(sum)
}

/// Whether these are all parts, each of its right size.
fn complete_set(transfer: &Transfer, parts: &[Part]) -> ApiResult<()> {
    let whole = bytes(transfer.size).div_ceil(bytes(transfer.part_size).max(1));
    let right = |part: &Part| expected(transfer, part.number) == Some(part.size);
    match parts.len() as u64 == whole && parts.iter().all(right) {
        true => Ok(()),
        false => Err(ApiError::new(
            Code::PreconditionFailed,
            format!("S3 has {} of {whole} parts as they should be.", parts.len()),
        )),
    }
}

/// All parts, by what the page says of them alone.
fn as_told(transfer: &Transfer, told: &Finish) -> ApiResult<Vec<Part>> {
    let mut parts: Vec<Part> = told
        .parts
        .iter()
        .filter_map(|part| {
            Some(Part {
                number: part.number,
                size: expected(transfer, part.number)?,
                etag: part.etag.clone(),
                crc64nvme: None,
            })
        })
        .collect();
    parts.sort_by_key(|part| part.number);
    parts.dedup_by_key(|part| part.number);
    complete_set(transfer, &parts)?;
    Ok(parts)
}

/// S3 may have put the parts together before, and the answer been lost: then the upload
/// is gone, and the object is there as it was sent.
async fn done_before(
    storage: &Storage,
    transfer: &Transfer,
    told: &Finish,
    error: StorageError,
) -> ApiResult<Stored> {
    let create_only = transfer.create_only != 0;
    let in_the_way = create_only && error.kind == Kind::PreconditionFailed;
    if error.kind == Kind::Missing || in_the_way {
        let Transfer {
            bucket,
            object_key: key,
            ..
        } = transfer;
        if let Ok(head) = storage.head(bucket, key, None).await
            && ours(&head, transfer, told)
        {
            return Ok(Stored {
                crc64nvme: crc64nvme(&head),
                etag: head.etag,
                version_id: head.version_id,
            });
        }
    }
    match in_the_way {
        true => Err(taken()),
        false => Err(error.into()),
    }
}

/// Whether an object is what this upload was to make: by its checksum, or, where the store
/// keeps none, by its age, its size, and the number of its parts.
fn ours(head: &Head, transfer: &Transfer, told: &Finish) -> bool {
    if head.size != bytes(transfer.size) {
        return false;
    }
    if let (Some(sum), Some(told)) = (crc64nvme(head), &told.crc64nvme) {
        return sum == *told;
    }
    let since = |at: time::OffsetDateTime| at.unix_timestamp() >= transfer.created_at;
    let tag = head.etag.as_deref().unwrap_or_default().trim_matches('"');
    head.last_modified.is_some_and(since) && tag.ends_with(&format!("-{}", told.parts.len()))
}

/// That of the whole object; one that is of its parts' checksums proves nothing here.
fn crc64nvme(head: &Head) -> Option<String> {
    let sum = head.checksum.as_ref()?;
    Some(sum.value.clone()).filter(|_| sum.algorithm == "CRC64NVME")
}
