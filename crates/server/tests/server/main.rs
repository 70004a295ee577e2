//! The server from outside. One program: each would take as long to link as all of them.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod api;
mod check;
mod config;
mod openapi;
