//! The API as a browser meets it: over HTTP, on a sandbox.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod audit;
mod copying;
mod expiry;
mod listing;
mod objects;
mod odd_keys;
mod people;
mod restart;
mod strangers;
mod studio;
mod transfers;
mod uploads;
