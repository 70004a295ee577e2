//! Reading an object's beginning while others are being sent, and the rest at its turn.

use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use time::OffsetDateTime;

use crate::address::object_arn;
use crate::error::Kind;
use crate::head::Head;
use crate::objects::Conditions;
use crate::zip::crc;
use crate::{Result, Storage, StorageError};

/// How much of each object is read ahead, in bytes. The rest of a larger one is asked for
/// when it is its turn: a connection on which nobody reads would be cut.
const SHARE: u64 = 4 * 1024 * 1024;
/// How often an object is read on that breaks off.
const AGAIN: u32 = 3;

/// An object that is to be a member.
pub(super) struct Wanted {
    pub key: String,
    /// As listed.
    pub size: Option<u64>,
    pub modified: Option<OffsetDateTime>,
}

/// An object of which the beginning has been read.
pub(super) struct Begun {
    pub key: String,
    pub head: Head,
    pub beginning: Vec<Bytes>,
    /// Bytes in it.
    read: u64,
    /// In all.
    pub size: u64,
}

impl Begun {
    /// The CRC of all of it, if all of it is there.
    pub fn crc(&self) -> Option<u32> {
        let pieces = self.beginning.iter().map(AsRef::as_ref);
        (self.read == self.size).then(|| crc(pieces))
    }
}

impl Storage {
    /// Reads the beginning of an object, which mostly is all of it. What breaks off is
    /// read anew, a few times: nothing of it has been sent yet.
    pub(super) async fn begin(&self, bucket: &str, wanted: Wanted) -> Result<Begun> {
        let mut again = 0..AGAIN;
        loop {
            match self.begin_once(bucket, &wanted).await {
                Err(error) if error.kind == Kind::Unreachable && again.next().is_some() => {}
                other => return other,
            }
        }
    }

    async fn begin_once(&self, bucket: &str, wanted: &Wanted) -> Result<Begun> {
        let key = wanted.key.clone();
        let Some(object) = self.open(bucket, wanted).await? else {
            let head = Head {
                last_modified: wanted.modified,
                ..Head::default()
            };
            return Ok(Begun {
                key,
                head,
                beginning: Vec::new(),
                read: 0,
                size: 0,
            });
        };
        let head = Head::from(&object);
        let place = object_arn(bucket, &key);
        let size = match &head.content_range {
            None => head.size,
            Some(range) => total(range).ok_or_else(|| changed(&place))?,
        };
        let (mut beginning, mut read) = (Vec::new(), 0);
        let mut body = Box::pin(chunks(object.body, place.clone()));
        // To the very end where that is near: there the SDK compares checksums.
        while read < SHARE || size <= SHARE {
            let Some(chunk) = body.next().await else {
                break;
            };
            let chunk = chunk?;
            read += chunk.len() as u64;
            beginning.push(chunk);
        }
        if read < SHARE.min(size) {
            return Err(changed(&place));
        }
        Ok(Begun {
            key,
            head,
            beginning,
            read,
            size,
        })
    }

    /// The object's beginning, or all of it where that is known to be little. `None` is a
    /// folder, of which there is nothing to read.
    pub(super) async fn open(
        &self,
        bucket: &str,
        wanted: &Wanted,
    ) -> Result<Option<GetObjectOutput>> {
        let Wanted { key, size, .. } = wanted;
        if *size == Some(0) && key.ends_with('/') {
            return Ok(None);
        }
        let part = size.is_none_or(|size| size > SHARE);
        let object = match self.share(bucket, key, part.then_some(0), None).await {
            // Nothing has no first byte.
            Err(error) if part && error.kind == Kind::RangeNotSatisfiable => {
                self.share(bucket, key, None, None).await?
            }
            other => other?,
        };
        Ok(Some(object))
    }

    /// What was not read ahead, of the very same object. Where it breaks off it is read on,
    /// a few times.
    pub(super) fn rest(
        &self,
        bucket: &str,
        begun: &Begun,
    ) -> impl Stream<Item = Result<Bytes>> + Send + use<> {
        let (storage, bucket, key) = (self.clone(), bucket.to_owned(), begun.key.clone());
        let (etag, mut at, size) = (begun.head.etag.clone(), begun.read, begun.size);
        async_stream::try_stream! {
            let place = object_arn(&bucket, &key);
            let mut again = 0..if etag.is_some() { AGAIN } else { 0 };
            while at < size {
                let object = storage.share(&bucket, &key, Some(at), etag.clone()).await?;
                let mut body = Box::pin(chunks(object.body, place.clone()));
                let broken = loop {
                    match body.next().await {
                        Some(Ok(chunk)) => {
                            at += chunk.len() as u64;
                            yield chunk;
                        }
                        Some(Err(error)) => break error,
                        None => break changed(&place),
                    }
                };
                if at < size && again.next().is_none() {
                    Err(broken)?;
                }
            }
        }
    }

    /// All of an object, its first [`SHARE`] from the byte 0, or the rest from another.
    async fn share(
        &self,
        bucket: &str,
        key: &str,
        from: Option<u64>,
        if_match: Option<String>,
    ) -> Result<GetObjectOutput> {
        let begins = from.map(|from| format!("bytes {from}-"));
        let range = from.map(|from| match from {
            0 => format!("bytes=0-{}", SHARE - 1),
            _ => format!("bytes={from}-"),
        });
        let conditions = Conditions {
            range,
            if_match,
            ..Conditions::default()
        };
        let object = self.get(bucket, key, None, &conditions).await?;
        // Only of what is read from its beginning a store may give all.
        let told = object.content_range.as_deref().unwrap_or("bytes 0-");
        match begins.is_none_or(|begins| told.starts_with(&begins)) {
            true => Ok(object),
            false => Err(changed(&object_arn(bucket, key))),
        }
    }
}

/// What comes of `body`, which is that of the object `place`.
fn chunks(body: ByteStream, place: String) -> impl Stream<Item = Result<Bytes>> + Send {
    stream::unfold(body, move |mut body| {
        let place = place.clone();
        async move {
            let chunk = body.next().await?.map_err(|error| {
                let words = format!("S3 broke off in the middle of the object: {error}");
                StorageError::new(Kind::Unreachable, "s3:GetObject", place, words)
            });
            Some((chunk, body))
        }
    })
}

pub(super) fn changed(place: &str) -> StorageError {
    let words = "The object changed while it was being read.";
    StorageError::new(Kind::Conflict, "s3:GetObject", place.to_owned(), words)
}

/// The size in `bytes 0-4/10`.
fn total(content_range: &str) -> Option<u64> {
    content_range.rsplit_once('/')?.1.parse().ok()
}
