//! `[server]`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use url::Url;

use super::duration;
use super::reader::Section;
use crate::sign_in::saml::CONSUMER;

const HOUR: Duration = Duration::from_secs(3_600);

/// How the server itself runs.
#[derive(Clone, Debug)]
pub struct Server {
    /// Where it listens. `WARDROBE_LISTEN` overrides it.
    pub listen: SocketAddr,
    /// The address people see; decides whether cookies are for https alone.
    pub public_url: Option<Url>,
    /// `sqlite:PATH`.
    pub database: String,
    /// 32 bytes; made when missing.
    pub secret_key_file: PathBuf,
    /// An upload not heard of for so long is abandoned and its parts removed.
    pub transfer_idle: Duration,
    /// A session not used for so long ends.
    pub session_idle: Duration,
    /// No session lasts longer.
    pub session_max: Duration,
    /// The users who may set connections up and try them: they can make Wardrobe send
    /// requests anywhere.
    pub administrators: Vec<String>,
}

impl Server {
    pub(super) fn read(section: Option<&Section<'_>>, base: &Path) -> Self {
        let text = |key| section.and_then(|s| s.text(key));
        let long = |key, otherwise| {
            section
                .and_then(|s| s.parsed(key, duration::parse))
                .unwrap_or(otherwise)
        };
        let environment = std::env::var("WARDROBE_LISTEN").ok();
        let written = section.and_then(|s| s.parsed("listen", address));
        let listen = match environment.as_deref().map(address) {
            Some(Ok(listen)) => Some(listen),
            Some(Err(reason)) => {
                if let Some(s) = section {
                    s.mistake(format!("WARDROBE_LISTEN: {reason}"));
                }
                None
            }
            None => written,
        };
        let database = text("database").unwrap_or("sqlite:wardrobe.db".to_owned());
        let database = match database.strip_prefix("sqlite:") {
            Some(path) if !path.is_empty() => format!("sqlite:{}", base.join(path).display()),
            _ => {
                if let Some(s) = section {
                    s.mistake_at("database", "database must be sqlite:PATH");
                }
                database
            }
        };
        Self {
            listen: listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8334))),
            public_url: section.and_then(|s| s.parsed("public_url", http_url)),
            database,
            secret_key_file: base.join(text("secret_key_file").unwrap_or("wardrobe.key".into())),
            transfer_idle: long("transfer_idle", 24 * HOUR),
            session_idle: long("session_idle", 12 * HOUR),
            session_max: long("session_max", 7 * 24 * HOUR),
            administrators: section
                .and_then(|s| s.texts("administrators"))
                .unwrap_or_default(),
        }
    }
}

impl Server {
    /// Where SAML providers post what they say of people, as far as that can be known
    /// without a request.
    pub fn acs(&self) -> String {
        match self.public_url.as_ref().map(|url| url.join(CONSUMER)) {
            Some(Ok(url)) => url.to_string(),
            _ => format!("http://{}{CONSUMER}", self.listen),
        }
    }
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| format!("{text:?} is no address; write 127.0.0.1:8334"))
}

/// An http or https URL without anything secret in it.
pub(super) fn http_url(text: &str) -> Result<Url, String> {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.password().is_none() => Ok(url),
        _ => Err(format!("{text:?} is no http or https address")),
    }
}
