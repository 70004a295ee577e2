//! One file for each thing of the API. The routes are in `router`.
#![expect(unused_qualifications, reason = "utoipa writes parameters out in full")]

pub(crate) mod abilities;
pub(crate) mod archives;
pub(crate) mod batch;
pub(crate) mod bucket;
pub(crate) mod check;
pub(crate) mod connections;
pub(crate) mod copy;
pub(crate) mod delete;
pub(crate) mod finish;
pub(crate) mod folders;
pub(crate) mod identity;
pub(crate) mod jobs;
pub(crate) mod locations;
pub(crate) mod measure;
pub(crate) mod object;
pub(crate) mod objects;
pub(crate) mod parts;
pub(crate) mod past;
pub(crate) mod probe;
pub(crate) mod properties;
pub(crate) mod reading;
pub(crate) mod roles;
pub(crate) mod saml_setup;
pub(crate) mod search;
pub(crate) mod session;
pub(crate) mod sessions;
pub(crate) mod setup;
pub(crate) mod sign_in;
pub(crate) mod tags;
pub(crate) mod transfers;
pub(crate) mod undelete;
pub(crate) mod uploads;
pub(crate) mod versions;
pub(crate) mod waiting_sign_ins;
