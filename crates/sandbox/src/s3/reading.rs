//! GetObject, HeadObject, GetObjectAttributes: finding a version and giving
//! back what was written.

use std::ops::Range as Bytes;

use http::StatusCode;
use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use super::S3;
use super::caller::Caller;
use super::conditions::{self, etag, timestamp};
use super::encryption::DECRYPT;
use super::errors::{error, with_header};
use super::incoming::{kind, show_checksum};
use super::objects::encryption;
use super::store::{Body, Checksum, Reading, Segment, StoreError, Version};

/// The part of a body that a request asks for.
struct Slice {
    bytes: Bytes<u64>,
    /// `Content-Range`, when it is not simply everything.
    content_range: Option<String>,
    /// The number of parts, when a part was asked for.
    parts: Option<i32>,
    /// The part's own checksum.
    checksum: Option<Checksum>,
}

/// Finds the version a request names; the error tells a reader why there is none.
pub(super) fn find(
    tables: &Reading,
    bucket: &str,
    key: &str,
    id: Option<&str>,
) -> Result<Version, StoreError> {
    let Some(id) = id else {
        let (_, version) = tables
            .newest(bucket, key)?
            .ok_or_else(|| s3_error!(NoSuchKey))?;
        if version.marker {
            let gone = with_header(s3_error!(NoSuchKey), "x-amz-delete-marker", "true");
            return Err(with_header(gone, "x-amz-version-id", version.shown_id()).into());
        }
        return Ok(version);
    };
    if id != "null" && id.len() != 32 {
        return Err(s3_error!(InvalidArgument, "Invalid version id specified").into());
    }
    let (_, version) = tables
        .version(bucket, key, id)?
        .ok_or_else(|| s3_error!(NoSuchVersion))?;
    if version.marker {
        let refused = s3_error!(
            MethodNotAllowed,
            "The specified method is not allowed against this resource."
        );
        let refused = with_header(refused, "x-amz-delete-marker", "true");
        return Err(with_header(refused, "allow", "DELETE").into());
    }
    Ok(version)
}

/// A missing key is told only to those who may list the bucket.
pub(super) fn tell(caller: &Caller, bucket: &str, problem: StoreError) -> S3Error {
    let problem = S3Error::from(problem);
    match problem.code() {
        s3s::S3ErrorCode::NoSuchKey | s3s::S3ErrorCode::NoSuchVersion => {
            caller.missing(bucket, problem)
        }
        _ => problem,
    }
}

/// An archived body cannot be read unless a copy has been restored.
pub(super) fn check_archive(version: &Version) -> S3Result<()> {
    if !matches!(version.class(), "GLACIER" | "DEEP_ARCHIVE") {
        return Ok(());
    }
    let now = OffsetDateTime::now_utc().unix_timestamp();
    match (version.restored_from, version.restored_until) {
        (Some(from), Some(until)) if from <= now && now < until => Ok(()),
        _ => Err(with_header(
            s3_error!(
                InvalidObjectState,
                "The operation is not valid for the object's storage class"
            ),
            crate::server::STORAGE_CLASS,
            version.class(),
        )),
    }
}

