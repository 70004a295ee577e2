//! One object: written, read in part and under conditions, described.

use aws_sdk_s3::primitives::{ByteStream, DateTime};
use aws_sdk_s3::types::{
    ChecksumAlgorithm, ChecksumMode, ChecksumType, GlacierJobParameters, ObjectAttributes,
    RestoreRequest, StorageClass, Tag, Tagging, Tier,
};

use crate::s3::clients::*;

#[tokio::test]
async fn headers_metadata_and_tags_come_back() {
    let (sandbox, client) = start_with("bucket").await;
    let expires = DateTime::from_secs(2_000_000_000);
    client
        .put_object()
        .bucket("bucket")
        .key("letter.txt")
        .body(ByteStream::from_static(b"Dear reader"))
        .content_type("text/plain; charset=utf-8")
        .content_language("en")
        .content_disposition("attachment; filename=\"l.txt\"")
        .content_encoding("identity")
        .cache_control("max-age=60")
        .expires(expires)
        .metadata("Author", "Ada")
        .tagging("kind=letter&to=reader%20one")
        .storage_class(StorageClass::StandardIa)
        .website_redirect_location("/elsewhere")
        .send()
        .await
        .unwrap();
    let head = client
        .head_object()
        .bucket("bucket")
        .key("letter.txt")
        .send()
        .await
        .unwrap();
    assert_eq!(head.content_length(), Some(11));
    assert_eq!(head.content_type(), Some("text/plain; charset=utf-8"));
    assert_eq!(head.content_language(), Some("en"));
    assert_eq!(
        head.content_disposition(),
        Some("attachment; filename=\"l.txt\"")
    );
    assert_eq!(head.content_encoding(), Some("identity"));
    assert_eq!(head.cache_control(), Some("max-age=60"));
    assert_eq!(head.expires_string(), Some("Wed, 18 May 2033 03:33:20 GMT"));
    assert_eq!(head.metadata().unwrap()["author"], "Ada");
    assert_eq!(head.storage_class(), Some(&StorageClass::StandardIa));
    assert_eq!(head.website_redirect_location(), Some("/elsewhere"));
    assert_eq!(head.tag_count(), Some(2));
    let tags = client
        .get_object_tagging()
        .bucket("bucket")
        .key("letter.txt")
        .send()
        .await
        .unwrap();
    let tags: Vec<_> = tags
        .tag_set()
        .iter()
        .map(|tag| (tag.key(), tag.value()))
        .collect();
    assert_eq!(tags, [("kind", "letter"), ("to", "reader one")]);

    let plain = client
        .put_object()
        .bucket("bucket")
        .key("plain")
        .body(ByteStream::from_static(b"x"));
    plain.send().await.unwrap();
    let head = client
        .head_object()
        .bucket("bucket")
        .key("plain")
        .send()
        .await
        .unwrap();
    assert_eq!(head.storage_class(), None);
    assert_eq!(head.content_encoding(), None);
    sandbox.stop().await;
}

#[tokio::test]
async fn tags_change_and_go() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "key", "text").await;
    let tag = |key: &str| Tag::builder().key(key).value("v").build().unwrap();
    let set = |tags: Vec<Tag>| Tagging::builder().set_tag_set(Some(tags)).build().unwrap();
    let put_tags = |tags| {
        client
            .put_object_tagging()
            .bucket("bucket")
            .key("key")
            .tagging(set(tags))
            .send()
    };
    put_tags(vec![tag("a"), tag("b")]).await.unwrap();
    assert_eq!(
        refused(put_tags((0..11).map(|n| tag(&format!("t{n}"))).collect()).await),
        with(400, "BadRequest")
    );
    assert_eq!(
        refused(put_tags(vec![tag("a"), tag("a")]).await),
        with(400, "InvalidTag")
    );
    let read = || {
        client
            .get_object_tagging()
            .bucket("bucket")
            .key("key")
            .send()
    };
    assert_eq!(read().await.unwrap().tag_set().len(), 2);
    client
        .delete_object_tagging()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap();
    assert!(read().await.unwrap().tag_set().is_empty());
    sandbox.stop().await;
}

