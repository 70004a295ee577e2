//! Who is asking: a cookie whose value only the browser has.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use wardrobe_database::sessions::hash;

use crate::App;
use crate::error::{ApiError, ApiResult, Code};

/// Characters of what a browser says it is.
const AGENT_MAX: usize = 256;

/// A session that lives.
#[derive(Clone, Debug)]
pub struct Session {
    /// The hash under which it is kept.
    pub id: String,
}

impl FromRequestParts<App> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> ApiResult<Self> {
        find(app, &parts.headers)
            .await?
            .ok_or_else(|| ApiError::new(Code::NotSignedIn, "You are not signed in."))
    }
}

/// The session of a request that may have none.
pub(crate) struct MaybeSession(pub Option<Session>);

impl FromRequestParts<App> for MaybeSession {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> ApiResult<Self> {
        find(app, &parts.headers).await.map(Self)
    }
}

/// The session of these headers, if it lives.
pub(crate) async fn find(app: &App, headers: &HeaderMap) -> ApiResult<Option<Session>> {
    let Some(secret) = cookie(headers, name(app)) else {
        return Ok(None);
    };
    let id = hash(secret);
    let (idle, longest) = lifetimes(app);
    let agent = agent(headers);
    let alive = app
        .database
        .touch_session(&id, &agent, idle, longest)
        .await?;
    Ok(alive.then_some(Session { id }))
}

/// What the browser says it is; of a long story the beginning.
fn agent(headers: &HeaderMap) -> String {
    let said = headers.get(header::USER_AGENT);
    let said = said.and_then(|value| value.to_str().ok());
    said.unwrap_or_default().chars().take(AGENT_MAX).collect()
}

/// Begins a session, or gives an existing one another id, and answers the new
/// session and its `Set-Cookie`. After a sign-in an older cookie is worthless.
pub(crate) async fn renew(app: &App, old: Option<&Session>) -> ApiResult<(Session, HeaderValue)> {
    let secret = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let id = hash(&secret);
    match old {
        Some(old) => {
            app.database.rotate_session(&old.id, &id).await?;
            app.saml.session_moved(&old.id, &id);
        }
        None => app.database.create_session(&id).await?,
    }
    let age = app.config.server.session_max.as_secs();
    Ok((Session { id }, set_cookie(app, &secret, age)?))
}

/// A `Set-Cookie` that removes the cookie.
pub(crate) fn removal(app: &App) -> ApiResult<HeaderValue> {
    set_cookie(app, "", 0)
}

pub(crate) fn lifetimes(app: &App) -> (i64, i64) {
    let seconds = |d: std::time::Duration| i64::try_from(d.as_secs()).unwrap_or(i64::MAX);
    let server = &app.config.server;
    (seconds(server.session_idle), seconds(server.session_max))
}

fn https(app: &App) -> bool {
    let url = app.config.server.public_url.as_ref();
    url.is_some_and(|url| url.scheme() == "https")
}

/// Over https the name itself makes browsers insist on `Secure` and the host.
fn name(app: &App) -> &'static str {
    if https(app) {
        "__Host-wardrobe"
    } else {
        "wardrobe"
    }
}

fn set_cookie(app: &App, value: &str, age: u64) -> ApiResult<HeaderValue> {
    make_cookie(app, name(app), value, age)
}

fn make_cookie(app: &App, name: &str, value: &str, age: u64) -> ApiResult<HeaderValue> {
    let secure = if https(app) { "; Secure" } else { "" };
    let text = format!("{name}={value}; HttpOnly; SameSite=Lax; Path=/; Max-Age={age}{secure}");
    let mut header = HeaderValue::from_str(&text)
        .map_err(|_| ApiError::new(Code::Internal, "The cookie could not be made."))?;
    header.set_sensitive(true);
    Ok(header)
}

/// A `Set-Cookie` for `age` seconds, for the way to an identity provider and back.
pub(crate) fn short_cookie(app: &App, name: &str, value: &str, age: i64) -> ApiResult<HeaderValue> {
    make_cookie(app, name, value, u64::try_from(age).unwrap_or_default())
}

pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
}
