//! What a role may do in a place, found out without doing any of it.
//!
//! AWS looks whether a caller may before it looks whether what they name exists, so
//! requests that name what nobody has are refused or answered "there is none". Such
//! names are made up here. Nothing is written, and nothing could be.

use std::time::Duration;

use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart, EncodingType};
use futures::StreamExt;

use crate::address::{bucket_arn, is_key, object_arn};
use crate::error::Kind;
use crate::list::Listing;
use crate::objects::Conditions;
use crate::{Result, Storage, StorageError};

/// What can be done in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ability {
    /// See what is in it: `s3:ListBucket`.
    List,
    /// Read objects: `s3:GetObject`.
    Read,
    /// Write objects: `s3:PutObject`.
    Write,
    /// Delete objects: `s3:DeleteObject`.
    Delete,
    /// See older versions: `s3:ListBucketVersions`.
    Versions,
}

/// Whether the caller may.
#[derive(Clone, Debug)]
pub enum May {
    /// S3 says so.
    Yes,
    /// S3 refuses, and it is this that it refuses.
    No(Box<StorageError>),
    /// Nothing that has no effect tells.
    Unknown,
}

/// An answer that takes longer than this is none.
const PATIENCE: Duration = Duration::from_secs(8);
/// What made-up names begin with, for whoever finds them in CloudTrail.
const MADE_UP: &str = ".wardrobe-may-i-";

impl Storage {
    /// Whether the caller may do that with what begins with `prefix` in `bucket`. One
    /// request at most, without any effect. Fails only when the credentials have ended.
    ///
    /// A policy may tell names apart by their end, or objects by their tags: of those
    /// this says nothing.
    pub async fn may(&self, ability: Ability, bucket: &str, prefix: &str) -> Result<May> {
        let name = format!("{MADE_UP}{}", uuid::Uuid::new_v4().simple());
        let key = format!("{prefix}{name}");
        let asked = async {
            match ability {
                Ability::List => self.may_list(bucket, prefix).await,
                Ability::Versions => self.may_list_versions(bucket, prefix).await,
                _ if !is_key(&key) => Ok(May::Unknown),
                Ability::Read => self.may_read(bucket, &key).await,
                Ability::Write => self.may_write(bucket, &key).await,
                Ability::Delete if self.settings().conditional_deletes => {
                    self.may_delete(bucket, &key).await
                }
                // Another store may not heed the condition, and place a delete marker.
                Ability::Delete => Ok(May::Unknown),
            }
        };
        let found = tokio::time::timeout(PATIENCE, asked).await;
        match found.unwrap_or(Ok(May::Unknown)) {
            Err(error) if error.kind == Kind::Expired => Err(error),
            Err(_) => Ok(May::Unknown),
            Ok(May::No(mut error)) => {
                if !matches!(ability, Ability::List | Ability::Versions) {
                    error.asked.made_up = Some(name);
                }
                Ok(May::No(error))
            }
            Ok(may) => Ok(may),
        }
    }

    /// As the page lists: a policy may make conditions about the delimiter.
    async fn may_list(&self, bucket: &str, prefix: &str) -> Result<May> {
        let listing = Listing {
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
            delimiter: Some("/".to_owned()),
            page_size: Some(1),
            ..Listing::default()
        };
        match Box::pin(self.list(listing)).next().await {
            Some(Err(error)) => refused(error),
            _ => Ok(May::Yes),
        }
    }

    async fn may_list_versions(&self, bucket: &str, prefix: &str) -> Result<May> {
        let asked = self.follow(bucket, |client| async move {
            let request = client.list_object_versions().bucket(bucket).prefix(prefix);
            let request = request.max_keys(1).encoding_type(EncodingType::Url);
            request.send().await.map_err(|e| {
                StorageError::from_sdk(&e, "s3:ListBucketVersions", bucket_arn(bucket))
                    .within(prefix)
            })
        });
        match asked.await {
            Ok(_) => Ok(May::Yes),
            Err(error) => refused(error),
        }
    }

    /// Of an object that is not there. Who may not list the bucket is refused all the
    /// same, but then it is the listing that S3 names.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>
    async fn may_read(&self, bucket: &str, key: &str) -> Result<May> {
        let first_byte = Conditions {
            range: Some("bytes=0-0".to_owned()),
            ..Conditions::default()
        };
        match self.get(bucket, key, None, &first_byte).await {
            Ok(_) => Ok(May::Yes),
            Err(error) if error.code.as_deref() == Some("NoSuchKey") => Ok(May::Yes),
            Err(error) if names(&error, "s3:ListBucket") => Ok(May::Yes),
            // Without a name it may be about either.
            Err(error) if !names(&error, "s3:GetObject") => Err(error),
            Err(error) => refused(error),
        }
    }

    /// By completing an upload that nobody has begun: no byte is sent, and there is
    /// nothing to make an object of.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html>
    async fn may_write(&self, bucket: &str, key: &str) -> Result<May> {
        let part = CompletedPart::builder().part_number(1);
        let part = part.e_tag("\"d41d8cd98f00b204e9800998ecf8427e\"").build();
        let whole = CompletedMultipartUpload::builder().parts(part).build();
        let (whole, upload) = (&whole, &uuid::Uuid::new_v4().simple().to_string());
        let asked = self.follow(bucket, |client| async move {
            let request = client.complete_multipart_upload().bucket(bucket).key(key);
            let request = request.upload_id(upload).multipart_upload(whole.clone());
            // As uploads do it: a policy may insist.
            let request = request.if_none_match("*");
            request
                .send()
                .await
                .map_err(|e| StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, key)))
        });
        match asked.await {
            Err(error) if error.code.as_deref() == Some("NoSuchUpload") => Ok(May::Yes),
            Err(error) => refused(error),
            // No store should say so.
            Ok(_) => Ok(May::Unknown),
        }
    }

    /// Only if an object of the made-up name is there, which none is: so there is
    /// nothing to delete, and no marker is placed. `*` asks for no right to read.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html>
    async fn may_delete(&self, bucket: &str, key: &str) -> Result<May> {
        match self.delete(bucket, key, None, Some("*")).await {
            Err(error) if matches!(error.kind, Kind::PreconditionFailed) => Ok(May::Yes),
            Err(error) if error.code.as_deref() == Some("NoSuchKey") => Ok(May::Yes),
            Err(error) => refused(error),
            Ok(()) => Ok(May::Unknown),
        }
    }
}

/// What was refused, if it is what was asked about: S3 may name another action, such
/// as the use of a key.
fn refused(error: StorageError) -> Result<May> {
    let other = error.message.contains(PERFORM) && !names(&error, error.action);
    match error.code.as_deref() {
        Some("AccessDenied") if !other => Ok(May::No(Box::new(error))),
        _ => Err(error),
    }
}

const PERFORM: &str = " is not authorized to perform: ";

/// Whether it is this action that S3 says is refused. A key, which may hold the same
/// words, comes behind it.
fn names(error: &StorageError, action: &str) -> bool {
    let said = error.message.split_once(PERFORM);
    said.is_some_and(|(_, named)| named.split_whitespace().next() == Some(action))
}