#[tokio::test]
async fn a_range_is_exact_and_past_the_end_is_refused() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "digits", "0123456789").await;
    put(&client, "bucket", "empty", "").await;
    let read = |key: &'static str, range: &'static str| {
        client
            .get_object()
            .bucket("bucket")
            .key(key)
            .range(range)
            .send()
    };
    for (range, expected, content_range) in [
        ("bytes=0-0", "0", "bytes 0-0/10"),
        ("bytes=2-4", "234", "bytes 2-4/10"),
        ("bytes=7-", "789", "bytes 7-9/10"),
        ("bytes=7-99", "789", "bytes 7-9/10"),
        ("bytes=-3", "789", "bytes 7-9/10"),
        ("bytes=-99", "0123456789", "bytes 0-9/10"),
    ] {
        let object = read("digits", range).await.unwrap();
        assert_eq!(object.content_range(), Some(content_range), "{range}");
        assert_eq!(
            object.body.collect().await.unwrap().to_vec(),
            expected.as_bytes(),
            "{range}"
        );
    }
    for (key, range) in [
        ("digits", "bytes=10-"),
        ("digits", "bytes=99-100"),
        ("digits", "bytes=-0"),
        ("empty", "bytes=0-"),
    ] {
        assert_eq!(
            refused(read(key, range).await),
            with(416, "InvalidRange"),
            "{key} {range}"
        );
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn conditions_on_reading() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "key", "text").await;
    let head = client
        .head_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap();
    let (etag, written) = (
        head.e_tag().unwrap().to_owned(),
        head.last_modified().unwrap().secs(),
    );
    let read = || client.get_object().bucket("bucket").key("key");
    let (before, after) = (
        DateTime::from_secs(written - 60),
        DateTime::from_secs(written + 60),
    );
    read().if_match(&etag).send().await.unwrap();
    read().if_none_match("\"other\"").send().await.unwrap();
    read().if_modified_since(before).send().await.unwrap();
    read().if_unmodified_since(after).send().await.unwrap();
    // A matching tag outweighs the date, RFC 9110 section 13.2.2.
    read()
        .if_match(&etag)
        .if_unmodified_since(before)
        .send()
        .await
        .unwrap();
    read()
        .if_none_match("\"other\"")
        .if_modified_since(after)
        .send()
        .await
        .unwrap();
    assert_eq!(
        refused(read().if_match("\"other\"").send().await),
        with(412, "PreconditionFailed")
    );
    assert_eq!(
        refused(read().if_unmodified_since(before).send().await),
        with(412, "PreconditionFailed")
    );
    for unchanged in [read().if_none_match(&etag), read().if_modified_since(after)] {
        let error = unchanged.send().await.unwrap_err();
        let response = error.raw_response().unwrap();
        assert_eq!(response.status().as_u16(), 304);
        assert_eq!(response.headers().get("etag"), Some(etag.as_str()));
        assert!(response.headers().get("last-modified").is_some());
        assert_eq!(response.body().bytes().map_or(0, <[u8]>::len), 0);
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn conditions_on_writing() {
    let (sandbox, client) = start_with("bucket").await;
    let write = || {
        client
            .put_object()
            .bucket("bucket")
            .key("key")
            .body(ByteStream::from_static(b"new"))
    };
    assert_eq!(
        refused(write().if_match("\"x\"").send().await),
        with(404, "NoSuchKey")
    );
    let first = write().if_none_match("*").send().await.unwrap();
    assert_eq!(
        refused(write().if_none_match("*").send().await),
        with(412, "PreconditionFailed")
    );
    write()
        .if_match(first.e_tag().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(
        refused(write().if_match("\"x\"").send().await),
        with(412, "PreconditionFailed")
    );
    let delete = || client.delete_object().bucket("bucket").key("key");
    assert_eq!(
        refused(delete().if_match("\"x\"").send().await),
        with(412, "PreconditionFailed")
    );
    delete()
        .if_match(first.e_tag().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(
        refused(delete().if_match("*").send().await),
        with(404, "NoSuchKey")
    );
    sandbox.stop().await;
}

/// Of many who create the same key only if it is not there, one succeeds.
#[tokio::test(flavor = "multi_thread")]
async fn one_creator_wins() {
    let (sandbox, client) = start_with("bucket").await;
    let tries = (0..20).map(|n| {
        let write = client
            .put_object()
            .bucket("bucket")
            .key("race")
            .if_none_match("*");
        tokio::spawn(write.body(format!("{n}").into_bytes().into()).send())
    });
    let mut won = 0;
    for attempt in tries.collect::<Vec<_>>() {
        won += usize::from(attempt.await.unwrap().is_ok());
    }
    assert_eq!(won, 1);
    sandbox.stop().await;
}

#[tokio::test]
async fn checksums_are_verified_kept_and_shown() {
    let (sandbox, client) = start_with("bucket").await;
    for algorithm in [
        ChecksumAlgorithm::Crc32,
        ChecksumAlgorithm::Crc32C,
        ChecksumAlgorithm::Crc64Nvme,
        ChecksumAlgorithm::Sha1,
        ChecksumAlgorithm::Sha256,
    ] {
        // A streamed body travels as aws-chunked with the checksum behind it.
        let key = algorithm.as_str();
        let body = ByteStream::from_body_1_x(http_body_util::Full::new(bytes::Bytes::from_static(
            b"123456789",
        )));
        let put = client
            .put_object()
            .bucket("bucket")
            .key(key)
            .checksum_algorithm(algorithm.clone())
            .content_length(9);
        put.body(body).send().await.unwrap();
        let read = client
            .get_object()
            .bucket("bucket")
            .key(key)
            .checksum_mode(ChecksumMode::Enabled)
            .send()
            .await
            .unwrap();
        let shown = match algorithm {
            ChecksumAlgorithm::Crc32 => (read.checksum_crc32(), "y/Q5Jg=="),
            ChecksumAlgorithm::Crc32C => (read.checksum_crc32_c(), "4waSgw=="),
            ChecksumAlgorithm::Sha1 => (read.checksum_sha1(), "98O8HYCOBHMq32eZZczDTKeuNEE="),
            ChecksumAlgorithm::Sha256 => (
                read.checksum_sha256(),
                "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=",
            ),
            _ => (read.checksum_crc64_nvme(), "rosUhgp5mIg="),
        };
        assert_eq!(shown.0, Some(shown.1), "{key}");
        assert_eq!(read.checksum_type(), Some(&ChecksumType::FullObject));
        assert_eq!(read.body.collect().await.unwrap().to_vec(), b"123456789");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn a_wrong_checksum_leaves_no_object() {
    let (sandbox, client) = start_with("bucket").await;
    let write = || {
        client
            .put_object()
            .bucket("bucket")
            .key("key")
            .body(ByteStream::from_static(b"123456789"))
    };
    assert_eq!(
        refused(write().checksum_crc32("AAAAAA==").send().await),
        with(400, "BadDigest")
    );
    assert_eq!(
        refused(write().checksum_crc64_nvme("AAAAAAAAAAA=").send().await),
        with(400, "BadDigest")
    );
    assert_eq!(
        refused(write().content_md5("AAAAAAAAAAAAAAAAAAAAAA==").send().await),
        with(400, "BadDigest")
    );
    assert_eq!(
        refused(write().content_md5("nonsense").send().await),
        with(400, "InvalidDigest")
    );
    assert_eq!(
        refused(
            client
                .head_object()
                .bucket("bucket")
                .key("key")
                .send()
                .await
        )
        .0,
        404
    );
    write()
        .content_md5("JfnnlDI7RTiF9RgfG2JNCw==")
        .send()
        .await
        .unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn without_a_checksum_s3_computes_one() {
    let sandbox = start().await;
    let config = config(&sandbox, owner_keys(), "us-east-1")
        .request_checksum_calculation(aws_sdk_s3::config::RequestChecksumCalculation::WhenRequired);
    let client = aws_sdk_s3::Client::from_conf(config.build());
    client
        .create_bucket()
        .bucket("bucket")
        .send()
        .await
        .unwrap();
    put(&client, "bucket", "key", "123456789").await;
    let attributes = client.get_object_attributes().bucket("bucket").key("key");
    let attributes = attributes
        .object_attributes(ObjectAttributes::Checksum)
        .object_attributes(ObjectAttributes::Etag)
        .object_attributes(ObjectAttributes::ObjectSize)
        .object_attributes(ObjectAttributes::StorageClass)
        .send()
        .await
        .unwrap();
    assert_eq!(
        attributes.checksum().unwrap().checksum_crc64_nvme(),
        Some("rosUhgp5mIg=")
    );
    assert_eq!(
        attributes.e_tag().unwrap().trim_matches('"'),
        "25f9e794323b453885f5181f1b624d0b"
    );
    assert_eq!(attributes.object_size(), Some(9));
    assert_eq!(attributes.storage_class(), Some(&StorageClass::Standard));
    sandbox.stop().await;
}

#[tokio::test]
async fn answers_can_be_given_other_headers() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "key", "text").await;
    let read = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .response_content_type("text/x-test")
        .response_content_disposition("attachment")
        .response_cache_control("no-store")
        .send()
        .await
        .unwrap();
    assert_eq!(read.content_type(), Some("text/x-test"));
    assert_eq!(read.content_disposition(), Some("attachment"));
    assert_eq!(read.cache_control(), Some("no-store"));
    sandbox.stop().await;
}

#[tokio::test]
async fn an_archived_object_must_be_restored() {
    let (sandbox, client) = start_with("bucket").await;
    let put = client
        .put_object()
        .bucket("bucket")
        .key("old")
        .storage_class(StorageClass::Glacier);
    put.body(ByteStream::from_static(b"old text"))
        .send()
        .await
        .unwrap();
    let read = || client.get_object().bucket("bucket").key("old").send();
    assert_eq!(refused(read().await), with(403, "InvalidObjectState"));
    assert_eq!(
        client
            .head_object()
            .bucket("bucket")
            .key("old")
            .send()
            .await
            .unwrap()
            .restore(),
        None
    );
    let copy = client
        .copy_object()
        .bucket("bucket")
        .key("new")
        .copy_source("bucket/old")
        .send()
        .await;
    assert_eq!(refused(copy), with(403, "InvalidObjectState"));
    let restore = |tier: Tier| {
        let job = GlacierJobParameters::builder().tier(tier).build().unwrap();
        let request = RestoreRequest::builder()
            .days(2)
            .glacier_job_parameters(job)
            .build();
        client
            .restore_object()
            .bucket("bucket")
            .key("old")
            .restore_request(request)
            .send()
    };
    restore(Tier::Standard).await.unwrap();
    assert_eq!(
        refused(restore(Tier::Standard).await),
        with(409, "RestoreAlreadyInProgress")
    );
    let head = client
        .head_object()
        .bucket("bucket")
        .key("old")
        .send()
        .await
        .unwrap();
    assert_eq!(head.restore(), Some("ongoing-request=\"true\""));
    assert_eq!(refused(read().await), with(403, "InvalidObjectState"));
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    let head = client
        .head_object()
        .bucket("bucket")
        .key("old")
        .send()
        .await
        .unwrap();
    assert!(
        head.restore()
            .unwrap()
            .starts_with("ongoing-request=\"false\", expiry-date=\""),
        "{:?}",
        head.restore()
    );
    assert_eq!(
        read().await.unwrap().body.collect().await.unwrap().to_vec(),
        b"old text"
    );
    crate::s3::clients::put(&client, "bucket", "fresh", "x").await;
    let request = RestoreRequest::builder().days(1).build();
    let fresh = client
        .restore_object()
        .bucket("bucket")
        .key("fresh")
        .restore_request(request)
        .send()
        .await;
    assert_eq!(refused(fresh), with(403, "InvalidObjectState"));
    sandbox.stop().await;
}

/// A body larger than what the database holds goes through a file.
#[tokio::test]
async fn a_large_body_comes_back_whole_and_in_ranges() {
    let (sandbox, client) = start_with("bucket").await;
    let body: Vec<u8> = (0..3_000_000u32).map(|n| (n / 7 % 251) as u8).collect();
    client
        .put_object()
        .bucket("bucket")
        .key("big")
        .body(body.clone().into())
        .send()
        .await
        .unwrap();
    let read = client
        .get_object()
        .bucket("bucket")
        .key("big")
        .send()
        .await
        .unwrap();
    assert!(read.body.collect().await.unwrap().to_vec() == body);
    let read = client
        .get_object()
        .bucket("bucket")
        .key("big")
        .range("bytes=1000000-1999999")
        .send()
        .await
        .unwrap();
    assert!(read.body.collect().await.unwrap().to_vec() == body[1_000_000..2_000_000]);
    sandbox.stop().await;
}

/// Who reads an object sees it whole although it is replaced meanwhile.
#[tokio::test]
async fn a_reader_is_not_disturbed_by_a_writer() {
    let (sandbox, client) = start_with("bucket").await;
    let body = vec![1u8; 4_000_000];
    client
        .put_object()
        .bucket("bucket")
        .key("big")
        .body(body.clone().into())
        .send()
        .await
        .unwrap();
    let reading = client
        .get_object()
        .bucket("bucket")
        .key("big")
        .send()
        .await
        .unwrap();
    client
        .put_object()
        .bucket("bucket")
        .key("big")
        .body(vec![2u8; 4_000_000].into())
        .send()
        .await
        .unwrap();
    client
        .delete_object()
        .bucket("bucket")
        .key("big")
        .send()
        .await
        .unwrap();
    assert!(reading.body.collect().await.unwrap().to_vec() == body);
    sandbox.stop().await;
}
