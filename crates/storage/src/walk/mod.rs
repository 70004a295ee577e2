//! All keys below a prefix, listed by many requests at once.
//!
//! S3 gives at most 1,000 keys an answer, one answer after another. But a listing
//! may begin behind any text, so the space of keys is cut into ranges that are
//! listed side by side. Nobody has to say where to cut: whenever there is nothing
//! else to ask for, a range that seems long is cut in two where its keys so far
//! suggest the middle, and again as it turns out otherwise.

mod letters;
mod middle;
mod plan;
#[cfg(test)]
mod tests;

use std::time::Duration;

use futures::Stream;
use tokio::task::JoinSet;

use crate::address::bucket_arn;
use crate::error::Kind;
use crate::list::{Entry, Listing};
use crate::{Result, Storage, StorageError};
use plan::{Plan, Rules};

/// What to walk.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// The bucket.
    pub bucket: String,
    /// Only keys that begin so; may be empty.
    pub prefix: String,
    /// Begin behind this key.
    pub start_after: Option<String>,
    /// In the order of the keys, rather than as it comes.
    pub ordered: bool,
}

/// One request of a walk.
#[derive(Clone, Debug)]
struct Ask {
    range: u64,
    start_after: Option<String>,
    token: Option<String>,
    /// At most so many entries.
    size: i32,
    /// Not before so long.
    pause: Duration,
}

/// Entries in the order of the store, and where to go on.
type Answer = Result<(Vec<Entry>, Option<String>)>;

impl Storage {
    /// Every object below a prefix, once, a batch at a time: up to 32 requests at
    /// once, fewer after S3 has said that they are too many. Holds at most some 110
    /// answers of S3, some 45 MB, and asks for no more while the reader takes none.
    /// Dropping the stream ends all of it.
    ///
    /// What fails for a while is asked for again, a few times. What is written or
    /// deleted meanwhile may be in it or not, as in any listing.
    ///
    /// A store that does not keep S3's order of keys is found out before a key is
    /// lost or told twice, and listed one answer after another.
    pub fn walk(&self, walk: Walk) -> impl Stream<Item = Result<Vec<Entry>>> + Send + use<> {
        // Directory buckets have no order, and begin behind no key.
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
        let rules = Rules {
            ordered: walk.ordered,
            trusted: self.settings().keys_in_order,
            alone: walk.bucket.ends_with("--x-s3"),
            ..Rules::default()
        };
        let plan = Plan::new(&walk.prefix, walk.start_after, rules);
        let (storage, bucket, prefix) = (self.clone(), walk.bucket, walk.prefix);
        let place = bucket_arn(&bucket);
        carried_out(plan, place, move |ask| {
            let listing = Listing {
                bucket: bucket.clone(),
                prefix: prefix.clone(),
                start_after: ask.start_after,
                page_size: Some(ask.size),
                ..Listing::default()
            };
            let storage = storage.clone();
            async move {
                let (page, token) = storage.page(&listing, ask.token).await?;
                Ok((page.objects, token))
            }
        })
    }
}

/// Does what the plan says, and hands out what comes of it.
fn carried_out<F>(
    mut plan: Plan,
    place: String,
    ask: impl Fn(Ask) -> F + Send,
) -> impl Stream<Item = Result<Vec<Entry>>> + Send
where
    F: Future<Output = Answer> + Send + 'static,
{
    async_stream::try_stream! {
        let mut answers = JoinSet::new();
        loop {
            while let Some(wanted) = plan.next() {
                let (range, pause) = (wanted.range, wanted.pause);
                let answer = ask(wanted);
                answers.spawn(async move {
                    if !pause.is_zero() {
                        tokio::time::sleep(pause).await;
                    }
                    (range, answer.await)
                });
            }
            let mut come = answers.try_join_next();
            if come.is_none() {
                if let Some(batch) = plan.ready() {
                    yield batch;
                    continue;
                }
                if plan.is_over() {
                    break;
                }
                come = answers.join_next().await;
            }
            match come {
                Some(Ok((range, answer))) => plan.take(range, answer)?,
                // Tasks end early only with the program.
                _ => Err(StorageError::new(
                    Kind::Other,
                    "s3:ListBucket",
                    place.clone(),
                    "The listing was broken off.",
                ))?,
            }
        }
    }
}
