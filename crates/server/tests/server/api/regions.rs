//! Buckets of several regions in one connection: nobody has to know where one is.

use bytes::Bytes;
use futures::future::join_all;
use serde_json::{Value, json};
use wardrobe_sandbox::faults::Settings;
use wardrobe_sandbox::seed::ACCOUNT;

use crate::api::studio::*;
use crate::api::transfers::{finish, send_all};

const DUBLIN: &str = "studio-dublin";
const SYDNEY: &str = "studio-sydney";

async fn studio() -> Studio {
    let studio = Studio::start().await;
    for (bucket, region) in [(DUBLIN, "eu-west-1"), (SYDNEY, "ap-southeast-2")] {
        let made = studio
            .sandbox
            .store()
            .create_bucket(bucket, region, ACCOUNT);
        made.await.unwrap();
    }
    studio
}

async fn put(browser: &Browser, bucket: &str, key: &str, body: impl Into<Bytes>) -> u16 {
    let put = browser
        .request("PUT", &object(bucket, key))
        .body(body.into());
    put.send().await.unwrap().status().as_u16()
}

async fn copy(browser: &Browser, from: &str, to: &str, more: Value) -> Value {
    let mut body = json!({ "source_bucket": from, "target_bucket": to,
        "items": [{ "kind": "prefix", "from": "a/", "to": "b/" }] });
    body["move"] = more;
    let path = "/api/connections/studio/copy";
    browser
        .lines("POST", path, Some(&body))
        .await
        .pop()
        .unwrap()
}

#[tokio::test]
async fn each_bucket_says_where_it_is() {
    let studio = studio().await;
    let browser = studio.open().await;
    let found = browser.json("/api/connections/studio/locations").await;
    let locations = found["locations"].as_array().unwrap();
    let region = |bucket| &locations.iter().find(|l| l["bucket"] == bucket).unwrap()["region"];
    assert_eq!(
        [region(BUCKET), region(DUBLIN), region(SYDNEY)],
        ["us-east-1", "eu-west-1", "ap-southeast-2"]
    );
    let bucket = browser
        .json("/api/connections/studio/bucket?bucket=studio-dublin")
        .await;
    assert_eq!(bucket["region"], "eu-west-1");
}

#[tokio::test]
async fn files_of_another_region_are_worked_with_like_any() {
    let studio = studio().await;
    // The very first that is asked of the bucket is a streamed body.
    let browser = studio.open().await;
    assert_eq!(put(&browser, DUBLIN, "a/film.txt", "0123456789").await, 200);
    let properties = of("studio", "object/properties", DUBLIN, "a/film.txt");
    assert_eq!(browser.json(&properties).await["size"], 10);
    let part = browser.request("GET", &object(DUBLIN, "a/film.txt"));
    let part = part.header("range", "bytes=2-4").send().await.unwrap();
    assert_eq!(part.status(), 206);
    assert_eq!(part.text().await.unwrap(), "234");
    let folder = json!({ "bucket": DUBLIN, "prefix": "a/new/" });
    let made = browser
        .post("/api/connections/studio/folders", &folder)
        .await;
    assert_eq!(made.status(), 201);
    assert_eq!(studio.keys_of(DUBLIN).await, ["a/film.txt", "a/new/"]);
    let body = json!({ "bucket": DUBLIN, "prefixes": ["a/"] });
    let path = "/api/connections/studio/delete";
    let lines = browser.lines("POST", path, Some(&body)).await;
    assert_eq!(lines.last().unwrap()["failed"], 0, "{lines:?}");
    assert!(studio.keys_of(DUBLIN).await.is_empty());
}

#[tokio::test]
async fn files_go_from_one_region_to_another() {
    let studio = studio().await;
    studio.put(DUBLIN, "a/one.txt", "one").await;
    studio.put(DUBLIN, "a/c/two.txt", "two").await;
    let browser = studio.open().await;
    let copied = copy(&browser, DUBLIN, SYDNEY, json!(false)).await;
    assert_eq!(copied, json!({ "type": "end", "copied": 2, "failed": 0 }));
    let moved = copy(&browser, DUBLIN, BUCKET, json!(true)).await;
    assert_eq!(moved, json!({ "type": "end", "copied": 2, "failed": 0 }));
    for bucket in [SYDNEY, BUCKET] {
        assert_eq!(studio.keys_of(bucket).await, ["b/c/two.txt", "b/one.txt"]);
    }
    assert!(studio.keys_of(DUBLIN).await.is_empty());
}

