//! The key that signs ID tokens.

use std::io;
use std::path::Path;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::error::{KeyRejected, Unspecified};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Why there is no key, or no signature.
#[derive(Debug, thiserror::Error)]
pub(super) enum KeyError {
    #[error("the key cannot be kept: {0}")]
    Io(#[from] io::Error),
    #[error("the key that was kept cannot be used: {0}")]
    Rejected(#[from] KeyRejected),
    #[error("the key cannot be made or used")]
    Unspecified(#[from] Unspecified),
    #[error("{0}")]
    Stopped(#[from] tokio::task::JoinError),
}

pub(super) struct SigningKey {
    key: KeyPair,
    id: String,
}

impl SigningKey {
    /// The key that is kept in `file`, or a new one that is then kept there.
    pub fn kept(file: &Path) -> Result<Self, KeyError> {
        let key = match std::fs::read(file) {
            Ok(der) => KeyPair::from_pkcs8(&der)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let key = KeyPair::generate(KeySize::Rsa2048)?;
                let der: Pkcs8V1Der<'_> = key.as_der()?;
                std::fs::write(file, der.as_ref())?;
                key
            }
            Err(error) => return Err(error.into()),
        };
        let digest = Sha256::digest(key.public_key().as_ref());
        let id = URL_SAFE_NO_PAD.encode(&digest[..12]);
        Ok(Self { key, id })
    }

    /// As the key set shows it.
    pub fn public(&self) -> Value {
        let key = self.key.public_key();
        let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.id,
            "n": number(key.modulus().big_endian_without_leading_zero()),
            "e": number(key.exponent().big_endian_without_leading_zero()),
        })
    }

    /// A token that says this.
    pub fn token(&self, claims: &Value) -> Result<String, KeyError> {
        let header = json!({ "alg": "RS256", "typ": "JWT", "kid": self.id });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(claims));
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key.sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            signed.as_bytes(),
            &mut signature,
        )?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}
