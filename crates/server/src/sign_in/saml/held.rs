//! Responses that a session may take roles on with, for as long as AWS takes them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use time::OffsetDateTime;
use wardrobe_roles::saml::Response;

/// How many are held. The one that ends first makes room.
const MOST: usize = 500;

/// Responses by session and provider.
#[derive(Default)]
pub(super) struct Assertions {
    held: Mutex<Held>,
}

type Held = HashMap<(String, String), Response>;

impl Assertions {
    fn with<R>(&self, work: impl FnOnce(&mut Held) -> R) -> R {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let now = OffsetDateTime::now_utc();
        held.retain(|_, response| response.expires_at() > now);
        work(&mut held)
    }

    /// Holds a response for a session, in place of an earlier one.
    pub fn hold(&self, session: &str, provider: &str, response: Response) {
        self.with(|held| {
            if held.len() >= MOST {
                let first = held
                    .iter()
                    .min_by_key(|(_, response)| response.expires_at());
                if let Some(place) = first.map(|(place, _)| place.clone()) {
                    held.remove(&place);
                }
            }
            held.insert((session.to_owned(), provider.to_owned()), response);
        });
    }

    /// The response that a session has from a provider.
    pub fn get(&self, session: &str, provider: &str) -> Option<Response> {
        let place = (session.to_owned(), provider.to_owned());
        self.with(|held| held.get(&place).cloned())
    }

    pub fn session_moved(&self, old: &str, new: &str) {
        self.with(|held| {
            let moved: Vec<_> = held.extract_if(|(session, _), _| session == old).collect();
            for ((_, provider), response) in moved {
                held.insert((new.to_owned(), provider), response);
            }
        });
    }

    pub fn drop_of(&self, session: &str, provider: &str) {
        let place = (session.to_owned(), provider.to_owned());
        self.with(|held| held.remove(&place));
    }

    pub fn session_ended(&self, old: &str) {
        self.with(|held| held.retain(|(session, _), _| session != old));
    }

    /// Forgets what AWS takes no more.
    pub fn sweep(&self) {
        self.with(|_| ());
    }
}
