//! S3 over its REST protocol. `s3s` speaks HTTP and checks signatures; what
//! the operations do, who may do them and what is kept is here.

mod access;
pub(crate) mod buckets;
mod caller;
mod conditions;
mod copying;
pub(crate) mod cors;
mod deleting;
mod encryption;
mod errors;
mod incoming;
mod listing;
mod multipart;
mod objects;
mod operations;
mod permissions;
mod reading;
mod restoring;
pub mod store;
mod tags;

use std::sync::Arc;

use s3s::config::{S3Config, StaticConfigProvider};
use s3s::service::{S3Service, S3ServiceBuilder};

use crate::faults::Faults;
use crate::iam::World;
use store::Store;

/// The operations of S3 on a store.
#[derive(Clone)]
pub(crate) struct S3 {
    store: Store,
    world: World,
}

/// Puts S3 together.
pub(crate) fn service(store: Store, world: World, faults: Faults) -> S3Service {
    let mut config = S3Config::default();
    // The server in front checks the time, by a clock that can be set wrong.
    config.presigned_url_max_skew_time_secs = u32::MAX;
    let mut builder = S3ServiceBuilder::new(S3 {
        store: store.clone(),
        world: world.clone(),
    });
    builder.set_config(Arc::new(StaticConfigProvider::new(Arc::new(config))));
    builder.set_auth(access::Secrets(world.clone()));
    builder.set_access(access::Access {
        store,
        world,
        faults,
    });
    builder.build()
}
