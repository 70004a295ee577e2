//! Writing an object in one piece, its tags, and restoring it from an archive.

use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::S3;
use super::caller::Caller;
use super::conditions::{check_write, etag};
use super::incoming::{Expected, Received, claims, kind, receive, show_checksum};
use super::store::{Attributes, Blob, Checksum, Kms, Segment, Version, Writing, now};
use super::tags;

const CLASSES: [&str; 8] = [
    "STANDARD",
    "STANDARD_IA",
    "ONEZONE_IA",
    "INTELLIGENT_TIERING",
    "GLACIER",
    "GLACIER_IR",
    "DEEP_ARCHIVE",
    "REDUCED_REDUNDANCY",
];

/// Collects the object headers of an input; the three inputs that carry them
/// are distinct types with the same fields.
macro_rules! attributes {
    ($input:expr) => {
        $crate::s3::objects::checked_attributes($crate::s3::objects::Given {
            content_type: $input.content_type.take(),
            content_encoding: $input.content_encoding.take(),
            content_language: $input.content_language.take(),
            content_disposition: $input.content_disposition.take(),
            cache_control: $input.cache_control.take(),
            expires: $input.expires.take(),
            redirect: $input.website_redirect_location.take(),
            metadata: $input.metadata.take(),
            tagging: $input.tagging.take(),
            class: $input.storage_class.take(),
            sse: $input.server_side_encryption.take(),
            kms_key: $input.ssekms_key_id.take(),
            customer_key: $input.sse_customer_algorithm.is_some(),
        })
    };
}
pub(super) use attributes;

/// Object headers as a request gives them.
pub(super) struct Given {
    pub content_type: Option<String>,
    pub content_encoding: Option<String>,
    pub content_language: Option<String>,
    pub content_disposition: Option<String>,
    pub cache_control: Option<String>,
    pub expires: Option<Timestamp>,
    pub redirect: Option<String>,
    pub metadata: Option<Metadata>,
    pub tagging: Option<String>,
    pub class: Option<StorageClass>,
    pub sse: Option<ServerSideEncryption>,
    pub kms_key: Option<String>,
    pub customer_key: bool,
}

/// Checks object headers and gives them the store's form.
pub(super) fn checked_attributes(given: Given) -> S3Result<Attributes> {
    let metadata = given.metadata.unwrap_or_default();
    if metadata
        .iter()
        .map(|(name, value)| name.len() + value.len())
        .sum::<usize>()
        > 2048
    {
        return Err(s3_error!(
            MetadataTooLarge,
            "Your metadata headers exceed the maximum allowed metadata size"
        ));
    }
    if given.customer_key {
        return Err(s3_error!(
            NotImplemented,
            "Encryption with customer keys is not implemented"
        ));
    }
    let class = given
        .class
        .map(|class| class.as_str().to_owned())
        .filter(|class| class != "STANDARD");
    if class
        .as_deref()
        .is_some_and(|class| !CLASSES.contains(&class))
    {
        return Err(s3_error!(
            InvalidStorageClass,
            "The storage class you specified is not valid"
        ));
    }
    let kms = match given.sse.as_ref().map(ServerSideEncryption::as_str) {
        None | Some("AES256") => None,
        Some(algorithm @ ("aws:kms" | "aws:kms:dsse")) => Some(Kms {
            algorithm: algorithm.to_owned(),
            key: given.kms_key,
        }),
        Some(_) => {
            return Err(s3_error!(
                InvalidArgument,
                "The encryption method specified is not supported"
            ));
        }
    };
    Ok(Attributes {
        content_type: given.content_type,
        content_encoding: given
            .content_encoding
            .and_then(|encoding| stored_encoding(&encoding)),
        content_language: given.content_language,
        content_disposition: given.content_disposition,
        cache_control: given.cache_control,
        expires: given
            .expires
            .map(|time| time::OffsetDateTime::from(time).unix_timestamp()),
        redirect: given.redirect,
        metadata: metadata.into_iter().collect(),
        tags: given
            .tagging
            .map_or_else(|| Ok(Vec::new()), |header| tags::parse(&header))?,
        class,
        kms,
    })
}

/// `aws-chunked` is how the body travelled, not what it is.
fn stored_encoding(encoding: &str) -> Option<String> {
    let kept: Vec<&str> = encoding
        .split(',')
        .map(str::trim)
        .filter(|one| *one != "aws-chunked" && !one.is_empty())
        .collect();
    (!kept.is_empty()).then(|| kept.join(","))
}

/// The version that a received body becomes.
pub(super) fn version_of(received: &Received, attributes: Attributes) -> Version {
    Version {
        id: None,
        marker: false,
        modified: now(),
        size: received.size,
        etag: attributes.etag(received.md5.clone()),
        checksum: Some(received.checksum.clone()),
        segments: Vec::new(),
        multipart: false,
        attributes,
        restored_until: None,
        restored_from: None,
    }
}

/// A body in one piece.
pub(super) fn whole(blob: Blob, size: u64) -> Vec<Segment> {
    vec![Segment {
        blob,
        size,
        part: 0,
        checksum: None,
    }]
}

/// What encryption S3 says an object has.
pub(super) fn encryption(
    attributes: &Attributes,
) -> (Option<ServerSideEncryption>, Option<String>) {
    match &attributes.kms {
        Some(kms) => (
            Some(ServerSideEncryption::from(kms.algorithm.clone())),
            kms.key.clone(),
        ),
        None => (
            Some(ServerSideEncryption::from_static(
                ServerSideEncryption::AES256,
            )),
            None,
        ),
    }
}

