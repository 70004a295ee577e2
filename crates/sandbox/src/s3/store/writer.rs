//! The one thread that changes records. What comes in while it commits is committed
//! together next: a commit costs far more than most changes do.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use super::{Inner, StoreError, Writing};

/// Changes that are committed together at most.
const TOGETHER: usize = 256;

/// A change to be made.
type Work = Box<dyn FnOnce(&mut Writing<'_>) -> Made + Send>;
/// Tells whoever wanted it what came of it, once it is known whether all was committed.
type Tell = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

struct Made {
    /// It failed when it had changed something already: nothing may be committed.
    broken: bool,
    tell: Tell,
}

/// Where changes are handed in. The thread ends with it.
pub(super) struct Writer {
    works: Option<Sender<Work>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub fn start(records: Arc<Inner>) -> std::io::Result<Self> {
        let (works, waiting) = channel();
        let thread = std::thread::Builder::new()
            .name("records".into())
            .spawn(move || run(&records, &waiting))?;
        Ok(Self {
            works: Some(works),
            thread: Some(thread),
        })
    }

    /// Makes a change. It is on disk when this returns, or nothing of it is. It is made even
    /// if nobody waits any more.
    pub async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Writing<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let work = move |tables: &mut Writing<'_>| {
            let before = tables.changes();
            let answer = work(tables);
            let broken = answer.is_err() && tables.changes() != before;
            // What was refused may have been so for what others had changed.
            let tell = move |committed: Result<(), StoreError>| {
                let _ = tell.send(if broken {
                    answer
                } else {
                    committed.and(answer)
                });
            };
            Made {
                broken,
                tell: Box::new(tell),
            }
        };
        let handed = self.works.as_ref().map(|works| works.send(Box::new(work)));
        match handed {
            Some(Ok(())) => told.await.map_err(|_| StoreError::Undone)?,
            _ => Err(StoreError::Undone),
        }
    }
}

