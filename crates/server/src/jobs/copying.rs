//! Copying or moving the objects of one page.

use std::collections::{HashMap, HashSet};

use futures::StreamExt;
use wardrobe_storage::address::object_arn;
use wardrobe_storage::copy::{Copied, Copying, How, Known};
use wardrobe_storage::head::Head;
use wardrobe_storage::list::Listing;
use wardrobe_storage::{Kind, Storage, StorageError};

use super::pages::Entry;
use super::work::{One, Outcome, PAUSE, TRIES, Work, passes};

/// What is at the targets of a page is listed, unless there is so much more between them.
const PAGES: usize = 4;

/// What is known to be at the targets of a page; nothing where it was not looked.
pub(super) type Taken = Option<HashSet<String>>;

impl Work {
    pub(super) async fn transport(
        &self,
        copying: &Copying,
        entries: Vec<Entry>,
        again: bool,
    ) -> Outcome {
        // What was begun before may have left copies of ours there.
        let taken = match again || copying.overwrite {
            true => None,
            false => self.taken(copying, &entries).await,
        };
        let taken = &taken;
        let plain = !again && self.plain(copying, &entries).await;
        self.each(entries, |entry| {
            self.copy(copying, entry, again, plain, taken)
        })
        .await
    }

    /// Whether no key of KMS encrypts these, to judge by one of them. Where others differ,
    /// their copies show it.
    async fn plain(&self, copying: &Copying, entries: &[Entry]) -> bool {
        let Some(first) = entries.iter().find(|entry| entry.size.is_some()) else {
            return false;
        };
        let seen = self.storage.head(&copying.source_bucket, &first.key, None);
        seen.await.is_ok_and(|head| !head.by_kms())
    }

    async fn copy(
        &self,
        copying: &Copying,
        entry: Entry,
        again: bool,
        plain: bool,
        taken: &Taken,
    ) -> One {
        let Some(to) = self.wanted.target(entry.item, &entry.key) else {
            return One::Left(None);
        };
        if taken.as_ref().is_some_and(|taken| taken.contains(&to)) {
            let place = object_arn(&copying.target_bucket, &to);
            let words = "There is already an object of this name.";
            return One::Failed(StorageError::new(
                Kind::Conflict,
                "s3:PutObject",
                place,
                words,
            ));
        }
        let known = Known {
            size: entry.size,
            etag: entry.etag.clone(),
        };
        let listed = entry.listed().filter(|_| plain);
        let writer = self.writer();
        let (mut again, known, listed) = (again, &known, &listed);
        let copied = self.patiently(|| {
            // What failed may have been done all the same.
            let before = std::mem::replace(&mut again, true);
            let how = How {
                again: before.then_some(known),
                absent: taken.is_some() || writer.heeds_conditions(),
                listed: listed.as_ref(),
            };
            let (key, to) = (&entry.key, &to);
            async move {
                match &self.writer {
                    Some(writer) => {
                        writer
                            .copy_across(&self.reader, copying, key, to, how)
                            .await
                    }
                    None => self.storage.copy_verified(copying, key, to, how).await,
                }
            }
        });
        match copied.await {
            Ok(Copied::Verified(source)) if copying.and_delete => One::Verified(source),
            Ok(Copied::Verified(source)) => One::Done(source.size),
            Ok(Copied::Moved(size)) => One::Done(size),
            Err(error) => self.ended(Err(error)),
        }
    }

    pub(super) fn writer(&self) -> &Storage {
        self.writer.as_ref().unwrap_or(&self.storage)
    }

    /// The sources of verified copies go.
    pub(super) async fn delete_verified(
        &self,
        copying: &Copying,
        mut verified: Vec<(usize, String, Head)>,
    ) -> Vec<(usize, One)> {
        let mut ended = Vec::new();
        let mut pause = PAUSE;
        for round in 1..=TRIES {
            let sources = verified
                .iter()
                .map(|(_, key, head)| (key.clone(), head.clone()));
            let stay = self.storage.delete_copied(copying, sources.collect()).await;
            let mut stay: HashMap<String, StorageError> = stay.into_iter().collect();
            for (index, key, head) in std::mem::take(&mut verified) {
                match stay.remove(&key) {
                    Some(error) if passes(&error) && round < TRIES => {
                        verified.push((index, key, head));
                    }
                    Some(error) => ended.push((index, self.ended(Err(error)))),
                    None => ended.push((index, One::Done(head.size))),
                }
            }
            if verified.is_empty() {
                break;
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        ended
    }

    /// Looks what is at the targets of a page, in a request or two instead of one for each.
    pub(super) async fn taken(&self, copying: &Copying, entries: &[Entry]) -> Taken {
        let writer = self.writer();
        if writer.heeds_conditions() && !self.wanted.dry_run() {
            return None;
        }
        let ends = (entries.first()?, entries.last()?);
        if ends.0.item != ends.1.item {
            return None;
        }
        let first = self.wanted.target(ends.0.item, &ends.0.key)?;
        let last = self.wanted.target(ends.1.item, &ends.1.key)?;
        // S3 begins behind a key: what it begins with is before it.
        let mut before = first.clone();
        before.pop();
        let same = first.chars().zip(last.chars()).take_while(|(a, b)| a == b);
        let prefix = same.map(|(c, _)| c).collect();
        let mut pages = Box::pin(writer.list(Listing {
            bucket: copying.target_bucket.clone(),
            prefix,
            start_after: Some(before).filter(|key| !key.is_empty()),
            ..Listing::default()
        }));
        let mut taken = HashSet::new();
        for _ in 0..PAGES {
            let Some(page) = pages.next().await else {
                return Some(taken);
            };
            for object in page.ok()?.objects {
                if object.key > last {
                    return Some(taken);
                }
                taken.insert(object.key);
            }
        }
        None
    }
}
