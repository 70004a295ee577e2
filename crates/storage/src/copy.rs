//! Copying and moving inside S3. A source is deleted only after its copy was
//! looked at and found equal.

use aws_sdk_s3::types::{
    ChecksumAlgorithm, ChecksumType, CompletedMultipartUpload, CompletedPart, MetadataDirective,
    ServerSideEncryption, StorageClass,
};
use futures::{Stream, StreamExt, TryStreamExt, stream};

use crate::address::{copy_source, object_arn};
use crate::error::Kind;
use crate::etag::bare;
use crate::head::Head;
use crate::list::Listing;
use crate::multipart::part_size;
use crate::objects::date;
use crate::progress::Step;
use crate::told::{Told, whole};
use crate::unfinished::Unfinished;
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

impl Copying {
    /// The object `key` where it copies from.
    pub(crate) fn from<'a>(&'a self, key: &'a str) -> Source<'a> {
        Source {
            bucket: &self.source_bucket,
            key,
            version: None,
        }
    }
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

/// How to copy.
#[derive(Clone, Copy, Debug, Default)]
pub struct How<'a> {
    /// The same may have been tried before, of an object that was listed like that: a copy
    /// that is equal to its source is done then, and a source that is gone has been moved
    /// if it is at its target.
    pub again: Option<&'a Known>,
    /// Nothing was at the target a moment ago.
    pub absent: bool,
    /// The source as a listing told of it: S3 is asked nothing else before, and the copy's
    /// own ETag proves it. For objects that a key of KMS does not encrypt, as far as is known.
    pub listed: Option<&'a Head>,
}

/// What came of copying.
#[derive(Clone, Debug)]
pub enum Copied {
    /// The copy is the source, which was like this.
    Verified(Box<Head>),
    /// The source of so many bytes had been moved before.
    Moved(u64),
}

/// The parts of an object: number, first and last byte.
pub(crate) fn ranges(size: u64) -> impl Iterator<Item = (i32, u64, u64)> {
    let part = part_size(size);
    let starts = (0..size).step_by(usize::try_from(part).unwrap_or(usize::MAX));
    (1i32..)
        .zip(starts)
        .map(move |(number, start)| (number, start, (start + part).min(size) - 1))
}

/// What is copied: an object, or one version of it.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub bucket: &'a str,
    pub key: &'a str,
    pub version: Option<&'a str>,
}

impl Source<'_> {
    /// As the `x-amz-copy-source` header wants it.
    fn header(&self) -> String {
        let mut header = copy_source(self.bucket, self.key);
        if let Some(version) = self.version {
            header.push_str("?versionId=");
            header.extend(url::form_urlencoded::byte_serialize(version.as_bytes()));
        }
        header
    }
}

impl Storage {
    /// Makes a version the current one of its key again, by a copy on top of what is there.
    /// Nothing is lost by that where the bucket keeps versions. Gives its bytes.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/RestoringPreviousVersions.html>
    pub async fn restore_version(&self, bucket: &str, key: &str, version: &str) -> Result<u64> {
        let onto = Copying {
            source_bucket: bucket.to_owned(),
            target_bucket: bucket.to_owned(),
            and_delete: false,
            overwrite: true,
        };
        let from = Source {
            bucket,
            key,
            version: Some(version),
        };
        let head = self.head(bucket, key, from.version).await?;
        self.copy_proven(&onto, from, key, &head).await?;
        Ok(head.size)
    }

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

    /// Copies one object, and for a move deletes it once its copy is verified; answers its
    /// bytes.
    pub async fn copy_object(&self, copying: &Copying, from: &str, to: &str) -> Result<u64> {
        let how = How::default();
        let Copied::Verified(source) = self.copy_verified(copying, from, to, how).await? else {
            return Ok(0);
        };
        let size = source.size;
        if copying.and_delete {
            let deleted = self.delete_copied(copying, vec![(from.to_owned(), *source)]);
            if let Some((_, error)) = deleted.await.pop() {
                return Err(error);
            }
        }
        Ok(size)
    }

