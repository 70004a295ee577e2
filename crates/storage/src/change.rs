//! Changing what is said of an object, or its class: by copying it onto itself, as S3 has
//! no other way; and restoring it from an archive.
//!
//! The copy is a new object: it has a new date, in a versioned bucket the old one stays as
//! a version, and where a bucket still has ACLs, that of the object is gone. Tags alone are
//! changed in place.

use std::collections::HashMap;

use aws_sdk_s3::types::{
    GlacierJobParameters, MetadataDirective, RestoreRequest, Tag, Tagging, TaggingDirective, Tier,
};

use crate::address::{copy_source, object_arn};
use crate::copy::{Copying, kms, storage_class};
use crate::error::Kind;
use crate::head::Head;
use crate::objects::date;
use crate::unfinished::Unfinished;
use crate::{Result, Storage, StorageError};

/// What to change; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// `STANDARD`, `GLACIER_IR`, …
    pub storage_class: Option<String>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `Content-Encoding`.
    pub content_encoding: Option<String>,
    /// `Content-Language`.
    pub content_language: Option<String>,
    /// `Content-Disposition`.
    pub content_disposition: Option<String>,
    /// `Cache-Control`.
    pub cache_control: Option<String>,
    /// All of `x-amz-meta-*`.
    pub metadata: Option<HashMap<String, String>>,
    /// All tags.
    pub tags: Option<Vec<(String, String)>>,
}

impl Change {
    /// Whether it is of tags alone.
    fn of_tags(&self) -> bool {
        self.storage_class.is_none()
            && self.content_type.is_none()
            && self.content_encoding.is_none()
            && self.content_language.is_none()
            && self.content_disposition.is_none()
            && self.cache_control.is_none()
            && self.metadata.is_none()
    }

    /// The object as it is to be. An empty header is one that is taken away.
    fn of(&self, source: &Head) -> Head {
        let or = |new: &Option<String>, old: &Option<String>| match new {
            Some(new) => Some(new.clone()).filter(|new| !new.is_empty()),
            None => old.clone(),
        };
        let class = or(&self.storage_class, &source.storage_class);
        Head {
            storage_class: class.filter(|class| class != "STANDARD"),
            content_type: or(&self.content_type, &source.content_type),
            content_encoding: or(&self.content_encoding, &source.content_encoding),
            content_language: or(&self.content_language, &source.content_language),
            content_disposition: or(&self.content_disposition, &source.content_disposition),
            cache_control: or(&self.cache_control, &source.cache_control),
            metadata: self
                .metadata
                .clone()
                .unwrap_or_else(|| source.metadata.clone()),
            ..source.clone()
        }
    }
}

