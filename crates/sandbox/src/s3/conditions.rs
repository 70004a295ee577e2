//! Conditional requests.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html>

use http::{HeaderMap, HeaderValue, StatusCode};
use s3s::dto::{ETag, ETagCondition, Timestamp};
use s3s::{S3Error, S3Result, s3_error};
use time::OffsetDateTime;

use super::store::Version;

/// The conditions of a read, or of the source of a copy.
#[derive(Default)]
pub(super) struct Read<'a> {
    pub if_match: Option<&'a ETagCondition>,
    pub if_none_match: Option<&'a ETagCondition>,
    pub if_modified_since: Option<&'a Timestamp>,
    pub if_unmodified_since: Option<&'a Timestamp>,
}

/// The time of a record, as S3 shows it.
pub(super) fn timestamp(millis: u64) -> Timestamp {
    let nanos = i128::from(millis) * 1_000_000;
    OffsetDateTime::from_unix_timestamp_nanos(nanos)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
        .into()
}

/// The ETag of a version, as S3 shows it.
pub(super) fn etag(version: &Version) -> ETag {
    ETag::Strong(version.etag.clone())
}

fn names(condition: &ETagCondition, version: &Version) -> bool {
    match condition {
        ETagCondition::Any => true,
        ETagCondition::ETag(etag) => etag.value() == version.etag,
    }
}

fn failed(condition: &str) -> S3Error {
    let mut error = s3_error!(
        PreconditionFailed,
        "At least one of the pre-conditions you specified did not hold"
    );
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(condition) {
        headers.insert(crate::server::CONDITION, value);
    }
    error.set_headers(headers);
    error
}

impl Read<'_> {
    /// Compares with a version; a copy answers 412 where a read answers 304.
    pub fn check(&self, version: &Version, copy: bool) -> S3Result<()> {
        // HTTP dates have no fractions of a second.
        let modified = i64::try_from(version.modified / 1000).unwrap_or(i64::MAX);
        let seconds = |time: &Timestamp| OffsetDateTime::from(time.clone()).unix_timestamp();
        match (self.if_match, self.if_unmodified_since) {
            (Some(condition), _) if !names(condition, version) => return Err(failed("If-Match")),
            (None, Some(time)) if modified > seconds(time) => {
                return Err(failed("If-Unmodified-Since"));
            }
            _ => {}
        }
        let unchanged = match (self.if_none_match, self.if_modified_since) {
            (Some(condition), _) => names(condition, version),
            (None, Some(time)) => modified <= seconds(time),
            (None, None) => false,
        };
        match (unchanged, copy) {
            (false, _) => Ok(()),
            (true, true) => Err(failed("x-amz-copy-source-If-None-Match")),
            (true, false) => Err(not_modified(version)),
        }
    }
}

fn not_modified(version: &Version) -> S3Error {
    let mut error = s3_error!(NotModified);
    error.set_status_code(StatusCode::NOT_MODIFIED);
    let mut headers = HeaderMap::new();
    if let Ok(etag) = etag(version).to_http_header() {
        headers.insert(http::header::ETAG, etag);
    }
    let mut modified = Vec::new();
    let format = s3s::dto::TimestampFormat::HttpDate;
    if timestamp(version.modified)
        .format(format, &mut modified)
        .is_ok()
        && let Ok(modified) = HeaderValue::from_bytes(&modified)
    {
        headers.insert(http::header::LAST_MODIFIED, modified);
    }
    error.set_headers(headers);
    error
}

/// Checks the conditions of a write against the newest version, if there is
/// one that is no delete marker.
pub(super) fn check_write(
    if_match: Option<&ETagCondition>,
    if_none_match: Option<&ETagCondition>,
    newest: Option<&Version>,
) -> S3Result<()> {
    let newest = newest.filter(|version| !version.marker);
    match (if_match, newest) {
        (Some(_), None) => return Err(s3_error!(NoSuchKey)),
        (Some(condition), Some(version)) if !names(condition, version) => {
            return Err(failed("If-Match"));
        }
        _ => {}
    }
    match (if_none_match, newest) {
        (Some(ETagCondition::ETag(_)), _) => Err(s3_error!(
            NotImplemented,
            "A header you provided implies functionality that is not implemented"
        )),
        (Some(ETagCondition::Any), Some(_)) => Err(failed("If-None-Match")),
        _ => Ok(()),
    }
}
