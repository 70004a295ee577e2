//! The pages of the identity providers that people see.

use std::fmt::Write as _;

use bytes::Bytes;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, REFERRER_POLICY,
};
use http::{Response, StatusCode};

use crate::people::{PASSWORD, PEOPLE};
use crate::saml::escape;

const STYLE: &str = "
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem;
  background: light-dark(#f3f4f6, #16181c); color: light-dark(#1c1f24, #e8eaed) }
main { width: 100%; max-width: 24rem; padding: 1.5rem; border-radius: .75rem;
  background: light-dark(#fff, #22252b); border: 1px solid light-dark(#d4d7dd, #3a3f48) }
h1 { margin: 0 0 .25rem; font-size: 1.375rem }
p { margin: .5rem 0 }
label { display: block; margin-top: 1rem; font-weight: 600 }
input { width: 100%; margin-top: .25rem; padding: .625rem .75rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid light-dark(#767c88, #8a919e); border-radius: .375rem }
button { width: 100%; margin-top: 1.5rem; padding: .625rem; font: inherit; font-weight: 600;
  color: #fff; background: #4056b8; border: 0; border-radius: .375rem; cursor: pointer }
input:focus-visible, button:focus-visible { outline: 3px solid #7f93f0; outline-offset: 2px }
.note { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid light-dark(#d4d7dd, #3a3f48);
  font-size: .875rem }
.wrong { padding: .625rem .75rem; border-radius: .375rem;
  background: light-dark(#fdecea, #4a2320); color: light-dark(#8a1f11, #ffd9d3) }
";

/// Sends a form on its way.
const SUBMIT: &str = "document.forms[0].submit()";
/// Nothing is loaded, and no script runs but the one that is above, by its hash.
const SECURITY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
    script-src 'sha256-ePniVEkSivX/c7XWBGafqh8tSpiRrKiqYeqbG7N1TOE='; base-uri 'none'; \
    frame-ancestors 'self'";

/// A page as an answer.
pub(crate) fn page(status: StatusCode, html: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(html));
    *response.status_mut() = status;
    for (name, value) in [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, SECURITY),
        (REFERRER_POLICY, "no-referrer"),
    ] {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    response
}

/// The form to sign in with at a provider of this kind, and what went wrong
/// before. The form goes to where the page came from, or to `action`.
pub(crate) fn sign_in(provider: &str, action: Option<&str>, user: &str, wrong: bool) -> String {
    let action = action.map_or(String::new(), |to| format!(" action=\"{}\"", escape(to)));
    let user = escape(user);
    let (alert, described) = match wrong {
        true => (
            "<p class=wrong role=alert id=wrong>The name or the password is wrong.</p>",
            " aria-describedby=wrong aria-invalid=true",
        ),
        false => ("", ""),
    };
    let (name_focus, password_focus) = match user.is_empty() {
        true => (" autofocus", ""),
        false => ("", " autofocus"),
    };
    let mut names = String::new();
    for (n, person) in PEOPLE.iter().enumerate() {
        let or = if n == 0 { "" } else { " or " };
        let _ = write!(names, "{or}<code>{}</code>", person.user);
    }
    whole(
        "Sign in",
        &format!(
            "<h1>Sign in</h1>
<p>{provider} provider of the Wardrobe sandbox</p>
{alert}
<form method=post{action}>
<label for=user>Name</label>
<input id=user name=user value=\"{user}\" autocomplete=username autocapitalize=none spellcheck=false required{name_focus}{described}>
<label for=password>Password</label>
<input id=password name=password type=password autocomplete=current-password required{password_focus}{described}>
<button>Sign in</button>
</form>
<p class=note>This is a sandbox: nothing here is real. Sign in as {names}, with the password <code>{PASSWORD}</code>.</p>"
        ),
    )
}

/// A form that goes on to `to` by itself, or by a button where no script runs.
pub(crate) fn post(to: &str, fields: &[(&str, &str)]) -> String {
    let to = escape(to);
    let mut inputs = String::new();
    for (name, value) in fields {
        let (name, value) = (escape(name), escape(value));
        let _ = writeln!(
            inputs,
            "<input type=hidden name=\"{name}\" value=\"{value}\">"
        );
    }
    whole(
        "Signed in",
        &format!(
            "<h1>You are signed in</h1>
<form method=post action=\"{to}\">
{inputs}<button>Go on</button>
</form>
<script>{SUBMIT}</script>"
        ),
    )
}

/// After signing out.
pub(crate) fn signed_out() -> String {
    let words = "<h1>You are signed out</h1><p>You can close this page.</p>";
    whole("Signed out", words)
}

/// When nobody can be sent back.
pub(crate) fn wrong(words: &str) -> String {
    let words = escape(words);
    whole(
        "This does not work",
        &format!("<h1>This does not work</h1><p>{words}</p>"),
    )
}

fn whole(title: &str, main: &str) -> String {
    format!(
        "<!doctype html>
<html lang=en>
<head>
<meta charset=utf-8>
<meta name=viewport content=\"width=device-width, initial-scale=1\">
<title>{title} – sandbox</title>
<link rel=icon href=\"data:,\">
<style>{STYLE}</style>
</head>
<body>
<main>
{main}
</main>
</body>
</html>
"
    )
}
