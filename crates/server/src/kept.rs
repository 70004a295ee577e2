//! Credentials as they are sealed in the database.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use wardrobe_roles::TemporaryKeys;

#[derive(Serialize, Deserialize)]
struct Kept {
    access_key_id: String,
    secret_access_key: String,
    session_token: String,
    #[serde(default, with = "time::serde::timestamp::option")]
    expiration: Option<OffsetDateTime>,
}

pub(crate) fn write(keys: &TemporaryKeys) -> Option<Vec<u8>> {
    serde_json::to_vec(&Kept {
        access_key_id: keys.access_key_id.clone(),
        secret_access_key: keys.secret_access_key.clone(),
        session_token: keys.session_token.clone(),
        expiration: keys.expiration.map(OffsetDateTime::from),
    })
    .ok()
}

pub(crate) fn read(secret: &[u8]) -> Option<TemporaryKeys> {
    let kept: Kept = serde_json::from_slice(secret).ok()?;
    Some(TemporaryKeys {
        access_key_id: kept.access_key_id,
        secret_access_key: kept.secret_access_key,
        session_token: kept.session_token,
        expiration: kept.expiration.map(Into::into),
    })
}
