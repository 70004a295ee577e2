//! Where people sign in and clients get their codes.
//! <https://openid.net/specs/openid-connect-core-1_0.html#AuthorizationEndpoint>

use bytes::Bytes;
use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, Method, Response, StatusCode};
use url::Url;

use super::answer::{insert, redirect};
use super::clients::{Client, returning};
use super::state::{Code, Grant, SignIn};
use super::{Asked, Provider};
use crate::pages::{self, page};
use crate::people;

const COOKIE_NAME: &str = "sandbox_openid";

/// A request that may be answered at the client.
struct Wish<'a> {
    client: Client,
    back: Url,
    redirect_uri: &'a str,
    state: Option<&'a str>,
}

impl Provider {
    pub(super) fn authorize(&self, asked: &Asked<'_>) -> Response<Bytes> {
        let wish = match wish(asked) {
            Ok(wish) => wish,
            // Nobody is sent to a place that is not the client's.
            Err(words) => return page(StatusCode::BAD_REQUEST, pages::wrong(words)),
        };
        let refused = |error: &str, words: &str| {
            let words = Some(words).filter(|words| !words.is_empty());
            let more = [
                ("error", Some(error)),
                ("error_description", words),
                ("state", wish.state),
                ("iss", Some(self.issuer())),
            ];
            redirect(&wish.back, &more)
        };
        if let Err((error, words)) = check(asked, wish.client) {
            return refused(error, words);
        }
        let prompt: Vec<&str> = asked
            .query("prompt")
            .unwrap_or_default()
            .split(' ')
            .collect();
        let name = asked.query("login_hint").unwrap_or_default();
        if asked.method == Method::POST {
            let (user, password) = (asked.form("user"), asked.form("password"));
            let user = user.unwrap_or_default();
            return match people::sign_in(user, password.unwrap_or_default()) {
                Some(person) => {
                    let sign_in = self.state().begin(person);
                    let mut response = self.grant(asked, &wish, sign_in.clone());
                    let cookie = cookie(&sign_in.cookie);
                    insert(&mut response, SET_COOKIE, &cookie);
                    response
                }
                None => page(StatusCode::OK, pages::sign_in("OpenID", None, user, true)),
            };
        }
        let signed_in = self.signed_in(asked.headers);
        match signed_in {
            Some(sign_in) if !prompt.contains(&"login") => self.grant(asked, &wish, sign_in),
            _ if prompt.contains(&"none") => refused("login_required", ""),
            _ => page(StatusCode::OK, pages::sign_in("OpenID", None, name, false)),
        }
    }

    /// Sends the person back with a code.
    fn grant(&self, asked: &Asked<'_>, wish: &Wish<'_>, sign_in: SignIn) -> Response<Bytes> {
        let text = |name| asked.query(name).map(str::to_owned);
        let grant = Grant {
            client: wish.client,
            sign_in,
            offline: scopes(asked).any(|scope| scope == "offline_access"),
        };
        let code = self.state().add_code(Code::new(
            grant,
            wish.redirect_uri.to_owned(),
            text("code_challenge"),
            text("nonce"),
        ));
        let more = [
            ("code", Some(code.as_str())),
            ("state", wish.state),
            ("iss", Some(self.issuer())),
        ];
        redirect(&wish.back, &more)
    }

    /// Who is signed in in this browser.
    pub(super) fn signed_in(&self, headers: &HeaderMap) -> Option<SignIn> {
        let cookies = headers.get_all(COOKIE).into_iter();
        let cookies = cookies.filter_map(|cookies| cookies.to_str().ok());
        let mut values = cookies
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().strip_prefix(COOKIE_NAME)?.strip_prefix('='));
        let state = self.state();
        values.find_map(|value| state.signed_in(value))
    }
}

/// A cookie that lasts as long as the browser is open; an empty one ends it.
pub(super) fn cookie(value: &str) -> String {
    let end = if value.is_empty() { "; Max-Age=0" } else { "" };
    format!("{COOKIE_NAME}={value}; Path=/openid; HttpOnly; SameSite=Lax{end}")
}

fn wish<'a>(asked: &'a Asked<'_>) -> Result<Wish<'a>, &'static str> {
    let client = asked.query("client_id").and_then(Client::of);
    let redirect_uri = asked.query("redirect_uri").unwrap_or_default();
    Ok(Wish {
        client: client.ok_or("The program that sent you here is not known.")?,
        back: returning(redirect_uri).ok_or(
            "The program that sent you here wants you back at a place that is not its own.",
        )?,
        redirect_uri,
        state: asked.query("state"),
    })
}

fn scopes<'a>(asked: &'a Asked<'_>) -> impl Iterator<Item = &'a str> {
    asked.query("scope").unwrap_or_default().split(' ')
}

fn check(asked: &Asked<'_>, client: Client) -> Result<(), (&'static str, &'static str)> {
    let is = |name, value| asked.query(name).is_none_or(|given| given == value);
    if asked.query("response_type") != Some("code") {
        return Err(("unsupported_response_type", "Only code is answered."));
    }
    if !is("response_mode", "query") {
        return Err(("invalid_request", "The only response mode is query."));
    }
    if !scopes(asked).any(|scope| scope == "openid") {
        return Err(("invalid_scope", "The scope must contain openid."));
    }
    let challenge = asked.query("code_challenge");
    if challenge.is_none() && client.is_public() {
        return Err(("invalid_request", "A public client must use PKCE."));
    }
    if challenge.is_some() && asked.query("code_challenge_method") != Some("S256") {
        return Err(("invalid_request", "The only PKCE method is S256."));
    }
    let prompt = asked.query("prompt").unwrap_or_default();
    if prompt.contains("none") && prompt != "none" {
        return Err(("invalid_request", "The prompt none stands alone."));
    }
    Ok(())
}
