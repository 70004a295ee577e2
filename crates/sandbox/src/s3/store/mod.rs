//! Buckets and objects on disk: records in one ordered database file, large
//! bodies in files beside it.

mod backend;
mod blobs;
mod body;
mod bulk;
mod error;
mod list;
mod records;
mod tables;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use redb::backends::FileBackend;
use redb::{Database, ReadableDatabase};

pub use blobs::{Content, INLINE, Incoming};
pub use body::Body;
pub use bulk::{BulkObject, Filling};
pub use error::StoreError;
pub use list::{After, Entry, Page, Query, VersionEntry, VersionPage, VersionQuery, successor};
pub use records::{
    Attributes, Blob, Bucket, Checksum, CorsRule, Kms, Part, Segment, Upload, Version, Versioning,
};
pub use tables::{Reading, Writing};

use blobs::Blobs;
use writer::Writer;

/// The store. Cheap to clone; all clones share one database.
#[derive(Clone)]
pub struct Store {
    records: Arc<Inner>,
    writer: Arc<Writer>,
}

struct Inner {
    database: Database,
    blobs: Blobs,
    clock: AtomicU64,
}

impl Inner {
    /// A number larger than every one before, in nanoseconds since 1970.
    fn tick(&self) -> u64 {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let now = u64::try_from(now.as_nanos()).unwrap_or(u64::MAX / 2);
        let last = self.clock.fetch_max(now, Ordering::SeqCst);
        if now > last {
            now
        } else {
            self.clock.fetch_add(1, Ordering::SeqCst) + 1
        }
    }
}

impl Store {
    /// Opens the store in `directory`, making it if need be. One process at a time.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(directory)?;
        let file = std::fs::OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(directory.join("sandbox.redb"))?;
        let database = Database::builder()
            .set_cache_size(64 * 1024 * 1024)
            .create_with_backend(backend::PageCache(FileBackend::new(file)?))?;
        tables::create(&database)?;
        let blobs = {
            let transaction = database.begin_read()?;
            let files = transaction.open_table(tables::FILES)?;
            Blobs::open(directory.join("blobs"), |id| {
                files.get(id).is_ok_and(|row| row.is_some())
            })?
        };
        let records = Arc::new(Inner {
            database,
            blobs,
            clock: AtomicU64::new(0),
        });
        let writer = Writer::start(records.clone())?;
        Ok(Self {
            records,
            writer: Arc::new(writer),
        })
    }

    /// A number larger than every one before.
    pub fn tick(&self) -> u64 {
        self.records.tick()
    }

    /// Begins a body.
    pub fn incoming(&self) -> Incoming {
        Incoming::new(&self.records.blobs, self.records.tick())
    }

    /// Reads from one snapshot of the records.
    pub async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Reading) -> Result<T, StoreError> + Send + 'static,
    {
        let store = self.clone();
        tokio::task::spawn_blocking(move || work(&Reading::new(&store.records.database)?)).await?
    }

    /// Changes records, all or nothing. What `work` answers is on disk when
    /// this returns.
    pub async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Writing<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.writer.write(work).await
    }

    /// The body of a version together with the version itself; the bytes stay
    /// readable for as long as the answer lives.
    pub async fn open_body<F>(&self, find: F) -> Result<(Version, Body), StoreError>
    where
        F: FnOnce(&Reading) -> Result<Version, StoreError> + Send + 'static,
    {
        let store = self.clone();
        tokio::task::spawn_blocking(move || {
            let ((version, rows), pins) = store.records.blobs.pin(|| {
                let tables = Reading::new(&store.records.database)?;
                let version = find(&tables)?;
                let mut rows = Vec::new();
                let mut files = Vec::new();
                for segment in &version.segments {
                    match segment.blob {
                        Blob::Row(id) => rows.push((id, tables.row(id)?)),
                        Blob::File(id) => files.push(id),
                    }
                }
                Ok::<_, StoreError>(((version, rows), files))
            })?;
            let body = Body::new(
                store.records.blobs.clone(),
                version.segments.clone(),
                rows,
                pins,
            );
            Ok((version, body))
        })
        .await?
    }
}

/// Milliseconds since 1970.
pub fn now() -> u64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(u64::MAX)
}
