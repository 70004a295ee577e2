//! People who sign in with a password.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};

use crate::error::{ApiError, ApiResult, Code};
use crate::{App, config::People};

/// So many wrong passwords for one name from one address …
const WRONG_MAX: usize = 5;
/// … within this time, and the next must wait.
const WINDOW: Duration = Duration::from_secs(300);

/// The hash of a password, for `password_hash` in the configuration.
pub fn hash_password(password: &str) -> Result<String, String> {
    let hash: PasswordHash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|e| e.to_string())?;
    Ok(hash.to_string())
}

/// Checking a name nobody has takes as long as checking one that is there.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_password("nobody").unwrap_or_default());

/// Wrong passwords of late.
#[derive(Default)]
pub(crate) struct Attempts {
    wrong: Mutex<HashMap<(String, IpAddr), Vec<Instant>>>,
}

impl Attempts {
    fn recent(&self, who: &(String, IpAddr)) -> usize {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        wrong.retain(|_, times| {
            times.retain(|at| at.elapsed() < WINDOW);
            !times.is_empty()
        });
        wrong.get(who).map_or(0, Vec::len)
    }

    fn note(&self, who: (String, IpAddr)) {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        wrong.entry(who).or_default().push(Instant::now());
    }
}

/// Whether `password` is that of `name`, and `people` names them.
pub(crate) async fn check(
    app: &App,
    people: &People,
    name: &str,
    password: &str,
    from: IpAddr,
) -> ApiResult<()> {
    let who = (name.to_owned(), from);
    if app.attempts.recent(&who) >= WRONG_MAX {
        return Err(ApiError::new(
            Code::TooManyAttempts,
            "Too many wrong passwords. Wait five minutes.",
        ));
    }
    let allowed = matches!(people, People::Users(names) if names.iter().any(|n| n == name));
    let user = app.config.users.iter().find(|u| u.name == name && allowed);
    let hash = user.map_or_else(|| NOBODY.clone(), |u| u.password_hash.clone());
    let password = password.to_owned();
    // Argon2 is meant to be slow: not on a thread that serves others.
    let right = tokio::task::spawn_blocking(move || {
        Argon2::default()
            .verify_password(password.as_bytes(), hash.as_str())
            .is_ok()
    })
    .await
    .unwrap_or(false);
    if right && user.is_some() {
        return Ok(());
    }
    app.attempts.note(who);
    Err(ApiError::new(
        Code::Denied,
        "The name or the password is wrong.",
    ))
}
