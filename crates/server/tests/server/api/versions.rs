//! Versions: seeing them, having them back, and undoing deletes.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use wardrobe_sandbox::s3::store::{
    Attributes, Bucket, BulkObject, Filling, StoreError, Versioning,
};
use wardrobe_sandbox::seed::{ACCOUNT, odd_keys};

use crate::api::refused::{let_reader, reader};
use crate::api::studio::*;

const KEPT: &str = "studio-kept";
const HOUR: Duration = Duration::from_secs(3600);

/// A bucket in this state of versioning, with this in it.
async fn bucket<F>(studio: &Studio, versioning: Versioning, fill: F)
where
    F: FnOnce(&mut Filling<'_, '_>) -> Result<(), StoreError> + Send + 'static,
{
    let bucket = Bucket {
        versioning,
        ..Bucket::new("us-east-1", ACCOUNT)
    };
    assert!(
        studio
            .sandbox
            .store()
            .found(KEPT, bucket, fill)
            .await
            .unwrap()
    );
}

fn text(key: &str, body: &str) -> BulkObject {
    BulkObject {
        key: key.to_owned(),
        body: body.to_owned().into(),
        attributes: Attributes::default(),
    }
}

fn path(what: &str, query: &[(&str, &str)]) -> String {
    let mut text = url::form_urlencoded::Serializer::new(String::new());
    text.append_pair("bucket", KEPT).extend_pairs(query);
    format!("/api/connections/studio/{what}?{}", text.finish())
}

fn ago(age: Duration) -> String {
    written(OffsetDateTime::now_utc() - age)
}

fn written(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap()
}

async fn versions(browser: &Browser, key: &str) -> Vec<Value> {
    let lines = browser
        .lines("GET", &path("versions", &[("key", key)]), None)
        .await;
    assert_eq!(lines.last().unwrap()["type"], "end", "{lines:?}");
    lines
        .iter()
        .flat_map(|line| line["versions"].as_array().cloned().unwrap_or_default())
        .collect()
}

/// What was in a folder then: folders, and the objects with their texts.
async fn folder(browser: &Browser, prefix: &str, at: &str) -> (Vec<String>, Vec<(String, String)>) {
    let query = [("prefix", prefix), ("at", at)];
    let lines = browser
        .lines("GET", &path("versions/folder", &query), None)
        .await;
    assert_eq!(lines.last().unwrap()["type"], "end", "{lines:?}");
    let (mut prefixes, mut objects) = (Vec::new(), Vec::new());
    for line in &lines {
        for prefix in line["prefixes"].as_array().into_iter().flatten() {
            prefixes.push(prefix.as_str().unwrap().to_owned());
        }
        for object in line["objects"].as_array().into_iter().flatten() {
            let key = object["key"].as_str().unwrap();
            let version = object["version_id"].as_str().unwrap();
            let read = path("object", &[("key", key), ("version_id", version)]);
            let text = browser.get(&read).await.text().await.unwrap();
            objects.push((key.to_owned(), text));
        }
    }
    (prefixes, objects)
}

async fn work(browser: &Browser, what: &str, body: Value) -> Vec<Value> {
    let path = format!("/api/connections/studio/{what}");
    browser.lines("POST", &path, Some(&body)).await
}

/// Every key with what a plain GET gives.
async fn all(studio: &Studio, browser: &Browser) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for key in studio.keys_of(KEPT).await {
        let text = browser.get(&object(KEPT, &key)).await.text().await.unwrap();
        all.push((key, text));
    }
    all
}

