//! Downloading folders and selections as one archive.

use std::collections::BTreeSet;
use std::time::Duration;

use futures::StreamExt;
use serde_json::{Value, json};
use wardrobe_sandbox::faults;
use wardrobe_sandbox::s3::store::BulkObject;
use wardrobe_sandbox::seed::odd_keys;

use crate::api::studio::*;

const ARCHIVES: &str = "/api/connections/studio/archives";
const MIB: usize = 1024 * 1024;
const HOUR: Duration = Duration::from_secs(3600);

/// A member as the archive's directory and its own header tell it.
#[derive(Debug, PartialEq)]
struct Member {
    name: String,
    bytes: Vec<u8>,
    /// Seconds since 1970.
    modified: u32,
}

fn number(bytes: &[u8], at: usize, length: usize) -> usize {
    let number = bytes[at..at + length].iter().rev();
    number.fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

/// Reads an archive of few members as a reader does: from its end.
fn members(archive: &[u8]) -> Vec<Member> {
    let end = archive.len() - 22;
    assert_eq!(&archive[end..end + 4], b"PK\x05\x06");
    let mut at = number(archive, end + 16, 4);
    assert_eq!(at + number(archive, end + 12, 4), end);
    let mut found = Vec::new();
    while at < end {
        assert_eq!(&archive[at..at + 4], b"PK\x01\x02");
        let size = number(archive, at + 24, 4);
        let (name, extra) = (number(archive, at + 28, 2), number(archive, at + 30, 2));
        let text = archive[at + 46..at + 46 + name].to_vec();
        let place = number(archive, at + 42, 4);
        assert_eq!(&archive[place..place + 4], b"PK\x03\x04");
        assert_eq!(archive[place + 30..place + 30 + name], text[..]);
        // UTF-8 by name, stored as it is.
        assert_eq!(number(archive, place + 6, 2) & 1 << 11, 1 << 11);
        assert_eq!(number(archive, place + 8, 2), 0);
        let begin = place + 30 + name + number(archive, place + 28, 2);
        let bytes = archive[begin..begin + size].to_vec();
        let crc = number(archive, at + 16, 4);
        assert_eq!(crc, crc_fast::crc32_iso_hdlc(&bytes) as usize, "{text:?}");
        if number(archive, place + 6, 2) & 1 << 3 == 0 {
            assert_eq!(number(archive, place + 14, 4), crc);
            assert_eq!(number(archive, place + 18, 4), size);
        } else {
            let behind = begin + size;
            assert_eq!(&archive[behind..behind + 4], b"PK\x07\x08");
            assert_eq!(number(archive, behind + 4, 4), crc);
        }
        found.push(Member {
            name: String::from_utf8(text).unwrap(),
            bytes,
            modified: u32::try_from(number(archive, at + 46 + name + 5, 4)).unwrap(),
        });
        at += 46 + name + extra;
    }
    assert_eq!(number(archive, end + 10, 2), found.len());
    found
}

/// The address of an archive of this, which is made.
async fn made(browser: &Browser, wanted: &Value) -> String {
    let answer = browser.post(ARCHIVES, wanted).await;
    assert_eq!(answer.status(), 201, "{}", answer.text().await.unwrap());
    let answer: Value = answer.json().await.unwrap();
    format!("{ARCHIVES}/{}", answer["id"].as_str().unwrap())
}

async fn downloaded(browser: &Browser, wanted: &Value) -> Vec<Member> {
    let path = made(browser, wanted).await;
    let answer = browser.get(&path).await;
    assert_eq!(answer.status(), 200);
    members(&answer.bytes().await.unwrap())
}

fn names(members: &[Member]) -> Vec<&str> {
    members.iter().map(|m| m.name.as_str()).collect()
}

#[tokio::test]
async fn a_folder_comes_as_one_archive_and_its_name() {
    let studio = Studio::start().await;
    for key in [
        "a/b/",
        "a/b/empty/",
        "a/b/one.txt",
        "a/b/deep/er/two.txt",
        "a/b/nothing",
        "a/b.txt",
    ] {
        let body = if key.ends_with("txt") { key } else { "" };
        studio.put(BUCKET, key, body).await;
    }
    let browser = studio.open().await;
    let wanted = json!({ "bucket": BUCKET, "prefix": "a/", "prefixes": ["a/b/"] });
    let path = made(&browser, &wanted).await;
    // As a browser goes there: a plain GET.
    let answer = browser.bare("GET", &path).send().await.unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/zip");
    assert_eq!(
        header("content-disposition"),
        "attachment; filename=\"b.zip\"; filename*=UTF-8''b.zip"
    );
    assert_eq!(header("accept-ranges"), "none");
    let got = members(&answer.bytes().await.unwrap());
    assert_eq!(
        names(&got),
        [
            "b/",
            "b/deep/er/two.txt",
            "b/empty/",
            "b/nothing",
            "b/one.txt"
        ]
    );
    assert_eq!(got[1].bytes, b"a/b/deep/er/two.txt");
    let properties = browser
        .json(&of("studio", "object/properties", BUCKET, "a/b/one.txt"))
        .await;
    let format = &time::format_description::well_known::Rfc3339;
    let at = properties["last_modified"].as_str().unwrap();
    let at = time::OffsetDateTime::parse(at, format).unwrap();
    for member in &got {
        assert!((i64::from(member.modified) - at.unix_timestamp()).abs() < 60);
    }
    // From within, its own mark is nothing in it.
    let within = json!({ "bucket": BUCKET, "prefix": "a/b/", "prefixes": ["a/b/"] });
    let got = downloaded(&browser, &within).await;
    assert_eq!(
        names(&got),
        ["deep/er/two.txt", "empty/", "nothing", "one.txt"]
    );
    // It can be downloaded again.
    assert_eq!(browser.get(&path).await.status(), 200);
}

#[tokio::test]
async fn a_selection_is_in_it_once_and_no_more() {
    let studio = Studio::start().await;
    for key in ["x.txt", "y.txt", "empty", "d/1", "d/2", "d2/3", "z/4"] {
        let body = if key == "empty" { "" } else { key };
        studio.put(BUCKET, key, body).await;
    }
    let large: Vec<u8> = (0..9 * MIB + 5).map(|n| (n % 251) as u8).collect();
    studio.put(BUCKET, "large.bin", large.clone()).await;
    studio.put(BUCKET, "d/large.bin", large.clone()).await;
    let browser = studio.open().await;
    let wanted = json!({ "bucket": BUCKET, "keys": ["y.txt", "empty", "large.bin", "y.txt", "d/1"],
                         "prefixes": ["d/", "z/", "d/"] });
    let got = downloaded(&browser, &wanted).await;
    assert_eq!(
        names(&got),
        [
            "empty",
            "large.bin",
            "y.txt",
            "d/1",
            "d/2",
            "d/large.bin",
            "z/4"
        ]
    );
    for member in got {
        match member.name.as_str() {
            "empty" => assert!(member.bytes.is_empty()),
            "large.bin" | "d/large.bin" => assert!(member.bytes == large),
            name => assert_eq!(member.bytes, name.as_bytes()),
        }
    }
}

#[tokio::test]
async fn whatever_keys_are_called_nothing_leads_out_or_onto_another() {
    let studio = Studio::start().await;
    let mut keys = odd_keys();
    keys.extend(["C:\\drive.txt", "A.TXT", "a.txt", "x/../../y"].map(str::to_owned));
    keys.retain(|key| key.len() < 1000);
    for key in &keys {
        studio.put(BUCKET, &format!("box/{key}"), key.clone()).await;
    }
    studio.put(BUCKET, "box/", "").await;
    let browser = studio.open().await;
    let wanted = json!({ "bucket": BUCKET, "prefixes": ["box/"] });
    let got = downloaded(&browser, &wanted).await;
    let bodies: BTreeSet<_> = got
        .iter()
        .filter(|m| m.name != "box/")
        .map(|m| m.bytes.clone())
        .collect();
    let all: BTreeSet<_> = keys.iter().map(|key| key.clone().into_bytes()).collect();
    assert_eq!(bodies, all);
    let mut seen = BTreeSet::new();
    for Member { name, .. } in &got {
        let file = name.strip_suffix('/').unwrap_or(name);
        assert!(name.starts_with("box/") && !name.contains('\\'), "{name}");
        assert!(
            file.split('/')
                .all(|piece| !["", ".", ".."].contains(&piece)),
            "{name}"
        );
        assert!(
            !name.contains(|c: char| c.is_control() || c == ':'),
            "{name}"
        );
        assert!(seen.insert(file.to_lowercase()), "{name}");
    }
    // No file is where a folder must be.
    for name in &seen {
        for (at, _) in name.match_indices('/') {
            let above = &name[..at];
            assert!(
                !seen.contains(above)
                    || got
                        .iter()
                        .any(|m| m.name.to_lowercase() == format!("{above}/"))
            );
        }
    }
    for kept in [
        "box/emoji-\u{1f984}.txt",
        "box/trailing space ",
        "box/same",
        "box/same (2)/inside.txt",
    ] {
        assert!(names(&got).contains(&kept), "{kept} in {:?}", names(&got));
    }
}

#[tokio::test]
async fn what_is_refused_at_once_is_told_and_nothing_is_made() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a/b", "x").await;
    let browser = studio.open().await;
    for (wanted, refused) in [
        (json!({ "bucket": BUCKET }), with(400, "invalid")),
        (
            json!({ "bucket": BUCKET, "keys": [""] }),
            with(400, "invalid"),
        ),
        (
            json!({ "bucket": BUCKET, "prefixes": ["a"] }),
            with(400, "invalid"),
        ),
        (
            json!({ "bucket": BUCKET, "prefix": "a", "keys": ["a/b"] }),
            with(400, "invalid"),
        ),
        (
            json!({ "bucket": BUCKET, "prefix": "b/", "keys": ["a/b"] }),
            with(400, "invalid"),
        ),
        (
            json!({ "bucket": "../x", "keys": ["a/b"] }),
            with(400, "invalid"),
        ),
        (
            json!({ "bucket": BUCKET, "keys": ["gone"] }),
            with(404, "missing"),
        ),
        (
            json!({ "bucket": BUCKET, "prefixes": ["gone/"] }),
            with(404, "missing"),
        ),
    ] {
        let answer = browser.post(ARCHIVES, &wanted).await;
        assert_eq!(refusal(answer).await, refused, "{wanted}");
    }
    let visitor = studio.visit(VISITOR, HOUR).await;
    let wanted = json!({ "bucket": BUCKET, "prefixes": ["a/"] });
    let answer = visitor.post("/api/connections/own/archives", &wanted).await;
    assert_eq!(answer.status(), 403);
    let error: Value = answer.json().await.unwrap();
    assert_eq!(error["error"]["denial"]["action"], "s3:ListBucket");
    assert!(error["error"]["remedy"].is_object(), "{error}");
    let narrow = studio.browser();
    narrow
        .post("/api/connections/narrow/open", &json!({}))
        .await;
    let answer = narrow
        .post("/api/connections/narrow/archives", &wanted)
        .await;
    assert_eq!(refusal(answer).await, with(403, "denied"));
    // Another site's page cannot make any.
    let answer = browser.bare("POST", ARCHIVES).json(&wanted);
    assert_eq!(
        refusal(answer.send().await.unwrap()).await,
        with(403, "cross-site")
    );
}

