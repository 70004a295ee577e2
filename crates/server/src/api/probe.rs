//! What stands between a browser and Wardrobe: whether it lets large requests in, and
//! passes answers on as they come.

use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::response::Response;
use futures::{StreamExt, stream};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::ndjson;
use crate::session::Session;

/// The most bytes that are taken.
const MOST: u64 = 32 * 1024 * 1024;
/// Lines of an answer, and what passes between two.
const LINES: u32 = 5;
const BETWEEN: Duration = Duration::from_millis(200);

/// What arrived.
#[derive(Serialize, ToSchema)]
pub(crate) struct Arrived {
    bytes: u64,
}

/// A line of the answer that takes its time.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum ProbeLine {
    /// One of several.
    Tick {
        /// Which, from 1.
        number: u32,
    },
    /// That was all.
    End {},
}

/// Takes up to 32 MiB, and throws them away.
#[utoipa::path(post, path = "/api/probe", operation_id = "probe_body",
    request_body(content_type = "application/octet-stream"),
    responses((status = 200, body = Arrived), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn take(_: Session, body: Body) -> ApiResult<Json<Arrived>> {
    let mut chunks = body.into_data_stream();
    let mut bytes = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| ApiError::new(Code::Invalid, error.to_string()))?;
        bytes += chunk.len() as u64;
        if bytes > MOST {
            return Err(ApiError::new(Code::TooLarge, "A probe has 32 MiB at most."));
        }
    }
    Ok(Json(Arrived { bytes }))
}

/// Five lines, a fifth of a second apart.
#[utoipa::path(get, path = "/api/probe", operation_id = "probe_stream",
    responses((status = 200, body = ProbeLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn give(_: Session) -> Response {
    let lines = stream::iter(1..=LINES).then(async |number| {
        tokio::time::sleep(BETWEEN).await;
        ProbeLine::Tick { number }
    });
    ndjson::answer(lines.chain(stream::iter([ProbeLine::End {}])))
}
