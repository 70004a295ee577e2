//! One JSON value a line, sent as it comes.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use futures::{Stream, StreamExt};
use serde::Serialize;

/// Streams `lines`. The reader's pace is the pace: nothing is made ahead, and
/// when the reader goes, the stream is dropped.
pub(crate) fn answer<T: Serialize>(lines: impl Stream<Item = T> + Send + 'static) -> Response {
    let bytes = lines.map(|line| {
        let mut text = serde_json::to_vec(&line).unwrap_or_default();
        text.push(b'\n');
        Ok::<_, Infallible>(Bytes::from(text))
    });
    let mut response = Response::new(Body::from_stream(bytes));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/x-ndjson"),
    );
    unbuffered(headers);
    response
}

/// Proxies that collect an answer before passing it on are told not to.
pub(crate) fn unbuffered(headers: &mut HeaderMap) {
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
}
