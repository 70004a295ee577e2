//! A ZIP archive, written from its first byte to its last: nothing of it is ever gone
//! back to, and no member is held.
//!
//! Members are stored as they are: what is worth compressing mostly is so already, and
//! nothing waits for it. Where a member's CRC is known at its end only, it stands behind
//! it, in a data descriptor. ZIP64 is used where a size, a place or a count needs it, and only
//! there. Names are UTF-8, and say so.
//! <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>

pub mod names;
mod records;

use bytes::{Bytes, BytesMut};
use crc_fast::{CrcAlgorithm, Digest};
use time::OffsetDateTime;

use records::Record;

/// An archive in the making. What is to be sent is taken from it as it grows.
///
/// What it keeps until the end is its directory: 55 to 83 bytes and the name for each
/// member.
#[derive(Default)]
pub struct Writer {
    /// Written and not taken yet.
    pending: BytesMut,
    /// Bytes of the archive so far.
    written: u64,
    directory: BytesMut,
    members: u64,
    open: Option<Open>,
}

/// A member that is being written.
struct Open {
    record: Record,
    /// Bytes still to come.
    left: u64,
    /// Of those that have come, where it was not told before.
    crc: Option<Digest>,
}

/// A member whose bytes are not as many as was said.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("it has not as many bytes as was said")]
pub struct WrongSize;

impl Writer {
    /// Begins a file of `size` bytes. The one before must have been ended. Where all of
    /// its bytes are there, `crc` is theirs: then also a reader who goes from the first
    /// byte to the last knows beforehand how many there are.
    pub fn begin(
        &mut self,
        name: &str,
        modified: Option<OffsetDateTime>,
        size: u64,
        crc: Option<u32>,
    ) {
        let record = Record::new(name, modified, size, self.written, crc);
        self.write(|out| record.local(out));
        let unknown = crc
            .is_none()
            .then(|| Digest::new(CrcAlgorithm::Crc32IsoHdlc));
        self.open = Some(Open {
            record,
            left: size,
            crc: unknown,
        });
    }

    /// The next bytes of the file, which go behind what [`Self::take`] gives.
    pub fn data(&mut self, bytes: &[u8]) -> Result<(), WrongSize> {
        let open = self.open.as_mut().ok_or(WrongSize)?;
        let size = bytes.len() as u64;
        open.left = open.left.checked_sub(size).ok_or(WrongSize)?;
        if let Some(crc) = &mut open.crc {
            crc.update(bytes);
        }
        self.written += size;
        Ok(())
    }

    /// The same, for few bytes: they are taken along with what is written before and after.
    pub fn small_data(&mut self, bytes: &[u8]) -> Result<(), WrongSize> {
        self.data(bytes)?;
        self.pending.extend_from_slice(bytes);
        Ok(())
    }

    /// Ends the file.
    pub fn end(&mut self) -> Result<(), WrongSize> {
        let open = self.open.take().filter(|open| open.left == 0);
        let Open {
            mut record, crc, ..
        } = open.ok_or(WrongSize)?;
        if let Some(crc) = crc {
            record.crc = low_half(crc.finalize());
            self.write(|out| record.descriptor(out));
        }
        self.note(&record);
        Ok(())
    }

    /// Adds a folder, whose name ends in `/`.
    pub fn folder(&mut self, name: &str, modified: Option<OffsetDateTime>) {
        let record = Record::new(name, modified, 0, self.written, Some(0));
        self.write(|out| record.local(out));
        self.note(&record);
    }

    /// Ends the archive with its directory, which goes behind what [`Self::take`] gives.
    pub fn finish(&mut self) {
        let (start, members) = (self.written, self.members);
        let directory = std::mem::take(&mut self.directory);
        let size = directory.len() as u64;
        self.write(|out| {
            out.unsplit(directory);
            records::end(out, start, size, members);
        });
    }

    /// How many bytes there are to take.
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// What has been written since the last time.
    pub fn take(&mut self) -> Bytes {
        self.pending.split().freeze()
    }

    /// Members so far.
    pub fn members(&self) -> u64 {
        self.members
    }

    fn note(&mut self, record: &Record) {
        record.central(&mut self.directory);
        self.members += 1;
    }

    fn write(&mut self, write: impl FnOnce(&mut BytesMut)) {
        let before = self.pending.len();
        write(&mut self.pending);
        self.written += (self.pending.len() - before) as u64;
    }
}

/// The CRC of bytes that come in pieces.
pub fn crc<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> u32 {
    let mut crc = Digest::new(CrcAlgorithm::Crc32IsoHdlc);
    pieces.for_each(|piece| crc.update(piece));
    low_half(crc.finalize())
}

/// A CRC-32 as it comes, in 64 bits.
fn low_half(crc: u64) -> u32 {
    u32::try_from(crc).unwrap_or_default()
}

#[cfg(test)]
mod tests;
