//! What is done with one page.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use futures::stream::FuturesUnordered;
use futures::{StreamExt, stream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use wardrobe_database::jobs::{Failed, Progress};
use wardrobe_storage::across::Reader;
use wardrobe_storage::change::Change;
use wardrobe_storage::head::Head;
use wardrobe_storage::progress::Step;
use wardrobe_storage::{Kind, Storage, StorageError};

use super::examine::Known;
use super::pages::Entry;
use super::wanted::Wanted;
use crate::error::ApiError;

/// Objects of one job that are copied at once.
const AT_ONCE: usize = 48;
/// The same between two roles, where their bytes may pass through here.
const ACROSS: usize = 12;
/// What is under way when it is to stop has so long to end; then it is broken off.
const GRACE: Duration = Duration::from_millis(200);
/// So many small objects are deleted together once their copies are verified.
const TOGETHER: usize = 100;
/// An object of more bytes is not small: it is deleted as soon as it may be.
const SMALL: u64 = 8 * 1024 * 1024;
/// How often what may pass is tried, and how long it is waited for the first time; each
/// further time twice as long. S3 was asked several times each.
pub(super) const TRIES: u32 = 6;
pub(super) const PAUSE: Duration = Duration::from_millis(500);

/// What works on the pages of one job.
pub(super) struct Work {
    /// What lists, reads and deletes.
    pub storage: Storage,
    /// What writes, where it is another role.
    pub writer: Option<Storage>,
    /// The first, as seen by the second.
    pub reader: Reader,
    pub wanted: Wanted,
    /// What was opened is no more, or it is paused: nothing more is begun.
    pub stop: CancellationToken,
    /// Of pages that are not over.
    pub counts: Counts,
    pub known: Known,
    slots: Semaphore,
}

#[derive(Default)]
pub(super) struct Counts {
    done: AtomicI64,
    failed: AtomicI64,
    bytes: AtomicI64,
}

/// What came of a page.
#[derive(Default)]
pub(super) struct Outcome {
    pub over: Progress,
    pub failed: Vec<(Entry, StorageError)>,
    /// What was not begun.
    pub left: Vec<Entry>,
    /// Nothing can go on, for this reason.
    pub halt: Option<StorageError>,
}

/// What came of one object.
pub(super) enum One {
    /// So many bytes.
    Done(u64),
    /// Its copy is verified; it was like this, and is to be deleted.
    Verified(Box<Head>),
    Failed(StorageError),
    /// Not begun, or broken off; perhaps because nothing can go on.
    Left(Option<StorageError>),
}

impl Counts {
    pub fn now(&self) -> Progress {
        Progress {
            done: self.done.load(Ordering::Relaxed),
            failed: self.failed.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }

    fn add(&self, done: u64, failed: u64, bytes: u64) {
        self.done.fetch_add(signed(done), Ordering::Relaxed);
        self.failed.fetch_add(signed(failed), Ordering::Relaxed);
        self.bytes.fetch_add(signed(bytes), Ordering::Relaxed);
    }

    /// These are over, and under way no more.
    pub fn take(&self, over: Progress) {
        self.done.fetch_sub(over.done, Ordering::Relaxed);
        self.failed.fetch_sub(over.failed, Ordering::Relaxed);
        self.bytes.fetch_sub(over.bytes, Ordering::Relaxed);
    }
}

impl Work {
    pub fn new(storage: Storage, writer: Option<Storage>, wanted: Wanted) -> Self {
        let slots = if writer.is_some() { ACROSS } else { AT_ONCE };
        Self {
            reader: Reader::new(storage.clone()),
            writer,
            storage,
            wanted,
            stop: CancellationToken::new(),
            counts: Counts::default(),
            known: Known::default(),
            slots: Semaphore::new(slots),
        }
    }

    /// Does what is wanted with `entries`; `again` they may have been begun before.
    pub async fn page(&self, entries: Vec<Entry>, again: bool) -> Outcome {
        if self.wanted.dry_run() {
            return self.examine(entries).await;
        }
        if let Some(copying) = self.wanted.copying() {
            return self.transport(&copying, entries, again).await;
        }
        match &self.wanted {
            Wanted::Change(alteration) => {
                let change = &alteration.change();
                self.each(entries, |entry| self.change(change, entry)).await
            }
            Wanted::Restore(wanted) => {
                let (days, tier) = (wanted.days(), &wanted.tier());
                self.each(entries, |entry| self.restore(days, tier, entry))
                    .await
            }
            Wanted::AbortUploads(_) => self.each(entries, |entry| self.abort(entry)).await,
            _ => self.delete(entries).await,
        }
    }

    async fn change(&self, change: &Change, entry: Entry) -> One {
        let bucket = self.wanted.bucket();
        let changed = self.patiently(|| self.storage.change(bucket, &entry.key, change));
        let changed = changed.await;
        // Where only tags are changed the object is not looked at.
        self.ended(changed.map(|bytes| entry.size.unwrap_or(bytes)))
    }

    async fn restore(&self, days: i32, tier: &str, entry: Entry) -> One {
        let bytes = entry.size.unwrap_or(0);
        let archived = |class: &String| matches!(class.as_str(), "GLACIER" | "DEEP_ARCHIVE");
        if entry.size.is_some() && !entry.class.as_ref().is_some_and(archived) {
            return One::Done(bytes);
        }
        let bucket = self.wanted.bucket();
        let restored = self.patiently(|| self.storage.restore(bucket, &entry.key, days, tier));
        let restored = restored.await;
        self.ended(restored.map(|()| bytes))
    }

    async fn abort(&self, entry: Entry) -> One {
        let (bucket, id) = (
            self.wanted.bucket(),
            entry.upload.as_deref().unwrap_or_default(),
        );
        let gone = self.patiently(|| self.storage.abort_multipart(bucket, &entry.key, id));
        let gone = gone.await;
        self.ended(gone.map(|()| 0))
    }

    /// Works on each by itself.
    pub async fn each<F>(&self, entries: Vec<Entry>, work: impl Fn(Entry) -> F) -> Outcome
    where
        F: Future<Output = One>,
    {
        let (work, copying) = (&work, self.wanted.copying());
        let begun = entries.clone().into_iter().enumerate();
        let mut ended = Box::pin(
            stream::iter(begun)
                .map(|(index, entry)| async move {
                    match self.slots.acquire().await {
                        Ok(_slot) if !self.stop.is_cancelled() => (index, work(entry).await),
                        _ => (index, One::Left(None)),
                    }
                })
                .buffer_unordered(AT_ONCE),
        );
        let mut out_of_patience = std::pin::pin!(self.out_of_patience());
        let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
        let mut outcome = Outcome::default();
        let (mut verified, mut deleting) = (Vec::new(), FuturesUnordered::new());
        let (mut all, mut large) = (false, false);
        loop {
            let enough = all || large || verified.len() >= TOGETHER;
            if let Some(copying) = copying.as_ref().filter(|_| enough && !verified.is_empty()) {
                deleting.push(self.delete_verified(copying, std::mem::take(&mut verified)));
                large = false;
            }
            if all && deleting.is_empty() {
                break;
            }
            tokio::select! {
                biased;
                one = ended.next(), if !all => match one {
                    Some((index, One::Verified(source))) => {
                        large |= source.size > SMALL;
                        if let Some(Some(entry)) = entries.get(index) {
                            verified.push((index, entry.key.clone(), *source));
                        }
                    }
                    Some((index, one)) => self.count(&mut outcome, entries.get_mut(index), one),
                    None => all = true,
                },
                Some(deleted) = deleting.next(), if !deleting.is_empty() => {
                    for (index, one) in deleted {
                        self.count(&mut outcome, entries.get_mut(index), one);
                    }
                }
                () = &mut out_of_patience => break,
            }
        }
        // What is on its way is broken off, and looked at again when it is begun again.
        outcome.left.extend(entries.into_iter().flatten());
        outcome
    }

    /// Comes when what is on its way has had its time to end after a stop.
    async fn out_of_patience(&self) {
        self.stop.cancelled().await;
        tokio::time::sleep(GRACE).await;
    }

    fn count(&self, outcome: &mut Outcome, entry: Option<&mut Option<Entry>>, one: One) {
        let Some(entry) = entry.and_then(Option::take) else {
            return;
        };
        match one {
            // Its source is still there.
            One::Verified(_) => outcome.left.push(entry),
            One::Done(bytes) => {
                self.counts.add(1, 0, bytes);
                outcome.over.done += 1;
                outcome.over.bytes += signed(bytes);
            }
            One::Failed(error) => {
                self.counts.add(0, 1, 0);
                outcome.over.failed += 1;
                outcome.failed.push((entry, error));
            }
            One::Left(halt) => {
                outcome.left.push(entry);
                outcome.halt = outcome.halt.take().or(halt);
            }
        }
    }

    /// Makes of a result what came of the object. Where the credentials have ended,
    /// nothing has failed yet.
    pub fn ended(&self, result: Result<u64, StorageError>) -> One {
        match result {
            Ok(bytes) => One::Done(bytes),
            Err(error) if error.kind == Kind::Expired => {
                self.stop.cancel();
                One::Left(Some(error))
            }
            Err(_) if self.stop.is_cancelled() => One::Left(None),
            Err(error) => One::Failed(error),
        }
    }

    /// Tries again what may pass.
    pub async fn patiently<T, F>(&self, mut call: impl FnMut() -> F) -> Result<T, StorageError>
    where
        F: Future<Output = Result<T, StorageError>>,
    {
        let mut pause = PAUSE;
        for _ in 1..TRIES {
            match call().await {
                Err(error) if passes(&error) && !self.stop.is_cancelled() => {
                    tokio::select! {
                        () = tokio::time::sleep(pause) => {}
                        () = self.stop.cancelled() => return Err(error),
                    }
                    pause *= 2;
                }
                result => return result,
            }
        }
        call().await
    }

    /// Deletes all of them at once. What is gone already is done: S3 says no other.
    async fn delete(&self, entries: Vec<Entry>) -> Outcome {
        let mut outcome = Outcome::default();
        let mut wanted = entries;
        let mut pause = PAUSE;
        for round in 1..=TRIES {
            if self.stop.is_cancelled() {
                break;
            }
            let keys = wanted
                .iter()
                .map(|entry| (entry.key.clone(), None))
                .collect();
            let steps = tokio::select! {
                steps = self.storage.delete_batch(self.wanted.bucket(), keys) => steps,
                () = self.out_of_patience() => break,
            };
            let mut failed = HashMap::new();
            for step in steps {
                if let Step::Failed { key, error } = step {
                    failed.insert(key, error);
                }
            }
            for entry in std::mem::take(&mut wanted) {
                match failed.remove(&entry.key) {
                    Some(error) if passes(&error) && round < TRIES => wanted.push(entry),
                    Some(error) => {
                        let one = self.ended(Err(error));
                        self.count(&mut outcome, Some(&mut Some(entry)), one);
                    }
                    None => {
                        let one = One::Done(entry.size.unwrap_or(0));
                        self.count(&mut outcome, Some(&mut Some(entry)), one);
                    }
                }
            }
            if wanted.is_empty() {
                return outcome;
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => pause *= 2,
                () = self.stop.cancelled() => {}
            }
        }
        outcome.left.extend(wanted);
        outcome
    }
}

/// Whether it may go well later.
pub(super) fn passes(error: &StorageError) -> bool {
    matches!(
        error.kind,
        Kind::Throttled | Kind::Unreachable | Kind::Other
    )
}

pub(super) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// As the journal keeps them, the first of a job with all there is to say.
pub(super) fn kept(failed: Vec<(Entry, StorageError)>, whole: usize) -> Vec<Failed> {
    let kept = failed
        .into_iter()
        .enumerate()
        .map(|(index, (entry, error))| {
            let error = ApiError::from(error);
            Failed {
                entry: serde_json::to_string(&entry).unwrap_or_default(),
                code: error.code.as_str().to_owned(),
                message: error.message.clone(),
                error: (index < whole)
                    .then(|| serde_json::to_string(&error).ok())
                    .flatten(),
                key: entry.key,
            }
        });
    kept.collect()
}
