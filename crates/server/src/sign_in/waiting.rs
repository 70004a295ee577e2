//! What waits in memory until the browser that it belongs to asks for it: responses
//! on their way, and why a sign-in failed. An address holds its id, never itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::pending::secret;

/// How long anything waits: no SAML response is good for longer.
const LONGEST: Duration = Duration::from_secs(300);
/// How many wait. Those that came first make room.
const MOST: usize = 200;

/// Things had once, by ids that nobody guesses.
pub(crate) struct Waiting<T> {
    kept: Mutex<HashMap<String, (Instant, T)>>,
}

impl<T> Default for Waiting<T> {
    fn default() -> Self {
        Self {
            kept: Mutex::default(),
        }
    }
}

impl<T> Waiting<T> {
    /// Keeps `thing`, and gives the id it is had by.
    pub fn keep(&self, thing: T) -> String {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, (since, _)| since.elapsed() < LONGEST);
        if kept.len() >= MOST {
            let oldest = kept.iter().min_by_key(|(_, (since, _))| *since);
            if let Some(id) = oldest.map(|(id, _)| id.clone()) {
                kept.remove(&id);
            }
        }
        let id = secret();
        kept.insert(id.clone(), (Instant::now(), thing));
        id
    }

    /// Looks at what waits under `id`.
    pub fn look<R>(&self, id: &str, look: impl FnOnce(&T) -> R) -> Option<R> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, thing) = kept.get(id)?;
        (since.elapsed() < LONGEST).then(|| look(thing))
    }

    /// What waits under `id`, once, if it is `fit`.
    pub fn take_if(&self, id: &str, fit: impl FnOnce(&T) -> bool) -> Option<T> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, thing) = kept.get(id)?;
        if since.elapsed() >= LONGEST || !fit(thing) {
            return None;
        }
        kept.remove(id).map(|(_, thing)| thing)
    }

    /// Forgets what has waited too long.
    pub fn sweep(&self) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, (since, _)| since.elapsed() < LONGEST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_had_once_and_the_first_make_room() {
        let waiting = Waiting::default();
        let first = waiting.keep(0);
        assert_eq!(waiting.look(&first, |n| *n), Some(0));
        assert_eq!(waiting.take_if(&first, |n| *n == 1), None);
        assert_eq!(waiting.take_if(&first, |n| *n == 0), Some(0));
        assert_eq!(waiting.take_if(&first, |_| true), None);
        let second = waiting.keep(1);
        for n in 0..MOST {
            waiting.keep(n);
        }
        assert_eq!(waiting.look(&second, |n| *n), None);
    }
}
