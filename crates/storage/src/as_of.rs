//! A folder as it was at a moment: seeing it, and having it back.
//!
//! Of each key the version counts that was the newest of those written up to the moment, and
//! to its second: S3 dates no finer. An upload in parts counts from when it began.

use futures::{Stream, StreamExt, TryStreamExt, stream};
use time::OffsetDateTime;

use crate::progress::Step;
use crate::selection::Selection;
use crate::versions::{Marker, Version};
use crate::{Result, Storage, StorageError};

/// Objects that are restored at once.
const AT_ONCE: usize = 16;
/// Longest marker that is sent: S3's longest key.
const MARKER_MAX: usize = crate::address::KEY_MAX;

/// A part of what was in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastPage {
    /// Folders in it, each ending in `/`.
    pub prefixes: Vec<String>,
    /// Objects in it, as they were.
    pub objects: Vec<Version>,
}

/// What makes a key be again as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// An earlier version is copied on top.
    Restore(Version),
    /// What was not there then is hidden by a delete marker.
    Hide {
        /// Its key.
        key: String,
    },
}

/// Of what the versions cannot be read.
#[derive(Debug)]
pub struct Unread {
    /// A key, or what keys begin with.
    pub key: String,
    /// Why.
    pub error: StorageError,
}

/// One key now and then.
#[derive(Debug)]
struct Past {
    now: Version,
    /// The newest that was written up to the moment, if anything was.
    then: Option<Version>,
    /// A marker and a version are of one second: which of them came first is not told.
    unsure: bool,
}

/// Takes versions in S3's order and gives, for each key, its past.
struct Pasts {
    at: OffsetDateTime,
    current: Option<Past>,
}

impl Pasts {
    fn at(at: OffsetDateTime) -> Self {
        Self { at, current: None }
    }

    /// The past of the key before, once `version` is another's.
    fn take(&mut self, version: Version) -> Option<Past> {
        let counts = version
            .last_modified
            .is_some_and(|written| written <= self.at);
        if let Some(past) = &mut self.current
            && past.now.key == version.key
        {
            match &past.then {
                None if counts => past.then = Some(version),
                Some(then) => {
                    past.unsure |= then.delete_marker
                        && !then.latest
                        && !version.delete_marker
                        && then.last_modified == version.last_modified;
                }
                None => {}
            }
            return None;
        }
        let fresh = Past {
            then: counts.then(|| version.clone()),
            now: version,
            unsure: false,
        };
        self.current.replace(fresh)
    }

    fn end(&mut self) -> Option<Past> {
        self.current.take()
    }
}

impl Storage {
    /// What was in the folder `prefix` at `at`, page by page, in S3's order. Needs
    /// `s3:ListBucketVersions`. All versions below the folder are read; of a folder in it that
    /// is known to have been there, no more than a page.
    pub fn folder_as_of(
        &self,
        bucket: &str,
        prefix: &str,
        at: OffsetDateTime,
    ) -> impl Stream<Item = Result<PastPage>> + Send + use<> {
        let (storage, bucket, prefix) = (self.clone(), bucket.to_owned(), prefix.to_owned());
        async_stream::try_stream! {
            let mut pasts = Pasts::at(at);
            let mut after = None;
            let mut told = None;
            loop {
                let (versions, next) = storage.versions_page(&bucket, &prefix, &after, None).await?;
                let mut found: Vec<Past> = versions.into_iter().filter_map(|v| pasts.take(v)).collect();
                if next.is_none() {
                    found.extend(pasts.end());
                }
                let mut page = PastPage::default();
                for past in found {
                    let Some(then) = storage.certainly(&bucket, at, past).await?.then else {
                        continue;
                    };
                    match folder_of(&then.key, &prefix) {
                        Some(folder) if told.as_deref() != Some(folder) => {
                            told = Some(folder.to_owned());
                            page.prefixes.push(folder.to_owned());
                        }
                        Some(_) => {}
                        None => page.objects.push(then),
                    }
                }
                yield page;
                let Some(next) = next else { break };
                after = Some(match behind(told.as_deref(), &next) {
                    Some(behind) => {
                        pasts.end();
                        behind
                    }
                    None => next,
                });
            }
        }
    }

