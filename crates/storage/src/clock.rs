//! S3's clock beside ours. What S3 writes down is stamped by its own, and to the second.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_s3::config::interceptors::BeforeDeserializationInterceptorContextRef;
use aws_sdk_s3::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_s3::error::BoxError;
use aws_smithy_types::date_time::{DateTime, Format};
use time::{Duration, OffsetDateTime};

use crate::address::bucket_arn;
use crate::bucket::{Versioning, status};
use crate::error::Kind;
use crate::list::moment;
use crate::{Result, Storage, StorageError};

/// The servers of S3 need not agree to the second.
const AMONG_THEMSELVES: Duration = Duration::SECOND;
/// Where an answer has no date, clocks are taken to differ by no more than this.
const UNTOLD: Duration = Duration::seconds(5);

/// By how much S3's clock is ahead of ours: it lies between the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    least: Duration,
    most: Duration,
}

impl Clock {
    /// From an answer that S3 wrote at `told`, a whole second, between two moments of ours.
    fn between(asked: OffsetDateTime, answered: OffsetDateTime, told: OffsetDateTime) -> Self {
        Self {
            least: told - answered - AMONG_THEMSELVES,
            most: told + Duration::SECOND - asked + AMONG_THEMSELVES,
        }
    }

    /// What S3 stamps on what is written at or after `ours` is no earlier than this.
    pub fn earliest(&self, ours: OffsetDateTime) -> OffsetDateTime {
        whole_second(ours + self.least)
    }

    /// What S3 stamps on what is written at or before `ours` is no later than this.
    pub fn latest(&self, ours: OffsetDateTime) -> OffsetDateTime {
        ours + self.most
    }
}

fn whole_second(at: OffsetDateTime) -> OffsetDateTime {
    at.replace_nanosecond(0).unwrap_or(at)
}

impl Storage {
    /// S3's clock, asked of a bucket that keeps versions of whatever is changed in it. Of any
    /// other this is an error: there nothing can be undone without losing something.
    /// Needs `s3:GetBucketVersioning`.
    pub async fn clock(&self, bucket: &str) -> Result<Clock> {
        let heard = Heard::default();
        let interceptor = &heard;
        let asked = OffsetDateTime::now_utc();
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .get_bucket_versioning()
                    .bucket(bucket)
                    .customize()
                    .interceptor(interceptor.clone())
                    .send()
                    .await
                    .map_err(|e| {
                        StorageError::from_sdk(&e, "s3:GetBucketVersioning", bucket_arn(bucket))
                    })
            })
            .await?;
        let answered = OffsetDateTime::now_utc();
        let words = match status(answer.status.as_ref()) {
            Versioning::Enabled => {
                return Ok(match heard.date() {
                    Some(told) => Clock::between(asked, answered, told),
                    None => Clock {
                        least: -UNTOLD,
                        most: UNTOLD,
                    },
                });
            }
            Versioning::Suspended => {
                "This bucket makes no versions any more: what is there now would be lost."
            }
            Versioning::Off | Versioning::Unknown => "This bucket keeps no versions.",
        };
        let arn = bucket_arn(bucket);
        Err(StorageError::new(
            Kind::Invalid,
            "s3:GetBucketVersioning",
            arn,
            words,
        ))
    }
}

/// The `Date` of an answer, which the SDK does not pass on.
#[derive(Clone, Debug, Default)]
struct Heard(Arc<Mutex<Option<OffsetDateTime>>>);

impl Heard {
    fn date(&self) -> Option<OffsetDateTime> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Intercept for Heard {
    fn name(&self) -> &'static str {
        "Heard"
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        let date = context.response().headers().get("date");
        let date = date.and_then(|date| DateTime::from_str(date, Format::HttpDate).ok());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = moment(date.as_ref());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_since_a_moment_of_ours_is_found_however_the_clocks_differ() {
        let ours = |millis: i64| OffsetDateTime::UNIX_EPOCH + Duration::milliseconds(millis);
        for ahead in [-90_000, -400, 0, 999, 60_000] {
            // Asked at 10.2 s, answered in the middle, and back at 10.4 s.
            let told = whole_second(ours(10_300 + ahead));
            let clock = Clock::between(ours(10_200), ours(10_400), told);
            let stamped = |at| whole_second(ours(at + ahead));
            for since in [5_000, 5_100, 5_999] {
                assert!(
                    clock.earliest(ours(since)) <= stamped(since),
                    "{ahead} {since}"
                );
                assert!(
                    clock.latest(ours(since)) >= stamped(since),
                    "{ahead} {since}"
                );
                // And not much more than that.
                assert!(clock.earliest(ours(since)) > stamped(since - 4_000));
                assert!(clock.latest(ours(since)) < stamped(since + 4_000));
            }
        }
    }
}
