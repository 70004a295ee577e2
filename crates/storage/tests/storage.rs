//! What the API's own tests cannot reach: parts, regions, expiry, against a
//! sandbox.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use futures::StreamExt;
use wardrobe_sandbox::iam::{Key, Kind as PolicyKind, Policy};
use wardrobe_sandbox::s3::store::{Attributes, BulkObject, Kms, VersionQuery, Versioning};
use wardrobe_sandbox::seed::{ACCOUNT, ADMIN_KEY, ADMIN_SECRET, STUDIO_ROLE, VISITOR_ROLE};
use wardrobe_sandbox::{Options, Running, Sandbox, Seed, faults};
use wardrobe_storage::abilities::{Ability, May};
use wardrobe_storage::copy::{Copied, Copying, How, Item, Known};
use wardrobe_storage::head::Head;
use wardrobe_storage::list::Listing;
use wardrobe_storage::progress::Step;
use wardrobe_storage::{Kind, Settings, Storage, http_client};

const BUCKET: &str = "studio-files";
const KEY: &str = "arn:aws:kms:us-east-1:111111111111:key/11111111-2222-3333-4444-555555555555";
const MIB: usize = 1024 * 1024;

async fn sandbox() -> Running {
    let options = Options {
        seed: Seed::Accounts,
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).await.expect("a sandbox");
    let made = sandbox.store().create_bucket(BUCKET, "us-east-1", ACCOUNT);
    made.await.expect("a bucket");
    sandbox
}

fn settings(sandbox: &Running) -> Settings {
    Settings {
        endpoint: Some(sandbox.endpoint.clone()),
        path_style: true,
        part_copy_above: 10 * MIB as u64,
        ..Settings::new("us-east-1", http_client())
    }
}

fn admin() -> Credentials {
    Credentials::new(ADMIN_KEY, ADMIN_SECRET, None, None, "test")
}

fn storage(sandbox: &Running) -> Storage {
    storage_of(admin(), settings(sandbox))
}

fn storage_of(credentials: Credentials, settings: Settings) -> Storage {
    let provider = SharedCredentialsProvider::new(credentials);
    Storage::new(provider, settings, Arc::new(|| Box::pin(async {})))
}

fn minted(sandbox: &Running, role: &str, life: Duration) -> Credentials {
    let keys = sandbox.world().mint(role, "test", life).expect("keys");
    let token = Some(keys.session_token);
    Credentials::new(
        keys.access_key_id,
        keys.secret_access_key,
        token,
        None,
        "test",
    )
}

async fn put(sandbox: &Running, key: &str, size: usize, attributes: Attributes) {
    let body = (0..size)
        .map(|n| (n % 249) as u8)
        .collect::<Vec<_>>()
        .into();
    let key = key.to_owned();
    let object = BulkObject {
        key,
        body,
        attributes,
    };
    sandbox.store().add(BUCKET, object).await.expect("added");
}

fn by_key() -> Option<Kms> {
    Some(Kms {
        algorithm: "aws:kms".to_owned(),
        key: Some(KEY.to_owned()),
    })
}

/// A key that everybody may use.
fn add_key(sandbox: &Running) {
    let everybody = r#"{ "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*" }] }"#;
    sandbox.world().add_key(Key {
        arn: KEY.to_owned(),
        policy: Policy::parse(PolicyKind::Key, everybody).expect("a policy"),
        enabled: true,
    });
}

fn moving() -> Copying {
    Copying {
        source_bucket: BUCKET.to_owned(),
        target_bucket: BUCKET.to_owned(),
        and_delete: true,
        overwrite: false,
    }
}

fn one(from: &str, to: &str) -> Vec<Item> {
    let (from, to) = (from.to_owned(), to.to_owned());
    vec![Item::Object { from, to }]
}

#[tokio::test]
async fn a_large_object_moves_by_parts_and_keeps_what_it_had() {
    let sandbox = sandbox().await;
    let attributes = Attributes {
        content_type: Some("video/x-long".to_owned()),
        content_encoding: Some("identity".to_owned()),
        content_language: Some("fr".to_owned()),
        content_disposition: Some("inline".to_owned()),
        cache_control: Some("max-age=7".to_owned()),
        expires: Some(1_900_000_000),
        metadata: [("owner".to_owned(), "ada".to_owned())].into(),
        tags: vec![("team".to_owned(), "a b&c".to_owned())],
        class: Some("STANDARD_IA".to_owned()),
        kms: by_key(),
        ..Attributes::default()
    };
    add_key(&sandbox);
    put(&sandbox, "long film.mov", 25 * MIB, attributes.clone()).await;
    let steps: Vec<_> = storage(&sandbox)
        .copy(moving(), one("long film.mov", "films/long+film.mov"))
        .collect()
        .await;
    assert!(
        matches!(steps[..], [Step::Done { objects: 1, .. }]),
        "{steps:?}"
    );
    assert!(sandbox.faults.requests("UploadPartCopy") >= 3);
    assert_eq!(sandbox.faults.requests("CopyObject"), 0);
    let newest = sandbox
        .store()
        .read(|tables| tables.newest(BUCKET, "films/long+film.mov"));
    let (_, copy) = newest.await.expect("read").expect("there");
    assert_eq!((copy.size, copy.attributes), (25 * MIB as u64, attributes));
    let left = sandbox
        .store()
        .read(|tables| tables.newest(BUCKET, "long film.mov"));
    assert!(left.await.expect("read").is_none());
}

