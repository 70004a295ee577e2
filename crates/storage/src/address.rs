//! Names in S3: buckets, keys, and the ways people write them down.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Longest key S3 takes, in bytes of UTF-8.
pub const KEY_MAX: usize = 1024;

/// Everything but RFC 3986's unreserved characters and the slash.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// `arn:aws:s3:::bucket`.
pub fn bucket_arn(bucket: &str) -> String {
    format!("arn:aws:s3:::{bucket}")
}

/// `arn:aws:s3:::bucket/key`.
pub fn object_arn(bucket: &str, key: &str) -> String {
    format!("arn:aws:s3:::{bucket}/{key}")
}

/// Whether S3 could have a bucket of this name: 3 to 63 of `a-z 0-9 . -`, and
/// for buckets of old, up to 255 with capitals and `_`.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
pub fn is_bucket(name: &str) -> bool {
    (3..=255).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        && name.bytes().any(|b| b.is_ascii_alphanumeric())
        && !name.contains("..")
}

/// Whether S3 could have an object of this key: 1 to 1,024 bytes.
pub fn is_key(key: &str) -> bool {
    (1..=KEY_MAX).contains(&key.len())
}

/// `bucket/key` as the `x-amz-copy-source` header wants it.
pub(crate) fn copy_source(bucket: &str, key: &str) -> String {
    format!("{bucket}/{}", utf8_percent_encode(key, PATH))
}

/// Undoes `encoding-type=url`. S3 writes a space as `+` there, and a plus as
/// `%2B`.
pub(crate) fn decode_listed(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}

/// A bucket and what follows it, of an `s3://` address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct S3Url {
    /// The bucket.
    pub bucket: String,
    /// A key, a prefix, or nothing; exactly as written.
    pub key: String,
}

impl std::str::FromStr for S3Url {
    type Err = String;

    /// Reads `s3://bucket/key`. Nothing in it is decoded or cleaned: the key is
    /// what stands behind the first slash, byte for byte.
    fn from_str(text: &str) -> Result<Self, String> {
        let rest = text
            .strip_prefix("s3://")
            .ok_or_else(|| format!("{text:?} does not begin with s3://"))?;
        let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
        if !is_bucket(bucket) {
            return Err(format!("{bucket:?} is not a bucket name"));
        }
        if key.len() > KEY_MAX {
            return Err(format!(
                "the key has {} bytes, S3 takes at most {KEY_MAX}",
                key.len()
            ));
        }
        Ok(Self {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
        })
    }
}

impl std::fmt::Display for S3Url {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "s3://{}/{}", self.bucket, self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_s3_url_keeps_its_key_byte_for_byte() {
        for (text, bucket, key) in [
            ("s3://bucket", "bucket", ""),
            ("s3://bucket/", "bucket", ""),
            ("s3://bucket/a//b/../c", "bucket", "a//b/../c"),
            ("s3://bucket//lead", "bucket", "/lead"),
            ("s3://bucket/100%25 +#?", "bucket", "100%25 +#?"),
        ] {
            let url: S3Url = text.parse().expect(text);
            assert_eq!((url.bucket.as_str(), url.key.as_str()), (bucket, key));
        }
        for text in [
            "bucket/key",
            "s3://",
            "s3:///key",
            "s3://a b/key",
            "s3://../x",
        ] {
            assert!(text.parse::<S3Url>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_listed_key_is_decoded_once() {
        assert_eq!(decode_listed("a+b%2Bc%25+%E2%98%95"), "a b+c% ☕");
        assert_eq!(decode_listed("%2525"), "%25");
    }

    #[test]
    fn a_copy_source_escapes_all_but_slashes() {
        assert_eq!(copy_source("b", "../a b+c%?#"), "b/../a%20b%2Bc%25%3F%23");
    }
}
