//! CopyObject.

use aws_sdk_s3::types::{MetadataDirective, StorageClass, TaggingDirective};

use crate::s3::clients::*;

#[tokio::test]
async fn a_copy_keeps_what_the_source_has() {
    let (sandbox, client) = start_with("bucket").await;
    let put = client
        .put_object()
        .bucket("bucket")
        .key("from")
        .content_type("text/x")
        .metadata("a", "b")
        .tagging("t=1");
    let put = put
        .storage_class(StorageClass::StandardIa)
        .body(b"text".to_vec().into())
        .send()
        .await
        .unwrap();
    let copied = client
        .copy_object()
        .bucket("bucket")
        .key("to")
        .copy_source("bucket/from")
        .send()
        .await
        .unwrap();
    assert_eq!(copied.copy_object_result().unwrap().e_tag(), put.e_tag());
    let head = client
        .head_object()
        .bucket("bucket")
        .key("to")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (head.content_type(), head.tag_count()),
        (Some("text/x"), Some(1))
    );
    assert_eq!(head.metadata().unwrap()["a"], "b");
    // The class is not among what is kept.
    assert_eq!(head.storage_class(), None);

    let replace = client
        .copy_object()
        .bucket("bucket")
        .key("other")
        .copy_source("/bucket/from");
    let replace = replace
        .metadata_directive(MetadataDirective::Replace)
        .content_type("text/y")
        .metadata("c", "d");
    replace
        .tagging_directive(TaggingDirective::Replace)
        .tagging("u=2&v=3")
        .send()
        .await
        .unwrap();
    let head = client
        .head_object()
        .bucket("bucket")
        .key("other")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (head.content_type(), head.tag_count()),
        (Some("text/y"), Some(2))
    );
    assert_eq!(head.metadata().unwrap().len(), 1);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_copy_onto_itself_must_change_something() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "key", "text").await;
    let onto_itself = || {
        client
            .copy_object()
            .bucket("bucket")
            .key("key")
            .copy_source("bucket/key")
    };
    assert_eq!(
        refused(onto_itself().send().await),
        with(400, "InvalidRequest")
    );
    onto_itself()
        .storage_class(StorageClass::StandardIa)
        .send()
        .await
        .unwrap();
    onto_itself()
        .metadata_directive(MetadataDirective::Replace)
        .metadata("a", "b")
        .send()
        .await
        .unwrap();
    assert_eq!(get(&client, "bucket", "key").await, "text");
    sandbox.stop().await;
}

#[tokio::test]
async fn conditions_on_the_source_and_on_the_target() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "key", "text").await;
    let etag = client
        .head_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap()
        .e_tag()
        .unwrap()
        .to_owned();
    let copy = || {
        client
            .copy_object()
            .bucket("bucket")
            .key("to")
            .copy_source("bucket/key")
    };
    copy()
        .copy_source_if_match(&etag)
        .if_none_match("*")
        .send()
        .await
        .unwrap();
    assert_eq!(
        refused(copy().if_none_match("*").send().await),
        with(412, "PreconditionFailed")
    );
    assert_eq!(
        refused(copy().copy_source_if_match("\"x\"").send().await),
        with(412, "PreconditionFailed")
    );
    assert_eq!(
        refused(copy().copy_source_if_none_match(&etag).send().await),
        with(412, "PreconditionFailed")
    );
    let missing = client
        .copy_object()
        .bucket("bucket")
        .key("to")
        .copy_source("bucket/nothing")
        .send()
        .await;
    assert_eq!(refused(missing), with(404, "NoSuchKey"));
    let nowhere = client
        .copy_object()
        .bucket("bucket")
        .key("to")
        .copy_source("nowhere/key")
        .send()
        .await;
    assert_eq!(refused(nowhere), with(404, "NoSuchBucket"));
    sandbox.stop().await;
}

/// Some clients write a space as a plus, as in a form.
#[tokio::test]
async fn a_plus_in_the_source_is_a_space() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "a b", "space").await;
    put(&client, "bucket", "a+b", "plus").await;
    for (source, body) in [
        ("bucket/a+b", "space"),
        ("bucket/a%20b", "space"),
        ("bucket/a%2Bb", "plus"),
    ] {
        let copy = client.copy_object().bucket("bucket").key("copy");
        copy.copy_source(source).send().await.unwrap();
        assert_eq!(get(&client, "bucket", "copy").await, body, "{source}");
    }
    sandbox.stop().await;
}
