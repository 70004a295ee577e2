//! Setting a connection up: what is typed, as the configuration would have it, and
//! tried out before it stands there.

mod draft;
mod steps;

pub(crate) use draft::{Draft, DraftMistake};
pub(crate) use steps::steps;

/// An external id that nobody guesses.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html>
pub fn external_id() -> String {
    uuid::Uuid::new_v4().to_string()
}
