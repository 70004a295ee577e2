//! Whether bytes are what S3 says it has: by their CRC64NVME, or by their MD5 where
//! there is none and the ETag is one.

use wardrobe_storage::head::{Checksum, Head};
use wardrobe_storage::{checksum, etag};

/// The sums of bytes as they pass.
pub(crate) struct Sums {
    crc64nvme: checksum::Running,
    /// Costs ten times as much, so only where it is asked for.
    md5: Option<etag::Running>,
}

impl Sums {
    pub fn new(with_md5: bool) -> Self {
        Self {
            crc64nvme: checksum::Running::new(),
            md5: with_md5.then(etag::Running::default),
        }
    }

    pub fn update(&mut self, bytes: &[u8]) {
        self.crc64nvme.update(bytes);
        if let Some(md5) = &mut self.md5 {
            md5.update(bytes);
        }
    }

    pub fn crc64nvme(&self) -> String {
        self.crc64nvme.base64()
    }

    /// As an ETag shows it.
    pub fn md5(&self) -> Option<String> {
        self.md5.as_ref().map(etag::Running::hex)
    }

    /// Whether these are the bytes of which S3 says so; `None` when it says nothing
    /// that can be compared.
    pub fn are(&self, crc64nvme: Option<&str>, etag: Option<&str>) -> Option<bool> {
        match crc64nvme {
            Some(told) => Some(told == self.crc64nvme()),
            None => Some(etag::md5(etag?)? == self.md5()?),
        }
    }
}

/// What can be compared of what S3 says of an object: its CRC64NVME, its ETag.
pub(crate) fn told(head: &Head) -> (Option<&str>, Option<&str>) {
    let whole = |sum: &&Checksum| sum.algorithm == "CRC64NVME";
    (
        head.checksum
            .as_ref()
            .filter(whole)
            .map(|sum| sum.value.as_str()),
        telling(head.etag.as_deref(), head.encryption.as_deref()),
    )
}

/// The ETag of an object, unless it may look like an MD5 and be none: that of one
/// encrypted with a key of KMS.
pub(crate) fn telling<'a>(etag: Option<&'a str>, encryption: Option<&str>) -> Option<&'a str> {
    etag.filter(|_| matches!(encryption, None | Some("AES256")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_compared_proves_nothing() {
        let mut sums = Sums::new(true);
        sums.update(b"abc");
        let crc = checksum::of(b"abc");
        let abc = Some("\"900150983cd24fb0d6963f7d28e17f72\"");
        let abd = Some("\"4911e516e5aa21d327512e0c8b197616\"");
        assert_eq!(sums.are(Some(&crc), abd), Some(true));
        assert_eq!(sums.are(Some("AAAAAAAAAAA="), abc), Some(false));
        assert_eq!(sums.are(None, abc), Some(true));
        assert_eq!(sums.are(None, abd), Some(false));
        for unknown in [None, Some("\"900150983cd24fb0d6963f7d28e17f72-2\"")] {
            assert_eq!(sums.are(None, unknown), None);
        }
        assert_eq!(Sums::new(false).are(None, abc), None);
    }
}
