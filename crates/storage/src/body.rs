//! A stream of bytes of known length as an SDK request body.

use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use futures::{Stream, StreamExt};
use http_body::Frame;
use http_body_util::StreamBody;
use sync_wrapper::SyncStream;

/// Wraps `stream` without collecting it. If it fails or ends early, the request
/// to S3 is broken off and S3 stores nothing.
pub fn from_stream<S, E>(stream: S) -> ByteStream
where
    S: Stream<Item = Result<Bytes, E>> + Send + 'static,
    E: Into<Box<dyn std::error::Error + Send + Sync>> + 'static,
{
    let frames = stream.map(|chunk| chunk.map(Frame::data).map_err(Into::into));
    ByteStream::from_body_1_x(StreamBody::new(SyncStream::new(Box::pin(frames))))
}