#[tokio::test]
async fn an_archive_is_only_for_whom_it_was_made() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a/b", "x").await;
    let browser = studio.open().await;
    let path = made(&browser, &json!({ "bucket": BUCKET, "prefixes": ["a/"] })).await;
    assert_eq!(
        refusal(studio.browser().get(&path).await).await,
        with(401, "not-signed-in")
    );
    let other = studio.open().await;
    assert_eq!(refusal(other.get(&path).await).await, with(404, "missing"));
    assert_eq!(browser.get(&path).await.status(), 200);
    // What has gone since then is told before the first byte.
    let gone = json!({ "bucket": BUCKET, "keys": ["a/b"] });
    browser
        .lines("POST", "/api/connections/studio/delete", Some(&gone))
        .await;
    assert_eq!(
        refusal(browser.get(&path).await).await,
        with(404, "missing")
    );
    assert_eq!(
        refusal(browser.get(&format!("{ARCHIVES}/none")).await).await,
        with(404, "missing")
    );
    // Of many that nobody downloads the oldest are forgotten.
    studio.put(BUCKET, "a/b", "x").await;
    for _ in 0..20 {
        made(&browser, &json!({ "bucket": BUCKET, "prefixes": ["a/"] })).await;
    }
    assert_eq!(
        refusal(browser.get(&path).await).await,
        with(404, "missing")
    );
}

