//! Credentials that renew themselves before anyone notices.

use std::fmt;
use std::sync::{Arc, Weak};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use tokio::sync::{Mutex, Notify, watch};

use crate::RoleError;

/// The longest pause between two tries to renew.
const BACKOFF_MAX: Duration = Duration::from_secs(60);
/// How often credentials of unknown end are looked at.
const IDLE: Duration = Duration::from_secs(300);

/// Who gets new credentials when the old ones end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// We do, unseen.
    ByServer,
    /// The person, by typing others.
    ByPerson,
    /// The person, by signing in anew at the identity provider.
    BySignIn,
    /// The person, by another code of their device.
    ByCode,
}

/// How things stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenewalState {
    /// Good credentials, which end then, if AWS says when.
    Fresh {
        /// Their end.
        expires_at: Option<SystemTime>,
    },
    /// Renewing has failed and is tried again; the old ones still work.
    Retrying {
        /// Their end.
        expires_at: Option<SystemTime>,
        /// What went wrong.
        reason: String,
    },
    /// The old ones have ended and no new ones could be had. Still tried again.
    Ended {
        /// What went wrong.
        reason: String,
    },
    /// Only the person can bring new ones.
    NeedsSignIn {
        /// Until when the old ones still work; `None` when they have ended.
        expires_at: Option<SystemTime>,
    },
}

/// Any provider of credentials, kept fresh: one flight at a time, renewed at
/// four fifths of their life, the old ones kept until they really end. The
/// renewing stops when the last clone is dropped.
#[derive(Clone)]
pub struct Renewing {
    inner: Arc<Inner>,
}

struct Inner {
    provider: SharedCredentialsProvider,
    renewal: Renewal,
    held: Mutex<Option<Held>>,
    state: watch::Sender<RenewalState>,
    woken: Arc<Notify>,
}

struct Held {
    credentials: Credentials,
    since: SystemTime,
}

impl Held {
    fn ended(&self, now: SystemTime) -> bool {
        self.credentials.expiry().is_some_and(|end| end <= now)
    }

    /// When to get the next ones.
    fn renew_at(&self) -> Option<SystemTime> {
        let life = self.credentials.expiry()?.duration_since(self.since).ok()?;
        Some(self.since + life.mul_f64(0.8))
    }
}

impl Renewing {
    /// Wraps `provider`, beginning with `first` where they are already had.
    pub fn new(
        provider: SharedCredentialsProvider,
        first: Option<Credentials>,
        renewal: Renewal,
    ) -> Self {
        let expires_at = first.as_ref().and_then(Credentials::expiry);
        let held = first.map(|credentials| Held {
            credentials,
            since: SystemTime::now(),
        });
        let inner = Arc::new(Inner {
            provider,
            renewal,
            held: Mutex::new(held),
            state: watch::Sender::new(RenewalState::Fresh { expires_at }),
            woken: Arc::default(),
        });
        if renewal == Renewal::ByServer {
            let woken = inner.woken.clone();
            tokio::spawn(keep_fresh(Arc::downgrade(&inner), woken));
        }
        Self { inner }
    }

    /// Credentials that nobody but the person can renew.
    pub(crate) fn fixed(credentials: Credentials, renewal: Renewal) -> Self {
        let provider = SharedCredentialsProvider::new(credentials.clone());
        Self::new(provider, Some(credentials), renewal)
    }

    /// As AWS's clients take it.
    pub fn provider(&self) -> SharedCredentialsProvider {
        SharedCredentialsProvider::new(self.clone())
    }

    /// How things stand now.
    pub fn state(&self) -> RenewalState {
        let state = self.inner.state.borrow().clone();
        match state {
            RenewalState::Fresh {
                expires_at: Some(end),
            } if self.inner.renewal != Renewal::ByServer && end <= SystemTime::now() => {
                RenewalState::NeedsSignIn { expires_at: None }
            }
            RenewalState::NeedsSignIn {
                expires_at: Some(end),
            } if end <= SystemTime::now() => RenewalState::NeedsSignIn { expires_at: None },
            other => other,
        }
    }

    /// Tells of every change of state.
    pub fn watch(&self) -> watch::Receiver<RenewalState> {
        self.inner.state.subscribe()
    }

    /// Who renews.
    pub fn renewal(&self) -> Renewal {
        self.inner.renewal
    }

    /// The same role has been taken on anew: whoever still works with these goes on
    /// with the credentials of `fresh`.
    pub async fn follow(&self, fresh: &Self) {
        let fresh = fresh.inner.held.lock().await;
        let fresh = fresh.as_ref().map(|held| held.credentials.clone());
        if let Some(credentials) = fresh {
            let mut held = self.inner.held.lock().await;
            self.inner.keep(&mut held, credentials);
        }
    }

    /// Something has changed that may help: credentials that could not be renewed
    /// are tried for at once, and not only after the next pause.
    pub fn wake(&self) {
        self.inner.woken.notify_one();
    }

