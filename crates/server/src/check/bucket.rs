//! The steps with the settings of a bucket: versions, encryption, and whether a page
//! may reach it straight from a browser.

use wardrobe_storage::bucket::{Encryption, Versioning};
use wardrobe_storage::cors::Cors;
use wardrobe_storage::{Kind, Storage};

use super::{PROBE, Place, Step};
use crate::error::{ApiError, Code};
use crate::refusal::Remedy;

/// Whether what is deleted or written over can be had back.
pub(super) async fn versions(storage: &Storage, bucket: &str) -> Step {
    let title = format!("Versions in {bucket}");
    let step = |words: &str| Step::passed("versions", title.clone(), words);
    match storage.versioning(bucket).await {
        Ok(Versioning::Enabled) => {
            step("The bucket keeps every version: what is deleted or written over can be had back.")
        }
        Ok(Versioning::Suspended) => {
            step("The bucket kept versions once and does no longer: deleting is for good.")
        }
        Ok(Versioning::Off) => step("The bucket keeps no versions: deleting is for good."),
        Ok(Versioning::Unknown) => Step::skipped(
            "versions",
            title,
            "This role may not ask (s3:GetBucketVersioning), or the store knows no versions.",
        ),
        Err(error) => Step::failed("versions", title, error.into()),
    }
}

/// What encrypts what is written. Whether its key may be used, reading and writing show.
pub(super) async fn encryption(storage: &Storage, bucket: &str) -> Step {
    let title = format!("Encryption in {bucket}");
    let step = |words: String| Step::passed("encryption", title.clone(), words);
    match storage.encryption(bucket).await {
        Ok(Encryption::S3) => step("S3 encrypts with keys of its own.".to_owned()),
        Ok(Encryption::Kms(None)) => {
            step("S3 encrypts with the key aws/s3 of the account.".to_owned())
        }
        Ok(Encryption::Kms(Some(key))) => step(format!(
            "S3 encrypts with the key {key}: to write takes kms:GenerateDataKey on it, to read kms:Decrypt."
        )),
        Err(error) if matches!(error.kind, Kind::Denied) => Step::skipped(
            "encryption",
            title,
            "This role may not ask (s3:GetEncryptionConfiguration).",
        ),
        Err(_) => Step::skipped("encryption", title, "The store does not say."),
    }
}

/// Whether a page of `origin` may send parts straight to the bucket.
pub(super) async fn cors(storage: &Storage, place: &Place, origin: &str) -> Step {
    let bucket = &place.bucket;
    let title = format!("Straight from a browser to {bucket}");
    let key = format!("{}{PROBE}", place.prefix);
    match storage.preflight(bucket, &key, origin).await {
        Ok(Cors::Granted) => Step::passed(
            "cors",
            title,
            format!(
                "The bucket's rules let pages of {origin} send files to it and read the answers."
            ),
        ),
        Ok(Cors::NoTag) => refused(
            title,
            bucket,
            origin,
            "but not read the ETag of what they sent",
        ),
        Ok(Cors::Refused) => refused(title, bucket, origin, ""),
        Err(error) => Step::failed("cors", title, error.into()),
    }
}

fn refused(title: String, bucket: &str, origin: &str, but: &str) -> Step {
    let words = match but {
        "" => {
            format!("The bucket {bucket} has no rule that lets pages of {origin} send files to it.")
        }
        but => format!(
            "The rules of the bucket {bucket} let pages of {origin} send files to it, {but}."
        ),
    };
    let error = ApiError {
        remedy: Some(Box::new(Remedy::cors(bucket, origin))),
        ..ApiError::new(Code::Denied, words)
    };
    Step::failed("cors", title, error)
}
