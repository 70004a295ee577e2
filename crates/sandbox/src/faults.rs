//! Trouble on demand: what a client must survive, switched on and off while
//! the sandbox runs, and a count of the requests it made meanwhile.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

/// The switches. Cheap to clone; all clones are the same switches.
#[derive(Clone, Default)]
pub struct Faults(Arc<Mutex<State>>);

/// Which faults happen. The default is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Only requests of this operation, such as `UploadPart`; all if absent.
    pub operation: Option<String>,
    /// Wait before every answer, in milliseconds.
    pub delay_ms: u64,
    /// Share of requests answered 500 InternalError, from 0 to 1.
    pub internal_error: f64,
    /// Share of requests answered 503 SlowDown, from 0 to 1.
    pub slow_down: f64,
    /// Cut the connection after so many bytes of an object's body on its way down.
    pub cut_download_after: Option<u64>,
    /// Cut the connection after so many bytes of a request's body on its way up.
    pub cut_upload_after: Option<u64>,
    /// Do the work of so many requests and cut the connection instead of answering.
    pub lose_responses: u32,
    /// How far the sandbox's clock is ahead, in seconds; negative is behind.
    pub clock_skew: i64,
    /// Leave off the header that says where a bucket is, as some proxies do.
    pub hide_region: bool,
}

#[derive(Default)]
struct State {
    settings: Settings,
    // Shares are dealt out evenly, so that a test sees the same every time.
    internal_error: f64,
    slow_down: f64,
    requests: BTreeMap<String, u64>,
}

/// What happens to one request instead of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// 500 InternalError.
    InternalError,
    /// 503 SlowDown.
    SlowDown,
}

impl Faults {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Replaces the switches.
    pub fn set(&self, settings: Settings) {
        let mut state = self.state();
        state.settings = settings;
        state.internal_error = 0.0;
        state.slow_down = 0.0;
    }

    /// Switches everything off.
    pub fn clear(&self) {
        self.set(Settings::default());
    }

    /// The switches as they are.
    pub fn settings(&self) -> Settings {
        self.state().settings.clone()
    }

    /// How many requests of an operation came in since the last reset.
    pub fn requests(&self, operation: &str) -> u64 {
        self.state()
            .requests
            .get(operation)
            .copied()
            .unwrap_or_default()
    }

    /// The counts of all operations.
    pub fn all_requests(&self) -> BTreeMap<String, u64> {
        self.state().requests.clone()
    }

    /// Begins counting anew.
    pub fn reset_requests(&self) {
        self.state().requests.clear();
    }

    /// The time as this sandbox tells it.
    pub fn now(&self) -> SystemTime {
        let skew = self.state().settings.clock_skew;
        let by = Duration::from_secs(skew.unsigned_abs());
        let now = SystemTime::now();
        let skewed = if skew < 0 {
            now.checked_sub(by)
        } else {
            now.checked_add(by)
        };
        skewed.unwrap_or(now)
    }

    /// Counts a request, makes it wait, and says what trouble it meets.
    pub(crate) async fn meet(&self, operation: &str) -> Option<Trouble> {
        let (delay, trouble) = {
            let mut state = self.state();
            *state.requests.entry(operation.to_owned()).or_default() += 1;
            if state.settings.concerns(operation) {
                (Duration::from_millis(state.settings.delay_ms), state.deal())
            } else {
                (Duration::ZERO, None)
            }
        };
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        trouble
    }

    /// Whether this answer is to be lost.
    pub(crate) fn lose(&self, operation: &str) -> bool {
        let mut state = self.state();
        let lose = state.settings.lose_responses > 0 && state.settings.concerns(operation);
        if lose {
            state.settings.lose_responses -= 1;
        }
        lose
    }
}

impl Settings {
    pub(crate) fn concerns(&self, operation: &str) -> bool {
        self.operation
            .as_deref()
            .is_none_or(|only| only == operation)
    }
}

impl State {
    fn deal(&mut self) -> Option<Trouble> {
        self.internal_error += self.settings.internal_error.clamp(0.0, 1.0);
        self.slow_down += self.settings.slow_down.clamp(0.0, 1.0);
        if self.internal_error >= 1.0 {
            self.internal_error -= 1.0;
            return Some(Trouble::InternalError);
        }
        if self.slow_down >= 1.0 {
            self.slow_down -= 1.0;
            return Some(Trouble::SlowDown);
        }
        None
    }
}
