//! What a person may do with an opened connection, tried out.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ORIGIN;
use axum::response::Response;
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::address::object_arn;

use crate::access::Access;
use crate::check::{PROBE, Place, Step, Wanted, clock, files, role};
use crate::error::{ApiResult, ErrorAnswer};
use crate::reach::endpoints;
use crate::{App, audit, ndjson, request};

const MINUTE: Duration = Duration::from_secs(60);

/// Where to look. Without places, those that the connection offers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CheckWanted)]
pub(crate) struct Asked {
    #[serde(default)]
    places: Vec<WantedPlace>,
    /// Whether to try to write, too: an object of its own, which is deleted.
    #[serde(default)]
    write: bool,
    /// Whether to look, too, at what this very page could do with the bucket itself.
    #[serde(default)]
    straight: bool,
}

/// A bucket, or a prefix in it.
#[derive(Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WantedPlace {
    bucket: String,
    #[serde(default)]
    prefix: String,
}

/// A line of the report.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum CheckLine {
    /// Something that was looked at.
    Step(Step),
    /// That was all.
    End {},
}

/// Tries out what the role may do, step by step.
#[utoipa::path(post, path = "/api/connections/{connection}/check", operation_id = "check",
    params(("connection" = String, Path)), request_body = Asked,
    responses((status = 200, body = CheckLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn check(
    State(app): State<App>,
    access: Access,
    headers: HeaderMap,
    request::Json(wanted): request::Json<Asked>,
) -> ApiResult<Response> {
    let mut places: Vec<Place> = wanted.places.into_iter().map(Place::from).collect();
    if places.is_empty() {
        let offered = access.connection.locations.iter();
        places.extend(offered.map(|l| Place {
            bucket: l.bucket.clone(),
            prefix: l.key.clone(),
        }));
    }
    let wanted_at: Vec<_> = places
        .iter()
        .map(|place| (place.bucket.as_str(), place.prefix.as_str()))
        .collect();
    let storage = access.to("s3:ListBucket", &wanted_at)?;
    for (bucket, prefix) in wanted_at.iter().filter(|_| wanted.write) {
        let resource = object_arn(bucket, prefix);
        audit::note(&app, &access, "check", &resource, ApiResult::Ok(())).await?;
    }
    let origin = headers.get(ORIGIN).filter(|_| wanted.straight);
    let more = Wanted {
        write: wanted.write,
        origin: origin.and_then(|origin| origin.to_str().ok().map(str::to_owned)),
    };
    let endpoints = endpoints(&access.connection);
    let first = async move {
        let ahead = wardrobe_roles::clock::seconds_ahead(&endpoints).await;
        clock(ahead)
    };
    let role = role(Ok(&access.role.role));
    let steps = stream::once(first)
        .chain(stream::iter(role))
        .chain(files(storage, places, more))
        .map(CheckLine::Step)
        .chain(stream::iter([CheckLine::End {}]));
    Ok(ndjson::answer(steps))
}

/// Where to try to reach a bucket straight from a browser.
#[derive(Serialize, ToSchema)]
pub(crate) struct Straight {
    /// Takes a PUT of a part that belongs to no upload: a page that can read the refusal
    /// could send files there. It is good for a minute, and for nothing else.
    url: String,
}

/// Where a page can try to reach a bucket itself.
#[utoipa::path(get, path = "/api/connections/{connection}/check/straight", operation_id = "try_straight",
    params(("connection" = String, Path), WantedPlace),
    responses((status = 200, body = Straight), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn straight(
    access: Access,
    request::InQuery(place): request::InQuery<WantedPlace>,
) -> ApiResult<Json<Straight>> {
    let key = format!("{}{PROBE}", place.prefix);
    let storage = access.to_object("s3:PutObject", &place.bucket, &key)?;
    let signed = storage
        .presign_part(&place.bucket, &key, "none", 1, None, MINUTE)
        .await?;
    Ok(Json(Straight { url: signed.url }))
}

impl From<WantedPlace> for Place {
    fn from(place: WantedPlace) -> Self {
        Self {
            bucket: place.bucket,
            prefix: place.prefix,
        }
    }
}
