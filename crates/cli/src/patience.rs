//! When to try again what failed, and how long to wait before.

use std::time::Duration;

use wardrobe_storage::{Kind, StorageError};

/// Failures in a row after which it is given up.
const TRIES: u32 = 6;
/// Before the second try; doubled before each that follows.
const FIRST: Duration = Duration::from_millis(250);

/// Counts what fails one time after another.
#[derive(Default)]
pub(crate) struct Patience {
    failures: u32,
}

impl Patience {
    /// Something came through: it may fail as often as at the beginning.
    pub fn renew(&mut self) {
        self.failures = 0;
    }

    /// Whether anything failed since.
    pub fn tried(&self) -> bool {
        self.failures > 0
    }

    /// Waits before another try, 250 ms to 4 s; `false` when there have been enough.
    pub async fn another(&mut self) -> bool {
        self.failures += 1;
        if self.failures >= TRIES {
            return false;
        }
        tokio::time::sleep(FIRST * 2_u32.pow(self.failures - 1)).await;
        true
    }

    /// The same, for what only passes if this failure does.
    pub async fn another_after(&mut self, error: &StorageError) -> bool {
        let passes = match error.kind {
            Kind::Throttled | Kind::Unreachable => true,
            // S3 was asked with what had ended, and now there may be new ones. Once.
            Kind::Expired => !self.tried() && error.status.is_some(),
            _ => error.status.is_some_and(|status| status >= 500),
        };
        passes && self.another().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(kind: Kind, status: Option<u16>) -> StorageError {
        let mut error = StorageError::new(kind, "s3:GetObject", String::new(), "");
        error.status = status;
        error
    }

    #[tokio::test]
    async fn what_will_not_pass_is_not_waited_for() {
        for (kind, status) in [
            (Kind::Denied, Some(403)),
            (Kind::Missing, Some(404)),
            (Kind::PreconditionFailed, Some(412)),
            (Kind::Expired, None),
            (Kind::Other, None),
        ] {
            let mut patience = Patience::default();
            assert!(!patience.another_after(&failure(kind, status)).await);
        }
        let mut patience = Patience::default();
        let expired = failure(Kind::Expired, Some(400));
        assert!(patience.another_after(&expired).await);
        assert!(!patience.another_after(&expired).await);
    }
}
