//! Why a sign-in failed, until the page has asked for it.
//!
//! The person comes back by an address, and reasons do not belong into one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::pending::secret;
use crate::error::ApiError;

/// How long a reason is kept, and how many.
const LONGEST: Duration = Duration::from_secs(300);
const MOST: usize = 1_000;

/// Reasons nobody has asked for yet, by an id that nobody guesses.
#[derive(Default)]
pub(crate) struct Errors {
    kept: Mutex<HashMap<String, (Instant, ApiError)>>,
}

impl Errors {
    /// Keeps a reason, and gives the id it is had by.
    pub fn keep(&self, error: ApiError) -> String {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, (since, _)| since.elapsed() < LONGEST);
        if kept.len() >= MOST {
            kept.clear();
        }
        let id = secret();
        kept.insert(id.clone(), (Instant::now(), error));
        id
    }

    /// The reason, once.
    pub fn take(&self, id: &str) -> Option<ApiError> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, error) = kept.remove(id)?;
        (since.elapsed() < LONGEST).then_some(error)
    }
}
