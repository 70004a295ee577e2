//! Multipart uploads.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html>

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crc_fast::CrcAlgorithm;
use md5::{Digest, Md5};
use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use super::S3;
use super::buckets::owner;
use super::caller::Caller;
use super::conditions::{self, check_write, timestamp};
use super::copying::plus_is_space;
use super::encryption::{DECRYPT, ENCRYPT};
use super::incoming::{
    Claims, DEFAULT_ALGORITHM, Expected, Received, bad_checksum, claims, hasher, kind, known,
    receive, show_checksum,
};
use super::listing::{Encoding, page_size};
use super::objects::{announced, attributes, encryption};
use super::store::{
    Blob, Checksum, Part as Record, Segment, StoreError, Upload, Version, Writing, now,
};
use crate::signature::hex;

/// Every part but the last has at least so many bytes.
const SMALLEST_PART: u64 = 5 * 1024 * 1024;

fn part_number(number: i32) -> S3Result<u16> {
    let number = u16::try_from(number)
        .ok()
        .filter(|number| (1..=10_000).contains(number));
    number.ok_or_else(|| {
        s3_error!(
            InvalidArgument,
            "Part number must be an integer between 1 and 10000, inclusive"
        )
    })
}

fn initiator(arn: &str) -> Initiator {
    Initiator {
        display_name: None,
        id: Some(arn.to_owned()),
    }
}

fn record(received: &Received, blob: Blob) -> Record {
    Record {
        modified: now(),
        size: received.size,
        etag: received.md5.clone(),
        checksum: received.checksum.clone(),
        crc64nvme: received.crc64nvme.clone(),
        blob,
    }
}

impl S3 {
    pub(super) async fn begin(
        &self,
        request: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        let caller = Caller::of(&request)?;
        let mut input = request.input;
        let attributes = attributes!(input)?;
        let attributes = self.encrypted(&caller, &input.bucket, attributes).await?;
        let algorithm = input
            .checksum_algorithm
            .as_ref()
            .map(|algorithm| known(algorithm.as_str()))
            .transpose()?;
        let kind = input
            .checksum_type
            .as_ref()
            .map(|kind| kind.as_str().to_owned());
        check_kind(algorithm, kind.as_deref())?;
        let (server_side_encryption, ssekms_key_id) = encryption(&attributes);
        let upload = Upload {
            initiated: now(),
            initiator: caller
                .principal()
                .map_or_else(|| "anonymous".into(), |principal| principal.arn.clone()),
            attributes,
            algorithm: algorithm.map(str::to_owned),
            kind,
        };
        let id = format!(
            "{:016x}{}",
            self.store.tick(),
            uuid::Uuid::new_v4().simple()
        );
        let (bucket, key, upload_id) = (input.bucket.clone(), input.key.clone(), id.clone());
        let begun = self.store.write(move |tables| {
            tables.bucket(&bucket)?;
            tables.put_upload(&bucket, &key, &upload_id, &upload)
        });
        begun.await?;
        Ok(S3Response::new(CreateMultipartUploadOutput {
            bucket: Some(input.bucket),
            key: Some(input.key),
            upload_id: Some(id),
            checksum_algorithm: algorithm.map(ChecksumAlgorithm::from_static),
            checksum_type: input.checksum_type,
            server_side_encryption,
            ssekms_key_id,
            ..CreateMultipartUploadOutput::default()
        }))
    }

    async fn upload(&self, bucket: &str, key: &str, id: &str) -> S3Result<Upload> {
        let (bucket, key, id) = (bucket.to_owned(), key.to_owned(), id.to_owned());
        Ok(self
            .store
            .read(move |tables| tables.upload(&bucket, &key, &id))
            .await?)
    }

    async fn add_part(
        &self,
        (bucket, key, id): (String, String, String),
        number: u16,
        received: Received,
    ) -> S3Result<Record> {
        let added = self.store.write(move |tables| {
            // The upload may have been ended while the part was on its way.
            tables.upload(&bucket, &key, &id)?;
            let mut part = record(&received, Blob::Row(0));
            part.blob = tables.keep(received.content)?;
            tables.put_part(&id, number, &part)?;
            Ok(part)
        });
        Ok(added.await?)
    }

