//! The versions of objects, in S3's own order: by key, and of a key the newest first.

use aws_sdk_s3::types::EncodingType;
use futures::Stream;
use time::OffsetDateTime;

use crate::address::{bucket_arn, decode_listed};
use crate::error::Kind;
use crate::list::moment;
use crate::{Result, Storage, StorageError};

/// One version of an object, or the marker that hides what was before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// The key, exactly.
    pub key: String,
    /// `null` where it was written without versioning.
    pub version_id: String,
    /// Whether this is what a plain GET sees.
    pub latest: bool,
    /// A delete marker has no content.
    pub delete_marker: bool,
    /// Bytes; 0 of a delete marker.
    pub size: u64,
    /// When it was written, by S3's clock and to its second. Of an upload in parts: when
    /// that began.
    pub last_modified: Option<OffsetDateTime>,
    /// With its quotes.
    pub etag: Option<String>,
    /// `STANDARD`, `GLACIER`, …
    pub storage_class: Option<String>,
}

/// Behind which version of which key a page begins; without a version, behind all of the key's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub key: String,
    pub version: Option<String>,
}

impl Storage {
    /// All versions of exactly `key`, newest first, a page of S3's at a time.
    pub fn versions(
        &self,
        bucket: &str,
        key: &str,
    ) -> impl Stream<Item = Result<Vec<Version>>> + Send + use<> {
        self.versions_by(bucket, key, None)
    }

    /// The same, so many at a time.
    pub(crate) fn versions_by(
        &self,
        bucket: &str,
        key: &str,
        size: Option<i32>,
    ) -> impl Stream<Item = Result<Vec<Version>>> + Send + use<> {
        let (storage, bucket, key) = (self.clone(), bucket.to_owned(), key.to_owned());
        async_stream::try_stream! {
            let mut after = None;
            loop {
                let (mut page, next) = storage.versions_page(&bucket, &key, &after, size).await?;
                // A key comes before all that begin with it.
                page.retain(|version| version.key == key);
                yield page;
                after = next.filter(|next| next.key == key);
                if after.is_none() {
                    break;
                }
            }
        }
    }

    /// The versions of all that begins with `prefix`, a page of S3's at a time. A page is
    /// asked for only when the reader wants it.
    pub fn versions_below(
        &self,
        bucket: &str,
        prefix: &str,
    ) -> impl Stream<Item = Result<Vec<Version>>> + Send + use<> {
        let (storage, bucket, prefix) = (self.clone(), bucket.to_owned(), prefix.to_owned());
        async_stream::try_stream! {
            let mut after = None;
            loop {
                let (page, next) = storage.versions_page(&bucket, &prefix, &after, None).await?;
                yield page;
                after = next;
                if after.is_none() {
                    break;
                }
            }
        }
    }

