//! The buckets of the demo.

use std::time::Duration;

use bytes::Bytes;
use rust_embed::RustEmbed;

use super::accounts::{ACCOUNT, OTHER};
use super::odd_keys::odd_keys;
use super::spread::{Spread, fill};
use crate::s3::store::{Attributes, Bucket, BulkObject, Filling, Store, StoreError, Versioning};

pub(super) const REGION: &str = "us-east-1";
/// Where the studio keeps one bucket more.
const FAR: &str = "eu-west-1";
/// Objects in the large folder.
const MANY: u64 = 100_000;

/// The sample files. `scripts/sample-files` draws them.
#[derive(RustEmbed)]
#[folder = "src/seed/files"]
struct Files;

pub(super) async fn demo(store: &Store) -> Result<(), StoreError> {
    let plain = || Bucket::new(REGION, ACCOUNT);
    store.found("studio-assets", plain(), assets).await?;
    let versioned = Bucket {
        versioning: Versioning::Enabled,
        ..plain()
    };
    store.found("studio-archive", versioned, archive).await?;
    store
        .found("studio-dublin", Bucket::new(FAR, ACCOUNT), dublin)
        .await?;
    store.found("studio-odd-keys", plain(), odd).await?;
    store.found("finance-reports", plain(), reports).await?;
    store
        .found("partner-drop", Bucket::new(REGION, OTHER), drop_box)
        .await?;
    fill(store, "studio-big", Spread::Numbers, MANY).await
}

fn assets(bucket: &mut Filling<'_, '_>) -> Result<(), StoreError> {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort_unstable();
    for (name, days) in names.iter().zip(1..) {
        if let Some(file) = Files::get(name) {
            bucket.add_dated(object(name, file.data.into_owned()), ago(days * 5 % 61))?;
        }
    }
    Ok(())
}

fn ago(days: u32) -> Duration {
    // Not all at the same time of the day.
    Duration::from_secs(25 * 3600 + 11 * 60) * days
}

/// Versions, and an object that must be restored before it can be read.
fn archive(bucket: &mut Filling<'_, '_>) -> Result<(), StoreError> {
    for draft in 1..=3 {
        let text = format!("# Spring film\n\nDraft {draft}\n");
        bucket.add_dated(object("films/script.md", text), ago(28 - 7 * draft))?;
    }
    let removed = "films/removed.txt";
    bucket.add(object(removed, "I was deleted, and can be restored.\n"))?;
    bucket.mark_deleted(removed)?;
    let mut cold = object("films/1998/negatives.txt", "Scans of the negatives.\n");
    cold.attributes.class = Some("GLACIER".to_owned());
    bucket.add_dated(cold, ago(10_000))
}

/// What the people in another region work with.
fn dublin(bucket: &mut Filling<'_, '_>) -> Result<(), StoreError> {
    let notes = "# Grading\n\nWarmer from the second reel on.\n";
    bucket.add_dated(object("grading/notes.md", notes), ago(2))?;
    let reels = "reel,minutes\n1,19\n2,21\n3,17\n";
    bucket.add_dated(object("grading/reels.csv", reels), ago(9))?;
    bucket.add_dated(
        object("README.md", "# Dublin\n\nThis bucket is in eu-west-1.\n"),
        ago(40),
    )
}

fn odd(bucket: &mut Filling<'_, '_>) -> Result<(), StoreError> {
    for key in odd_keys() {
        let body = if key.ends_with('/') {
            String::new()
        } else {
            format!("I am {key:?}.\n")
        };
        bucket.add(object(&key, body))?;
    }
    Ok(())
}

fn reports(bucket: &mut Filling<'_, '_>) -> Result<(), StoreError> {
    let accounts = [
        ("rent", -240_000),
        ("salaries", -1_850_000),
        ("equipment", -73_050),
        ("travel", -41_990),
        ("prints", 312_400),
        ("licences", 905_000),
        ("films", 1_760_000),
    ];
    let months = [2025, 2026].map(|year| (1..=6).map(move |month| (year, month)));
    for (year, month) in months.into_iter().flatten() {
        let mut body = "account,budget,amount\n".to_owned();
        for (number, (account, budget)) in accounts.iter().enumerate() {
            let sway = (year + month * 7 + number as i64 * 13) % 23 - 11;
            let amount = budget + budget * sway / 100;
            body += &format!("{account},{},{}\n", euros(*budget), euros(amount));
        }
        bucket.add(object(&format!("{year}/{month:02}-report.csv"), body))?;
    }
    Ok(())
}

/// What the other company wants to be done.
fn drop_box(bucket: &mut Filling<'_, '_>) -> Result<(), StoreError> {
    let text = "# Brief\n\nPlease put the finished films in `delivered/`.\n";
    bucket.add_dated(object("brief.md", text), ago(3))?;
    bucket.add_dated(object("delivered/trailer.txt", "Two minutes.\n"), ago(1))
}

fn euros(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

pub(super) fn object(key: &str, body: impl Into<Bytes>) -> BulkObject {
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
        "ogg" => "audio/ogg",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "parquet" => "application/vnd.apache.parquet",
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
