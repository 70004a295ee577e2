//! Listings against a naive model, and how fast the first page comes.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use aws_sdk_s3::Client;
use aws_sdk_s3::types::EncodingType;
use bytes::Bytes;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use wardrobe_sandbox::s3::store::BulkObject;

use crate::s3::clients::*;
use crate::s3::odd_keys::decoded;

fn small(key: &str) -> BulkObject {
    BulkObject {
        key: key.to_owned(),
        body: Bytes::from_static(b"x"),
        attributes: Default::default(),
    }
}

/// What a listing must show, worked out by looking at every key.
fn model(
    keys: &BTreeSet<String>,
    prefix: &str,
    delimiter: &str,
    after: &str,
) -> (Vec<String>, Vec<String>) {
    let (mut objects, mut prefixes) = (Vec::new(), BTreeSet::new());
    for key in keys
        .iter()
        .filter(|key| key.starts_with(prefix) && key.as_str() > after)
    {
        match key[prefix.len()..]
            .find(delimiter)
            .filter(|_| !delimiter.is_empty())
        {
            Some(at) => {
                prefixes.insert(key[..prefix.len() + at + delimiter.len()].to_owned());
            }
            None => objects.push(key.clone()),
        }
    }
    prefixes.remove(after);
    (objects, prefixes.into_iter().collect())
}

async fn list_v2(
    client: &Client,
    prefix: &str,
    delimiter: &str,
    after: &str,
    size: i32,
) -> (Vec<String>, Vec<String>) {
    let (mut objects, mut prefixes) = (Vec::new(), Vec::new());
    let list = client
        .list_objects_v2()
        .bucket("bucket")
        .prefix(prefix)
        .delimiter(delimiter)
        .max_keys(size);
    let mut pages = list
        .start_after(after)
        .encoding_type(EncodingType::Url)
        .into_paginator()
        .send();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert!(page.key_count() <= Some(size));
        objects.extend(
            page.contents()
                .iter()
                .map(|object| decoded(object.key().unwrap())),
        );
        prefixes.extend(
            page.common_prefixes()
                .iter()
                .map(|prefix| decoded(prefix.prefix().unwrap())),
        );
    }
    (objects, prefixes)
}

async fn list_v1(
    client: &Client,
    prefix: &str,
    delimiter: &str,
    after: &str,
    size: i32,
) -> (Vec<String>, Vec<String>) {
    let (mut objects, mut prefixes) = (Vec::new(), Vec::new());
    let mut marker = after.to_owned();
    loop {
        let list = client
            .list_objects()
            .bucket("bucket")
            .prefix(prefix)
            .delimiter(delimiter)
            .max_keys(size);
        let page = list
            .marker(&marker)
            .encoding_type(EncodingType::Url)
            .send()
            .await
            .unwrap();
        objects.extend(
            page.contents()
                .iter()
                .map(|object| decoded(object.key().unwrap())),
        );
        prefixes.extend(
            page.common_prefixes()
                .iter()
                .map(|prefix| decoded(prefix.prefix().unwrap())),
        );
        if page.is_truncated() != Some(true) {
            return (objects, prefixes);
        }
        marker = page
            .next_marker()
            .map(decoded)
            .or_else(|| objects.last().cloned())
            .unwrap();
    }
}

#[test]
fn a_listing_equals_the_model() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let piece = prop_oneof![
        Just("a".to_owned()),
        Just("b".to_owned()),
        Just("/".to_owned()),
        Just("//".to_owned()),
        Just("-".to_owned()),
        Just("\u{10FFFF}".to_owned()),
        Just("é".to_owned()),
        Just(" ".to_owned()),
        Just("+".to_owned()),
        Just("%".to_owned()),
    ];
    let key = prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
    let case = (
        prop::collection::btree_set(
            key.clone().prop_filter("empty", |key| !key.is_empty()),
            0..40,
        ),
        key.clone(),
        prop_oneof![Just(""), Just("/"), Just("a"), Just("//")],
        key,
        1..7i32,
    );
    let mut runner = TestRunner::new(Config {
        cases: 48,
        ..Config::default()
    });
    runner
        .run(&case, |(keys, prefix, delimiter, after, size)| {
            runtime.block_on(async {
                let (sandbox, client) = start_with("bucket").await;
                let objects: Vec<_> = keys.iter().map(|key| small(key)).collect();
                sandbox
                    .store()
                    .load("bucket", objects.into_iter())
                    .await
                    .unwrap();
                let expected = model(&keys, &prefix, delimiter, &after);
                let v2 = list_v2(&client, &prefix, delimiter, &after, size).await;
                let v1 = list_v1(&client, &prefix, delimiter, &after, size).await;
                sandbox.stop().await;
                prop_assert_eq!(v2, expected.clone());
                prop_assert_eq!(v1, expected);
                Ok(())
            })
        })
        .unwrap();
}

#[tokio::test]
async fn the_edges_of_a_page() {
    let (sandbox, client) = start_with("bucket").await;
    sandbox
        .store()
        .load("bucket", (0..1001).map(|n| small(&format!("{n:04}"))))
        .await
        .unwrap();
    let list = || client.list_objects_v2().bucket("bucket");
    let page = list().max_keys(0).send().await.unwrap();
    assert_eq!(
        (page.key_count(), page.is_truncated()),
        (Some(0), Some(false))
    );
    let page = list()
        .max_keys(5000)
        .fetch_owner(true)
        .send()
        .await
        .unwrap();
    assert_eq!(
        (page.key_count(), page.is_truncated(), page.max_keys()),
        (Some(1000), Some(true), Some(1000))
    );
    assert!(page.contents()[0].owner().is_some());
    let rest = list()
        .continuation_token(page.next_continuation_token().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(
        (rest.key_count(), rest.is_truncated()),
        (Some(1), Some(false))
    );
    assert!(rest.contents()[0].owner().is_none());
    assert_eq!(
        refused(list().continuation_token("no token").send().await),
        with(400, "InvalidArgument")
    );
    assert_eq!(
        refused(list().max_keys(-1).send().await),
        with(400, "InvalidArgument")
    );
    sandbox.stop().await;
}

/// A folder of 200,000 objects: any page costs a seek, and a page of folders
/// a seek for each, not a walk over what is in them.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_many_objects_comes_at_once() {
    let (sandbox, client) = start_with("bucket").await;
    let objects = (0..200_000).map(|n| small(&format!("{:03}/{n:06}", n / 2000)));
    assert_eq!(
        sandbox.store().load("bucket", objects).await.unwrap(),
        200_000
    );
    let list = || client.list_objects_v2().bucket("bucket");
    // Generous to a debug build; a walk would take seconds. A machine that is busy may be late, but not each time.
    let bound = Duration::from_millis(500);
    let mut took = [Duration::MAX; 3];
    for _ in 0..5 {
        let asked = Instant::now();
        let first = list().send().await.unwrap();
        took[0] = took[0].min(asked.elapsed());
        assert_eq!(first.contents()[0].key(), Some("000/000000"));
        let asked = Instant::now();
        let late = list().start_after("099/199000").send().await.unwrap();
        took[1] = took[1].min(asked.elapsed());
        assert_eq!(late.contents().len(), 999);
        let asked = Instant::now();
        let folders = list().delimiter("/").send().await.unwrap();
        took[2] = took[2].min(asked.elapsed());
        assert_eq!(folders.common_prefixes().len(), 100);
    }
    assert!(took.iter().all(|took| *took < bound), "{took:?}");
    sandbox.stop().await;
}
