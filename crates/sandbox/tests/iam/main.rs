//! STS and the policies as clients see them: the AWS SDK over HTTP against a
//! running sandbox.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod assume_role;
mod clients;
mod credentials;
mod permissions;
mod session_policies;
mod source_identity;
mod tags;
mod wire;
