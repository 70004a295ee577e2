//! CRC64NVME, by which S3 proves that an object is what was sent: of bytes as they
//! pass, and of a whole out of its parts. Written as S3 does, in base64.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html>

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crc_fast::{CrcAlgorithm, Digest};

/// The checksum of bytes that come one after another.
pub struct Running(Digest);

impl Running {
    /// Of no bytes yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Digest::new(CrcAlgorithm::Crc64Nvme))
    }

    /// Takes the next bytes in.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// As S3 writes it.
    #[must_use]
    pub fn base64(&self) -> String {
        write(self.0.finalize())
    }
}

impl Default for Running {
    fn default() -> Self {
        Self::new()
    }
}

/// The checksum of `bytes`.
#[must_use]
pub fn of(bytes: &[u8]) -> String {
    write(crc_fast::crc64_nvme(bytes))
}

/// The checksum of the whole, of the checksums of its pieces and their lengths, in
/// order. `None` where one of them is no CRC64NVME.
#[must_use]
pub fn combine<'a>(pieces: impl IntoIterator<Item = (&'a str, u64)>) -> Option<String> {
    let mut whole = crc_fast::crc64_nvme(b"");
    for (text, length) in pieces {
        whole = crc_fast::checksum_combine(CrcAlgorithm::Crc64Nvme, whole, read(text)?, length);
    }
    Some(write(whole))
}

/// Whether `text` is a CRC64NVME in base64.
#[must_use]
pub fn is(text: &str) -> bool {
    read(text).is_some()
}

fn write(sum: u64) -> String {
    STANDARD.encode(sum.to_be_bytes())
}

fn read(text: &str) -> Option<u64> {
    let bytes = STANDARD.decode(text).ok()?;
    Some(u64::from_be_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_the_catalogue() {
        // https://reveng.sourceforge.io/crc-catalogue/all.htm: CRC-64/NVME of "123456789".
        assert_eq!(of(b"123456789"), write(0xae8b_1486_0a79_9888));
    }

    #[test]
    fn a_whole_is_what_its_pieces_make() {
        let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
        let pieces: Vec<(String, u64)> =
            [&bytes[..1], &bytes[1..1], &bytes[1..7_000], &bytes[7_000..]]
                .map(|piece| (of(piece), piece.len() as u64))
                .into();
        let named = pieces.iter().map(|(sum, length)| (sum.as_str(), *length));
        assert_eq!(combine(named), Some(of(&bytes)));
        let mut running = Running::new();
        bytes.chunks(77).for_each(|chunk| running.update(chunk));
        assert_eq!(running.base64(), of(&bytes));
        assert_eq!(combine([]), Some(of(b"")));
        assert_eq!(combine([("AAAA", 3)]), None);
    }
}
