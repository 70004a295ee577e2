//! Bodies that break off in the middle, when a fault says so.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures::{Stream, StreamExt};
use http_body_util::StreamBody;
use hyper::body::{Body as _, Frame, Incoming};
use s3s::Body;

/// Whether a body was cut.
#[derive(Clone, Default)]
pub(super) struct Mark(Arc<AtomicBool>);

impl Mark {
    pub fn happened(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// A request body that fails after so many bytes.
pub(super) fn upload(body: Incoming, after: Option<u64>) -> (Body, Mark) {
    let mark = Mark::default();
    // What is short enough, and knows it, stays as it is: S3 wants to know how long a body is.
    let short = |after: &u64| body.size_hint().exact().is_some_and(|size| size <= *after);
    let after = after.filter(|after| !short(after));
    let body = Body::from(body);
    let body = match after {
        None => body,
        Some(after) => Body::http_body_unsync(StreamBody::new(cut(body, after, mark.clone()))),
    };
    (body, mark)
}

/// A response body that fails after so many bytes.
pub(super) fn download(body: Body, after: Option<u64>) -> Body {
    match after {
        None => body,
        Some(after) => Body::http_body_unsync(StreamBody::new(cut(body, after, Mark::default()))),
    }
}

fn cut(
    mut body: Body,
    mut left: u64,
    mark: Mark,
) -> impl Stream<Item = io::Result<Frame<Bytes>>> + Send {
    async_stream::stream! {
        while let Some(chunk) = body.next().await {
            let mut chunk = match chunk {
                Ok(chunk) => chunk,
                Err(error) => {
                    yield Err(io::Error::other(error));
                    return;
                }
            };
            let whole = chunk.len() as u64 <= left;
            if !whole {
                chunk.truncate(usize::try_from(left).unwrap_or(usize::MAX));
            }
            left -= chunk.len() as u64;
            yield Ok(Frame::data(chunk));
            if !whole {
                mark.0.store(true, Ordering::SeqCst);
                // What has been sent so far is to arrive.
                tokio::time::sleep(Duration::from_millis(20)).await;
                yield Err(io::ErrorKind::ConnectionReset.into());
                return;
            }
        }
    }
}
