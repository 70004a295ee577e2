//! One bucket.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::bucket::Versioning;

use crate::access::Access;
use crate::error::{ApiResult, ErrorAnswer};
use crate::request::InQuery;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    bucket: String,
}

/// What matters of a bucket before one changes anything in it.
#[derive(Serialize, ToSchema)]
#[schema(as = Bucket)]
pub(crate) struct Answer {
    bucket: String,
    region: String,
    versioning: Kept,
}

/// Whether deletes and overwrites can be undone.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[schema(as = Versioning)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kept {
    Enabled,
    Suspended,
    Off,
    Unknown,
}

impl From<Versioning> for Kept {
    fn from(versioning: Versioning) -> Self {
        match versioning {
            Versioning::Enabled => Self::Enabled,
            Versioning::Suspended => Self::Suspended,
            Versioning::Off => Self::Off,
            Versioning::Unknown => Self::Unknown,
        }
    }
}

/// A bucket's region, and whether it keeps versions.
#[utoipa::path(get, path = "/api/connections/{connection}/bucket", operation_id = "show_bucket",
    params(("connection" = String, Path), Asked),
    responses((status = 200, body = Answer), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(
    access: Access,
    InQuery(asked): InQuery<Asked>,
) -> ApiResult<Json<Answer>> {
    let storage = access.to_bucket("s3:GetBucketVersioning", &asked.bucket)?;
    let versioning = storage.versioning(&asked.bucket).await?.into();
    Ok(Json(Answer {
        region: storage.known_region(&asked.bucket),
        bucket: asked.bucket,
        versioning,
    }))
}
