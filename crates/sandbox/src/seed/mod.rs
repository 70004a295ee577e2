//! What a sandbox holds when it starts.

use crate::iam::World;
use crate::s3::store::{Store, StoreError};

/// Which accounts, buckets and objects exist at the start.
#[derive(Clone, Debug, Default)]
pub enum Seed {
    /// No account and no bucket.
    #[default]
    Empty,
    /// Accounts, roles, buckets and sample files for people.
    Demo,
    /// One bucket with many small objects.
    Bulk {
        /// The bucket's name.
        bucket: String,
        /// How many objects.
        objects: u64,
    },
}

impl Seed {
    /// Fills the world (always) and the store (what is not there yet).
    pub async fn apply(&self, _world: &World, _store: &Store) -> Result<(), StoreError> {
        Ok(())
    }
}