    /// Copies one object and has S3 prove it: by the ETag or the checksum of the copy that
    /// it tells, else by looking at the copy. Deletes nothing.
    pub async fn copy_verified(
        &self,
        copying: &Copying,
        from: &str,
        to: &str,
        how: How<'_>,
    ) -> Result<Copied> {
        if copying.source_bucket == copying.target_bucket && from == to {
            let words = "This is the same object.";
            return Err(refuse(Kind::Invalid, copying, to, words));
        }
        if let Some(listed) = how.listed.filter(|_| how.again.is_none())
            && let Some(copied) = self.copy_listed(copying, from, to, listed, how).await?
        {
            return Ok(copied);
        }
        let source = match self.before(self, copying, from, to, how).await? {
            Ok(source) => source,
            Err(done) => {
                if let Copied::Verified(source) = &done {
                    self.bring_key(copying, from, to, source).await?;
                }
                return Ok(done);
            }
        };
        self.copy_proven(copying, copying.from(from), to, &source)
            .await?;
        Ok(Copied::Verified(Box::new(source)))
    }

    /// Looks at both ends before a copy: what `reader` is to copy, or that it is done.
    pub(crate) async fn before(
        &self,
        reader: &Self,
        copying: &Copying,
        from: &str,
        to: &str,
        how: How<'_>,
    ) -> Result<std::result::Result<Head, Copied>> {
        let bucket = &copying.target_bucket;
        let found = reader.head(&copying.source_bucket, from, None).await;
        let source = match (found, how.again) {
            (Err(error), Some(known)) if error.kind == Kind::Missing && copying.and_delete => {
                let moved = self.there(bucket, to).await?.filter(|head| known.is(head));
                return moved.map(|head| Err(Copied::Moved(head.size))).ok_or(error);
            }
            (source, _) => source?,
        };
        if how.again.is_some() || !(copying.overwrite || how.absent) {
            match self.there(bucket, to).await? {
                Some(copy) if how.again.is_some() && proven(&source, &copy) => {
                    return Ok(Err(Copied::Verified(Box::new(source))));
                }
                Some(_) if !copying.overwrite => {
                    let words = "There is already an object of this name.";
                    return Err(refuse(Kind::Conflict, copying, to, words));
                }
                _ => {}
            }
        }
        Ok(Ok(source))
    }

    /// Has S3 copy by itself, and prove it.
    pub(crate) async fn copy_proven(
        &self,
        copying: &Copying,
        from: Source<'_>,
        to: &str,
        source: &Head,
    ) -> Result<()> {
        let copied = if source.size > self.settings().part_copy_above {
            self.copy_by_parts(copying, from, to, source).await
        } else {
            let over = onto(copying);
            self.copy_at_once(copying, from, to, source, over).await
        };
        let told = match copied {
            Err(error) if error.kind == Kind::PreconditionFailed && !copying.overwrite => {
                let words = "Another object has come to be there, or the source has changed.";
                return Err(refuse(Kind::Conflict, copying, to, words));
            }
            other => other?,
        };
        match told.proves(source) {
            true => Ok(()),
            false => {
                self.verify(&copying.target_bucket, to, source, told.etag.as_deref())
                    .await
            }
        }
    }

