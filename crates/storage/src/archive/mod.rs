//! Many objects as one ZIP archive, read while it is sent.

mod ahead;

use std::collections::BTreeSet;

use bytes::Bytes;
use futures::future::ready;
use futures::{Stream, StreamExt, stream};
use tokio_util::task::AbortOnDropHandle;

use crate::address::object_arn;
use crate::error::Kind;
use crate::list::Listing;
use crate::selection::{Except, Folders};
use crate::zip::Writer;
use crate::zip::names::Names;
use crate::{Result, Storage, StorageError};
use ahead::{Begun, Wanted, changed};

/// Objects that are read ahead, besides the one that is being sent.
const AHEAD: usize = 7;
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
    /// What is left out of those.
    pub except: Except,
}

/// A piece of an archive.
#[derive(Debug)]
pub struct Piece {
    /// Its bytes.
    pub bytes: Bytes,
    /// How many members are whole with it.
    pub members: u64,
}

impl Selection {
    /// The same without what is in it twice.
    fn once(mut self) -> Self {
        let folders = Folders::new(self.prefixes);
        let keys: BTreeSet<String> = self.keys.into_iter().collect();
        let twice = |key: &String| folders.hold(key) && !self.except.hold(key);
        self.keys = keys.into_iter().filter(|key| !twice(key)).collect();
        self.prefixes = folders.into_iter().collect();
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
                if begun.size == 0 && name.is_empty() {
                    // The mark of the folder that all of it is in.
                } else if begun.size == 0 && name.ends_with('/') {
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
            except,
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
            .flat_map(move |prefix| storage.all_below(bucket.clone(), prefix))
            .filter(move |found| {
                let out = matches!(found, Ok(wanted) if except.hold(&wanted.key));
                ready(!out)
            });
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
}

fn piece(writer: &mut Writer) -> Piece {
    Piece {
        bytes: writer.take(),
        members: writer.members(),
    }
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
