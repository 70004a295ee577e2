//! Listings: a page is found by seeking, and a common prefix is stepped over
//! by one seek however many keys it holds.

use std::ops::Bound;

use super::error::StoreError;
use super::records::Version;
use super::tables::{Reading, place_of};

type Result<T, E = StoreError> = std::result::Result<T, E>;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Only keys that begin with it.
    pub prefix: String,
    /// Rolls up what follows it into one entry.
    pub delimiter: Option<String>,
    /// Where to begin.
    pub after: After,
    /// Entries on the page.
    pub max: usize,
}

/// Where a listing begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum After {
    /// At the first key.
    #[default]
    Nothing,
    /// Behind this key; a common prefix equal to it is not shown again.
    Key(String),
    /// Behind every key with this prefix.
    Prefix(String),
}

/// An entry of a listing.
#[derive(Debug)]
pub enum Entry {
    /// An object and its newest version.
    Object(String, Box<Version>),
    /// A common prefix.
    Prefix(String),
}

/// A page of a listing.
#[derive(Debug, Default)]
pub struct Page {
    /// In the order of the keys' bytes.
    pub entries: Vec<Entry>,
    /// Where the next page begins, if there is one.
    pub next: Option<After>,
}

/// What versions to list.
#[derive(Clone, Debug, Default)]
pub struct VersionQuery {
    /// Only keys that begin with it.
    pub prefix: String,
    /// Rolls up what follows it into one entry.
    pub delimiter: Option<String>,
    /// Behind this key, or behind one version of it.
    pub key_marker: String,
    /// The version of `key_marker` to begin behind.
    pub version_marker: Option<String>,
    /// Entries on the page.
    pub max: usize,
}

/// An entry of a listing of versions.
#[derive(Debug)]
pub enum VersionEntry {
    /// A version or delete marker.
    Version {
        /// The object's key.
        key: String,
        /// The version.
        version: Box<Version>,
        /// Whether it is the newest of its key.
        latest: bool,
    },
    /// A common prefix.
    Prefix(String),
}

/// A page of a listing of versions.
#[derive(Debug, Default)]
pub struct VersionPage {
    /// By key, newest version first.
    pub entries: Vec<VersionEntry>,
    /// Whether there is more.
    pub truncated: bool,
}

/// The least string greater than every string that begins with `prefix`.
pub fn successor(prefix: &str) -> Option<String> {
    let mut text = prefix.to_owned();
    while let Some(last) = text.pop() {
        // UTF-8 orders like its code points; the surrogates have no place in it.
        let next = if last == '\u{D7FF}' {
            Some('\u{E000}')
        } else {
            char::from_u32(u32::from(last) + 1)
        };
        if let Some(next) = next {
            text.push(next);
            return Some(text);
        }
    }
    None
}

fn common_prefix<'k>(key: &'k str, prefix: &str, delimiter: Option<&str>) -> Option<&'k str> {
    let delimiter = delimiter.filter(|delimiter| !delimiter.is_empty())?;
    let at = key.get(prefix.len()..)?.find(delimiter)?;
    key.get(..prefix.len() + at + delimiter.len())
}

/// Where a scan of the versions table goes on.
enum Seek {
    From(String),
    Behind(String),
    BehindVersion(String, u64),
    End,
}

impl Seek {
    fn behind_prefix(prefix: &str) -> Self {
        successor(prefix).map_or(Self::End, Self::From)
    }

    fn bound<'a>(&'a self, bucket: &'a str) -> Option<Bound<(&'a str, &'a str, u64)>> {
        match self {
            Self::From(key) => Some(Bound::Included((bucket, key, 0))),
            Self::Behind(key) => Some(Bound::Excluded((bucket, key, u64::MAX))),
            Self::BehindVersion(key, place) => Some(Bound::Excluded((bucket, key, *place))),
            Self::End => None,
        }
    }
}

impl Query {
    fn start(&self) -> Seek {
        match &self.after {
            After::Key(key) if *key >= self.prefix => Seek::Behind(key.clone()),
            After::Prefix(prefix) if *prefix >= self.prefix => Seek::behind_prefix(prefix),
            _ => Seek::From(self.prefix.clone()),
        }
    }
}

