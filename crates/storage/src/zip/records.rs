//! The records of the format, byte by byte.

use bytes::{BufMut, BytesMut};
use time::{OffsetDateTime, UtcOffset};

const LOCAL: u32 = 0x0403_4b50;
const DESCRIPTOR: u32 = 0x0807_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_64: u32 = 0x0606_4b50;
const LOCATOR_64: u32 = 0x0706_4b50;

/// Flags of a member.
const DESCRIBED: u16 = 1 << 3;
const UTF_8: u16 = 1 << 11;
const STORED: u16 = 0;

/// Extra fields.
const ZIP64: u16 = 0x0001;
const TIMESTAMP: u16 = 0x5455;
const MODIFIED: u8 = 1;

/// What a reader must know: folders, or ZIP64.
const VERSION: u16 = 20;
const VERSION_64: u16 = 45;
/// Attributes are those of Unix, in the upper half.
const UNIX: u16 = 3 << 8;
const FILE_MODE: u32 = 0o100_644 << 16;
/// In the lower half what Windows calls a folder.
const FOLDER_MODE: u32 = 0o040_755 << 16 | 0x10;

/// In place of a number that only ZIP64 can hold.
const SEE_64: u32 = u32::MAX;
const SEE_64_SHORT: u16 = u16::MAX;

/// A member as the archive's records tell it.
pub(super) struct Record {
    name: String,
    modified: OffsetDateTime,
    size: u64,
    /// Where it begins.
    offset: u64,
    /// CRC and sizes stand behind the bytes.
    described: bool,
    pub crc: u32,
}

impl Record {
    /// S3 keys, and so names, have at most some thousand bytes: lengths are 16 bits.
    pub fn new(
        name: &str,
        modified: Option<OffsetDateTime>,
        size: u64,
        offset: u64,
        crc: Option<u32>,
    ) -> Self {
        Self {
            name: name.to_owned(),
            modified: modified
                .unwrap_or(OffsetDateTime::UNIX_EPOCH)
                .to_offset(UtcOffset::UTC),
            size,
            offset,
            described: crc.is_none(),
            crc: crc.unwrap_or_default(),
        }
    }

    fn large(&self) -> bool {
        self.size >= u64::from(SEE_64)
    }

    fn flags(&self) -> u16 {
        UTF_8 | if self.described { DESCRIBED } else { 0 }
    }

    /// What is not known yet, is 0 before the bytes.
    fn known(&self) -> u64 {
        if self.described { 0 } else { self.size }
    }

    /// Stands before the bytes.
    pub fn local(&self, out: &mut BytesMut) {
        let mut extra = self.timestamp();
        if self.large() {
            // Also announces that the sizes of a descriptor are long.
            extra.put_u16_le(ZIP64);
            extra.put_u16_le(16);
            extra.put_u64_le(self.known());
            extra.put_u64_le(self.known());
        }
        out.put_u32_le(LOCAL);
        out.put_u16_le(if self.large() { VERSION_64 } else { VERSION });
        self.common(out);
        out.put_u32_le(self.crc);
        let size = if self.large() {
            SEE_64
        } else {
            low(self.known())
        };
        out.put_u32_le(size);
        out.put_u32_le(size);
        out.put_u16_le(short(self.name.len()));
        out.put_u16_le(short(extra.len()));
        out.put_slice(self.name.as_bytes());
        out.put_slice(&extra);
    }

    /// Stands behind the bytes.
    pub fn descriptor(&self, out: &mut BytesMut) {
        out.put_u32_le(DESCRIPTOR);
        out.put_u32_le(self.crc);
        for _ in 0..2 {
            match self.large() {
                true => out.put_u64_le(self.size),
                false => out.put_u32_le(low(self.size)),
            }
        }
    }

    /// Its line in the directory.
    pub fn central(&self, out: &mut BytesMut) {
        let mut extra = self.timestamp();
        let mut long = BytesMut::new();
        if self.large() {
            long.put_u64_le(self.size);
            long.put_u64_le(self.size);
        }
        if self.offset >= u64::from(SEE_64) {
            long.put_u64_le(self.offset);
        }
        if !long.is_empty() {
            extra.put_u16_le(ZIP64);
            extra.put_u16_le(short(long.len()));
            extra.put_slice(&long);
        }
        let version = if long.is_empty() { VERSION } else { VERSION_64 };
        out.put_u32_le(CENTRAL);
        out.put_u16_le(UNIX | version);
        out.put_u16_le(version);
        self.common(out);
        out.put_u32_le(self.crc);
        out.put_u32_le(low(self.size));
        out.put_u32_le(low(self.size));
        out.put_u16_le(short(self.name.len()));
        out.put_u16_le(short(extra.len()));
        // No comment, on the first disk, bytes and not text.
        out.put_bytes(0, 6);
        let folder = self.name.ends_with('/');
        out.put_u32_le(if folder { FOLDER_MODE } else { FILE_MODE });
        out.put_u32_le(low(self.offset));
        out.put_slice(self.name.as_bytes());
        out.put_slice(&extra);
    }

    fn common(&self, out: &mut BytesMut) {
        out.put_u16_le(self.flags());
        out.put_u16_le(STORED);
        let (date, time) = dos(self.modified);
        out.put_u16_le(time);
        out.put_u16_le(date);
    }

    /// The time in UTC and to the second, which the format's own is not.
    fn timestamp(&self) -> BytesMut {
        let mut extra = BytesMut::new();
        if let Ok(seconds) = i32::try_from(self.modified.unix_timestamp()) {
            extra.put_u16_le(TIMESTAMP);
            extra.put_u16_le(5);
            extra.put_u8(MODIFIED);
            extra.put_i32_le(seconds);
        }
        extra
    }
}

/// What stands behind a directory of `size` bytes that begins at `start`.
pub(super) fn end(out: &mut BytesMut, start: u64, size: u64, members: u64) {
    let large = |number: u64| number >= u64::from(SEE_64);
    if large(start) || large(size) || members >= u64::from(SEE_64_SHORT) {
        out.put_u32_le(END_64);
        // Of what follows in this record.
        out.put_u64_le(44);
        out.put_u16_le(UNIX | VERSION_64);
        out.put_u16_le(VERSION_64);
        out.put_bytes(0, 8);
        out.put_u64_le(members);
        out.put_u64_le(members);
        out.put_u64_le(size);
        out.put_u64_le(start);
        out.put_u32_le(LOCATOR_64);
        out.put_u32_le(0);
        out.put_u64_le(start + size);
        out.put_u32_le(1);
    }
    let count = u16::try_from(members).unwrap_or(SEE_64_SHORT);
    out.put_u32_le(END);
    out.put_bytes(0, 4);
    out.put_u16_le(count);
    out.put_u16_le(count);
    out.put_u32_le(low(size));
    out.put_u32_le(low(start));
    out.put_u16_le(0);
}

fn low(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(SEE_64)
}

fn short(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(SEE_64_SHORT)
}

/// Date and time as DOS has them: from 1980 to 2107, in steps of two seconds.
fn dos(at: OffsetDateTime) -> (u16, u16) {
    let year = match at.year() {
        ..1980 => return (1 << 5 | 1, 0),
        2108.. => return (127 << 9 | 12 << 5 | 31, 23 << 11 | 59 << 5 | 29),
        year => u16::try_from(year - 1980).unwrap_or_default(),
    };
    let (hour, minute, second) = at.time().as_hms();
    (
        year << 9 | u16::from(u8::from(at.month())) << 5 | u16::from(at.day()),
        u16::from(hour) << 11 | u16::from(minute) << 5 | u16::from(second / 2),
    )
}
