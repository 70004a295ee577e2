//! `[[connection]]`: a place to work, how to become its role, and who may.

use std::path::Path;

use url::Url;
use wardrobe_roles::{Role, Service, SourceName, Temporary};
use wardrobe_storage::address::S3Url;

use super::reader::Section;
use super::server::http_url;

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
}

/// A bucket or a prefix that a connection offers.
pub type Location = S3Url;

/// Who may open a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum People {
    /// Whoever reaches the page. Must be written out.
    Anyone,
    /// These users, with their passwords.
    Users(Vec<String>),
    /// Whoever brings credentials: they are the proof.
    Visitor,
}

impl Connection {
    pub(super) fn read(section: &Section<'_>, base: &Path) -> Self {
        let name = section.required("name");
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if !name.chars().all(plain) || name.len() > 64 {
            section.mistake_at("name", "name must be letters, digits, - and _, at most 64");
        }
        let color = section.parsed("color", |text| match text.strip_prefix('#') {
            Some(hex) if hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()) => {
                Ok(text.to_owned())
            }
            _ => Err(format!("{text:?} is no color; write #1b7f5c")),
        });
        let endpoint = section.parsed("endpoint", http_url);
        let role = read_role(section, base);
        Self {
            label: section.text("label").unwrap_or_else(|| name.clone()),
            name,
            color,
            warning: section.text("warning"),
            locations: read_locations(section),
            region: section.text("region").unwrap_or("us-east-1".to_owned()),
            path_style: section.flag("path_style").unwrap_or(endpoint.is_some()),
            endpoint,
            sts_endpoint: section.parsed("sts_endpoint", http_url),
            people: read_people(section, &role),
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

fn read_role(section: &Section<'_>, base: &Path) -> Role {
    let Some(role) = section.section("role") else {
        section.mistake("[connection.role] is missing: how does this connection become a role?");
        return Role::Temporary(Temporary {});
    };
    match role.required("kind").as_str() {
        "service" => Role::Service(Box::new(Service {
            sources: role
                .texts("sources")
                .map(|names| read_sources(&role, &names)),
            profile: role.text("profile"),
            instance_endpoint: role.parsed("instance_endpoint", http_url),
            container_endpoint: role.parsed("container_endpoint", http_url),
            container_token_file: role.text("container_token_file").map(|p| base.join(p)),
        })),
        "temporary" => Role::Temporary(Temporary {}),
        "" => Role::Temporary(Temporary {}),
        other => {
            role.mistake_at(
                "kind",
                format!("there is no role kind {other:?}; write service or temporary"),
            );
            Role::Temporary(Temporary {})
        }
    }
}

fn read_sources(role: &Section<'_>, names: &[String]) -> Vec<SourceName> {
    if names.is_empty() {
        role.mistake_at("sources", "sources must name at least one source");
    }
    let known = |name: &String| {
        let source = SourceName::ALL.into_iter().find(|s| s.as_str() == name);
        if source.is_none() {
            let all = SourceName::ALL.map(SourceName::as_str).join(", ");
            role.mistake_at(
                "sources",
                format!("there is no source {name:?}; there are {all}"),
            );
        }
        source
    };
    names.iter().filter_map(known).collect()
}

fn read_people(section: &Section<'_>, role: &Role) -> People {
    let people = section.section("people");
    match (role, people) {
        (Role::Temporary(_), None) => People::Visitor,
        (Role::Temporary(_), Some(people)) => {
            people.mistake("a temporary role is open to whoever brings credentials: remove [connection.people]");
            people.flag("anyone");
            people.texts("users");
            People::Visitor
        }
        (Role::Service(_), None) => {
            section.mistake("[connection.people] is missing: who may use this role? Write users = [\"…\"] or anyone = true");
            People::Users(Vec::new())
        }
        (Role::Service(_), Some(people)) => match (people.flag("anyone"), people.texts("users")) {
            (Some(true), None) => People::Anyone,
            (None | Some(false), Some(users)) if !users.is_empty() => People::Users(users),
            _ => {
                people.mistake("people must say either users = [\"…\"] or anyone = true");
                People::Users(Vec::new())
            }
        },
    }
}