#[tokio::test]
async fn a_copy_by_parts_that_fails_leaves_neither_parts_nor_loss() {
    let sandbox = sandbox().await;
    put(&sandbox, "a.bin", 25 * MIB, Attributes::default()).await;
    sandbox.faults.set(faults::Settings {
        operation: Some("UploadPartCopy".to_owned()),
        internal_error: 1.0,
        ..faults::Settings::default()
    });
    let steps: Vec<_> = storage(&sandbox)
        .copy(moving(), one("a.bin", "b.bin"))
        .collect()
        .await;
    assert!(matches!(steps[..], [Step::Failed { .. }]), "{steps:?}");
    let found = sandbox.store().read(|tables| {
        let uploads = tables.uploads(BUCKET, ("", ""))?.count();
        Ok((
            uploads,
            tables.newest(BUCKET, "a.bin")?.is_some(),
            tables.newest(BUCKET, "b.bin")?.is_some(),
        ))
    });
    assert_eq!(found.await.expect("read"), (0, true, false));
}

#[tokio::test]
async fn a_bucket_in_another_region_is_found() {
    let sandbox = sandbox().await;
    let made = sandbox
        .store()
        .create_bucket("far-away", "ap-southeast-2", ACCOUNT);
    made.await.expect("a bucket");
    let storage = storage(&sandbox);
    let listing = Listing {
        bucket: "far-away".to_owned(),
        ..Listing::default()
    };
    let pages: Vec<_> = storage.list(listing).collect().await;
    assert!(matches!(pages[..], [Ok(_)]), "{pages:?}");
    assert_eq!(storage.known_region("far-away"), "ap-southeast-2");
    storage.make_folder("far-away", "new/").await.expect("made");
}

#[tokio::test]
async fn the_trouble_of_one_connection_is_not_anothers() {
    let sandbox = sandbox().await;
    put(&sandbox, "a", 1, Attributes::default()).await;
    sandbox.faults.set(faults::Settings {
        internal_error: 1.0,
        ..faults::Settings::default()
    });
    let troubled = storage(&sandbox);
    let asked = (0..40).map(|_| troubled.head(BUCKET, "a", None));
    let answers = futures::future::join_all(asked).await;
    assert!(answers.iter().all(Result::is_err));
    // Every second request is refused: none of these gets along without another try.
    sandbox.faults.set(faults::Settings {
        slow_down: 0.5,
        ..faults::Settings::default()
    });
    let other = storage(&sandbox);
    for _ in 0..3 {
        other.head(BUCKET, "a", None).await.expect("an answer");
    }
}

#[tokio::test]
async fn an_expiry_is_told_once_and_asked_again_with_what_comes_then() {
    let sandbox = sandbox().await;
    let told = Arc::new(AtomicU32::new(0));
    let count = told.clone();
    let keys = minted(&sandbox, STUDIO_ROLE, Duration::ZERO);
    let provider = SharedCredentialsProvider::new(keys);
    let storage = Storage::new(
        provider,
        settings(&sandbox),
        Arc::new(move || {
            count.fetch_add(1, Ordering::SeqCst);
            Box::pin(async {})
        }),
    );
    let refused = storage.head(BUCKET, "a", None).await.expect_err("expired");
    assert_eq!(refused.kind, Kind::Expired);
    assert!(told.load(Ordering::SeqCst) >= 1);
    assert!(sandbox.faults.requests("HeadObject") <= 3);
}

#[tokio::test]
async fn a_presigned_address_works_without_a_header_and_only_for_its_object() {
    let sandbox = sandbox().await;
    put(&sandbox, "a b.txt", 5, Attributes::default()).await;
    let url = storage(&sandbox)
        .presign_get(BUCKET, "a b.txt", None, None, Duration::from_secs(60))
        .await;
    let url = url.expect("a URL").url;
    assert_eq!(reqwest::get(&url).await.expect("an answer").status(), 200);
    let other = url.replace("a%20b.txt", "other.txt");
    assert_eq!(reqwest::get(other).await.expect("an answer").status(), 403);
}

