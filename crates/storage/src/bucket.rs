//! Buckets: which there are, where, and whether they keep versions.

use aws_sdk_s3::types::BucketVersioningStatus;
use time::OffsetDateTime;

use crate::address::bucket_arn;
use crate::list::moment;
use crate::{Result, Storage, StorageError};

/// How many buckets are asked for at once; S3's own limit is 10,000.
const PAGE: i32 = 1000;

/// A bucket as ListBuckets names it.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Its region, where S3 tells.
    pub region: Option<String>,
    /// When it was made.
    pub created: Option<OffsetDateTime>,
}

/// Whether deletes and overwrites in a bucket can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Versioning {
    /// Every overwrite and delete keeps what was there.
    Enabled,
    /// Was on once: old versions are kept, new overwrites are final.
    Suspended,
    /// Overwrites and deletes are final.
    Off,
    /// The caller may not ask.
    Unknown,
}

/// What encrypts the objects that are written to a bucket and name no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Keys of S3's own.
    S3,
    /// A key of KMS, by its ARN or id; `None` is the account's `aws/s3`.
    Kms(Option<String>),
}

impl Storage {
    /// What encrypts what is written to `bucket`. Needs `s3:GetEncryptionConfiguration`.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html>
    pub async fn encryption(&self, bucket: &str) -> Result<Encryption> {
        let asked = self
            .follow(bucket, |client| async move {
                client
                    .get_bucket_encryption()
                    .bucket(bucket)
                    .send()
                    .await
                    .map_err(|e| {
                        let arn = bucket_arn(bucket);
                        StorageError::from_sdk(&e, "s3:GetEncryptionConfiguration", arn)
                    })
            })
            .await?;
        let rules = asked.server_side_encryption_configuration;
        let default = rules
            .into_iter()
            .flat_map(|rules| rules.rules)
            .find_map(|rule| rule.apply_server_side_encryption_by_default);
        Ok(match default {
            Some(default) if default.sse_algorithm.as_str().starts_with("aws:kms") => {
                Encryption::Kms(default.kms_master_key_id)
            }
            _ => Encryption::S3,
        })
    }

    /// The buckets of the account, in S3's order, asked for in pages: without a
    /// parameter S3 tells no regions. Needs `s3:ListAllMyBuckets`.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html>
    pub async fn buckets(&self) -> Result<Vec<Bucket>> {
        let mut buckets = Vec::new();
        let mut token: Option<String> = None;
        loop {
            let from = &token;
            let answer = self
                .follow("", |client| async move {
                    client
                        .list_buckets()
                        .max_buckets(PAGE)
                        .set_continuation_token(from.clone())
                        .send()
                        .await
                        .map_err(|e| {
                            let all = "arn:aws:s3:::*".to_owned();
                            StorageError::from_sdk(&e, "s3:ListAllMyBuckets", all)
                        })
                })
                .await?;
            buckets.extend(
                answer
                    .buckets
                    .unwrap_or_default()
                    .into_iter()
                    .filter_map(|bucket| {
                        Some(Bucket {
                            name: bucket.name?,
                            region: bucket.bucket_region,
                            created: moment(bucket.creation_date.as_ref()),
                        })
                    }),
            );
            token = answer.continuation_token;
            if token.is_none() {
                return Ok(buckets);
            }
        }
    }

    /// Whether `bucket` keeps versions; [`Versioning::Unknown`] where the caller
    /// may not ask or the store does not know versions.
    pub async fn versioning(&self, bucket: &str) -> Result<Versioning> {
        let asked = self
            .follow(bucket, |client| async move {
                client
                    .get_bucket_versioning()
                    .bucket(bucket)
                    .send()
                    .await
                    .map_err(|e| {
                        StorageError::from_sdk(&e, "s3:GetBucketVersioning", bucket_arn(bucket))
                    })
            })
            .await;
        match asked {
            Ok(answer) => Ok(status(answer.status.as_ref())),
            Err(error)
                if matches!(
                    error.kind,
                    crate::Kind::Denied | crate::Kind::Other | crate::Kind::Invalid
                ) =>
            {
                Ok(Versioning::Unknown)
            }
            Err(error) => Err(error),
        }
    }

    /// The region that answers for `bucket`, as far as has been seen.
    pub fn known_region(&self, bucket: &str) -> String {
        self.region(bucket)
    }
}

/// Nothing said is never turned on.
pub(crate) fn status(said: Option<&BucketVersioningStatus>) -> Versioning {
    match said {
        Some(BucketVersioningStatus::Enabled) => Versioning::Enabled,
        Some(BucketVersioningStatus::Suspended) => Versioning::Suspended,
        Some(_) => Versioning::Unknown,
        None => Versioning::Off,
    }
}
