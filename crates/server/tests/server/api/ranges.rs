//! Ranges and conditions: what our server answers is what the store answers to the very
//! same headers.

use std::time::Duration;

use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_s3::presigning::PresigningConfig;
use reqwest::{Client, Method};
use wardrobe_sandbox::seed::{ADMIN_KEY, ADMIN_SECRET};

use crate::api::studio::*;

const TEN: &str = "ten.txt";
const EMPTY: &str = "empty.txt";
const LONG_AGO: &str = "Sat, 01 Jan 2000 00:00:00 GMT";
const FAR_AHEAD: &str = "Sat, 01 Jan 2050 00:00:00 GMT";

/// What an answer to a read says.
#[derive(Debug, PartialEq)]
struct Said {
    status: u16,
    content_range: Option<String>,
    length: Option<String>,
    etag: Option<String>,
    modified: Option<String>,
    body: String,
}

/// Asks the server and the store for the same.
struct Pair {
    studio: Studio,
    browser: Browser,
    store: aws_sdk_s3::Client,
    http: Client,
}

impl Pair {
    async fn start() -> Self {
        let studio = Studio::start().await;
        studio.put(BUCKET, TEN, "0123456789").await;
        studio.put(BUCKET, EMPTY, "").await;
        let keys = Credentials::new(ADMIN_KEY, ADMIN_SECRET, None, None, "test");
        let config = aws_sdk_s3::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .endpoint_url(studio.sandbox.endpoint.as_str())
            .force_path_style(true)
            .credentials_provider(keys);
        Self {
            browser: studio.open().await,
            store: aws_sdk_s3::Client::from_conf(config.build()),
            http: Client::new(),
            studio,
        }
    }

    async fn ours(&self, method: &str, key: &str, headers: &[(&str, &str)]) -> reqwest::Response {
        let mut request = self.browser.request(method, &object(BUCKET, key));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap()
    }

    /// A signed address carries no header of ours, so that any can be sent along.
    async fn theirs(&self, method: &str, key: &str, headers: &[(&str, &str)]) -> reqwest::Response {
        let minute = PresigningConfig::expires_in(Duration::from_secs(60)).unwrap();
        let signed = match method {
            "GET" => {
                self.store
                    .get_object()
                    .bucket(BUCKET)
                    .key(key)
                    .presigned(minute)
                    .await
            }
            _ => {
                let signed = self
                    .store
                    .head_object()
                    .bucket(BUCKET)
                    .key(key)
                    .presigned(minute);
                Ok(signed.await.unwrap())
            }
        };
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self.http.request(method, signed.unwrap().uri());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap()
    }

    /// What a download of the end of [`TEN`] gives; HEAD says the same of it.
    async fn resumed(&self, validator: &str, more: &[(&str, &str)]) -> (u16, String) {
        let headers = [&[("range", "bytes=7-"), ("if-range", validator)], more].concat();
        let head = said(self.ours("HEAD", TEN, &headers).await).await;
        let got = said(self.ours("GET", TEN, &headers).await).await;
        let body = got.body.clone();
        assert_eq!(
            head,
            Said {
                body: String::new(),
                ..got
            },
            "{headers:?}"
        );
        (head.status, body)
    }

    /// The ETag and the date of an object.
    async fn validators(&self, key: &str) -> (String, String) {
        let head = self.theirs("HEAD", key, &[]).await;
        let header = |name: &str| head.headers()[name].to_str().unwrap().to_owned();
        (header("etag"), header("last-modified"))
    }
}

async fn said(answer: reqwest::Response) -> Said {
    let header = |name: &str| {
        answer
            .headers()
            .get(name)
            .map(|v| v.to_str().unwrap().to_owned())
    };
    let failed = answer.status().as_u16() >= 400;
    Said {
        status: answer.status().as_u16(),
        // Every failure has a body of its own kind; of a range outside, S3 does not tell the size.
        content_range: header("content-range").filter(|_| !failed),
        length: header("content-length").filter(|_| answer.status().is_success()),
        etag: header("etag").filter(|_| !failed),
        modified: header("last-modified").filter(|_| !failed),
        body: match failed {
            true => String::new(),
            false => answer.text().await.unwrap(),
        },
    }
}

