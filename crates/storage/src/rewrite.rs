//! Other bytes for an object that is there.
//!
//! To S3 that is a new object, of which nothing is kept. So what is known of the old one is
//! read and said again: type, headers, metadata, tags, class, and a key of KMS. What only an
//! ACL says is gone, where a bucket still has them; in a versioned bucket the old object
//! stays as a version.

use aws_sdk_s3::primitives::ByteStream;

use crate::copy::Source;
use crate::objects::{Conditions, PutOptions, Stored};
use crate::{Result, Storage, StorageError};

/// What is written over, and what is not kept of it.
#[derive(Clone, Debug, Default)]
pub struct Rewriting {
    /// The ETag it must have, before and still when the bytes arrive.
    pub etag: String,
    /// Its tags are given up.
    pub without_tags: bool,
    /// Base64; S3 refuses the bytes when they do not have it.
    pub crc64nvme: Option<String>,
}

impl Storage {
    /// Writes `length` bytes over the object of exactly that ETag, and keeps what is known of
    /// it. Tags that may not be read are a refusal, not lost.
    pub async fn rewrite(
        &self,
        bucket: &str,
        key: &str,
        body: ByteStream,
        length: u64,
        rewriting: Rewriting,
    ) -> Result<Stored> {
        let exactly = Conditions {
            if_match: Some(rewriting.etag.clone()),
            ..Conditions::default()
        };
        let like = self.head_if(bucket, key, None, &exactly).await?;
        let source = Source {
            bucket,
            key,
            version: None,
        };
        let tags = match rewriting.without_tags {
            true => None,
            false => untagged(self.tags_header(source).await)?,
        };
        let options = PutOptions {
            if_match: Some(rewriting.etag),
            crc64nvme: rewriting.crc64nvme,
            like,
            tags,
            ..PutOptions::default()
        };
        self.put(bucket, key, body, length, options).await
    }
}

/// In a store that knows no tags there are none to lose.
fn untagged(asked: Result<Option<String>>) -> Result<Option<String>> {
    match asked {
        Err(StorageError {
            code: Some(code), ..
        }) if code == "NotImplemented" => Ok(None),
        asked => asked,
    }
}
