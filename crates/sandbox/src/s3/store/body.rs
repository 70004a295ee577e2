//! A stored body, read in pieces.

use std::io::{self, SeekFrom};
use std::ops::Range;

use bytes::Bytes;
use futures::Stream;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::blobs::{Blobs, Pins};
use super::records::{Blob, Segment};

const CHUNK: usize = 256 * 1024;

/// The bytes of one version.
pub struct Body {
    blobs: Blobs,
    segments: Vec<Segment>,
    rows: Vec<(u64, Bytes)>,
    // Held for its Drop: nothing that is being read is removed.
    _pins: Pins,
}

impl Body {
    pub(super) fn new(
        blobs: Blobs,
        segments: Vec<Segment>,
        rows: Vec<(u64, Bytes)>,
        pins: Pins,
    ) -> Self {
        Self {
            blobs,
            segments,
            rows,
            _pins: pins,
        }
    }

    /// The bytes of `range`, which must lie within the body.
    pub fn stream(
        self,
        range: Range<u64>,
    ) -> impl Stream<Item = io::Result<Bytes>> + Send + Sync + 'static {
        async_stream::try_stream! {
            let mut start = 0;
            for segment in &self.segments {
                let end = start + segment.size;
                let from = range.start.max(start);
                let to = range.end.min(end);
                if from < to {
                    let (skip, mut left) = (from - start, to - from);
                    match segment.blob {
                        Blob::Row(id) => yield self.row(id, skip, left)?,
                        Blob::File(id) => {
                            let mut file = tokio::fs::File::open(self.blobs.path(id)).await?;
                            file.set_max_buf_size(CHUNK);
                            file.seek(SeekFrom::Start(skip)).await?;
                            while left > 0 {
                                let want = left.min(CHUNK as u64);
                                let mut chunk = bytes::BytesMut::with_capacity(CHUNK);
                                let read = (&mut file).take(want).read_buf(&mut chunk).await?;
                                if read == 0 {
                                    Err(io::Error::from(io::ErrorKind::UnexpectedEof))?;
                                }
                                left -= read as u64;
                                yield chunk.freeze();
                            }
                        }
                    }
                }
                start = end;
            }
        }
    }

    fn row(&self, id: u64, skip: u64, len: u64) -> io::Result<Bytes> {
        let missing = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let (_, bytes) = self
            .rows
            .iter()
            .find(|(row, _)| *row == id)
            .ok_or_else(missing)?;
        let from = usize::try_from(skip).map_err(|_| missing())?;
        let to = usize::try_from(skip + len).map_err(|_| missing())?;
        if to > bytes.len() {
            Err(missing())
        } else {
            Ok(bytes.slice(from..to))
        }
    }
}
