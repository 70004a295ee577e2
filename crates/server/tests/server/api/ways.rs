//! Above the places that a connection offers there are the ways to them, and no more.

use serde_json::{Value, json};

use crate::api::studio::*;

const PLACES: [&str; 4] = ["a/b/", "a/b c+%/d/", "z/", "/lead/"];

async fn studio() -> Studio {
    let studio = Studio::start_on(|sandbox| {
        let places = PLACES
            .map(|place| format!("\"s3://{BUCKET}/{place}\""))
            .join(", ");
        through_machine(sandbox, "places", &format!("locations = [{places}]"))
    })
    .await;
    for key in [
        "a/secret.txt",
        "a/b/mine.txt",
        "a/beside/x.txt",
        "top.txt",
        "z/z.txt",
    ] {
        studio.put(BUCKET, key, "x").await;
    }
    studio
}

async fn open(studio: &Studio) -> Browser {
    let browser = studio.browser();
    let opened = browser
        .post("/api/connections/places/open", &json!({}))
        .await;
    assert_eq!(opened.status(), 200);
    browser
}

fn folder(prefix: &str) -> String {
    format!("{}&delimiter=%2F", of("places", "objects", BUCKET, prefix))
}

fn ways(folders: &[&str]) -> [Value; 2] {
    [
        json!({ "type": "page", "prefixes": folders, "objects": [], "ways": true }),
        json!({ "type": "end" }),
    ]
}

#[tokio::test]
async fn a_folder_above_shows_the_ways_and_nothing_is_asked() {
    let studio = studio().await;
    let browser = open(&studio).await;
    studio.sandbox.faults.reset_requests();
    for (prefix, folders) in [
        ("", &["/", "a/", "z/"][..]),
        ("a/", &["a/b c+%/", "a/b/"]),
        ("a/b c+%/", &["a/b c+%/d/"]),
        ("/", &["/lead/"]),
    ] {
        let lines = browser.lines("GET", &folder(prefix), None).await;
        assert_eq!(lines, ways(folders), "{prefix:?}");
    }
    let rest = format!("{}&start_after=a%2F%F4%8F%BF%BF", folder(""));
    assert_eq!(browser.lines("GET", &rest, None).await, ways(&["z/"]));
    assert_eq!(studio.sandbox.faults.all_requests().len(), 0);
}

#[tokio::test]
async fn a_place_shows_what_is_in_it() {
    let studio = studio().await;
    let browser = open(&studio).await;
    let lines = browser.lines("GET", &folder("a/b/"), None).await;
    assert_eq!(lines[0]["objects"][0]["key"], "a/b/mine.txt");
    assert!(lines[0].get("ways").is_none(), "{lines:?}");
}

#[tokio::test]
async fn beside_the_ways_there_is_nothing() {
    let studio = studio().await;
    let browser = open(&studio).await;
    for prefix in ["a", "a/beside/", "b/", "a/b", "z"] {
        let answer = browser.get(&folder(prefix)).await;
        assert_eq!(refusal(answer).await, with(403, "denied"), "{prefix:?}");
    }
    // All that is below is not what the ways are.
    let below = browser.get(&of("places", "objects", BUCKET, "a/")).await;
    assert_eq!(refusal(below).await, with(403, "denied"));
    let other = format!("{}&delimiter=%2F", of("places", "objects", OTHER, ""));
    assert_eq!(
        refusal(browser.get(&other).await).await,
        with(403, "denied")
    );
}

#[tokio::test]
async fn nothing_is_changed_above() {
    let studio = studio().await;
    let browser = open(&studio).await;
    let put = browser.request("PUT", &of("places", "object", BUCKET, "a/new.txt"));
    let put = put.body("x").send().await.unwrap();
    assert_eq!(refusal(put).await, with(403, "denied"));
    for (what, body) in [
        ("folders", json!({ "bucket": BUCKET, "prefix": "a/new/" })),
        ("delete", json!({ "bucket": BUCKET, "prefixes": ["a/"] })),
        (
            "copy",
            json!({ "source_bucket": BUCKET, "target_bucket": BUCKET, "move": true,
            "items": [{ "kind": "prefix", "from": "a/", "to": "z/a/" }] }),
        ),
    ] {
        let path = format!("/api/connections/places/{what}");
        assert_eq!(
            refusal(browser.post(&path, &body).await).await,
            with(403, "denied"),
            "{what}"
        );
    }
}
