//! Uploads in parts: begun, looked after, given up.

use crate::refusal::Remedy;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use uuid::Uuid;
use wardrobe_database::now;
use wardrobe_database::opened::Opened;
use wardrobe_database::transfers::Transfer;
use wardrobe_storage::address::object_arn;
use wardrobe_storage::cors::Cors;
use wardrobe_storage::multipart::{OBJECT_MAX, Part, part_size};
use wardrobe_storage::{Kind, Storage};

use super::object::taken;
use crate::access::{Access, no_connection};
use crate::config::{Connection, Transfers as Ways};
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::request::{self, invalid, text};
use crate::{App, audit};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTransfer)]
pub(crate) struct Wanted {
    bucket: String,
    key: String,
    /// Bytes.
    size: u64,
    content_type: Option<String>,
    /// Whether an object of this key may be written over.
    #[serde(default)]
    overwrite: bool,
}

/// How the file is to be cut.
#[derive(Serialize, ToSchema)]
pub(crate) struct Begun {
    id: String,
    /// Bytes of each part but the last.
    part_size: u64,
    /// How many.
    parts: u64,
    #[serde(flatten)]
    way: Way,
}

/// How the parts may travel.
#[derive(Serialize, ToSchema)]
struct Way {
    /// Straight to the store: ask for the address of each.
    direct: bool,
    /// Through us.
    relay: bool,
    /// Where the bucket keeps this page from sending straight, or from reading what the
    /// store says of a part: the CORS rules that would let it.
    #[serde(skip_serializing_if = "Option::is_none")]
    cors: Option<Box<Remedy>>,
}

/// The uploads this person has begun here and not finished.
#[derive(Serialize, ToSchema)]
pub(crate) struct Transfers {
    transfers: Vec<Unfinished>,
    /// Whether their parts may go through us.
    relay: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Transfer)]
struct Unfinished {
    id: String,
    bucket: String,
    key: String,
    size: u64,
    part_size: u64,
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    created_at: OffsetDateTime,
}

/// An upload and what S3 already has of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct TransferParts {
    #[serde(flatten)]
    transfer: Unfinished,
    parts: Vec<PartAnswer>,
}

/// A part that S3 has.
#[derive(Serialize, ToSchema)]
#[schema(as = Part)]
pub(crate) struct PartAnswer {
    number: i32,
    size: u64,
    etag: String,
    /// Base64, where the store keeps it.
    crc64nvme: Option<String>,
}

impl From<Transfer> for Unfinished {
    fn from(transfer: Transfer) -> Self {
        Self {
            id: transfer.id,
            bucket: transfer.bucket,
            key: transfer.object_key,
            size: bytes(transfer.size),
            part_size: bytes(transfer.part_size),
            created_at: OffsetDateTime::from_unix_timestamp(transfer.created_at)
                .unwrap_or(OffsetDateTime::UNIX_EPOCH),
        }
    }
}

impl From<Part> for PartAnswer {
    fn from(part: Part) -> Self {
        Self {
            number: part.number,
            size: part.size,
            etag: part.etag,
            crc64nvme: part.crc64nvme,
        }
    }
}

/// SQLite has signed numbers only.
pub(super) fn bytes(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
}

/// How many bytes part `number` has, if there is such a part.
pub(super) fn expected(transfer: &Transfer, number: i32) -> Option<u64> {
    let (size, part) = (bytes(transfer.size), bytes(transfer.part_size));
    let before = u64::try_from(number)
        .ok()?
        .checked_sub(1)?
        .checked_mul(part)?;
    size.checked_sub(before)
        .filter(|rest| *rest > 0)
        .map(|rest| rest.min(part))
}