    /// What has to be changed for everything to be as it was at `at`.
    pub fn changes_since(
        &self,
        among: Selection,
        at: OffsetDateTime,
    ) -> impl Stream<Item = std::result::Result<Change, Unread>> + Send + use<> {
        let (of_keys, below) = (self.clone(), self.clone());
        let (bucket, keys) = (among.bucket.clone(), among.keys.clone());
        let singly = stream::iter(keys).flat_map(move |key| {
            let pages = of_keys.versions(&bucket, &key).boxed();
            of_keys.changes(&bucket, at, pages, key)
        });
        let prefixes = among.prefixes.clone();
        let below = stream::iter(prefixes).flat_map(move |prefix| {
            let pages = below.versions_below(&among.bucket, &prefix).boxed();
            let among = among.clone();
            let changes = below.changes(&among.bucket, at, pages, prefix);
            changes.filter(move |change| {
                let out = matches!(change, Ok(change) if among.except.hold(change.key()));
                std::future::ready(!out)
            })
        });
        singly.chain(below)
    }

    /// Makes everything be as it was at `at`, as far as it is not. Nothing is deleted for good
    /// where the bucket keeps versions: see [`Storage::clock`].
    pub fn restore_as_of(
        &self,
        among: Selection,
        at: OffsetDateTime,
    ) -> impl Stream<Item = Step> + Send + use<> {
        let (storage, bucket) = (self.clone(), among.bucket.clone());
        self.changes_since(among, at)
            .map(move |change| {
                let (storage, bucket) = (storage.clone(), bucket.clone());
                async move {
                    match change {
                        Ok(change) => storage.turn_back(&bucket, change).await,
                        Err(Unread { key, error }) => Step::Failed { key, error },
                    }
                }
            })
            .buffer_unordered(AT_ONCE)
    }

    fn changes(
        &self,
        bucket: &str,
        at: OffsetDateTime,
        pages: stream::BoxStream<'static, Result<Vec<Version>>>,
        whole: String,
    ) -> impl Stream<Item = std::result::Result<Change, Unread>> + Send + use<> {
        let (storage, bucket) = (self.clone(), bucket.to_owned());
        let changes = async_stream::try_stream! {
            let mut pages = pages;
            let mut pasts = Pasts::at(at);
            while let Some(page) = pages.try_next().await? {
                for version in page {
                    let Some(past) = pasts.take(version) else { continue };
                    if let Some(change) = storage.certainly(&bucket, at, past).await?.change() {
                        yield change;
                    }
                }
            }
            let last = match pasts.end() {
                Some(past) => storage.certainly(&bucket, at, past).await?.change(),
                None => None,
            };
            if let Some(change) = last {
                yield change;
            }
        };
        changes.map_err(move |error: StorageError| Unread {
            key: whole.clone(),
            error,
        })
    }

    async fn turn_back(&self, bucket: &str, change: Change) -> Step {
        let done = match &change {
            Change::Restore(Version {
                key, version_id, ..
            }) => self.restore_version(bucket, key, version_id).await,
            Change::Hide { key } => self.delete(bucket, key, None, None).await.map(|()| 0),
        };
        match done {
            Ok(bytes) => Step::Done { objects: 1, bytes },
            Err(error) => Step::Failed {
                key: change.key().to_owned(),
                error,
            },
        }
    }

    /// Where the dates do not tell what was the newest, the versions are asked for one by one:
    /// their order does.
    async fn certainly(&self, bucket: &str, at: OffsetDateTime, mut past: Past) -> Result<Past> {
        if past.unsure {
            let mut one_by_one = Box::pin(self.versions_by(bucket, &past.now.key, Some(1)));
            past.then = None;
            while let Some(one) = one_by_one.try_next().await? {
                let mut one = one.into_iter();
                if let Some(then) = one.find(|v| v.last_modified.is_some_and(|w| w <= at)) {
                    past.then = Some(then);
                    break;
                }
            }
        }
        // What was hidden then was not there.
        past.then = past.then.filter(|then| !then.delete_marker);
        Ok(past)
    }
}

impl Past {
    fn change(self) -> Option<Change> {
        match self.then {
            Some(then) => (!then.latest).then_some(Change::Restore(then)),
            None => (!self.now.delete_marker).then_some(Change::Hide { key: self.now.key }),
        }
    }
}

impl Change {
    fn key(&self) -> &str {
        match self {
            Self::Restore(version) => &version.key,
            Self::Hide { key } => key,
        }
    }
}

/// The folder in `prefix` that a key is in, if it is in one.
fn folder_of<'k>(key: &'k str, prefix: &str) -> Option<&'k str> {
    let slash = key.get(prefix.len()..)?.find('/')?;
    key.get(..=prefix.len() + slash)
}

/// Behind all of a folder, if what comes next is in it.
fn behind(folder: Option<&str>, next: &Marker) -> Option<Marker> {
    let folder = folder.filter(|folder| next.key.starts_with(folder))?;
    let key = format!("{folder}\u{10ffff}");
    let further = key.len() <= MARKER_MAX && key > next.key;
    further.then_some(Marker { key, version: None })
}
