//! Credentials as they are sealed in the database.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use wardrobe_roles::{Carried, Kept, Opened, TemporaryKeys};

#[derive(Serialize, Deserialize)]
struct Sealed {
    access_key_id: String,
    secret_access_key: String,
    session_token: String,
    #[serde(default, with = "time::serde::timestamp::option")]
    expiration: Option<OffsetDateTime>,
    #[serde(default)]
    carried: Carried,
}

/// What brings `role` back after a restart, if anything is needed for that.
pub(crate) fn write(role: &Opened) -> Option<Vec<u8>> {
    let keys = role.keep.as_ref()?;
    serde_json::to_vec(&Sealed {
        access_key_id: keys.access_key_id.clone(),
        secret_access_key: keys.secret_access_key.clone(),
        session_token: keys.session_token.clone(),
        expiration: keys.expiration.map(OffsetDateTime::from),
        carried: role.carried.get(),
    })
    .ok()
}

pub(crate) fn read(secret: &[u8]) -> Option<Kept> {
    let sealed: Sealed = serde_json::from_slice(secret).ok()?;
    Some(Kept {
        keys: TemporaryKeys {
            access_key_id: sealed.access_key_id,
            secret_access_key: sealed.secret_access_key,
            session_token: sealed.session_token,
            expiration: sealed.expiration.map(Into::into),
        },
        carried: sealed.carried,
    })
}
