//! The tables of the database and what is done in one transaction.

use std::collections::HashSet;
use std::ops::Bound;

use bytes::Bytes;
use redb::{
    Database, ReadOnlyTable, ReadableDatabase, ReadableTable, Table, TableDefinition,
    WriteTransaction,
};
use s3s::s3_error;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Inner;
use super::blobs::{Content, Pending};
use super::error::StoreError;
use super::records::{Blob, Bucket, Part, Segment, Upload, Version, Versioning};

type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Bucket, key, and the time counted down, so that the newest version of a
/// key comes first.
pub(super) type VersionKey = (&'static str, &'static str, u64);
type UploadKey = (&'static str, &'static str, &'static str);

const BUCKETS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("buckets");
pub(super) const VERSIONS: TableDefinition<'_, VersionKey, &[u8]> =
    TableDefinition::new("versions");
const UPLOADS: TableDefinition<'_, UploadKey, &[u8]> = TableDefinition::new("uploads");
const PARTS: TableDefinition<'_, (&str, u16), &[u8]> = TableDefinition::new("parts");
const ROWS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("rows");
pub(super) const FILES: TableDefinition<'_, u64, ()> = TableDefinition::new("files");

/// Makes the tables that are not there yet.
pub(super) fn create(database: &Database) -> Result<()> {
    let mut transaction = database.begin_write()?;
    // After a kill the next start must not walk the whole file.
    transaction.set_quick_repair(true);
    transaction.open_table(BUCKETS)?;
    transaction.open_table(VERSIONS)?;
    transaction.open_table(UPLOADS)?;
    transaction.open_table(PARTS)?;
    transaction.open_table(ROWS)?;
    transaction.open_table(FILES)?;
    transaction.commit()?;
    Ok(())
}

fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    Ok(serde_json::from_slice(bytes)?)
}

fn encode<T: Serialize>(record: &T) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec(record)?)
}

/// One snapshot of the records.
pub struct Reading {
    pub(super) buckets: ReadOnlyTable<&'static str, &'static [u8]>,
    pub(super) versions: ReadOnlyTable<VersionKey, &'static [u8]>,
    uploads: ReadOnlyTable<UploadKey, &'static [u8]>,
    parts: ReadOnlyTable<(&'static str, u16), &'static [u8]>,
    rows: ReadOnlyTable<u64, &'static [u8]>,
}

/// The records while they are being changed.
pub struct Writing<'t> {
    records: &'t Inner,
    buckets: Table<'t, &'static str, &'static [u8]>,
    versions: Table<'t, VersionKey, &'static [u8]>,
    uploads: Table<'t, UploadKey, &'static [u8]>,
    parts: Table<'t, (&'static str, u16), &'static [u8]>,
    rows: Table<'t, u64, &'static [u8]>,
    files: Table<'t, u64, ()>,
    kept: Vec<Pending>,
    freed: Vec<u64>,
    changes: u64,
}

