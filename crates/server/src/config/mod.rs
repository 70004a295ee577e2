//! The configuration: one TOML file, read whole, all mistakes at once.

mod account;
mod connection;
mod duration;
mod people;
mod provider;
pub mod reader;
mod role;
mod secret;
mod server;
mod user;

use std::collections::BTreeSet;
use std::path::Path;

pub use account::AccountName;
pub use connection::{Connection, Location};
pub use people::People;
pub use provider::{IdentityProvider, MetadataSource, Oidc, ProviderKind, Saml};
pub use reader::Mistake;
pub use server::Server;
pub use user::User;

use reader::{Reader, Section};
use wardrobe_roles::Role;

/// All that an administrator decides.
#[derive(Clone, Debug)]
pub struct Config {
    /// `[server]`.
    pub server: Server,
    /// `[[user]]`.
    pub users: Vec<User>,
    /// `[[account]]`.
    pub accounts: Vec<AccountName>,
    /// `[[identity_provider]]`.
    pub providers: Vec<IdentityProvider>,
    /// `[[connection]]`, in the order they are shown.
    pub connections: Vec<Connection>,
}

impl Config {
    /// Reads a file. Relative paths in it are relative to it.
    pub fn load(path: &Path) -> Result<Self, Vec<Mistake>> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| {
            vec![Mistake {
                file: name.clone(),
                line: 0,
                column: 0,
                message: format!("cannot be read: {error}"),
            }]
        })?;
        let base = path.parent().unwrap_or(Path::new("."));
        Self::parse(&name, &text, base)
    }

    /// Reads `text`, which came from `file`.
    pub fn parse(file: &str, text: &str, base: &Path) -> Result<Self, Vec<Mistake>> {
        Reader::run(file, text, |root| {
            let server = Server::read(root.section("server").as_ref(), base);
            let users: Vec<User> = root.sections("user").iter().map(User::read).collect();
            let sections = root.sections("connection");
            let connections: Vec<Connection> =
                sections.iter().map(|s| Connection::read(s, base)).collect();
            let accounts = root.sections("account");
            let accounts = accounts.iter().map(AccountName::read).collect();
            let provider_sections = root.sections("identity_provider");
            let providers: Vec<IdentityProvider> = provider_sections
                .iter()
                .map(|s| IdentityProvider::read(s, base))
                .collect();
            let mut seen = BTreeSet::new();
            for (provider, section) in providers.iter().zip(&provider_sections) {
                if !seen.insert(&provider.name) {
                    let words = format!("there are two identity providers {:?}", provider.name);
                    section.mistake_at("name", words);
                }
            }
            let mut seen = BTreeSet::new();
            for (connection, section) in connections.iter().zip(&sections) {
                if !seen.insert(&connection.name) {
                    let name = &connection.name;
                    section.mistake_at("name", format!("there are two connections {name:?}"));
                }
                check_people(connection, section, &users);
                check_provider(connection, section, &providers);
            }
            let away = sections.iter().zip(&connections);
            if server.public_url.is_none()
                && let Some((section, _)) = away.into_iter().find(|(_, c)| {
                    c.identity_provider().is_some() && !server.listen.ip().is_loopback()
                })
            {
                section.mistake("people come back from the identity provider to [server] public_url, which is missing");
            }
            if connections.is_empty() {
                root.mistake("there is no [[connection]]: nobody could open anything");
            }
            Self {
                server,
                users,
                accounts,
                providers,
                connections,
            }
        })
    }

    /// A connection by its name.
    pub fn connection(&self, name: &str) -> Option<&Connection> {
        self.connections.iter().find(|c| c.name == name)
    }

    /// An identity provider by its name.
    pub fn provider(&self, name: &str) -> Option<&IdentityProvider> {
        self.providers.iter().find(|p| p.name == name)
    }

    /// What people call an account.
    pub fn account(&self, id: &str) -> Option<&AccountName> {
        self.accounts.iter().find(|account| account.id == id)
    }
}

fn check_people(connection: &Connection, section: &Section<'_>, users: &[User]) {
    if let People::Users(names) = &connection.people {
        for name in names
            .iter()
            .filter(|name| users.iter().all(|user| &user.name != *name))
        {
            section.mistake(format!(
                "people.users names {name:?}, but there is no [[user]] of that name"
            ));
        }
    }
}

/// What a connection needs its identity provider to be.
fn check_provider(connection: &Connection, section: &Section<'_>, providers: &[IdentityProvider]) {
    let Some(name) = connection
        .identity_provider()
        .filter(|name| !name.is_empty())
    else {
        return;
    };
    let found = providers.iter().find(|provider| provider.name == name);
    let words = match (found.map(|provider| &provider.kind), &connection.role) {
        (None, _) => format!("there is no [[identity_provider]] {name:?}"),
        (Some(ProviderKind::Oidc(_)), Role::Saml(_)) => {
            format!("{name:?} is an oidc provider; a role of kind saml needs one of kind saml")
        }
        (Some(ProviderKind::Saml(_)), Role::IdentityProvider(_)) => {
            format!("{name:?} is a saml provider; write kind = \"saml\" for the role")
        }
        (Some(ProviderKind::Saml(_)), Role::Service(_) | Role::Account(_)) => format!(
            "{name:?} is a saml provider: only AWS can tell whether what it says is true, so people of a service or account role need one of kind oidc"
        ),
        _ => return,
    };
    section.mistake(words);
}
