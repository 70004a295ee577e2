//! From credentials to bytes: everything Wardrobe does with S3.
//!
//! Knows no HTTP server and no database. A [`Storage`] is given a credentials
//! provider and never looks for credentials itself.

pub mod abilities;
pub mod across;
pub mod address;
pub mod archive;
pub mod as_of;
pub mod body;
pub mod bucket;
pub mod change;
pub mod checksum;
mod client;
pub mod clock;
pub mod copy;
pub mod cors;
pub mod delete;
pub mod error;
pub mod etag;
pub mod folder;
pub mod head;
pub mod list;
mod listed;
pub mod multipart;
pub mod objects;
pub mod presign;
pub mod progress;
pub mod rewrite;
pub mod selection;
pub mod tags;
mod told;
pub mod undelete;
mod unfinished;
pub mod versions;
pub mod walk;
pub mod zip;

pub use client::{OnExpired, Settings, Storage, http_client};
pub use error::{Asked, Kind, StorageError, classify};

/// What every fallible function here returns.
pub type Result<T> = std::result::Result<T, StorageError>;
