//! The tags of one object.

use std::collections::BTreeMap;

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::access::Access;
use crate::error::{ApiResult, ErrorAnswer};
use crate::request::InQuery;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    bucket: String,
    key: String,
    version_id: Option<String>,
}

/// The tags of one object.
#[derive(Serialize, ToSchema)]
pub(crate) struct Tags {
    tags: BTreeMap<String, String>,
}

/// The tags of one object. Apart from its properties, as who may see those may not always
/// see these.
#[utoipa::path(get, path = "/api/connections/{connection}/object/tags",
    operation_id = "show_tags", params(("connection" = String, Path), Asked),
    responses((status = 200, body = Tags), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(access: Access, InQuery(asked): InQuery<Asked>) -> ApiResult<Json<Tags>> {
    let storage = access.to_object("s3:GetObjectTagging", &asked.bucket, &asked.key)?;
    let tags = storage
        .tags(&asked.bucket, &asked.key, asked.version_id.as_deref())
        .await?;
    Ok(Json(Tags { tags }))
}
