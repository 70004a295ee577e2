//! What a sender had still to say when the answer was known already.
//!
//! HTTP/1 can end a body early only by closing its connection, and whatever is
//! sent on it at that moment is lost. So the rest is read and thrown away
//! before the answer goes out.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;

/// Bytes that are read for nothing: as much as the page sends in one piece.
const MAX: u64 = 16 * 1024 * 1024;
/// How long the rest may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers once the whole request has come, or says that the connection ends.
pub(crate) async fn read(request: Request, next: Next) -> Response {
    // Who asks first whether to send a body has not sent it.
    if request.body().is_end_stream() || request.headers().contains_key(header::EXPECT) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let body = Arc::new(Mutex::new(body));
    let request = Request::from_parts(parts, Body::new(Shared(Arc::clone(&body))));
    let mut response = next.run(request).await;
    // With a handler that still reads it, there is nothing left over.
    if let Some(body) = Arc::into_inner(body) {
        let rest = body.into_inner().unwrap_or_else(PoisonError::into_inner);
        let read = tokio::time::timeout(PATIENCE, read_out(rest));
        if !read.await.unwrap_or(false) {
            let headers = response.headers_mut();
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
    }
    response
}

/// Whether the body has come to its end.
async fn read_out(mut body: Body) -> bool {
    let mut left = MAX;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return false };
        let length = frame.data_ref().map_or(0, Bytes::len);
        match left.checked_sub(length as u64) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
    true
}

/// A body that is left to us when the handler lets go of it.
struct Shared(Arc<Mutex<Body>>);

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Pin::new(&mut *body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.size_hint()
    }
}
