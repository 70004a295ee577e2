//! What machines ask: alive, ready, how much.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

use crate::App;

/// Answers by the first digit of their status.
#[derive(Default)]
pub(crate) struct Counters {
    answers: [AtomicU64; 6],
}

impl Counters {
    pub fn count(&self, status: u16) {
        if let Some(counter) = self.answers.get(usize::from(status / 100)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// The process runs.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers.
pub(crate) async fn readyz(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.database.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}

/// Prometheus's text format.
pub(crate) async fn metrics(State(app): State<App>) -> impl IntoResponse {
    let mut text = String::from(
        "# HELP wardrobe_answers_total Answers by class of status.\n# TYPE wardrobe_answers_total counter\n",
    );
    for (class, counter) in app.counters.answers.iter().enumerate().skip(1) {
        let count = counter.load(Ordering::Relaxed);
        let _ = writeln!(
            text,
            "wardrobe_answers_total{{class=\"{class}xx\"}} {count}"
        );
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text)
}