    pub(super) async fn part(
        &self,
        mut request: S3Request<UploadPartInput>,
    ) -> S3Result<S3Response<UploadPartOutput>> {
        let caller = Caller::of(&request)?;
        let number = part_number(request.input.part_number)?;
        let upload = self
            .upload(
                &request.input.bucket,
                &request.input.key,
                &request.input.upload_id,
            )
            .await?;
        self.may_use_key(&caller, &upload.attributes, ENCRYPT)?;
        let mut expected = Expected {
            claims: claims!(request.input),
            algorithm: request
                .input
                .checksum_algorithm
                .take()
                .map(|algorithm| algorithm.as_str().to_owned()),
            md5: request.input.content_md5.take(),
            length: announced(&request, request.input.content_length),
            computed: None,
            trailers: request.trailing_headers.take(),
        };
        let asked = upload.algorithm.as_deref();
        let given = expected
            .claims
            .first()
            .map(|(name, _)| *name)
            .or(expected.algorithm.as_deref());
        if let (Some(asked), Some(given)) = (asked, given)
            && !asked.eq_ignore_ascii_case(given)
        {
            return Err(s3_error!(
                InvalidRequest,
                "Checksum Type mismatch occurred, expected checksum Type: {}, actual checksum Type: {}",
                asked.to_lowercase(),
                given.to_lowercase()
            ));
        }
        // The part's checksum is needed to compose the object's, given or not.
        let default = expected.claims.is_empty() && expected.algorithm.is_none();
        if let Some(asked) = asked.filter(|_| default) {
            expected.computed = Some(known(asked)?);
        }
        let input = request.input;
        let received = receive(&self.store, input.body, &expected, true).await?;
        let part = self
            .add_part((input.bucket, input.key, input.upload_id), number, received)
            .await?;
        let (server_side_encryption, ssekms_key_id) = encryption(&upload.attributes);
        let mut output = UploadPartOutput {
            e_tag: Some(ETag::Strong(part.etag)),
            server_side_encryption,
            ssekms_key_id,
            ..UploadPartOutput::default()
        };
        show_checksum!(output, &part.checksum);
        Ok(S3Response::new(output))
    }

    pub(super) async fn part_copy(
        &self,
        request: S3Request<UploadPartCopyInput>,
    ) -> S3Result<S3Response<UploadPartCopyOutput>> {
        let caller = Caller::of(&request)?;
        let mut input = request.input;
        plus_is_space(&mut input.copy_source, &request.headers);
        let number = part_number(input.part_number)?;
        let upload = self
            .upload(&input.bucket, &input.key, &input.upload_id)
            .await?;
        let conditions = conditions::Read {
            if_match: input.copy_source_if_match.as_ref(),
            if_none_match: input.copy_source_if_none_match.as_ref(),
            if_modified_since: input.copy_source_if_modified_since.as_ref(),
            if_unmodified_since: input.copy_source_if_unmodified_since.as_ref(),
        };
        let source = self.source(&caller, &input.copy_source, conditions).await?;
        let range = copy_range(input.copy_source_range.as_deref(), source.version.size)?;
        let algorithm = upload
            .algorithm
            .as_deref()
            .map_or(Ok(DEFAULT_ALGORITHM), known)?;
        let received = self.take_copy(source.body, range, algorithm, true).await?;
        let part = self
            .add_part((input.bucket, input.key, input.upload_id), number, received)
            .await?;
        let mut result = CopyPartResult {
            e_tag: Some(ETag::Strong(part.etag)),
            last_modified: Some(timestamp(part.modified)),
            ..CopyPartResult::default()
        };
        show_checksum!(result, &part.checksum);
        Ok(S3Response::new(UploadPartCopyOutput {
            copy_part_result: Some(result),
            copy_source_version_id: source.version.id,
            ..UploadPartCopyOutput::default()
        }))
    }

