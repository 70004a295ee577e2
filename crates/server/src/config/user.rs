//! `[[user]]`: people who sign in with a password.

use argon2::PasswordHash;

use super::reader::Section;

/// A person with a password.
#[derive(Clone)]
pub struct User {
    /// What they type.
    pub name: String,
    /// Argon2id, in PHC form. `wardrobe hash-password` makes one.
    pub password_hash: String,
}

impl User {
    pub(super) fn read(section: &Section<'_>) -> Self {
        let name = section.required("name");
        let password_hash = section.required("password_hash");
        if name.trim().is_empty() {
            section.mistake_at("name", "name must not be empty");
        }
        let known = PasswordHash::new(&password_hash)
            .is_ok_and(|hash| hash.algorithm.as_str() == "argon2id");
        if !password_hash.is_empty() && !known {
            section.mistake_at(
                "password_hash",
                "password_hash must be what `wardrobe hash-password` prints",
            );
        }
        Self {
            name,
            password_hash,
        }
    }
}

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User")
            .field("name", &self.name)
            .field("password_hash", &"***")
            .finish()
    }
}
