//! What a person may do with an opened connection, tried out.

use axum::extract::State;
use axum::response::Response;
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_storage::address::object_arn;

use crate::access::Access;
use crate::check::{Place, Step, clock, files, role};
use crate::error::{ApiResult, ErrorAnswer};
use crate::reach::endpoints;
use crate::{App, audit, ndjson, request};

/// Where to look. Without places, those that the connection offers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CheckWanted)]
pub(crate) struct Wanted {
    #[serde(default)]
    places: Vec<WantedPlace>,
    /// Whether to try to write, too: an object of its own, which is deleted.
    #[serde(default)]
    write: bool,
}

/// A bucket, or a prefix in it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
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
    params(("connection" = String, Path)), request_body = Wanted,
    responses((status = 200, body = CheckLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn check(
    State(app): State<App>,
    access: Access,
    request::Json(wanted): request::Json<Wanted>,
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
    let endpoints = endpoints(&access.connection);
    let first = async move {
        let ahead = wardrobe_roles::clock::seconds_ahead(&endpoints).await;
        clock(ahead)
    };
    let role = role(Ok(&access.role.role));
    let steps = stream::once(first)
        .chain(stream::iter(role))
        .chain(files(storage, places, wanted.write))
        .map(CheckLine::Step)
        .chain(stream::iter([CheckLine::End {}]));
    Ok(ndjson::answer(steps))
}

impl From<WantedPlace> for Place {
    fn from(place: WantedPlace) -> Self {
        Self {
            bucket: place.bucket,
            prefix: place.prefix,
        }
    }
}