    /// One page of at most `size` versions, S3's own limit being 1,000, and where the next begins.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html>
    pub(crate) async fn versions_page(
        &self,
        bucket: &str,
        prefix: &str,
        after: &Option<Marker>,
        size: Option<i32>,
    ) -> Result<(Vec<Version>, Option<Marker>)> {
        let refused = |e: &_| {
            let arn = bucket_arn(bucket);
            StorageError::from_sdk(e, "s3:ListBucketVersions", arn).within(prefix)
        };
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .list_object_versions()
                    .bucket(bucket)
                    .prefix(prefix)
                    .set_key_marker(after.as_ref().map(|after| after.key.clone()))
                    .set_version_id_marker(after.as_ref().and_then(|after| after.version.clone()))
                    .set_max_keys(size)
                    // XML cannot hold every character that a key can.
                    .encoding_type(EncodingType::Url)
                    .send()
                    .await
                    .map_err(|e| refused(&e))
            })
            .await?;
        let encoded = answer.encoding_type == Some(EncodingType::Url);
        let plain = |text: String| if encoded { decode_listed(&text) } else { text };
        let versions = answer.versions.unwrap_or_default().into_iter();
        let versions = versions.filter_map(|v| {
            Some(Version {
                key: plain(v.key?),
                version_id: v.version_id.unwrap_or_else(|| "null".to_owned()),
                latest: v.is_latest == Some(true),
                delete_marker: false,
                size: v.size.and_then(|s| u64::try_from(s).ok()).unwrap_or(0),
                last_modified: moment(v.last_modified.as_ref()),
                etag: v.e_tag,
                storage_class: v.storage_class.map(|c| c.as_str().to_owned()),
            })
        });
        let markers = answer.delete_markers.unwrap_or_default().into_iter();
        let markers = markers.filter_map(|m| {
            Some(Version {
                key: plain(m.key?),
                version_id: m.version_id.unwrap_or_else(|| "null".to_owned()),
                latest: m.is_latest == Some(true),
                delete_marker: true,
                last_modified: moment(m.last_modified.as_ref()),
                ..Version::default()
            })
        });
        let page = merged(versions.collect(), markers.collect());
        if answer.is_truncated != Some(true) {
            return Ok((page, None));
        }
        let next = match (answer.next_key_marker, page.last()) {
            (Some(key), _) => Some(Marker {
                key: plain(key),
                version: answer.next_version_id_marker.filter(|id| !id.is_empty()),
            }),
            (None, last) => last.map(|last| Marker {
                key: last.key.clone(),
                version: Some(last.version_id.clone()),
            }),
        };
        if next.is_none() || next == *after {
            let words = "The store lists the same versions again and again.";
            let arn = bucket_arn(bucket);
            let error = StorageError::new(Kind::Other, "s3:ListBucketVersions", arn, words);
            return Err(error.within(prefix));
        }
        Ok((page, next))
    }
}

/// S3 mixes versions and delete markers, the SDK gives them apart, each in S3's order. Of one
/// key the latest is the first; the others stand by their time. Where a version and a marker
/// are of one second nothing tells which was the first: then the marker stands before.
fn merged(versions: Vec<Version>, markers: Vec<Version>) -> Vec<Version> {
    let mut all = Vec::with_capacity(versions.len() + markers.len());
    let mut markers = markers.into_iter().peekable();
    for version in versions {
        let before = |marker: &Version| match marker.key.cmp(&version.key) {
            std::cmp::Ordering::Equal if marker.latest != version.latest => marker.latest,
            std::cmp::Ordering::Equal => marker.last_modified >= version.last_modified,
            order => order.is_lt(),
        };
        while let Some(marker) = markers.next_if(before) {
            all.push(marker);
        }
        all.push(version);
    }
    all.extend(markers);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(key: &str, at: i64, delete_marker: bool, latest: bool) -> Version {
        Version {
            key: key.to_owned(),
            last_modified: OffsetDateTime::from_unix_timestamp(at).ok(),
            delete_marker,
            latest,
            ..Version::default()
        }
    }

    #[test]
    fn versions_and_markers_are_mixed_again_as_s3_has_them() {
        let versions = vec![
            // An upload in parts that began before what it was written over.
            version("a", 3, false, true),
            version("a", 4, false, false),
            version("a", 1, false, false),
            version("b", 9, false, false),
        ];
        let markers = vec![
            version("a", 2, true, false),
            version("b", 9, true, true),
            version("c", 1, true, true),
        ];
        let told: Vec<_> = merged(versions, markers)
            .into_iter()
            .map(|v| {
                let at = v.last_modified.map_or(0, |at| at.unix_timestamp());
                (v.key, at, v.delete_marker)
            })
            .collect();
        let is = |key: &str, at, marker| (key.to_owned(), at, marker);
        assert_eq!(
            told,
            [
                is("a", 3, false),
                is("a", 4, false),
                is("a", 2, true),
                is("a", 1, false),
                is("b", 9, true),
                is("b", 9, false),
                is("c", 1, true),
            ]
        );
    }
}