    pub(super) async fn parts(
        &self,
        request: S3Request<ListPartsInput>,
    ) -> S3Result<S3Response<ListPartsOutput>> {
        let input = request.input;
        let record = self.bucket(&input.bucket).await?;
        let upload = self
            .upload(&input.bucket, &input.key, &input.upload_id)
            .await?;
        let (max_parts, max) = page_size(input.max_parts)?;
        let marker = input
            .part_number_marker
            .unwrap_or(0)
            .clamp(0, i32::from(u16::MAX));
        let after = u16::try_from(marker).unwrap_or(u16::MAX);
        let id = input.upload_id.clone();
        let mut parts = self
            .store
            .read(move |tables| tables.parts(&id, after, max + 1))
            .await?;
        let truncated = parts.len() > max;
        parts.truncate(max);
        let shown = parts.iter().map(|(number, part)| {
            let mut shown = Part {
                e_tag: Some(ETag::Strong(part.etag.clone())),
                last_modified: Some(timestamp(part.modified)),
                part_number: Some(i32::from(*number)),
                size: i64::try_from(part.size).ok(),
                ..Part::default()
            };
            show_checksum!(shown, &part.checksum);
            shown
        });
        Ok(S3Response::new(ListPartsOutput {
            bucket: Some(input.bucket),
            key: Some(input.key),
            upload_id: Some(input.upload_id),
            initiator: Some(initiator(&upload.initiator)),
            owner: Some(owner(&record.account)),
            is_truncated: Some(truncated),
            max_parts: Some(max_parts),
            part_number_marker: Some(marker),
            next_part_number_marker: parts.last().map(|(number, _)| i32::from(*number)),
            parts: Some(shown.collect()),
            storage_class: Some(StorageClass::from(
                upload.attributes.class.unwrap_or_else(|| "STANDARD".into()),
            )),
            checksum_algorithm: upload.algorithm.map(ChecksumAlgorithm::from),
            checksum_type: upload.kind.map(ChecksumType::from),
            ..ListPartsOutput::default()
        }))
    }

    pub(super) async fn abort(
        &self,
        input: AbortMultipartUploadInput,
    ) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
        let ended = self.store.write(move |tables| {
            tables.upload(&input.bucket, &input.key, &input.upload_id)?;
            tables.remove_upload(&input.bucket, &input.key, &input.upload_id, &HashSet::new())
        });
        ended.await?;
        Ok(S3Response::new(AbortMultipartUploadOutput::default()))
    }

    pub(super) async fn complete(
        &self,
        request: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        let caller = Caller::of(&request)?;
        let input = request.input;
        let claims = claims!(input);
        let (bucket, key) = (input.bucket.clone(), input.key.clone());
        let upload = self.upload(&bucket, &key, &input.upload_id).await?;
        self.may_use_key(&caller, &upload.attributes, DECRYPT)?;
        let written = self
            .store
            .write(move |tables| complete(tables, &input, &claims));
        let version = written.await?;
        let (server_side_encryption, ssekms_key_id) = encryption(&version.attributes);
        let mut output = CompleteMultipartUploadOutput {
            location: Some(format!("/{bucket}/{key}")),
            bucket: Some(bucket),
            key: Some(key),
            e_tag: Some(conditions::etag(&version)),
            version_id: version.id.clone(),
            server_side_encryption,
            ssekms_key_id,
            ..CompleteMultipartUploadOutput::default()
        };
        if let Some(checksum) = &version.checksum {
            show_checksum!(output, checksum);
            output.checksum_type = Some(kind(checksum));
        }
        Ok(S3Response::new(output))
    }

    pub(super) async fn uploads(
        &self,
        request: S3Request<ListMultipartUploadsInput>,
    ) -> S3Result<S3Response<ListMultipartUploadsOutput>> {
        let input = request.input;
        let encoding = Encoding::new(input.encoding_type.as_ref())?;
        let (max_uploads, max) = page_size(input.max_uploads)?;
        let record = self.bucket(&input.bucket).await?;
        let prefix = input.prefix.clone().unwrap_or_default();
        let key_marker = input.key_marker.clone().unwrap_or_default();
        let id_marker = input
            .upload_id_marker
            .clone()
            .filter(|_| !key_marker.is_empty());
        let query = UploadQuery {
            bucket: input.bucket.clone(),
            prefix: prefix.clone(),
            delimiter: input.delimiter.clone(),
            key_marker: key_marker.clone(),
            id_marker: id_marker.clone(),
            max,
        };
        let page = self
            .store
            .read(move |tables| page_of_uploads(tables, &query))
            .await?;
        let shown = page
            .uploads
            .into_iter()
            .map(|(key, id, upload)| MultipartUpload {
                checksum_algorithm: upload.algorithm.map(ChecksumAlgorithm::from),
                checksum_type: upload.kind.map(ChecksumType::from),
                initiated: Some(timestamp(upload.initiated)),
                initiator: Some(initiator(&upload.initiator)),
                key: Some(encoding.encode(key)),
                owner: Some(owner(&record.account)),
                storage_class: Some(StorageClass::from(
                    upload.attributes.class.unwrap_or_else(|| "STANDARD".into()),
                )),
                upload_id: Some(id),
            });
        let prefixes = page.prefixes.into_iter().map(|prefix| CommonPrefix {
            prefix: Some(encoding.encode(prefix)),
        });
        let (next_key, next_id) = page.next.unzip();
        Ok(S3Response::new(ListMultipartUploadsOutput {
            bucket: Some(input.bucket),
            common_prefixes: Some(prefixes.collect()),
            delimiter: input.delimiter.map(|delimiter| encoding.encode(delimiter)),
            encoding_type: input.encoding_type,
            is_truncated: Some(next_key.is_some()),
            key_marker: Some(encoding.encode(key_marker)),
            max_uploads: Some(max_uploads),
            next_key_marker: next_key.map(|key| encoding.encode(key)),
            next_upload_id_marker: next_id,
            prefix: Some(encoding.encode(prefix)),
            upload_id_marker: id_marker,
            uploads: Some(shown.collect()),
            ..ListMultipartUploadsOutput::default()
        }))
    }
}

