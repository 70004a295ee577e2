//! Deleting one object, many, or all below a prefix.

use std::collections::HashMap;

use aws_sdk_s3::types::{Delete, ObjectIdentifier};
use futures::{Stream, StreamExt, stream};

use crate::address::object_arn;
use crate::error::classify;
use crate::list::Listing;
use crate::progress::Step;
use crate::{Result, Storage, StorageError};

/// DeleteObjects takes so many keys.
pub(crate) const BATCH: usize = 1000;
/// Batches under way at once.
pub(crate) const AT_ONCE: usize = 4;

/// What is to go: an object, or one version of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    pub key: String,
    pub version: Option<String>,
    /// Only if it still has this ETag, where the store knows the condition.
    pub etag: Option<String>,
}

/// What a caller must be allowed to.
fn action(version: Option<&str>) -> &'static str {
    match version {
        Some(_) => "s3:DeleteObjectVersion",
        None => "s3:DeleteObject",
    }
}

impl Storage {
    /// Deletes one object, or one version of it. In a versioned bucket without a
    /// version this places a delete marker. With `etag`, only if it still is what
    /// the caller saw, where the store knows the condition.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html>
    pub async fn delete(
        &self,
        bucket: &str,
        key: &str,
        version: Option<&str>,
        etag: Option<&str>,
    ) -> Result<()> {
        self.follow(bucket, |client| async move {
            client
                .delete_object()
                .bucket(bucket)
                .key(key)
                .set_version_id(version.map(str::to_owned))
                .set_if_match(etag.map(str::to_owned))
                .send()
                .await
                .map_err(|e| StorageError::from_sdk(&e, action(version), object_arn(bucket, key)))
        })
        .await
        .map(drop)
    }

    /// Deletes exactly `keys`, 1,000 a request.
    pub fn delete_keys(
        &self,
        bucket: &str,
        keys: &[String],
    ) -> impl Stream<Item = Step> + Send + use<> {
        let always = |keys: &[String]| keys.iter().cloned().map(|key| (key, None)).collect();
        let batches: Vec<Vec<(String, Option<String>)>> = keys.chunks(BATCH).map(always).collect();
        let (storage, bucket) = (self.clone(), bucket.to_owned());
        stream::iter(batches)
            .map(move |batch| {
                let (storage, bucket) = (storage.clone(), bucket.clone());
                async move { storage.delete_batch(&bucket, batch).await }
            })
            .buffer_unordered(AT_ONCE)
            .flat_map(stream::iter)
    }

    /// Deletes all that begins with `prefix`, page by page.
    pub fn delete_prefix(
        &self,
        bucket: &str,
        prefix: &str,
    ) -> impl Stream<Item = Step> + Send + use<> {
        let (storage, bucket) = (self.clone(), bucket.to_owned());
        let prefix = prefix.to_owned();
        let pages = self.list(Listing {
            bucket: bucket.clone(),
            prefix: prefix.clone(),
            ..Listing::default()
        });
        pages
            .map(move |page| {
                let (storage, bucket, prefix) = (storage.clone(), bucket.clone(), prefix.clone());
                async move {
                    match page {
                        Ok(page) => {
                            let keys = page.objects.into_iter().map(|o| (o.key, None)).collect();
                            storage.delete_batch(&bucket, keys).await
                        }
                        Err(error) => vec![Step::Failed { key: prefix, error }],
                    }
                }
            })
            .buffer_unordered(AT_ONCE)
            .flat_map(stream::iter)
    }

    /// Deletes at most 1,000 objects; one with an ETag only if it still has it, where the
    /// store knows the condition. Answers the failures, and how many were deleted.
    pub async fn delete_batch(
        &self,
        bucket: &str,
        keys: Vec<(String, Option<String>)>,
    ) -> Vec<Step> {
        let named: Vec<Named> = keys
            .into_iter()
            .map(|(key, etag)| Named {
                key,
                version: None,
                etag,
            })
            .collect();
        let failed = self.delete_named(bucket, &named).await;
        let done = named.len() - failed.len();
        let mut steps: Vec<Step> = failed
            .into_iter()
            .map(|(Named { key, .. }, error)| Step::Failed { key, error })
            .collect();
        steps.push(Step::Done {
            objects: done as u64,
            bytes: 0,
        });
        steps
    }

    /// Deletes at most 1,000 and answers what was not deleted.
    pub(crate) async fn delete_named(
        &self,
        bucket: &str,
        named: &[Named],
    ) -> Vec<(Named, StorageError)> {
        // XML cannot name a key with control characters; such keys go singly.
        let (odd, plain): (Vec<_>, Vec<_>) = named.iter().cloned().partition(|named| {
            let mut all = named.key.chars();
            all.any(|c| c.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&c))
        });
        let mut failed = Vec::new();
        for one in odd {
            let version = one.version.as_deref();
            if let Err(error) = self
                .delete(bucket, &one.key, version, one.etag.as_deref())
                .await
            {
                failed.push((one, error));
            }
        }
        if !plain.is_empty() {
            failed.extend(self.delete_objects(bucket, plain).await);
        }
        failed
    }

    /// One DeleteObjects; answers what was not deleted.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>
    async fn delete_objects(&self, bucket: &str, named: Vec<Named>) -> Vec<(Named, StorageError)> {
        let identifiers = named
            .iter()
            .filter_map(|Named { key, version, etag }| {
                let identifier = ObjectIdentifier::builder().key(key);
                let identifier = identifier.set_version_id(version.clone());
                identifier.set_e_tag(etag.clone()).build().ok()
            })
            .collect();
        let Ok(wanted) = Delete::builder()
            .set_objects(Some(identifiers))
            .quiet(true)
            .build()
        else {
            return Vec::new();
        };
        let wanted = &wanted;
        let of_all = action(named.first().and_then(|one| one.version.as_deref()));
        let asked = self
            .follow(bucket, |client| async move {
                client
                    .delete_objects()
                    .bucket(bucket)
                    .delete(wanted.clone())
                    .send()
                    .await
                    .map_err(|e| StorageError::from_sdk(&e, of_all, object_arn(bucket, "*")))
            })
            .await;
        let arn = |named: &Named| object_arn(bucket, &named.key);
        match asked {
            Ok(answer) => {
                let refused: HashMap<_, _> = answer
                    .errors()
                    .iter()
                    .filter_map(|e| Some(((e.key()?, e.version_id()), (e.code(), e.message()))))
                    .collect();
                named
                    .into_iter()
                    .filter_map(|one| {
                        let (key, version) = (one.key.as_str(), one.version.as_deref());
                        // Not every store repeats the version.
                        let told = refused.get(&(key, version));
                        let (code, message) = told.or_else(|| refused.get(&(key, None)))?;
                        let mut error = StorageError::new(
                            classify(*code, 403, None),
                            action(version),
                            arn(&one),
                            message.unwrap_or("S3 gave no reason."),
                        );
                        error.code = code.map(str::to_owned);
                        Some((one, self.asked(error)))
                    })
                    .collect()
            }
            Err(error) => named
                .into_iter()
                .map(|one| {
                    let error = StorageError {
                        resource: arn(&one),
                        ..error.clone()
                    };
                    (one, error)
                })
                .collect(),
        }
    }
}