#[tokio::test]
async fn whether_one_may_delete_is_known_of_aws_and_nothing_is_deleted_for_it() {
    let sandbox = sandbox().await;
    put(&sandbox, "photos/a.jpg", 5, Attributes::default()).await;
    let versioned = sandbox.store().write(|tables| {
        let mut bucket = tables.bucket(BUCKET)?;
        bucket.versioning = Versioning::Enabled;
        tables.put_bucket(BUCKET, &bucket)
    });
    versioned.await.expect("versioned");
    // The sandbox heeds `If-Match`, as AWS does.
    let visitor = minted(&sandbox, VISITOR_ROLE, Duration::from_secs(900));
    let visitor = storage_of(visitor, settings(&sandbox));
    let may = |storage: Storage| async move {
        storage
            .may(Ability::Delete, BUCKET, "photos/")
            .await
            .expect("an answer")
    };
    assert!(matches!(may(storage(&sandbox)).await, May::Yes));
    let May::No(refused) = may(visitor).await else {
        panic!("a visitor may delete");
    };
    assert!(
        refused.message.contains("s3:DeleteObject on resource"),
        "{refused}"
    );
    assert_eq!(sandbox.faults.requests("DeleteObject"), 2);
    let all = VersionQuery {
        max: 10,
        ..VersionQuery::default()
    };
    let left = sandbox
        .store()
        .read(move |tables| tables.list_versions(BUCKET, &all));
    assert_eq!(left.await.expect("versions").entries.len(), 1);

    // Of another store nobody knows whether it would.
    let elsewhere = Settings {
        conditional_deletes: false,
        ..settings(&sandbox)
    };
    let elsewhere = storage_of(admin(), elsewhere);
    assert!(matches!(may(elsewhere).await, May::Unknown));
    assert_eq!(sandbox.faults.requests("DeleteObject"), 2);
}

#[tokio::test]
async fn a_large_version_comes_back_by_parts_with_all_that_was_its_own() {
    let sandbox = sandbox().await;
    let versioned = |tables: &mut wardrobe_sandbox::s3::store::Writing<'_>| {
        let mut bucket = tables.bucket(BUCKET)?;
        bucket.versioning = Versioning::Enabled;
        tables.put_bucket(BUCKET, &bucket)
    };
    sandbox.store().write(versioned).await.expect("versioned");
    let key = "a b+%?versionId=x☕.bin";
    let attributes = Attributes {
        content_type: Some("video/mp4".into()),
        metadata: [("by".to_owned(), "ada".to_owned())].into(),
        tags: vec![("kind".to_owned(), "a&b".to_owned())],
        ..Attributes::default()
    };
    put(&sandbox, key, 12 * MIB + 7, attributes).await;
    let storage = storage(&sandbox);
    let first = storage.head(BUCKET, key, None).await.expect("there");
    put(&sandbox, key, 5, Attributes::default()).await;
    let version = first.version_id.expect("a version");
    sandbox.faults.reset_requests();
    let restored = storage.restore_version(BUCKET, key, &version).await;
    assert_eq!(restored.expect("restored"), 12 * MIB as u64 + 7);
    assert_eq!(sandbox.faults.requests("CopyObject"), 0);
    assert!(sandbox.faults.requests("UploadPartCopy") >= 2);
    let now = storage.head(BUCKET, key, None).await.expect("there");
    assert_eq!(now.size, 12 * MIB as u64 + 7);
    assert_eq!(now.content_type.as_deref(), Some("video/mp4"));
    assert_eq!(now.metadata.get("by").map(String::as_str), Some("ada"));
    let crc = |head: &Head| head.checksum.as_ref().map(|c| c.value.clone());
    let before = storage
        .head(BUCKET, key, Some(&version))
        .await
        .expect("kept");
    assert_eq!(crc(&now), crc(&before));
}

/// What a listing tells of an object.
async fn listed(storage: &Storage, key: &str) -> Head {
    let listing = Listing {
        bucket: BUCKET.to_owned(),
        prefix: key.to_owned(),
        ..Listing::default()
    };
    let page = Box::pin(storage.list(listing)).next().await;
    let object = page.expect("a page").expect("listed").objects.remove(0);
    let (etag, class) = (object.etag.expect("an ETag"), object.storage_class);
    Head::listed(object.size, &etag, class.as_deref()).expect("an MD5")
}

/// As it was listed, to where nothing was a moment ago.
fn by_listing(listed: &Head) -> How<'_> {
    How {
        absent: true,
        listed: Some(listed),
        ..How::default()
    }
}