/// COMPOSITE is of the hashes and CRC32s, FULL_OBJECT of the CRCs.
fn check_kind(algorithm: Option<&str>, kind: Option<&str>) -> S3Result<()> {
    let fits = match (algorithm, kind) {
        (_, None) => true,
        (None, Some(_)) => {
            return Err(s3_error!(
                InvalidRequest,
                "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header."
            ));
        }
        (Some("CRC64NVME"), Some(kind)) => kind == ChecksumType::FULL_OBJECT,
        (Some("SHA1" | "SHA256"), Some(kind)) => kind == ChecksumType::COMPOSITE,
        (Some(_), Some(kind)) => {
            [ChecksumType::FULL_OBJECT, ChecksumType::COMPOSITE].contains(&kind)
        }
    };
    let (algorithm, kind) = (
        algorithm.unwrap_or_default().to_lowercase(),
        kind.unwrap_or_default(),
    );
    if fits {
        Ok(())
    } else {
        Err(s3_error!(
            InvalidRequest,
            "The {kind} checksum type cannot be used with the {algorithm} checksum algorithm."
        ))
    }
}

/// `bytes=first-last`, both given, within the source.
fn copy_range(range: Option<&str>, size: u64) -> S3Result<std::ops::Range<u64>> {
    let Some(range) = range else {
        return Ok(0..size);
    };
    let parsed = range
        .strip_prefix("bytes=")
        .and_then(|range| range.split_once('-'));
    let parsed = parsed
        .and_then(|(first, last)| Some((first.parse::<u64>().ok()?, last.parse::<u64>().ok()?)));
    match parsed {
        Some((first, last)) if first <= last && last < size => Ok(first..last + 1),
        Some(_) => Err(s3_error!(
            InvalidArgument,
            "Range specified is not valid for source object of size: {size}"
        )),
        None => Err(s3_error!(
            InvalidArgument,
            "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy"
        )),
    }
}

fn invalid_part() -> S3Error {
    s3_error!(
        InvalidPart,
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag."
    )
}

