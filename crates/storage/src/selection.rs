//! What people choose to work on: objects, folders, and folders but for some of it.

use std::collections::{BTreeSet, HashSet};
use std::ops::Bound;

/// Objects and folders of a bucket.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The bucket.
    pub bucket: String,
    /// Objects, each with its whole key.
    pub keys: Vec<String>,
    /// Folders with all below; each ends in `/` or is empty, which is the whole bucket.
    pub prefixes: Vec<String>,
    /// What is left out of those.
    pub except: Except,
}

/// Folders, none of them within another.
#[derive(Clone, Debug, Default)]
pub struct Folders(BTreeSet<String>);

/// What is left out of folders. Looking a key up costs the same however much it is.
#[derive(Clone, Debug, Default)]
pub struct Except {
    keys: HashSet<String>,
    folders: Folders,
}

/// One thing of a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// One object.
    Object(String),
    /// All below a prefix.
    Below(String),
}

impl Folders {
    /// Without those that are within others.
    pub fn new(mut folders: Vec<String>) -> Self {
        folders.sort_unstable();
        // What begins with the one before it is within it, and follows it.
        folders.dedup_by(|within, above| within.starts_with(above.as_str()));
        Self(folders.into_iter().collect())
    }

    /// Whether `key` is in one of them.
    pub fn hold(&self, key: &str) -> bool {
        let upto = (Bound::Unbounded, Bound::Included(key));
        let last = self.0.range::<str, _>(upto).next_back();
        last.is_some_and(|folder| key.starts_with(folder.as_str()))
    }
}

impl IntoIterator for Folders {
    type Item = String;
    type IntoIter = std::collections::btree_set::IntoIter<String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Except {
    /// These objects, and all below these prefixes.
    pub fn new(keys: Vec<String>, prefixes: Vec<String>) -> Self {
        Self {
            keys: keys.into_iter().collect(),
            folders: Folders::new(prefixes),
        }
    }

    /// Whether `key` is left out.
    pub fn hold(&self, key: &str) -> bool {
        self.keys.contains(key) || self.folders.hold(key)
    }
}

impl Selection {
    /// What to work on, nothing twice: objects in order, then folders in order. An object
    /// that is named and left out of its folder is named.
    pub fn places(&self) -> Vec<Place> {
        let folders = Folders::new(self.prefixes.clone());
        let twice = |key: &&String| folders.hold(key) && !self.except.hold(key);
        let keys: BTreeSet<&String> = self.keys.iter().filter(|key| !twice(key)).collect();
        let keys = keys.into_iter().cloned().map(Place::Object);
        keys.chain(folders.clone().into_iter().map(Place::Below))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|s| (*s).to_owned()).collect()
    }

    #[test]
    fn nothing_is_selected_twice() {
        let selection = Selection {
            keys: texts(&["b", "a", "b", "d/x", "d2", "d", "c/out"]),
            prefixes: texts(&["d/e/", "d/", "c/", "d/", "d!/"]),
            except: Except::new(texts(&["c/out"]), Vec::new()),
            ..Selection::default()
        };
        let objects = ["a", "b", "c/out", "d", "d2"].map(|key| Place::Object(key.to_owned()));
        let folders = ["c/", "d!/", "d/"].map(|prefix| Place::Below(prefix.to_owned()));
        assert_eq!(selection.places(), [&objects[..], &folders[..]].concat());
    }

    #[test]
    fn what_is_left_out_is_exactly_that() {
        let except = Except::new(texts(&["a/x", "a/"]), texts(&["a/b/", "a/b/c/", "z/"]));
        for (key, out) in [
            ("a/x", true),
            ("a/xy", false),
            ("a/", true),
            ("a/b/", true),
            ("a/b/c/d", true),
            ("a/b", false),
            ("a/b0", false),
            ("zz", false),
            ("z/\u{10ffff}", true),
        ] {
            assert_eq!(except.hold(key), out, "{key}");
        }
        // The empty prefix is the whole bucket.
        assert!(Except::new(Vec::new(), texts(&[""])).hold("anything"));
        assert!(!Except::default().hold("anything"));
    }
}