#[tokio::test]
async fn ranges_and_conditions_are_answered_as_the_store_answers_them() {
    let pair = Pair::start().await;
    let mut seen = std::collections::BTreeSet::new();
    for key in [TEN, EMPTY] {
        let (etag, date) = pair.validators(key).await;
        let (etag, date) = (etag.as_str(), date.as_str());
        let cases: &[&[(&str, &str)]] = &[
            &[],
            &[("range", "bytes=0-2")],
            &[("range", "bytes=0-0")],
            &[("range", "bytes=3-5")],
            &[("range", "bytes=7-")],
            &[("range", "bytes=9-9")],
            &[("range", "bytes=0-")],
            &[("range", "bytes=5-1000")],
            &[("range", "bytes=-3")],
            &[("range", "bytes=-1000")],
            &[("range", "bytes=-0")],
            &[("range", "bytes=10-")],
            &[("range", "bytes=99-200")],
            &[("range", "bytes=0-1,4-5")],
            &[("range", "bytes=5-2")],
            &[("range", "bytes=x-y")],
            &[("range", "lines=1-2")],
            &[("range", "2-4")],
            &[("if-match", etag)],
            &[("if-match", "\"other\"")],
            &[("if-match", "*")],
            &[("if-none-match", etag)],
            &[("if-none-match", "\"other\"")],
            &[("if-none-match", "*")],
            &[("if-modified-since", date)],
            &[("if-modified-since", LONG_AGO)],
            &[("if-modified-since", FAR_AHEAD)],
            &[("if-unmodified-since", date)],
            &[("if-unmodified-since", LONG_AGO)],
            &[("if-match", etag), ("if-unmodified-since", LONG_AGO)],
            &[("if-none-match", etag), ("if-modified-since", LONG_AGO)],
            &[("if-none-match", "\"other\""), ("if-modified-since", date)],
            &[("range", "bytes=3-5"), ("if-match", etag)],
            &[("range", "bytes=3-5"), ("if-match", "\"other\"")],
            &[("range", "bytes=3-5"), ("if-none-match", etag)],
            &[("range", "bytes=99-"), ("if-none-match", etag)],
        ];
        for headers in cases {
            for method in ["GET", "HEAD"] {
                let ours = pair.ours(method, key, headers).await;
                assert_eq!(
                    ours.headers()["accept-ranges"],
                    "bytes",
                    "{method} {key} {headers:?}"
                );
                if ours.status() == 416 {
                    let size = if key == TEN { 10 } else { 0 };
                    assert_eq!(ours.headers()["content-range"], format!("bytes */{size}"));
                }
                if ours.status() == 304 {
                    assert_eq!(ours.headers()["etag"], etag);
                    assert_eq!(ours.headers()["last-modified"], date);
                    assert_eq!(ours.headers()["cache-control"], "private, no-cache");
                }
                if method == "GET" && ours.status() == 416 {
                    let again = pair.ours(method, key, headers).await;
                    assert_eq!(refusal(again).await, with(416, "range"));
                }
                let (ours, theirs) = (
                    said(ours).await,
                    said(pair.theirs(method, key, headers).await).await,
                );
                assert_eq!(ours, theirs, "{method} {key} {headers:?}");
                seen.insert((method, ours.status));
            }
        }
    }
    for method in ["GET", "HEAD"] {
        for status in [200, 206, 304, 412, 416] {
            assert!(
                seen.contains(&(method, status)),
                "{method} never met {status}"
            );
        }
    }
}

/// S3 says nothing of `If-Range`; RFC 9110 does.
#[tokio::test]
async fn a_download_is_resumed_only_of_the_very_same_object() {
    let pair = Pair::start().await;
    let (etag, date) = pair.validators(TEN).await;
    let weak = format!("W/{etag}");
    let resumed = |validator, more| pair.resumed(validator, more);
    let rest = (206, "789".to_owned());
    let whole = (200, "0123456789".to_owned());
    assert_eq!(resumed(&etag, &[]).await, rest);
    assert_eq!(resumed(&date, &[]).await, rest);
    assert_eq!(resumed("\"other\"", &[]).await, whole);
    assert_eq!(resumed(&weak, &[]).await, whole);
    assert_eq!(resumed(LONG_AGO, &[]).await, whole);
    assert_eq!(resumed(FAR_AHEAD, &[]).await, whole);
    assert_eq!(resumed("nonsense", &[]).await, whole);
    let unchanged = [("if-none-match", etag.as_str())];
    // The other conditions go first, and a range outside does not matter where it does not count.
    assert_eq!(resumed(&etag, &[("if-match", "\"other\"")]).await.0, 412);
    assert_eq!(resumed("\"other\"", &unchanged).await.0, 304);
    for (validator, status) in [(etag.as_str(), 416), ("\"other\"", 200)] {
        let headers = [("range", "bytes=99-"), ("if-range", validator)];
        assert_eq!(pair.ours("GET", TEN, &headers).await.status(), status);
    }
    // Without a range it says nothing.
    let alone = pair.ours("GET", TEN, &[("if-range", "\"other\"")]).await;
    assert_eq!(said(alone).await.body, "0123456789");
    pair.studio.put(BUCKET, TEN, "9876543210").await;
    assert_eq!(resumed(&etag, &[]).await, (200, "9876543210".to_owned()));
}

#[tokio::test]
async fn a_player_gets_a_piece_at_a_time_and_a_download_all_of_it() {
    const MIB: usize = 1024 * 1024;
    let studio = Studio::start().await;
    studio.put(BUCKET, "film.mp4", vec![7; 2 * MIB]).await;
    let browser = studio.open().await;
    let path = object(BUCKET, "film.mp4");
    let inline = format!("{path}&disposition=inline");
    for (path, asked, given) in [
        (&inline, "bytes=0-", "bytes 0-262143/2097152"),
        (&inline, "bytes=1000-", "bytes 1000-263143/2097152"),
        (&inline, "bytes=1048576-", "bytes 1048576-1310719/2097152"),
        (&inline, "bytes=2000000-", "bytes 2000000-2097151/2097152"),
        (&inline, "bytes=-5", "bytes 2097147-2097151/2097152"),
        (&inline, "bytes=0-2097151", "bytes 0-2097151/2097152"),
        (&path, "bytes=0-", "bytes 0-2097151/2097152"),
        (&path, "bytes=1000-", "bytes 1000-2097151/2097152"),
    ] {
        let request = browser.request("GET", path).header("range", asked);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 206, "{asked}");
        assert_eq!(answer.headers()["content-range"], given, "{path} {asked}");
        // A cache that had a piece would ask for all that is left at once.
        let kept = if path == &inline {
            "no-store"
        } else {
            "private, no-cache"
        };
        assert_eq!(answer.headers()["cache-control"], kept, "{path} {asked}");
    }
    let whole = browser.get(&inline).await;
    assert_eq!(whole.bytes().await.unwrap().len(), 2 * MIB);
}
