//! The file that a download is written to before it has its name.

use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempPath;

use crate::failure::Failure;
use crate::proof::Sums;
use crate::source::add;

/// Which bytes a file gets, as S3 named them when it gave the first.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Where from: s3://BUCKET/KEY.
    pub url: String,
    /// With its quotes.
    pub etag: String,
    /// Of the whole, in bytes.
    pub size: u64,
    /// Of the whole, base64, where S3 keeps it.
    pub crc64nvme: Option<String>,
    /// Whether the ETag may be the MD5 of the whole.
    pub etag_tells: bool,
}

/// A file that is being written.
pub(crate) struct Partial {
    pub file: File,
    /// Goes away with this, unless it is to be kept.
    path: TempPath,
    /// Beside it, what is in it: only of one that is to be resumed.
    note: Option<PathBuf>,
}

impl Partial {
    /// For `to`, under a name that nobody else has; it goes away when it is not put in place.
    pub fn passing(to: &Path) -> std::io::Result<Self> {
        let made = tempfile::Builder::new()
            .prefix(".wardrobe-")
            .suffix(".part")
            // As any other file that is made here: the umask takes away.
            .permissions(Permissions::from_mode(0o666))
            .tempfile_in(folder_of(to))?;
        let (file, path) = made.into_parts();
        Ok(Self {
            file,
            path,
            note: None,
        })
    }

    /// For `to`, under the name that an earlier run has left it under, and from where
    /// what is in it came.
    pub fn lasting(to: &Path) -> Result<(Self, Option<Origin>), Failure> {
        let beside = |ending: &str| {
            let mut name = to.file_name().unwrap_or_default().to_owned();
            name.push(ending);
            to.with_file_name(name)
        };
        let (path, note) = (beside(".wardrobe-part"), beside(".wardrobe-part.json"));
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let path = path.display();
                return Err(Failure::reason(format!("another run is writing {path}")));
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        // Ours has a note before it has bytes.
        if file.metadata()?.len() > 0 && !note.exists() {
            let path = path.display();
            return Err(Failure::reason(format!(
                "{path} is there, and is nothing that a download has left: it would be written over"
            )));
        }
        let origin = std::fs::read(&note).ok().and_then(|text| read(&text));
        let mut path = TempPath::try_from_path(path)?;
        path.disable_cleanup(true);
        let note = Some(note);
        Ok((Self { file, path, note }, origin))
    }

    /// Bytes written.
    pub fn length(&self) -> std::io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    /// Empties it, for the bytes of `origin`.
    pub fn begin(&mut self, origin: &Origin) -> std::io::Result<()> {
        self.keep(0)?;
        if let Some(note) = &self.note {
            std::fs::write(note, write(origin))?;
        }
        Ok(())
    }

    /// Leaves only the first `length` bytes, and goes on behind them.
    pub fn keep(&mut self, length: u64) -> std::io::Result<()> {
        self.file.set_len(length)?;
        self.file.seek(SeekFrom::Start(length)).map(drop)
    }

    /// The sums of the first `length` bytes; goes on behind them.
    pub fn sums(&mut self, length: u64, with_md5: bool) -> std::io::Result<Sums> {
        let mut sums = Sums::new(with_md5);
        self.file.rewind()?;
        add(&mut sums, &mut self.file, length)?;
        Ok(sums)
    }

    /// Puts it where it belongs. Unless `overwrite`, never over another file.
    pub fn put_in_place(mut self, to: &Path, overwrite: bool) -> Result<(), Failure> {
        self.file.flush()?;
        self.file.sync_all()?;
        let kept = match overwrite {
            true => self.path.persist(to),
            false => self.path.persist_noclobber(to),
        };
        kept.map_err(|e| match e.error.kind() {
            std::io::ErrorKind::AlreadyExists => taken(to),
            _ => Failure::from(e.error),
        })?;
        if let Some(note) = self.note {
            std::fs::remove_file(note)?;
        }
        Ok(())
    }

    /// Removes it, with what is beside it.
    pub fn discard(mut self) -> std::io::Result<()> {
        self.path.disable_cleanup(false);
        if let Some(note) = &self.note {
            std::fs::remove_file(note)?;
        }
        self.path.close()
    }
}

/// Why nothing is written to `to`.
pub(crate) fn taken(to: &Path) -> Failure {
    let to = to.display();
    Failure::reason(format!("{to} is already there; --overwrite replaces it"))
}

/// The folder that `to` is in.
pub(crate) fn folder_of(to: &Path) -> &Path {
    let folder = to.parent().filter(|path| !path.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn write(origin: &Origin) -> String {
    json!({
        "from": origin.url,
        "etag": origin.etag,
        "size": origin.size,
        "crc64nvme": origin.crc64nvme,
        "etag_tells": origin.etag_tells,
    })
    .to_string()
}

/// What an earlier run has written down; of half of it nothing is believed.
fn read(text: &[u8]) -> Option<Origin> {
    let note: Value = serde_json::from_slice(text).ok()?;
    let words = |name: &str| note.get(name)?.as_str().map(str::to_owned);
    Some(Origin {
        url: words("from")?,
        etag: words("etag")?,
        size: note.get("size")?.as_u64()?,
        crc64nvme: words("crc64nvme"),
        etag_tells: note.get("etag_tells")?.as_bool()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_is_read_again_and_half_of_it_is_not() {
        let origin = Origin {
            url: "s3://b/a \"b\"\n.txt".to_owned(),
            etag: "\"0-2\"".to_owned(),
            size: u64::MAX,
            crc64nvme: None,
            etag_tells: false,
        };
        let text = write(&origin);
        assert!(read(text.as_bytes()) == Some(origin));
        assert!(read(&text.as_bytes()[..text.len() - 1]).is_none());
    }
}
