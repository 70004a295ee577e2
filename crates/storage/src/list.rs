//! Listing, a page at a time.

use aws_sdk_s3::types::EncodingType;
use aws_smithy_types::DateTime;
use futures::Stream;
use time::OffsetDateTime;

use crate::address::{bucket_arn, decode_listed};
use crate::{Result, Storage, StorageError};

/// One object of a listing.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key, exactly.
    pub key: String,
    /// Bytes.
    pub size: u64,
    /// When it was written.
    pub last_modified: Option<OffsetDateTime>,
    /// With its quotes, as S3 gives it.
    pub etag: Option<String>,
    /// `STANDARD`, `GLACIER`, …
    pub storage_class: Option<String>,
}

/// What one ListObjectsV2 answers: at most 1,000 entries.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Common prefixes, each ending in the delimiter.
    pub prefixes: Vec<String>,
    /// Objects.
    pub objects: Vec<Entry>,
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The bucket.
    pub bucket: String,
    /// Only keys that begin so; may be empty.
    pub prefix: String,
    /// `/` for one folder, nothing for all below.
    pub delimiter: Option<String>,
    /// Begin behind this key.
    pub start_after: Option<String>,
    /// At most so many entries a page; S3's own limit is 1,000.
    pub page_size: Option<i32>,
}

impl Storage {
    /// The pages of a listing, in key order. A page is asked for only when the
    /// reader wants it, so dropping the stream ends the listing.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html>
    pub fn list(&self, listing: Listing) -> impl Stream<Item = Result<Page>> + Send + use<> {
        let storage = self.clone();
        async_stream::try_stream! {
            let mut token = None;
            loop {
                let (page, next) = storage.page(&listing, token).await?;
                yield page;
                token = next;
                if token.is_none() {
                    break;
                }
            }
        }
    }

    pub(crate) async fn page(
        &self,
        listing: &Listing,
        token: Option<String>,
    ) -> Result<(Page, Option<String>)> {
        let token = &token;
        let answer = self
            .follow(&listing.bucket, |client| async move {
                client
                    .list_objects_v2()
                    .bucket(&listing.bucket)
                    .prefix(&listing.prefix)
                    .set_delimiter(listing.delimiter.clone())
                    .set_start_after(listing.start_after.clone().filter(|_| token.is_none()))
                    .set_max_keys(listing.page_size)
                    .set_continuation_token(token.clone())
                    // XML cannot hold every character that a key can.
                    .encoding_type(EncodingType::Url)
                    .send()
                    .await
                    .map_err(|e| {
                        StorageError::from_sdk(&e, "s3:ListBucket", bucket_arn(&listing.bucket))
                            .within(&listing.prefix)
                    })
            })
            .await?;
        let encoded = answer.encoding_type == Some(EncodingType::Url);
        let plain = |text: String| if encoded { decode_listed(&text) } else { text };
        let prefixes = answer.common_prefixes.unwrap_or_default();
        let objects = answer.contents.unwrap_or_default();
        let page = Page {
            prefixes: prefixes
                .into_iter()
                .filter_map(|p| p.prefix.map(plain))
                .collect(),
            objects: objects
                .into_iter()
                .filter_map(|o| {
                    Some(Entry {
                        key: plain(o.key?),
                        size: o.size.and_then(|s| u64::try_from(s).ok()).unwrap_or(0),
                        last_modified: moment(o.last_modified.as_ref()),
                        etag: o.e_tag,
                        storage_class: o.storage_class.map(|c| c.as_str().to_owned()),
                    })
                })
                .collect(),
        };
        let more = answer.is_truncated == Some(true);
        Ok((page, answer.next_continuation_token.filter(|_| more)))
    }
}

pub(crate) fn moment(at: Option<&DateTime>) -> Option<OffsetDateTime> {
    at.and_then(|at| OffsetDateTime::from_unix_timestamp_nanos(at.as_nanos()).ok())
}
