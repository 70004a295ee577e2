//! What to work on, listed page by page.

use futures::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use wardrobe_storage::list::{Entry as Listed, Listing};
use wardrobe_storage::selection::{Except, Place};
use wardrobe_storage::{Result, Storage};

/// At most so many objects are handed out together: what DeleteObjects takes.
pub(super) const PAGE: usize = 1000;
/// And no more bytes, but for one object: what is under way at the end of a pause or of a
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
}

/// Where the listing goes on.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Reach {
    /// The places before this one have been handed out.
    pub item: usize,
    /// Of this one, the keys up to this.
    pub after: Option<String>,
}

/// Objects to work on, and where the listing goes on behind them.
pub(super) type Page = (Vec<Entry>, Reach);

/// Everything in `places` behind `reach`, in pages of at most [`PAGE`] objects.
pub(super) fn pages(
    storage: Storage,
    bucket: String,
    places: Vec<Place>,
    except: Except,
    reach: Reach,
) -> impl Stream<Item = Result<Page>> + Send {
    async_stream::try_stream! {
        let Reach { mut item, mut after } = reach;
        while let Some(place) = places.get(item) {
            let Place::Below(prefix) = place else {
                let objects = places.iter().enumerate().skip(item).take(PAGE);
                let objects = objects.map_while(|(item, place)| match place {
                    Place::Object(key) => Some(Entry { item, key: key.clone(), ..Entry::default() }),
                    Place::Below(_) => None,
                });
                let entries: Vec<Entry> = objects.collect();
                item += entries.len();
                yield (entries, Reach { item, after: None });
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
                for page in cut(page?.objects, item, &except) {
                    yield page;
                }
            }
            item += 1;
        }
    }
}

/// One page of a listing without what is left out, in pages that are not too much.
fn cut(listed: Vec<Listed>, item: usize, except: &Except) -> Vec<Page> {
    let mut pages = Vec::new();
    let (mut entries, mut bytes) = (Vec::new(), 0);
    let mut last = None;
    for object in listed {
        last = Some(object.key.clone());
        if except.hold(&object.key) {
            continue;
        }
        bytes += object.size;
        let reach = Reach {
            item,
            after: last.clone(),
        };
        entries.push(Entry {
            item,
            key: object.key,
            size: Some(object.size),
            etag: object.etag,
            class: object.storage_class,
        });
        if bytes >= BYTES || entries.len() == PAGE {
            pages.push((std::mem::take(&mut entries), reach));
            bytes = 0;
        }
    }
    if !entries.is_empty() {
        pages.push((entries, Reach { item, after: last }));
    }
    pages
}
