//! The page itself, built into the binary, as its build has written it: plain, and compressed
//! for browsers that know `br` or `gzip`.

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

/// What the build compresses with, the smallest first, and how such a file's name ends.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// A file of the page; for every other path the page, which knows its own
/// paths.
pub(crate) async fn serve(method: Method, uri: Uri, asked: HeaderMap) -> Response {
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
        return answer(path, file, cache, &asked);
    }
    // A script that is gone must not come back as a page.
    if path.starts_with("assets/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    match Dist::get("index.html") {
        Some(file) => answer("index.html", file, "no-cache", &asked),
        None => (
            StatusCode::NOT_FOUND,
            "This binary was built without its page. Build the page first: make demo does.\n",
        )
            .into_response(),
    }
}

fn answer(path: &str, plain: EmbeddedFile, cache: &'static str, asked: &HeaderMap) -> Response {
    let small = ENCODINGS
        .into_iter()
        .filter(|(encoding, _)| accepts(asked, encoding))
        .find_map(|(encoding, ending)| Some((encoding, Dist::get(&format!("{path}{ending}"))?)));
    let (encoding, file) = small.map_or((None, plain), |(name, file)| (Some(name), file));
    let mut response = Response::new(match file.data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    });
    let headers = response.headers_mut();
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    if let Ok(value) = HeaderValue::from_str(mime.as_ref()) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// Whether `Accept-Encoding` names it, and not with a weight of 0, which rules it out.
/// <https://www.rfc-editor.org/rfc/rfc9110#field.accept-encoding>
fn accepts(asked: &HeaderMap, encoding: &str) -> bool {
    let named = asked.get_all(header::ACCEPT_ENCODING);
    let mut named = named.iter().filter_map(|value| value.to_str().ok());
    named.any(|value| {
        value.split(',').any(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, "q=1"));
            let weight = weight.trim().strip_prefix("q=").map(str::parse::<f32>);
            name.trim().eq_ignore_ascii_case(encoding) && !matches!(weight, Some(Ok(0.0)))
        })
    })
}
