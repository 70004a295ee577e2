//! Copying and moving inside S3. A source is deleted only after its copy was
//! looked at and found equal.

use aws_sdk_s3::types::{
    CompletedMultipartUpload, CompletedPart, MetadataDirective, ServerSideEncryption, StorageClass,
    Tagging,
};
use futures::{Stream, StreamExt, TryStreamExt, stream};

use crate::address::{copy_source, object_arn};
use crate::error::Kind;
use crate::head::Head;
use crate::list::Listing;
use crate::multipart::part_size;
use crate::progress::Step;
use crate::{Result, Storage, StorageError};

/// Objects copied at once.
const AT_ONCE: usize = 16;
/// Parts of one object copied at once.
const PARTS_AT_ONCE: usize = 8;

/// One thing to copy.
#[derive(Clone, Debug)]
pub enum Item {
    /// One object, to exactly this key.
    Object {
        /// Its key.
        from: String,
        /// The copy's key.
        to: String,
    },
    /// All below a prefix, to below another. Both end in `/`.
    Prefix {
        /// The prefix.
        from: String,
        /// Replaces it.
        to: String,
    },
}

/// A copy or a move.
#[derive(Clone, Debug)]
pub struct Copying {
    /// Where from.
    pub source_bucket: String,
    /// Where to.
    pub target_bucket: String,
    /// Delete each source once its copy is verified.
    pub and_delete: bool,
    /// Whether an object at the target may be written over.
    pub overwrite: bool,
}

impl Storage {
    /// Copies `items`; each object is reported when its copy is verified, and
    /// for a move, its source deleted.
    pub fn copy(
        &self,
        copying: Copying,
        items: Vec<Item>,
    ) -> impl Stream<Item = Step> + Send + use<> {
        let storage = self.clone();
        let lister = self.clone();
        let source_bucket = copying.source_bucket.clone();
        stream::iter(items)
            .flat_map(move |item| lister.expand(&source_bucket, item))
            .map(move |found| {
                let (storage, copying) = (storage.clone(), copying.clone());
                async move {
                    match found {
                        Ok((from, to)) => storage.copy_one(&copying, from, &to).await,
                        Err(step) => step,
                    }
                }
            })
            .buffer_unordered(AT_ONCE)
    }

