//! The MD5 that an ETag is, where it is one: of objects that were written in one piece
//! and not encrypted with a key of KMS or of the caller's, and of such parts.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html>

use md5::{Digest, Md5};

use crate::multipart::Part;

/// The MD5 of bytes that come one after another.
#[derive(Default)]
pub struct Running(Md5);

impl Running {
    /// Takes the next bytes in.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// As an ETag shows it, without quotes.
    #[must_use]
    pub fn hex(&self) -> String {
        hex(&self.0.clone().finalize())
    }
}

/// The MD5 in `etag`, without quotes; `None` where it is something else.
#[must_use]
pub fn md5(etag: &str) -> Option<&str> {
    let bare = bare(etag);
    let digits = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (bare.len() == 32 && bare.bytes().all(digits)).then_some(bare)
}

/// The ETag that S3 gives an object made of `parts`, without quotes: the MD5 of their
/// MD5s and how many there are. `None` where one of theirs is no MD5.
#[must_use]
pub fn of_parts(parts: &[Part]) -> Option<String> {
    let mut whole = Md5::new();
    for part in parts {
        let text = md5(&part.etag)?;
        let bytes = (0..text.len()).step_by(2);
        let bytes = bytes.map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok());
        whole.update(bytes.collect::<Option<Vec<u8>>>()?);
    }
    Some(format!("{}-{}", hex(&whole.finalize()), parts.len()))
}

/// Without its quotes.
#[must_use]
pub fn bare(etag: &str) -> &str {
    etag.trim_matches('"')
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(number: i32, bytes: &[u8]) -> Part {
        let mut sum = Running::default();
        sum.update(bytes);
        Part {
            number,
            size: bytes.len() as u64,
            etag: format!("\"{}\"", sum.hex()),
            crc64nvme: None,
        }
    }

    #[test]
    fn only_an_md5_is_one() {
        let abc = "900150983cd24fb0d6963f7d28e17f72";
        assert_eq!(bare(&part(1, b"abc").etag), abc);
        assert_eq!(md5(&format!("\"{abc}\"")), Some(abc));
        for other in [
            "",
            "\"\"",
            &format!("\"{abc}-1\""),
            &abc.to_uppercase(),
            "é",
        ] {
            assert_eq!(md5(other), None, "{other}");
        }
    }

    #[test]
    fn a_whole_is_named_after_its_parts() {
        // printf a | md5sum, printf b | md5sum; both in binary through md5sum.
        let parts = [part(1, b"a"), part(2, b"b")];
        let whole = of_parts(&parts);
        assert_eq!(whole.as_deref(), Some("96e024ba2074fe77e8e965ba43a704be-2"));
        let odd = Part {
            etag: "\"made up\"".to_owned(),
            ..part(1, b"a")
        };
        assert_eq!(of_parts(&[odd]), None);
    }
}
