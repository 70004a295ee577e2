//! `wardrobe cp` as a program, against a sandbox with its troubles.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod desk;
mod download;
mod upload;
