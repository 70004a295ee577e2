//! What to work on, listed page by page.

use futures::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use wardrobe_storage::head::Head;
use wardrobe_storage::list::{Entry as Listed, Listing};
use wardrobe_storage::multipart::Upload;
use wardrobe_storage::selection::{Except, Place};
use wardrobe_storage::{Result, Storage};

/// No more bytes are handed out together, but for one object: what is under way at the end of a pause or of a
/// process is looked at again.
const BYTES: u64 = 8 * 1024 * 1024 * 1024;

/// One object to work on, as it is kept in the journal.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Entry {
    /// In which of the places it was found.
    #[serde(rename = "i")]
    pub item: usize,
    #[serde(rename = "k")]
    pub key: String,
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Of an upload, its id.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub upload: Option<String>,
}

impl Entry {
    /// What the listing told of it, if a copy can go by that.
    pub fn listed(&self) -> Option<Head> {
        Head::listed(self.size?, self.etag.as_deref()?, self.class.as_deref())
    }
}

/// Where the listing goes on.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Reach {
    /// The places before this one have been handed out.
    pub item: usize,
    /// Of this one, the keys up to this.
    pub after: Option<String>,
    /// Of uploads, those of this key up to this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload: Option<String>,
}

/// Objects to work on, and where the listing goes on behind them.
pub(super) type Page = (Vec<Entry>, Reach);

/// What to list, and how much of it to hand out together.
pub(super) struct List {
    pub bucket: String,
    pub places: Vec<Place>,
    pub except: Except,
    pub page: usize,
}

/// Everything to list behind `reach`, page by page.
pub(super) fn pages(
    storage: Storage,
    list: List,
    reach: Reach,
) -> impl Stream<Item = Result<Page>> + Send {
    async_stream::try_stream! {
        let Reach { mut item, mut after, .. } = reach;
        let List { bucket, places, .. } = &list;
        while let Some(place) = places.get(item) {
            let Place::Below(prefix) = place else {
                let objects = places.iter().enumerate().skip(item).take(list.page);
                let objects = objects.map_while(|(item, place)| match place {
                    Place::Object(key) => Some(Entry { item, key: key.clone(), ..Entry::default() }),
                    Place::Below(_) => None,
                });
                let entries: Vec<Entry> = objects.collect();
                item += entries.len();
                yield (entries, Reach { item, ..Reach::default() });
                continue;
            };
            let listing = Listing {
                bucket: bucket.clone(),
                prefix: prefix.clone(),
                start_after: after.take(),
                ..Listing::default()
            };
            let mut listed = Box::pin(storage.list(listing));
            while let Some(page) = listed.next().await {
                for page in cut(page?.objects, item, &list) {
                    yield page;
                }
            }
            item += 1;
        }
    }
}

/// The unfinished uploads that had begun `before` then, in seconds since 1970.
pub(super) fn uploads(
    storage: Storage,
    (bucket, prefix): (String, String),
    before: i64,
    reach: Reach,
) -> impl Stream<Item = Result<Page>> + Send {
    async_stream::try_stream! {
        let mut behind = reach.after.zip(reach.upload);
        loop {
            let (found, next) = storage.list_uploads_behind(&bucket, &prefix, behind.take()).await?;
            let old = |upload: &Upload| {
                upload.initiated.is_some_and(|at| at.unix_timestamp() <= before)
            };
            let entries = found.into_iter().filter(old).map(|upload| Entry {
                key: upload.key,
                upload: Some(upload.upload_id),
                ..Entry::default()
            });
            let (after, upload) = next.clone().unzip();
            yield (entries.collect(), Reach { item: 0, after, upload });
            behind = next;
            if behind.is_none() {
                break;
            }
        }
    }
}

/// One page of a listing without what is left out, in pages that are not too much.
fn cut(listed: Vec<Listed>, item: usize, list: &List) -> Vec<Page> {
    let mut pages = Vec::new();
    let (mut entries, mut bytes) = (Vec::new(), 0);
    let mut last = None;
    for object in listed {
        last = Some(object.key.clone());
        if list.except.hold(&object.key) {
            continue;
        }
        bytes += object.size;
        let reach = Reach {
            item,
            after: last.clone(),
            upload: None,
        };
        entries.push(Entry {
            item,
            key: object.key,
            size: Some(object.size),
            etag: object.etag,
            class: object.storage_class,
            upload: None,
        });
        if bytes >= BYTES || entries.len() == list.page {
            pages.push((std::mem::take(&mut entries), reach));
            bytes = 0;
        }
    }
    if !entries.is_empty() {
        pages.push((
            entries,
            Reach {
                item,
                after: last,
                upload: None,
            },
        ));
    }
    pages
}
