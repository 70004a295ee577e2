//! `[[connection]]`: a place to work, how to become its role, and who may.

use std::path::Path;
use std::str::FromStr;

use url::Url;
use wardrobe_roles::Role;
use wardrobe_storage::address::S3Url;

use super::people::{self, People};
use super::reader::Section;
use super::server::http_url;
use super::{account, role};

/// A place to work.
#[derive(Clone, Debug)]
pub struct Connection {
    /// In URLs: letters, digits, `-` and `_`.
    pub name: String,
    /// For people.
    pub label: String,
    /// `#rrggbb`.
    pub color: Option<String>,
    /// A line for people to see while they work here.
    pub warning: Option<String>,
    /// What it offers; empty is all that the role may see.
    pub locations: Vec<Location>,
    /// Where requests are signed for.
    pub region: String,
    /// An S3-compatible store; absent for AWS.
    pub endpoint: Option<Url>,
    /// Its STS; absent for AWS.
    pub sts_endpoint: Option<Url>,
    /// Buckets in the path rather than in the host name.
    pub path_style: bool,
    /// How to become the role.
    pub role: Role,
    /// Who may open it.
    pub people: People,
    /// How the parts of large files travel.
    pub transfers: Transfers,
    /// Where a bucket keeps no versions, the page moves what is deleted to `.trash/` there.
    pub trash: bool,
}

/// How the parts of large files travel between a browser and the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transfers {
    /// Straight where the bucket lets the page, else through Wardrobe.
    #[default]
    Auto,
    /// Straight, or not at all.
    Direct,
    /// Through Wardrobe.
    Relay,
}

impl FromStr for Transfers {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Self::Auto),
            "direct" => Ok(Self::Direct),
            "relay" => Ok(Self::Relay),
            _ => Err(format!("{text:?} is none of auto, direct, relay")),
        }
    }
}

impl Connection {
    /// Where people sign in for it, by the name of the identity provider.
    pub fn identity_provider(&self) -> Option<&str> {
        match &self.people {
            People::SignedIn { provider, .. } => Some(provider),
            _ => self.role.identity_provider(),
        }
    }
}

/// A bucket or a prefix that a connection offers.
pub type Location = S3Url;

impl Connection {
    pub(super) fn read(section: &Section<'_>, base: &Path) -> Self {
        let name = section.required("name");
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if !name.chars().all(plain) || name.len() > 64 {
            section.mistake_at("name", "name must be letters, digits, - and _, at most 64");
        }
        if name.is_empty() && section.has("name") {
            section.mistake_at("name", "name must not be empty");
        }
        let endpoint = section.parsed("endpoint", http_url);
        let role = role::read(section, base);
        Self {
            label: section.text("label").unwrap_or_else(|| name.clone()),
            name,
            color: account::color(section),
            warning: section.text("warning"),
            locations: read_locations(section),
            region: section.text("region").unwrap_or("us-east-1".to_owned()),
            path_style: section.flag("path_style").unwrap_or(endpoint.is_some()),
            endpoint,
            sts_endpoint: section.parsed("sts_endpoint", http_url),
            people: people::read(section, &role),
            transfers: section.parsed("transfers", str::parse).unwrap_or_default(),
            trash: section.flag("trash").unwrap_or(false),
            role,
        }
    }
}

fn read_locations(section: &Section<'_>) -> Vec<Location> {
    let mut locations = Vec::new();
    for text in section.texts("locations").unwrap_or_default() {
        match text.parse::<S3Url>() {
            // Without the slash, `2026` would also open `2026-secret/`.
            Ok(url) if url.key.is_empty() || url.key.ends_with('/') => locations.push(url),
            Ok(_) => section.mistake_at("locations", format!("{text:?} must end in /")),
            Err(reason) => section.mistake_at("locations", reason),
        }
    }
    locations
}