macro_rules! lookups {
    ($type:ty) => {
        impl $type {
            /// The bucket, or NoSuchBucket.
            pub fn bucket(&self, name: &str) -> Result<Bucket> {
                match self.buckets.get(name)? {
                    Some(row) => decode(row.value()),
                    None => Err(s3_error!(NoSuchBucket).into()),
                }
            }

            /// The newest version of a key, be it a delete marker, and its place.
            pub fn newest(&self, bucket: &str, key: &str) -> Result<Option<(u64, Version)>> {
                match self
                    .versions
                    .range((bucket, key, 0)..=(bucket, key, u64::MAX))?
                    .next()
                {
                    None => Ok(None),
                    Some(row) => {
                        let (place, record) = row?;
                        Ok(Some((place.value().2, decode(record.value())?)))
                    }
                }
            }

            /// The version of a key with an id, `null` included, and its place.
            pub fn version(
                &self,
                bucket: &str,
                key: &str,
                id: &str,
            ) -> Result<Option<(u64, Version)>> {
                let (from, to) = place_of(id).map_or((0, u64::MAX), |place| (place, place));
                for row in self
                    .versions
                    .range((bucket, key, from)..=(bucket, key, to))?
                {
                    let (place, record) = row?;
                    let version: Version = decode(record.value())?;
                    if version.shown_id() == id {
                        return Ok(Some((place.value().2, version)));
                    }
                }
                Ok(None)
            }

            /// A multipart upload, or NoSuchUpload.
            pub fn upload(&self, bucket: &str, key: &str, id: &str) -> Result<Upload> {
                match self.uploads.get((bucket, key, id))? {
                    Some(row) => decode(row.value()),
                    None => Err(s3_error!(NoSuchUpload).into()),
                }
            }

            /// The parts of an upload after a part number, in order.
            pub fn parts(&self, upload: &str, after: u16, max: usize) -> Result<Vec<(u16, Part)>> {
                let range = (
                    Bound::Excluded((upload, after)),
                    Bound::Included((upload, u16::MAX)),
                );
                let mut parts = Vec::new();
                for row in self.parts.range::<(&str, u16)>(range)?.take(max) {
                    let (place, record) = row?;
                    parts.push((place.value().1, decode(record.value())?));
                }
                Ok(parts)
            }
        }
    };
}
lookups!(Reading);
lookups!(Writing<'_>);

impl Reading {
    pub(super) fn new(database: &Database) -> Result<Self> {
        let transaction = database.begin_read()?;
        Ok(Self {
            buckets: transaction.open_table(BUCKETS)?,
            versions: transaction.open_table(VERSIONS)?,
            uploads: transaction.open_table(UPLOADS)?,
            parts: transaction.open_table(PARTS)?,
            rows: transaction.open_table(ROWS)?,
        })
    }

    /// Every bucket, by name.
    pub fn all_buckets(&self) -> Result<Vec<(String, Bucket)>> {
        self.buckets
            .iter()?
            .map(|row| {
                let (name, record) = row?;
                Ok((name.value().to_owned(), decode(record.value())?))
            })
            .collect()
    }

    /// The uploads of a bucket behind a key and upload id, in order.
    pub fn uploads<'a>(
        &'a self,
        bucket: &'a str,
        after: (&'a str, &'a str),
    ) -> Result<impl Iterator<Item = Result<(String, String, Upload)>> + 'a> {
        let from = Bound::Excluded((bucket, after.0, after.1));
        let rows = self
            .uploads
            .range::<(&str, &str, &str)>((from, Bound::Unbounded))?;
        Ok(rows
            .map(|row| {
                let (place, record) = row?;
                let (owner, key, id) = place.value();
                Ok((
                    owner.to_owned(),
                    key.to_owned(),
                    id.to_owned(),
                    decode(record.value())?,
                ))
            })
            .take_while(move |row: &Result<_>| {
                row.as_ref().map_or(true, |(owner, ..)| owner == bucket)
            })
            .map(|row| row.map(|(_, key, id, upload)| (key, id, upload))))
    }

    /// A body kept in the database.
    pub(super) fn row(&self, id: u64) -> Result<Bytes> {
        let row = self
            .rows
            .get(id)?
            .ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))?;
        Ok(Bytes::copy_from_slice(row.value()))
    }
}

impl<'t> Writing<'t> {
    pub(super) fn new(transaction: &'t WriteTransaction, records: &'t Inner) -> Result<Self> {
        Ok(Self {
            records,
            buckets: transaction.open_table(BUCKETS)?,
            versions: transaction.open_table(VERSIONS)?,
            uploads: transaction.open_table(UPLOADS)?,
            parts: transaction.open_table(PARTS)?,
            rows: transaction.open_table(ROWS)?,
            files: transaction.open_table(FILES)?,
            kept: Vec::new(),
            freed: Vec::new(),
            changes: 0,
        })
    }

