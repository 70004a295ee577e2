//! An upload in parts. <https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html>

use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumType, CompletedMultipartUpload, CompletedPart};
use time::OffsetDateTime;

use crate::address::object_arn;
use crate::list::moment;
use crate::objects::{PutOptions, Stored};
use crate::{Result, Storage, StorageError};

const MIB: u64 = 1024 * 1024;
/// S3's limit is 10,000 parts; some room is left for the last one.
const PARTS_MAX: u64 = 9_500;
/// The largest object S3 holds: 48.8 TiB, as 10,000 parts of 5 GiB.
pub const OBJECT_MAX: u64 = 10_000 * 5 * 1024 * MIB;

/// How many bytes each part but the last has, for an object of `size` bytes.
pub fn part_size(size: u64) -> u64 {
    size.div_ceil(PARTS_MAX).next_multiple_of(MIB).max(8 * MIB)
}

/// A part that S3 has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// 1 to 10,000.
    pub number: i32,
    /// Bytes.
    pub size: u64,
    /// With its quotes.
    pub etag: String,
    /// Base64; none where the store keeps none.
    pub crc64nvme: Option<String>,
}

/// An upload that has begun and neither ended nor been aborted.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The key it will have.
    pub key: String,
    /// S3's id of it.
    pub upload_id: String,
    /// When it began.
    pub initiated: Option<OffsetDateTime>,
}

