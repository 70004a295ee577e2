//! The programs that people sign in to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use percent_encoding::percent_decode_str;
use subtle::ConstantTimeEq;
use url::{Host, Url};

use super::Asked;

/// A program that keeps no secret and proves itself by PKCE.
pub const PUBLIC_CLIENT: &str = "wardrobe";
/// A program that keeps a secret, and the secret. It opens nothing but a sandbox.
pub const SECRET_CLIENT: (&str, &str) = ("wardrobe-secret", "sandbox-only-client-secret");

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Client {
    pub id: &'static str,
    secret: Option<&'static str>,
}

impl Client {
    pub fn of(id: &str) -> Option<Self> {
        match id {
            PUBLIC_CLIENT => Some(Self {
                id: PUBLIC_CLIENT,
                secret: None,
            }),
            id if id == SECRET_CLIENT.0 => Some(Self {
                id: SECRET_CLIENT.0,
                secret: Some(SECRET_CLIENT.1),
            }),
            _ => None,
        }
    }

    /// Whether it must prove by PKCE that the code is its own.
    pub fn is_public(self) -> bool {
        self.secret.is_none()
    }

    /// The client that makes a request to the token endpoint, if it is who it
    /// says it is.
    pub fn authenticated(asked: &Asked<'_>) -> Option<Self> {
        let (id, secret) = basic(asked).unwrap_or_else(|| {
            let text = |name| asked.form(name).map(str::to_owned);
            (text("client_id").unwrap_or_default(), text("client_secret"))
        });
        let client = Self::of(&id)?;
        match (client.secret, secret) {
            (None, None) => Some(client),
            (Some(right), Some(given)) => {
                let same = bool::from(right.as_bytes().ct_eq(given.as_bytes()));
                same.then_some(client)
            }
            _ => None,
        }
    }
}

/// The name and secret of an Authorization header.
/// <https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1>
fn basic(asked: &Asked<'_>) -> Option<(String, Option<String>)> {
    let header = asked.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let text = STANDARD.decode(header.strip_prefix("Basic ")?).ok()?;
    let text = String::from_utf8(text).ok()?;
    let (id, secret) = text.split_once(':')?;
    let plain = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    Some((plain(id), Some(plain(secret))))
}

/// A place that people may be sent back to: anything on this machine.
pub(super) fn returning(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let here = match url.host()? {
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
        Host::Domain(name) => name == "localhost",
    };
    let web = matches!(url.scheme(), "http" | "https");
    (here && web && url.fragment().is_none()).then_some(url)
}
