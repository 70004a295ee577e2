//! Many objects as one ZIP archive, read while it is sent.

use std::collections::BTreeSet;
use std::ops::Bound;

use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::primitives::ByteStream;
use bytes::Bytes;
use futures::future::ready;
use futures::{Stream, StreamExt, stream};
use time::OffsetDateTime;
use tokio_util::task::AbortOnDropHandle;

use crate::address::object_arn;
use crate::error::Kind;
use crate::head::Head;
use crate::list::Listing;
use crate::objects::Conditions;
use crate::zip::names::Names;
use crate::zip::{Writer, crc};
use crate::{Result, Storage, StorageError};

/// Objects that are read ahead, besides the one that is being sent.
const AHEAD: usize = 7;
/// How much of each, in bytes. The rest of a larger one is asked for when it is its turn:
/// a connection on which nobody reads would be cut.
const SHARE: u64 = 4 * 1024 * 1024;
/// How often an object is read on that breaks off.
const AGAIN: u32 = 3;
/// What is small is sent together, so many bytes at a time.
const PIECE: usize = 64 * 1024;

/// What to put in an archive.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The bucket.
    pub bucket: String,
    /// The folder they are in: empty, or ending in `/`. Their names begin behind it.
    pub prefix: String,
    /// Objects, each with its whole key.
    pub keys: Vec<String>,
    /// Folders, each ending in `/`, with all below.
    pub prefixes: Vec<String>,
}

/// A piece of an archive.
#[derive(Debug)]
pub struct Piece {
    /// Its bytes.
    pub bytes: Bytes,
    /// How many members are whole with it.
    pub members: u64,
}

/// An object that is to be a member.
struct Wanted {
    key: String,
    /// As listed.
    size: Option<u64>,
    modified: Option<OffsetDateTime>,
}

/// An object of which the beginning has been read.
struct Begun {
    key: String,
    head: Head,
    beginning: Vec<Bytes>,
    /// Bytes in it.
    read: u64,
    /// In all.
    size: u64,
}

impl Selection {
    /// The same without what is in it twice.
    fn once(mut self) -> Self {
        self.prefixes.sort_unstable();
        // What begins with the one before it is within it, and follows it.
        self.prefixes
            .dedup_by(|within, above| within.starts_with(above.as_str()));
        let folders: BTreeSet<&str> = self.prefixes.iter().map(String::as_str).collect();
        let below = |key: &str| {
            let upto = (Bound::Unbounded, Bound::Included(key));
            let last = folders.range::<str, _>(upto).next_back();
            last.is_some_and(|folder| key.starts_with(folder))
        };
        let keys: BTreeSet<String> = self.keys.into_iter().filter(|key| !below(key)).collect();
        self.keys = keys.into_iter().collect();
        self
    }
}

impl Storage {
    /// The archive, piece by piece. Folders are listed and objects read as it goes; at
    /// most 32 MiB are read ahead, of at most eight objects at once. Of each member some
    /// 100 bytes and its name are kept until the end.
    ///
    /// The first thing that cannot be read ends it with its error, and so in the middle:
    /// what has been sent until then is no archive.
    pub fn archive(
        &self,
        selection: Selection,
    ) -> impl Stream<Item = Result<Piece>> + Send + use<> {
        let storage = self.clone();
        let skip = selection.prefix.len();
        let bucket = selection.bucket.clone();
        let pieces = async_stream::try_stream! {
            let (mut writer, mut names) = (Writer::default(), Names::default());
            let mut members = Box::pin(storage.members(selection));
            while let Some(begun) = members.next().await {
                let begun = begun?;
                let name = begun.key.get(skip..).unwrap_or(&begun.key);
                let modified = begun.head.last_modified;
                if begun.size == 0 && name.ends_with('/') {
                    writer.folder(&names.folder(name), modified);
                } else {
                    let place = object_arn(&bucket, &begun.key);
                    let wrong = |_| changed(&place);
                    writer.begin(&names.file(name), modified, begun.size, begun.crc());
                    let rest = storage.rest(&bucket, &begun);
                    let mut chunks = Box::pin(stream::iter(begun.beginning).map(Ok).chain(rest));
                    while let Some(chunk) = chunks.next().await {
                        let chunk = chunk?;
                        if chunk.len() < PIECE {
                            writer.small_data(&chunk).map_err(wrong)?;
                        } else {
                            yield piece(&mut writer);
                            writer.data(&chunk).map_err(wrong)?;
                            yield Piece { bytes: chunk, members: writer.members() };
                        }
                        if writer.pending() >= PIECE {
                            yield piece(&mut writer);
                        }
                    }
                    writer.end().map_err(wrong)?;
                }
                if writer.pending() >= PIECE {
                    yield piece(&mut writer);
                }
            }
            yield piece(&mut writer);
            writer.finish();
            yield piece(&mut writer);
        };
        pieces.filter(|piece| ready(!matches!(piece, Ok(piece) if piece.bytes.is_empty())))
    }

