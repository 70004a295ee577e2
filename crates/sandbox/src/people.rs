//! The people of the made-up company who sign in at the sandbox's identity
//! providers.

use subtle::ConstantTimeEq;

/// The password of all of them; the sign-in pages tell it.
pub const PASSWORD: &str = "wonderful";

/// Somebody who can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// What is typed to sign in.
    pub user: &'static str,
    /// For people to read.
    pub name: &'static str,
    /// An address that nobody reads.
    pub email: &'static str,
    /// What the person belongs to.
    pub groups: &'static [&'static str],
}

/// Everybody.
pub const PEOPLE: [Person; 2] = [
    Person {
        user: "ada",
        name: "Ada Lovelace",
        email: "ada@example.com",
        groups: &["finance", "research"],
    },
    Person {
        user: "bob",
        name: "Bob Kahn",
        email: "bob@example.com",
        groups: &["research"],
    },
];

/// Whom these words sign in.
pub(crate) fn sign_in(user: &str, password: &str) -> Option<Person> {
    let right = bool::from(password.as_bytes().ct_eq(PASSWORD.as_bytes()));
    let user = user.trim().to_lowercase();
    let found = PEOPLE.iter().find(|person| person.user == user);
    found.copied().filter(|_| right)
}
