//! Bytes out of buckets are hostile: they must never run as part of our page.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use mime_guess::mime::Mime;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

/// Even opened by itself, an object gets no script, no form and no origin.
const POLICY: &str =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'";

/// RFC 8187's `attr-char`.
const ATTR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// What the page means to do with an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Shown {
    /// Show it.
    Inline,
    /// Save it.
    #[default]
    Attachment,
}

/// Puts on the headers that keep an object from touching the page.
pub(crate) fn dress(
    headers: &mut HeaderMap,
    shown: Shown,
    stored: Option<&str>,
    encoding: Option<&str>,
    key: &str,
) {
    let (kind, mime) = match shown {
        Shown::Inline => ("inline", inline_type(stored, key)),
        Shown::Attachment => ("attachment", saved_type(stored)),
    };
    let mut put = |name: HeaderName, value: String| {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    };
    let played = mime.starts_with("audio/") || mime.starts_with("video/");
    put(header::CONTENT_TYPE, mime);
    put(header::CONTENT_DISPOSITION, disposition(kind, key));
    put(header::CONTENT_SECURITY_POLICY, POLICY.to_owned());
    put(header::ACCEPT_RANGES, "bytes".to_owned());
    // What is saved is what is stored: a browser would unpack it on the way.
    if let Some(encoding) = encoding.filter(|_| shown == Shown::Inline) {
        put(header::CONTENT_ENCODING, encoding.to_owned());
    }
    match played && shown == Shown::Inline {
        true => forget(headers),
        false => keep(headers),
    }
}

/// How an object is to be saved, under its own name.
pub(crate) fn attachment(key: &str) -> String {
    disposition("attachment", key)
}

/// A browser may keep it, and asks each time whether it is still so.
pub(crate) fn keep(headers: &mut HeaderMap) {
    let value = HeaderValue::from_static("private, no-cache");
    headers.insert(header::CACHE_CONTROL, value);
}

/// A browser may not keep it. Of what a player is given piece by piece Chromium's cache, once it
/// has some, asks for all the rest at once.
fn forget(headers: &mut HeaderMap) {
    let value = HeaderValue::from_static("no-store");
    headers.insert(header::CACHE_CONTROL, value);
}

fn saved_type(stored: Option<&str>) -> String {
    let mime = stored.and_then(|text| text.parse::<Mime>().ok());
    mime.map_or("application/octet-stream".to_owned(), |m| m.to_string())
}

/// How an object may be shown in the page, if it may: its type from the list of
/// those that browsers show without running anything, else as plain text.
fn inline_type(stored: Option<&str>, key: &str) -> String {
    let guessed = mime_guess::from_path(key.rsplit('/').next().unwrap_or(key)).first();
    let stored = stored.and_then(|text| text.parse::<Mime>().ok());
    // Uploads by scripts often have no better type than "bytes".
    let vague = |m: &Mime| {
        matches!(
            m.essence_str(),
            "application/octet-stream" | "binary/octet-stream"
        )
    };
    let mime = stored.filter(|m| !vague(m)).or(guessed);
    let essence = mime.as_ref().map_or("", |m| m.essence_str());
    let shown = matches!(
        essence,
        "image/png"
            | "image/jpeg"
            | "image/gif"
            | "image/webp"
            | "image/avif"
            | "image/bmp"
            | "image/x-icon"
            | "image/svg+xml"
            | "application/pdf"
    ) || essence.starts_with("audio/")
        || essence.starts_with("video/");
    match shown {
        true => essence.to_owned(),
        false => "text/plain; charset=utf-8".to_owned(),
    }
}

/// `Content-Disposition` with the object's own name.
/// <https://www.rfc-editor.org/rfc/rfc6266>
fn disposition(kind: &str, key: &str) -> String {
    let name = key.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    let name = if name.is_empty() { "download" } else { name };
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' => '_',
            c if c.is_ascii_graphic() || c == ' ' => c,
            _ => '_',
        })
        .collect();
    format!(
        "{kind}; filename=\"{plain}\"; filename*=UTF-8''{}",
        utf8_percent_encode(name, ATTR)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_is_shown() {
        for (stored, key, shown) in [
            (Some("text/html"), "x.html", "text/plain; charset=utf-8"),
            (
                Some("application/xhtml+xml"),
                "x",
                "text/plain; charset=utf-8",
            ),
            (Some("text/javascript"), "x.js", "text/plain; charset=utf-8"),
            (Some("image/png"), "x.html", "image/png"),
            (None, "x.html", "text/plain; charset=utf-8"),
            (None, "a/b.PNG", "image/png"),
            (Some("binary/octet-stream"), "v.mp4", "video/mp4"),
            (Some("application/octet-stream"), "x.pdf", "application/pdf"),
            (Some("nonsense"), "x", "text/plain; charset=utf-8"),
            (Some("image/svg+xml; charset=x"), "x.svg", "image/svg+xml"),
        ] {
            assert_eq!(inline_type(stored, key), shown, "{stored:?} {key}");
        }
    }

    #[test]
    fn a_file_name_cannot_break_out_of_its_header() {
        assert_eq!(
            disposition("attachment", "a/ü \"x\"\r\n.txt"),
            "attachment; filename=\"_ _x___.txt\"; filename*=UTF-8''%C3%BC%20%22x%22%0D%0A.txt"
        );
        assert!(disposition("inline", "a/").contains("filename=\"a\""));
        assert!(disposition("inline", "//").contains("filename=\"download\""));
    }
}
