//! What a sandbox holds when it starts.

mod accounts;
mod buckets;
mod further;
mod odd_keys;
mod openid;
mod saml;
mod spread;

use url::Url;

use crate::iam::World;
use crate::metadata::Machines;
use crate::s3::store::{Store, StoreError};

pub use accounts::{
    ACCOUNT, ADMIN_KEY, ADMIN_SECRET, FINANCE_ROLE, STRANGER, STUDIO_ROLE, VISITOR_ROLE,
};
pub use further::{MFA_ROLE, MFA_SECRET, MFA_SERIAL, MFA_USER, PARTNER_EXTERNAL_ID, PARTNER_ROLE};
pub use odd_keys::odd_keys;
pub(crate) use openid::oidc_roles;
pub use openid::{RESEARCH_READ, RESEARCH_WRITE};
pub use saml::{SAML_PARTNER, SAML_PROVIDER, SAML_READ, SAML_WRITE};
pub use spread::{Spread, fill};

/// Which accounts, buckets and objects exist at the start.
#[derive(Clone, Debug, Default)]
pub enum Seed {
    /// No account and no bucket.
    #[default]
    Empty,
    /// Accounts, users, roles and machines, but no bucket.
    Accounts,
    /// Accounts, roles, buckets and sample files for people.
    Demo,
    /// The accounts, and one bucket with many small objects in one folder.
    Bulk {
        /// The bucket's name.
        bucket: String,
        /// How many objects.
        objects: u64,
    },
}

impl Seed {
    /// Fills the world (always) and the store (what is not there yet: a bucket
    /// that exists is left as people made it). `identity` is where the identity
    /// providers answer.
    pub async fn apply(
        &self,
        world: &World,
        machines: &Machines,
        store: &Store,
        identity: &Url,
        saml_provider: &crate::saml::Provider,
    ) -> Result<(), StoreError> {
        match self {
            Self::Empty => return Ok(()),
            _ => {
                accounts::add(world, machines);
                further::add_partner(world);
                further::add_mfa(world);
                openid::add(world, &format!("{identity}openid"));
                saml::add(world, saml_provider);
            }
        }
        match self {
            Self::Empty | Self::Accounts => Ok(()),
            Self::Demo => buckets::demo(store).await,
            Self::Bulk { bucket, objects } => fill(store, bucket, Spread::Numbers, *objects).await,
        }
    }
}