#[tokio::test]
async fn an_object_has_all_its_versions_and_nobody_elses() {
    let studio = Studio::start().await;
    bucket(&studio, Versioning::Enabled, |fill| {
        for n in 0..2_345 {
            fill.add_dated(text("a", &n.to_string()), HOUR)?;
        }
        fill.mark_deleted("a")?;
        fill.add(text("a/", "no"))?;
        fill.add(text("ab", "no"))?;
        fill.add(text("A", "no"))
    })
    .await;
    let browser = studio.open().await;
    let found = versions(&browser, "a").await;
    assert_eq!(found.len(), 2_346);
    let ids: BTreeSet<_> = found
        .iter()
        .map(|v| v["version_id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 2_346);
    assert_eq!(found[0]["delete_marker"], true);
    let latest: Vec<_> = found.iter().map(|v| v["latest"] == true).collect();
    assert!(latest[0] && !latest[1..].contains(&true));
    for (place, body) in [(1, "2344"), (1_200, "1145"), (2_345, "0")] {
        let id = found[place]["version_id"].as_str().unwrap();
        let read = path("object", &[("key", "a"), ("version_id", id)]);
        assert_eq!(browser.get(&read).await.text().await.unwrap(), body);
    }
    assert!(versions(&browser, "nothing").await.is_empty());
}

#[tokio::test]
async fn a_folder_of_3_000_is_back_after_an_undo_and_what_was_deleted_before_is_not() {
    let studio = Studio::start().await;
    bucket(&studio, Versioning::Enabled, |fill| {
        for n in 0..3_000 {
            let key = format!("folder/{n:04}");
            fill.add_dated(text(&key, "old"), 2 * HOUR)?;
            fill.add_dated(text(&key, &key), HOUR)?;
        }
        for key in odd_keys() {
            if key.len() < 1_000 {
                fill.add_dated(text(&format!("folder/{key}"), &key), HOUR)?;
            }
        }
        for key in ["folder/long gone", "folder/kept/long gone"] {
            fill.add_dated(text(key, "x"), HOUR)?;
            fill.mark_deleted_dated(key, HOUR / 2)?;
        }
        fill.add_dated(text("folder2", "x"), HOUR)
    })
    .await;
    let browser = studio.open().await;
    let before = studio.keys_of(KEPT).await;
    assert!(before.len() > 3_020, "{}", before.len());
    let since = ago(Duration::ZERO);
    work(
        &browser,
        "delete",
        json!({ "bucket": KEPT, "prefixes": ["folder/"] }),
    )
    .await;
    work(
        &browser,
        "delete",
        json!({ "bucket": KEPT, "keys": ["folder2"] }),
    )
    .await;
    assert!(studio.keys_of(KEPT).await.is_empty());

    studio.sandbox.faults.reset_requests();
    let undo = json!({ "bucket": KEPT, "prefixes": ["folder/"], "since": since });
    let lines = work(&browser, "undelete", undo.clone()).await;
    let brought = before.len() - 1;
    let end = json!({ "type": "end", "restored": brought, "failed": 0 });
    assert_eq!(lines.last().unwrap(), &end);
    assert!(studio.sandbox.faults.requests("DeleteObjects") <= 5);
    let expected: Vec<_> = before
        .iter()
        .filter(|key| *key != "folder2")
        .cloned()
        .collect();
    assert_eq!(studio.keys_of(KEPT).await, expected);
    // Each is what it was, not an older version.
    let last = versions(&browser, "folder/2999").await;
    assert_eq!(last.len(), 2);
    assert_eq!(last[0]["size"], 11);

    let undo = json!({ "bucket": KEPT, "keys": ["folder2"], "since": since });
    let lines = work(&browser, "undelete", undo).await;
    assert_eq!(
        lines.last().unwrap(),
        &json!({ "type": "end", "restored": 1, "failed": 0 })
    );
    assert_eq!(studio.keys_of(KEPT).await, before);
}

#[tokio::test]
async fn an_undo_leaves_what_others_deleted_later_and_what_it_is_told_to_leave() {
    let studio = Studio::start().await;
    bucket(&studio, Versioning::Enabled, |fill| {
        for key in ["f/1", "f/2", "f/others/3", "f/left", "f/left/4"] {
            fill.add_dated(text(key, key), HOUR)?;
        }
        // Deleted twice, as when an answer was lost.
        fill.add_dated(text("f/twice", "x"), HOUR)
    })
    .await;
    let browser = studio.open().await;
    let since = ago(Duration::ZERO);
    let keys = json!(["f/1", "f/2", "f/left", "f/left/4", "f/twice"]);
    for keys in [keys, json!(["f/twice"])] {
        work(&browser, "delete", json!({ "bucket": KEPT, "keys": keys })).await;
    }
    let until = ago(Duration::ZERO);
    // What is deleted within S3's second cannot be told apart.
    tokio::time::sleep(Duration::from_secs(4)).await;
    work(
        &browser,
        "delete",
        json!({ "bucket": KEPT, "prefixes": ["f/others/"] }),
    )
    .await;
    let undo = json!({
        "bucket": KEPT, "prefixes": ["f/"], "since": since, "until": until,
        "except_keys": ["f/left"], "except_prefixes": ["f/left/"],
    });
    let lines = work(&browser, "undelete", undo).await;
    assert_eq!(
        lines.last().unwrap(),
        &json!({ "type": "end", "restored": 3, "failed": 0 })
    );
    assert_eq!(studio.keys_of(KEPT).await, ["f/1", "f/2", "f/twice"]);
}

/// A folder with a history: at four hours, at three, at one. So many are in the large folder in it.
fn history(fill: &mut Filling<'_, '_>, large: usize) -> Result<(), StoreError> {
    fill.add_dated(text("f/changed", "first"), 3 * HOUR)?;
    fill.add_dated(text("f/changed", "second"), HOUR)?;
    fill.add_dated(text("f/deleted", "was"), 3 * HOUR)?;
    fill.mark_deleted_dated("f/deleted", HOUR)?;
    fill.add_dated(text("f/gone between", "was"), 4 * HOUR)?;
    fill.mark_deleted_dated("f/gone between", 3 * HOUR)?;
    fill.add_dated(text("f/gone between", "again"), HOUR)?;
    fill.add_dated(text("f/new", "new"), HOUR)?;
    fill.add_dated(text("f/same", "same"), 3 * HOUR)?;
    fill.add_dated(text("f/new folder/x", "x"), HOUR)?;
    fill.add_dated(text("f/old folder/x", "x"), 3 * HOUR)?;
    fill.mark_deleted_dated("f/old folder/x", HOUR)?;
    for n in 0..large {
        let key = format!("f/large/{n:04}");
        fill.add_dated(text(&key, "old"), 3 * HOUR)?;
        fill.add_dated(text(&key, "newer"), HOUR)?;
    }
    fill.add_dated(text("f/larger", "x"), 3 * HOUR)?;
    fill.add_dated(text("f2", "x"), 3 * HOUR)?;
    fill.add_dated(text("f2", "y"), HOUR)
}

#[tokio::test]
async fn a_folder_is_seen_as_it_was() {
    let studio = Studio::start().await;
    bucket(&studio, Versioning::Enabled, |fill| history(fill, 2_500)).await;
    let browser = studio.open().await;
    let of = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter()
            .map(|(k, t)| ((*k).to_owned(), (*t).to_owned()))
            .collect()
    };
    studio.sandbox.faults.reset_requests();
    let (folders, objects) = folder(&browser, "f/", &ago(2 * HOUR)).await;
    assert_eq!(folders, ["f/large/", "f/old folder/"]);
    let then = [
        ("f/changed", "first"),
        ("f/deleted", "was"),
        ("f/larger", "x"),
        ("f/same", "same"),
    ];
    assert_eq!(objects, of(&then));
    // Of 5,000 versions in the large folder one page is enough.
    assert!(studio.sandbox.faults.requests("ListObjectVersions") <= 2);
    let (folders, objects) = folder(&browser, "f/", &ago(Duration::ZERO)).await;
    assert_eq!(folders, ["f/large/", "f/new folder/"]);
    let now = [
        ("f/changed", "second"),
        ("f/gone between", "again"),
        ("f/larger", "x"),
        ("f/new", "new"),
        ("f/same", "same"),
    ];
    assert_eq!(objects, of(&now));
    let (folders, objects) = folder(&browser, "f/", &ago(5 * HOUR)).await;
    assert!(folders.is_empty() && objects.is_empty());
    let query = [("prefix", "f/large/"), ("at", &ago(2 * HOUR))];
    let past = path("versions/folder", &query);
    let lines = browser.lines("GET", &past, None).await;
    let objects: Vec<_> = lines
        .iter()
        .filter_map(|l| l["objects"].as_array())
        .flatten()
        .collect();
    assert_eq!(objects.len(), 2_500);
    assert!(
        objects
            .iter()
            .all(|o| o["size"] == 3 && o["latest"] == false)
    );
}

#[tokio::test]
async fn within_one_second_the_order_of_the_versions_decides() {
    let studio = Studio::start().await;
    bucket(&studio, Versioning::Enabled, |fill| {
        // The one ends deleted, the other there; then both are written anew.
        fill.add_dated(text("deleted", "x"), 2 * HOUR)?;
        fill.mark_deleted_dated("deleted", 2 * HOUR)?;
        fill.add_dated(text("there", "x"), 2 * HOUR)?;
        fill.mark_deleted_dated("there", 2 * HOUR)?;
        fill.add_dated(text("there", "y"), 2 * HOUR)?;
        for key in ["deleted", "there"] {
            fill.add_dated(text(key, "now"), HOUR)?;
        }
        Ok(())
    })
    .await;
    let browser = studio.open().await;
    let (_, objects) = folder(&browser, "", &ago(HOUR + HOUR / 2)).await;
    assert_eq!(objects, [("there".to_owned(), "y".to_owned())]);
}

#[tokio::test]
async fn a_folder_is_made_as_it_was_and_nothing_is_lost_by_it() {
    let studio = Studio::start().await;
    bucket(&studio, Versioning::Enabled, |fill| history(fill, 150)).await;
    let browser = studio.open().await;
    let before = all(&studio, &browser).await;
    let begun = ago(Duration::ZERO);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let back = json!({ "bucket": KEPT, "prefixes": ["f/"], "at": ago(2 * HOUR) });
    let lines = work(&browser, "restore/measure", back.clone()).await;
    let end = json!({ "type": "end", "restored": 153, "bytes": 450 + 5 + 3 + 1, "hidden": 3 });
    assert_eq!(lines.last().unwrap(), &end);
    assert_eq!(
        all(&studio, &browser).await,
        before,
        "counting changes nothing"
    );

    let lines = work(&browser, "restore", back).await;
    let end = json!({ "type": "end", "restored": 156, "failed": 0 });
    assert_eq!(lines.last().unwrap(), &end);
    let now = all(&studio, &browser).await;
    let small: Vec<_> = now
        .iter()
        .filter(|(key, _)| !key.starts_with("f/large/"))
        .map(|(key, text)| (key.as_str(), text.as_str()))
        .collect();
    let then = [
        ("f/changed", "first"),
        ("f/deleted", "was"),
        ("f/larger", "x"),
        ("f/old folder/x", "x"),
        ("f/same", "same"),
        ("f2", "y"),
    ];
    assert_eq!(small, then);
    assert!(now.iter().filter(|(_, text)| text == "old").count() == 150);
    assert_eq!(
        versions(&browser, "f/same").await.len(),
        1,
        "it was so already"
    );
    assert_eq!(versions(&browser, "f/changed").await.len(), 3);

    let again = json!({ "bucket": KEPT, "prefixes": [""], "at": begun });
    let lines = work(&browser, "restore", again).await;
    assert_eq!(lines.last().unwrap()["failed"], 0);
    assert_eq!(all(&studio, &browser).await, before, "and back again");
}

#[tokio::test]
async fn one_version_is_had_back_or_deleted_for_good() {
    let studio = Studio::start().await;
    bucket(&studio, Versioning::Enabled, |fill| {
        fill.add_dated(text("a", "first"), 2 * HOUR)?;
        fill.add_dated(text("a", "second"), HOUR)
    })
    .await;
    let browser = studio.open().await;
    let found = versions(&browser, "a").await;
    let first = found[1]["version_id"].as_str().unwrap();
    let one = json!({ "bucket": KEPT, "key": "a", "version_id": first });
    let restored = browser
        .post("/api/connections/studio/versions/restore", &one)
        .await;
    assert_eq!(
        restored.json::<Value>().await.unwrap(),
        json!({ "key": "a", "size": 5 })
    );
    let now = versions(&browser, "a").await;
    assert_eq!(now.len(), 3);
    assert_eq!(&now[1]["version_id"], &found[0]["version_id"]);
    let read = browser.get(&object(KEPT, "a")).await;
    assert_eq!(read.text().await.unwrap(), "first");

    let gone = path("versions", &[("key", "a"), ("version_id", first)]);
    let answer = browser.request("DELETE", &gone).send().await.unwrap();
    assert_eq!(answer.status(), 204);
    assert_eq!(versions(&browser, "a").await.len(), 2);
    // Without a version S3 would delete the object.
    for version in ["", "nonsense"] {
        let gone = path("versions", &[("key", "a"), ("version_id", version)]);
        let answer = browser.request("DELETE", &gone).send().await.unwrap();
        assert_eq!(refusal(answer).await, with(400, "invalid"), "{version:?}");
        let one = json!({ "bucket": KEPT, "key": "a", "version_id": version });
        let answer = browser
            .post("/api/connections/studio/versions/restore", &one)
            .await;
        assert_eq!(refusal(answer).await, with(400, "invalid"), "{version:?}");
    }
    assert_eq!(versions(&browser, "a").await.len(), 2);
}

#[tokio::test]
async fn where_no_versions_are_kept_nothing_is_tried() {
    for (versioning, words, seen) in [
        (Versioning::Never, "This bucket keeps no versions.", "off"),
        (
            Versioning::Suspended,
            "This bucket makes no versions any more: what is there now would be lost.",
            "suspended",
        ),
    ] {
        let studio = Studio::start().await;
        bucket(&studio, versioning, |fill| {
            fill.add_dated(text("f/a", "x"), HOUR)
        })
        .await;
        let browser = studio.open().await;
        let since = ago(2 * HOUR);
        for (what, body) in [
            (
                "undelete",
                json!({ "bucket": KEPT, "prefixes": ["f/"], "since": since }),
            ),
            (
                "restore",
                json!({ "bucket": KEPT, "prefixes": ["f/"], "at": since }),
            ),
            (
                "restore/measure",
                json!({ "bucket": KEPT, "prefixes": ["f/"], "at": since }),
            ),
            (
                "versions/restore",
                json!({ "bucket": KEPT, "key": "f/a", "version_id": "null" }),
            ),
        ] {
            let answer = browser
                .post(&format!("/api/connections/studio/{what}"), &body)
                .await;
            let answer: Value = answer.json().await.unwrap();
            assert_eq!(answer["error"]["message"], words, "{what}");
        }
        assert_eq!(
            all(&studio, &browser).await,
            [("f/a".to_owned(), "x".to_owned())]
        );
        let list = path("versions", &[("key", "f/a")]);
        let lines = browser.lines("GET", &list, None).await;
        assert_eq!(lines[0]["versions"][0]["version_id"], "null");
        assert_eq!(lines.last().unwrap()["versioning"], seen);
        let past = path("versions/folder", &[("prefix", "f/"), ("at", &since)]);
        let answer = browser.get(&past).await;
        assert_eq!(
            answer.status().is_success(),
            versioning == Versioning::Suspended
        );
    }
}

#[tokio::test]
async fn what_is_refused_is_told_with_what_lifts_it() {
    let studio = Studio::start().await;
    bucket(&studio, Versioning::Enabled, |fill| {
        fill.add_dated(text("f/a", "first"), HOUR)?;
        fill.add_dated(text("f/a", "second"), HOUR)?;
        fill.add_dated(text("f/b", "x"), HOUR)?;
        fill.mark_deleted("f/b")
    })
    .await;
    let mut version = String::new();
    let browser = reader(&studio).await;
    let mut allowed = Vec::new();
    // Each is refused until what the refusal asks for is allowed, and nothing else is.
    let mut learn =
        async |what: &str, wanted: &str, send: &dyn Fn(&str) -> (String, Option<Value>)| {
            for _ in 0..4 {
                let (path, body) = send(&version);
                let path = path.replace("/studio/", "/own/");
                let answer = match (&body, what) {
                    (Some(body), _) => browser.post(&path, body).await,
                    (None, "delete") => browser.request("DELETE", &path).send().await.unwrap(),
                    (None, _) => browser.get(&path).await,
                };
                let ok = answer.status().is_success();
                let text = answer.text().await.unwrap();
                let lines: Vec<Value> = text
                    .lines()
                    .filter_map(|l| serde_json::from_str(l).ok())
                    .collect();
                let error = match lines.iter().find(|l| l["error"].is_object()) {
                    Some(line) => line["error"].clone(),
                    None => {
                        assert!(ok, "{what}: {text}");
                        if let Some(id) = lines
                            .first()
                            .and_then(|l| l["versions"][1]["version_id"].as_str())
                        {
                            version = id.to_owned();
                        }
                        return;
                    }
                };
                assert_eq!(error["code"], "denied", "{what}: {error}");
                let action = error["denial"]["action"].as_str().unwrap();
                assert!(wanted.contains(action), "{what}: {action}");
                allowed.extend(crate::api::refused::statements(&error, 0));
                let_reader(&studio, &allowed);
            }
            panic!("{what} is still refused");
        };
    let key = [("key", "f/a")];
    learn("list", "s3:ListBucketVersions", &|_| {
        (path("versions", &key), None)
    })
    .await;
    learn("read", "s3:GetObjectVersion", &|id| {
        (path("object", &[("key", "f/a"), ("version_id", id)]), None)
    })
    .await;
    learn(
        "undelete",
        "s3:GetBucketVersioning s3:ListBucketVersions s3:DeleteObjectVersion",
        &|_| {
            let undo = json!({ "bucket": KEPT, "keys": ["f/b"], "since": ago(HOUR) });
            ("/api/connections/studio/undelete".to_owned(), Some(undo))
        },
    )
    .await;
    learn("restore", "s3:GetObjectVersion s3:PutObject", &|id| {
        let one = json!({ "bucket": KEPT, "key": "f/a", "version_id": id });
        (
            "/api/connections/studio/versions/restore".to_owned(),
            Some(one),
        )
    })
    .await;
    learn("delete", "s3:DeleteObjectVersion", &|id| {
        (
            path("versions", &[("key", "f/a"), ("version_id", id)]),
            None,
        )
    })
    .await;
    let studio_view = studio.open().await;
    assert_eq!(versions(&studio_view, "f/b").await.len(), 1);
    assert_eq!(versions(&studio_view, "f/a").await.len(), 2);
}

#[tokio::test]
async fn what_makes_no_sense_or_lies_outside_is_refused() {
    let studio = Studio::start().await;
    bucket(&studio, Versioning::Enabled, |fill| history(fill, 600)).await;
    let browser = studio.open().await;
    let now = ago(Duration::ZERO);
    for body in [
        json!({ "bucket": KEPT, "prefixes": ["f"], "since": now, "at": now }),
        json!({ "bucket": KEPT, "keys": [""], "since": now, "at": now }),
        json!({ "bucket": KEPT, "prefixes": ["f/"], "except_prefixes": ["f/l"], "since": now, "at": now }),
        json!({ "bucket": KEPT, "prefixes": ["f/"], "since": "yesterday", "at": "yesterday" }),
        json!({ "bucket": "../x", "prefixes": ["f/"], "since": now, "at": now }),
    ] {
        for (what, other) in [
            ("undelete", "at"),
            ("restore", "since"),
            ("restore/measure", "since"),
        ] {
            let mut body = body.clone();
            body.as_object_mut().unwrap().remove(other);
            let answer = browser
                .post(&format!("/api/connections/studio/{what}"), &body)
                .await;
            assert_eq!(refusal(answer).await, with(400, "invalid"), "{what} {body}");
        }
    }
    let narrow = studio.browser();
    narrow
        .post("/api/connections/narrow/open", &json!({}))
        .await;
    for (what, body) in [
        (
            "undelete",
            json!({ "bucket": BUCKET, "prefixes": ["outside/"], "since": now }),
        ),
        (
            "undelete",
            json!({ "bucket": BUCKET, "prefixes": [""], "since": now }),
        ),
        (
            "restore",
            json!({ "bucket": BUCKET, "keys": ["outside/x"], "at": now }),
        ),
        (
            "versions/restore",
            json!({ "bucket": BUCKET, "key": "x", "version_id": "null" }),
        ),
    ] {
        let answer = narrow
            .post(&format!("/api/connections/narrow/{what}"), &body)
            .await;
        assert_eq!(refusal(answer).await, with(403, "denied"), "{what} {body}");
    }
}
