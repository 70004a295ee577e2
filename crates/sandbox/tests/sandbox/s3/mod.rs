//! S3 as its clients see it: the AWS SDK over HTTP against a running sandbox.

mod buckets;
mod clients;
mod copying;
mod cors;
mod encryption;
mod faults;
mod listing;
mod multipart;
mod objects;
mod odd_keys;
mod presigned;
mod refusals;
mod store;
mod versions;
