//! Signing in at an identity provider: the way there, the way back, and what of
//! it stays.
//!
//! A sign-in belongs to a session and a provider. Connections are opened with it,
//! each with a role that it offers.

mod arrival;
mod begin;
mod clients;
mod offered;
pub(crate) mod openid;
mod origin;
mod pending;
pub(crate) mod saml;
mod signed_in;
mod standing;
mod tokens;
mod waiting;

pub(crate) use arrival::{Arrived, forget, note, open};
pub(crate) use begin::begin;
pub(crate) use clients::Clients;
pub(crate) use offered::{OfferedRole, offer, offered, open_offered, pick};
pub(crate) use origin::own_url;
pub(crate) use pending::sweep;
pub(crate) use signed_in::{not_signed_in, signed_in};
pub(crate) use standing::{Standing, Standings, standing};
pub(crate) use tokens::{revoke, tokens};
pub(crate) use waiting::Waiting;
