//! Sessions as long as AWS allows.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html>

use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use aws_credential_types::Credentials;

use crate::{Meaning, RoleError};

/// What is tried after what was wished for. Every role allows the last.
const STEPS: [i32; 4] = [28_800, 14_400, 7_200, 3_600];

/// How long the sessions of one role are asked to last.
#[derive(Debug)]
pub(crate) struct Steps {
    wished: i32,
    /// What AWS has last allowed.
    now: AtomicI32,
}

/// What came of asking once.
pub(crate) enum Asked {
    Answered(Result<Credentials, RoleError>),
    /// AWS allows no session as long as that.
    TooLong(RoleError),
}

impl From<RoleError> for Asked {
    fn from(error: RoleError) -> Self {
        match error {
            error if error.denial().meaning == Meaning::SessionTooLong => Self::TooLong(error),
            error => Self::Answered(Err(error)),
        }
    }
}

impl Steps {
    pub(crate) fn new(wished: Duration) -> Self {
        let wished = i32::try_from(wished.as_secs()).unwrap_or(i32::MAX);
        Self {
            wished,
            now: AtomicI32::new(wished),
        }
    }

    /// Asks for as long as was wished for, and for less as long as AWS says that
    /// this is too long.
    pub(crate) async fn down<F>(&self, ask: impl Fn(i32) -> F) -> Result<Credentials, RoleError>
    where
        F: Future<Output = Asked> + Send,
    {
        let now = self.now.load(Ordering::Relaxed);
        let mut left = STEPS.into_iter().filter(|step| *step < now);
        let mut seconds = now;
        loop {
            match ask(seconds).await {
                Asked::Answered(answer) => {
                    if answer.is_ok() {
                        self.now.store(seconds, Ordering::Relaxed);
                    }
                    return answer;
                }
                Asked::TooLong(error) => seconds = left.next().ok_or(error)?,
            }
        }
    }

    /// A sentence, if sessions are shorter than was wished for.
    pub(crate) fn note(&self) -> Option<String> {
        let now = self.now.load(Ordering::Relaxed);
        (now < self.wished).then(|| {
            format!(
                "AWS lets this role last {} at a time, not {}.",
                words(now),
                words(self.wished)
            )
        })
    }
}

fn words(seconds: i32) -> String {
    match (seconds / 3_600, seconds % 3_600 / 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
