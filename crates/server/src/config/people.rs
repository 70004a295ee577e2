//! `[connection.people]`: who may open a connection.

use wardrobe_roles::{Base, Role};

use super::reader::Section;

/// Who may open a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum People {
    /// Whoever reaches the page. Must be written out.
    Anyone,
    /// These users, with their passwords.
    Users(Vec<String>),
    /// Whoever signs in at this OpenID provider and is in one of the groups, or
    /// everyone there when no group is named.
    SignedIn {
        /// The `[[identity_provider]]` by its name.
        provider: String,
        /// Any of these is enough.
        groups: Vec<String>,
    },
    /// Whoever brings credentials, or a sign-in that becomes the role: AWS
    /// decides.
    Visitor,
}

pub(super) fn read(section: &Section<'_>, role: &Role) -> People {
    let people = section.section("people");
    let own = match role {
        Role::Service(_) => true,
        Role::Account(account) => matches!(account.base, Base::Service(_)),
        Role::Temporary(_) | Role::IdentityProvider(_) | Role::Saml(_) => false,
    };
    let Some(people) = people else {
        if own {
            section.mistake("[connection.people] is missing: who may use this role? Write users = [\"…\"], identity_provider = \"…\" or anyone = true");
        }
        return if own { nobody() } else { People::Visitor };
    };
    let anyone = people.flag("anyone").unwrap_or_default();
    let users = people.texts("users");
    let provider = people.text("identity_provider");
    let groups = people.texts("groups");
    if !own {
        people.mistake("this role is open to whoever AWS gives it to: remove [connection.people]");
        return People::Visitor;
    }
    if groups.is_some() && provider.is_none() {
        people.mistake_at("groups", "groups are those of an identity_provider");
    }
    match (anyone, users, provider) {
        (true, None, None) => People::Anyone,
        (false, Some(users), None) if !users.is_empty() => People::Users(users),
        (false, None, Some(provider)) => People::SignedIn {
            provider,
            groups: groups.unwrap_or_default(),
        },
        _ => {
            people.mistake("people must say one of users = [\"…\"], identity_provider = \"…\" or anyone = true");
            nobody()
        }
    }
}

fn nobody() -> People {
    People::Users(Vec::new())
}