    /// Grows with each change.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    pub(super) fn close(self) -> (Vec<Pending>, Vec<u64>) {
        (self.kept, self.freed)
    }

    /// Makes or changes a bucket.
    pub fn put_bucket(&mut self, name: &str, bucket: &Bucket) -> Result<()> {
        self.changes += 1;
        self.buckets.insert(name, encode(bucket)?.as_slice())?;
        Ok(())
    }

    /// Removes an empty bucket with its unfinished uploads, or BucketNotEmpty.
    pub fn remove_bucket(&mut self, name: &str) -> Result<()> {
        self.bucket(name)?;
        if let Some(row) = self.versions.range((name, "", 0)..)?.next()
            && row?.0.value().0 == name
        {
            return Err(s3_error!(BucketNotEmpty).into());
        }
        while let Some((key, id)) = self.first_upload(name)? {
            self.remove_upload(name, &key, &id, &HashSet::new())?;
        }
        self.changes += 1;
        self.buckets.remove(name)?;
        Ok(())
    }

    fn first_upload(&self, bucket: &str) -> Result<Option<(String, String)>> {
        let Some(row) = self.uploads.range((bucket, "", "")..)?.next() else {
            return Ok(None);
        };
        let (place, _) = row?;
        let (owner, key, id) = place.value();
        Ok((owner == bucket).then(|| (key.to_owned(), id.to_owned())))
    }

    /// Adds a version of a key as the bucket's versioning says and returns its id.
    pub fn add_version(
        &mut self,
        (name, bucket): (&str, &Bucket),
        key: &str,
        mut version: Version,
    ) -> Result<Option<String>> {
        let tick = self.records.tick();
        let mut place = u64::MAX - tick;
        version.id = (bucket.versioning == Versioning::Enabled).then(|| version_id(tick));
        if version.id.is_none() {
            // A bucket that never had versions has the one version, in one place.
            match self.newest(name, key)? {
                Some((newest, old)) if old.id.is_none() => {
                    self.free(&old.segments)?;
                    place = newest;
                }
                Some(_) => {
                    if let Some((place, _)) = self.version(name, key, "null")? {
                        self.remove_version(name, key, place)?;
                    }
                }
                None => {}
            }
        }
        self.set_version(name, key, place, &version)?;
        Ok(version.id)
    }

    /// Writes a version's record in its place.
    pub fn set_version(
        &mut self,
        bucket: &str,
        key: &str,
        place: u64,
        version: &Version,
    ) -> Result<()> {
        self.changes += 1;
        self.versions
            .insert((bucket, key, place), encode(version)?.as_slice())?;
        Ok(())
    }

    /// Removes a version and its body.
    pub fn remove_version(&mut self, bucket: &str, key: &str, place: u64) -> Result<()> {
        self.changes += 1;
        let removed = self
            .versions
            .remove((bucket, key, place))?
            .map(|row| decode::<Version>(row.value()));
        if let Some(version) = removed {
            self.free(&version?.segments)?;
        }
        Ok(())
    }

    /// Gives a body that has arrived a place that a record can name.
    pub fn keep(&mut self, content: Content) -> Result<Blob> {
        self.changes += 1;
        match content {
            Content::Row(bytes) => {
                let id = self.records.tick();
                self.rows.insert(id, &*bytes)?;
                Ok(Blob::Row(id))
            }
            Content::File(pending) => {
                let id = pending.id;
                self.files.insert(id, ())?;
                self.kept.push(pending);
                Ok(Blob::File(id))
            }
        }
    }

    /// As [`Self::keep`], for a body that is at hand.
    pub fn keep_bytes(&mut self, body: Bytes) -> Result<Blob> {
        let id = self.records.tick();
        let content = self.records.blobs.content(id, body)?;
        self.keep(content)
    }

    fn free(&mut self, segments: &[Segment]) -> Result<()> {
        segments
            .iter()
            .try_for_each(|segment| self.free_blob(segment.blob))
    }

    fn free_blob(&mut self, blob: Blob) -> Result<()> {
        self.changes += 1;
        match blob {
            Blob::Row(id) => {
                self.rows.remove(id)?;
            }
            Blob::File(id) => {
                self.files.remove(id)?;
                self.freed.push(id);
            }
        }
        Ok(())
    }

    /// Begins a multipart upload.
    pub fn put_upload(&mut self, bucket: &str, key: &str, id: &str, upload: &Upload) -> Result<()> {
        self.changes += 1;
        self.uploads
            .insert((bucket, key, id), encode(upload)?.as_slice())?;
        Ok(())
    }

    /// Adds a part, in place of one with the same number.
    pub fn put_part(&mut self, upload: &str, number: u16, part: &Part) -> Result<()> {
        self.changes += 1;
        let old = self
            .parts
            .insert((upload, number), encode(part)?.as_slice())?;
        let old = old.map(|row| decode::<Part>(row.value())).transpose()?;
        if let Some(old) = old {
            self.free_blob(old.blob)?;
        }
        Ok(())
    }

    /// Ends an upload: parts whose blob is not in `used` are freed.
    pub fn remove_upload(
        &mut self,
        bucket: &str,
        key: &str,
        id: &str,
        used: &HashSet<Blob>,
    ) -> Result<()> {
        self.changes += 1;
        self.uploads.remove((bucket, key, id))?;
        for (number, part) in self.parts(id, 0, usize::from(u16::MAX))? {
            self.parts.remove((id, number))?;
            if !used.contains(&part.blob) {
                self.free_blob(part.blob)?;
            }
        }
        Ok(())
    }
}

const ALPHABET: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";

/// A version id that looks like S3's: 32 characters. The first eleven are the
/// tick and make it unique, the others make it opaque.
fn version_id(tick: u64) -> String {
    let tick = (0..11).map(|n| (tick >> (6 * n)) as usize & 63);
    let noise = (11..32).map(|_| usize::from(rand::random::<u8>()) & 63);
    tick.chain(noise)
        .map(|index| char::from(ALPHABET[index]))
        .collect()
}

/// The place of the version with this id; `None` for `null` and what is no id.
pub(super) fn place_of(id: &str) -> Option<u64> {
    if id.len() != 32 {
        return None;
    }
    let mut tick = 0u64;
    for (n, byte) in id.bytes().take(11).enumerate() {
        let digit = ALPHABET.iter().position(|letter| *letter == byte)? as u64;
        tick |= digit.checked_shl(6 * n as u32)?;
    }
    Some(u64::MAX - tick)
}