/// Begins an upload.
#[utoipa::path(post, path = "/api/connections/{connection}/transfers", operation_id = "begin_transfer",
    params(("connection" = String, Path)), request_body = Wanted,
    responses((status = 201, body = Begun), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn begin(
    State(app): State<App>,
    access: Access,
    headers: HeaderMap,
    request::Json(wanted): request::Json<Wanted>,
) -> ApiResult<impl IntoResponse> {
    let resource = object_arn(&wanted.bucket, &wanted.key);
    let origin = text(&headers, ORIGIN.as_str());
    let begun = create(&app, &access, wanted, origin.as_deref()).await;
    let begun = audit::note(&app, &access, "begin_transfer", &resource, begun).await?;
    Ok((StatusCode::CREATED, Json(begun)))
}

async fn create(
    app: &App,
    access: &Access,
    wanted: Wanted,
    origin: Option<&str>,
) -> ApiResult<Begun> {
    let Wanted {
        bucket,
        key,
        size,
        content_type,
        overwrite,
    } = wanted;
    let storage = access.to_object("s3:PutObject", &bucket, &key)?;
    if size == 0 {
        return Err(invalid("An empty file has no parts."));
    }
    if size > OBJECT_MAX {
        return Err(ApiError::new(
            Code::TooLarge,
            "S3 holds no object as large as this.",
        ));
    }
    if !overwrite && storage.head(&bucket, &key, None).await.is_ok() {
        return Err(taken());
    }
    let part_size = part_size(size);
    let (upload_id, cors) = tokio::join!(
        storage.create_multipart(&bucket, &key, content_type),
        preflight(&storage, &access.connection, (&bucket, &key), origin),
    );
    let upload_id = upload_id?;
    let way = Way::of(ways(access, &storage, &bucket), cors, (&bucket, origin));
    let signed = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let transfer = Transfer {
        id: Uuid::new_v4().to_string(),
        opened: access.opened.id.clone(),
        connection: access.connection.name.clone(),
        bucket,
        object_key: key,
        upload_id,
        size: signed(size),
        part_size: signed(part_size),
        create_only: i64::from(!overwrite),
        created_at: now(),
        touched_at: now(),
        role: access.opened.role.clone(),
        person: access.opened.proven().unwrap_or_default().to_owned(),
        person_kind: access.opened.person_kind.clone(),
    };
    if let Err(error) = app.database.create_transfer(&transfer).await {
        // Nobody would remember the upload, and its parts would be paid for.
        let Transfer {
            bucket,
            object_key,
            upload_id,
            ..
        } = &transfer;
        storage
            .abort_multipart(bucket, object_key, upload_id)
            .await?;
        return Err(error.into());
    }
    Ok(Begun {
        id: transfer.id,
        part_size,
        parts: size.div_ceil(part_size),
        way,
    })
}

/// What the bucket lets a page of `origin` do, where that is asked for. A store that cannot
/// be asked will say so when it is written to.
async fn preflight(
    storage: &Storage,
    connection: &Connection,
    (bucket, key): (&str, &str),
    origin: Option<&str>,
) -> Option<Cors> {
    match (connection.transfers, origin) {
        (Ways::Auto, Some(origin)) => storage.preflight(bucket, key, origin).await.ok(),
        _ => None,
    }
}

/// The ways for parts to this bucket. The page's own policy lets it reach the stores in the
/// region of the connection alone.
pub(super) fn ways(access: &Access, storage: &Storage, bucket: &str) -> Ways {
    let connection = &access.connection;
    let elsewhere = connection.endpoint.is_none() && storage.region_of(bucket) != connection.region;
    match elsewhere {
        true => Ways::Relay,
        false => connection.transfers,
    }
}

impl Way {
    fn of(ways: Ways, cors: Option<Cors>, (bucket, origin): (&str, Option<&str>)) -> Self {
        let granted = cors == Some(Cors::Granted);
        let refused = ways == Ways::Auto && cors.is_some() && !granted;
        let remedy = |origin| Box::new(Remedy::cors(bucket, origin));
        Self {
            direct: ways == Ways::Direct || ways == Ways::Auto && granted,
            relay: ways != Ways::Direct,
            cors: origin.filter(|_| refused).map(remedy),
        }
    }
}

/// The uploads this person has begun here and not finished.
#[utoipa::path(get, path = "/api/connections/{connection}/transfers", operation_id = "list_transfers",
    params(("connection" = String, Path)),
    responses((status = 200, body = Transfers), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(State(app): State<App>, access: Access) -> ApiResult<Json<Transfers>> {
    let transfers = app.database.transfers(&access.opened).await?;
    let transfers = transfers.into_iter().map(Unfinished::from).collect();
    let relay = access.connection.transfers != Ways::Direct;
    Ok(Json(Transfers { transfers, relay }))
}

pub(super) async fn find(app: &App, access: &Access, id: &str) -> ApiResult<Transfer> {
    let found = app.database.transfer(&access.opened, id).await?;
    found.ok_or_else(|| ApiError::new(Code::Missing, "There is no such upload any more."))
}

/// An upload, and what S3 has of it.
#[utoipa::path(get, path = "/api/connections/{connection}/transfers/{id}", operation_id = "show_transfer",
    params(("connection" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = TransferParts), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String)>,
) -> ApiResult<Json<TransferParts>> {
    let Path((_, id)) = path;
    let transfer = find(&app, &access, &id).await?;
    let Transfer {
        bucket,
        object_key: key,
        upload_id,
        ..
    } = &transfer;
    let storage = access.to_object("s3:ListMultipartUploadParts", bucket, key)?;
    let parts = match storage.list_parts(bucket, key, upload_id).await {
        Err(error) if error.kind == Kind::Missing => {
            // It has ended, or somebody has aborted it.
            app.database.delete_transfer(&id).await?;
            return Err(error.into());
        }
        parts => parts?,
    };
    let parts = parts.into_iter().map(PartAnswer::from).collect();
    Ok(Json(TransferParts {
        parts,
        transfer: transfer.into(),
    }))
}

/// Gives an upload up. Nothing of it stays in S3.
#[utoipa::path(delete, path = "/api/connections/{connection}/transfers/{id}",
    operation_id = "abandon_transfer",
    params(("connection" = String, Path), ("id" = String, Path)),
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn abandon(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let Path((_, id)) = path;
    let transfer = find(&app, &access, &id).await?;
    let resource = object_arn(&transfer.bucket, &transfer.object_key);
    let gone = give_up(&app, &access, &transfer).await;
    audit::note(&app, &access, "abandon_transfer", &resource, gone).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes what S3 has of an upload, and our memory of it.
pub(crate) async fn give_up(app: &App, access: &Access, transfer: &Transfer) -> ApiResult<()> {
    let Transfer {
        bucket,
        object_key: key,
        upload_id,
        ..
    } = transfer;
    let storage = access.to_object("s3:AbortMultipartUpload", bucket, key)?;
    storage.abort_multipart(bucket, key, upload_id).await?;
    app.database.delete_transfer(&transfer.id).await?;
    Ok(())
}

/// Gives up what a person leaves unfinished when they leave. What cannot be
/// ended now, the sweep tries again while the role can still be had.
pub(crate) async fn give_up_all(app: &App, opened: &Opened) {
    let all = async {
        let transfers = app.database.transfers_of(&opened.id).await?;
        if transfers.is_empty() {
            return Ok(());
        }
        let connection = app.config.connection(&opened.connection);
        let connection = connection.ok_or_else(no_connection)?;
        let access = Access::of(app, connection, opened.clone()).await?;
        for transfer in transfers {
            let resource = object_arn(&transfer.bucket, &transfer.object_key);
            let gone = give_up(app, &access, &transfer).await;
            audit::note(app, &access, "abandon_transfer", &resource, gone).await?;
        }
        ApiResult::Ok(())
    };
    if let Err(error) = all.await {
        tracing::warn!(
            message = error.message,
            "unfinished uploads could not be given up"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_one_right_size() {
        let transfer = Transfer {
            id: String::new(),
            opened: String::new(),
            connection: String::new(),
            bucket: String::new(),
            object_key: String::new(),
            upload_id: String::new(),
            size: 25,
            part_size: 10,
            create_only: 0,
            created_at: 0,
            touched_at: 0,
            role: String::new(),
            person: String::new(),
            person_kind: String::new(),
        };
        let sizes = [-1, 0, 1, 2, 3, 4, i32::MAX].map(|n| expected(&transfer, n));
        assert_eq!(sizes, [None, None, Some(10), Some(10), Some(5), None, None]);
    }
}
