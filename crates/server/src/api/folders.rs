//! Making folders.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_storage::address::object_arn;

use crate::access::Access;
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::request::{self, invalid};
use crate::{App, audit};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewFolder)]
pub(crate) struct Wanted {
    bucket: String,
    /// Ends in `/`.
    prefix: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct Folder {
    prefix: String,
}

/// Makes a folder: an empty object whose key ends in `/`.
#[utoipa::path(post, path = "/api/connections/{connection}/folders", operation_id = "make_folder",
    params(("connection" = String, Path)), request_body = Wanted,
    responses((status = 201, body = Folder), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn make(
    State(app): State<App>,
    access: Access,
    request::Json(wanted): request::Json<Wanted>,
) -> ApiResult<impl IntoResponse> {
    let Wanted { bucket, prefix } = wanted;
    let made = async {
        if !prefix.ends_with('/') {
            return Err(invalid("A folder's key ends in a slash."));
        }
        let storage = access.to_object("s3:PutObject", &bucket, &prefix)?;
        storage
            .make_folder(&bucket, &prefix)
            .await
            .map_err(ApiError::from)
    }
    .await;
    let resource = object_arn(&bucket, &prefix);
    audit::note(&app, &access, "make_folder", &resource, made).await?;
    Ok((StatusCode::CREATED, Json(Folder { prefix })))
}
