//! What the store remembers: one record per bucket, version, upload and part.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A bucket and its settings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bucket {
    /// Where it lives.
    pub region: String,
    /// The twelve-digit account that owns it.
    pub account: String,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
    /// Versioning as last set.
    #[serde(default)]
    pub versioning: Versioning,
    /// The bucket policy as it was put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The bucket's own tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<(String, String)>,
    /// Cross-origin rules, in the order they are tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cors: Vec<CorsRule>,
    /// The key of KMS that encrypts what names no other; `None` is SSE-S3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encryption: Option<Kms>,
}

/// The versioning state of a bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Versioning {
    /// Never enabled: every object has the one version `null`.
    #[default]
    Never,
    /// Every write makes a version.
    Enabled,
    /// Writes replace the version `null`, older versions stay.
    Suspended,
}

/// One rule of a CORS configuration.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html>
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CorsRule {
    /// The rule's own name.
    pub id: Option<String>,
    /// Origins, with at most one `*` each.
    pub origins: Vec<String>,
    /// HTTP methods.
    pub methods: Vec<String>,
    /// Headers a preflight may ask for, with at most one `*` each.
    pub headers: Vec<String>,
    /// Response headers a script may read.
    pub expose: Vec<String>,
    /// How long a browser may remember the preflight, in seconds.
    pub max_age: Option<i32>,
}

/// The headers a writer gives an object and a reader gets back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attributes {
    /// `Content-Type`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// `Content-Encoding`, without `aws-chunked`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_encoding: Option<String>,
    /// `Content-Language`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_language: Option<String>,
    /// `Content-Disposition`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_disposition: Option<String>,
    /// `Cache-Control`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_control: Option<String>,
    /// `Expires`, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<i64>,
    /// `x-amz-website-redirect-location`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect: Option<String>,
    /// `x-amz-meta-…`, names in lower case.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, String>,
    /// Object tags, in the order given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<(String, String)>,
    /// The storage class; `None` is `STANDARD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The KMS key asked for; `None` is SSE-S3 (`AES256`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kms: Option<Kms>,
}

impl Attributes {
    /// The ETag of a body in one piece: its MD5, but where a key of KMS encrypts it,
    /// something that tells nothing of it.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html>
    #[must_use]
    pub fn etag(&self, md5: String) -> String {
        match self.kms {
            None => md5,
            Some(_) => uuid::Uuid::new_v4().simple().to_string(),
        }
    }
}

/// Server-side encryption with a KMS key. The sandbox encrypts nothing, but asks
/// whether the key may be used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kms {
    /// `aws:kms` or `aws:kms:dsse`.
    pub algorithm: String,
    /// The key's ARN; `None` is the account's own `aws/s3`, which all in it may use.
    pub key: Option<String>,
}

/// A checksum of an object or part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checksum {
    /// `CRC32`, `CRC32C`, `CRC64NVME`, `SHA1` or `SHA256`.
    pub algorithm: String,
    /// Base64, with `-N` behind it when composed of N parts.
    pub value: String,
    /// Whether `value` is a checksum of checksums.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub composite: bool,
}

/// One version of an object, or a delete marker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Version {
    /// The version id; `None` is `null`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// A delete marker has no body.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marker: bool,
    /// When it was written, in milliseconds since 1970.
    pub modified: u64,
    /// Bytes.
    pub size: u64,
    /// Without quotes.
    pub etag: String,
    /// Absent only on delete markers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checksum: Option<Checksum>,
    /// The body, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<Segment>,
    /// Made by a multipart upload: the segments are its parts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub multipart: bool,
    /// What the writer said about it.
    #[serde(flatten)]
    pub attributes: Attributes,
    /// A restored archive copy is readable from then, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored_from: Option<i64>,
    /// And until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored_until: Option<i64>,
}

/// A run of bytes of an object.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// Where the bytes are.
    pub blob: Blob,
    /// Bytes.
    pub size: u64,
    /// The part number it was uploaded as; 0 when not in parts.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub part: u16,
    /// The part's checksum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checksum: Option<Checksum>,
}

fn is_zero(part: &u16) -> bool {
    *part == 0
}

/// Where a run of bytes is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Blob {
    /// A row of the database.
    Row(u64),
    /// A file of its own.
    File(u64),
}

/// A multipart upload in progress.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Upload {
    /// When it was begun, in milliseconds since 1970.
    pub initiated: u64,
    /// The ARN of who began it.
    pub initiator: String,
    /// What the object will be given.
    pub attributes: Attributes,
    /// The checksum algorithm asked for.
    pub algorithm: Option<String>,
    /// `FULL_OBJECT` or `COMPOSITE`, if asked for.
    pub kind: Option<String>,
}

/// A part of a multipart upload.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// When it was written, in milliseconds since 1970.
    pub modified: u64,
    /// Bytes.
    pub size: u64,
    /// MD5 of the part in hexadecimal.
    pub etag: String,
    /// The part's checksum.
    pub checksum: Checksum,
    /// CRC64NVME of the part, always known.
    pub crc64nvme: String,
    /// The body.
    pub blob: Blob,
}

impl Bucket {
    /// A bucket made now, without any settings.
    pub fn new(region: &str, account: &str) -> Self {
        Self {
            region: region.to_owned(),
            account: account.to_owned(),
            created: super::now(),
            versioning: Versioning::Never,
            policy: None,
            tags: Vec::new(),
            cors: Vec::new(),
            encryption: None,
        }
    }
}

impl Version {
    /// A delete marker made now.
    pub fn delete_marker() -> Self {
        Self {
            id: None,
            marker: true,
            modified: super::now(),
            size: 0,
            etag: String::new(),
            checksum: None,
            segments: Vec::new(),
            multipart: false,
            attributes: Attributes::default(),
            restored_from: None,
            restored_until: None,
        }
    }

    /// The version id as S3 shows it.
    pub fn shown_id(&self) -> &str {
        self.id.as_deref().unwrap_or("null")
    }

    /// The storage class as S3 shows it.
    pub fn class(&self) -> &str {
        self.attributes.class.as_deref().unwrap_or("STANDARD")
    }
}
