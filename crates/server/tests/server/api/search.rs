//! Looking for objects in all folders below one.

use std::time::Duration;

use futures::StreamExt;
use serde_json::{Value, json};
use wardrobe_sandbox::faults::Settings as Faults;
use wardrobe_sandbox::seed::{Spread, fill};

use crate::api::studio::*;

const MANY: &str = "studio-many";

fn at(connection: &str, bucket: &str, prefix: &str) -> String {
    format!("/api/connections/{connection}/search?bucket={bucket}&prefix={prefix}")
}

async fn files(studio: &Studio) {
    for (key, size) in [
        ("Report 2026.pdf", 5),
        ("in/report.TXT", 50),
        ("in/deep/er/Annual Report.txt", 500),
        ("in/deep/er/notes.txt", 5000),
        ("in/report/readme", 1),
        ("in/ünï ✓.csv", 0),
    ] {
        studio.put(BUCKET, key, vec![b'x'; size]).await;
    }
}

/// The keys found, and the last line.
async fn found(browser: &Browser, prefix: &str, query: &str) -> (Vec<String>, Value) {
    let path = format!("{}&{query}", at("studio", BUCKET, prefix));
    let lines = browser.lines("GET", &path, None).await;
    let hits = lines.iter().filter(|line| line["type"] == "hits");
    let hits = hits.flat_map(|line| line["objects"].as_array().unwrap());
    let keys = hits.map(|hit| hit["key"].as_str().unwrap().to_owned());
    (keys.collect(), lines.last().unwrap().clone())
}

#[tokio::test]
async fn names_are_found_in_all_folders_below_and_nowhere_else() {
    let studio = Studio::start().await;
    files(&studio).await;
    let browser = studio.open().await;
    for (prefix, query, keys) in [
        (
            "in/",
            "text=report",
            vec!["in/deep/er/Annual Report.txt", "in/report.TXT"],
        ),
        (
            "in/",
            "text=REPORT&in=key",
            vec![
                "in/deep/er/Annual Report.txt",
                "in/report.TXT",
                "in/report/readme",
            ],
        ),
        ("", "text=report+2026", vec!["Report 2026.pdf"]),
        (
            "",
            "glob=*.txt",
            vec![
                "in/deep/er/Annual Report.txt",
                "in/deep/er/notes.txt",
                "in/report.TXT",
            ],
        ),
        (
            "in/",
            "glob=deep%2F**%2Fn*&in=key",
            vec!["in/deep/er/notes.txt"],
        ),
        (
            "",
            "regex=%5E%5Ba-z%5D%2B%5C.txt%24",
            vec!["in/deep/er/notes.txt"],
        ),
        ("", "text=%C3%9CN%C3%8F", vec!["in/ünï ✓.csv"]),
        (
            "",
            "min_size=50&max_size=500",
            vec!["in/deep/er/Annual Report.txt", "in/report.TXT"],
        ),
        (
            "",
            "text=readme&modified_before=2020-01-01T00:00:00Z",
            vec![],
        ),
        (
            "",
            "text=readme&modified_after=2020-01-01T00:00:00Z",
            vec!["in/report/readme"],
        ),
        ("in/", "text=2026", vec![]),
    ] {
        let (hits, end) = found(&browser, prefix, query).await;
        assert_eq!(hits, keys, "{prefix} {query}");
        let scanned = if prefix.is_empty() { 6 } else { 5 };
        let told =
            json!({ "type": "end", "scanned": scanned, "hits": keys.len(), "limited": false });
        assert_eq!(end, told, "{query}");
    }
}

#[tokio::test]
async fn a_pattern_that_is_none_is_told_before_anything_is_asked() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    for (query, words) in [
        ("regex=a(", "unclosed group"),
        ("regex=(%3F:a%7B1000%7D)%7B1000%7D", "too large"),
        ("glob=%5Ba", "has no ]"),
        ("text=a&glob=b", "Either"),
        ("min_size=2&max_size=1", "least size"),
        ("min_size=-1", "min_size"),
        ("modified_after=yesterday", "no date"),
        ("in=folder", "folder"),
        ("txt=a", "txt"),
    ] {
        let path = format!("{}&{query}", at("studio", BUCKET, ""));
        let answer = browser.get(&path).await;
        assert_eq!(answer.status(), 400, "{query}");
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer["error"]["code"], "invalid");
        let told = answer["error"]["message"].as_str().unwrap();
        assert!(told.contains(words), "{query}: {told}");
    }
    assert_eq!(studio.sandbox.faults.requests("ListObjectsV2"), 0);
}

#[tokio::test]
async fn a_search_ends_with_so_many_and_says_so() {
    let studio = Studio::start().await;
    fill(studio.sandbox.store(), MANY, Spread::Dates, 12_000)
        .await
        .unwrap();
    let browser = studio.open().await;
    let path = format!("{}&glob=*.gz", at("studio", MANY, ""));
    let lines = browser.lines("GET", &path, None).await;
    let end = lines.last().unwrap();
    assert_eq!(
        (&end["hits"], &end["limited"]),
        (&json!(10_000), &json!(true))
    );
    let hits = lines.iter().filter_map(|line| line["objects"].as_array());
    assert_eq!(hits.map(Vec::len).sum::<usize>(), 10_000);
}

#[tokio::test]
async fn how_far_it_has_come_is_told_while_nothing_is_found() {
    let studio = Studio::start().await;
    fill(studio.sandbox.store(), MANY, Spread::Uuids, 3000)
        .await
        .unwrap();
    let browser = studio.open().await;
    studio.sandbox.faults.set(Faults {
        delay_ms: 700,
        ..Faults::default()
    });
    let path = format!("{}&text=nowhere", at("studio", MANY, ""));
    let lines = browser.lines("GET", &path, None).await;
    let progress = lines.iter().filter(|line| line["type"] == "progress");
    assert!(progress.count() >= 2, "{lines:?}");
    assert_eq!(lines.last().unwrap()["scanned"], 3000);
}

#[tokio::test]
async fn a_search_ends_when_nobody_listens() {
    let studio = Studio::start().await;
    fill(studio.sandbox.store(), MANY, Spread::Uuids, 20_000)
        .await
        .unwrap();
    let browser = studio.open().await;
    studio.sandbox.faults.set(Faults {
        delay_ms: 300,
        ..Faults::default()
    });
    let path = format!("{}&glob=*", at("studio", MANY, ""));
    let answer = browser.get(&path).await;
    assert_eq!(answer.status(), 200);
    let mut bytes = answer.bytes_stream();
    bytes.next().await.unwrap().unwrap();
    drop(bytes);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let asked = studio.sandbox.faults.requests("ListObjectsV2");
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(studio.sandbox.faults.requests("ListObjectsV2"), asked);
}

#[tokio::test]
async fn where_one_may_not_list_one_may_not_search() {
    let studio = Studio::start().await;
    files(&studio).await;
    let visitor = studio.visit(VISITOR, Duration::from_secs(3600)).await;
    let answer: Value = visitor.json(&at("own", BUCKET, "")).await;
    assert_eq!(answer["error"]["code"], "denied");
    assert_eq!(answer["error"]["denial"]["action"], "s3:ListBucket");
    let narrow = studio.browser();
    narrow
        .post("/api/connections/narrow/open", &json!({}))
        .await;
    let outside = narrow.get(&at("narrow", BUCKET, "in/")).await;
    assert_eq!(refusal(outside).await, with(403, "denied"));
    let stranger = studio.browser();
    let refused = stranger.get(&at("studio", BUCKET, "")).await;
    assert_eq!(refused.status(), 401);
}
