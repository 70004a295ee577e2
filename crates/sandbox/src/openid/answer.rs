//! Answers of the provider.

use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, LOCATION};
use http::{HeaderName, Response, StatusCode};
use serde_json::{Value, json};
use url::Url;

pub(super) fn json_answer(status: StatusCode, value: &Value) -> Response<Bytes> {
    let mut response = answer(status, value.to_string());
    insert(&mut response, CONTENT_TYPE, "application/json");
    response
}

/// Our own fault.
pub(super) fn failed(error: &dyn std::error::Error) -> Response<Bytes> {
    tracing::error!(%error, "the OpenID provider failed");
    let words = json!({ "error": "server_error" });
    json_answer(StatusCode::INTERNAL_SERVER_ERROR, &words)
}

/// Goes on to `place` with more in its query.
pub(super) fn redirect(place: &Url, more: &[(&str, Option<&str>)]) -> Response<Bytes> {
    let mut place = place.clone();
    let present = || {
        more.iter()
            .filter_map(|(name, value)| Some((*name, (*value)?)))
    };
    if present().next().is_some() {
        place.query_pairs_mut().extend_pairs(present());
    }
    let mut response = answer(StatusCode::SEE_OTHER, String::new());
    insert(&mut response, LOCATION, place.as_str());
    response
}

/// Adds a header, unless it cannot be one.
pub(super) fn insert(response: &mut Response<Bytes>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Nothing here is to be kept by anybody.
fn answer(status: StatusCode, text: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(text));
    *response.status_mut() = status;
    insert(&mut response, CACHE_CONTROL, "no-store");
    response
}
