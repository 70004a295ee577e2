//! Bodies too large for the database: one file each.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};
use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};

/// Bodies up to this many bytes live in the database.
pub const INLINE: usize = 64 * 1024;

const BUFFER: usize = 512 * 1024;

/// The directory of blob files, and who is reading them.
#[derive(Clone, Debug)]
pub struct Blobs {
    directory: Arc<Path>,
    readers: Arc<Mutex<Readers>>,
}

#[derive(Debug, Default)]
struct Readers {
    counts: HashMap<u64, u32>,
    doomed: Vec<u64>,
}

impl Blobs {
    /// Opens the directory and removes the files that no record names.
    pub fn open(directory: PathBuf, known: impl Fn(u64) -> bool) -> io::Result<Self> {
        std::fs::create_dir_all(&directory)?;
        for entry in std::fs::read_dir(&directory)? {
            let entry = entry?;
            let name = entry.file_name();
            let id = name
                .to_str()
                .and_then(|name| u64::from_str_radix(name, 16).ok());
            if !id.is_some_and(&known) {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(Self {
            directory: directory.into(),
            readers: Arc::default(),
        })
    }

    /// A body that is at hand: as it is while it is small, else in a file.
    pub fn content(&self, id: u64, body: Bytes) -> io::Result<Content> {
        if body.len() <= INLINE {
            return Ok(Content::Row(body));
        }
        let pending = Pending {
            id,
            path: Some(self.path(id)),
        };
        std::fs::write(self.path(id), body)?;
        Ok(Content::File(pending))
    }

    /// Where a blob's file is.
    pub fn path(&self, id: u64) -> PathBuf {
        self.directory.join(format!("{id:016x}"))
    }

    fn readers(&self) -> MutexGuard<'_, Readers> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `find` while nothing is removed, and keeps the blobs it names
    /// until the answer is dropped.
    pub fn pin<T, E>(
        &self,
        find: impl FnOnce() -> Result<(T, Vec<u64>), E>,
    ) -> Result<(T, Pins), E> {
        let mut readers = self.readers();
        let (found, ids) = find()?;
        for id in &ids {
            *readers.counts.entry(*id).or_default() += 1;
        }
        Ok((
            found,
            Pins {
                blobs: self.clone(),
                ids,
            },
        ))
    }

    /// Removes blobs, each as soon as nobody reads it.
    pub fn remove(&self, ids: &[u64]) {
        let mut readers = self.readers();
        for id in ids {
            if readers.counts.contains_key(id) {
                readers.doomed.push(*id);
            } else {
                self.unlink(*id);
            }
        }
    }

    fn unlink(&self, id: u64) {
        // What stays behind is removed at the next start.
        if let Err(error) = std::fs::remove_file(self.path(id)) {
            tracing::warn!(%error, id, "blob not removed");
        }
    }
}

/// Blobs that are being read.
#[derive(Debug)]
pub struct Pins {
    blobs: Blobs,
    ids: Vec<u64>,
}

impl Drop for Pins {
    fn drop(&mut self) {
        let mut readers = self.blobs.readers();
        for id in &self.ids {
            let Some(count) = readers.counts.get_mut(id) else {
                continue;
            };
            *count -= 1;
            if *count > 0 {
                continue;
            }
            readers.counts.remove(id);
            if let Some(at) = readers.doomed.iter().position(|doomed| doomed == id) {
                readers.doomed.swap_remove(at);
                self.blobs.unlink(*id);
            }
        }
    }
}

/// A body that has arrived and that no record names yet.
#[derive(Debug)]
pub enum Content {
    /// Small enough for the database.
    Row(Bytes),
    /// In a file, removed on drop unless kept.
    File(Pending),
}

/// A blob file that goes away unless it is kept.
#[derive(Debug)]
pub struct Pending {
    /// The blob's id.
    pub id: u64,
    path: Option<PathBuf>,
}

impl Pending {
    /// Leaves the file where it is.
    pub fn keep(mut self) {
        self.path = None;
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// A body on its way in: in memory while it is small, then in a file.
pub struct Incoming {
    blobs: Blobs,
    id: u64,
    small: BytesMut,
    file: Option<(Pending, BufWriter<File>)>,
}

impl Incoming {
    /// Begins the body that will be blob `id`.
    pub fn new(blobs: &Blobs, id: u64) -> Self {
        Self {
            blobs: blobs.clone(),
            id,
            small: BytesMut::new(),
            file: None,
        }
    }

    /// Appends bytes.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some((_, file)) = &mut self.file {
            return file.write_all(bytes).await;
        }
        if self.small.len() + bytes.len() <= INLINE {
            self.small.extend_from_slice(bytes);
            return Ok(());
        }
        let path = self.blobs.path(self.id);
        let mut file = File::create(&path).await?;
        file.set_max_buf_size(BUFFER);
        let pending = Pending {
            id: self.id,
            path: Some(path),
        };
        let (_, file) = self
            .file
            .insert((pending, BufWriter::with_capacity(BUFFER, file)));
        file.write_all(&self.small).await?;
        file.write_all(bytes).await
    }

    /// All bytes have been written; `file` asks for a file however small it is.
    pub async fn finish(self, file: bool) -> io::Result<Content> {
        if file && self.file.is_none() {
            let path = self.blobs.path(self.id);
            tokio::fs::write(&path, &self.small).await?;
            return Ok(Content::File(Pending {
                id: self.id,
                path: Some(path),
            }));
        }
        match self.file {
            None => Ok(Content::Row(self.small.freeze())),
            Some((pending, mut file)) => {
                file.flush().await?;
                Ok(Content::File(pending))
            }
        }
    }
}
