//! SAML: what IAM and STS read of it, and an identity provider for the sandbox.

mod answering;
mod assertion;
mod keys;
mod metadata;
mod provider;
mod request;
mod signature;
mod signed_in;
mod xml;

pub(crate) use assertion::{Assertion, Response, SUCCESS};
pub(crate) use keys::KeyPair;
pub(crate) use metadata::Metadata;
pub use provider::{Provider, Switches};
pub(crate) use xml::escape;

/// What the names of AWS's attributes begin with.
pub(crate) const ATTRIBUTES: &str = "https://aws.amazon.com/SAML/Attributes/";
/// What AWS is called in assertions.
pub(crate) const AWS_AUDIENCES: [&str; 2] = [
    "urn:amazon:webservices",
    "https://signin.aws.amazon.com/saml",
];
