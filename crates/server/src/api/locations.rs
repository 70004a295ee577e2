//! Where to begin: buckets, or the places a connection names.

use axum::Json;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::access::Access;
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};

/// Where a person can begin.
#[derive(Serialize, ToSchema)]
pub(crate) struct Locations {
    locations: Vec<Location>,
    /// Why the buckets cannot be listed. One that is known can still be opened.
    #[schema(value_type = Option<ApiError>)]
    buckets_denied: Option<ApiError>,
}

#[derive(Serialize, ToSchema)]
struct Location {
    bucket: String,
    /// Empty, or ends in `/`.
    prefix: String,
    label: String,
    /// `configured`, or `bucket` when S3 listed it.
    origin: &'static str,
    region: Option<String>,
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    created: Option<OffsetDateTime>,
}

/// Where a person can begin in a connection.
#[utoipa::path(get, path = "/api/connections/{connection}/locations", operation_id = "list_locations",
    params(("connection" = String, Path)),
    responses((status = 200, body = Locations), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(access: Access) -> ApiResult<Json<Locations>> {
    let Some(storage) = access.to_buckets()? else {
        let configured = access.connection.locations.iter().map(|l| Location {
            bucket: l.bucket.clone(),
            prefix: l.key.clone(),
            label: format!("{}/{}", l.bucket, l.key)
                .trim_end_matches('/')
                .to_owned(),
            origin: "configured",
            region: None,
            created: None,
        });
        return Ok(Json(Locations {
            locations: configured.collect(),
            buckets_denied: None,
        }));
    };
    let answer = match storage.buckets().await.map_err(ApiError::from) {
        Ok(buckets) => Locations {
            locations: buckets
                .into_iter()
                .map(|b| Location {
                    label: b.name.clone(),
                    bucket: b.name,
                    prefix: String::new(),
                    origin: "bucket",
                    region: b.region,
                    created: b.created,
                })
                .collect(),
            buckets_denied: None,
        },
        Err(error) if error.code == Code::Denied => Locations {
            locations: Vec::new(),
            buckets_denied: Some(error.numbered()),
        },
        Err(error) => return Err(error),
    };
    Ok(Json(answer))
}
