//! Keys and the certificates they are shown in.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, DnType, PKCS_RSA_SHA256};
use time::OffsetDateTime;
use x509_cert::Certificate;
use x509_cert::der::{Decode, Encode};

/// A key that checks signatures.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct PublicKey(Vec<u8>);

impl PublicKey {
    /// From a certificate in Base64, as metadata holds it. Who issued it and
    /// until when is not asked: whoever gave us the metadata vouches for it.
    pub fn read(certificate: &str) -> Option<Self> {
        let text: String = certificate.split_ascii_whitespace().collect();
        let certificate = Certificate::from_der(&STANDARD.decode(text).ok()?).ok()?;
        let key = certificate.tbs_certificate().subject_public_key_info();
        Some(Self(key.to_der().ok()?))
    }

    /// As in the certificate.
    pub fn spki(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicKey").finish_non_exhaustive()
    }
}

/// A key that signs, and its certificate.
pub(crate) struct KeyPair {
    key: rcgen::KeyPair,
    certificate: String,
}

impl KeyPair {
    /// A new RSA key.
    pub(super) fn generate() -> Result<Self, rcgen::Error> {
        Self::with(rcgen::KeyPair::generate_for(&PKCS_RSA_SHA256)?)
    }

    /// The key that is kept in this file, or without one the key of this process.
    pub fn kept_or_made(file: Option<PathBuf>) -> io::Result<Arc<Self>> {
        match file {
            Some(file) => Self::kept(&file).map(Arc::new),
            None => Self::of_process(),
        }
    }

    /// The key that is kept in this file, or a new one that is then kept there.
    fn kept(file: &Path) -> io::Result<Self> {
        let kept = match std::fs::read(file) {
            Ok(der) => Some(rcgen::KeyPair::try_from(der.as_slice()).map_err(io::Error::other)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        match kept {
            Some(key) => Self::with(key).map_err(io::Error::other),
            None => {
                let new = Self::generate().map_err(io::Error::other)?;
                std::fs::write(file, new.key.serialized_der())?;
                Ok(new)
            }
        }
    }

    /// A key that this process makes once: it takes a good part of a second.
    fn of_process() -> io::Result<Arc<Self>> {
        static MADE: OnceLock<Arc<KeyPair>> = OnceLock::new();
        if let Some(made) = MADE.get() {
            return Ok(made.clone());
        }
        let new = Arc::new(Self::generate().map_err(io::Error::other)?);
        Ok(MADE.get_or_init(|| new).clone())
    }

    /// The certificate of a key is always the same.
    fn with(key: rcgen::KeyPair) -> Result<Self, rcgen::Error> {
        let mut form = CertificateParams::new(Vec::new())?;
        let name = "Wardrobe sandbox identity provider";
        form.distinguished_name.push(DnType::CommonName, name);
        form.serial_number = Some(1u64.into());
        // 2026-01-01, and a hundred years later.
        form.not_before = from_unix(1_767_225_600)?;
        form.not_after = from_unix(4_922_899_200)?;
        let certificate = form.self_signed(&key)?;
        Ok(Self {
            certificate: STANDARD.encode(certificate.der()),
            key,
        })
    }

    /// What signs.
    pub fn key(&self) -> &rcgen::KeyPair {
        &self.key
    }

    /// The certificate, in Base64.
    pub fn certificate(&self) -> &str {
        &self.certificate
    }
}

fn from_unix(seconds: i64) -> Result<OffsetDateTime, rcgen::Error> {
    OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| rcgen::Error::Time)
}

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyPair").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_key_is_the_same_again() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("key");
        let first = KeyPair::kept(&file).unwrap();
        let second = KeyPair::kept(&file).unwrap();
        assert_eq!(first.certificate(), second.certificate());
        assert!(PublicKey::read(first.certificate()).is_some());
        assert_ne!(
            first.certificate(),
            KeyPair::generate().unwrap().certificate()
        );
        std::fs::write(&file, "no key").unwrap();
        assert!(KeyPair::kept(&file).is_err());
    }

    #[test]
    fn what_is_no_certificate_is_none() {
        for text in ["", "AAAA", "not base64!", "MIIBCgKCAQEA"] {
            assert!(PublicKey::read(text).is_none(), "{text}");
        }
    }
}
