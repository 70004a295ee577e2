//! Multipart uploads.

use aws_sdk_s3::Client;
use aws_sdk_s3::types::{
    ChecksumAlgorithm, ChecksumMode, ChecksumType, CompletedMultipartUpload, CompletedPart,
    ObjectAttributes, StorageClass,
};
use md5::{Digest, Md5};

use crate::s3::clients::*;

const MIB: usize = 1024 * 1024;

async fn begin(client: &Client, key: &str) -> String {
    let begun = client
        .create_multipart_upload()
        .bucket("bucket")
        .key(key)
        .content_type("text/x-parts")
        .metadata("a", "b");
    begun.send().await.unwrap().upload_id().unwrap().to_owned()
}

async fn part(client: &Client, key: &str, id: &str, number: i32, body: Vec<u8>) -> CompletedPart {
    let upload = client
        .upload_part()
        .bucket("bucket")
        .key(key)
        .upload_id(id)
        .part_number(number)
        .body(body.into());
    let etag = upload.send().await.unwrap().e_tag().unwrap().to_owned();
    CompletedPart::builder()
        .part_number(number)
        .e_tag(etag)
        .build()
}

fn list(parts: &[CompletedPart]) -> CompletedMultipartUpload {
    CompletedMultipartUpload::builder()
        .set_parts(Some(parts.to_vec()))
        .build()
}

fn body(seed: u8, size: usize) -> Vec<u8> {
    (0..size).map(|n| (n % 251) as u8 ^ seed).collect()
}

