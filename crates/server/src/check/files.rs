//! The steps with files: which buckets there are, and in each place listing, reading
//! and, where that is wanted, writing and deleting an object of our own.

use std::collections::BTreeSet;

use futures::{Stream, StreamExt};
use wardrobe_storage::list::Listing;
use wardrobe_storage::objects::{Conditions, PutOptions};
use wardrobe_storage::{Kind, Storage, StorageError};

use super::{Step, bucket};

/// A bucket, or a prefix in it.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name.
    pub bucket: String,
    /// What every key in it begins with.
    pub prefix: String,
}

impl Place {
    fn text(&self) -> String {
        format!("s3://{}/{}", self.bucket, self.prefix)
    }
}

/// What to try besides listing and reading.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// To write, too.
    pub write: bool,
    /// To reach the bucket straight from a browser, with a page of this origin.
    pub origin: Option<String>,
}

/// Looks at `places`; without any, at which buckets there are. Writes only if asked to.
pub(crate) fn files(
    storage: Storage,
    places: Vec<Place>,
    wanted: Wanted,
) -> impl Stream<Item = Step> + Send + use<> {
    async_stream::stream! {
        if places.is_empty() {
            yield buckets(&storage).await;
        }
        let mut seen = BTreeSet::new();
        for place in places {
            let (listed, key) = list(&storage, &place).await;
            yield listed;
            if seen.insert(place.bucket.clone()) {
                yield bucket::versions(&storage, &place.bucket).await;
                yield bucket::encryption(&storage, &place.bucket).await;
            }
            yield read(&storage, &place, key).await;
            if let Some(origin) = &wanted.origin {
                yield bucket::cors(&storage, &place, origin).await;
            }
            if wanted.write {
                for step in written(&storage, &place).await {
                    yield step;
                }
            } else {
                let words = "Not tried, because it writes an object. Ask for it to be tried.";
                yield Step::skipped("write", format!("Write to {}", place.text()), words);
            }
        }
    }
}

async fn buckets(storage: &Storage) -> Step {
    let title = "List the buckets of the account";
    match storage.buckets().await {
        Ok(buckets) => {
            let words = match buckets.len() {
                0 => "There are none.".to_owned(),
                1 => "There is one. Name it to look into it.".to_owned(),
                count => format!("There are {count}. Name one to look into it."),
            };
            let names = buckets.into_iter().map(|bucket| ("Bucket", bucket.name));
            Step::passed("buckets", title, words).with(names)
        }
        Err(error) => Step::failed("buckets", title, error.into()),
    }
}

/// Gives the first object that is there, too.
async fn list(storage: &Storage, place: &Place) -> (Step, Option<String>) {
    let title = format!("List {}", place.text());
    let mut pages = Box::pin(storage.list(Listing {
        bucket: place.bucket.clone(),
        prefix: place.prefix.clone(),
        page_size: Some(10),
        ..Listing::default()
    }));
    match pages.next().await {
        Some(Err(error)) => (Step::failed("list", title, error.into()), None),
        Some(Ok(page)) => {
            let first = page.objects.into_iter().map(|object| object.key).next();
            let words = match &first {
                Some(_) => "Its objects can be listed.",
                None => "It can be listed, and is empty.",
            };
            (Step::passed("list", title, words), first)
        }
        None => (Step::passed("list", title, "It is empty."), None),
    }
}

async fn read(storage: &Storage, place: &Place, key: Option<String>) -> Step {
    let Some(key) = key else {
        let title = format!("Read from {}", place.text());
        return Step::skipped("read", title, "No object was found that could be read.");
    };
    let title = format!("Read s3://{}/{key}", place.bucket);
    let first_byte = Conditions {
        range: Some("bytes=0-0".to_owned()),
        ..Conditions::default()
    };
    match storage.get(&place.bucket, &key, None, &first_byte).await {
        Ok(_) => Step::passed("read", title, "Its first byte can be read."),
        Err(error) if error.kind == Kind::RangeNotSatisfiable => {
            Step::passed("read", title, "It can be read, and is empty.")
        }
        Err(error) if error.kind == Kind::Archived => {
            Step::skipped("read", title, "It is archived: it must be restored first.")
        }
        Err(error) => Step::failed("read", title, error.into()),
    }
}

/// The name of the object of our own. Where one is there already, it stays.
pub(crate) const PROBE: &str = "wardrobe-check.txt";
/// What is in it.
const BODY: &str = "Wardrobe checks whether it may write here. This can be deleted.\n";

/// Writes an object of our own, begins one in parts, and deletes it.
async fn written(storage: &Storage, place: &Place) -> Vec<Step> {
    let bucket = &place.bucket;
    let key = format!("{}{PROBE}", place.prefix);
    let at = format!("s3://{bucket}/{key}");
    let (write, parts, delete) = (
        format!("Write {at}"),
        format!("Write {at} in parts"),
        format!("Delete {at}"),
    );
    let options = PutOptions {
        content_type: Some("text/plain".to_owned()),
        create_only: true,
        ..PutOptions::default()
    };
    let length = BODY.len() as u64;
    let body = BODY.as_bytes().to_vec().into();
    let mut version = None;
    let mut steps = match storage.put(bucket, &key, body, length, options).await {
        Ok(stored) => {
            version = stored.version_id;
            vec![Step::passed("write", write, "It was written.")]
        }
        Err(error) if error.kind == Kind::PreconditionFailed => {
            if !is_ours(storage, bucket, &key).await {
                let words = "An object of this name is there, and is left alone.";
                return vec![Step::skipped("write", write, words)];
            }
            let words = "It is there since a check that could not delete it.";
            vec![Step::skipped("write", write, words)]
        }
        Err(error) => {
            let all = format!("arn:aws:s3:::{bucket}/{}*", place.prefix);
            let step = Step::failed("write", write, error.into());
            return vec![step.with([("To write anywhere there, the Resource is", all)])];
        }
    };
    steps.push(match in_parts(storage, bucket, &key).await {
        Ok(()) => Step::passed("multipart", parts, "It was begun, and given up."),
        Err(error) => Step::failed("multipart", parts, error.into()),
    });
    steps.push(
        match gone(storage, bucket, &key, version.as_deref()).await {
            Ok(()) => Step::passed("delete", delete, "It was deleted."),
            Err(error) => Step::failed("delete", delete, error.into())
                .with([("Left behind", format!("s3://{bucket}/{key}"))]),
        },
    );
    steps
}

/// Whether what is there is what a check has written.
async fn is_ours(storage: &Storage, bucket: &str, key: &str) -> bool {
    let beginning = Conditions {
        range: Some(format!("bytes=0-{}", BODY.len())),
        ..Conditions::default()
    };
    let Ok(answer) = storage.get(bucket, key, None, &beginning).await else {
        return false;
    };
    let body = answer.body.collect().await;
    body.is_ok_and(|body| body.into_bytes() == BODY.as_bytes())
}

/// Leaves no version behind, where the caller may do that.
async fn gone(
    storage: &Storage,
    bucket: &str,
    key: &str,
    version: Option<&str>,
) -> Result<(), StorageError> {
    match version {
        Some(_) if storage.delete(bucket, key, version, None).await.is_ok() => Ok(()),
        _ => storage.delete(bucket, key, None, None).await,
    }
}

async fn in_parts(storage: &Storage, bucket: &str, key: &str) -> Result<(), StorageError> {
    let upload = storage.create_multipart(bucket, key, None).await?;
    storage.abort_multipart(bucket, key, &upload).await
}
