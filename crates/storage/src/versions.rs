//! The versions of one object.

use aws_sdk_s3::types::EncodingType;
use time::OffsetDateTime;

use crate::address::{bucket_arn, decode_listed};
use crate::list::moment;
use crate::{Result, Storage, StorageError};

/// One version of an object, or the marker that hides it.
#[derive(Clone, Debug)]
pub struct Version {
    /// `null` where it was written without versioning.
    pub version_id: String,
    /// Whether this is what a plain GET sees.
    pub latest: bool,
    /// A delete marker has no content.
    pub delete_marker: bool,
    /// Bytes; 0 of a delete marker.
    pub size: u64,
    /// When it was written.
    pub last_modified: Option<OffsetDateTime>,
    /// With its quotes.
    pub etag: Option<String>,
}

impl Storage {
    /// The first 1,000 versions of exactly `key`, newest first.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html>
    pub async fn versions(&self, bucket: &str, key: &str) -> Result<Vec<Version>> {
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .list_object_versions()
                    .bucket(bucket)
                    .prefix(key)
                    .encoding_type(EncodingType::Url)
                    .send()
                    .await
                    .map_err(|e| {
                        StorageError::from_sdk(&e, "s3:ListBucketVersions", bucket_arn(bucket))
                            .within(key)
                    })
            })
            .await?;
        let encoded = answer.encoding_type == Some(EncodingType::Url);
        let same = |listed: Option<&str>| {
            listed.is_some_and(|k| {
                if encoded {
                    decode_listed(k) == key
                } else {
                    k == key
                }
            })
        };
        let mut versions: Vec<Version> = Vec::new();
        for v in answer.versions() {
            if same(v.key()) {
                versions.push(Version {
                    version_id: v.version_id().unwrap_or("null").to_owned(),
                    latest: v.is_latest() == Some(true),
                    delete_marker: false,
                    size: v.size().and_then(|s| u64::try_from(s).ok()).unwrap_or(0),
                    last_modified: moment(v.last_modified()),
                    etag: v.e_tag().map(str::to_owned),
                });
            }
        }
        for m in answer.delete_markers() {
            if same(m.key()) {
                versions.push(Version {
                    version_id: m.version_id().unwrap_or("null").to_owned(),
                    latest: m.is_latest() == Some(true),
                    delete_marker: true,
                    size: 0,
                    last_modified: moment(m.last_modified()),
                    etag: None,
                });
            }
        }
        versions.sort_by_key(|v| std::cmp::Reverse((v.latest, v.last_modified)));
        Ok(versions)
    }
}
