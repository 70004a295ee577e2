//! What unfinished uploads have left in a bucket, whoever began them. Their parts are
//! paid for and in no list of objects.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html>

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::address::object_arn;
use wardrobe_storage::multipart::Upload;

use crate::access::Access;
use crate::error::{ApiResult, ErrorAnswer};
use crate::request::InQuery;
use crate::{App, audit};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    bucket: String,
    #[serde(default)]
    prefix: String,
}

/// Unfinished uploads, by key.
#[derive(Serialize, ToSchema)]
pub(crate) struct Uploads {
    uploads: Vec<LeftUpload>,
    /// There are more than these.
    more: bool,
}

/// An upload that has begun and neither ended nor been aborted.
#[derive(Serialize, ToSchema)]
struct LeftUpload {
    key: String,
    upload_id: String,
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    initiated: Option<OffsetDateTime>,
}

impl From<Upload> for LeftUpload {
    fn from(upload: Upload) -> Self {
        Self {
            key: upload.key,
            upload_id: upload.upload_id,
            initiated: upload.initiated,
        }
    }
}

/// Lists the first 1,000 unfinished uploads below a prefix.
#[utoipa::path(get, path = "/api/connections/{connection}/uploads", operation_id = "list_uploads",
    params(("connection" = String, Path), Asked),
    responses((status = 200, body = Uploads), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(
    access: Access,
    InQuery(Asked { bucket, prefix }): InQuery<Asked>,
) -> ApiResult<Json<Uploads>> {
    let storage = access.to("s3:ListBucketMultipartUploads", &[(&bucket, &prefix)])?;
    let (uploads, more) = storage.list_uploads(&bucket, &prefix).await?;
    let uploads = uploads.into_iter().map(LeftUpload::from).collect();
    Ok(Json(Uploads { uploads, more }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct One {
    bucket: String,
    key: String,
    upload_id: String,
}

/// Ends one and frees its parts. What is sent of it afterwards is refused.
#[utoipa::path(delete, path = "/api/connections/{connection}/uploads", operation_id = "abort_upload",
    params(("connection" = String, Path), One),
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn abort(
    State(app): State<App>,
    access: Access,
    InQuery(One {
        bucket,
        key,
        upload_id,
    }): InQuery<One>,
) -> ApiResult<StatusCode> {
    let gone = async {
        let storage = access.to_object("s3:AbortMultipartUpload", &bucket, &key)?;
        ApiResult::Ok(storage.abort_multipart(&bucket, &key, &upload_id).await?)
    };
    let gone = gone.await;
    audit::note(
        &app,
        &access,
        "abort_upload",
        &object_arn(&bucket, &key),
        gone,
    )
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
