//! The page itself, built into the binary.

use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

/// A file of the page; for every other path the page, which knows its own
/// paths.
pub(crate) async fn serve(method: Method, uri: Uri) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = Dist::get(path).filter(|_| path != "index.html") {
        // Names under assets/ have a hash of what they hold.
        let forever = path.starts_with("assets/");
        let cache = if forever {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        return answer(path, file.data.into_owned(), cache);
    }
    // A script that is gone must not come back as a page.
    if path.starts_with("assets/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    match Dist::get("index.html") {
        Some(file) => answer("index.html", file.data.into_owned(), "no-cache"),
        None => (
            StatusCode::NOT_FOUND,
            "This binary was built without its page. Build the page first: make demo does.\n",
        )
            .into_response(),
    }
}

fn answer(path: &str, bytes: Vec<u8>, cache: &'static str) -> Response {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(mime.as_ref()) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
