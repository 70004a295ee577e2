//! Finding out what would be refused, without doing any of it.
//!
//! AWS cannot be asked in advance whether each object may be deleted. What is found out:
//! what is in the way at the targets, what lies in an archive, what is not there; and for
//! each folder, by requests that have no effect, whether the role may read, write or delete
//! in it. A policy that tells objects of one folder apart, a lock on an object, or what
//! others do meanwhile is seen only by doing it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use wardrobe_storage::abilities::{Ability, May};
use wardrobe_storage::address::object_arn;
use wardrobe_storage::copy::Copying;
use wardrobe_storage::{Kind, Storage, StorageError};

use super::copying::Taken;
use super::pages::Entry;
use super::wanted::Wanted;
use super::work::{One, Outcome, Work};

/// The folders that are remembered; then it is begun anew.
const FOLDERS: usize = 10_000;

/// What was found out about folders.
#[derive(Default)]
pub(super) struct Known(Mutex<HashMap<(Ability, String, String), Option<StorageError>>>);

impl Known {
    fn get(&self, key: &(Ability, String, String)) -> Option<Option<StorageError>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).cloned()
    }

    fn put(&self, key: (Ability, String, String), found: Option<StorageError>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= FOLDERS {
            known.clear();
        }
        known.insert(key, found);
    }
}

impl Work {
    /// As [`Work::page`], but nothing is changed.
    pub(super) async fn examine(&self, entries: Vec<Entry>) -> Outcome {
        let copying = self.wanted.copying();
        let taken = match &copying {
            Some(copying) if !copying.overwrite => self.taken(copying, &entries).await,
            _ => None,
        };
        let (copying, taken) = (&copying, &taken);
        self.each(entries, |entry| async move {
            let found = match copying {
                Some(copying) => self.may_copy(copying, &entry, taken).await,
                None => self.may_work(&entry).await,
            };
            match found {
                Ok(()) => One::Done(entry.size.unwrap_or(0)),
                Err(error) => self.ended(Err(error)),
            }
        })
        .await
    }

    async fn may_work(&self, entry: &Entry) -> Result<(), StorageError> {
        let (bucket, key) = (self.wanted.bucket(), entry.key.as_str());
        match &self.wanted {
            Wanted::Delete(_) => self.may(&self.storage, Ability::Delete, bucket, key).await,
            Wanted::Change(_) => {
                self.storage.head(bucket, key, None).await?;
                self.may(&self.storage, Ability::Write, bucket, key).await
            }
            Wanted::Restore(_) => self.storage.head(bucket, key, None).await.map(drop),
            // Nothing without effect tells.
            _ => Ok(()),
        }
    }

    async fn may_copy(
        &self,
        copying: &Copying,
        entry: &Entry,
        taken: &Taken,
    ) -> Result<(), StorageError> {
        let Some(to) = self.wanted.target(entry.item, &entry.key) else {
            return Ok(());
        };
        let (source, target) = (&copying.source_bucket, &copying.target_bucket);
        // What is not listed, or may lie in an archive, is looked at.
        let archive = matches!(entry.class.as_deref(), Some("GLACIER" | "DEEP_ARCHIVE"));
        if entry.size.is_none() || archive {
            let head = self.storage.head(source, &entry.key, None).await?;
            if head.archived() {
                let place = object_arn(source, &entry.key);
                let words = "It lies in an archive and must be restored first.";
                return Err(StorageError::new(
                    Kind::Archived,
                    "s3:GetObject",
                    place,
                    words,
                ));
            }
        }
        self.may(&self.storage, Ability::Read, source, &entry.key)
            .await?;
        self.may(self.writer(), Ability::Write, target, &to).await?;
        if copying.and_delete {
            self.may(&self.storage, Ability::Delete, source, &entry.key)
                .await?;
        }
        if copying.overwrite {
            return Ok(());
        }
        let there = match taken {
            Some(taken) => taken.contains(&to),
            None => match self.writer().head(target, &to, None).await {
                Ok(_) => true,
                Err(error) if matches!(error.kind, Kind::Missing | Kind::Denied) => false,
                Err(error) => return Err(error),
            },
        };
        match there {
            true => {
                let words = "There is already an object of this name.";
                let place = object_arn(target, &to);
                Err(StorageError::new(
                    Kind::Conflict,
                    "s3:PutObject",
                    place,
                    words,
                ))
            }
            false => Ok(()),
        }
    }

    /// Whether the role may do that in the folder of `key`, asked once for each folder.
    async fn may(
        &self,
        storage: &Storage,
        ability: Ability,
        bucket: &str,
        key: &str,
    ) -> Result<(), StorageError> {
        let folder = &key[..key.rfind('/').map_or(0, |slash| slash + 1)];
        let place = (ability, bucket.to_owned(), folder.to_owned());
        let found = match self.known.get(&place) {
            Some(found) => found,
            None => {
                let found = match storage.may(ability, bucket, folder).await? {
                    May::No(error) => Some(*error),
                    May::Yes | May::Unknown => None,
                };
                self.known.put(place, found.clone());
                found
            }
        };
        found.map_or(Ok(()), Err)
    }
}