fn complete(
    tables: &mut Writing<'_>,
    input: &CompleteMultipartUploadInput,
    claims: &Claims,
) -> Result<Version, StoreError> {
    let (name, key, id) = (
        input.bucket.as_str(),
        input.key.as_str(),
        input.upload_id.as_str(),
    );
    let bucket = tables.bucket(name)?;
    let upload = tables.upload(name, key, id)?;
    let newest = tables.newest(name, key)?.map(|(_, version)| version);
    check_write(
        input.if_match.as_ref(),
        input.if_none_match.as_ref(),
        newest.as_ref(),
    )?;
    let parts = chosen(tables, id, input.multipart_upload.as_ref())?;
    let size = parts.iter().map(|(_, part)| part.size).sum();
    if input
        .mpu_object_size
        .is_some_and(|asked| u64::try_from(asked) != Ok(size))
    {
        return Err(s3_error!(
            InvalidRequest,
            "The provided 'x-amz-mp-object-size' header does not match what was computed"
        )
        .into());
    }
    let checksum = checksum_of(&upload, &parts)?;
    for (algorithm, value) in claims {
        let full = upload.algorithm.is_none() && *algorithm == DEFAULT_ALGORITHM;
        if *value != checksum.value || !(full || *algorithm == checksum.algorithm) {
            return Err(bad_checksum(algorithm).into());
        }
    }
    let mut digests = Md5::new();
    for (_, part) in &parts {
        digests.update(unhex(&part.etag));
    }
    let segments: Vec<Segment> = parts
        .iter()
        .map(|(number, part)| Segment {
            blob: part.blob,
            size: part.size,
            part: *number,
            checksum: Some(part.checksum.clone()),
        })
        .collect();
    let used: HashSet<Blob> = segments.iter().map(|segment| segment.blob).collect();
    let mut version = Version {
        id: None,
        marker: false,
        modified: now(),
        size,
        etag: format!("{}-{}", hex(&digests.finalize()), parts.len()),
        checksum: Some(checksum),
        segments,
        multipart: true,
        attributes: upload.attributes,
        restored_from: None,
        restored_until: None,
    };
    tables.remove_upload(name, key, id, &used)?;
    version.id = tables.add_version((name, &bucket), key, version.clone())?;
    Ok(version)
}

/// The parts that the request lists, as they were uploaded.
fn chosen(
    tables: &Writing<'_>,
    id: &str,
    listed: Option<&CompletedMultipartUpload>,
) -> Result<Vec<(u16, Record)>, StoreError> {
    let listed = listed
        .and_then(|list| list.parts.as_ref())
        .filter(|list| !list.is_empty());
    let listed = listed.ok_or_else(|| s3_error!(MalformedXML))?;
    let uploaded = tables.parts(id, 0, usize::from(u16::MAX))?;
    let mut parts: Vec<(u16, Record)> = Vec::with_capacity(listed.len());
    for part in listed {
        let number = part_number(part.part_number.unwrap_or(0))?;
        if parts.last().is_some_and(|(last, _)| *last >= number) {
            return Err(s3_error!(InvalidPartOrder, "The list of parts was not in ascending order. Parts must be ordered by part number.").into());
        }
        let found = uploaded
            .binary_search_by_key(&number, |(number, _)| *number)
            .ok();
        let (_, record) = found
            .and_then(|at| uploaded.get(at))
            .ok_or_else(invalid_part)?;
        if part.e_tag.as_ref().map(ETag::value) != Some(record.etag.as_str()) {
            return Err(invalid_part().into());
        }
        for (algorithm, value) in claims!(*part) {
            if algorithm != record.checksum.algorithm || value != record.checksum.value {
                return Err(invalid_part().into());
            }
        }
        parts.push((number, record.clone()));
    }
    let before_last = parts.len() - 1;
    if parts
        .iter()
        .take(before_last)
        .any(|(_, part)| part.size < SMALLEST_PART)
    {
        return Err(s3_error!(
            EntityTooSmall,
            "Your proposed upload is smaller than the minimum allowed size"
        )
        .into());
    }
    Ok(parts)
}