    /// AWS has said that the credentials have expired, whatever we believed.
    /// They are not used again.
    pub async fn refused_as_expired(&self) {
        self.inner.held.lock().await.take();
        if self.inner.renewal != Renewal::ByServer {
            let ended = RenewalState::NeedsSignIn { expires_at: None };
            self.inner.state.send_replace(ended);
        }
    }
}

impl Inner {
    async fn current(&self) -> Result<Credentials, CredentialsError> {
        // The lock is the single flight: whoever comes second finds the result
        // of the first.
        let mut held = self.held.lock().await;
        match held.as_ref() {
            Some(h) if !h.ended(SystemTime::now()) => return Ok(h.credentials.clone()),
            _ if self.renewal != Renewal::ByServer => {
                self.state
                    .send_replace(RenewalState::NeedsSignIn { expires_at: None });
                return Err(CredentialsError::not_loaded(
                    "The temporary credentials have expired.",
                ));
            }
            _ => {}
        }
        let fresh = self.fetch().await;
        match &fresh {
            Ok(credentials) => self.keep(&mut held, credentials.clone()),
            Err(error) => {
                self.state.send_replace(failed(error, None));
            }
        }
        fresh
    }

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let fresh = self.provider.provide_credentials().await?;
        match fresh.expiry() {
            Some(end) if end <= SystemTime::now() => Err(CredentialsError::provider_error(
                "the source gave credentials that have expired already",
            )),
            _ => Ok(fresh),
        }
    }

    fn keep(&self, held: &mut Option<Held>, credentials: Credentials) {
        let expires_at = credentials.expiry();
        *held = Some(Held {
            credentials,
            since: SystemTime::now(),
        });
        self.state.send_replace(RenewalState::Fresh { expires_at });
    }

    /// Gets new credentials while the old ones stay in use; answers whether that
    /// went well.
    async fn renew(&self) -> bool {
        match self.fetch().await {
            Ok(credentials) => {
                self.keep(&mut *self.held.lock().await, credentials);
                true
            }
            Err(error) => {
                let held = self.held.lock().await;
                let held = held.as_ref().filter(|h| !h.ended(SystemTime::now()));
                let state = failed(&error, held);
                tracing::warn!(?state, "credentials could not be renewed");
                self.state.send_replace(state);
                false
            }
        }
    }
}

/// How things stand after `error`, while `held` still work.
fn failed(error: &CredentialsError, held: Option<&Held>) -> RenewalState {
    let expires_at = held.and_then(|held| held.credentials.expiry());
    match (RoleError::of_credentials(error), held) {
        (RoleError::NeedsSignIn { .. }, _) => RenewalState::NeedsSignIn { expires_at },
        (error, Some(_)) => RenewalState::Retrying {
            expires_at,
            reason: error.to_string(),
        },
        (error, None) => RenewalState::Ended {
            reason: error.to_string(),
        },
    }
}

async fn keep_fresh(inner: Weak<Inner>, woken: Arc<Notify>) {
    let mut failures = 0u32;
    loop {
        let Some(strong) = inner.upgrade() else {
            return;
        };
        let due = match strong.held.lock().await.as_ref().map(Held::renew_at) {
            Some(Some(at)) => at.duration_since(SystemTime::now()).unwrap_or_default(),
            Some(None) => IDLE,
            None => Duration::from_secs(1),
        };
        let pause = match failures {
            0 => due,
            n => Duration::from_secs(1 << n.min(6)).min(BACKOFF_MAX),
        };
        drop(strong);
        let woken = tokio::time::timeout(pause, woken.notified()).await.is_ok();
        let Some(strong) = inner.upgrade() else {
            return;
        };
        let failing = !matches!(*strong.state.borrow(), RenewalState::Fresh { .. });
        let wanted = match strong.held.lock().await.as_ref() {
            Some(_) if woken && failing => true,
            Some(h) => h.renew_at().is_some_and(|at| at <= SystemTime::now()),
            None => true,
        };
        if wanted {
            failures = if strong.renew().await {
                0
            } else {
                failures + 1
            };
        }
    }
}

impl ProvideCredentials for Renewing {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.inner.current())
    }
}

