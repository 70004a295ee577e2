//! The sandbox as its clients meet it. One program: each would take as long to link as all of them.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod iam;
mod metadata;
mod openid;
mod s3;
mod saml;
mod seed;
mod shared;