async fn attributes(sandbox: &Running, key: &'static str) -> Attributes {
    let read = sandbox
        .store()
        .read(move |tables| tables.newest(BUCKET, key));
    read.await.expect("read").expect("there").1.attributes
}

#[tokio::test]
async fn what_was_listed_is_copied_in_one_request_and_keeps_what_it_had() {
    let sandbox = sandbox().await;
    let had = Attributes {
        content_type: Some("text/x-long".to_owned()),
        metadata: [("owner".to_owned(), "ada".to_owned())].into(),
        tags: vec![("team".to_owned(), "a b&c".to_owned())],
        class: Some("STANDARD_IA".to_owned()),
        ..Attributes::default()
    };
    put(&sandbox, "a.txt", 5, had.clone()).await;
    let storage = storage(&sandbox);
    let listed = listed(&storage, "a.txt").await;
    sandbox.faults.reset_requests();
    let how = by_listing(&listed);
    let copied = storage
        .copy_verified(&moving(), "a.txt", "b.txt", how)
        .await;
    assert!(matches!(copied, Ok(Copied::Verified(_))), "{copied:?}");
    assert_eq!(sandbox.faults.requests("HeadObject"), 0);
    assert_eq!(sandbox.faults.requests("CopyObject"), 1);
    assert_eq!(attributes(&sandbox, "b.txt").await, had);
}

#[tokio::test]
async fn the_key_of_kms_comes_along_also_where_the_listing_does_not_tell_of_it() {
    let sandbox = sandbox().await;
    add_key(&sandbox);
    let had = Attributes {
        kms: by_key(),
        ..Attributes::default()
    };
    put(&sandbox, "a.txt", 5, had.clone()).await;
    let storage = storage(&sandbox);
    let listed = listed(&storage, "a.txt").await;
    let how = by_listing(&listed);
    let copied = storage
        .copy_verified(&moving(), "a.txt", "b.txt", how)
        .await;
    assert!(matches!(copied, Ok(Copied::Verified(_))), "{copied:?}");
    assert_eq!(attributes(&sandbox, "b.txt").await, had);
}

#[tokio::test]
async fn what_has_changed_since_it_was_listed_is_copied_as_it_is_now() {
    let sandbox = sandbox().await;
    put(&sandbox, "a.txt", 5, Attributes::default()).await;
    let storage = storage(&sandbox);
    let listed = listed(&storage, "a.txt").await;
    put(&sandbox, "a.txt", 7, Attributes::default()).await;
    let how = by_listing(&listed);
    let copied = storage
        .copy_verified(&moving(), "a.txt", "b.txt", how)
        .await;
    let Ok(Copied::Verified(source)) = copied else {
        panic!("{copied:?}");
    };
    let now = storage.head(BUCKET, "a.txt", None).await.expect("there");
    let copy = storage.head(BUCKET, "b.txt", None).await.expect("there");
    assert_eq!((source.etag, source.size), (now.etag.clone(), 7));
    assert_eq!((copy.etag, copy.size), (now.etag, 7));
}

#[tokio::test]
async fn what_was_listed_is_not_copied_onto_what_has_come_to_be_there() {
    let sandbox = sandbox().await;
    put(&sandbox, "a.txt", 5, Attributes::default()).await;
    put(&sandbox, "b.txt", 3, Attributes::default()).await;
    let storage = storage(&sandbox);
    let listed = listed(&storage, "a.txt").await;
    let how = by_listing(&listed);
    let copied = storage
        .copy_verified(&moving(), "a.txt", "b.txt", how)
        .await;
    assert_eq!(copied.expect_err("taken").kind, Kind::Conflict);
    let there = storage.head(BUCKET, "b.txt", None).await.expect("there");
    assert_eq!(there.size, 3);
}

#[tokio::test]
async fn the_key_of_kms_comes_along_when_the_first_try_was_broken_off() {
    let sandbox = sandbox().await;
    add_key(&sandbox);
    let had = Attributes {
        kms: by_key(),
        ..Attributes::default()
    };
    put(&sandbox, "a.txt", 5, had.clone()).await;
    // What a copy without the key leaves.
    put(&sandbox, "b.txt", 5, Attributes::default()).await;
    let known = Known {
        size: Some(5),
        etag: None,
    };
    let how = How {
        again: Some(&known),
        ..How::default()
    };
    let storage = storage(&sandbox);
    let copied = storage
        .copy_verified(&moving(), "a.txt", "b.txt", how)
        .await;
    assert!(matches!(copied, Ok(Copied::Verified(_))), "{copied:?}");
    assert_eq!(attributes(&sandbox, "b.txt").await, had);
}
