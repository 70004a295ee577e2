//! Many small objects in one transaction, for seeding.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use md5::{Digest, Md5};
use s3s::s3_error;

use super::error::StoreError;
use super::records::{Attributes, Bucket, Checksum, Segment, Version};
use super::{Blob, Content, INLINE, Store, now};
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
            versioning: super::Versioning::Never,
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
                if object.body.len() > INLINE || object.key.len() > 1024 || object.key.is_empty() {
                    return Err(
                        s3_error!(InvalidArgument, "not a small object: {}", object.key).into(),
                    );
                }
                let version = Version {
                    id: None,
                    marker: false,
                    modified: now(),
                    size: object.body.len() as u64,
                    etag: hex(&Md5::digest(&object.body)),
                    checksum: Some(Checksum {
                        algorithm: "CRC64NVME".into(),
                        value: STANDARD.encode(crc_fast::crc64_nvme(&object.body).to_be_bytes()),
                        composite: false,
                    }),
                    segments: Vec::new(),
                    multipart: false,
                    attributes: object.attributes,
                    restored_from: None,
                    restored_until: None,
                };
                let version = Version {
                    segments: segments(tables.keep(Content::Row(object.body))?, version.size),
                    ..version
                };
                tables.add_version((&name, &bucket), &object.key, version)?;
                loaded += 1;
            }
            Ok(loaded)
        })
        .await
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
