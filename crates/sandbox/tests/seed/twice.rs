//! A data directory that is opened again.

use wardrobe_sandbox::Seed;

use crate::{admin, keys, start};

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