/// How an answer ends: whole, or broken off, which can be so soon that nothing has come.
async fn ends(browser: &Browser, path: &str) -> reqwest::Result<Vec<u8>> {
    let answer = browser.request("GET", path).send().await?;
    assert_eq!(answer.status(), 200);
    answer.bytes().await.map(|bytes| bytes.to_vec())
}

#[tokio::test]
async fn what_cannot_be_read_breaks_the_download_off() {
    let studio = Studio::start().await;
    // Enough that the first byte is on its way.
    for n in 0..3 {
        studio
            .put(BUCKET, &format!("f/{n}"), vec![b'x'; 100_000])
            .await;
    }
    let large = vec![b'y'; 32 * MIB];
    studio.put(BUCKET, "f/large", large.clone()).await;
    let browser = studio.open().await;
    let path = made(&browser, &json!({ "bucket": BUCKET, "prefixes": ["f/"] })).await;
    assert_eq!(members(&ends(&browser, &path).await.unwrap()).len(), 4);

    let cut_after = |bytes: usize| {
        studio.sandbox.faults.set(faults::Settings {
            operation: Some("GetObject".to_owned()),
            cut_download_after: Some(bytes as u64),
            ..faults::Settings::default()
        });
    };
    // A connection that is cut now and then is only read on from there.
    cut_after(10 * MIB);
    let whole = members(&ends(&browser, &path).await.unwrap());
    assert!(whole.last().is_some_and(|last| last.bytes == large));
    // One that is cut always, where it is read ahead, and where it is read on.
    for bytes in [200_000, 5 * MIB] {
        cut_after(bytes);
        assert!(ends(&browser, &path).await.is_err());
    }
    studio.sandbox.faults.clear();

    let mut cold = BulkObject {
        key: "f/cold".into(),
        body: "ice".into(),
        attributes: Default::default(),
    };
    cold.attributes.class = Some("DEEP_ARCHIVE".into());
    studio.sandbox.store().add(BUCKET, cold).await.unwrap();
    assert!(ends(&browser, &path).await.is_err());
    // The record says so.
    let records = crate::api::audit::records(&studio).await;
    let outcomes: Vec<_> = records
        .iter()
        .filter(|r| r.operation == "get_archive")
        .map(|r| r.outcome.as_str())
        .collect();
    assert_eq!(outcomes.len(), 5);
    assert!(outcomes.contains(&"ok, 4 done"), "{outcomes:?}");
    assert!(
        outcomes.iter().filter(|o| o.ends_with("1 failed")).count() == 3,
        "{outcomes:?}"
    );
}

