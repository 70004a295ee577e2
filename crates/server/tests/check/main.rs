//! Broken set-ups: the check names the cause, what it prints mends it, and nobody may
//! do anything more than what was missing.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod browsers;
mod files;
mod keys;
mod machine;
mod mend;
mod neighbours;
mod partner;
mod policies;
mod providers;
mod setup;
mod story;
