//! Reading and writing one object, streamed.

pub use aws_sdk_s3::operation::get_object::GetObjectOutput as Read;
use aws_sdk_s3::primitives::{ByteStream, DateTime, DateTimeFormat};
use aws_sdk_s3::types::ChecksumMode;

use crate::address::object_arn;
use crate::copy::{kms, storage_class};
use crate::error::Kind;
use crate::head::Head;
use crate::{Result, Storage, StorageError};

/// What part of an object to read, and on which conditions: HTTP's own headers.
#[derive(Clone, Debug, Default)]
pub struct Conditions {
    /// `Range`.
    pub range: Option<String>,
    /// `If-Match`.
    pub if_match: Option<String>,
    /// `If-None-Match`.
    pub if_none_match: Option<String>,
    /// `If-Modified-Since`, an HTTP date. One that is not a date is ignored,
    /// as RFC 9110 says.
    pub if_modified_since: Option<String>,
    /// `If-Unmodified-Since`, an HTTP date.
    pub if_unmodified_since: Option<String>,
}

/// How to write an object.
#[derive(Clone, Debug, Default)]
pub struct PutOptions {
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// Refuse to write over anything (`If-None-Match: *`).
    pub create_only: bool,
    /// Write only over this ETag (`If-Match`).
    pub if_match: Option<String>,
    /// Base64; S3 refuses the bytes when they do not have it.
    pub crc64nvme: Option<String>,
    /// What is to be said of it besides, as of another object.
    pub like: Head,
    /// Its tags, as a header gives them.
    pub tags: Option<String>,
}

/// What S3 says of an object it has stored.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// With its quotes.
    pub etag: Option<String>,
    /// In versioned buckets.
    pub version_id: Option<String>,
    /// The CRC64NVME, base64, where S3 tells it.
    pub crc64nvme: Option<String>,
}

impl Storage {
    /// Reads an object; the body is a stream of S3's own chunks.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
    pub async fn get(
        &self,
        bucket: &str,
        key: &str,
        version: Option<&str>,
        conditions: &Conditions,
    ) -> Result<Read> {
        self.read(bucket, key, version, conditions, None).await
    }

    /// The same with what S3 keeps to prove the bytes by: the answer has the checksum of
    /// the whole object, where it is read whole and S3 has one.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html>
    pub async fn get_with_checksum(
        &self,
        bucket: &str,
        key: &str,
        conditions: &Conditions,
    ) -> Result<Read> {
        let mode = Some(ChecksumMode::Enabled);
        self.read(bucket, key, None, conditions, mode).await
    }

    async fn read(
        &self,
        bucket: &str,
        key: &str,
        version: Option<&str>,
        conditions: &Conditions,
        mode: Option<ChecksumMode>,
    ) -> Result<Read> {
        let mode = &mode;
        self.follow(bucket, |client| async move {
            client
                .get_object()
                .bucket(bucket)
                .key(key)
                .set_version_id(version.map(str::to_owned))
                .set_range(conditions.range.clone())
                .set_if_match(conditions.if_match.clone())
                .set_if_none_match(conditions.if_none_match.clone())
                .set_if_modified_since(date(&conditions.if_modified_since))
                .set_if_unmodified_since(date(&conditions.if_unmodified_since))
                .set_checksum_mode(mode.clone())
                .send()
                .await
                .map_err(|e| StorageError::from_sdk(&e, reading(version), object_arn(bucket, key)))
        })
        .await
    }

    /// Writes an object of `length` bytes, at most 5 GiB. Nothing is stored
    /// unless all of them arrive.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html>
    pub async fn put(
        &self,
        bucket: &str,
        key: &str,
        body: ByteStream,
        length: u64,
        options: PutOptions,
    ) -> Result<Stored> {
        self.learn_region(bucket).await;
        let like = options.like;
        let sent = self
            .client(bucket)
            .put_object()
            .bucket(bucket)
            .key(key)
            .content_length(i64::try_from(length).unwrap_or(i64::MAX))
            .set_content_type(options.content_type.or_else(|| like.content_type.clone()))
            .set_content_encoding(like.content_encoding.clone())
            .set_content_language(like.content_language.clone())
            .set_content_disposition(like.content_disposition.clone())
            .set_cache_control(like.cache_control.clone())
            .set_expires(date(&like.expires))
            .set_metadata(Some(like.metadata.clone()).filter(|all| !all.is_empty()))
            .set_tagging(options.tags)
            .set_storage_class(storage_class(&like))
            .set_server_side_encryption(kms(&like))
            .set_ssekms_key_id(like.kms_key.clone())
            .set_if_none_match(options.create_only.then(|| "*".to_owned()))
            .set_if_match(options.if_match)
            .set_checksum_crc64_nvme(options.crc64nvme)
            .body(body)
            .send()
            .await
            .map_err(|e| StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, key)));
        let answer = self.noticed(bucket, sent).await?;
        Ok(Stored {
            etag: answer.e_tag,
            version_id: answer.version_id.filter(|version| version != "null"),
            crc64nvme: answer.checksum_crc64_nvme,
        })
    }

    /// A streamed body cannot be sent twice and an address is signed for one region,
    /// so that of a bucket which has not answered yet is asked for before. Failures
    /// show themselves in what follows.
    pub(crate) async fn learn_region(&self, bucket: &str) {
        if self.knows_region(bucket) {
            return;
        }
        let asked = self
            .follow(bucket, |client| async move {
                client
                    .head_bucket()
                    .bucket(bucket)
                    .send()
                    .await
                    .map_err(|e| {
                        StorageError::from_sdk(
                            &e,
                            "s3:ListBucket",
                            crate::address::bucket_arn(bucket),
                        )
                    })
            })
            .await;
        // Who may not list it is refused by the bucket itself, where it is.
        if let Err(error) = asked
            && error.kind == Kind::Denied
        {
            let region = error.asked.region.unwrap_or_else(|| self.region(bucket));
            self.learn(bucket, region);
        }
    }
}

pub(crate) fn date(text: &Option<String>) -> Option<DateTime> {
    text.as_deref()
        .and_then(|t| DateTime::from_str(t, DateTimeFormat::HttpDate).ok())
}

/// What a caller must be allowed to, to read an object or one version of it.
pub(crate) fn reading(version: Option<&str>) -> &'static str {
    match version {
        Some(_) => "s3:GetObjectVersion",
        None => "s3:GetObject",
    }
}