#[tokio::test]
async fn an_upload_in_parts_goes_on_after_a_restart() {
    let studio = studio().await;
    let browser = studio.open().await;
    let bytes = vec![7; 17 * 1024 * 1024];
    let wanted = json!({ "bucket": DUBLIN, "key": "film.bin", "size": bytes.len() });
    let path = "/api/connections/studio/transfers";
    let begun: Value = browser.post(path, &wanted).await.json().await.unwrap();
    let studio = studio.restart().await;
    let browser = browser.at(&studio);
    let parts = send_all(&browser, &begun, &bytes).await;
    let ended = finish(&browser, &begun, &parts).await;
    assert_eq!(ended.status(), 200, "{}", ended.text().await.unwrap());
    assert_eq!(studio.keys_of(DUBLIN).await, ["film.bin"]);
}

#[tokio::test]
async fn where_a_bucket_is_is_asked_once() {
    let studio = studio().await;
    let browser = studio.open().await;
    let faults = &studio.sandbox.faults;
    faults.reset_requests();
    for n in 0..3 {
        for bucket in [BUCKET, DUBLIN] {
            assert_eq!(put(&browser, bucket, &format!("{n}.txt"), "x").await, 200);
        }
    }
    // Twice for Dublin: once where it is not.
    assert_eq!(
        (faults.requests("HeadBucket"), faults.requests("PutObject")),
        (3, 6)
    );
    for _ in 0..3 {
        browser
            .lines("GET", &of("studio", "objects", DUBLIN, ""), None)
            .await;
    }
    assert_eq!(faults.requests("ListObjectsV2"), 3);
}

#[tokio::test]
async fn many_who_find_out_at_once_all_do() {
    let studio = studio().await;
    studio.put(SYDNEY, "a.txt", "a").await;
    let browser = studio.open().await;
    let path = object(SYDNEY, "a.txt");
    let answers = join_all((0..20).map(|_| browser.get(&path))).await;
    assert!(
        answers.iter().all(|answer| answer.status() == 200),
        "{answers:?}"
    );
}

#[tokio::test]
async fn a_bucket_made_anew_elsewhere_is_named_and_then_found() {
    let studio = studio().await;
    let browser = studio.open().await;
    assert_eq!(put(&browser, DUBLIN, "a.txt", "a").await, 200);
    let moved = studio.sandbox.store().write(|tables| {
        let mut bucket = tables.bucket(DUBLIN)?;
        bucket.region = "eu-north-1".to_owned();
        tables.put_bucket(DUBLIN, &bucket)
    });
    moved.await.unwrap();
    let path = object(DUBLIN, "b.txt");
    let lost = browser
        .request("PUT", &path)
        .body("b")
        .send()
        .await
        .unwrap();
    let lost: Value = lost.json().await.unwrap();
    assert_eq!(lost["error"]["code"], "wrong-region");
    assert_eq!(lost["error"]["message"], "This bucket is in eu-north-1.");
    assert_eq!(put(&browser, DUBLIN, "b.txt", "b").await, 200);
}

#[tokio::test]
async fn a_region_that_only_the_words_name_is_found() {
    let studio =
        Studio::start_on(|sandbox| through_machine(sandbox, "west", "region = \"us-west-2\""))
            .await;
    let browser = studio.browser();
    let opened = browser.post("/api/connections/west/open", &json!({})).await;
    assert_eq!(opened.status(), 200);
    studio.sandbox.faults.set(Settings {
        hide_region: true,
        ..Settings::default()
    });
    let listed = browser.get(&of("west", "objects", BUCKET, "")).await;
    assert_eq!(listed.status(), 200, "{}", listed.text().await.unwrap());
}

#[tokio::test]
async fn who_may_only_write_writes_in_another_region_too() {
    let studio = studio().await;
    let policy = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
        "Principal": { "AWS": VISITOR }, "Action": "s3:PutObject",
        "Resource": format!("arn:aws:s3:::{DUBLIN}/in/*") }] });
    let world = studio.sandbox.world();
    world
        .set_bucket_policy(DUBLIN, Some(&policy.to_string()))
        .unwrap();
    let visitor = studio
        .visit(VISITOR, std::time::Duration::from_secs(900))
        .await;
    studio.sandbox.faults.reset_requests();
    for key in ["in/1.txt", "in/2.txt"] {
        let put = visitor
            .request("PUT", &of("own", "object", DUBLIN, key))
            .body("x");
        let sent = put.send().await.unwrap();
        assert_eq!(sent.status(), 200, "{}", sent.text().await.unwrap());
    }
    assert_eq!(studio.sandbox.faults.requests("HeadBucket"), 2);
}
