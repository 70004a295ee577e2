//! The API as a browser meets it: over HTTP, on a sandbox.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod abilities;
mod account;
mod again;
mod archives;
mod audit;
mod batch;
mod copying;
mod expiry;
mod forger;
mod jobs;
mod jobs_across;
mod jobs_change;
mod listing;
mod log;
mod long_tokens;
mod objects;
mod odd_keys;
mod openid;
mod openid_refused;
mod openid_renewal;
mod people;
mod ranges;
mod refused;
mod regions;
mod restart;
mod rewriting;
mod saml;
mod saml_refused;
mod saml_way;
mod search;
mod secrets;
mod sessions;
mod setup;
mod straight;
mod strangers;
mod studio;
mod tags;
mod transfers;
mod uploads;
mod versions;
mod ways;
