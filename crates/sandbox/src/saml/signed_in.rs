//! Who is signed in at the identity provider, by a cookie of its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::HeaderMap;
use http::header::{COOKIE, HeaderValue};

use crate::people::Person;

/// So many are remembered; then everybody signs in anew.
const MOST: usize = 10_000;
const NAME: &str = "sandbox_saml";

/// The browsers that are signed in. Cheap to clone; all clones are the same.
#[derive(Clone, Default)]
pub(super) struct SignedIn(Arc<Mutex<HashMap<String, Person>>>);

impl SignedIn {
    fn people(&self) -> MutexGuard<'_, HashMap<String, Person>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn token(headers: &HeaderMap) -> Option<&str> {
        let cookies = headers.get_all(COOKIE).into_iter();
        let mut pairs = cookies
            .filter_map(|cookies| cookies.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        let (_, token) = pairs.find(|(name, _)| *name == NAME)?;
        Some(token)
    }

    /// Who sends these headers.
    pub fn who(&self, headers: &HeaderMap) -> Option<Person> {
        let token = Self::token(headers)?;
        self.people().get(token).copied()
    }

    /// Signs somebody in; the answer is for `Set-Cookie`.
    pub fn begin(&self, person: Person) -> Option<HeaderValue> {
        let token = crate::signature::hex(&rand::random::<[u8; 16]>());
        let mut people = self.people();
        if people.len() >= MOST {
            people.clear();
        }
        people.insert(token.clone(), person);
        let text = format!("{NAME}={token}; Path=/saml; HttpOnly; SameSite=Lax");
        HeaderValue::try_from(text).ok()
    }

    /// Signs everybody out.
    pub fn end(&self) {
        self.people().clear();
    }
}
