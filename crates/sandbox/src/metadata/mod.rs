//! The instance metadata service (IMDSv2) and the container credentials endpoint.

use bytes::Bytes;
use std::time::SystemTime;

use crate::iam::World;

/// Answers one request to the metadata listener.
pub async fn handle(_world: &World, _request: http::Request<Bytes>, _now: SystemTime) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::new());
    *response.status_mut() = http::StatusCode::NOT_FOUND;
    response
}
