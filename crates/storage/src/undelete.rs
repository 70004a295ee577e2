//! Undoing deletes in a bucket that keeps versions, by taking away the delete markers.

use std::collections::HashSet;

use futures::{Stream, StreamExt, stream};
use time::OffsetDateTime;

use crate::delete::{AT_ONCE, BATCH, Named};
use crate::progress::Step;
use crate::selection::Selection;
use crate::versions::Version;
use crate::{Result, Storage, StorageError};

/// Keys that are looked at at once.
const KEYS_AT_ONCE: usize = 16;
/// Versions of one key that are looked at at a time: mostly the first decides.
const FEW: i32 = 4;

/// Deletes that began and ended at these moments, by S3's clock.
#[derive(Clone, Copy, Debug)]
pub struct Deleted {
    /// Markers made earlier stay.
    pub since: OffsetDateTime,
    /// Markers made later stay.
    pub until: Option<OffsetDateTime>,
}

impl Deleted {
    fn made(&self, marker: &Version) -> bool {
        let Some(at) = marker.last_modified else {
            return false;
        };
        at >= self.since && self.until.is_none_or(|until| at <= until)
    }
}

/// Delete markers of one key that lie on top of what they hide.
struct Hidden {
    key: String,
    markers: Vec<String>,
}

impl Storage {
    /// Brings back what was deleted then: takes away the delete markers that are the latest of
    /// their keys and were made in that time. Versions are never touched. In a bucket that
    /// does not keep versions (any more) there is more to lose: see [`Storage::clock`].
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/RemDelMarker.html>
    pub fn undelete(
        &self,
        among: Selection,
        deleted: Deleted,
    ) -> impl Stream<Item = Step> + Send + use<> {
        let (storage, bucket) = (self.clone(), among.bucket.clone());
        self.hidden(among, deleted)
            .chunks(BATCH)
            .map(move |found| {
                let (storage, bucket) = (storage.clone(), bucket.clone());
                async move { storage.uncover(&bucket, found).await }
            })
            .buffer_unordered(AT_ONCE)
            .flat_map(stream::iter)
    }

    /// What such deletes have hidden.
    fn hidden(
        &self,
        among: Selection,
        deleted: Deleted,
    ) -> impl Stream<Item = std::result::Result<Hidden, Step>> + Send + use<> {
        let (of_keys, below) = (self.clone(), self.clone());
        let (bucket, keys) = (among.bucket.clone(), among.keys.clone());
        let singly = stream::iter(keys)
            .map(move |key| {
                let (storage, bucket) = (of_keys.clone(), bucket.clone());
                async move {
                    let pages = storage.versions_by(&bucket, &key, Some(FEW));
                    let found: Vec<_> = runs(pages, deleted, key).collect().await;
                    stream::iter(found)
                }
            })
            .buffer_unordered(KEYS_AT_ONCE)
            .flatten();
        let prefixes = among.prefixes.clone();
        let below = stream::iter(prefixes).flat_map(move |prefix| {
            let pages = below.versions_below(&among.bucket, &prefix);
            let among = among.clone();
            runs(pages, deleted, prefix).filter(move |found| {
                let out = matches!(found, Ok(found) if among.except.hold(&found.key));
                std::future::ready(!out)
            })
        });
        singly.chain(below)
    }

    async fn uncover(
        &self,
        bucket: &str,
        found: Vec<std::result::Result<Hidden, Step>>,
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut markers = Vec::new();
        let mut keys = HashSet::new();
        for one in found {
            match one {
                Ok(Hidden { key, markers: ids }) => {
                    markers.extend(ids.into_iter().map(|id| Named {
                        key: key.clone(),
                        version: Some(id),
                        etag: None,
                    }));
                    keys.insert(key);
                }
                Err(step) => steps.push(step),
            }
        }
        for batch in markers.chunks(BATCH) {
            for (Named { key, .. }, error) in self.delete_named(bucket, batch).await {
                if keys.remove(&key) {
                    steps.push(Step::Failed { key, error });
                }
            }
        }
        steps.push(Step::Done {
            objects: keys.len() as u64,
            bytes: 0,
        });
        steps
    }
}

/// Of each key the markers on top, as far as they were made in that time. Of a listing that
/// fails, `whole` is what has failed.
fn runs(
    pages: impl Stream<Item = Result<Vec<Version>>> + Send + 'static,
    deleted: Deleted,
    whole: String,
) -> impl Stream<Item = std::result::Result<Hidden, Step>> + Send + 'static {
    let broken = move |error: StorageError| Step::Failed { key: whole, error };
    async_stream::stream! {
        let mut run: Option<Hidden> = None;
        let mut open = false;
        let mut pages = std::pin::pin!(pages);
        while let Some(page) = pages.next().await {
            let page = match page {
                Ok(page) => page,
                Err(error) => {
                    yield Err(broken(error));
                    return;
                }
            };
            for version in page {
                if run.as_ref().is_none_or(|run| run.key != version.key) {
                    if let Some(run) = run.take().filter(|run| !run.markers.is_empty()) {
                        yield Ok(run);
                    }
                    run = Some(Hidden { key: version.key.clone(), markers: Vec::new() });
                    open = version.latest;
                }
                open = open && version.delete_marker && deleted.made(&version);
                if open && let Some(run) = &mut run {
                    run.markers.push(version.version_id);
                }
            }
        }
        if let Some(run) = run.filter(|run| !run.markers.is_empty()) {
            yield Ok(run);
        }
    }
}
