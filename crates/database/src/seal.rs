//! Secrets at rest: XChaCha20-Poly1305 under a key that lies beside the
//! configuration and not in the database.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::Rng;

const KEY: usize = 32;
const NONCE: usize = 24;

/// Why a secret cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The key file cannot be read or made.
    #[error("secret key file {path}: {error}")]
    File {
        /// The file.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The key file holds something else.
    #[error("secret key file {path}: it has {found} bytes and must have exactly 32")]
    Length {
        /// The file.
        path: String,
        /// Its length.
        found: usize,
    },
    /// Sealed under another key, or tampered with.
    #[error("a stored secret cannot be opened: it was sealed under another key or changed")]
    Open,
}

/// Seals and opens secrets.
#[derive(Clone)]
pub struct Sealer {
    cipher: XChaCha20Poly1305,
}

impl Sealer {
    /// The key in `path`, which is made, readable by its owner alone, when it is
    /// not there yet.
    pub fn from_file(path: &Path) -> Result<Self, SealError> {
        let fail = |error| SealError::File {
            path: path.display().to_string(),
            error,
        };
        match std::fs::read(path) {
            Ok(bytes) => {
                let key: [u8; KEY] =
                    bytes.as_slice().try_into().map_err(|_| SealError::Length {
                        path: path.display().to_string(),
                        found: bytes.len(),
                    })?;
                Ok(Self::new(&key))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let key: [u8; KEY] = rand::random();
                std::fs::OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .mode(0o600)
                    .open(path)
                    .and_then(|mut file| file.write_all(&key))
                    .map_err(fail)?;
                Ok(Self::new(&key))
            }
            Err(error) => Err(fail(error)),
        }
    }

    /// A sealer under `key`.
    pub fn new(key: &[u8; KEY]) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(key.into()),
        }
    }

    /// Seals `secret` for the row `place`; it opens nowhere else.
    pub fn seal(&self, place: &str, secret: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0u8; NONCE];
        rand::rng().fill_bytes(&mut nonce);
        let payload = Payload {
            msg: secret,
            aad: place.as_bytes(),
        };
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| SealError::Open)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for the row `place`.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(SealError::Open)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| SealError::Open)?;
        let payload = Payload {
            msg: sealed,
            aad: place.as_bytes(),
        };
        self.cipher
            .decrypt(&XNonce::from(nonce), payload)
            .map_err(|_| SealError::Open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_in_its_own_row_only() {
        let sealer = Sealer::new(&[7; KEY]);
        let sealed = sealer.seal("row 1", b"secret").expect("seal");
        assert_eq!(sealer.open("row 1", &sealed).expect("open"), b"secret");
        sealer.open("row 2", &sealed).expect_err("another row");
        Sealer::new(&[8; KEY])
            .open("row 1", &sealed)
            .expect_err("another key");
        let mut changed = sealed.clone();
        *changed.last_mut().expect("bytes") ^= 1;
        sealer.open("row 1", &changed).expect_err("changed");
        sealer.open("row 1", &sealed[..10]).expect_err("short");
    }

    #[test]
    fn the_key_file_is_made_once_and_must_be_whole() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("dir");
        let path = dir.path().join("key");
        let sealed = Sealer::from_file(&path)
            .expect("made")
            .seal("r", b"s")
            .expect("seal");
        let mode = std::fs::metadata(&path)
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(
            Sealer::from_file(&path)
                .expect("read")
                .open("r", &sealed)
                .expect("open"),
            b"s"
        );
        std::fs::write(&path, b"short").expect("write");
        assert!(Sealer::from_file(&path).is_err());
    }
}
