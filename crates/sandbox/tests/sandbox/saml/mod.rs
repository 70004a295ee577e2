//! Roles for SAML assertions: the sandbox's identity provider as a browser sees
//! it, STS as the AWS SDK sees it, and what must be refused.

mod browser;
mod durations;
mod forger;
mod provider;
mod refusals;
mod roles;
mod trust;
mod world;
mod wrapping;
