//! What every request and every answer goes through.

use std::collections::BTreeSet;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use crate::App;
use crate::config::Connection;
use crate::error::{ApiError, ApiResult, Code};

/// Nothing from elsewhere, no inline script, no frame around us. What the page may reach
/// is the stores of the connections, to which it can send files itself.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; \
    worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'; connect-src 'self'";

/// The policy of every page, where the stores are those of `connections`.
/// <https://docs.aws.amazon.com/general/latest/gr/s3.html>
pub(crate) fn content_policy(connections: &[Connection]) -> HeaderValue {
    let stores: BTreeSet<String> = connections
        .iter()
        .map(|connection| match &connection.endpoint {
            Some(endpoint) => endpoint.origin().ascii_serialization(),
            None => {
                let domain = wardrobe_roles::clock::aws_domain(&connection.region);
                let host = format!("s3.{}.{domain}", connection.region);
                format!("https://{host} https://*.{host}")
            }
        })
        .collect();
    let stores = stores.into_iter().collect::<Vec<_>>().join(" ");
    // Without the stores it is stricter still.
    HeaderValue::from_str(format!("{POLICY} {stores}").trim_end())
        .unwrap_or(HeaderValue::from_static(POLICY))
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request that this task answers.
pub(crate) fn current_request_id() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}

/// Does `work` of this request to its end, even if nobody waits for the answer any more.
pub(crate) async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = ApiResult<T>> + Send + 'static,
) -> ApiResult<T> {
    let joined = tokio::spawn(CURRENT.scope(current_request_id(), work)).await;
    joined.unwrap_or_else(|error| Err(ApiError::new(Code::Internal, error.to_string())))
}

/// Gives the request an id, runs it, counts it, and puts the headers on.
pub(crate) async fn around(State(app): State<App>, request: Request, next: Next) -> Response {
    let id = Uuid::new_v4().simple().to_string();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let started = std::time::Instant::now();
    let mut response = CURRENT.scope(id.clone(), next.run(request)).await;
    let status = response.status().as_u16();
    app.counters.count(status);
    // The path names connections and operations only: keys are in the query.
    tracing::info!(%method, path, status, ms = started.elapsed().as_millis(), request_id = id, "answered");
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, value);
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert_with(|| app.content_policy.clone());
    let mut put = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "no-referrer");
    put(header::X_FRAME_OPTIONS, "DENY");
    put(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    put(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    put(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=()",
    );
    if path.starts_with("/api/") {
        put(header::CACHE_CONTROL, "no-store");
    }
    response
}

/// Lets only our own page change anything. A custom header cannot be sent by
/// another site without a preflight, which we never grant; browsers also say
/// themselves where a request comes from.
/// <https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html>
pub(crate) async fn same_site(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || ours(request.headers()) {
        return next.run(request).await;
    }
    ApiError::new(
        Code::CrossSite,
        "This request did not come from Wardrobe's own page.",
    )
    .into_response()
}

fn ours(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let site = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let origin = match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)),
        (Some(_), None) => false,
        (None, _) => true,
    };
    site && origin && text("x-wardrobe") == Some("1")
}

/// What a handler that panicked answers. Its words stay in the log.
pub(crate) fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    ApiError::new(
        Code::Internal,
        "Wardrobe made a mistake. It has been logged.",
    )
    .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_page_may_change_anything() {
        let with = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            ours(&headers)
        };
        let host = ("host", "files.example.com");
        let mark = ("x-wardrobe", "1");
        assert!(with(&[host, mark]));
        assert!(with(&[
            host,
            mark,
            ("origin", "https://files.example.com"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(!with(&[host]));
        assert!(!with(&[host, mark, ("origin", "https://evil.example")]));
        assert!(!with(&[host, mark, ("origin", "null")]));
        assert!(!with(&[host, mark, ("sec-fetch-site", "cross-site")]));
        assert!(!with(&[host, mark, ("sec-fetch-site", "same-site")]));
    }
}
