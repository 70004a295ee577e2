//! The configuration: one TOML file, read whole, all mistakes at once.

mod connection;
mod duration;
pub mod reader;
mod server;
mod user;

use std::collections::BTreeSet;
use std::path::Path;

pub use connection::{Connection, Location, People};
pub use reader::Mistake;
pub use server::Server;
pub use user::User;

use reader::Reader;

/// All that an administrator decides.
#[derive(Clone, Debug)]
pub struct Config {
    /// `[server]`.
    pub server: Server,
    /// `[[user]]`.
    pub users: Vec<User>,
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
            let mut seen = BTreeSet::new();
            for (connection, section) in connections.iter().zip(&sections) {
                if !seen.insert(&connection.name) {
                    let name = &connection.name;
                    section.mistake_at("name", format!("there are two connections {name:?}"));
                }
                if let People::Users(names) = &connection.people {
                    for name in names.iter().filter(|n| users.iter().all(|u| &u.name != *n)) {
                        section.mistake(format!(
                            "people.users names {name:?}, but there is no [[user]] of that name"
                        ));
                    }
                }
            }
            if connections.is_empty() {
                root.mistake("there is no [[connection]]: nobody could open anything");
            }
            Self {
                server,
                users,
                connections,
            }
        })
    }

    /// A connection by its name.
    pub fn connection(&self, name: &str) -> Option<&Connection> {
        self.connections.iter().find(|c| c.name == name)
    }
}
