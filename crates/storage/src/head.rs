//! What S3 knows of one object.

use std::collections::HashMap;

use aws_sdk_s3::Client;
use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::types::{ChecksumMode, ServerSideEncryption};
use time::OffsetDateTime;

use crate::address::object_arn;
use crate::error::Kind;
use crate::list::moment;
use crate::objects::{Conditions, date, reading};
use crate::{Result, Storage, StorageError};

/// One object's properties. <https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html>
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Bytes; of a range, its own.
    pub size: u64,
    /// `Content-Range`, when a range was asked for.
    pub content_range: Option<String>,
    /// When it was written.
    pub last_modified: Option<OffsetDateTime>,
    /// With its quotes.
    pub etag: Option<String>,
    /// As stored.
    pub content_type: Option<String>,
    /// As stored.
    pub content_encoding: Option<String>,
    /// As stored.
    pub content_language: Option<String>,
    /// As stored.
    pub content_disposition: Option<String>,
    /// As stored.
    pub cache_control: Option<String>,
    /// `Expires`, as stored.
    pub expires: Option<String>,
    /// Absent for STANDARD.
    pub storage_class: Option<String>,
    /// In versioned buckets.
    pub version_id: Option<String>,
    /// `x-amz-meta-*`.
    pub metadata: HashMap<String, String>,
    /// `AES256`, `aws:kms`, …
    pub encryption: Option<String>,
    /// Of `aws:kms`.
    pub kms_key: Option<String>,
    /// The object's checksum, if S3 keeps one.
    pub checksum: Option<Checksum>,
    /// `ongoing-request="true"` and the like, of an archived object.
    pub restore: Option<String>,
}

/// A checksum as S3 keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksum {
    /// `CRC64NVME`, `SHA256`, …
    pub algorithm: &'static str,
    /// Base64.
    pub value: String,
    /// `FULL_OBJECT` or `COMPOSITE`.
    pub kind: Option<String>,
}

impl Head {
    /// Whether it must be restored before it can be read.
    pub fn archived(&self) -> bool {
        matches!(
            self.storage_class.as_deref(),
            Some("GLACIER" | "DEEP_ARCHIVE")
        ) && !self
            .restore
            .as_deref()
            .is_some_and(|r| r.contains("ongoing-request=\"false\""))
    }

    /// Whether a key of KMS encrypts it.
    pub fn by_kms(&self) -> bool {
        let encryption = self.encryption.as_deref();
        encryption.is_some_and(|encryption| encryption.starts_with("aws:kms"))
    }
}

/// What an answer that brings the bytes says besides.
impl From<&GetObjectOutput> for Head {
    fn from(answer: &GetObjectOutput) -> Self {
        Self {
            size: bytes(answer.content_length),
            content_range: answer.content_range.clone(),
            last_modified: moment(answer.last_modified.as_ref()),
            etag: answer.e_tag.clone(),
            content_type: answer.content_type.clone(),
            content_encoding: answer.content_encoding.clone(),
            version_id: answer.version_id.clone().filter(|v| v != "null"),
            ..Self::default()
        }
    }
}

impl Storage {
    /// The properties of an object, or of one version of it.
    pub async fn head(&self, bucket: &str, key: &str, version: Option<&str>) -> Result<Head> {
        let always = Conditions::default();
        self.head_if(bucket, key, version, &always).await
    }

    /// The same on the conditions of a read, which S3 judges as it does for one.
    ///
    /// A refused HEAD has no body and so no reason: it is asked again as a GET
    /// of one byte, whose refusal has one.
    pub async fn head_if(
        &self,
        bucket: &str,
        key: &str,
        version: Option<&str>,
        conditions: &Conditions,
    ) -> Result<Head> {
        self.follow(bucket, |client| async move {
            let asked = client
                .head_object()
                .bucket(bucket)
                .key(key)
                .set_version_id(version.map(str::to_owned))
                .set_range(conditions.range.clone())
                .set_if_match(conditions.if_match.clone())
                .set_if_none_match(conditions.if_none_match.clone())
                .set_if_modified_since(date(&conditions.if_modified_since))
                .set_if_unmodified_since(date(&conditions.if_unmodified_since))
                .checksum_mode(ChecksumMode::Enabled)
                .send()
                .await
                .map_err(|e| StorageError::from_sdk(&e, reading(version), object_arn(bucket, key)));
            match asked {
                Ok(answer) => Ok(from_answer(answer)),
                Err(error) if matches!(error.kind, Kind::Denied | Kind::Invalid) => {
                    Err(reason(&client, bucket, key, version).await.unwrap_or(error))
                }
                Err(error) => Err(error),
            }
        })
        .await
    }
}

async fn reason(
    client: &Client,
    bucket: &str,
    key: &str,
    version: Option<&str>,
) -> Option<StorageError> {
    client
        .get_object()
        .bucket(bucket)
        .key(key)
        .set_version_id(version.map(str::to_owned))
        .range("bytes=0-0")
        .send()
        .await
        .map_err(|e| StorageError::from_sdk(&e, reading(version), object_arn(bucket, key)))
        .err()
        // An empty object has no first byte, which refuses nothing.
        .filter(|error| error.kind != Kind::RangeNotSatisfiable)
}

fn bytes(length: Option<i64>) -> u64 {
    length.and_then(|s| u64::try_from(s).ok()).unwrap_or(0)
}

fn from_answer(answer: aws_sdk_s3::operation::head_object::HeadObjectOutput) -> Head {
    let kind = answer.checksum_type.as_ref().map(|k| k.as_str().to_owned());
    let checksum = [
        ("CRC64NVME", &answer.checksum_crc64_nvme),
        ("SHA256", &answer.checksum_sha256),
        ("CRC32C", &answer.checksum_crc32_c),
        ("CRC32", &answer.checksum_crc32),
        ("SHA1", &answer.checksum_sha1),
    ]
    .into_iter()
    .find_map(|(algorithm, value)| {
        value.clone().map(|value| Checksum {
            algorithm,
            value,
            kind: kind.clone(),
        })
    });
    Head {
        size: bytes(answer.content_length),
        content_range: answer.content_range,
        last_modified: moment(answer.last_modified.as_ref()),
        etag: answer.e_tag,
        content_type: answer.content_type,
        content_encoding: answer.content_encoding,
        content_language: answer.content_language,
        content_disposition: answer.content_disposition,
        cache_control: answer.cache_control,
        expires: answer.expires_string,
        storage_class: answer.storage_class.map(|c| c.as_str().to_owned()),
        version_id: answer.version_id.filter(|v| v != "null"),
        metadata: answer.metadata.unwrap_or_default(),
        encryption: answer
            .server_side_encryption
            .map(|e: ServerSideEncryption| e.as_str().to_owned()),
        kms_key: answer.ssekms_key_id,
        checksum,
        restore: answer.restore,
    }
}
