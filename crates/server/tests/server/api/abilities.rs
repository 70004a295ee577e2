//! What a person may do in a place, told without doing any of it.

use std::time::Duration;

use serde_json::{Value, json};
use wardrobe_sandbox::faults::Settings;

use crate::api::refused::{let_reader, reader, statements};
use crate::api::studio::*;

const PLACE: &str = "team/a/";

fn path(connection: &str, prefix: &str, of: &str) -> String {
    let place = of_prefix(connection, prefix);
    match of {
        "" => place,
        of => format!("{place}&of={of}"),
    }
}

fn of_prefix(connection: &str, prefix: &str) -> String {
    format!("/api/connections/{connection}/abilities?bucket={BUCKET}&prefix={prefix}")
}

fn allow(action: &str, resource: &str) -> Value {
    json!({ "Effect": "Allow", "Action": action, "Resource": resource })
}

/// The states by name: `a`llowed, `r`efused, `u`nknown.
fn states(found: &Value) -> String {
    let state = |name: &str| found[name]["state"].as_str().unwrap_or("-")[..1].to_owned();
    ["list", "read", "write", "delete", "versions"]
        .map(state)
        .concat()
}

/// A place with one object, and who has credentials of `reader`.
async fn place() -> (Studio, Browser) {
    let studio = Studio::start().await;
    studio.put(BUCKET, "team/a/1.txt", "text").await;
    let browser = reader(&studio).await;
    (studio, browser)
}

async fn is_unchanged(studio: &Studio) {
    assert_eq!(studio.keys_of(BUCKET).await, ["team/a/1.txt"]);
    assert_eq!(studio.uploads_of(BUCKET).await, 0);
}

#[tokio::test]
async fn each_is_told_by_what_the_role_may_and_nothing_is_left_behind() {
    let (studio, browser) = place().await;
    let objects = &format!("arn:aws:s3:::{BUCKET}/team/a/*");
    let bucket = &format!("arn:aws:s3:::{BUCKET}");
    let mut listing = allow("s3:ListBucket", bucket);
    listing["Condition"] = json!({ "StringLike": { "s3:prefix": "team/a/*" } });
    // The store here is no AWS: nobody knows of a delete what it would do.
    for (words, may, expected) in [
        ("nothing", vec![allow("s3:GetBucketTagging", "*")], "rrrur"),
        ("reading", vec![allow("s3:GetObject", objects)], "rarur"),
        (
            "reading and listing",
            vec![
                allow("s3:GetObject", objects),
                allow("s3:ListBucket", bucket),
            ],
            "aarur",
        ),
        ("writing", vec![allow("s3:PutObject", objects)], "rraur"),
        ("listing its prefix", vec![listing], "arrur"),
        ("everything", vec![allow("s3:*", "*")], "aaaua"),
    ] {
        let_reader(&studio, &may);
        let found = browser.json(&path("own", PLACE, "")).await;
        assert_eq!(states(&found), expected, "{words}: {found:#}");
        // A place beside it is another matter.
        if words != "everything" && words != "nothing" {
            let beside = browser.json(&path("own", "team/b/", "read,write")).await;
            assert_eq!(states(&beside), "-rr--", "{words}: {beside:#}");
        }
        is_unchanged(&studio).await;
    }
    for name in [
        "PutObject",
        "CreateMultipartUpload",
        "UploadPart",
        "DeleteObject",
    ] {
        assert_eq!(studio.sandbox.faults.requests(name), 0, "{name}");
    }
}

#[tokio::test]
async fn what_is_refused_is_lifted_by_its_remedy_for_that_place_alone() {
    let (studio, browser) = place().await;
    let mut given = Vec::new();
    for (name, before, after) in [("write", "r", "a"), ("read", "r", "a"), ("list", "r", "a")] {
        let place = path("own", PLACE, name);
        let found = browser.json(&place).await;
        assert_eq!(states(&found).replace('-', ""), before, "{found:#}");
        let error = &found[name]["error"];
        assert_eq!(error["code"], "denied");
        given.extend(statements(error, 0));
        let_reader(&studio, &given);
        assert_eq!(states(&browser.json(&place).await).replace('-', ""), after);
    }
    assert_eq!(
        given[0],
        allow("s3:PutObject", &format!("arn:aws:s3:::{BUCKET}/{PLACE}*"))
    );
    let beside = browser
        .json(&path("own", "team/b/", "list,read,write"))
        .await;
    assert_eq!(states(&beside), "rrr--", "{beside:#}");
}

#[tokio::test]
async fn the_rows_of_a_folder_are_not_listed_again_for_the_rest() {
    let (studio, browser) = place().await;
    studio.sandbox.faults.reset_requests();
    let found = browser.json(&path("own", PLACE, "read,write,delete")).await;
    assert_eq!(states(&found), "-rru-");
    for name in ["ListObjects", "ListObjectsV2", "ListObjectVersions"] {
        assert_eq!(studio.sandbox.faults.requests(name), 0, "{name}");
    }
}

#[tokio::test]
async fn where_s3_gives_no_clear_answer_nothing_is_claimed() {
    let (studio, browser) = place().await;
    // Across accounts S3 does not say what it refuses, and reading may lack two things.
    let owner = studio.sandbox.store().write(|tables| {
        let mut bucket = tables.bucket(BUCKET)?;
        bucket.account = "333333333333".to_owned();
        tables.put_bucket(BUCKET, &bucket)
    });
    owner.await.unwrap();
    let found = browser.json(&path("own", PLACE, "read")).await;
    assert_eq!(states(&found), "-u---", "{found:#}");
    let gone = "/api/connections/own/abilities?bucket=no-such-bucket";
    let found = browser.json(gone).await;
    assert_eq!(states(&found), "uuuuu", "{found:#}");
    studio.sandbox.faults.set(Settings {
        internal_error: 1.0,
        ..Settings::default()
    });
    let found = browser.json(&path("own", PLACE, "")).await;
    assert_eq!(states(&found), "uuuuu", "{found:#}");
}

#[tokio::test]
async fn outside_its_places_a_connection_allows_nothing() {
    let studio = Studio::start().await;
    let browser = studio.browser();
    browser
        .post("/api/connections/narrow/open", &json!({}))
        .await;
    let inside = browser.json(&path("narrow", "inside/", "read,write")).await;
    assert_eq!(states(&inside), "-aa--", "{inside:#}");
    let outside = browser
        .json(&path("narrow", "outside/", "read,write"))
        .await;
    assert_eq!(states(&outside), "-rr--", "{outside:#}");
    let words = outside["write"]["error"]["message"].as_str().unwrap();
    assert!(words.contains("does not offer this place"), "{words}");
    let nonsense = browser.get(&path("narrow", "inside/", "fly")).await;
    assert_eq!(refusal(nonsense).await, with(400, "invalid"));
}

#[tokio::test]
async fn credentials_that_have_ended_are_no_refusal() {
    let studio = Studio::start().await;
    let browser = studio.visit(STUDIO, Duration::from_secs(3600)).await;
    studio.sandbox.world().expire_sessions();
    let ended = browser.get(&path("own", PLACE, "")).await;
    assert_eq!(refusal(ended).await, with(401, "expired"));
}
