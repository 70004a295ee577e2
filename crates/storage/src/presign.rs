//! URLs that carry their own signature, and the moment they really end.

use std::time::{Duration, SystemTime};

use aws_credential_types::provider::ProvideCredentials;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};

use crate::address::object_arn;
use crate::error::Kind;
use crate::{Result, Storage, StorageError};

/// A signed URL.
pub struct Presigned {
    /// The URL. It is as good as a key until it ends: never log it.
    pub url: String,
    /// What must be sent with it.
    pub headers: Vec<(String, String)>,
    /// When it stops working: the wished-for end, or the credentials' own if
    /// that comes first.
    pub ends: SystemTime,
}

impl Presigned {
    fn new(signed: &PresignedRequest, ends: SystemTime) -> Self {
        let headers = signed.headers();
        Self {
            url: signed.uri().to_owned(),
            headers: headers
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            ends,
        }
    }
}

impl Storage {
    /// A URL that reads one object, or one version of it; `disposition` is what the store
    /// is to say of how it is to be taken.
    pub async fn presign_get(
        &self,
        bucket: &str,
        key: &str,
        version: Option<&str>,
        disposition: Option<String>,
        lasts: Duration,
    ) -> Result<Presigned> {
        let (config, ends) = self.presigning(bucket, key, lasts).await?;
        let request = self
            .client(bucket)
            .get_object()
            .bucket(bucket)
            .key(key)
            .set_version_id(version.map(str::to_owned))
            .set_response_content_disposition(disposition);
        let signed = request
            .presigned(config)
            .await
            .map_err(|e| StorageError::from_sdk(&e, "s3:GetObject", object_arn(bucket, key)))?;
        Ok(Presigned::new(&signed, ends))
    }

    /// A URL that writes one part of an upload; with a checksum, only bytes that have it.
    pub async fn presign_part(
        &self,
        bucket: &str,
        key: &str,
        upload_id: &str,
        number: i32,
        crc64nvme: Option<String>,
        lasts: Duration,
    ) -> Result<Presigned> {
        let (config, ends) = self.presigning(bucket, key, lasts).await?;
        let request = self
            .client(bucket)
            .upload_part()
            .bucket(bucket)
            .key(key)
            .upload_id(upload_id)
            .part_number(number)
            .set_checksum_crc64_nvme(crc64nvme);
        let signed = request
            .presigned(config)
            .await
            .map_err(|e| StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, key)))?;
        Ok(Presigned::new(&signed, ends))
    }

    /// Presigned URLs end with the credentials that signed them.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html>
    async fn presigning(
        &self,
        bucket: &str,
        key: &str,
        lasts: Duration,
    ) -> Result<(PresigningConfig, SystemTime)> {
        let fail = |kind, message: String| {
            StorageError::new(kind, "s3:GetObject", object_arn(bucket, key), message)
        };
        let credentials = self
            .credentials()
            .provide_credentials()
            .await
            .map_err(|e| fail(Kind::Expired, e.to_string()))?;
        self.learn_region(bucket).await;
        let config =
            PresigningConfig::expires_in(lasts).map_err(|e| fail(Kind::Invalid, e.to_string()))?;
        let wished = SystemTime::now() + lasts;
        let ends = credentials.expiry().map_or(wished, |end| end.min(wished));
        Ok((config, ends))
    }
}