    /// Asks for the archive's first member, so that a refusal is known before anything is
    /// sent.
    pub async fn try_archive(&self, selection: Selection) -> Result<()> {
        let mut wanted = Box::pin(self.wanted(selection.clone()));
        match wanted.next().await {
            Some(wanted) => self.open(&selection.bucket, &wanted?).await.map(drop),
            None => Ok(()),
        }
    }

    /// The objects in order, each begun while others are being sent.
    fn members(&self, selection: Selection) -> impl Stream<Item = Result<Begun>> + Send + use<> {
        let storage = self.clone();
        let bucket = selection.bucket.clone();
        self.wanted(selection)
            .map(move |wanted| {
                let (storage, bucket) = (storage.clone(), bucket.clone());
                // In a task of its own, so that it goes on while another is being sent.
                AbortOnDropHandle::new(tokio::spawn(async move {
                    storage.begin(&bucket, wanted?).await
                }))
            })
            .buffered(AHEAD)
            .map(|joined| {
                joined.unwrap_or_else(|error| {
                    let words = error.to_string();
                    let nowhere = String::new();
                    Err(StorageError::new(
                        Kind::Other,
                        "s3:GetObject",
                        nowhere,
                        words,
                    ))
                })
            })
    }

    /// What to read, listed as it is wanted.
    fn wanted(&self, selection: Selection) -> impl Stream<Item = Result<Wanted>> + Send + use<> {
        let storage = self.clone();
        let Selection {
            bucket,
            keys,
            prefixes,
            ..
        } = selection.once();
        let single = keys.into_iter().map(|key| {
            Ok(Wanted {
                key,
                size: None,
                modified: None,
            })
        });
        let below = stream::iter(prefixes)
            .flat_map(move |prefix| storage.all_below(bucket.clone(), prefix));
        stream::iter(single).chain(below)
    }

    fn all_below(
        &self,
        bucket: String,
        prefix: String,
    ) -> impl Stream<Item = Result<Wanted>> + Send + use<> {
        let storage = self.clone();
        async_stream::try_stream! {
            let listing = Listing {
                bucket: bucket.clone(),
                prefix: prefix.clone(),
                ..Listing::default()
            };
            let mut pages = Box::pin(storage.list(listing));
            let mut empty = true;
            while let Some(page) = pages.next().await {
                for entry in page?.objects {
                    empty = false;
                    yield Wanted {
                        key: entry.key,
                        size: Some(entry.size),
                        modified: entry.last_modified,
                    };
                }
            }
            if empty {
                let words = format!("There is nothing in the folder {prefix} any more.");
                let place = object_arn(&bucket, &prefix);
                Err(StorageError::new(Kind::Missing, "s3:ListBucket", place, words))?;
            }
        }
    }

    /// Reads the beginning of an object, which mostly is all of it. What breaks off is
    /// read anew, a few times: nothing of it has been sent yet.
    async fn begin(&self, bucket: &str, wanted: Wanted) -> Result<Begun> {
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
        while read < SHARE.min(size) {
            let chunk = body.next().await.ok_or_else(|| changed(&place))??;
            read += chunk.len() as u64;
            beginning.push(chunk);
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
    async fn open(&self, bucket: &str, wanted: &Wanted) -> Result<Option<GetObjectOutput>> {
        let Wanted { key, size, .. } = wanted;
        if *size == Some(0) && key.ends_with('/') {
            return Ok(None);
        }
        let part = size.is_none_or(|size| size > SHARE);
        let object = match self.read(bucket, key, part.then_some(0), None).await {
            // Nothing has no first byte.
            Err(error) if part && error.kind == Kind::RangeNotSatisfiable => {
                self.read(bucket, key, None, None).await?
            }
            other => other?,
        };
        Ok(Some(object))
    }

    /// What was not read ahead, of the very same object. Where it breaks off it is read on,
    /// a few times.
    fn rest(
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
                let object = storage.read(&bucket, &key, Some(at), etag.clone()).await?;
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
    async fn read(
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

impl Begun {
    /// The CRC of all of it, if all of it is there.
    fn crc(&self) -> Option<u32> {
        let pieces = self.beginning.iter().map(AsRef::as_ref);
        (self.read == self.size).then(|| crc(pieces))
    }
}

fn piece(writer: &mut Writer) -> Piece {
    Piece {
        bytes: writer.take(),
        members: writer.members(),
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

fn changed(place: &str) -> StorageError {
    let words = "The object changed while it was being read.";
    StorageError::new(Kind::Conflict, "s3:GetObject", place.to_owned(), words)
}

/// The size in `bytes 0-4/10`.
fn total(content_range: &str) -> Option<u64> {
    content_range.rsplit_once('/')?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_in_it_twice() {
        let text = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        let selection = Selection {
            keys: text(&["b", "a", "b", "d/x", "d2", "d"]),
            prefixes: text(&["d/e/", "d/", "c/", "d/", "d!/"]),
            ..Selection::default()
        };
        let once = selection.once();
        assert_eq!(once.keys, text(&["a", "b", "d", "d2"]));
        assert_eq!(once.prefixes, text(&["c/", "d!/", "d/"]));
    }
}
