//! `wardrobe ls`.

use futures::StreamExt;
use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use wardrobe_storage::Storage;
use wardrobe_storage::address::S3Url;
use wardrobe_storage::list::{Entry, Listing};
use wardrobe_storage::walk::Walk;

use crate::arguments::Ls;
use crate::connection::{address, named, open};
use crate::failure::Ended;
use crate::output::{line, moment, plain, size};

pub(crate) async fn run(ls: Ls) -> Ended {
    let (name, places) = named(ls.places.clone(), 0);
    let Some(url) = places.first().map(|text| address(text)).transpose()? else {
        return buckets(&ls, name.as_deref()).await;
    };
    let storage = open(&ls.through, name.as_deref(), &[&url]).await?;
    if ls.recursive {
        return all_below(&ls, &storage, url).await;
    }
    let mut pages = Box::pin(storage.list(Listing {
        bucket: url.bucket.clone(),
        prefix: url.key.clone(),
        delimiter: Some("/".to_owned()),
        ..Listing::default()
    }));
    while let Some(page) = pages.next().await {
        let page = page?;
        for prefix in &page.prefixes {
            match ls.output.json {
                true => line(&json!({ "prefix": prefix }).to_string()),
                false => line(&format!("{:>19}  {:>11}  {}", "", "folder", plain(prefix))),
            }
        }
        objects(&ls, &page.objects);
    }
    Ok(())
}

async fn all_below(ls: &Ls, storage: &Storage, url: S3Url) -> Ended {
    let mut walk = Box::pin(storage.walk(Walk {
        bucket: url.bucket,
        prefix: url.key,
        start_after: None,
        ordered: true,
    }));
    while let Some(batch) = walk.next().await {
        objects(ls, &batch?);
    }
    Ok(())
}

/// Written at once: a line at a time, a million would take seconds.
fn objects(ls: &Ls, objects: &[Entry]) {
    let one = if ls.output.json { as_json } else { as_text };
    let lines: Vec<String> = objects.iter().map(one).collect();
    if !lines.is_empty() {
        line(&lines.join("\n"));
    }
}

async fn buckets(ls: &Ls, name: Option<&str>) -> Ended {
    let storage = open(&ls.through, name, &[]).await?;
    for bucket in storage.buckets().await? {
        let created = bucket.created;
        match ls.output.json {
            true => line(
                &json!({ "bucket": bucket.name, "region": bucket.region, "created": rfc3339(created) })
                    .to_string(),
            ),
            false => line(&format!("{}  {}", moment(created), plain(&bucket.name))),
        }
    }
    Ok(())
}

fn rfc3339(at: Option<OffsetDateTime>) -> Option<String> {
    at.and_then(|at| at.format(&Rfc3339).ok())
}

fn as_json(object: &Entry) -> String {
    json!({
        "key": object.key,
        "size": object.size,
        "last_modified": rfc3339(object.last_modified),
        "etag": object.etag,
        "storage_class": object.storage_class,
    })
    .to_string()
}

fn as_text(object: &Entry) -> String {
    let key = plain(&object.key);
    format!(
        "{}  {:>11}  {key}",
        moment(object.last_modified),
        size(object.size)
    )
}
