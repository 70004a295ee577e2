//! Long work on many objects.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wardrobe_sandbox::faults::Settings;

use crate::api::studio::*;

pub const JOBS: &str = "/api/connections/studio/jobs";

/// Begins a job; answers its id.
pub async fn begin(browser: &Browser, body: &Value) -> String {
    let answer = browser.post(JOBS, body).await;
    let (status, job) = (answer.status(), answer.json::<Value>().await.unwrap());
    assert_eq!(status, 200, "{job}");
    job["id"].as_str().unwrap().to_owned()
}

/// The job once it is in one of these states.
pub async fn until(browser: &Browser, id: &str, states: &[&str]) -> Value {
    let begun = Instant::now();
    loop {
        let job = browser.json(&format!("{JOBS}/{id}")).await;
        if states.contains(&job["state"].as_str().unwrap_or_default()) {
            return job;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{job}");
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

/// Waits until some of it is done.
pub async fn some(browser: &Browser, id: &str) {
    let begun = Instant::now();
    while browser.json(&format!("{JOBS}/{id}")).await["done"] == 0 {
        assert!(begun.elapsed() < Duration::from_secs(120));
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
}

/// Begins a job and waits for its end.
pub async fn done(browser: &Browser, body: &Value) -> Value {
    let id = begin(browser, body).await;
    until(browser, &id, &["done", "failed", "cancelled"]).await
}

fn counts(job: &Value) -> (u64, u64) {
    let count = |name: &str| job[name].as_u64().unwrap();
    (count("done"), count("failed"))
}

/// Copies or moves `old/` to `new/`.
pub fn transport(kind: &str) -> Value {
    json!({ "kind": kind, "source_bucket": BUCKET, "target_bucket": BUCKET,
            "items": [{ "kind": "prefix", "from": "old/", "to": "new/" }] })
}

pub async fn fill(studio: &Studio, count: usize) {
    for n in 0..count {
        studio
            .put(BUCKET, &format!("old/{n:05}"), format!("bytes of {n}"))
            .await;
    }
}

#[tokio::test]
async fn all_of_a_folder_but_some_is_deleted() {
    let studio = Studio::start().await;
    let keys = ["a/", "a/1", "a/2", "a/keep/3", "a/keep2", "b/4", "c"];
    for key in keys {
        studio.put(BUCKET, key, "12345").await;
    }
    let browser = studio.open().await;
    let job = done(
        &browser,
        &json!({ "kind": "delete", "bucket": BUCKET, "keys": ["c"], "prefixes": ["a/"],
                 "except_keys": ["a/", "a/2"], "except_prefixes": ["a/keep/"] }),
    )
    .await;
    assert_eq!(counts(&job), (3, 0), "{job}");
    assert_eq!(job["kind"], "delete");
    assert_eq!(job["total"], 3);
    assert_eq!(job["source"], format!("s3://{BUCKET}/"));
    assert_eq!(
        studio.keys_of(BUCKET).await,
        ["a/", "a/2", "a/keep/3", "b/4"]
    );
}

#[tokio::test]
async fn a_move_of_many_arrives_whole() {
    let studio = Studio::start().await;
    fill(&studio, 600).await;
    let browser = studio.open().await;
    let job = done(&browser, &transport("move")).await;
    assert_eq!(counts(&job), (600, 0), "{job}");
    assert_eq!(
        job["bytes"],
        (0..600)
            .map(|n| format!("bytes of {n}").len())
            .sum::<usize>()
    );
    let keys = studio.keys_of(BUCKET).await;
    let wanted: Vec<String> = (0..600).map(|n| format!("new/{n:05}")).collect();
    assert_eq!(keys, wanted);
    let moved = browser.get(&object(BUCKET, "new/00377")).await;
    assert_eq!(moved.text().await.unwrap(), "bytes of 377");
}

#[tokio::test]
async fn what_fails_is_told_and_tried_again() {
    let studio = Studio::start().await;
    fill(&studio, 3).await;
    studio.put(BUCKET, "new/00001", "there already").await;
    let browser = studio.open().await;
    let job = done(&browser, &transport("move")).await;
    assert_eq!((counts(&job), &job["state"]), ((2, 1), &json!("done")));
    let failure = &job["first_failures"][0];
    assert_eq!(failure["key"], "old/00001");
    assert_eq!(failure["error"]["code"], "conflict");
    let path = format!("{JOBS}/{}", job["id"].as_str().unwrap());
    let table = browser.get(&format!("{path}/failures")).await;
    assert!(
        table.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/csv")
    );
    let table = table.text().await.unwrap();
    assert!(
        table.starts_with("key,code,message\r\n\"old/00001\",\"conflict\",\""),
        "{table}"
    );
    assert_eq!(
        studio.keys_of(BUCKET).await,
        ["new/00000", "new/00001", "new/00002", "old/00001"]
    );
    // It stays in the way, until somebody takes it away.
    let again = |path: String| {
        let browser = browser.clone();
        async move {
            assert_eq!(
                browser
                    .post(&format!("{path}/resume"), &json!({}))
                    .await
                    .status(),
                204
            );
            until(&browser, path.rsplit('/').next().unwrap(), &["done"]).await
        }
    };
    assert_eq!(counts(&again(path.clone()).await), (2, 1));
    browser
        .request("DELETE", &object(BUCKET, "new/00001"))
        .send()
        .await
        .unwrap();
    let gone = json!({ "bucket": BUCKET, "keys": ["new/00001"] });
    browser
        .lines("POST", "/api/connections/studio/delete", Some(&gone))
        .await;
    let job = again(path.clone()).await;
    assert_eq!((counts(&job), &job["first_failures"]), ((3, 0), &json!([])));
    assert_eq!(
        studio.keys_of(BUCKET).await,
        ["new/00000", "new/00001", "new/00002"]
    );
    // Nothing is left to do.
    let answer = browser.post(&format!("{path}/resume"), &json!({})).await;
    assert_eq!(refusal(answer).await, with(409, "conflict"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_pauses_within_a_second_and_goes_on() {
    let studio = Studio::start().await;
    fill(&studio, 300).await;
    let browser = studio.open().await;
    studio.sandbox.faults.set(Settings {
        operation: Some("CopyObject".into()),
        delay_ms: 200,
        ..Settings::default()
    });
    let id = begin(&browser, &transport("move")).await;
    let path = format!("{JOBS}/{id}");
    some(&browser, &id).await;
    let asked = Instant::now();
    assert_eq!(
        browser
            .post(&format!("{path}/pause"), &json!({}))
            .await
            .status(),
        204
    );
    let paused = until(&browser, &id, &["paused"]).await;
    assert!(
        asked.elapsed() < Duration::from_secs(1),
        "{:?}",
        asked.elapsed()
    );
    let (before, _) = counts(&paused);
    assert!(before > 0 && before < 300, "{paused}");
    studio.sandbox.faults.reset_requests();
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(studio.sandbox.faults.requests("CopyObject"), 0);
    studio.sandbox.faults.clear();
    assert_eq!(
        browser
            .post(&format!("{path}/resume"), &json!({}))
            .await
            .status(),
        204
    );
    let job = until(&browser, &id, &["done"]).await;
    assert_eq!(counts(&job), (300, 0), "{job}");
    assert_eq!(studio.keys_of(BUCKET).await.len(), 300);
}

#[tokio::test]
async fn a_cancelled_job_stops_and_is_then_forgotten() {
    let studio = Studio::start().await;
    fill(&studio, 300).await;
    let browser = studio.open().await;
    studio.sandbox.faults.set(Settings {
        delay_ms: 100,
        ..Settings::default()
    });
    let id = begin(&browser, &transport("copy")).await;
    let path = format!("{JOBS}/{id}");
    until(&browser, &id, &["running"]).await;
    let end = || browser.request("DELETE", &path).send();
    assert_eq!(end().await.unwrap().status(), 204);
    until(&browser, &id, &["cancelled"]).await;
    studio.sandbox.faults.clear();
    let copied = studio.keys_of(BUCKET).await.len();
    assert!((300..600).contains(&copied), "{copied}");
    assert_eq!(end().await.unwrap().status(), 204);
    assert_eq!(
        refusal(browser.get(&path).await).await,
        with(404, "missing")
    );
    assert_eq!(browser.json(JOBS).await["jobs"], json!([]));
}

#[tokio::test]
async fn events_tell_of_each_change_and_end_with_the_job() {
    let studio = Studio::start().await;
    fill(&studio, 60).await;
    let browser = studio.open().await;
    studio.sandbox.faults.set(Settings {
        operation: Some("CopyObject".into()),
        delay_ms: 700,
        ..Settings::default()
    });
    let id = begin(&browser, &transport("copy")).await;
    let answer = browser.get(&format!("{JOBS}/{id}/events")).await;
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let text = answer.text().await.unwrap();
    let events: Vec<Value> = text
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .map(|data| serde_json::from_str(data).unwrap())
        .collect();
    let done: Vec<u64> = events
        .iter()
        .map(|job| job["done"].as_u64().unwrap())
        .collect();
    assert!(done.len() >= 3 && done.is_sorted(), "{done:?}");
    assert_eq!(events.last().unwrap()["state"], "done");
    assert_eq!(done.last(), Some(&60));
}

#[tokio::test]
async fn two_jobs_run_and_others_wait_their_turn() {
    let studio = Studio::start().await;
    fill(&studio, 3).await;
    let browser = studio.open().await;
    studio.sandbox.faults.set(Settings {
        operation: Some("CopyObject".into()),
        delay_ms: 1500,
        ..Settings::default()
    });
    let copy = |to: &str| {
        json!({ "kind": "copy", "source_bucket": BUCKET, "target_bucket": OTHER,
                "items": [{ "kind": "prefix", "from": "old/", "to": to }] })
    };
    for to in ["1/", "2/", "3/"] {
        begin(&browser, &copy(to)).await;
    }
    tokio::time::sleep(Duration::from_millis(600)).await;
    // Another person's do not wait for these.
    let other = studio.open().await;
    let theirs = begin(&other, &copy("4/")).await;
    until(&other, &theirs, &["running"]).await;
    let jobs = browser.json(JOBS).await;
    let states: Vec<&str> = jobs["jobs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|job| job["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["queued", "running", "running"], "newest first");
    for job in jobs["jobs"].as_array().unwrap() {
        until(&browser, job["id"].as_str().unwrap(), &["done"]).await;
    }
    until(&other, &theirs, &["done"]).await;
    assert_eq!(studio.keys_of(OTHER).await.len(), 12);
}

#[tokio::test]
async fn nobody_sees_or_ends_the_job_of_another() {
    let studio = Studio::start().await;
    fill(&studio, 3).await;
    let (browser, other) = (studio.open().await, studio.open().await);
    let job = done(&browser, &transport("copy")).await;
    let path = format!("{JOBS}/{}", job["id"].as_str().unwrap());
    assert_eq!(other.json(JOBS).await["jobs"], json!([]));
    for (method, path) in [
        ("GET", path.clone()),
        ("GET", format!("{path}/events")),
        ("GET", format!("{path}/failures")),
        ("POST", format!("{path}/pause")),
        ("POST", format!("{path}/resume")),
        ("DELETE", path.clone()),
    ] {
        let answer = other.request(method, &path).send().await.unwrap();
        assert_eq!(
            refusal(answer).await,
            with(404, "missing"),
            "{method} {path}"
        );
    }
    assert_eq!(browser.json(&path).await["state"], "done");
}

#[tokio::test]
async fn what_makes_no_sense_or_is_not_offered_is_no_job() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    for body in [
        json!({ "kind": "delete", "bucket": BUCKET }),
        json!({ "kind": "delete", "bucket": BUCKET, "prefixes": ["a"] }),
        json!({ "kind": "delete", "bucket": BUCKET, "prefixes": ["a/"], "except_prefixes": ["a/b"] }),
        // A misspelt exception would delete more.
        json!({ "kind": "delete", "bucket": BUCKET, "prefixes": ["a/"], "except": ["a/b"] }),
        json!({ "kind": "delete", "bucket": BUCKET, "keys": [""] }),
        json!({ "kind": "explode", "bucket": BUCKET, "keys": ["a"] }),
        json!({ "kind": "move", "source_bucket": BUCKET, "target_bucket": BUCKET,
                "items": [{ "kind": "prefix", "from": "a/", "to": "a/b/" }] }),
    ] {
        let answer = browser.post(JOBS, &body).await;
        assert_eq!(refusal(answer).await, with(400, "invalid"), "{body}");
    }
    let narrow = browser
        .post("/api/connections/narrow/open", &json!({}))
        .await;
    assert_eq!(narrow.status(), 200);
    for body in [
        json!({ "kind": "delete", "bucket": BUCKET, "prefixes": ["inside/", ""] }),
        json!({ "kind": "delete", "bucket": BUCKET, "prefixes": [""] }),
        json!({ "kind": "copy", "source_bucket": BUCKET, "target_bucket": BUCKET,
                "items": [{ "kind": "prefix", "from": "inside/", "to": "outside/" }] }),
    ] {
        let answer = browser.post("/api/connections/narrow/jobs", &body).await;
        let (status, _) = refusal(answer).await;
        assert!(
            status == 403 || body["prefixes"].as_array().is_some_and(|p| p.len() > 1),
            "{body}"
        );
    }
    assert_eq!(
        browser.json("/api/connections/narrow/jobs").await["jobs"],
        json!([])
    );
}

#[tokio::test]
async fn a_job_goes_on_after_a_restart() {
    let studio = Studio::start().await;
    fill(&studio, 300).await;
    let browser = studio.open().await;
    studio.sandbox.faults.set(Settings {
        operation: Some("CopyObject".into()),
        delay_ms: 100,
        ..Settings::default()
    });
    let id = begin(&browser, &transport("move")).await;
    some(&browser, &id).await;
    let studio = studio.restart().await;
    studio.sandbox.faults.clear();
    let browser = browser.at(&studio);
    let job = until(&browser, &id, &["done"]).await;
    assert_eq!(counts(&job), (300, 0), "{job}");
    let keys = studio.keys_of(BUCKET).await;
    assert!(keys.len() == 300 && keys.iter().all(|key| key.starts_with("new/")));
}

#[tokio::test]
async fn signing_out_cancels_what_still_runs() {
    let studio = Studio::start().await;
    fill(&studio, 300).await;
    let browser = studio.open().await;
    studio.sandbox.faults.set(Settings {
        delay_ms: 100,
        ..Settings::default()
    });
    let id = begin(&browser, &transport("copy")).await;
    until(&browser, &id, &["running"]).await;
    let out = browser
        .request("DELETE", "/api/session")
        .send()
        .await
        .unwrap();
    assert_eq!(out.status(), 204);
    tokio::time::sleep(Duration::from_millis(1200)).await;
    studio.sandbox.faults.reset_requests();
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(studio.sandbox.faults.requests("CopyObject"), 0);
    let records = crate::api::audit::records(&studio).await;
    assert!(
        records
            .iter()
            .any(|r| r.operation == "copy_objects" && r.outcome.starts_with("left after"))
    );
}

#[tokio::test]
async fn a_dry_run_changes_nothing_and_says_what_would_be_refused() {
    let studio = Studio::start().await;
    fill(&studio, 3).await;
    studio.put(BUCKET, "new/00001", "there already").await;
    let browser = studio.open().await;
    let before = studio.keys_of(BUCKET).await;
    let mut wanted = transport("move");
    wanted["dry_run"] = json!(true);
    let job = done(&browser, &wanted).await;
    assert_eq!(
        (counts(&job), &job["dry_run"]),
        ((2, 1), &json!(true)),
        "{job}"
    );
    assert_eq!(job["first_failures"][0]["key"], "old/00001");
    assert_eq!(job["first_failures"][0]["error"]["code"], "conflict");
    let gone = json!({ "kind": "delete", "bucket": BUCKET, "prefixes": [""], "dry_run": true });
    assert_eq!(counts(&done(&browser, &gone).await), (4, 0));
    assert_eq!(studio.keys_of(BUCKET).await, before);
    // Whoever may only read is told so beforehand.
    let visitor = studio.visit(VISITOR, Duration::from_secs(3600)).await;
    let assets = "studio-assets";
    let store = studio.sandbox.store();
    store
        .create_bucket(assets, "us-east-1", wardrobe_sandbox::seed::ACCOUNT)
        .await
        .unwrap();
    studio.put(assets, "a/1", "x").await;
    let copy = json!({ "kind": "copy", "dry_run": true, "source_bucket": assets, "target_bucket": assets,
                       "items": [{ "kind": "prefix", "from": "a/", "to": "b/" }] });
    let answer = visitor.post("/api/connections/own/jobs", &copy).await;
    let id = answer.json::<Value>().await.unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let begun = Instant::now();
    let job = loop {
        let job = visitor
            .json(&format!("/api/connections/own/jobs/{id}"))
            .await;
        if job["state"] == "done" {
            break job;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{job}");
        tokio::time::sleep(Duration::from_millis(30)).await;
    };
    assert_eq!(counts(&job), (0, 1));
    assert_eq!(job["first_failures"][0]["error"]["code"], "denied", "{job}");
    for operation in ["PutObject", "DeleteObject", "DeleteObjects", "CopyObject"] {
        assert_eq!(studio.sandbox.faults.requests(operation), 0, "{operation}");
    }
}
