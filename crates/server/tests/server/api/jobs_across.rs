//! Long work between the buckets of two accounts, under two roles.

use serde_json::{Value, json};
use wardrobe_sandbox::s3::store::{Attributes, BulkObject};

use crate::api::account::{ada, partner};
use crate::api::jobs::done;
use crate::api::studio::*;

const PARTNER: &str = "333333333333";
const DROP: &str = "partner-drop";

/// A browser in which both the studio's and the partner's role are open.
async fn both() -> (Studio, Browser) {
    let studio = Studio::start_on(partner).await;
    let store = studio.sandbox.store();
    store
        .create_bucket(DROP, "us-east-1", PARTNER)
        .await
        .unwrap();
    let browser = studio.open().await;
    let opened = browser.post("/api/connections/partner/open", &ada()).await;
    assert_eq!(opened.status(), 200);
    (studio, browser)
}

fn described() -> Attributes {
    Attributes {
        content_type: Some("text/x-odd".into()),
        content_language: Some("fr".into()),
        cache_control: Some("max-age=7".into()),
        expires: Some(1_900_000_000),
        metadata: [("owner".to_owned(), "ada".to_owned())].into(),
        tags: vec![("team".into(), "red & blue".into())],
        class: Some("STANDARD_IA".into()),
        ..Attributes::default()
    }
}

async fn add(studio: &Studio, key: &str, body: Vec<u8>) {
    let object = BulkObject {
        key: key.to_owned(),
        body: body.into(),
        attributes: described(),
    };
    studio.sandbox.store().add(BUCKET, object).await.unwrap();
}

fn across(kind: &str) -> Value {
    json!({ "kind": kind, "source_bucket": BUCKET, "target_bucket": DROP,
            "target_connection": "partner",
            "items": [{ "kind": "prefix", "from": "out/", "to": "in/" }] })
}

async fn there(studio: &Studio, key: &'static str) -> (Attributes, u64) {
    let newest = studio
        .sandbox
        .store()
        .read(move |tables| tables.newest(DROP, key));
    let (_, version) = newest.await.unwrap().expect(key);
    (version.attributes, version.size)
}

fn large() -> Vec<u8> {
    (0..20 * 1024 * 1024 + 5).map(|n| (n % 253) as u8).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_other_role_may_not_read_is_streamed_and_proven() {
    let (studio, browser) = both().await;
    add(&studio, "out/small", b"small".to_vec()).await;
    add(&studio, "out/empty", Vec::new()).await;
    add(&studio, "out/large", large()).await;
    let job = done(&browser, &across("move")).await;
    assert_eq!(
        (&job["done"], &job["failed"]),
        (&json!(3), &json!(0)),
        "{job}"
    );
    assert_eq!(job["target"], format!("s3://{DROP}/in/"));
    assert!(
        studio.sandbox.faults.requests("UploadPart") >= 3,
        "it was streamed"
    );
    for (key, size) in [
        ("in/small", 5),
        ("in/empty", 0),
        ("in/large", large().len() as u64),
    ] {
        let (attributes, bytes) = there(&studio, key).await;
        assert_eq!((attributes, bytes), (described(), size), "{key}");
    }
    let read = browser
        .get(&of("partner", "object", DROP, "in/large"))
        .await;
    assert!(read.bytes().await.unwrap() == large());
    assert_eq!(studio.keys_of(BUCKET).await, [""; 0]);
    assert_eq!(studio.uploads_of(DROP).await, 0);
}

#[tokio::test]
async fn what_the_other_role_may_read_s3_copies_by_itself() {
    let (studio, browser) = both().await;
    add(&studio, "out/small", b"small".to_vec()).await;
    let allow = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
        "Principal": { "AWS": format!("arn:aws:iam::{PARTNER}:root") },
        "Action": ["s3:GetObject", "s3:GetObjectTagging"],
        "Resource": format!("arn:aws:s3:::{BUCKET}/*") }] });
    let world = studio.sandbox.world();
    world
        .set_bucket_policy(BUCKET, Some(&allow.to_string()))
        .unwrap();
    let job = done(&browser, &across("copy")).await;
    assert_eq!(
        (&job["done"], &job["failed"]),
        (&json!(1), &json!(0)),
        "{job}"
    );
    assert_eq!(studio.sandbox.faults.requests("CopyObject"), 1);
    assert_eq!(studio.sandbox.faults.requests("GetObject"), 0);
    assert_eq!(there(&studio, "in/small").await, (described(), 5));
}

#[tokio::test]
async fn nothing_of_the_other_account_is_written_over_unasked() {
    let (studio, browser) = both().await;
    add(&studio, "out/small", b"small".to_vec()).await;
    studio.put(DROP, "in/small", "theirs").await;
    let job = done(&browser, &across("move")).await;
    assert_eq!(
        job["first_failures"][0]["error"]["code"], "conflict",
        "{job}"
    );
    assert_eq!(there(&studio, "in/small").await.1, 6);
    // Nobody reaches through a connection that they have not opened.
    let other = studio.open().await;
    let answer = other.post(crate::api::jobs::JOBS, &across("copy")).await;
    assert_eq!(refusal(answer).await, with(401, "not-opened"));
    assert_eq!(studio.keys_of(BUCKET).await, ["out/small"]);
}
