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
const BATCH: usize = 1000;
/// Batches under way at once.
const AT_ONCE: usize = 4;

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
                .map_err(|e| StorageError::from_sdk(&e, "s3:DeleteObject", object_arn(bucket, key)))
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
        // XML cannot name a key with control characters; such keys go singly.
        let (odd, plain): (Vec<_>, Vec<_>) = keys.into_iter().partition(|(key, _)| {
            key.chars()
                .any(|c| c.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&c))
        });
        let mut steps = Vec::new();
        let mut done = 0;
        for (key, etag) in odd {
            match self.delete(bucket, &key, None, etag.as_deref()).await {
                Ok(()) => done += 1,
                Err(error) => steps.push(Step::Failed { key, error }),
            }
        }
        if !plain.is_empty() {
            let failed = self.delete_objects(bucket, &plain).await;
            done += plain.len() - failed.len();
            steps.extend(failed);
        }
        steps.push(Step::Done {
            objects: done as u64,
            bytes: 0,
        });
        steps
    }

    /// One DeleteObjects; answers what was not deleted.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>
    async fn delete_objects(&self, bucket: &str, keys: &[(String, Option<String>)]) -> Vec<Step> {
        let identifier = |(key, etag): &(String, Option<String>)| {
            let identifier = ObjectIdentifier::builder().key(key);
            identifier.set_e_tag(etag.clone()).build().ok()
        };
        let identifiers = keys.iter().filter_map(identifier).collect();
        let Ok(wanted) = Delete::builder()
            .set_objects(Some(identifiers))
            .quiet(true)
            .build()
        else {
            return Vec::new();
        };
        let wanted = &wanted;
        let arn = |key: &str| object_arn(bucket, key);
        let asked = self
            .follow(bucket, |client| async move {
                client
                    .delete_objects()
                    .bucket(bucket)
                    .delete(wanted.clone())
                    .send()
                    .await
                    .map_err(|e| {
                        StorageError::from_sdk(&e, "s3:DeleteObject", object_arn(bucket, "*"))
                    })
            })
            .await;
        let failed = |key: &String, error: StorageError| Step::Failed {
            error: StorageError {
                resource: arn(key),
                ..error
            },
            key: key.clone(),
        };
        match asked {
            Ok(answer) => {
                let refused: HashMap<_, _> = answer
                    .errors()
                    .iter()
                    .filter_map(|e| Some((e.key()?, (e.code(), e.message()))))
                    .collect();
                keys.iter()
                    .filter_map(|(key, _)| {
                        let (code, message) = refused.get(key.as_str())?;
                        let mut error = StorageError::new(
                            classify(*code, 403, None),
                            "s3:DeleteObject",
                            arn(key),
                            message.unwrap_or("S3 gave no reason."),
                        );
                        error.code = code.map(str::to_owned);
                        Some(failed(key, self.asked(error)))
                    })
                    .collect()
            }
            Err(error) => {
                let all = keys.iter().map(|(key, _)| failed(key, error.clone()));
                all.collect()
            }
        }
    }
}
