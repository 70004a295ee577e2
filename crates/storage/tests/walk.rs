//! Walks of a bucket of many objects, over HTTP, in good times and bad.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use futures::{StreamExt, TryStreamExt};
use wardrobe_sandbox::faults::Settings as Faults;
use wardrobe_sandbox::seed::{ADMIN_KEY, ADMIN_SECRET, Spread, fill};
use wardrobe_sandbox::{Options, Running, Sandbox, Seed};
use wardrobe_storage::list::{Entry, Listing};
use wardrobe_storage::walk::Walk;
use wardrobe_storage::{Kind, Result, Settings, Storage, http_client};

const BUCKET: &str = "studio-files";
/// Answers of S3: eight and a bit.
const MANY: u64 = 8_500;

async fn sandbox(spread: Spread) -> Running {
    sandbox_of(spread, MANY).await
}

async fn sandbox_of(spread: Spread, objects: u64) -> Running {
    let options = Options {
        seed: Seed::Accounts,
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).await.expect("a sandbox");
    let filled = fill(sandbox.store(), BUCKET, spread, objects).await;
    filled.expect("filled");
    sandbox
}

fn storage(sandbox: &Running, keys_in_order: bool) -> Storage {
    let settings = Settings {
        endpoint: Some(sandbox.endpoint.clone()),
        path_style: true,
        keys_in_order,
        ..Settings::new("us-east-1", http_client())
    };
    let admin = Credentials::new(ADMIN_KEY, ADMIN_SECRET, None, None, "test");
    let provider = SharedCredentialsProvider::new(admin);
    Storage::new(provider, settings, Arc::new(|| Box::pin(async {})))
}

fn all(prefix: &str, ordered: bool) -> Walk {
    Walk {
        bucket: BUCKET.to_owned(),
        prefix: prefix.to_owned(),
        ordered,
        ..Walk::default()
    }
}

async fn walked(storage: &Storage, walk: Walk) -> Result<Vec<String>> {
    let batches: Vec<Vec<Entry>> = storage.walk(walk).try_collect().await?;
    Ok(batches
        .into_iter()
        .flatten()
        .map(|entry| entry.key)
        .collect())
}

/// One answer after another.
async fn listed(storage: &Storage, prefix: &str) -> Vec<String> {
    let listing = Listing {
        bucket: BUCKET.to_owned(),
        prefix: prefix.to_owned(),
        ..Listing::default()
    };
    let pages: Vec<_> = storage.list(listing).try_collect().await.expect("listed");
    let objects = pages.into_iter().flat_map(|page| page.objects);
    objects.map(|entry| entry.key).collect()
}

#[tokio::test]
async fn a_walk_is_what_a_listing_is_however_keys_are_spread() {
    for spread in Spread::ALL {
        let sandbox = sandbox(spread).await;
        for (keys_in_order, ordered) in [(false, true), (true, true), (true, false)] {
            let storage = storage(&sandbox, keys_in_order);
            let listed = listed(&storage, "").await;
            assert_eq!(listed.len() as u64, MANY);
            let walk = walked(&storage, all("", ordered)).await;
            let mut walk = walk.expect("a walk");
            if !ordered {
                walk.sort_unstable();
            }
            assert!(
                walk == listed,
                "{} {keys_in_order} {ordered}",
                spread.name()
            );
        }
    }
}

#[tokio::test]
async fn a_prefix_and_a_key_to_begin_behind_bound_it() {
    let sandbox = sandbox(Spread::Numbers).await;
    let storage = storage(&sandbox, false);
    let walk = Walk {
        start_after: Some("many/file-00001499.txt".to_owned()),
        ..all("many/file-00001", true)
    };
    let keys = walked(&storage, walk).await.expect("a walk");
    assert_eq!(
        (keys.len(), keys[0].as_str()),
        (500, "many/file-00001500.txt")
    );
    assert_eq!(
        walked(&storage, all("nothing", true))
            .await
            .expect("a walk")
            .len(),
        0
    );
}

#[tokio::test]
async fn nothing_is_lost_or_doubled_when_requests_fail() {
    let sandbox = sandbox(Spread::Dates).await;
    let storage = storage(&sandbox, true);
    let listed = listed(&storage, "").await;
    let troubles = [
        Faults {
            internal_error: 0.1,
            ..Faults::default()
        },
        Faults {
            slow_down: 0.1,
            ..Faults::default()
        },
        Faults {
            lose_responses: 3,
            ..Faults::default()
        },
    ];
    for trouble in troubles {
        sandbox.faults.set(trouble.clone());
        let mut walk = walked(&storage, all("", false)).await.expect("a walk");
        walk.sort_unstable();
        assert!(walk == listed, "{trouble:?}");
    }
}

#[tokio::test]
async fn many_requests_are_under_way_at_once() {
    let sandbox = sandbox_of(Spread::Uuids, 40_000).await;
    let mut walk = Box::pin(storage(&sandbox, false).walk(all("", true)));
    sandbox.faults.set(Faults {
        delay_ms: 3000,
        ..Faults::default()
    });
    // One answer after another, these would take 21 seconds.
    let asked = tokio::time::timeout(Duration::from_secs(15), async {
        tokio::select! {
            () = asked_for(&sandbox, 8) => {}
            () = walk.by_ref().for_each(|_| async {}) => {}
        }
    });
    asked.await.expect("eight requests");
    assert!(sandbox.faults.requests("ListObjectsV2") >= 8);
}

async fn asked_for(sandbox: &Running, requests: u64) {
    while sandbox.faults.requests("ListObjectsV2") < requests {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn who_stops_listening_stops_it() {
    let sandbox = sandbox(Spread::Uuids).await;
    let storage = storage(&sandbox, false);
    let mut walk = Box::pin(storage.walk(all("", true)));
    let first = walk.next().await.expect("a batch").expect("entries");
    assert_eq!(first.len(), 1000);
    drop(walk);
    tokio::time::sleep(Duration::from_millis(200)).await;
    let asked = sandbox.faults.requests("ListObjectsV2");
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(sandbox.faults.requests("ListObjectsV2"), asked);
}

#[tokio::test]
async fn a_refusal_is_told_at_once() {
    let sandbox = sandbox(Spread::Numbers).await;
    let missing = Walk {
        bucket: "no-such-bucket".to_owned(),
        ..Walk::default()
    };
    let refused = walked(&storage(&sandbox, true), missing).await;
    assert_eq!(refused.expect_err("refused").kind, Kind::Missing);
    assert_eq!(sandbox.faults.requests("ListObjectsV2"), 1);
}
