//! RestoreObject: a readable copy of an archived object for some days.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects.html>

use http::StatusCode;
use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};
use time::OffsetDateTime;

use super::S3;
use super::caller::Caller;

const DAY: i64 = 24 * 60 * 60;

/// How long a restore takes here, in seconds; AWS needs minutes to days.
fn duration(tier: Option<&str>, class: &str) -> S3Result<i64> {
    match (tier, class) {
        (Some("Expedited"), "DEEP_ARCHIVE") => Err(s3_error!(
            InvalidArgument,
            "Retrieval option is not supported by this storage class"
        )),
        (Some("Expedited"), _) => Ok(0),
        (Some("Bulk"), _) => Ok(6),
        (None | Some("Standard"), _) => Ok(3),
        (Some(_), _) => Err(s3_error!(MalformedXML)),
    }
}

impl S3 {
    pub(super) async fn restore(
        &self,
        request: S3Request<RestoreObjectInput>,
    ) -> S3Result<S3Response<RestoreObjectOutput>> {
        let caller = Caller::of(&request)?;
        let RestoreObjectInput {
            bucket,
            key,
            version_id,
            restore_request,
            ..
        } = request.input;
        let asked = restore_request.ok_or_else(|| s3_error!(MalformedXML))?;
        let days = asked
            .days
            .filter(|days| *days > 0)
            .ok_or_else(|| s3_error!(MalformedXML))?;
        let version = self
            .find(&caller, &bucket, &key, version_id.as_deref())
            .await?;
        if !matches!(version.class(), "GLACIER" | "DEEP_ARCHIVE") {
            return Err(s3_error!(
                InvalidObjectState,
                "Restore is not allowed for the object's current storage class"
            ));
        }
        let tier = asked.tier.or(asked
            .glacier_job_parameters
            .map(|parameters| parameters.tier));
        let wait = duration(tier.as_ref().map(Tier::as_str), version.class())?;
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let restored = version.restored_until.is_some_and(|until| until > now);
        if restored && version.restored_from.is_some_and(|from| from > now) {
            return Err(s3_error!(
                RestoreAlreadyInProgress,
                "Object restore is already in progress"
            ));
        }
        // The copy is kept to the midnight after its days, as in AWS.
        let until = now - now.rem_euclid(DAY) + (i64::from(days) + 1) * DAY;
        let change = move |version: &mut super::store::Version| {
            if !restored {
                version.restored_from = Some(now + wait);
            }
            version.restored_until = Some(until);
        };
        self.change(&caller, bucket, key, version_id, change)
            .await?;
        let status = if restored {
            StatusCode::OK
        } else {
            StatusCode::ACCEPTED
        };
        Ok(S3Response::with_status(
            RestoreObjectOutput::default(),
            status,
        ))
    }
}