#[tokio::test]
async fn an_object_is_put_together_from_its_parts() {
    let (sandbox, client) = start_with("bucket").await;
    let id = begin(&client, "key").await;
    let bodies = [body(1, 5 * MIB), body(2, 5 * MIB + 7), body(3, 11)];
    let mut parts = Vec::new();
    // Parts may come in any order, be sent again, and leave gaps.
    part(&client, "key", &id, 7, body(9, 100)).await;
    for (number, at) in [(9, 2), (7, 1), (2, 0)] {
        parts.insert(
            0,
            part(&client, "key", &id, number, bodies[at].clone()).await,
        );
    }
    let listed = client
        .list_parts()
        .bucket("bucket")
        .key("key")
        .upload_id(&id)
        .max_parts(2)
        .send()
        .await
        .unwrap();
    assert_eq!(
        listed
            .parts()
            .iter()
            .map(|part| part.part_number().unwrap())
            .collect::<Vec<_>>(),
        [2, 7]
    );
    assert_eq!(
        (listed.is_truncated(), listed.next_part_number_marker()),
        (Some(true), Some("7"))
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

    let complete = client
        .complete_multipart_upload()
        .bucket("bucket")
        .key("key")
        .upload_id(&id);
    let done = complete
        .multipart_upload(list(&parts))
        .send()
        .await
        .unwrap();
    let digests: Vec<u8> = bodies
        .iter()
        .flat_map(|body| Md5::digest(body).to_vec())
        .collect();
    let etag: String = Md5::digest(&digests)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(done.e_tag(), Some(format!("\"{etag}-3\"").as_str()));
    let whole = bodies.concat();
    let read = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .checksum_mode(ChecksumMode::Enabled)
        .send()
        .await
        .unwrap();
    assert_eq!(read.content_type(), Some("text/x-parts"));
    assert_eq!(read.metadata().unwrap()["a"], "b");
    assert_eq!(read.checksum_type(), Some(&ChecksumType::FullObject));
    let crc = crc_fast::crc64_nvme(&whole).to_be_bytes();
    assert_eq!(read.checksum_crc64_nvme(), Some(base64(&crc).as_str()));
    assert!(read.body.collect().await.unwrap().to_vec() == whole);
    let across = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .range(format!("bytes={}-{}", 5 * MIB - 3, 10 * MIB + 9));
    let across = across
        .send()
        .await
        .unwrap()
        .body
        .collect()
        .await
        .unwrap()
        .to_vec();
    assert!(across == whole[5 * MIB - 3..=10 * MIB + 9]);

    let second = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .part_number(2)
        .send()
        .await
        .unwrap();
    assert_eq!(second.parts_count(), Some(3));
    assert_eq!(
        second.content_range(),
        Some(format!("bytes {}-{}/{}", 5 * MIB, 10 * MIB + 6, whole.len()).as_str())
    );
    assert!(second.body.collect().await.unwrap().to_vec() == bodies[1]);
    assert_eq!(
        refused(
            client
                .get_object()
                .bucket("bucket")
                .key("key")
                .part_number(4)
                .send()
                .await
        ),
        with(416, "InvalidPartNumber")
    );
    let attributes = client
        .get_object_attributes()
        .bucket("bucket")
        .key("key")
        .object_attributes(ObjectAttributes::ObjectParts);
    assert_eq!(
        attributes
            .send()
            .await
            .unwrap()
            .object_parts()
            .unwrap()
            .total_parts_count(),
        Some(3)
    );
    let again = client
        .complete_multipart_upload()
        .bucket("bucket")
        .key("key")
        .upload_id(&id)
        .multipart_upload(list(&parts));
    assert_eq!(refused(again.send().await), with(404, "NoSuchUpload"));
    sandbox.stop().await;
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[tokio::test]
async fn what_is_wrong_with_a_completion_is_said_and_nothing_appears() {
    let (sandbox, client) = start_with("bucket").await;
    let id = begin(&client, "key").await;
    let one = part(&client, "key", &id, 1, body(1, MIB)).await;
    let two = part(&client, "key", &id, 2, body(2, MIB)).await;
    let complete = |parts: &[CompletedPart]| {
        client
            .complete_multipart_upload()
            .bucket("bucket")
            .key("key")
            .upload_id(&id)
            .multipart_upload(list(parts))
    };
    let wrong = CompletedPart::builder()
        .part_number(1)
        .e_tag("\"00000000000000000000000000000000\"")
        .build();
    let missing = CompletedPart::builder()
        .part_number(3)
        .e_tag(one.e_tag().unwrap())
        .build();
    assert_eq!(
        refused(complete(&[one.clone(), two.clone()]).send().await),
        with(400, "EntityTooSmall")
    );
    assert_eq!(
        refused(complete(&[two.clone(), one.clone()]).send().await),
        with(400, "InvalidPartOrder")
    );
    assert_eq!(
        refused(complete(&[wrong]).send().await),
        with(400, "InvalidPart")
    );
    assert_eq!(
        refused(complete(&[one.clone(), missing]).send().await),
        with(400, "InvalidPart")
    );
    let bad_sum = complete(std::slice::from_ref(&two))
        .checksum_crc64_nvme("AAAAAAAAAAA=")
        .checksum_type(ChecksumType::FullObject);
    assert_eq!(refused(bad_sum.send().await), with(400, "BadDigest"));
    assert_eq!(
        refused(
            complete(std::slice::from_ref(&two))
                .mpu_object_size(5)
                .send()
                .await
        ),
        with(400, "InvalidRequest")
    );
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
    put(&client, "bucket", "key", "there").await;
    assert_eq!(
        refused(
            complete(std::slice::from_ref(&two))
                .if_none_match("*")
                .send()
                .await
        ),
        with(412, "PreconditionFailed")
    );
    assert_eq!(get(&client, "bucket", "key").await, "there");
    complete(&[two]).send().await.unwrap();
    for number in [0, 10_001] {
        let upload = client
            .upload_part()
            .bucket("bucket")
            .key("key")
            .upload_id(&id)
            .part_number(number)
            .body(vec![1].into());
        assert_eq!(refused(upload.send().await).0, 400);
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn an_aborted_upload_leaves_nothing() {
    let (sandbox, client) = start_with("bucket").await;
    let id = begin(&client, "key").await;
    part(&client, "key", &id, 1, body(1, MIB)).await;
    client
        .abort_multipart_upload()
        .bucket("bucket")
        .key("key")
        .upload_id(&id)
        .send()
        .await
        .unwrap();
    assert_eq!(
        refused(
            client
                .list_parts()
                .bucket("bucket")
                .key("key")
                .upload_id(&id)
                .send()
                .await
        ),
        with(404, "NoSuchUpload")
    );
    let late = client
        .upload_part()
        .bucket("bucket")
        .key("key")
        .upload_id(&id)
        .part_number(2)
        .body(vec![1].into());
    assert_eq!(refused(late.send().await), with(404, "NoSuchUpload"));
    let again = client
        .abort_multipart_upload()
        .bucket("bucket")
        .key("key")
        .upload_id(&id)
        .send()
        .await;
    assert_eq!(refused(again), with(404, "NoSuchUpload"));
    assert!(
        client
            .list_multipart_uploads()
            .bucket("bucket")
            .send()
            .await
            .unwrap()
            .uploads()
            .is_empty()
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn uploads_are_listed_in_pages() {
    let (sandbox, client) = start_with("bucket").await;
    let mut expected = Vec::new();
    for key in ["a", "b/1", "b/2", "c", "c"] {
        expected.push((key.to_owned(), begin(&client, key).await));
    }
    expected.sort();
    for size in 1..4 {
        let mut seen = Vec::new();
        let (mut key, mut id) = (None, None);
        loop {
            let list = client
                .list_multipart_uploads()
                .bucket("bucket")
                .max_uploads(size);
            let page = list
                .set_key_marker(key)
                .set_upload_id_marker(id)
                .send()
                .await
                .unwrap();
            seen.extend(page.uploads().iter().map(|upload| {
                (
                    upload.key().unwrap().to_owned(),
                    upload.upload_id().unwrap().to_owned(),
                )
            }));
            if page.is_truncated() != Some(true) {
                break;
            }
            key = page.next_key_marker().map(str::to_owned);
            id = page.next_upload_id_marker().map(str::to_owned);
        }
        assert_eq!(seen, expected, "pages of {size}");
    }
    let folders = client
        .list_multipart_uploads()
        .bucket("bucket")
        .delimiter("/")
        .send()
        .await
        .unwrap();
    assert_eq!(
        (folders.uploads().len(), folders.common_prefixes().len()),
        (3, 1)
    );
    let folder = client
        .list_multipart_uploads()
        .bucket("bucket")
        .prefix("b/")
        .send()
        .await
        .unwrap();
    assert_eq!(folder.uploads().len(), 2);
    sandbox.stop().await;
}

#[tokio::test]
async fn checksums_of_parts_make_the_checksum_of_the_whole() {
    let (sandbox, client) = start_with("bucket").await;
    for (algorithm, kind) in [
        (ChecksumAlgorithm::Sha256, ChecksumType::Composite),
        (ChecksumAlgorithm::Crc32, ChecksumType::Composite),
        (ChecksumAlgorithm::Crc32, ChecksumType::FullObject),
        (ChecksumAlgorithm::Crc64Nvme, ChecksumType::FullObject),
    ] {
        let begun = client
            .create_multipart_upload()
            .bucket("bucket")
            .key("key")
            .checksum_algorithm(algorithm.clone());
        let begun = begun
            .checksum_type(kind.clone())
            .storage_class(StorageClass::StandardIa)
            .send()
            .await
            .unwrap();
        let id = begun.upload_id().unwrap();
        let bodies = [body(1, 5 * MIB), body(2, 1000)];
        let mut parts = Vec::new();
        for (number, body) in (1..).zip(&bodies) {
            let upload = client
                .upload_part()
                .bucket("bucket")
                .key("key")
                .upload_id(id)
                .part_number(number);
            let done = upload
                .checksum_algorithm(algorithm.clone())
                .body(body.clone().into())
                .send()
                .await
                .unwrap();
            parts.push(
                CompletedPart::builder()
                    .part_number(number)
                    .e_tag(done.e_tag().unwrap())
                    .set_checksum_sha256(done.checksum_sha256().map(str::to_owned))
                    .set_checksum_crc32(done.checksum_crc32().map(str::to_owned))
                    .set_checksum_crc64_nvme(done.checksum_crc64_nvme().map(str::to_owned))
                    .build(),
            );
        }
        let complete = client
            .complete_multipart_upload()
            .bucket("bucket")
            .key("key")
            .upload_id(id);
        let done = complete
            .multipart_upload(list(&parts))
            .send()
            .await
            .unwrap();
        assert_eq!(done.checksum_type(), Some(&kind));
        let shown = done
            .checksum_sha256()
            .or(done.checksum_crc32())
            .or(done.checksum_crc64_nvme())
            .unwrap();
        assert_eq!(
            shown.ends_with("-2"),
            kind == ChecksumType::Composite,
            "{shown}"
        );
        if algorithm == ChecksumAlgorithm::Crc32 && kind == ChecksumType::FullObject {
            assert_eq!(
                shown,
                base64(&crc_fast::crc32_iso_hdlc(&bodies.concat()).to_be_bytes())
            );
        }
        let head = client
            .head_object()
            .bucket("bucket")
            .key("key")
            .send()
            .await
            .unwrap();
        assert_eq!(head.storage_class(), Some(&StorageClass::StandardIa));
    }
    let wrong = client
        .create_multipart_upload()
        .bucket("bucket")
        .key("key")
        .checksum_algorithm(ChecksumAlgorithm::Sha1);
    assert_eq!(
        refused(wrong.checksum_type(ChecksumType::FullObject).send().await),
        with(400, "InvalidRequest")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn a_part_is_copied_from_an_object() {
    let (sandbox, client) = start_with("bucket").await;
    let source = body(4, 6 * MIB);
    client
        .put_object()
        .bucket("bucket")
        .key("source")
        .body(source.clone().into())
        .send()
        .await
        .unwrap();
    let id = begin(&client, "key").await;
    let copy = |number: i32, range: Option<&str>| {
        let copy = client
            .upload_part_copy()
            .bucket("bucket")
            .key("key")
            .upload_id(&id)
            .part_number(number);
        copy.copy_source("bucket/source")
            .set_copy_source_range(range.map(str::to_owned))
            .send()
    };
    let mut parts = Vec::new();
    for (number, range) in [(1, None), (2, Some("bytes=100-199"))] {
        let done = copy(number, range).await.unwrap();
        let etag = done.copy_part_result().unwrap().e_tag().unwrap().to_owned();
        parts.push(
            CompletedPart::builder()
                .part_number(number)
                .e_tag(etag)
                .build(),
        );
    }
    for range in ["bytes=0-6291456", "bytes=5-", "5-6"] {
        assert_eq!(
            refused(copy(3, Some(range)).await),
            with(400, "InvalidArgument"),
            "{range}"
        );
    }
    let complete = client
        .complete_multipart_upload()
        .bucket("bucket")
        .key("key")
        .upload_id(&id);
    complete
        .multipart_upload(list(&parts))
        .send()
        .await
        .unwrap();
    let read = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap()
        .body
        .collect()
        .await
        .unwrap()
        .to_vec();
    assert!(read == [&source[..], &source[100..200]].concat());
    sandbox.stop().await;
}
