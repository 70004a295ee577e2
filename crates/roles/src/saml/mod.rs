//! SAML for roles of AWS: what is asked of an identity provider, and what it
//! answers.
//!
//! No signature is checked here, for nothing is decided here: STS checks it
//! whenever a role is taken on. What is read serves to offer roles and to refuse
//! what STS would never see.

mod load;
pub mod metadata;
pub mod own;
pub mod request;
pub mod response;
mod xml;

pub use metadata::ProviderMetadata;
pub use own::ServiceProvider;
pub use request::AuthnRequest;
pub use response::{Expected, Response, RolePair};

/// What AWS is called in assertions.
pub const AUDIENCE: &str = "urn:amazon:webservices";
/// The attribute with the roles.
pub const ROLE: &str = "https://aws.amazon.com/SAML/Attributes/Role";
/// The attribute with the person's name.
pub const SESSION_NAME: &str = "https://aws.amazon.com/SAML/Attributes/RoleSessionName";

/// What the attributes of session tags begin with; the tag's key follows.
const TAG: &str = "https://aws.amazon.com/SAML/Attributes/PrincipalTag:";
/// The attribute with the keys of tags that go on into further roles.
const TRANSITIVE: &str = "https://aws.amazon.com/SAML/Attributes/TransitiveTagKeys";

/// Why a document or a response is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SamlError {
    /// It is not what it should be.
    #[error("{0}")]
    Unreadable(String),
    /// It is longer than AWS takes.
    #[error(
        "This SAML response is too large: AWS takes at most 100,000 characters. Let the identity provider send fewer attributes, such as fewer groups."
    )]
    TooLarge,
    /// Only AWS's own sign-in page could use it.
    #[error(
        "This assertion is encrypted, so neither Wardrobe nor STS can take it from here. Turn off the encryption of assertions for Wardrobe at the identity provider."
    )]
    Encrypted,
    /// The identity provider says that nobody has signed in.
    #[error("{0}")]
    NotSignedIn(String),
    /// It would have had to ask the person, and was told not to.
    #[error("{0}")]
    MustAsk(String),
    /// The identity provider's metadata is not to be had.
    #[error("{0}")]
    Unreachable(String),
    /// It was made too long ago.
    #[error(
        "This SAML response was made at {at} UTC. AWS takes one for five minutes only. Please sign in again."
    )]
    TooOld {
        /// When.
        at: String,
    },
    /// It is not for us, or not for now.
    #[error("{0}")]
    Refused(String),
}
