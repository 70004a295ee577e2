//! A data directory that is opened again.

use wardrobe_sandbox::Seed;
use wardrobe_sandbox::s3::store::{Attributes, Bucket, BulkObject, Filling};
use wardrobe_sandbox::seed::ACCOUNT;

use crate::seed::{admin, keys, start};

#[tokio::test]
async fn what_people_changed_stays_changed() {
    let data = tempfile::tempdir().unwrap();
    let sandbox = start(Seed::Demo, Some(data.path())).await;
    let client = admin(&sandbox);
    let (assets, archive) = ("studio-assets", "studio-archive");
    let delete = client.delete_object().bucket(assets).key("README.md");
    delete.send().await.unwrap();
    let put = client.put_object().bucket(assets).key("mine.txt");
    put.body(b"mine".to_vec().into()).send().await.unwrap();
    let put = client.put_object().bucket(assets).key("plans/budget.json");
    put.body(b"{}".to_vec().into()).send().await.unwrap();
    let before = keys(&client, assets).await;
    sandbox.stop().await;

    let sandbox = start(Seed::Demo, Some(data.path())).await;
    let client = admin(&sandbox);
    assert_eq!(keys(&client, assets).await, before);
    assert!(!before.iter().any(|key| key == "README.md"));
    let changed = client.head_object().bucket(assets).key("plans/budget.json");
    assert_eq!(changed.send().await.unwrap().content_length(), Some(2));
    let versions = client.list_object_versions().bucket(archive).send().await;
    assert_eq!(versions.unwrap().versions().len(), 5);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_bucket_that_was_there_before_is_left_alone() {
    let data = tempfile::tempdir().unwrap();
    let sandbox = start(Seed::Accounts, Some(data.path())).await;
    let client = admin(&sandbox);
    let create = client.create_bucket().bucket("studio-odd-keys");
    create.send().await.unwrap();
    sandbox.stop().await;
    let sandbox = start(Seed::Demo, Some(data.path())).await;
    let client = admin(&sandbox);
    assert!(keys(&client, "studio-odd-keys").await.is_empty());
    assert!(!keys(&client, "studio-assets").await.is_empty());
    sandbox.stop().await;
}

#[tokio::test]
async fn a_bucket_is_filled_whole_or_not_at_all() {
    let data = tempfile::tempdir().unwrap();
    let sandbox = start(Seed::Accounts, Some(data.path())).await;
    let big = vec![7u8; 300_000];
    let bucket = || Bucket::new("us-east-1", ACCOUNT);
    let object = |key: &str| BulkObject {
        key: key.to_owned(),
        body: big.clone().into(),
        attributes: Attributes::default(),
    };
    let (good, bad, again) = (object("big"), object(""), object("big"));
    let half = sandbox.store().found("half", bucket(), |bucket| {
        bucket.add(good)?;
        bucket.add(bad)
    });
    half.await.unwrap_err();
    let there = sandbox.store().read(|tables| tables.bucket("half")).await;
    assert!(there.is_err());
    let blobs = || {
        std::fs::read_dir(data.path().join("blobs"))
            .unwrap()
            .count()
    };
    assert_eq!(blobs(), 0);
    let whole = |object| {
        let store = sandbox.store().clone();
        async move {
            let fill = |filling: &mut Filling<'_, '_>| filling.add(object);
            store.found("half", bucket(), fill).await.unwrap()
        }
    };
    assert!(whole(again).await);
    assert!(!whole(object("second")).await);
    assert_eq!(keys(&admin(&sandbox), "half").await, ["big"]);
    assert_eq!(blobs(), 1);
    sandbox.stop().await;
}
