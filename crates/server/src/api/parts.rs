//! The parts of an upload: straight to the store, or through us.

use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wardrobe_database::transfers::Transfer;
use wardrobe_storage::{body, checksum};

use super::transfers::{PartAnswer, expected, find, ways};
use crate::App;
use crate::access::Access;
use crate::config::Transfers;
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::request::{InQuery, content_length, invalid, text};

/// How long a part may wait before it is begun to be sent.
const LASTS: Duration = Duration::from_secs(15 * 60);

/// Sends one part through us. Sent again, it takes the place of the earlier one.
#[utoipa::path(put, path = "/api/connections/{connection}/transfers/{id}/parts/{number}",
    operation_id = "put_part",
    params(("connection" = String, Path), ("id" = String, Path), ("number" = i32, Path)),
    request_body(content = [u8], content_type = "application/octet-stream"),
    responses((status = 200, body = PartAnswer), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn put_part(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String, String)>,
    headers: HeaderMap,
    bytes: Body,
) -> ApiResult<Json<PartAnswer>> {
    let Path((_, id, number)) = path;
    let (transfer, number, right) = part(&app, &access, &id, &number).await?;
    let Transfer {
        bucket,
        object_key: key,
        upload_id,
        ..
    } = &transfer;
    let storage = access.to_object("s3:PutObject", bucket, key)?;
    if ways(&access, &storage, bucket) == Transfers::Direct {
        return Err(other_way("Parts go straight to the store here."));
    }
    let size = content_length(&headers)?;
    if right != size {
        return Err(invalid(format!(
            "Part {number} has {right} bytes, not {size}."
        )));
    }
    app.database.touch_transfer(&id).await?;
    let checksum = text(&headers, "x-amz-checksum-crc64nvme");
    let bytes = body::from_stream(bytes.into_data_stream());
    let part = storage
        .upload_part(bucket, key, upload_id, number, bytes, size, checksum)
        .await?;
    app.database.touch_transfer(&id).await?;
    Ok(Json(part.into()))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Of the part's bytes, base64. The store takes no others.
    crc64nvme: String,
}

/// Where a part goes straight to the store.
#[derive(Serialize, ToSchema)]
pub(crate) struct PartAddress {
    /// To be PUT to within fifteen minutes. As good as a key to this part until then.
    url: String,
    /// Headers to send with it.
    headers: Vec<PartHeader>,
}

#[derive(Serialize, ToSchema)]
struct PartHeader {
    name: String,
    value: String,
}

/// The address of one part. It ends with the credentials that sign it: ask for it just
/// before the part is sent.
#[utoipa::path(get, path = "/api/connections/{connection}/transfers/{id}/parts/{number}/address",
    operation_id = "address_part",
    params(("connection" = String, Path), ("id" = String, Path), ("number" = i32, Path), Asked),
    responses((status = 200, body = PartAddress), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn address(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String, String)>,
    InQuery(asked): InQuery<Asked>,
) -> ApiResult<Json<PartAddress>> {
    let Path((_, id, number)) = path;
    let (transfer, number, _) = part(&app, &access, &id, &number).await?;
    let Transfer {
        bucket,
        object_key: key,
        upload_id,
        ..
    } = &transfer;
    let storage = access.to_object("s3:PutObject", bucket, key)?;
    if ways(&access, &storage, bucket) == Transfers::Relay {
        return Err(other_way("Parts go through Wardrobe here."));
    }
    if !checksum::is(&asked.crc64nvme) {
        return Err(invalid("crc64nvme must be a CRC64NVME in base64."));
    }
    app.database.touch_transfer(&id).await?;
    let signed = storage
        .presign_part(bucket, key, upload_id, number, Some(asked.crc64nvme), LASTS)
        .await?;
    let headers = signed.headers.into_iter();
    // A browser sends these by itself, and lets no page do it.
    let own = |name: &str| matches!(name, "host" | "content-length");
    let headers = headers
        .filter(|(name, _)| !own(&name.to_ascii_lowercase()))
        .map(|(name, value)| PartHeader { name, value })
        .collect();
    Ok(Json(PartAddress {
        url: signed.url,
        headers,
    }))
}

/// A page that has been open for long may know the connection as it was.
fn other_way(message: &str) -> ApiError {
    ApiError::new(Code::NotFound, message)
}

/// The upload, the part's number, and how many bytes it has.
async fn part(
    app: &App,
    access: &Access,
    id: &str,
    number: &str,
) -> ApiResult<(Transfer, i32, u64)> {
    let transfer = find(app, access, id).await?;
    let number = number
        .parse()
        .map_err(|_| invalid("A part's number is a number."))?;
    let size = expected(&transfer, number)
        .ok_or_else(|| invalid(format!("This upload has no part {number}.")))?;
    Ok((transfer, number, size))
}