    /// The objects of an item with the keys their copies will have.
    fn expand(
        &self,
        bucket: &str,
        item: Item,
    ) -> stream::BoxStream<'static, std::result::Result<(String, String), Step>> {
        match item {
            Item::Object { from, to } => stream::once(async { Ok((from, to)) }).boxed(),
            Item::Prefix { from, to } => self
                .list(Listing {
                    bucket: bucket.to_owned(),
                    prefix: from.clone(),
                    ..Listing::default()
                })
                .map_ok(move |page| {
                    let (from, to) = (from.clone(), to.clone());
                    stream::iter(page.objects.into_iter().map(move |o| {
                        let target = format!("{to}{}", o.key.get(from.len()..).unwrap_or_default());
                        Ok::<_, StorageError>((o.key, target))
                    }))
                })
                .try_flatten()
                .map_err(|error| Step::Failed {
                    key: error.resource.clone(),
                    error,
                })
                .boxed(),
        }
    }

    async fn copy_one(&self, copying: &Copying, from: String, to: &str) -> Step {
        match self.copy_object(copying, &from, to).await {
            Ok(bytes) => Step::Done { objects: 1, bytes },
            Err(error) => Step::Failed { key: from, error },
        }
    }

    async fn copy_object(&self, copying: &Copying, from: &str, to: &str) -> Result<u64> {
        let Copying {
            source_bucket,
            target_bucket,
            ..
        } = copying;
        let refuse = |kind, message: &str| {
            StorageError::new(kind, "s3:PutObject", object_arn(target_bucket, to), message)
        };
        if source_bucket == target_bucket && from == to {
            return Err(refuse(Kind::Invalid, "This is the same object."));
        }
        let source = self.head(source_bucket, from, None).await?;
        if !copying.overwrite && self.exists(target_bucket, to).await? {
            return Err(refuse(
                Kind::Conflict,
                "There is already an object of this name.",
            ));
        }
        let copied = if source.size > self.settings().part_copy_above {
            self.copy_by_parts(copying, from, to, &source).await
        } else {
            self.copy_at_once(copying, from, to, &source).await
        };
        let etag = match copied {
            Err(error) if error.kind == Kind::PreconditionFailed && !copying.overwrite => {
                return Err(refuse(
                    Kind::Conflict,
                    "Another object has come to be there, or the source has changed.",
                ));
            }
            other => other?,
        };
        self.verify(target_bucket, to, &source, etag.as_deref())
            .await?;
        if copying.and_delete {
            self.delete(source_bucket, from, None, source.etag.as_deref())
                .await?;
        }
        Ok(source.size)
    }

    async fn exists(&self, bucket: &str, key: &str) -> Result<bool> {
        match self.head(bucket, key, None).await {
            Ok(_) => Ok(true),
            Err(error) if error.kind == Kind::Missing => Ok(false),
            // Whoever may write but not read still has S3's If-None-Match.
            Err(error) if error.kind == Kind::Denied => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
    async fn copy_at_once(
        &self,
        copying: &Copying,
        from: &str,
        to: &str,
        source: &Head,
    ) -> Result<Option<String>> {
        let bucket = &copying.target_bucket;
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .copy_object()
                    .bucket(bucket)
                    .key(to)
                    .copy_source(copy_source(&copying.source_bucket, from))
                    .set_copy_source_if_match(source.etag.clone())
                    .metadata_directive(MetadataDirective::Copy)
                    // Metadata and tags come along by themselves, the class and
                    // a key of KMS do not.
                    .set_storage_class(storage_class(source))
                    .set_server_side_encryption(kms(source))
                    .set_ssekms_key_id(source.kms_key.clone())
                    .set_if_none_match((!copying.overwrite).then(|| "*".to_owned()))
                    .send()
                    .await
                    .map_err(|e| StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, to)))
            })
            .await?;
        Ok(answer.copy_object_result.and_then(|r| r.e_tag))
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html>
    async fn copy_by_parts(
        &self,
        copying: &Copying,
        from: &str,
        to: &str,
        source: &Head,
    ) -> Result<Option<String>> {
        let bucket = &copying.target_bucket;
        let upload_id = self.begin_like(copying, from, to, source).await?;
        let copied = self.copy_parts(copying, from, to, source, &upload_id).await;
        if copied.is_err() {
            // The first failure is the one to report; what stays behind of the
            // upload is swept up later by whoever lists unfinished uploads.
            let _ = self.abort_multipart(bucket, to, &upload_id).await;
        }
        copied
    }

    /// Begins an upload with all that CopyObject would have kept.
    async fn begin_like(
        &self,
        copying: &Copying,
        from: &str,
        to: &str,
        source: &Head,
    ) -> Result<String> {
        let tags = self.tags_header(&copying.source_bucket, from).await?;
        let (bucket, tags) = (&copying.target_bucket, &tags);
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .create_multipart_upload()
                    .bucket(bucket)
                    .key(to)
                    .set_content_type(source.content_type.clone())
                    .set_content_encoding(source.content_encoding.clone())
                    .set_content_language(source.content_language.clone())
                    .set_content_disposition(source.content_disposition.clone())
                    .set_cache_control(source.cache_control.clone())
                    .set_metadata(Some(source.metadata.clone()))
                    .set_tagging(tags.clone())
                    .set_storage_class(storage_class(source))
                    .set_server_side_encryption(kms(source))
                    .set_ssekms_key_id(source.kms_key.clone())
                    .send()
                    .await
                    .map_err(|e| StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, to)))
            })
            .await?;
        Ok(answer.upload_id.unwrap_or_default())
    }

    async fn tags_header(&self, bucket: &str, key: &str) -> Result<Option<String>> {
        let asked = self
            .follow(bucket, |client| async move {
                client
                    .get_object_tagging()
                    .bucket(bucket)
                    .key(key)
                    .send()
                    .await
                    .map_err(|e| {
                        StorageError::from_sdk(&e, "s3:GetObjectTagging", object_arn(bucket, key))
                    })
            })
            .await?;
        let tagging = Tagging::builder().set_tag_set(Some(asked.tag_set)).build();
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for tag in tagging.iter().flat_map(|t| t.tag_set()) {
            query.append_pair(tag.key(), tag.value());
        }
        Ok(Some(query.finish()).filter(|header| !header.is_empty()))
    }

    async fn copy_parts(
        &self,
        copying: &Copying,
        from: &str,
        to: &str,
        source: &Head,
        upload_id: &str,
    ) -> Result<Option<String>> {
        let bucket = &copying.target_bucket;
        let size = part_size(source.size);
        let numbers =
            (1i32..).zip((0..source.size).step_by(usize::try_from(size).unwrap_or(usize::MAX)));
        let mut parts: Vec<CompletedPart> = stream::iter(numbers)
            .map(|(number, start)| {
                let end = (start + size).min(source.size) - 1;
                async move {
                    let answer = self
                        .client(bucket)
                        .upload_part_copy()
                        .bucket(bucket)
                        .key(to)
                        .upload_id(upload_id)
                        .part_number(number)
                        .copy_source(copy_source(&copying.source_bucket, from))
                        .set_copy_source_if_match(source.etag.clone())
                        .copy_source_range(format!("bytes={start}-{end}"))
                        .send()
                        .await
                        .map_err(|e| {
                            StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, to))
                        })?;
                    let etag = answer.copy_part_result.and_then(|r| r.e_tag);
                    Ok::<_, StorageError>(
                        CompletedPart::builder()
                            .part_number(number)
                            .set_e_tag(etag)
                            .build(),
                    )
                }
            })
            .buffer_unordered(PARTS_AT_ONCE)
            .try_collect()
            .await?;
        parts.sort_by_key(CompletedPart::part_number);
        let answer = self
            .client(bucket)
            .complete_multipart_upload()
            .bucket(bucket)
            .key(to)
            .upload_id(upload_id)
            .multipart_upload(
                CompletedMultipartUpload::builder()
                    .set_parts(Some(parts))
                    .build(),
            )
            .set_if_none_match((!copying.overwrite).then(|| "*".to_owned()))
            .send()
            .await
            .map_err(|e| StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, to)))?;
        Ok(answer.e_tag)
    }

    /// Looks at the copy itself: same size, the ETag that the copying gave, and
    /// the same checksum where both objects have one of the whole.
    async fn verify(
        &self,
        bucket: &str,
        key: &str,
        source: &Head,
        etag: Option<&str>,
    ) -> Result<()> {
        let copy = self.head(bucket, key, None).await?;
        if same(source, &copy, etag) {
            return Ok(());
        }
        Err(StorageError::new(
            Kind::Conflict,
            "s3:PutObject",
            object_arn(bucket, key),
            "The copy is not what was copied; another write came between. The source is untouched.",
        ))
    }
}