    /// The last step of a move: the sources go, if they still are what was copied. Answers
    /// those that stay. A store that may not heed the condition is asked before.
    pub async fn delete_copied(
        &self,
        copying: &Copying,
        sources: Vec<(String, Head)>,
    ) -> Vec<(String, StorageError)> {
        let bucket = &copying.source_bucket;
        let mut stay = Vec::new();
        let sources = if self.settings().conditional_deletes {
            sources
        } else {
            let asked = stream::iter(sources).map(async |(key, source)| {
                let now = self.head(bucket, &key, None).await;
                (key, source, now)
            });
            let mut asked = Box::pin(asked.buffer_unordered(AT_ONCE));
            let mut same = Vec::new();
            while let Some((key, source, now)) = asked.next().await {
                match now {
                    Ok(now)
                        if now.etag == source.etag && now.last_modified == source.last_modified =>
                    {
                        same.push((key, source));
                    }
                    Ok(_) => stay.push((key.clone(), changed(bucket, &key))),
                    // Somebody else was faster.
                    Err(error) if error.kind == Kind::Missing => {}
                    Err(error) => stay.push((key, error)),
                }
            }
            same
        };
        let keys: Vec<_> = sources
            .into_iter()
            .map(|(key, source)| (key, source.etag))
            .collect();
        let steps = match <[_; 1]>::try_from(keys) {
            Ok([(key, etag)]) => {
                let deleted = self.delete(bucket, &key, None, etag.as_deref()).await;
                let failed = deleted.err().map(|error| Step::Failed { key, error });
                failed.into_iter().collect()
            }
            Err(keys) => self.delete_batch(bucket, keys).await,
        };
        for step in steps {
            match step {
                Step::Failed { key, error } if error.kind == Kind::PreconditionFailed => {
                    stay.push((key.clone(), changed(bucket, &key)));
                }
                Step::Failed { key, error } if error.kind != Kind::Missing => {
                    stay.push((key, error));
                }
                _ => {}
            }
        }
        stay
    }

