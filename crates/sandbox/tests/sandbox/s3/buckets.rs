//! Buckets, their regions and their settings.

use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration, Tag, Tagging};

use crate::s3::clients::*;

#[tokio::test]
async fn a_bucket_lives_and_ends() {
    let sandbox = start().await;
    let client = owner(&sandbox);
    client.create_bucket().bucket("first").send().await.unwrap();
    assert_eq!(
        refused(client.create_bucket().bucket("first").send().await),
        with(409, "BucketAlreadyOwnedByYou")
    );
    client.head_bucket().bucket("first").send().await.unwrap();
    put(&client, "first", "key", "text").await;
    assert_eq!(
        refused(client.delete_bucket().bucket("first").send().await),
        with(409, "BucketNotEmpty")
    );
    client
        .delete_object()
        .bucket("first")
        .key("key")
        .send()
        .await
        .unwrap();
    client.delete_bucket().bucket("first").send().await.unwrap();
    assert_eq!(
        refused(client.list_objects_v2().bucket("first").send().await),
        with(404, "NoSuchBucket")
    );
    assert_eq!(
        refused(client.create_bucket().bucket("No_Good").send().await),
        with(400, "InvalidBucketName")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn a_bucket_is_listed_with_its_region_in_pages() {
    let sandbox = start().await;
    let client = owner(&sandbox);
    for (name, region) in [
        ("alpha", None),
        ("beta", Some("eu-west-1")),
        ("gamma", Some("eu-west-1")),
    ] {
        let place = region.map(|region| {
            CreateBucketConfiguration::builder()
                .location_constraint(BucketLocationConstraint::from(region))
                .build()
        });
        client
            .create_bucket()
            .bucket(name)
            .set_create_bucket_configuration(place)
            .send()
            .await
            .unwrap();
    }
    let page = client.list_buckets().max_buckets(2).send().await.unwrap();
    let names: Vec<_> = page
        .buckets()
        .iter()
        .map(|bucket| (bucket.name().unwrap(), bucket.bucket_region().unwrap()))
        .collect();
    assert_eq!(names, [("alpha", "us-east-1"), ("beta", "eu-west-1")]);
    let plain = client.list_buckets().send().await.unwrap();
    assert_eq!(plain.buckets().len(), 3);
    let told = plain.buckets().iter().any(|b| b.bucket_region().is_some());
    assert!(!told, "regions are told to whom asks for a page");
    let rest = client
        .list_buckets()
        .continuation_token(page.continuation_token().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(rest.buckets().len(), 1);
    assert_eq!(rest.continuation_token(), None);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_signature_for_another_region_is_sent_on() {
    let sandbox = start().await;
    let place = CreateBucketConfiguration::builder()
        .location_constraint(BucketLocationConstraint::EuWest1)
        .build();
    let client = owner_in(&sandbox, "eu-west-1");
    client
        .create_bucket()
        .bucket("far")
        .create_bucket_configuration(place.clone())
        .send()
        .await
        .unwrap();
    let location = client
        .get_bucket_location()
        .bucket("far")
        .send()
        .await
        .unwrap();
    assert_eq!(
        location.location_constraint(),
        Some(&BucketLocationConstraint::EuWest1)
    );

    for (region, expected) in [
        ("us-east-1", with(301, "PermanentRedirect")),
        ("us-west-2", with(400, "AuthorizationHeaderMalformed")),
    ] {
        let error = owner_in(&sandbox, region)
            .list_objects_v2()
            .bucket("far")
            .send()
            .await
            .unwrap_err();
        let told = error
            .raw_response()
            .unwrap()
            .headers()
            .get("x-amz-bucket-region")
            .map(str::to_owned);
        assert_eq!(told.as_deref(), Some("eu-west-1"));
        assert_eq!(refused::<(), _>(Err(error)), expected);
    }
    let head = owner(&sandbox)
        .head_bucket()
        .bucket("far")
        .send()
        .await
        .unwrap_err();
    assert_eq!(head.raw_response().unwrap().status().as_u16(), 301);
    assert_eq!(
        head.raw_response()
            .unwrap()
            .headers()
            .get("x-amz-bucket-region"),
        Some("eu-west-1")
    );

    let elsewhere = owner_in(&sandbox, "us-west-2")
        .create_bucket()
        .bucket("x-y-z")
        .create_bucket_configuration(place);
    assert_eq!(
        refused(elsewhere.send().await),
        with(400, "IllegalLocationConstraintException")
    );
    assert_eq!(
        refused(
            owner_in(&sandbox, "us-west-2")
                .create_bucket()
                .bucket("x-y-z")
                .send()
                .await
        ),
        with(400, "IllegalLocationConstraintException")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn settings_are_kept_and_removed() {
    let (sandbox, client) = start_with("settings").await;
    assert_eq!(
        refused(client.get_bucket_tagging().bucket("settings").send().await),
        with(404, "NoSuchTagSet")
    );
    let tag = Tag::builder().key("team").value("blue").build().unwrap();
    let tagging = Tagging::builder().tag_set(tag.clone()).build().unwrap();
    client
        .put_bucket_tagging()
        .bucket("settings")
        .tagging(tagging)
        .send()
        .await
        .unwrap();
    assert_eq!(
        client
            .get_bucket_tagging()
            .bucket("settings")
            .send()
            .await
            .unwrap()
            .tag_set(),
        [tag]
    );
    client
        .delete_bucket_tagging()
        .bucket("settings")
        .send()
        .await
        .unwrap();
    assert_eq!(
        refused(client.get_bucket_tagging().bucket("settings").send().await),
        with(404, "NoSuchTagSet")
    );

    assert_eq!(
        refused(client.get_bucket_policy().bucket("settings").send().await),
        with(404, "NoSuchBucketPolicy")
    );
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::settings/*"}]}"#;
    client
        .put_bucket_policy()
        .bucket("settings")
        .policy(policy)
        .send()
        .await
        .unwrap();
    assert_eq!(
        client
            .get_bucket_policy()
            .bucket("settings")
            .send()
            .await
            .unwrap()
            .policy(),
        Some(policy)
    );
    client
        .delete_bucket_policy()
        .bucket("settings")
        .send()
        .await
        .unwrap();
    assert_eq!(
        refused(client.get_bucket_policy().bucket("settings").send().await),
        with(404, "NoSuchBucketPolicy")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn the_expected_owner_must_own_the_bucket() {
    let (sandbox, client) = start_with("owned").await;
    client
        .head_bucket()
        .bucket("owned")
        .expected_bucket_owner(ACCOUNT)
        .send()
        .await
        .unwrap();
    let other = client
        .list_objects_v2()
        .bucket("owned")
        .expected_bucket_owner("999999999999")
        .send()
        .await;
    assert_eq!(refused(other), with(403, "AccessDenied"));
    sandbox.stop().await;
}

#[tokio::test]
async fn what_the_sandbox_does_not_know_is_denied() {
    let (sandbox, client) = start_with("plain").await;
    assert_eq!(
        refused(client.get_bucket_acl().bucket("plain").send().await),
        with(403, "AccessDenied")
    );
    assert_eq!(
        refused(client.get_bucket_website().bucket("plain").send().await),
        with(403, "AccessDenied")
    );
    assert_eq!(
        refused(
            client
                .get_object_acl()
                .bucket("plain")
                .key("k")
                .send()
                .await
        ),
        with(403, "AccessDenied")
    );
    sandbox.stop().await;
}