impl Storage {
    /// Begins an upload; answers its id. S3 is to keep the CRC64NVME of every part and
    /// of the whole. <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html>
    pub async fn create_multipart(
        &self,
        bucket: &str,
        key: &str,
        content_type: Option<String>,
    ) -> Result<String> {
        let content_type = &content_type;
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .create_multipart_upload()
                    .bucket(bucket)
                    .key(key)
                    .set_content_type(content_type.clone())
                    .checksum_algorithm(ChecksumAlgorithm::Crc64Nvme)
                    .checksum_type(ChecksumType::FullObject)
                    .send()
                    .await
                    .map_err(|e| put_error(&e, bucket, key))
            })
            .await?;
        answer.upload_id.ok_or_else(|| {
            StorageError::new(
                crate::Kind::Other,
                "s3:PutObject",
                object_arn(bucket, key),
                "The store began an upload but gave it no id.",
            )
        })
    }

    /// Sends part `number` of `length` bytes, streamed. A part that breaks off
    /// is not stored. Without a checksum AWS is sent one that is computed on the way: it
    /// takes no part with another kind than the upload was begun with.
    #[expect(clippy::too_many_arguments, reason = "the fields of UploadPart")]
    pub async fn upload_part(
        &self,
        bucket: &str,
        key: &str,
        upload_id: &str,
        number: i32,
        body: ByteStream,
        length: u64,
        crc64nvme: Option<String>,
    ) -> Result<Part> {
        self.learn_region(bucket).await;
        let on_the_way = crc64nvme.is_none() && self.settings().endpoint.is_none();
        let sent = self
            .client(bucket)
            .upload_part()
            .bucket(bucket)
            .key(key)
            .upload_id(upload_id)
            .part_number(number)
            .content_length(i64::try_from(length).unwrap_or(i64::MAX))
            .set_checksum_algorithm(on_the_way.then_some(ChecksumAlgorithm::Crc64Nvme))
            .set_checksum_crc64_nvme(crc64nvme)
            .body(body)
            .send()
            .await
            .map_err(|e| put_error(&e, bucket, key));
        let answer = self.noticed(bucket, sent).await?;
        Ok(Part {
            number,
            size: length,
            etag: answer.e_tag.unwrap_or_default(),
            crc64nvme: answer.checksum_crc64_nvme,
        })
    }

    /// All parts that S3 has of an upload, in order.
    pub async fn list_parts(&self, bucket: &str, key: &str, upload_id: &str) -> Result<Vec<Part>> {
        let mut parts = Vec::new();
        let mut marker: Option<String> = None;
        loop {
            let from = &marker;
            let answer = self
                .follow(bucket, |client| async move {
                    client
                        .list_parts()
                        .bucket(bucket)
                        .key(key)
                        .upload_id(upload_id)
                        .set_part_number_marker(from.clone())
                        .send()
                        .await
                        .map_err(|e| {
                            let arn = object_arn(bucket, key);
                            StorageError::from_sdk(&e, "s3:ListMultipartUploadParts", arn)
                        })
                })
                .await?;
            parts.extend(answer.parts().iter().filter_map(|p| {
                Some(Part {
                    number: p.part_number?,
                    size: p.size.and_then(|s| u64::try_from(s).ok())?,
                    etag: p.e_tag.clone()?,
                    crc64nvme: p.checksum_crc64_nvme.clone(),
                })
            }));
            let more = answer.is_truncated == Some(true);
            marker = answer.next_part_number_marker.filter(|_| more);
            if marker.is_none() {
                return Ok(parts);
            }
        }
    }

    /// Makes the object out of `parts`. With `create_only`, not over another; with a
    /// checksum, only if the whole has it.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html>
    pub async fn complete_multipart(
        &self,
        bucket: &str,
        key: &str,
        upload_id: &str,
        parts: &[Part],
        options: &PutOptions,
    ) -> Result<Stored> {
        let completed = parts
            .iter()
            .map(|part| {
                CompletedPart::builder()
                    .part_number(part.number)
                    .e_tag(&part.etag)
                    .set_checksum_crc64_nvme(part.crc64nvme.clone())
                    .build()
            })
            .collect();
        let whole = CompletedMultipartUpload::builder()
            .set_parts(Some(completed))
            .build();
        let whole = &whole;
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .complete_multipart_upload()
                    .bucket(bucket)
                    .key(key)
                    .upload_id(upload_id)
                    .multipart_upload(whole.clone())
                    .set_if_none_match(options.create_only.then(|| "*".to_owned()))
                    .set_checksum_crc64_nvme(options.crc64nvme.clone())
                    .set_checksum_type(options.crc64nvme.as_ref().map(|_| ChecksumType::FullObject))
                    .send()
                    .await
                    .map_err(|e| put_error(&e, bucket, key))
            })
            .await?;
        Ok(Stored {
            etag: answer.e_tag,
            version_id: answer.version_id.filter(|version| version != "null"),
            crc64nvme: answer.checksum_crc64_nvme,
        })
    }

    /// Ends an upload and frees its parts. One that is gone already is no error.
    pub async fn abort_multipart(&self, bucket: &str, key: &str, upload_id: &str) -> Result<()> {
        let aborted = self
            .follow(bucket, |client| async move {
                client
                    .abort_multipart_upload()
                    .bucket(bucket)
                    .key(key)
                    .upload_id(upload_id)
                    .send()
                    .await
                    .map_err(|e| {
                        let arn = object_arn(bucket, key);
                        StorageError::from_sdk(&e, "s3:AbortMultipartUpload", arn)
                    })
            })
            .await;
        match aborted {
            Err(error) if error.kind != crate::Kind::Missing => Err(error),
            _ => Ok(()),
        }
    }

    /// The first 1,000 unfinished uploads below `prefix`, and whether there are more.
    pub async fn list_uploads(&self, bucket: &str, prefix: &str) -> Result<(Vec<Upload>, bool)> {
        let (uploads, next) = self.list_uploads_behind(bucket, prefix, None).await?;
        Ok((uploads, next.is_some()))
    }

    /// At most 1,000 unfinished uploads below `prefix`, behind the one of this key and id;
    /// and what the next ones are behind.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html>
    pub async fn list_uploads_behind(
        &self,
        bucket: &str,
        prefix: &str,
        behind: Option<(String, String)>,
    ) -> Result<(Vec<Upload>, Option<(String, String)>)> {
        let (key, id) = &behind.unzip();
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .list_multipart_uploads()
                    .bucket(bucket)
                    .prefix(prefix)
                    .set_key_marker(key.clone())
                    .set_upload_id_marker(id.clone())
                    .send()
                    .await
                    .map_err(|e| {
                        let arn = crate::address::bucket_arn(bucket);
                        StorageError::from_sdk(&e, "s3:ListBucketMultipartUploads", arn)
                            .within(prefix)
                    })
            })
            .await?;
        let more = answer.is_truncated == Some(true);
        let next = answer.next_key_marker.zip(answer.next_upload_id_marker);
        let next = next.filter(|_| more);
        let uploads = answer.uploads.unwrap_or_default();
        let uploads = uploads
            .into_iter()
            .filter_map(|u| {
                Some(Upload {
                    key: u.key?,
                    upload_id: u.upload_id?,
                    initiated: moment(u.initiated.as_ref()),
                })
            })
            .collect();
        Ok((uploads, next))
    }
}

fn put_error<E>(
    error: &aws_sdk_s3::error::SdkError<
        E,
        aws_smithy_runtime_api::client::orchestrator::HttpResponse,
    >,
    bucket: &str,
    key: &str,
) -> StorageError
where
    E: aws_sdk_s3::error::ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    StorageError::from_sdk(error, "s3:PutObject", object_arn(bucket, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_whole_mebibytes_and_never_too_many() {
        for size in [0, 1, 5 * MIB, 80_000 * MIB, 5 << 40, OBJECT_MAX] {
            let part = part_size(size);
            assert_eq!(part % MIB, 0);
            assert!(part >= 8 * MIB);
            assert!(size.div_ceil(part) <= 10_000, "{size}");
        }
        assert!(part_size(OBJECT_MAX) <= 6 * 1024 * MIB);
    }
}