/// `x-amz-restore`.
fn restore(version: &Version) -> Option<String> {
    let (from, until) = (version.restored_from?, version.restored_until?);
    let now = OffsetDateTime::now_utc().unix_timestamp();
    if now < from {
        return Some(r#"ongoing-request="true""#.to_owned());
    }
    let until = OffsetDateTime::from_unix_timestamp(until)
        .ok()
        .filter(|until| until.unix_timestamp() > now)?;
    let until = until.format(&Rfc2822).ok()?.replace("+0000", "GMT");
    Some(format!(r#"ongoing-request="false", expiry-date="{until}""#))
}

fn unsatisfiable() -> S3Error {
    error(
        StatusCode::RANGE_NOT_SATISFIABLE,
        "InvalidRange",
        "The requested range is not satisfiable",
    )
}

fn part_bytes(segments: &[Segment], index: usize) -> Option<(Bytes<u64>, &Segment)> {
    let segment = segments.get(index)?;
    let start = segments
        .iter()
        .take(index)
        .map(|segment| segment.size)
        .sum();
    Some((start..start + segment.size, segment))
}

fn slice(version: &Version, range: Option<Range>, part: Option<i32>) -> S3Result<Slice> {
    let size = version.size;
    let whole = Slice {
        bytes: 0..size,
        content_range: None,
        parts: None,
        checksum: None,
    };
    if let Some(part) = part {
        if range.is_some() {
            return Err(s3_error!(
                InvalidRequest,
                "Cannot specify both Range header and partNumber query parameter"
            ));
        }
        let wrong = || {
            error(
                StatusCode::RANGE_NOT_SATISFIABLE,
                "InvalidPartNumber",
                "The requested partnumber is not satisfiable",
            )
        };
        let index = usize::try_from(part)
            .ok()
            .and_then(|part| part.checked_sub(1))
            .ok_or_else(wrong)?;
        if !version.multipart {
            let bytes = if index == 0 {
                0..size
            } else {
                return Err(wrong());
            };
            return Ok(Slice {
                content_range: content_range(&bytes, size),
                bytes,
                ..whole
            });
        }
        let (bytes, segment) = part_bytes(&version.segments, index).ok_or_else(wrong)?;
        return Ok(Slice {
            content_range: content_range(&bytes, size),
            bytes,
            parts: i32::try_from(version.segments.len()).ok(),
            checksum: segment.checksum.clone(),
        });
    }
    let bytes = match range {
        None => return Ok(whole),
        Some(Range::Int { first, last }) if first < size => {
            first..last.map_or(size, |last| size.min(last.saturating_add(1)))
        }
        Some(Range::Suffix { length }) if length > 0 && size > 0 => {
            size.saturating_sub(length)..size
        }
        Some(_) => return Err(unsatisfiable()),
    };
    Ok(Slice {
        content_range: content_range(&bytes, size),
        bytes,
        ..whole
    })
}

fn content_range(bytes: &Bytes<u64>, size: u64) -> Option<String> {
    bytes
        .end
        .checked_sub(1)
        .map(|last| format!("bytes {}-{last}/{size}", bytes.start))
}

fn length(bytes: &Bytes<u64>) -> Option<i64> {
    i64::try_from(bytes.end - bytes.start).ok()
}

/// The checksum a reader of `slice` may compare with.
fn checksum_of<'v>(version: &'v Version, slice: &'v Slice) -> Option<&'v Checksum> {
    match &slice.content_range {
        None => version.checksum.as_ref(),
        Some(_) if slice.parts.is_some() => slice.checksum.as_ref(),
        Some(_) => None,
    }
}

/// Fills what GetObject and HeadObject answer alike.
macro_rules! describe {
    ($output:ty, $input:expr, $version:expr, $slice:expr) => {{
        let (input, version, slice) = (&$input, &$version, &$slice);
        let attributes = &version.attributes;
        let (server_side_encryption, ssekms_key_id) = encryption(attributes);
        let expires = attributes
            .expires
            .and_then(|time| OffsetDateTime::from_unix_timestamp(time).ok());
        let mut output = <$output>::default();
        output.accept_ranges = Some("bytes".into());
        output.cache_control = attributes.cache_control.clone();
        output.content_disposition = attributes.content_disposition.clone();
        output.content_encoding = attributes.content_encoding.clone();
        output.content_language = attributes.content_language.clone();
        output.content_length = length(&slice.bytes);
        output.content_range = slice.content_range.clone();
        output.content_type = Some(
            attributes
                .content_type
                .clone()
                .unwrap_or_else(|| "binary/octet-stream".into()),
        );
        output.e_tag = Some(etag(version));
        output.expires = expires.map(Timestamp::from);
        output.last_modified = Some(timestamp(version.modified));
        output.metadata = Some(attributes.metadata.clone().into_iter().collect());
        output.parts_count = slice.parts;
        output.restore = restore(version);
        output.server_side_encryption = server_side_encryption;
        output.ssekms_key_id = ssekms_key_id;
        output.storage_class = attributes.class.clone().map(StorageClass::from);
        output.version_id = version.id.clone();
        output.website_redirect_location = attributes.redirect.clone();
        let asked = input
            .checksum_mode
            .as_ref()
            .is_some_and(|mode| mode.as_str() == ChecksumMode::ENABLED);
        if let Some(checksum) = checksum_of(version, slice).filter(|_| asked) {
            show_checksum!(output, checksum);
            output.checksum_type = Some(kind(checksum));
        }
        output
    }};
}

macro_rules! conditions {
    ($input:expr) => {
        conditions::Read {
            if_match: $input.if_match.as_ref(),
            if_none_match: $input.if_none_match.as_ref(),
            if_modified_since: $input.if_modified_since.as_ref(),
            if_unmodified_since: $input.if_unmodified_since.as_ref(),
        }
    };
}

impl S3 {
    /// The version a request names, told as to this caller.
    pub(super) async fn find(
        &self,
        caller: &Caller,
        bucket: &str,
        key: &str,
        id: Option<&str>,
    ) -> S3Result<Version> {
        let (name, key, id) = (bucket.to_owned(), key.to_owned(), id.map(str::to_owned));
        let found = self
            .store
            .read(move |tables| find(tables, &name, &key, id.as_deref()))
            .await;
        found.map_err(|problem| tell(caller, bucket, problem))
    }

    /// The version a request names with its body, told as to this caller.
    pub(super) async fn find_body(
        &self,
        caller: &Caller,
        bucket: &str,
        key: &str,
        id: Option<&str>,
    ) -> S3Result<(Version, Body)> {
        let (name, key, id) = (bucket.to_owned(), key.to_owned(), id.map(str::to_owned));
        let found = self
            .store
            .open_body(move |tables| find(tables, &name, &key, id.as_deref()))
            .await;
        found.map_err(|problem| tell(caller, bucket, problem))
    }

    pub(super) async fn get(
        &self,
        request: S3Request<GetObjectInput>,
    ) -> S3Result<S3Response<GetObjectOutput>> {
        let caller = Caller::of(&request)?;
        let input = request.input;
        if caller.principal().is_none() && overrides_response(&input) {
            return Err(s3_error!(
                InvalidRequest,
                "Request specific response headers cannot be used for anonymous GET requests."
            ));
        }
        let (version, body) = self
            .find_body(
                &caller,
                &input.bucket,
                &input.key,
                input.version_id.as_deref(),
            )
            .await?;
        conditions!(input).check(&version, false)?;
        check_archive(&version)?;
        self.may_use_key(&caller, &version.attributes, DECRYPT)?;
        let slice = slice(&version, input.range, input.part_number)?;
        let mut output = describe!(GetObjectOutput, input, version, slice);
        output.tag_count = tag_count(&version);
        output.body = Some(StreamingBlob::wrap(body.stream(slice.bytes)));
        Ok(S3Response::new(output))
    }

    pub(super) async fn head(
        &self,
        request: S3Request<HeadObjectInput>,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        let caller = Caller::of(&request)?;
        let input = request.input;
        let version = self
            .find(
                &caller,
                &input.bucket,
                &input.key,
                input.version_id.as_deref(),
            )
            .await?;
        conditions!(input).check(&version, false)?;
        let slice = slice(&version, input.range, input.part_number)?;
        let output = describe!(HeadObjectOutput, input, version, slice);
        let mut response = S3Response::new(output);
        if let Some(count) = tag_count(&version) {
            response.headers.insert("x-amz-tagging-count", count.into());
        }
        Ok(response)
    }

    pub(super) async fn attributes(
        &self,
        request: S3Request<GetObjectAttributesInput>,
    ) -> S3Result<S3Response<GetObjectAttributesOutput>> {
        let caller = Caller::of(&request)?;
        let input = request.input;
        let version = self
            .find(
                &caller,
                &input.bucket,
                &input.key,
                input.version_id.as_deref(),
            )
            .await?;
        let asked: Vec<&str> = input
            .object_attributes
            .iter()
            .flat_map(|list| list.as_str().split(','))
            .map(str::trim)
            .collect();
        let wants = |name: &str| asked.contains(&name);
        Ok(S3Response::new(GetObjectAttributesOutput {
            checksum: version
                .checksum
                .as_ref()
                .filter(|_| wants(ObjectAttributes::CHECKSUM))
                .map(shown_checksum),
            e_tag: wants(ObjectAttributes::ETAG).then(|| etag(&version)),
            last_modified: Some(timestamp(version.modified)),
            object_parts: (version.multipart && wants(ObjectAttributes::OBJECT_PARTS))
                .then(|| shown_parts(&version.segments, input.part_number_marker, input.max_parts)),
            object_size: wants(ObjectAttributes::OBJECT_SIZE)
                .then(|| i64::try_from(version.size).ok())
                .flatten(),
            storage_class: wants(ObjectAttributes::STORAGE_CLASS)
                .then(|| StorageClass::from(version.class().to_owned())),
            version_id: version.id.clone(),
            ..GetObjectAttributesOutput::default()
        }))
    }
}

fn tag_count(version: &Version) -> Option<i32> {
    Some(version.attributes.tags.len())
        .filter(|count| *count > 0)
        .and_then(|count| i32::try_from(count).ok())
}

fn overrides_response(input: &GetObjectInput) -> bool {
    input.response_cache_control.is_some()
        || input.response_content_disposition.is_some()
        || input.response_content_encoding.is_some()
        || input.response_content_language.is_some()
        || input.response_content_type.is_some()
        || input.response_expires.is_some()
}

fn shown_checksum(checksum: &Checksum) -> s3s::dto::Checksum {
    let mut shown = s3s::dto::Checksum {
        checksum_type: Some(kind(checksum)),
        ..Default::default()
    };
    show_checksum!(shown, checksum);
    shown
}

fn shown_parts(
    segments: &[Segment],
    marker: Option<i32>,
    max: Option<i32>,
) -> GetObjectAttributesParts {
    let max = max.unwrap_or(1000).clamp(0, 1000);
    let marker = marker.unwrap_or(0).max(0);
    let behind = segments
        .iter()
        .filter(|segment| i32::from(segment.part) > marker);
    let page: Vec<&Segment> = behind
        .clone()
        .take(usize::try_from(max).unwrap_or(0))
        .collect();
    // Parts are listed one by one only when each has a checksum of its own kind.
    let listed = page.iter().filter_map(|segment| {
        let mut part = ObjectPart {
            part_number: Some(i32::from(segment.part)),
            size: i64::try_from(segment.size).ok(),
            ..ObjectPart::default()
        };
        show_checksum!(part, segment.checksum.as_ref()?);
        Some(part)
    });
    GetObjectAttributesParts {
        is_truncated: Some(behind.count() > page.len()),
        max_parts: Some(max),
        next_part_number_marker: page.last().map(|segment| i32::from(segment.part)),
        part_number_marker: Some(marker),
        parts: Some(listed.collect()),
        total_parts_count: i32::try_from(segments.len()).ok(),
    }
}
