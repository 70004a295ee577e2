//! Encryption by a key of KMS: which key, and whether the caller may use it.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html>

use http::StatusCode;
use s3s::dto::*;
use s3s::{S3Error, S3ErrorCode, S3Response, S3Result, s3_error};

use super::S3;
use super::caller::Caller;
use super::errors::error;
use super::store::{Attributes, Kms};
use crate::iam::KeyRefusal;

/// To write.
pub(super) const ENCRYPT: &str = "kms:GenerateDataKey";
/// To read, and to put parts together.
pub(super) const DECRYPT: &str = "kms:Decrypt";

impl S3 {
    /// What is to be written to `bucket`, with the key that the bucket has for what
    /// names none. The caller must be allowed to use it.
    pub(super) async fn encrypted(
        &self,
        caller: &Caller,
        bucket: &str,
        mut attributes: Attributes,
    ) -> S3Result<Attributes> {
        if attributes.kms.is_none() {
            attributes.kms = self.bucket(bucket).await?.encryption;
        }
        self.may_use_key(caller, &attributes, ENCRYPT)?;
        Ok(attributes)
    }

    /// Whether the caller may do `action` with the key that encrypts an object.
    pub(super) fn may_use_key(
        &self,
        caller: &Caller,
        attributes: &Attributes,
        action: &str,
    ) -> S3Result<()> {
        let Some(key) = attributes.kms.as_ref().and_then(|kms| kms.key.as_deref()) else {
            return Ok(());
        };
        let Some(principal) = caller.principal() else {
            return Err(s3_error!(AccessDenied, "Access Denied"));
        };
        let region = key.split(':').nth(3).unwrap_or_default();
        let via = format!("s3.{region}.amazonaws.com");
        let refused = |code, words: String| Err(error(StatusCode::BAD_REQUEST, code, words));
        match self.world.authorize_key(principal, action, key, Some(&via)) {
            Ok(()) => Ok(()),
            Err(KeyRefusal::Denied(words)) => {
                Err(S3Error::with_message(S3ErrorCode::AccessDenied, words))
            }
            Err(KeyRefusal::Disabled) => {
                refused("KMS.DisabledException", format!("{key} is disabled."))
            }
            Err(KeyRefusal::Unknown) => refused(
                "KMS.NotFoundException",
                format!("Key '{key}' does not exist"),
            ),
        }
    }

    pub(super) async fn bucket_encryption(
        &self,
        name: &str,
    ) -> S3Result<S3Response<GetBucketEncryptionOutput>> {
        let kms = self.bucket(name).await?.encryption;
        let sse_algorithm = match &kms {
            Some(kms) => ServerSideEncryption::from(kms.algorithm.clone()),
            None => ServerSideEncryption::from_static(ServerSideEncryption::AES256),
        };
        let rule = ServerSideEncryptionRule {
            apply_server_side_encryption_by_default: Some(ServerSideEncryptionByDefault {
                kms_master_key_id: kms.and_then(|kms| kms.key),
                sse_algorithm,
            }),
            bucket_key_enabled: Some(false),
        };
        Ok(S3Response::new(GetBucketEncryptionOutput {
            server_side_encryption_configuration: Some(ServerSideEncryptionConfiguration {
                rules: vec![rule],
            }),
        }))
    }

    pub(super) async fn set_encryption(
        &self,
        name: String,
        rules: Vec<ServerSideEncryptionRule>,
    ) -> S3Result<()> {
        let given = rules
            .into_iter()
            .find_map(|rule| rule.apply_server_side_encryption_by_default);
        let encryption = given.and_then(|given| match given.sse_algorithm.as_str() {
            ServerSideEncryption::AES256 => None,
            algorithm => Some(Kms {
                algorithm: algorithm.to_owned(),
                key: given.kms_master_key_id,
            }),
        });
        self.change_bucket(name, move |bucket| bucket.encryption = encryption)
            .await
    }
}