/// The length that a request announces for its decoded body.
pub(super) fn announced<T>(request: &S3Request<T>, content_length: Option<i64>) -> Option<u64> {
    let decoded = request
        .headers
        .get("x-amz-decoded-content-length")
        .and_then(|value| value.to_str().ok()?.parse().ok());
    decoded.or_else(|| content_length.and_then(|length| u64::try_from(length).ok()))
}

impl S3 {
    pub(super) async fn put(
        &self,
        mut request: S3Request<PutObjectInput>,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        let expected = Expected {
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
        let caller = Caller::of(&request)?;
        let mut input = request.input;
        let attributes = attributes!(input)?;
        let attributes = self.encrypted(&caller, &input.bucket, attributes).await?;
        let received = receive(&self.store, input.body.take(), &expected, false).await?;
        let version = version_of(&received, attributes);
        let (bucket, key) = (input.bucket, input.key);
        let (if_match, if_none_match) = (input.if_match, input.if_none_match);
        let content = received.content;
        let version = self
            .store
            .write(move |tables| {
                let record = tables.bucket(&bucket)?;
                let newest = tables.newest(&bucket, &key)?.map(|(_, version)| version);
                check_write(if_match.as_ref(), if_none_match.as_ref(), newest.as_ref())?;
                let blob = tables.keep(content)?;
                let mut version = Version {
                    segments: whole(blob, version.size),
                    ..version
                };
                version.id = tables.add_version((&bucket, &record), &key, version.clone())?;
                Ok(version)
            })
            .await?;
        Ok(S3Response::new(put_output(&version)))
    }

    pub(super) async fn get_tags(
        &self,
        request: S3Request<GetObjectTaggingInput>,
    ) -> S3Result<S3Response<GetObjectTaggingOutput>> {
        let caller = Caller::of(&request)?;
        let GetObjectTaggingInput {
            bucket,
            key,
            version_id,
            ..
        } = request.input;
        let version = self
            .find(&caller, &bucket, &key, version_id.as_deref())
            .await?;
        Ok(S3Response::new(GetObjectTaggingOutput {
            version_id: version.id.clone(),
            tag_set: tags::shown(version.attributes.tags),
        }))
    }

    pub(super) async fn put_tags(
        &self,
        request: S3Request<PutObjectTaggingInput>,
    ) -> S3Result<S3Response<PutObjectTaggingOutput>> {
        let caller = Caller::of(&request)?;
        let PutObjectTaggingInput {
            bucket,
            key,
            version_id,
            tagging,
            ..
        } = request.input;
        let tags = tags::from_body(tagging, tags::OBJECT_TAGS)?;
        let id = self
            .change(&caller, bucket, key, version_id, move |version| {
                version.attributes.tags = tags;
            })
            .await?;
        Ok(S3Response::new(PutObjectTaggingOutput { version_id: id }))
    }

    pub(super) async fn delete_tags(
        &self,
        request: S3Request<DeleteObjectTaggingInput>,
    ) -> S3Result<S3Response<DeleteObjectTaggingOutput>> {
        let caller = Caller::of(&request)?;
        let DeleteObjectTaggingInput {
            bucket,
            key,
            version_id,
            ..
        } = request.input;
        let id = self
            .change(&caller, bucket, key, version_id, |version| {
                version.attributes.tags.clear();
            })
            .await?;
        Ok(S3Response::new(DeleteObjectTaggingOutput {
            version_id: id,
        }))
    }

    /// Changes the record of a version and returns its id.
    pub(super) async fn change<F>(
        &self,
        caller: &Caller,
        bucket: String,
        key: String,
        id: Option<String>,
        change: F,
    ) -> S3Result<Option<String>>
    where
        F: FnOnce(&mut Version) + Send + 'static,
    {
        // Finds and refuses as a reader would; the change itself looks again.
        self.find(caller, &bucket, &key, id.as_deref()).await?;
        let changed = self
            .store
            .write(move |tables| change_version(tables, &bucket, &key, id.as_deref(), change));
        Ok(changed.await?)
    }
}

fn change_version(
    tables: &mut Writing<'_>,
    bucket: &str,
    key: &str,
    id: Option<&str>,
    change: impl FnOnce(&mut Version),
) -> Result<Option<String>, super::store::StoreError> {
    let found = match id {
        Some(id) => tables.version(bucket, key, id)?,
        None => tables.newest(bucket, key)?,
    };
    let (place, mut version) = found
        .filter(|(_, version)| !version.marker)
        .ok_or_else(|| s3_error!(NoSuchKey))?;
    change(&mut version);
    tables.set_version(bucket, key, place, &version)?;
    Ok(version.id)
}

fn put_output(version: &Version) -> PutObjectOutput {
    let (server_side_encryption, ssekms_key_id) = encryption(&version.attributes);
    let mut output = PutObjectOutput {
        e_tag: Some(etag(version)),
        version_id: version.id.clone(),
        server_side_encryption,
        ssekms_key_id,
        ..PutObjectOutput::default()
    };
    if let Some(checksum) = &version.checksum {
        show_checksum!(output, checksum);
        output.checksum_type = Some(kind(checksum));
    }
    output
}

/// The checksum of a version with every part in it, for a listing.
pub(super) fn algorithm(checksum: &Option<Checksum>) -> Option<ChecksumAlgorithm> {
    checksum
        .as_ref()
        .map(|checksum| ChecksumAlgorithm::from(checksum.algorithm.clone()))
}
