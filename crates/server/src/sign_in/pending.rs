//! A sign-in that is under way: bound to the browser that began it, and good for
//! one answer.

use axum::http::{HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use url::Url;
use wardrobe_database::sessions::hash;

use crate::App;
use crate::error::{ApiError, ApiResult, Code};
use crate::session::{cookie, short_cookie};

/// Seconds that a person may take at their identity provider.
const LONGEST: i64 = 600;

/// The cookie that binds a sign-in to a browser.
const COOKIE: &str = "wardrobe-sign-in";

/// What we remember of a sign-in until the answer comes.
#[derive(Serialize, Deserialize)]
pub(crate) struct Pending {
    /// What it is for, and where it ends.
    pub way: Way,
    /// What the protocol needs to know the answer by.
    pub protocol: Protocol,
}

/// What a sign-in is for, and where it ends, well or not.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Way {
    /// The connection it is for.
    pub connection: String,
    /// Where the person goes on: a path of ours.
    pub return_to: Option<String>,
    /// Whether it runs in a window of its own, which closes at the end.
    pub popup: bool,
}

impl Way {
    /// Where the person goes on.
    pub fn end(&self) -> String {
        let name = in_path(&self.connection);
        match (self.popup, &self.return_to) {
            (true, _) => format!("/signed-in?connection={name}"),
            (false, Some(path)) => path.clone(),
            (false, None) => format!("/c/{name}"),
        }
    }
}

/// A connection's name in an address.
pub(super) fn in_path(connection: &str) -> PercentEncode<'_> {
    utf8_percent_encode(connection, NON_ALPHANUMERIC)
}

/// What a protocol needs to know the answer by.
#[derive(Serialize, Deserialize)]
pub(crate) enum Protocol {
    /// OpenID Connect.
    OpenId {
        /// Comes back in the ID token.
        nonce: String,
        /// Of PKCE; proves that we are who began.
        verifier: String,
        /// Where the person comes back; told again when the code is redeemed.
        redirect_uri: Url,
    },
    /// SAML.
    Saml {
        /// Comes back as `InResponseTo`.
        request_id: String,
    },
}

/// Something nobody guesses, for addresses and cookies.
pub(crate) fn secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// Notes that this browser begins to sign in. Gives the binding cookie; `state`
/// travels to the provider and back.
pub(crate) async fn begin(
    app: &App,
    headers: &HeaderMap,
    state: &str,
    pending: &Pending,
) -> ApiResult<HeaderValue> {
    let (browser, cookie) = browser(app, headers)?;
    let sealed = serde_json::to_vec(pending)
        .map_err(|_| ApiError::new(Code::Internal, "The sign-in could not be noted."))?;
    app.database
        .put_pending(&hash(state), &browser, &sealed)
        .await?;
    Ok(cookie)
}

/// The hash by which this browser is known again, and the cookie for that. Sign-ins
/// in several tabs share it.
pub(super) fn browser(app: &App, headers: &HeaderMap) -> ApiResult<(String, HeaderValue)> {
    let secret = cookie(headers, COOKIE).map_or_else(secret, str::to_owned);
    Ok((hash(&secret), short_cookie(app, COOKIE, &secret, LONGEST)?))
}

/// Whether these headers are of the browser that is known by this hash.
pub(super) fn is_of(headers: &HeaderMap, browser: &str) -> bool {
    cookie(headers, COOKIE).is_some_and(|secret| hash(secret) == browser)
}

/// The sign-in that `state` belongs to, once, and only for the browser that began
/// it.
pub(crate) async fn take(app: &App, headers: &HeaderMap, state: &str) -> ApiResult<Pending> {
    let unknown = || {
        ApiError::new(
            Code::Invalid,
            "This sign-in was not begun in this browser, took longer than ten minutes, or has been used already. Please sign in again.",
        )
    };
    let browser = cookie(headers, COOKIE).ok_or_else(unknown)?;
    let sealed = app
        .database
        .take_pending(&hash(state), &hash(browser), LONGEST)
        .await?
        .ok_or_else(unknown)?;
    serde_json::from_slice(&sealed).map_err(|_| unknown())
}

/// Forgets the sign-ins that nobody comes back from.
pub(crate) async fn sweep(app: &App) -> ApiResult<()> {
    Ok(app.database.sweep_pending(LONGEST).await?)
}

/// `path`, if it leads to a page of ours and nowhere else.
pub(crate) fn own_path(path: &str) -> Option<String> {
    let plain = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '#'])
        && !path.chars().any(char::is_control);
    let page = matches!(path, "/" | "/share") || path.starts_with("/c/") || path.starts_with("/?");
    (plain && page && path.len() <= 4_096).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_pages_of_ours_are_returned_to() {
        for good in ["/", "/share", "/c/research/files?bucket=b&prefix=a%2F%2Fb"] {
            assert_eq!(own_path(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "https://evil.example/",
            "//evil.example/c/",
            "/\\evil.example",
            "/c/\\..\\",
            "c/x",
            "/api/session",
            "/shared",
            "/c/x\r\nset-cookie: a=b",
            "/c/x#part",
            "javascript:alert(1)",
        ] {
            assert_eq!(own_path(bad), None, "{bad:?}");
        }
    }
}
