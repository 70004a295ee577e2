//! Objects without a request, for seeding: one, or many in one transaction.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use md5::{Digest, Md5};
use s3s::s3_error;

use super::error::StoreError;
use super::records::{Attributes, Bucket, Checksum, Segment, Version};
use super::{Store, Writing, now};
use crate::signature::hex;

/// An object to be loaded.
pub struct BulkObject {
    /// The key.
    pub key: String,
    /// Of any size that fits in memory.
    pub body: Bytes,
    /// Headers, metadata, tags.
    pub attributes: Attributes,
}

/// A bucket while it is being filled, in one transaction.
pub struct Filling<'f, 't> {
    tables: &'f mut Writing<'t>,
    name: &'f str,
    bucket: &'f Bucket,
}

impl Filling<'_, '_> {
    /// Adds an object; sorted keys are fastest.
    pub fn add(&mut self, object: BulkObject) -> Result<(), StoreError> {
        self.add_dated(object, Duration::ZERO)
    }

    /// Adds an object that says it was written so long ago.
    pub fn add_dated(&mut self, object: BulkObject, age: Duration) -> Result<(), StoreError> {
        if object.key.len() > 1024 || object.key.is_empty() {
            return Err(s3_error!(InvalidArgument, "no key: {}", object.key).into());
        }
        let mut version = aged(version(&object.body, object.attributes), age);
        version.segments = vec![Segment {
            blob: self.tables.keep_bytes(object.body)?,
            size: version.size,
            part: 0,
            checksum: None,
        }];
        self.put(&object.key, version)
    }

    /// Puts a delete marker over an object.
    pub fn mark_deleted(&mut self, key: &str) -> Result<(), StoreError> {
        self.mark_deleted_dated(key, Duration::ZERO)
    }

    /// Puts a delete marker that says it was made so long ago.
    pub fn mark_deleted_dated(&mut self, key: &str, age: Duration) -> Result<(), StoreError> {
        self.put(key, aged(Version::delete_marker(), age))
    }

    fn put(&mut self, key: &str, version: Version) -> Result<(), StoreError> {
        let place = (self.name, self.bucket);
        self.tables.add_version(place, key, version).map(drop)
    }
}

impl Store {
    /// Makes an empty bucket; one of that name must not exist yet.
    pub async fn create_bucket(
        &self,
        name: &str,
        region: &str,
        account: &str,
    ) -> Result<(), StoreError> {
        match self
            .found(name, Bucket::new(region, account), |_| Ok(()))
            .await?
        {
            true => Ok(()),
            false => Err(s3_error!(BucketAlreadyExists).into()),
        }
    }

    /// Makes a bucket and what `fill` puts in it, all or nothing. False, and
    /// nothing is done, when a bucket of that name exists.
    pub async fn found<F>(&self, name: &str, bucket: Bucket, fill: F) -> Result<bool, StoreError>
    where
        F: FnOnce(&mut Filling<'_, '_>) -> Result<(), StoreError> + Send + 'static,
    {
        let name = name.to_owned();
        self.write(move |tables| {
            if tables.bucket(&name).is_ok() {
                return Ok(false);
            }
            tables.put_bucket(&name, &bucket)?;
            fill(&mut Filling {
                tables,
                name: &name,
                bucket: &bucket,
            })?;
            Ok(true)
        })
        .await
    }

    /// Loads objects into a bucket, all or nothing, and says how many.
    pub async fn load<I>(&self, bucket: &str, objects: I) -> Result<u64, StoreError>
    where
        I: Iterator<Item = BulkObject> + Send + 'static,
    {
        let name = bucket.to_owned();
        self.write(move |tables| {
            let bucket = tables.bucket(&name)?;
            let mut filling = Filling {
                tables,
                name: &name,
                bucket: &bucket,
            };
            let mut loaded = 0;
            for object in objects {
                filling.add(object)?;
                loaded += 1;
            }
            Ok(loaded)
        })
        .await
    }

    /// Adds one object.
    pub async fn add(&self, bucket: &str, object: BulkObject) -> Result<(), StoreError> {
        self.load(bucket, std::iter::once(object)).await.map(drop)
    }
}

fn aged(version: Version, age: Duration) -> Version {
    let age = u64::try_from(age.as_millis()).unwrap_or(u64::MAX);
    Version {
        modified: version.modified.saturating_sub(age),
        ..version
    }
}

fn version(body: &Bytes, attributes: Attributes) -> Version {
    Version {
        id: None,
        marker: false,
        modified: now(),
        size: body.len() as u64,
        etag: attributes.etag(hex(&Md5::digest(body))),
        checksum: Some(Checksum {
            algorithm: "CRC64NVME".into(),
            value: STANDARD.encode(crc_fast::crc64_nvme(body).to_be_bytes()),
            composite: false,
        }),
        segments: Vec::new(),
        multipart: false,
        attributes,
        restored_from: None,
        restored_until: None,
    }
}
