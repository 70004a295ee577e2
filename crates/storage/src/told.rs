//! What S3 tells of the bytes it has just stored, and whether they are another object's.

use aws_sdk_s3::types::CopyObjectResult;

use crate::etag::md5;
use crate::head::{Checksum, Head};

/// What S3 says of bytes that it has stored.
#[derive(Default)]
pub(crate) struct Told {
    pub etag: Option<String>,
    pub checksum: Option<Checksum>,
}

impl From<CopyObjectResult> for Told {
    fn from(result: CopyObjectResult) -> Self {
        let kind = result.checksum_type.map(|kind| kind.as_str().to_owned());
        let sums = [
            ("CRC64NVME", result.checksum_crc64_nvme),
            ("SHA256", result.checksum_sha256),
            ("CRC32C", result.checksum_crc32_c),
            ("CRC32", result.checksum_crc32),
            ("SHA1", result.checksum_sha1),
        ];
        let checksum = sums.into_iter().find_map(|(algorithm, value)| {
            let (value, kind) = (value?, kind.clone());
            Some(Checksum {
                algorithm,
                value,
                kind,
            })
        });
        Self {
            etag: result.e_tag,
            checksum,
        }
    }
}

impl Told {
    /// Whether they are the source's: the same MD5, where both ETags are one, or the same
    /// checksum of the whole.
    pub(crate) fn proves(&self, source: &Head) -> bool {
        let [told, known] = self.etags(source);
        let by_etag = told.is_some() && told == known;
        by_etag || matches!(self.checksums(source), [Some(told), Some(known)] if told == known)
    }

    /// Whether they are others: not the same checksum, or where there is none to compare,
    /// not the same MD5.
    pub(crate) fn contradicts(&self, source: &Head) -> bool {
        match (self.checksums(source), self.etags(source)) {
            ([Some(told), Some(known)], _) if told.algorithm == known.algorithm => {
                told.value != known.value
            }
            (_, [Some(told), Some(known)]) => told != known,
            _ => false,
        }
    }

    fn etags<'a>(&'a self, source: &'a Head) -> [Option<&'a str>; 2] {
        [&self.etag, &source.etag].map(|etag| etag.as_deref().and_then(md5))
    }

    fn checksums(&self, source: &Head) -> [Option<Checksum>; 2] {
        [&self.checksum, &source.checksum].map(|sum| whole(sum.clone()))
    }
}

/// A checksum of the whole object, and not of its parts' checksums.
pub(crate) fn whole(checksum: Option<Checksum>) -> Option<Checksum> {
    checksum.filter(|checksum| checksum.kind.as_deref() != Some("COMPOSITE"))
}
