//! `[[identity_provider]]`: where people sign in.

use std::path::{Path, PathBuf};

use serde_json::Value;
use url::Url;
use wardrobe_roles::openid::{IdToken, Settings};

use super::reader::Section;
use super::secret;
use super::server::http_url;

/// Where people sign in.
#[derive(Clone, Debug)]
pub struct IdentityProvider {
    /// In URLs: letters, digits, `-` and `_`.
    pub name: String,
    /// For people.
    pub label: String,
    /// What it speaks.
    pub kind: ProviderKind,
}

/// What an identity provider speaks.
#[derive(Clone, Debug)]
pub enum ProviderKind {
    /// OpenID Connect.
    Oidc(Oidc),
    /// SAML 2.0.
    Saml(Saml),
}

/// An OpenID provider, and who we are to it.
#[derive(Clone)]
pub struct Oidc {
    /// As in its discovery document.
    pub issuer: String,
    /// Ours.
    pub client_id: String,
    /// Of a confidential client.
    pub client_secret: Option<String>,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// What else the provider is asked at a sign-in, such as `access_type`.
    pub authorization_parameters: Vec<(String, String)>,
    /// Where the person's name is looked for; the first one there counts.
    pub session_name_claims: Vec<String>,
    /// Where the person's groups are.
    pub groups_claim: String,
}

/// A SAML identity provider, and who we are to it.
#[derive(Clone, Debug)]
pub struct Saml {
    /// Where its metadata is.
    pub metadata: MetadataSource,
    /// Who we are to it; `None` is the address of our own metadata.
    pub entity_id: Option<String>,
    /// Whether sign-ins that begin there are taken.
    pub idp_initiated: bool,
}

/// Where metadata is read.
#[derive(Clone, Debug)]
pub enum MetadataSource {
    /// A file, read whenever it is needed.
    File(PathBuf),
    /// An address, asked when it is needed.
    Url(Url),
}

impl IdentityProvider {
    /// Where our metadata is for this provider: a path of ours, and under
    /// `public_url` who we are to it where nothing else is configured.
    pub fn metadata_path(&self) -> String {
        format!("/saml/metadata/{}", self.name)
    }

    pub(super) fn read(section: &Section<'_>, base: &Path) -> Self {
        let name = section.required("name");
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if !name.chars().all(plain) || name.len() > 64 {
            section.mistake_at("name", "name must be letters, digits, - and _, at most 64");
        }
        let kind = match section.required("kind").as_str() {
            "saml" => ProviderKind::Saml(Saml::read(section, base)),
            "oidc" => ProviderKind::Oidc(Oidc::read(section, base)),
            other => {
                if !other.is_empty() {
                    let words = format!("there is no kind {other:?}; write oidc or saml");
                    section.mistake_at("kind", words);
                }
                ProviderKind::Oidc(Oidc::read(section, base))
            }
        };
        Self {
            label: section.text("label").unwrap_or_else(|| name.clone()),
            name,
            kind,
        }
    }
}

impl Oidc {
    /// For the client of the provider that we are.
    pub fn settings(&self) -> Settings {
        Settings {
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            client_secret: self.client_secret.clone(),
            scopes: self.scopes.clone(),
            authorization_parameters: self.authorization_parameters.clone(),
        }
    }

    /// The name that AWS is told of whoever has signed in.
    pub fn person(&self, id_token: &IdToken) -> String {
        let mut names = self.session_name_claims.iter();
        let person = names.find_map(|claim| {
            let name = id_token.claims.get(claim).and_then(Value::as_str);
            name.filter(|name| !name.trim().is_empty())
        });
        person.unwrap_or(&id_token.subject).to_owned()
    }

    fn read(section: &Section<'_>, base: &Path) -> Self {
        let texts = |key, otherwise: &[&str]| {
            let given = section.texts(key);
            given.unwrap_or_else(|| otherwise.iter().map(|&text| text.to_owned()).collect())
        };
        let mut scopes = texts("scopes", &["openid", "profile", "email", "offline_access"]);
        if !scopes.iter().any(|scope| scope == "openid") {
            scopes.insert(0, "openid".to_owned());
        }
        section.required("issuer");
        // As it is written: a slash at the end makes another issuer.
        let issuer = section.parsed("issuer", |text| match http_url(text)? {
            url if url.query().is_some() || url.fragment().is_some() => {
                Err("an issuer has no ? and no #".to_owned())
            }
            url if url.scheme() == "https" || is_loopback(&url) => Ok(text.to_owned()),
            _ => Err("an issuer begins with https://".to_owned()),
        });
        Self {
            issuer: issuer.unwrap_or_default(),
            client_id: section.required("client_id"),
            client_secret: secret::read(section, "client_secret", "client_secret_file", base),
            scopes,
            authorization_parameters: authorization_parameters(section),
            session_name_claims: texts(
                "session_name_claims",
                &["preferred_username", "email", "sub"],
            ),
            groups_claim: section.text("groups_claim").unwrap_or("groups".to_owned()),
        }
    }
}

impl std::fmt::Debug for Oidc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Oidc")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("client_secret", &self.client_secret.as_ref().map(|_| "***"))
            .finish_non_exhaustive()
    }
}

impl Saml {
    fn read(section: &Section<'_>, base: &Path) -> Self {
        let file = section.text("metadata_file").map(|path| base.join(path));
        let url = section.parsed("metadata_url", http_url);
        let metadata = match (file, url) {
            (Some(file), None) => MetadataSource::File(file),
            (None, Some(url)) => MetadataSource::Url(url),
            (file, _) => {
                section.mistake("write either metadata_file or metadata_url");
                MetadataSource::File(file.unwrap_or_default())
            }
        };
        Self {
            metadata,
            entity_id: section.text("entity_id"),
            idp_initiated: section.flag("idp_initiated").unwrap_or_default(),
        }
    }
}

/// Parameters beside those that the protocol needs, which are ours alone.
fn authorization_parameters(section: &Section<'_>) -> Vec<(String, String)> {
    let key = "authorization_parameters";
    let pairs = section.pairs(key).unwrap_or_default();
    let ours = |name: &str| {
        name.starts_with("code_challenge")
            || matches!(
                name,
                "response_type"
                    | "response_mode"
                    | "client_id"
                    | "redirect_uri"
                    | "scope"
                    | "state"
                    | "nonce"
                    | "request"
                    | "request_uri"
            )
    };
    if let Some((name, _)) = pairs.iter().find(|(name, _)| ours(name)) {
        section.mistake_at(key, format!("{name} is not yours to set in {key}"));
    }
    pairs
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