/// The object's checksum, from those of its parts.
fn checksum_of(upload: &Upload, parts: &[(u16, Record)]) -> S3Result<Checksum> {
    let algorithm = upload.algorithm.as_deref().unwrap_or(DEFAULT_ALGORITHM);
    let composite = match upload.kind.as_deref() {
        Some(kind) => kind == ChecksumType::COMPOSITE,
        None => algorithm != DEFAULT_ALGORITHM,
    };
    if parts
        .iter()
        .any(|(_, part)| upload.algorithm.is_some() && part.checksum.algorithm != algorithm)
    {
        return Err(s3_error!(
            InvalidRequest,
            "The upload was created using a {} checksum. The complete request must include the checksum for each part.",
            algorithm.to_lowercase()
        ));
    }
    let value = if composite {
        let mut sums = hasher(algorithm);
        for (_, part) in parts {
            sums.update(&raw(&part.checksum.value)?);
        }
        let sums = sums.finalize();
        let value = claims!(sums)
            .into_iter()
            .find(|(name, _)| *name == algorithm)
            .map(|(_, value)| value);
        format!(
            "{}-{}",
            value.ok_or_else(|| s3_error!(InternalError))?,
            parts.len()
        )
    } else {
        joined(algorithm, parts)?
    };
    Ok(Checksum {
        algorithm: algorithm.to_owned(),
        value,
        composite,
    })
}

/// The CRC of the whole, joined from the CRCs of the parts.
fn joined(algorithm: &str, parts: &[(u16, Record)]) -> S3Result<String> {
    let (crc, width) = match algorithm {
        "CRC32" => (CrcAlgorithm::Crc32IsoHdlc, 4),
        "CRC32C" => (CrcAlgorithm::Crc32Iscsi, 4),
        "CRC64NVME" => (CrcAlgorithm::Crc64Nvme, 8),
        _ => return Err(s3_error!(InternalError)),
    };
    let mut sum = crc_fast::checksum(crc, b"");
    for (_, part) in parts {
        let value = if width == 8 {
            &part.crc64nvme
        } else {
            &part.checksum.value
        };
        let value = raw(value)?
            .into_iter()
            .fold(0u64, |sum, byte| sum << 8 | u64::from(byte));
        sum = crc_fast::checksum_combine(crc, sum, value, part.size);
    }
    let bytes = sum.to_be_bytes();
    Ok(STANDARD.encode(bytes.get(8 - width..).unwrap_or_default()))
}

fn raw(value: &str) -> S3Result<Vec<u8>> {
    STANDARD.decode(value).map_err(|_| s3_error!(InternalError))
}

fn unhex(text: &str) -> Vec<u8> {
    let digits = text
        .as_bytes()
        .chunks_exact(2)
        .filter_map(|pair| std::str::from_utf8(pair).ok());
    digits
        .filter_map(|pair| u8::from_str_radix(pair, 16).ok())
        .collect()
}

struct UploadQuery {
    bucket: String,
    prefix: String,
    delimiter: Option<String>,
    key_marker: String,
    id_marker: Option<String>,
    max: usize,
}

#[derive(Default)]
struct UploadPage {
    uploads: Vec<(String, String, Upload)>,
    prefixes: Vec<String>,
    next: Option<(String, String)>,
}

fn page_of_uploads(
    tables: &super::store::Reading,
    query: &UploadQuery,
) -> Result<UploadPage, StoreError> {
    let mut page = UploadPage::default();
    // Behind a key means behind all its uploads: no id is greater than this.
    let id = query.id_marker.as_deref().unwrap_or("\u{10FFFF}");
    let from = if query.key_marker.is_empty() {
        ("", "")
    } else {
        (query.key_marker.as_str(), id)
    };
    for upload in tables.uploads(&query.bucket, from)? {
        let (key, id, upload) = upload?;
        let Some(rest) = key.strip_prefix(query.prefix.as_str()) else {
            continue;
        };
        let delimiter = query
            .delimiter
            .as_deref()
            .filter(|delimiter| !delimiter.is_empty());
        let rolled = delimiter.and_then(|delimiter| Some((rest.find(delimiter)?, delimiter.len())));
        let rolled = rolled
            .and_then(|(at, len)| key.get(..query.prefix.len() + at + len))
            .map(str::to_owned);
        if rolled.as_ref().is_some_and(|rolled| {
            page.prefixes.last() == Some(rolled) || *rolled == query.key_marker
        }) {
            continue;
        }
        if page.uploads.len() + page.prefixes.len() == query.max {
            return Ok(page);
        }
        page.next = Some((rolled.clone().unwrap_or_else(|| key.clone()), id.clone()));
        match rolled {
            Some(rolled) => page.prefixes.push(rolled),
            None => page.uploads.push((key, id, upload)),
        }
    }
    page.next = None;
    Ok(page)
}