impl Storage {
    /// Changes one object, unless it is like that already; answers its bytes.
    pub async fn change(&self, bucket: &str, key: &str, change: &Change) -> Result<u64> {
        if change.of_tags() {
            if let Some(tags) = &change.tags {
                self.put_tags(bucket, key, tags).await?;
            }
            return Ok(0);
        }
        let source = self.head(bucket, key, None).await?;
        let wanted = change.of(&source);
        if alike(&source, &wanted) {
            if let Some(tags) = &change.tags {
                self.put_tags(bucket, key, tags).await?;
            }
            return Ok(source.size);
        }
        let tags = change.tags.as_deref().map(header);
        if source.size > self.settings().part_copy_above {
            self.change_by_parts(bucket, key, &wanted, tags).await?;
        } else {
            self.change_at_once(bucket, key, &wanted, tags).await?;
        }
        Ok(source.size)
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
    async fn change_at_once(
        &self,
        bucket: &str,
        key: &str,
        wanted: &Head,
        tags: Option<String>,
    ) -> Result<()> {
        let tags = &tags;
        self.follow(bucket, |client| async move {
            client
                .copy_object()
                .bucket(bucket)
                .key(key)
                .copy_source(copy_source(bucket, key))
                .set_copy_source_if_match(wanted.etag.clone())
                .metadata_directive(MetadataDirective::Replace)
                .set_content_type(wanted.content_type.clone())
                .set_content_encoding(wanted.content_encoding.clone())
                .set_content_language(wanted.content_language.clone())
                .set_content_disposition(wanted.content_disposition.clone())
                .set_cache_control(wanted.cache_control.clone())
                .set_expires(date(&wanted.expires))
                .set_metadata(Some(wanted.metadata.clone()))
                .set_storage_class(storage_class(wanted))
                .set_server_side_encryption(kms(wanted))
                .set_ssekms_key_id(wanted.kms_key.clone())
                .set_tagging_directive(tags.as_ref().map(|_| TaggingDirective::Replace))
                .set_tagging(tags.clone())
                .send()
                .await
                .map_err(|e| StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, key)))
        })
        .await
        .map(drop)
    }

    async fn change_by_parts(
        &self,
        bucket: &str,
        key: &str,
        wanted: &Head,
        tags: Option<String>,
    ) -> Result<()> {
        let onto_itself = Copying {
            source_bucket: bucket.to_owned(),
            target_bucket: bucket.to_owned(),
            and_delete: false,
            overwrite: true,
        };
        let from = onto_itself.from(key);
        let tags = match tags {
            Some(tags) => Some(tags).filter(|tags| !tags.is_empty()),
            None => self.tags_header(from).await?,
        };
        let upload = self
            .begin_like(&onto_itself, key, wanted, tags, false)
            .await?;
        let unfinished = Unfinished::new(self, bucket, key, &upload);
        let copied = self
            .copy_parts(&onto_itself, from, key, wanted, &upload)
            .await;
        unfinished.after(copied).await.map(drop)
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html>
    async fn put_tags(&self, bucket: &str, key: &str, tags: &[(String, String)]) -> Result<()> {
        let wrong = |error: &dyn std::fmt::Display| {
            let place = object_arn(bucket, key);
            StorageError::new(
                Kind::Invalid,
                "s3:PutObjectTagging",
                place,
                error.to_string(),
            )
        };
        let tags: Vec<Tag> = tags
            .iter()
            .map(|(name, value)| Tag::builder().key(name).value(value).build())
            .collect::<std::result::Result<_, _>>()
            .map_err(|error| wrong(&error))?;
        let tagging = Tagging::builder().set_tag_set(Some(tags)).build();
        let tagging = &tagging.map_err(|error| wrong(&error))?;
        self.follow(bucket, |client| async move {
            let request = client.put_object_tagging().bucket(bucket).key(key);
            request.tagging(tagging.clone()).send().await.map_err(|e| {
                StorageError::from_sdk(&e, "s3:PutObjectTagging", object_arn(bucket, key))
            })
        })
        .await
        .map(drop)
    }

    /// Has S3 bring an object back from an archive for so many days. One that is being
    /// brought back, or lies in no archive, is no error.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html>
    pub async fn restore(&self, bucket: &str, key: &str, days: i32, tier: &str) -> Result<()> {
        let wrong = |error: &dyn std::fmt::Display| {
            let place = object_arn(bucket, key);
            StorageError::new(Kind::Invalid, "s3:RestoreObject", place, error.to_string())
        };
        let job = GlacierJobParameters::builder()
            .tier(Tier::from(tier))
            .build();
        let job = job.map_err(|error| wrong(&error))?;
        let wanted = RestoreRequest::builder().days(days);
        let wanted = &wanted.glacier_job_parameters(job).build();
        let asked = self.follow(bucket, |client| async move {
            let request = client.restore_object().bucket(bucket).key(key);
            request
                .restore_request(wanted.clone())
                .send()
                .await
                .map_err(|e| {
                    StorageError::from_sdk(&e, "s3:RestoreObject", object_arn(bucket, key))
                })
        });
        match asked.await {
            Err(error) => match error.code.as_deref() {
                Some("RestoreAlreadyInProgress" | "InvalidObjectState") => Ok(()),
                _ => Err(error),
            },
            Ok(_) => Ok(()),
        }
    }
}

fn alike(a: &Head, b: &Head) -> bool {
    let class = |head: &Head| {
        head.storage_class
            .clone()
            .filter(|class| class != "STANDARD")
    };
    class(a) == class(b)
        && a.content_type == b.content_type
        && a.content_encoding == b.content_encoding
        && a.content_language == b.content_language
        && a.content_disposition == b.content_disposition
        && a.cache_control == b.cache_control
        && a.metadata == b.metadata
}

fn header(tags: &[(String, String)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(tags);
    query.finish()
}