#[tokio::test]
async fn little_is_read_ahead_of_a_reader_who_waits() {
    let studio = Studio::start().await;
    let body = bytes::Bytes::from(vec![7_u8; 64 * 1024]);
    let objects = (0..2500).map(move |n| BulkObject {
        key: format!("many/{n:04}"),
        body: body.clone(),
        attributes: Default::default(),
    });
    studio.sandbox.store().load(BUCKET, objects).await.unwrap();
    let browser = studio.open().await;
    let path = made(
        &browser,
        &json!({ "bucket": BUCKET, "prefixes": ["many/"] }),
    )
    .await;
    studio.sandbox.faults.reset_requests();
    let answer = browser.get(&path).await;
    let mut bytes = answer.bytes_stream();
    let mut size = bytes.next().await.unwrap().unwrap().len();
    tokio::time::sleep(Duration::from_millis(500)).await;
    // What sockets hold, and eight more.
    let faults = &studio.sandbox.faults;
    let (listed, read) = (
        faults.requests("ListObjectsV2"),
        faults.requests("GetObject"),
    );
    assert!(
        listed == 1 && read < 900,
        "{listed} pages and {read} objects"
    );
    while let Some(chunk) = bytes.next().await {
        size += chunk.unwrap().len();
    }
    assert!(size > 2500 * 64 * 1024);
    assert_eq!(
        (
            faults.requests("ListObjectsV2"),
            faults.requests("GetObject")
        ),
        (3, 2500)
    );

    // Who leaves is not read for.
    faults.reset_requests();
    let answer = browser.get(&path).await;
    drop(answer);
    tokio::time::sleep(Duration::from_millis(500)).await;
    let read = faults.requests("GetObject");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(read < 900);
    assert_eq!(faults.requests("GetObject"), read);
}
