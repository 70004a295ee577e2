//! Keys that are legal and awkward: each is kept byte for byte.

use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::types::{Delete, EncodingType, ObjectIdentifier};
use std::time::Duration;

use crate::s3::clients::*;

/// 1,024 bytes, the longest there may be, and full of three-byte characters.
fn longest() -> String {
    format!("a{}", "語".repeat(341))
}

fn odd_keys() -> Vec<String> {
    let mut keys: Vec<String> = [
        "plain",
        "a//b",
        "//",
        "/",
        "/leading",
        "trailing/",
        "../up",
        "..",
        ".",
        "./here",
        "a/../b",
        "a/./b",
        ".hidden",
        "%41",
        "100%",
        "a%2Fb",
        "a+b",
        "a b",
        "a#b",
        "a?b=c&d",
        "a;b",
        "a:b",
        "a=b",
        "a@b,c",
        "a&amp;b",
        "<tag>",
        "\"quoted\"",
        "it's",
        "back\\slash",
        "{curly}",
        "[square]",
        "a|b",
        "^",
        "`",
        "~",
        "*",
        "$&(){}!",
        "end ",
        " start",
        // Not two spaces: the SDK refuses a key of nothing but blanks.
        "tab\there",
        "line\nfeed",
        "carriage\rreturn",
        "bell\u{7}",
        "é",
        "e\u{301}",
        "😀/😀",
        "日本語.txt",
        "\u{FEFF}bom",
        "\u{200B}",
        "\u{E000}",
        "\u{D7FF}",
        "\u{10FFFF}",
        "file",
        "file/inner",
        "versionId",
        "?versionId=null",
        "?uploads",
    ]
    .map(str::to_owned)
    .into();
    keys.push(longest());
    keys
}

#[tokio::test]
async fn every_odd_key_is_itself() {
    let (sandbox, client) = start_with("odd").await;
    let mut keys = odd_keys();
    for key in &keys {
        put(&client, "odd", key, &format!("body of {key}")).await;
    }
    for key in &keys {
        assert_eq!(
            get(&client, "odd", key).await,
            format!("body of {key}"),
            "{key:?}"
        );
        client
            .head_object()
            .bucket("odd")
            .key(key)
            .send()
            .await
            .unwrap();
    }
    keys.sort();
    let page = client
        .list_objects_v2()
        .bucket("odd")
        .encoding_type(EncodingType::Url)
        .send()
        .await
        .unwrap();
    let listed: Vec<String> = page
        .contents()
        .iter()
        .map(|object| decoded(object.key().unwrap()))
        .collect();
    assert_eq!(listed, keys);
    sandbox.stop().await;
}

#[tokio::test]
async fn odd_keys_are_presigned_copied_and_deleted_exactly() {
    let (sandbox, client) = start_with("odd").await;
    for key in odd_keys() {
        put(&client, "odd", &key, "one").await;
        let presigned = client.get_object().bucket("odd").key(&key);
        let presigned = presigned
            .presigned(PresigningConfig::expires_in(Duration::from_secs(60)).unwrap())
            .await
            .unwrap();
        // Not reqwest: its URL type would clean the path.
        let (status, body) = crate::s3::presigned::send("GET", presigned.uri(), &[], b"").await;
        assert_eq!((status, body.as_str()), (200, "one"), "{key:?}");
        let source = format!("odd/{}", encoded(&key));
        client
            .copy_object()
            .bucket("odd")
            .key("copy")
            .copy_source(source)
            .send()
            .await
            .unwrap();
        assert_eq!(get(&client, "odd", "copy").await, "one", "{key:?}");
        client
            .delete_object()
            .bucket("odd")
            .key(&key)
            .send()
            .await
            .unwrap();
        assert_eq!(
            refused(client.get_object().bucket("odd").key(&key).send().await),
            with(404, "NoSuchKey"),
            "{key:?}"
        );
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn a_batch_deletes_exactly_the_keys_it_names() {
    let (sandbox, client) = start_with("odd").await;
    let keys = odd_keys();
    for key in &keys {
        put(&client, "odd", key, "one").await;
    }
    // A parser of XML reads these as line feeds when they are not escaped.
    let (sent, left): (Vec<_>, Vec<_>) = keys
        .iter()
        .cloned()
        .partition(|key| !key.contains(['\r', '\u{7}']));
    let names = sent
        .iter()
        .map(|key| ObjectIdentifier::builder().key(key).build().unwrap());
    let batch = Delete::builder()
        .set_objects(Some(names.collect()))
        .build()
        .unwrap();
    let answer = client
        .delete_objects()
        .bucket("odd")
        .delete(batch)
        .send()
        .await
        .unwrap();
    assert!(answer.errors().is_empty(), "{:?}", answer.errors());
    let deleted: Vec<_> = answer
        .deleted()
        .iter()
        .map(|deleted| deleted.key().unwrap().to_owned())
        .collect();
    assert_eq!(deleted, sent);
    let page = client
        .list_objects_v2()
        .bucket("odd")
        .encoding_type(EncodingType::Url)
        .send()
        .await
        .unwrap();
    let mut remaining: Vec<_> = page
        .contents()
        .iter()
        .map(|object| decoded(object.key().unwrap()))
        .collect();
    remaining.sort();
    let mut left = left;
    left.sort();
    assert_eq!(remaining, left);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_longer_key_is_refused() {
    let (sandbox, client) = start_with("odd").await;
    let key = "k".repeat(1025);
    let put = client
        .put_object()
        .bucket("odd")
        .key(key)
        .body(b"x".to_vec().into())
        .send()
        .await;
    assert_eq!(refused(put), with(400, "KeyTooLongError"));
    sandbox.stop().await;
}

/// As a URL-encoded listing is to be read: `+` is a space.
pub fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(&text.replace('+', " "))
        .decode_utf8()
        .unwrap()
        .into_owned()
}

pub fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
