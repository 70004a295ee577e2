//! The buckets of the demo.

use bytes::Bytes;
use rust_embed::RustEmbed;

use super::accounts::ACCOUNT;
use super::odd_keys::odd_keys;
use crate::s3::store::{Attributes, BulkObject, Store, StoreError, Versioning};

const REGION: &str = "us-east-1";
/// Objects in the large folder.
const MANY: u64 = 100_000;

/// The sample files. `scripts/sample-files` draws them.
#[derive(RustEmbed)]
#[folder = "src/seed/files"]
struct Files;

pub(super) async fn demo(store: &Store) -> Result<(), StoreError> {
    if is_new(store, "studio-assets").await? {
        for name in Files::iter() {
            if let Some(file) = Files::get(&name) {
                store
                    .add("studio-assets", object(&name, file.data.into_owned()))
                    .await?;
            }
        }
    }
    if is_new(store, "studio-archive").await? {
        archive(store).await?;
    }
    if is_new(store, "studio-odd-keys").await? {
        for key in odd_keys() {
            let body = if key.ends_with('/') {
                String::new()
            } else {
                format!("I am {key:?}.\n")
            };
            store.add("studio-odd-keys", object(&key, body)).await?;
        }
    }
    if is_new(store, "finance-reports").await? {
        for year in [2025, 2026] {
            for month in 1..=6 {
                let key = format!("{year}/{month:02}-report.csv");
                let body = format!("account,amount\nrent,-{month}200.00\nsales,{month}9310.50\n");
                store.add("finance-reports", object(&key, body)).await?;
            }
        }
    }
    bulk(store, "studio-big", MANY).await
}

/// Versions, and an object that must be restored before it can be read.
async fn archive(store: &Store) -> Result<(), StoreError> {
    store
        .set_versioning("studio-archive", Versioning::Enabled)
        .await?;
    for draft in 1..=3 {
        let text = format!("# Spring film\n\nDraft {draft}\n");
        store
            .add("studio-archive", object("films/script.md", text))
            .await?;
    }
    store
        .add(
            "studio-archive",
            object("films/removed.txt", "I was deleted, and can be restored.\n"),
        )
        .await?;
    store
        .mark_deleted("studio-archive", "films/removed.txt")
        .await?;
    let mut cold = object("films/1998/negatives.txt", "Scans of the negatives.\n");
    cold.attributes.class = Some("GLACIER".to_owned());
    store.add("studio-archive", cold).await
}

pub(super) async fn bulk(store: &Store, bucket: &str, objects: u64) -> Result<(), StoreError> {
    if is_new(store, bucket).await? {
        let all = (0..objects).map(|n| object(&format!("many/file-{n:08}.txt"), format!("{n}\n")));
        store.load(bucket, all).await?;
    }
    Ok(())
}

/// Makes the bucket; false when it was there.
async fn is_new(store: &Store, bucket: &str) -> Result<bool, StoreError> {
    if store.has_bucket(bucket).await? {
        return Ok(false);
    }
    store.create_bucket(bucket, REGION, ACCOUNT).await?;
    Ok(true)
}

fn object(key: &str, body: impl Into<Bytes>) -> BulkObject {
    let content_type = match key.rsplit('.').next().unwrap_or_default() {
        "md" => "text/markdown",
        "txt" => "text/plain",
        "html" => "text/html",
        "json" => "application/json",
        "csv" => "text/csv",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "zip" => "application/zip",
        _ => "binary/octet-stream",
    };
    BulkObject {
        key: key.to_owned(),
        body: body.into(),
        attributes: Attributes {
            content_type: Some(content_type.to_owned()),
            ..Attributes::default()
        },
    }
}