fn same(source: &Head, copy: &Head, etag: Option<&str>) -> bool {
    let whole = |head: &Head| {
        head.checksum
            .clone()
            .filter(|c| c.kind.as_deref() != Some("COMPOSITE"))
    };
    let checksums_agree = match (whole(source), whole(copy)) {
        (Some(a), Some(b)) if a.algorithm == b.algorithm => a.value == b.value,
        _ => true,
    };
    let bare = |etag: &str| etag.trim_matches('"').to_owned();
    let etag_agrees = match (etag, copy.etag.as_deref()) {
        (Some(told), Some(seen)) => bare(told) == bare(seen),
        _ => true,
    };
    source.size == copy.size && checksums_agree && etag_agrees
}

fn storage_class(source: &Head) -> Option<StorageClass> {
    source.storage_class.as_deref().map(StorageClass::from)
}

fn kms(source: &Head) -> Option<ServerSideEncryption> {
    source
        .encryption
        .as_deref()
        .filter(|e| e.starts_with("aws:kms"))
        .map(ServerSideEncryption::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::Checksum;

    fn head(size: u64, etag: &str, crc: Option<&str>) -> Head {
        Head {
            size,
            etag: Some(etag.to_owned()),
            checksum: crc.map(|value| Checksum {
                algorithm: "CRC64NVME",
                value: value.to_owned(),
                kind: Some("FULL_OBJECT".to_owned()),
            }),
            ..Head::default()
        }
    }

    #[test]
    fn a_copy_is_verified_by_size_etag_and_checksum() {
        let source = head(5, "\"a\"", Some("x"));
        assert!(same(&source, &head(5, "\"b\"", Some("x")), Some("b")));
        assert!(
            !same(&source, &head(4, "\"b\"", Some("x")), Some("b")),
            "size"
        );
        assert!(
            !same(&source, &head(5, "\"c\"", Some("x")), Some("b")),
            "etag"
        );
        assert!(
            !same(&source, &head(5, "\"b\"", Some("y")), Some("b")),
            "checksum"
        );
        assert!(same(&source, &head(5, "\"b\"", None), Some("b")));
    }
}