    /// What is at a target, if anything is.
    pub(crate) async fn there(&self, bucket: &str, key: &str) -> Result<Option<Head>> {
        match self.head(bucket, key, None).await {
            Ok(head) => Ok(Some(head)),
            Err(error) if error.kind == Kind::Missing => Ok(None),
            // Whoever may write but not read still has S3's If-None-Match.
            Err(error) if error.kind == Kind::Denied => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
    pub(crate) async fn copy_at_once(
        &self,
        copying: &Copying,
        from: Source<'_>,
        to: &str,
        source: &Head,
        onto: Onto<'_>,
    ) -> Result<Told> {
        let bucket = &copying.target_bucket;
        let (if_match, if_none_match) = match onto {
            Onto::Anything => (None, None),
            Onto::Nothing => (None, Some("*".to_owned())),
            Onto::This(etag) => (Some(etag.to_owned()), None),
        };
        let (if_match, if_none_match) = (&if_match, &if_none_match);
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .copy_object()
                    .bucket(bucket)
                    .key(to)
                    .copy_source(from.header())
                    .set_copy_source_if_match(source.etag.clone())
                    .metadata_directive(MetadataDirective::Copy)
                    // Metadata and tags come along by themselves, the class and
                    // a key of KMS do not.
                    .set_storage_class(storage_class(source))
                    .set_server_side_encryption(kms(source))
                    .set_ssekms_key_id(source.kms_key.clone())
                    .set_if_match(if_match.clone())
                    .set_if_none_match(if_none_match.clone())
                    .send()
                    .await
                    .map_err(|e| StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, to)))
            })
            .await?;
        Ok(answer
            .copy_object_result
            .map(Told::from)
            .unwrap_or_default())
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html>
    async fn copy_by_parts(
        &self,
        copying: &Copying,
        from: Source<'_>,
        to: &str,
        source: &Head,
    ) -> Result<Told> {
        let tags = self.tags_header(from).await?;
        // A checksum of the whole is kept through the parts, so that both can be compared.
        let sum = whole(source.checksum.clone());
        let sum = sum.is_some_and(|sum| sum.algorithm == "CRC64NVME");
        let upload = self.begin_like(copying, to, source, tags, sum).await?;
        let unfinished = Unfinished::new(self, &copying.target_bucket, to, &upload);
        let copied = self.copy_parts(copying, from, to, source, &upload).await;
        let etag = unfinished.after(copied).await?;
        let checksum = None;
        Ok(Told { etag, checksum })
    }

    /// Begins an upload with all that CopyObject would have kept.
    pub(crate) async fn begin_like(
        &self,
        copying: &Copying,
        to: &str,
        source: &Head,
        tags: Option<String>,
        crc64nvme: bool,
    ) -> Result<String> {
        let (bucket, tags) = (&copying.target_bucket, &tags);
        let sum = crc64nvme.then_some((ChecksumAlgorithm::Crc64Nvme, ChecksumType::FullObject));
        let (algorithm, kind) = &sum.unzip();
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
                    .set_expires(date(&source.expires))
                    .set_metadata(Some(source.metadata.clone()))
                    .set_tagging(tags.clone())
                    .set_storage_class(storage_class(source))
                    .set_server_side_encryption(kms(source))
                    .set_ssekms_key_id(source.kms_key.clone())
                    .set_checksum_algorithm(algorithm.clone())
                    .set_checksum_type(kind.clone())
                    .send()
                    .await
                    .map_err(|e| StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, to)))
            })
            .await?;
        Ok(answer.upload_id.unwrap_or_default())
    }

    /// All tags, as a header gives them to another object.
    pub(crate) async fn tags_header(&self, source: Source<'_>) -> Result<Option<String>> {
        let tags = self.tags(source.bucket, source.key, source.version).await?;
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(tags);
        Ok(Some(query.finish()).filter(|header| !header.is_empty()))
    }

    pub(crate) async fn copy_parts(
        &self,
        copying: &Copying,
        from: Source<'_>,
        to: &str,
        source: &Head,
        upload_id: &str,
    ) -> Result<Option<String>> {
        let bucket = &copying.target_bucket;
        let mut parts: Vec<CompletedPart> = stream::iter(ranges(source.size))
            .map(|(number, start, end)| async move {
                let answer = self
                    .client(bucket)
                    .upload_part_copy()
                    .bucket(bucket)
                    .key(to)
                    .upload_id(upload_id)
                    .part_number(number)
                    .copy_source(from.header())
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
    pub(crate) async fn verify(
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

/// What a copy may be written over.
#[derive(Clone, Copy)]
pub(crate) enum Onto<'a> {
    Anything,
    Nothing,
    /// The object of this ETag.
    This(&'a str),
}

pub(crate) fn onto(copying: &Copying) -> Onto<'static> {
    match copying.overwrite {
        true => Onto::Anything,
        false => Onto::Nothing,
    }
}

fn refuse(kind: Kind, copying: &Copying, to: &str, message: &str) -> StorageError {
    let place = object_arn(&copying.target_bucket, to);
    StorageError::new(kind, "s3:PutObject", place, message)
}

fn changed(bucket: &str, key: &str) -> StorageError {
    StorageError::new(
        Kind::Conflict,
        "s3:DeleteObject",
        object_arn(bucket, key),
        "The source has changed since it was copied, and stays.",
    )
}

fn same(source: &Head, copy: &Head, etag: Option<&str>) -> bool {
    let whole = |head: &Head| whole(head.checksum.clone());
    let checksums_agree = match (whole(source), whole(copy)) {
        (Some(a), Some(b)) if a.algorithm == b.algorithm => a.value == b.value,
        _ => true,
    };
    let etag_agrees = match (etag, copy.etag.as_deref()) {
        (Some(told), Some(seen)) => bare(told) == bare(seen),
        _ => true,
    };
    source.size == copy.size && checksums_agree && etag_agrees
}

/// Whether `copy` is what a copy of `source` would be, as far as S3 can prove it: the same
/// bytes by a checksum or an ETag, and the same words about them.
fn proven(source: &Head, copy: &Head) -> bool {
    let whole = |head: &Head| whole(head.checksum.clone());
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

pub(crate) fn storage_class(source: &Head) -> Option<StorageClass> {
    source.storage_class.as_deref().map(StorageClass::from)
}

pub(crate) fn kms(source: &Head) -> Option<ServerSideEncryption> {
    let encryption = source.encryption.as_deref();
    encryption
        .filter(|_| source.by_kms())
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
