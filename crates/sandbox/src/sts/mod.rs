//! The Security Token Service over its Query protocol.

use bytes::Bytes;
use http::request::Parts;
use std::time::SystemTime;

use crate::iam::World;

/// Answers one STS request (`Action=…` in a form body or query string).
pub async fn handle(_world: &World, _parts: &Parts, _body: &Bytes, _now: SystemTime) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::new());
    *response.status_mut() = http::StatusCode::NOT_IMPLEMENTED;
    response
}
