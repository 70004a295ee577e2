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

use std::path::Path;

pub use account::AccountName;
pub use connection::{Connection, Location, Transfers};
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
            let section = root.section("server");
            let users: Vec<User> = root.sections("user").iter().map(User::read).collect();
            let accounts = root.sections("account");
            let mut config = Self {
                server: Server::read(section.as_ref(), base),
                users,
                accounts: accounts.iter().map(AccountName::read).collect(),
                providers: Vec::new(),
                connections: Vec::new(),
            };
            if let Some(section) = &section {
                let administrators = &config.server.administrators;
                check_users(administrators, "administrators", section, &config.users);
            }
            config.read_providers(root, base);
            config.read_connections(root, base);
            if config.connections.is_empty() {
                root.mistake("there is no [[connection]]: nobody could open anything");
            }
            config
        })
    }

    /// This configuration, and the identity providers and connections of `text` as if
    /// they stood at its end.
    pub fn with(&self, text: &str) -> Result<Self, Vec<Mistake>> {
        Reader::run("the draft", text, |root| {
            let mut config = self.clone();
            config.read_providers(root, Path::new("."));
            config.read_connections(root, Path::new("."));
            config
        })
    }

    fn read_providers(&mut self, root: &Section<'_>, base: &Path) {
        for section in &root.sections("identity_provider") {
            let provider = IdentityProvider::read(section, base);
            if self.provider(&provider.name).is_some() {
                let words = format!("there are two identity providers {:?}", provider.name);
                section.mistake_at("name", words);
            }
            self.providers.push(provider);
        }
    }

    fn read_connections(&mut self, root: &Section<'_>, base: &Path) {
        let mut away = self.server.public_url.is_none() && !self.server.listen.ip().is_loopback();
        for section in &root.sections("connection") {
            let connection = Connection::read(section, base);
            if self.connection(&connection.name).is_some() {
                let name = &connection.name;
                section.mistake_at("name", format!("there are two connections {name:?}"));
            }
            if let People::Users(names) = &connection.people {
                check_users(names, "people.users", section, &self.users);
            }
            check_provider(&connection, section, &self.providers);
            if away && connection.identity_provider().is_some() {
                // Once is enough.
                away = false;
                section.mistake("people come back from the identity provider to [server] public_url, which is missing");
            }
            self.connections.push(connection);
        }
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

/// Names that are there.
fn check_users(names: &[String], key: &str, section: &Section<'_>, users: &[User]) {
    for name in names {
        if users.iter().all(|user| user.name != *name) {
            let words = format!("{key} names {name:?}, but there is no [[user]] of that name");
            section.mistake_at(key, words);
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
