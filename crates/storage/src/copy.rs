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

/// What is known of an object that was listed.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Bytes.
    pub size: Option<u64>,
    /// With its quotes.
    pub etag: Option<String>,
}

impl Known {
    /// Whether `head` may be a copy of it. The ETag of one in parts is another's.
    fn is(&self, head: &Head) -> bool {
        let bare = |etag: &str| etag.trim_matches('"').to_owned();
        let one_piece = |etag: &&str| !etag.contains('-');
        let etags = (self.etag.as_deref(), head.etag.as_deref());
        let etag = match (etags.0.filter(one_piece), etags.1.filter(one_piece)) {
            (Some(listed), Some(seen)) if head.encryption.as_deref() == Some("AES256") => {
                bare(listed) == bare(seen)
            }
            _ => true,
        };
        etag && self.size.is_none_or(|size| size == head.size)
    }
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
        match self.copy_object(copying, &from, to, None).await {
            Ok(bytes) => Step::Done { objects: 1, bytes },
            Err(error) => Step::Failed { key: from, error },
        }
    }

    /// Copies one object, and for a move deletes it once its copy is verified; answers its
    /// bytes. With `again` the same may have been tried before, of an object that was
    /// listed like that: a copy that is equal to its source is done then, and a source
    /// that is gone has been moved if it is at its target.
    pub async fn copy_object(
        &self,
        copying: &Copying,
        from: &str,
        to: &str,
        again: Option<&Known>,
    ) -> Result<u64> {
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
        let source = match (self.head(source_bucket, from, None).await, again) {
            (Err(error), Some(known)) if error.kind == Kind::Missing && copying.and_delete => {
                let moved = self.there(target_bucket, to).await?;
                let moved = moved.filter(|head| known.is(head));
                return moved.map(|head| head.size).ok_or(error);
            }
            (source, _) => source?,
        };
        if !copying.overwrite || again.is_some() {
            match self.there(target_bucket, to).await? {
                Some(copy) if again.is_some() && proven(&source, &copy) => {
                    self.delete_source(copying, from, &source).await?;
                    return Ok(source.size);
                }
                Some(_) if !copying.overwrite => {
                    return Err(refuse(
                        Kind::Conflict,
                        "There is already an object of this name.",
                    ));
                }
                _ => {}
            }
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
        self.delete_source(copying, from, &source).await?;
        Ok(source.size)
    }

    /// The last step of a move: the source goes, if it still is what was copied. A store
    /// that may not heed the condition is asked before.
    async fn delete_source(&self, copying: &Copying, key: &str, source: &Head) -> Result<()> {
        if !copying.and_delete {
            return Ok(());
        }
        let bucket = &copying.source_bucket;
        if !self.settings().conditional_deletes {
            let now = self.head(bucket, key, None).await?;
            if now.etag != source.etag || now.last_modified != source.last_modified {
                return Err(StorageError::new(
                    Kind::Conflict,
                    "s3:DeleteObject",
                    object_arn(bucket, key),
                    "The source has changed since it was copied, and stays.",
                ));
            }
        }
        self.delete(bucket, key, None, source.etag.as_deref()).await
    }

    /// What is at a target, if anything is.
    async fn there(&self, bucket: &str, key: &str) -> Result<Option<Head>> {
        match self.head(bucket, key, None).await {
            Ok(head) => Ok(Some(head)),
            Err(error) if error.kind == Kind::Missing => Ok(None),
            // Whoever may write but not read still has S3's If-None-Match.
            Err(error) if error.kind == Kind::Denied => Ok(None),
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

/// Whether `copy` is what a copy of `source` would be, as far as S3 can prove it: the same
/// bytes by a checksum or an ETag, and the same words about them.
fn proven(source: &Head, copy: &Head) -> bool {
    let whole = |head: &Head| {
        let whole = head.checksum.clone();
        whole.filter(|c| c.kind.as_deref() != Some("COMPOSITE"))
    };
    let bytes = match (whole(source), whole(copy)) {
        (Some(a), Some(b)) if a.algorithm == b.algorithm => a.value == b.value,
        _ => source.etag.is_some() && source.etag == copy.etag,
    };
    bytes
        && source.size == copy.size
        && source.metadata == copy.metadata
        && source.content_type == copy.content_type
        && source.content_encoding == copy.content_encoding
        && source.content_language == copy.content_language
        && source.content_disposition == copy.content_disposition
        && source.cache_control == copy.cache_control
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
