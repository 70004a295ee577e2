//! A file of this machine, of which pieces are read.

use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use bytes::Bytes;
use futures::Stream;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use wardrobe_storage::etag;
use wardrobe_storage::head::Head;
use wardrobe_storage::multipart::{Part, part_size};

use crate::proof::{Sums, told};

/// Bytes read at once.
const BUFFER: usize = 256 * 1024;

/// A file as it was when it was looked at.
pub(crate) struct Source {
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    modified: SystemTime,
}

impl Source {
    pub async fn look(path: &Path) -> std::io::Result<Self> {
        let now = tokio::fs::metadata(path).await?;
        Ok(Self {
            path: path.to_owned(),
            size: now.len(),
            modified: now.modified()?,
        })
    }

    /// Whether nobody has written to it since.
    pub async fn unchanged(&self) -> std::io::Result<bool> {
        let now = Self::look(&self.path).await?;
        Ok((now.size, now.modified) == (self.size, self.modified))
    }

    /// The bytes of a piece, as they are read.
    pub async fn piece(
        &self,
        start: u64,
        length: u64,
    ) -> std::io::Result<impl Stream<Item = std::io::Result<Bytes>> + Send + use<>> {
        let mut file = File::open(&self.path).await?;
        file.seek(SeekFrom::Start(start)).await?;
        Ok(ReaderStream::with_capacity(file.take(length), BUFFER))
    }

    /// The sums of a piece.
    pub async fn sums(&self, start: u64, length: u64, with_md5: bool) -> std::io::Result<Sums> {
        let path = self.path.clone();
        let read = move || {
            let mut file = std::fs::File::open(path)?;
            file.seek(SeekFrom::Start(start))?;
            let mut sums = Sums::new(with_md5);
            add(&mut sums, &mut file, length)?;
            Ok(sums)
        };
        tokio::task::spawn_blocking(read).await?
    }

    /// Whether this is what S3 says it has; `None` when it says nothing that can be
    /// compared.
    pub async fn is(&self, head: &Head) -> std::io::Result<Option<bool>> {
        if head.size != self.size {
            return Ok(Some(false));
        }
        let (crc64nvme, etag) = told(head);
        if crc64nvme.is_some() || etag.is_none_or(|etag| etag::md5(etag).is_some()) {
            let sums = self.sums(0, self.size, crc64nvme.is_none()).await?;
            return Ok(sums.are(crc64nvme, etag));
        }
        // Made of parts; if they were cut as we cut them, the ETag tells.
        let mut parts = Vec::new();
        for (number, start, size) in cut(self.size) {
            let etag = self
                .sums(start, size, true)
                .await?
                .md5()
                .unwrap_or_default();
            parts.push(Part {
                number,
                size,
                etag,
                crc64nvme: None,
            });
        }
        let ours = etag::of_parts(&parts);
        Ok((ours.as_deref() == etag.map(etag::bare)).then_some(true))
    }
}

/// How a file is cut: where each part begins and how long it is, by its number.
pub(crate) fn cut(size: u64) -> impl Iterator<Item = (i32, u64, u64)> {
    let part = part_size(size);
    (1..).zip(0..size.div_ceil(part)).map(move |(number, nth)| {
        let start = nth * part;
        (number, start, part.min(size - start))
    })
}

/// Adds the next `length` bytes of a file, all of which must be there.
pub(crate) fn add(sums: &mut Sums, file: &mut std::fs::File, length: u64) -> std::io::Result<()> {
    let (mut file, mut buffer) = (file.take(length), vec![0; BUFFER]);
    let mut left = length;
    while left > 0 {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        sums.update(buffer.get(..read).unwrap_or_default());
        left -= read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_in_one_part() {
        const MIB: u64 = 1024 * 1024;
        for size in [1, 8 * MIB, 8 * MIB + 1, 20 * MIB, 100_000 * MIB] {
            let mut next = 0;
            for (nth, (number, start, length)) in (1..).zip(cut(size)) {
                assert_eq!((number, start), (nth, next));
                assert!(length > 0);
                next += length;
            }
            assert_eq!(next, size);
        }
    }
}
