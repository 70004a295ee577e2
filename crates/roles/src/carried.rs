//! What a session carries besides its role: CloudTrail shows it, and policies ask for it.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// What a session carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Whom CloudTrail names, through a chain of roles too.
    pub source_identity: Option<String>,
    /// Its session tags.
    pub tags: Vec<SessionTag>,
}

/// A session tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTag {
    /// As it is written; AWS does not tell `Team` from `team`.
    pub key: String,
    /// May be empty.
    pub value: String,
    /// Whether it goes on into further roles.
    pub transitive: bool,
}

impl Carried {
    pub(crate) fn new(
        source_identity: Option<String>,
        tags: impl IntoIterator<Item = (String, String)>,
        transitive_keys: &[String],
    ) -> Self {
        let goes_on = |key: &str| transitive_keys.iter().any(|k| k.eq_ignore_ascii_case(key));
        let tags = tags.into_iter().map(|(key, value)| SessionTag {
            transitive: goes_on(&key),
            key,
            value,
        });
        Self {
            source_identity,
            tags: tags.collect(),
        }
    }
}

/// What the session that is in use carries: the next one may carry something else.
#[derive(Clone, Debug, Default)]
pub struct CarriedNow(Arc<Mutex<Carried>>);

impl CarriedNow {
    /// As of now.
    pub fn get(&self) -> Carried {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn set(&self, carried: Carried) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = carried;
    }
}

impl From<Carried> for CarriedNow {
    fn from(carried: Carried) -> Self {
        Self(Arc::new(Mutex::new(carried)))
    }
}