impl Page {
    fn end(&self) -> Option<After> {
        self.entries.last().map(|entry| match entry {
            Entry::Object(key, _) => After::Key(key.clone()),
            Entry::Prefix(prefix) => After::Prefix(prefix.clone()),
        })
    }
}

impl Reading {
    /// One page of the objects of a bucket.
    pub fn list(&self, bucket: &str, query: &Query) -> Result<Page> {
        let mut page = Page::default();
        let mut seek = query.start();
        if query.max == 0 {
            return Ok(page);
        }
        'seek: while let Some(start) = seek.bound(bucket) {
            let mut seen: Option<String> = None;
            for row in self
                .versions
                .range::<(&str, &str, u64)>((start, Bound::Unbounded))?
            {
                let (place, record) = row?;
                let (owner, key, _) = place.value();
                if owner != bucket || !key.starts_with(&query.prefix) {
                    return Ok(page);
                }
                if seen.as_deref() == Some(key) {
                    continue;
                }
                seen = Some(key.to_owned());
                let version: Version = serde_json::from_slice(record.value())?;
                if version.marker {
                    continue;
                }
                let rolled = common_prefix(key, &query.prefix, query.delimiter.as_deref());
                let shown = matches!((rolled, &query.after), (Some(rolled), After::Key(key)) if rolled == key);
                if !shown && page.entries.len() == query.max {
                    page.next = page.end();
                    return Ok(page);
                }
                let Some(rolled) = rolled else {
                    page.entries
                        .push(Entry::Object(key.to_owned(), Box::new(version)));
                    continue;
                };
                if !shown {
                    page.entries.push(Entry::Prefix(rolled.to_owned()));
                }
                seek = Seek::behind_prefix(rolled);
                continue 'seek;
            }
            break;
        }
        Ok(page)
    }

    /// One page of the versions of a bucket.
    pub fn list_versions(&self, bucket: &str, query: &VersionQuery) -> Result<VersionPage> {
        let mut page = VersionPage::default();
        let (mut seek, mut previous) = self.version_start(bucket, query)?;
        if query.max == 0 {
            return Ok(page);
        }
        'seek: while let Some(start) = seek.bound(bucket) {
            for row in self
                .versions
                .range::<(&str, &str, u64)>((start, Bound::Unbounded))?
            {
                let (place, record) = row?;
                let (owner, key, _) = place.value();
                if owner != bucket || !key.starts_with(&query.prefix) {
                    return Ok(page);
                }
                let rolled = common_prefix(key, &query.prefix, query.delimiter.as_deref());
                let shown = rolled.is_some_and(|rolled| rolled == query.key_marker);
                if !shown && page.entries.len() == query.max {
                    page.truncated = true;
                    return Ok(page);
                }
                let Some(rolled) = rolled else {
                    let latest = previous.as_deref() != Some(key);
                    previous = Some(key.to_owned());
                    let version = Box::new(serde_json::from_slice(record.value())?);
                    page.entries.push(VersionEntry::Version {
                        key: key.to_owned(),
                        version,
                        latest,
                    });
                    continue;
                };
                if !shown {
                    page.entries.push(VersionEntry::Prefix(rolled.to_owned()));
                }
                seek = Seek::behind_prefix(rolled);
                continue 'seek;
            }
            break;
        }
        Ok(page)
    }

    fn version_start(&self, bucket: &str, query: &VersionQuery) -> Result<(Seek, Option<String>)> {
        let key = &query.key_marker;
        if key.is_empty() || *key < query.prefix {
            return Ok((Seek::From(query.prefix.clone()), None));
        }
        let Some(id) = &query.version_marker else {
            return Ok((Seek::Behind(key.clone()), None));
        };
        let place = match self.version(bucket, key, id)? {
            Some((place, _)) => Some(place),
            None => place_of(id),
        };
        Ok(match place {
            Some(place) => (Seek::BehindVersion(key.clone(), place), Some(key.clone())),
            None => (Seek::Behind(key.clone()), None),
        })
    }
}
