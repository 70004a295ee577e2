//! Tags of objects and buckets.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html>

use std::collections::HashSet;

use http::StatusCode;
use percent_encoding::percent_decode_str;
use s3s::dto::{Tag, TagSet, Tagging};
use s3s::{S3Result, s3_error};

use super::errors::error;

/// Most tags an object may have.
pub(super) const OBJECT_TAGS: usize = 10;
/// Most tags a bucket may have.
pub(super) const BUCKET_TAGS: usize = 50;

/// Reads `x-amz-tagging`: `k1=v1&k2=v2`, URL-encoded.
pub(super) fn parse(header: &str) -> S3Result<Vec<(String, String)>> {
    let decode = |text: &str| {
        percent_decode_str(&text.replace('+', " "))
            .decode_utf8()
            .map(|text| text.into_owned())
            .map_err(|_| s3_error!(InvalidArgument, "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates."))
    };
    let pairs = header.split('&').filter(|pair| !pair.is_empty());
    let tags: S3Result<Vec<_>> = pairs
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(key)?, decode(value)?))
        })
        .collect();
    check(tags?, OBJECT_TAGS)
}

/// Checks the tags of a request body.
pub(super) fn from_body(tagging: Tagging, most: usize) -> S3Result<Vec<(String, String)>> {
    let tags = tagging.tag_set.into_iter();
    check(
        tags.map(|tag| (tag.key.unwrap_or_default(), tag.value.unwrap_or_default()))
            .collect(),
        most,
    )
}

fn check(tags: Vec<(String, String)>, most: usize) -> S3Result<Vec<(String, String)>> {
    if tags.len() > most {
        return Err(error(
            StatusCode::BAD_REQUEST,
            "BadRequest",
            format!("Object tags cannot be greater than {most}"),
        ));
    }
    let mut seen = HashSet::new();
    for (key, value) in &tags {
        let (length, value_length) = (key.chars().count(), value.chars().count());
        if length == 0 || length > 128 || key.starts_with("aws:") {
            return Err(s3_error!(
                InvalidTag,
                "The TagKey you have provided is invalid"
            ));
        }
        if value_length > 256 {
            return Err(s3_error!(
                InvalidTag,
                "The TagValue you have provided is invalid"
            ));
        }
        if !seen.insert(key) {
            return Err(s3_error!(
                InvalidTag,
                "Cannot provide multiple Tags with the same key"
            ));
        }
    }
    Ok(tags)
}

/// The tags as S3 shows them.
pub(super) fn shown(tags: Vec<(String, String)>) -> TagSet {
    tags.into_iter()
        .map(|(key, value)| Tag {
            key: Some(key),
            value: Some(value),
        })
        .collect()
}
