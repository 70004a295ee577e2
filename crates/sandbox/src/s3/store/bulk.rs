//! Objects without a request, for seeding: one, or many in one transaction.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use md5::{Digest, Md5};
use s3s::s3_error;

use super::error::StoreError;
use super::records::{Attributes, Bucket, Checksum, Segment, Version};
use super::{Blob, Content, INLINE, Store, Versioning, Writing, now};
use crate::signature::hex;

/// An object to be loaded.
pub struct BulkObject {
    /// The key.
    pub key: String,
    /// At most [`INLINE`] bytes.
    pub body: Bytes,
    /// Headers, metadata, tags.
    pub attributes: Attributes,
}

impl Store {
    /// Makes a bucket; one of that name must not exist yet.
    pub async fn create_bucket(
        &self,
        name: &str,
        region: &str,
        account: &str,
    ) -> Result<(), StoreError> {
        let name = name.to_owned();
        let bucket = Bucket {
            region: region.to_owned(),
            account: account.to_owned(),
            created: now(),
            versioning: Versioning::Never,
            policy: None,
            tags: Vec::new(),
            cors: Vec::new(),
        };
        self.write(move |tables| {
            if tables.bucket(&name).is_ok() {
                return Err(s3_error!(BucketAlreadyExists).into());
            }
            tables.put_bucket(&name, &bucket)
        })
        .await
    }

    /// Whether a bucket exists.
    pub async fn has_bucket(&self, name: &str) -> Result<bool, StoreError> {
        let name = name.to_owned();
        self.read(move |tables| Ok(tables.bucket(&name).is_ok()))
            .await
    }

    /// Loads objects in one transaction; sorted keys are fastest.
    pub async fn load<I>(&self, bucket: &str, objects: I) -> Result<u64, StoreError>
    where
        I: Iterator<Item = BulkObject> + Send + 'static,
    {
        let name = bucket.to_owned();
        self.write(move |tables| {
            let bucket = tables.bucket(&name)?;
            let mut loaded = 0;
            for object in objects {
                if object.body.len() > INLINE {
                    return Err(s3_error!(InvalidArgument, "not small: {}", object.key).into());
                }
                let content = Content::Row(object.body.clone());
                put(tables, (&name, &bucket), object, content)?;
                loaded += 1;
            }
            Ok(loaded)
        })
        .await
    }

    /// Adds one object of any size.
    pub async fn add(&self, bucket: &str, object: BulkObject) -> Result<(), StoreError> {
        let mut incoming = self.incoming();
        incoming.write(&object.body).await?;
        let content = incoming.finish(false).await?;
        let name = bucket.to_owned();
        self.write(move |tables| {
            let bucket = tables.bucket(&name)?;
            put(tables, (&name, &bucket), object, content)
        })
        .await
    }

    /// Sets the versioning of a bucket.
    pub async fn set_versioning(
        &self,
        name: &str,
        versioning: Versioning,
    ) -> Result<(), StoreError> {
        let name = name.to_owned();
        self.write(move |tables| {
            let mut bucket = tables.bucket(&name)?;
            bucket.versioning = versioning;
            tables.put_bucket(&name, &bucket)
        })
        .await
    }

    /// Puts a delete marker over an object.
    pub async fn mark_deleted(&self, bucket: &str, key: &str) -> Result<(), StoreError> {
        let (name, key) = (bucket.to_owned(), key.to_owned());
        self.write(move |tables| {
            let bucket = tables.bucket(&name)?;
            let marker = Version {
                marker: true,
                ..version(&Bytes::new(), Attributes::default())
            };
            tables.add_version((&name, &bucket), &key, marker).map(drop)
        })
        .await
    }
}

fn put(
    tables: &mut Writing<'_>,
    bucket: (&str, &Bucket),
    object: BulkObject,
    content: Content,
) -> Result<(), StoreError> {
    if object.key.len() > 1024 || object.key.is_empty() {
        return Err(s3_error!(InvalidArgument, "no key: {}", object.key).into());
    }
    let mut version = version(&object.body, object.attributes);
    version.segments = segments(tables.keep(content)?, version.size);
    tables.add_version(bucket, &object.key, version).map(drop)
}

fn version(body: &Bytes, attributes: Attributes) -> Version {
    Version {
        id: None,
        marker: false,
        modified: now(),
        size: body.len() as u64,
        etag: hex(&Md5::digest(body)),
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

fn segments(blob: Blob, size: u64) -> Vec<Segment> {
    vec![Segment {
        blob,
        size,
        part: 0,
        checksum: None,
    }]
}
