//! The address under which people reach us, to which providers send them back.

use axum::http::{HeaderMap, header};
use url::{Host, Url};

use crate::App;
use crate::error::{ApiError, ApiResult, Code};

/// `path` of ours as the browser of this request reaches it: under `public_url`,
/// or, where there is none because we listen on loopback, under the address that
/// the browser used.
pub(crate) fn own_url(app: &App, headers: &HeaderMap, path: &str) -> ApiResult<Url> {
    let server = &app.config.server;
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let origin = match &server.public_url {
        Some(url) => Some(url.clone()),
        None if server.listen.ip().is_loopback() => host.and_then(loopback),
        None => None,
    };
    let url = origin.and_then(|origin| origin.join(path).ok());
    url.ok_or_else(|| {
        ApiError::new(
            Code::Invalid,
            "Nobody could come back here from an identity provider: an administrator must set public_url under [server].",
        )
    })
}

/// The header `Host` says what the browser was told. Only this machine is
/// believed.
fn loopback(host: &str) -> Option<Url> {
    let url = Url::parse(&format!("http://{host}/")).ok()?;
    let here = match url.host()? {
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
        Host::Domain(name) => name == "localhost",
    };
    (here && url.path() == "/" && url.username().is_empty()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::loopback;

    #[test]
    fn only_this_machine_is_believed() {
        for host in [
            "127.0.0.1:8334",
            "localhost:8334",
            "[::1]:8334",
            "localhost",
        ] {
            let url = loopback(host).expect(host);
            assert_eq!(url.as_str(), format!("http://{host}/"));
        }
        for host in [
            "files.example.com",
            "localhost.evil.example",
            "x@localhost",
            "localhost/x",
            "",
        ] {
            assert_eq!(loopback(host), None, "{host:?}");
        }
    }
}
