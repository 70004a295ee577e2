//! Versions and delete markers.

use aws_sdk_s3::Client;
use aws_sdk_s3::types::{
    BucketVersioningStatus, Delete, ObjectIdentifier, VersioningConfiguration,
};

use crate::s3::clients::*;

async fn versioning(client: &Client, status: BucketVersioningStatus) {
    let configuration = VersioningConfiguration::builder().status(status).build();
    client
        .put_bucket_versioning()
        .bucket("bucket")
        .versioning_configuration(configuration)
        .send()
        .await
        .unwrap();
}

async fn write(client: &Client, text: &str) -> Option<String> {
    let put = client
        .put_object()
        .bucket("bucket")
        .key("key")
        .body(text.as_bytes().to_vec().into());
    put.send().await.unwrap().version_id().map(str::to_owned)
}

async fn read(client: &Client, version: &str) -> String {
    let object = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .version_id(version)
        .send()
        .await
        .unwrap();
    assert_eq!(object.version_id().unwrap_or("null"), version);
    String::from_utf8(object.body.collect().await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn every_version_stays_until_it_is_deleted_by_name() {
    let (sandbox, client) = start_with("bucket").await;
    assert_eq!(
        client
            .get_bucket_versioning()
            .bucket("bucket")
            .send()
            .await
            .unwrap()
            .status(),
        None
    );
    assert_eq!(write(&client, "zero").await, None);
    versioning(&client, BucketVersioningStatus::Enabled).await;
    let one = write(&client, "one").await.unwrap();
    let two = write(&client, "two").await.unwrap();
    assert_ne!(one, two);
    assert_eq!(get(&client, "bucket", "key").await, "two");
    for (version, text) in [("null", "zero"), (&one, "one"), (&two, "two")] {
        assert_eq!(read(&client, version).await, text);
    }

    let deleted = client
        .delete_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap();
    assert_eq!(deleted.delete_marker(), Some(true));
    let marker = deleted.version_id().unwrap();
    let gone = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap_err();
    let headers = gone.raw_response().unwrap().headers();
    assert_eq!(headers.get("x-amz-delete-marker"), Some("true"));
    assert_eq!(headers.get("x-amz-version-id"), Some(marker));
    assert_eq!(refused::<(), _>(Err(gone)), with(404, "NoSuchKey"));
    assert!(
        client
            .list_objects_v2()
            .bucket("bucket")
            .send()
            .await
            .unwrap()
            .contents()
            .is_empty()
    );
    let of_marker = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .version_id(marker)
        .send()
        .await;
    assert_eq!(refused(of_marker), with(405, "MethodNotAllowed"));

    let undone = client
        .delete_object()
        .bucket("bucket")
        .key("key")
        .version_id(marker)
        .send()
        .await
        .unwrap();
    assert_eq!(
        (undone.delete_marker(), undone.version_id()),
        (Some(true), Some(marker))
    );
    assert_eq!(get(&client, "bucket", "key").await, "two");
    client
        .delete_object()
        .bucket("bucket")
        .key("key")
        .version_id(&two)
        .send()
        .await
        .unwrap();
    assert_eq!(get(&client, "bucket", "key").await, "one");
    let missing = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .version_id(&two)
        .send()
        .await;
    assert_eq!(refused(missing), with(404, "NoSuchVersion"));
    let nonsense = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .version_id("nonsense")
        .send()
        .await;
    assert_eq!(refused(nonsense), with(400, "InvalidArgument"));
    sandbox.stop().await;
}

#[tokio::test]
async fn a_suspended_bucket_writes_over_null() {
    let (sandbox, client) = start_with("bucket").await;
    versioning(&client, BucketVersioningStatus::Enabled).await;
    let kept = write(&client, "kept").await.unwrap();
    versioning(&client, BucketVersioningStatus::Suspended).await;
    write(&client, "first null").await;
    write(&client, "second null").await;
    assert_eq!(read(&client, "null").await, "second null");
    assert_eq!(read(&client, &kept).await, "kept");
    let listed = client
        .list_object_versions()
        .bucket("bucket")
        .send()
        .await
        .unwrap();
    let ids: Vec<_> = listed
        .versions()
        .iter()
        .map(|version| version.version_id().unwrap())
        .collect();
    assert_eq!(ids, ["null", kept.as_str()]);
    // The marker takes the place of null, too.
    client
        .delete_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap();
    let listed = client
        .list_object_versions()
        .bucket("bucket")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (listed.versions().len(), listed.delete_markers().len()),
        (1, 1)
    );
    assert_eq!(listed.delete_markers()[0].version_id(), Some("null"));
    sandbox.stop().await;
}

#[tokio::test]
async fn versions_are_listed_newest_first_in_pages_of_any_size() {
    let (sandbox, client) = start_with("bucket").await;
    versioning(&client, BucketVersioningStatus::Enabled).await;
    let mut expected = Vec::new();
    for key in ["a", "b/1", "b/2", "c"] {
        let mut ids = Vec::new();
        for n in 0..3 {
            let put = client
                .put_object()
                .bucket("bucket")
                .key(key)
                .body(format!("{n}").into_bytes().into());
            ids.push((
                key.to_owned(),
                put.send().await.unwrap().version_id().unwrap().to_owned(),
            ));
        }
        let marker = client
            .delete_object()
            .bucket("bucket")
            .key(key)
            .send()
            .await
            .unwrap();
        ids.push((key.to_owned(), marker.version_id().unwrap().to_owned()));
        expected.extend(ids.into_iter().rev());
    }
    for size in 1..6 {
        let mut seen = Vec::new();
        let (mut key, mut version) = (None, None);
        loop {
            let list = client
                .list_object_versions()
                .bucket("bucket")
                .max_keys(size);
            let page = list
                .set_key_marker(key)
                .set_version_id_marker(version)
                .send()
                .await
                .unwrap();
            let mut entries: Vec<_> = page
                .versions()
                .iter()
                .map(|entry| (entry.key(), entry.version_id(), entry.is_latest()))
                .chain(
                    page.delete_markers()
                        .iter()
                        .map(|entry| (entry.key(), entry.version_id(), entry.is_latest())),
                )
                .map(|(key, id, latest)| {
                    (
                        key.unwrap().to_owned(),
                        id.unwrap().to_owned(),
                        latest.unwrap(),
                    )
                })
                .collect();
            entries
                .sort_by_key(|(key, id, _)| expected.iter().position(|(k, v)| (k, v) == (key, id)));
            for (key, id, latest) in entries {
                assert_eq!(
                    latest,
                    expected.iter().position(|(_, v)| *v == id).unwrap() % 4 == 0
                );
                seen.push((key, id));
            }
            if page.is_truncated() != Some(true) {
                break;
            }
            key = page.next_key_marker().map(str::to_owned);
            version = page.next_version_id_marker().map(str::to_owned);
        }
        assert_eq!(seen, expected, "pages of {size}");
    }
    let folders = client
        .list_object_versions()
        .bucket("bucket")
        .delimiter("/")
        .send()
        .await
        .unwrap();
    assert_eq!(folders.common_prefixes().len(), 1);
    assert_eq!(folders.versions().len(), 6);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_batch_makes_and_removes_markers() {
    let (sandbox, client) = start_with("bucket").await;
    versioning(&client, BucketVersioningStatus::Enabled).await;
    let version = write(&client, "text").await.unwrap();
    let one = |version: Option<&str>| {
        let name = ObjectIdentifier::builder()
            .key("key")
            .set_version_id(version.map(str::to_owned))
            .build()
            .unwrap();
        let batch = Delete::builder().objects(name).build().unwrap();
        client
            .delete_objects()
            .bucket("bucket")
            .delete(batch)
            .send()
    };
    let made = one(None).await.unwrap();
    assert_eq!(made.deleted()[0].delete_marker(), Some(true));
    let marker = made.deleted()[0].delete_marker_version_id().unwrap();
    let removed = one(Some(marker)).await.unwrap();
    assert_eq!(
        removed.deleted()[0].delete_marker_version_id(),
        Some(marker)
    );
    assert_eq!(get(&client, "bucket", "key").await, "text");
    one(Some(&version)).await.unwrap();
    assert!(
        client
            .list_object_versions()
            .bucket("bucket")
            .send()
            .await
            .unwrap()
            .versions()
            .is_empty()
    );
    sandbox.stop().await;
}