impl fmt::Debug for Renewing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renewing")
            .field("state", &self.state())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    /// Gives credentials that live so long, numbered; fails while told to.
    #[derive(Debug)]
    struct Source {
        calls: AtomicU32,
        failing: std::sync::atomic::AtomicBool,
        life: Duration,
    }

    impl Source {
        fn new(life_ms: u64) -> Arc<Self> {
            Arc::new(Self {
                calls: AtomicU32::new(0),
                failing: false.into(),
                life: Duration::from_millis(life_ms),
            })
        }
    }

    #[derive(Debug, Clone)]
    struct Shared(Arc<Source>);

    impl ProvideCredentials for Shared {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            future::ProvideCredentials::new(async {
                let n = self.0.calls.fetch_add(1, Ordering::SeqCst) + 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
                if self.0.failing.load(Ordering::SeqCst) {
                    return Err(CredentialsError::provider_error("the source is down"));
                }
                let end = SystemTime::now() + self.0.life;
                Ok(Credentials::new(
                    format!("ASIA{n}"),
                    "s",
                    Some("t".into()),
                    Some(end),
                    "test",
                ))
            })
        }
    }

    fn renewing(source: &Arc<Source>) -> Renewing {
        let provider = SharedCredentialsProvider::new(Shared(source.clone()));
        Renewing::new(provider, None, Renewal::ByServer)
    }

    #[tokio::test]
    async fn many_askers_make_one_flight() {
        let source = Source::new(60_000);
        let renewing = renewing(&source);
        let asked = (0..20).map(|_| {
            let renewing = renewing.clone();
            tokio::spawn(async move {
                renewing
                    .provide_credentials()
                    .await
                    .map(|c| c.access_key_id().to_owned())
            })
        });
        for answer in futures_join(asked).await {
            assert_eq!(answer.expect("credentials"), "ASIA1");
        }
        assert_eq!(source.calls.load(Ordering::SeqCst), 1);
    }

    async fn futures_join<T>(tasks: impl Iterator<Item = tokio::task::JoinHandle<T>>) -> Vec<T> {
        let mut answers = Vec::new();
        for task in tasks.collect::<Vec<_>>() {
            answers.push(task.await.expect("task"));
        }
        answers
    }

    #[tokio::test]
    async fn renewed_before_the_end_without_being_asked() {
        let source = Source::new(1_000);
        let renewing = renewing(&source);
        renewing.provide_credentials().await.expect("first");
        tokio::time::sleep(Duration::from_millis(2_500)).await;
        let calls = source.calls.load(Ordering::SeqCst);
        assert!(calls >= 3, "{calls} fetches in two and a half lives");
        renewing.provide_credentials().await.expect("still fresh");
        assert_eq!(
            source.calls.load(Ordering::SeqCst),
            calls,
            "asking costs no fetch"
        );
    }

    #[tokio::test]
    async fn old_ones_are_kept_until_they_really_end() {
        let source = Source::new(1_500);
        let renewing = renewing(&source);
        renewing.provide_credentials().await.expect("first");
        source.failing.store(true, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(1_300)).await;
        assert!(
            matches!(renewing.state(), RenewalState::Retrying { .. }),
            "{renewing:?}"
        );
        renewing
            .provide_credentials()
            .await
            .expect("the old ones still work");
        tokio::time::sleep(Duration::from_millis(400)).await;
        renewing
            .provide_credentials()
            .await
            .expect_err("they have ended");
        assert!(matches!(renewing.state(), RenewalState::Ended { .. }));
        source.failing.store(false, Ordering::SeqCst);
        renewing.provide_credentials().await.expect("and come back");
        assert!(matches!(renewing.state(), RenewalState::Fresh { .. }));
    }

    #[tokio::test]
    async fn once_woken_they_are_tried_for_at_once() {
        let source = Source::new(60_000);
        source.failing.store(true, Ordering::SeqCst);
        let renewing = renewing(&source);
        renewing.provide_credentials().await.expect_err("down");
        // Two failures: the next pause would be four seconds.
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        source.failing.store(false, Ordering::SeqCst);
        let mut states = renewing.watch();
        states.mark_unchanged();
        renewing.wake();
        let changed = tokio::time::timeout(Duration::from_secs(1), states.changed()).await;
        changed.expect("soon").expect("a change");
        assert!(matches!(renewing.state(), RenewalState::Fresh { .. }));
    }

    #[tokio::test]
    async fn typed_ones_end_and_stay_ended() {
        let typed = Credentials::new("ASIA", "s", Some("t".into()), None, "test");
        let provider = SharedCredentialsProvider::new(typed.clone());
        let renewing = Renewing::new(provider, Some(typed), Renewal::ByPerson);
        renewing.provide_credentials().await.expect("at first");
        renewing.refused_as_expired().await;
        renewing
            .provide_credentials()
            .await
            .expect_err("never again");
        assert_eq!(
            renewing.state(),
            RenewalState::NeedsSignIn { expires_at: None }
        );
    }

    #[tokio::test]
    async fn work_under_way_goes_on_with_the_role_taken_on_anew() {
        let typed = |id: &str, life: u64| {
            let end = SystemTime::now() + Duration::from_millis(life);
            Credentials::new(id, "s", Some("t".into()), Some(end), "test")
        };
        let old = Renewing::fixed(typed("ASIA1", 0), Renewal::BySignIn);
        let under_way = old.provider();
        under_way.provide_credentials().await.expect_err("ended");
        let fresh = Renewing::fixed(typed("ASIA2", 60_000), Renewal::BySignIn);
        old.follow(&fresh).await;
        let now = under_way.provide_credentials().await.expect("goes on");
        assert_eq!(now.access_key_id(), "ASIA2");
        assert_eq!(old.state(), fresh.state());
    }

    #[tokio::test]
    async fn the_renewing_ends_with_the_last_clone() {
        let source = Source::new(200);
        let renewing = renewing(&source);
        renewing.provide_credentials().await.expect("first");
        drop(renewing);
        tokio::time::sleep(Duration::from_millis(300)).await;
        let calls = source.calls.load(Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(600)).await;
        assert_eq!(source.calls.load(Ordering::SeqCst), calls);
    }
}
