//! Where the browser comes back to: this machine, and nobody else's.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use url::{Url, form_urlencoded};

use crate::failure::Failure;

/// The largest form: a SAML response and what is around it.
const LARGEST: usize = 512 * 1024;

/// A listener on 127.0.0.1 for one answer.
pub(super) struct Loopback {
    listener: TcpListener,
    at: SocketAddr,
}

/// What the browser brought.
pub(super) struct Brought(Vec<(String, String)>);

impl Brought {
    /// A parameter of the address or a field of the form.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Loopback {
    /// Listens; port 0 picks a free one.
    pub async fn bind(port: u16) -> Result<Self, Failure> {
        let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let listener = bound.map_err(|error| {
            Failure::reason(format!(
                "the browser is to come back to 127.0.0.1:{port}, where nobody can listen: {error}. Choose another --callback-port"
            ))
        })?;
        let at = listener.local_addr()?;
        Ok(Self { listener, at })
    }

    /// The address of `path` here.
    pub fn url(&self, path: &str) -> Result<Url, Failure> {
        Url::parse(&format!("http://{}{path}", self.at)).map_err(Failure::reason)
    }

    /// Waits for what `is_ours` says is the answer. Anything else, such as what
    /// another page sends here, is turned away and changes nothing.
    pub async fn answer(
        self,
        path: &'static str,
        longest: Duration,
        is_ours: impl Fn(&Brought) -> bool + Send + Sync + 'static,
    ) -> Result<Brought, Failure> {
        let (tell, mut told) = mpsc::channel(1);
        let waiting = Arc::new(Waiting {
            path,
            is_ours: Box::new(is_ours),
            tell,
        });
        let router = Router::new()
            .fallback(take)
            .layer(axum::extract::DefaultBodyLimit::max(LARGEST))
            .with_state(waiting);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let served = axum::serve(self.listener, router).with_graceful_shutdown(async {
            let _ = stopped.await;
        });
        let serving = tokio::spawn(async move { served.await });
        let brought = tokio::time::timeout(longest, told.recv()).await;
        // The page that says so still goes out.
        let _ = stop.send(());
        let _ = tokio::time::timeout(Duration::from_secs(2), serving).await;
        brought.ok().flatten().ok_or_else(|| {
            Failure::reason("nobody came back from the identity provider. Please try again")
        })
    }
}

struct Waiting {
    path: &'static str,
    is_ours: Box<dyn Fn(&Brought) -> bool + Send + Sync>,
    tell: mpsc::Sender<Brought>,
}

async fn take(State(waiting): State<Arc<Waiting>>, uri: Uri, form: Bytes) -> Response {
    if uri.path() != waiting.path {
        return page(StatusCode::NOT_FOUND, "There is nothing here.");
    }
    let query = uri.query().unwrap_or_default().as_bytes();
    let pairs = form_urlencoded::parse(query).into_owned();
    let pairs = pairs.chain(form_urlencoded::parse(&form).into_owned());
    let brought = Brought(pairs.collect());
    if !(waiting.is_ours)(&brought) {
        let words = "This is not the answer to the sign-in that the terminal has begun.";
        return page(StatusCode::BAD_REQUEST, words);
    }
    match waiting.tell.try_send(brought) {
        Ok(()) => page(
            StatusCode::OK,
            "Back to the terminal: it says how the sign-in went. You can close this page.",
        ),
        Err(_) => page(StatusCode::BAD_REQUEST, "This sign-in has been used."),
    }
}

fn page(status: StatusCode, words: &str) -> Response {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONNECTION, "close"),
    ];
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Wardrobe</title><p>{words}</p></html>"
    );
    (status, headers, Html(html)).into_response()
}