impl Drop for Writer {
    /// Whoever opens the file next finds it closed.
    fn drop(&mut self) {
        self.works = None;
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

fn run(records: &Inner, waiting: &Receiver<Work>) {
    while let Ok(first) = waiting.recv() {
        let works: Vec<_> = std::iter::once(first)
            .chain(waiting.try_iter())
            .take(TOGETHER)
            .collect();
        commit(records, works);
    }
}

fn commit(records: &Inner, works: Vec<Work>) {
    let mut made = Vec::with_capacity(works.len());
    let committed = together(records, works, &mut made);
    if let Err(error) = &committed {
        tracing::warn!(%error, "not committed");
    }
    for tell in made {
        tell(committed.as_ref().copied().map_err(|_| StoreError::Undone));
    }
}

fn together(records: &Inner, works: Vec<Work>, made: &mut Vec<Tell>) -> Result<(), StoreError> {
    let mut transaction = records.database.begin_write()?;
    // As when the tables are made.
    transaction.set_quick_repair(true);
    let mut tables = Writing::new(&transaction, records)?;
    for work in works {
        // Whoever waits for a change that panics is told by what it drops.
        let one = catch_unwind(AssertUnwindSafe(|| work(&mut tables))).ok();
        let broken = one.as_ref().is_none_or(|one| one.broken);
        made.extend(one.map(|one| one.tell));
        if broken {
            drop(tables);
            transaction.abort()?;
            return Err(StoreError::Undone);
        }
    }
    if tables.changes() == 0 {
        drop(tables);
        return Ok(transaction.abort()?);
    }
    let (kept, freed) = tables.close();
    transaction.commit()?;
    for pending in kept {
        pending.keep();
    }
    records.blobs.remove(&freed);
    Ok(())
}

#[cfg(test)]
mod tests {
    use s3s::s3_error;

    use super::super::{Bucket, Store};
    use super::*;

    fn made(name: &'static str) -> impl FnOnce(&mut Writing<'_>) -> Result<(), StoreError> + Send {
        move |tables| tables.put_bucket(name, &Bucket::new("eu-central-1", "111122223333"))
    }

    fn refused() -> StoreError {
        s3_error!(BucketNotEmpty).into()
    }

    /// Hands in `works` while another one is at it, so that they are committed together.
    async fn at_once<A, B, C>(store: &Store, works: (A, B, C)) -> [Result<(), StoreError>; 3]
    where
        A: FnOnce(&mut Writing<'_>) -> Result<(), StoreError> + Send + 'static,
        B: FnOnce(&mut Writing<'_>) -> Result<(), StoreError> + Send + 'static,
        C: FnOnce(&mut Writing<'_>) -> Result<(), StoreError> + Send + 'static,
    {
        let (go, wait) = channel::<()>();
        let (begun, has_begun) = oneshot::channel();
        let busy = store.write(move |_| {
            begun.send(()).unwrap();
            wait.recv().unwrap();
            Ok(())
        });
        let others = async {
            has_begun.await.unwrap();
            let (a, b, c) = works;
            let release = async { go.send(()).unwrap() };
            tokio::join!(store.write(a), store.write(b), store.write(c), release)
        };
        let (held, (a, b, c, ())) = tokio::join!(busy, others);
        held.unwrap();
        [a, b, c]
    }

    async fn buckets(store: &Store) -> Vec<String> {
        let all = store
            .read(super::super::Reading::all_buckets)
            .await
            .unwrap();
        all.into_iter().map(|(name, _)| name).collect()
    }

    #[tokio::test]
    async fn what_is_refused_leaves_the_others_alone() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let works = (
            made("one"),
            |_: &mut Writing<'_>| Err(refused()),
            made("two"),
        );
        let [one, refused, two] = at_once(&store, works).await;
        assert!(one.is_ok() && two.is_ok());
        assert!(matches!(refused, Err(StoreError::Refused(_))));
        assert_eq!(buckets(&store).await, ["one", "two"]);
    }

    #[tokio::test]
    async fn what_fails_half_way_changes_nothing_and_takes_no_other_for_stored() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let half = |tables: &mut Writing<'_>| made("half")(tables).and(Err(refused()));
        let [one, failed, two] = at_once(&store, (made("one"), half, made("two"))).await;
        assert!(matches!(failed, Err(StoreError::Refused(_))));
        assert!(matches!(one, Err(StoreError::Undone)), "{one:?}");
        assert!(matches!(two, Err(StoreError::Undone)), "{two:?}");
        assert!(buckets(&store).await.is_empty());
        store.write(made("after")).await.unwrap();
        // Once it is closed, the next finds all of it.
        drop(store);
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(buckets(&store).await, ["after"]);
    }

    #[tokio::test]
    async fn what_is_refused_for_a_change_that_is_not_stored_is_not_told_so() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let taken =
            |tables: &mut Writing<'_>| tables.bucket("one").map_or(Ok(()), |_| Err(refused()));
        let half = |tables: &mut Writing<'_>| made("half")(tables).and(Err(refused()));
        let [one, taken, _] = at_once(&store, (made("one"), taken, half)).await;
        assert!(matches!(one, Err(StoreError::Undone)), "{one:?}");
        assert!(matches!(taken, Err(StoreError::Undone)), "{taken:?}");
    }

    #[tokio::test]
    async fn a_change_that_panics_ends_neither_the_thread_nor_the_wait() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let panics = |tables: &mut Writing<'_>| {
            made("half")(tables)?;
            panic!("a fault of ours")
        };
        let answers = at_once(&store, (made("one"), panics, made("two"))).await;
        assert!(answers.iter().all(Result::is_err), "{answers:?}");
        assert!(buckets(&store).await.is_empty());
        store.write(made("after")).await.unwrap();
        assert_eq!(buckets(&store).await, ["after"]);
    }
}
