//! Credentials that the visitor types.

use std::time::SystemTime;

use aws_credential_types::Credentials;

use crate::{RoleError, TemporaryKeys};

/// Checks what was typed as far as that is possible without asking AWS.
pub(crate) fn check(keys: &TemporaryKeys) -> Result<Credentials, RoleError> {
    let refuse = |reason: &str| {
        Err(RoleError::InvalidKeys {
            reason: reason.to_owned(),
        })
    };
    let id = keys.access_key_id.trim();
    let secret = keys.secret_access_key.trim();
    let token = keys.session_token.trim();
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !(16..=128).contains(&id.len()) || !id.chars().all(word) {
        return refuse("An access key id has 16 to 128 letters and digits, such as ASIA….");
    }
    if id.starts_with("AKIA") || token.is_empty() {
        return refuse(
            "This is a long-lived access key. Wardrobe takes temporary credentials only: an access key id that begins with ASIA, its secret, and the session token that came with them.",
        );
    }
    if secret.is_empty() || !secret.chars().all(|c| c.is_ascii_graphic()) {
        return refuse("The secret access key is missing or has characters no secret has.");
    }
    if token.len() > 16_384 || !token.chars().all(|c| c.is_ascii_graphic()) {
        return refuse("The session token has characters no token has, or is too long.");
    }
    if keys.expiration.is_some_and(|end| end <= SystemTime::now()) {
        return Err(RoleError::Expired {
            message: "the time they came with has passed".to_owned(),
        });
    }
    Ok(Credentials::new(
        id,
        secret,
        Some(token.to_owned()),
        keys.expiration,
        "typed",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_temporary_credentials_are_taken() {
        let typed = |id: &str, secret: &str, token: &str| {
            check(&TemporaryKeys {
                access_key_id: id.into(),
                secret_access_key: secret.into(),
                session_token: token.into(),
                expiration: None,
            })
        };
        let good = typed(" ASIAIOSFODNN7EXAMPLE\n", "wJalr/K7+x", " FwoG== ").expect("good");
        assert_eq!(good.access_key_id(), "ASIAIOSFODNN7EXAMPLE");
        assert_eq!(good.session_token(), Some("FwoG=="));
        for (id, secret, token) in [
            ("AKIAIOSFODNN7EXAMPLE", "secret", "token"),
            ("ASIAIOSFODNN7EXAMPLE", "secret", ""),
            ("ASIAIOSFODNN7EXAMPLE", "", "token"),
            ("ASIA", "secret", "token"),
            ("ASIAIOSFODNN7 EXAMPLE", "secret", "token"),
            ("ASIAIOSFODNN7EXAMPLE", "sec\nret", "token"),
            ("ASIAIOSFODNN7EXAMPLE", "secret", "to ken"),
        ] {
            let error = typed(id, secret, token).expect_err("refused").to_string();
            assert!(!error.contains("secret\""), "{error}");
        }
    }
}
