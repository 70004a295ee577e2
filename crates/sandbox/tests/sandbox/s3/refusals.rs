//! Who is refused, with what code and in what words.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::types::{Delete, ObjectIdentifier};
use wardrobe_sandbox::faults::Settings;

use crate::s3::clients::*;
use crate::s3::presigned::{exchange, send};

/// The keys of a session with some of their fields changed.
fn keys(from: &Credentials, secret: Option<&str>, token: Option<&str>) -> Credentials {
    let secret = secret.unwrap_or(from.secret_access_key());
    Credentials::new(
        from.access_key_id(),
        secret,
        token.map(str::to_owned),
        None,
        "test",
    )
}

#[tokio::test]
async fn wrong_credentials_are_refused_by_name() {
    let (sandbox, _) = start_with("bucket").await;
    let session = session(&sandbox, Duration::from_secs(900)).await;
    let token = session.session_token().unwrap();
    let mut tampered = token.to_owned();
    tampered.replace_range(..1, if token.starts_with('A') { "B" } else { "A" });
    let unknown = Credentials::new(
        "ASIAUNKNOWN000000000",
        "secret",
        Some(token.to_owned()),
        None,
        "test",
    );
    for (what, credentials, expected) in [
        (
            "no token",
            keys(&session, None, None),
            with(403, "InvalidAccessKeyId"),
        ),
        (
            "tampered token",
            keys(&session, None, Some(&tampered)),
            with(400, "InvalidToken"),
        ),
        (
            "empty token",
            keys(&session, None, Some("x")),
            with(400, "InvalidToken"),
        ),
        ("unknown key", unknown, with(403, "InvalidAccessKeyId")),
        (
            "wrong secret",
            keys(&session, Some("wrong"), Some(token)),
            with(403, "SignatureDoesNotMatch"),
        ),
        (
            "a token on a long-lived key",
            keys(&owner_keys(), None, Some(token)),
            with(400, "InvalidToken"),
        ),
    ] {
        let client = client(&sandbox, credentials, "us-east-1");
        assert_eq!(
            refused(client.list_objects_v2().bucket("bucket").send().await),
            expected,
            "{what}"
        );
        let write = client
            .put_object()
            .bucket("bucket")
            .key("key")
            .body(b"x".to_vec().into())
            .send()
            .await;
        assert_eq!(refused(write), expected, "{what}");
        let presigned = client.get_object().bucket("bucket").key("key");
        let presigned = presigned
            .presigned(PresigningConfig::expires_in(Duration::from_secs(60)).unwrap())
            .await
            .unwrap();
        let (status, body) = send("GET", presigned.uri(), &[], b"").await;
        assert_eq!(status, expected.0, "{what} presigned: {body}");
        assert!(
            body.contains(&format!("<Code>{}</Code>", expected.1)),
            "{what} presigned: {body}"
        );
    }
    let client = client(&sandbox, session, "us-east-1");
    client
        .list_objects_v2()
        .bucket("bucket")
        .send()
        .await
        .unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn an_ended_session_is_expired_and_not_denied() {
    let (sandbox, owner) = start_with("bucket").await;
    put(&owner, "bucket", "key", "text").await;
    let session = session(&sandbox, Duration::from_secs(900)).await;
    let client = client(&sandbox, session, "us-east-1");
    let presigned = client.get_object().bucket("bucket").key("key");
    let presigned = presigned
        .presigned(PresigningConfig::expires_in(Duration::from_secs(600)).unwrap())
        .await
        .unwrap();
    assert_eq!(send("GET", presigned.uri(), &[], b"").await.0, 200);
    sandbox.world().expire_sessions();
    let (status, code, message) = refusal(client.list_objects_v2().bucket("bucket").send().await);
    assert_eq!(
        (status, code.as_str(), message.as_str()),
        (400, "ExpiredToken", "The provided token has expired.")
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
        400
    );
    let (status, body) = send("GET", presigned.uri(), &[], b"").await;
    assert!(
        status == 400 && body.contains("<Code>ExpiredToken</Code>"),
        "{body}"
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn a_clock_too_far_off_is_told_the_time() {
    let (sandbox, client) = start_with("bucket").await;
    sandbox.faults.set(Settings {
        clock_skew: 16 * 60,
        ..Settings::default()
    });
    let error = client
        .list_objects_v2()
        .bucket("bucket")
        .send()
        .await
        .unwrap_err();
    let date = error
        .raw_response()
        .unwrap()
        .headers()
        .get("date")
        .unwrap()
        .to_owned();
    let told = httpdate::parse_http_date(&date).unwrap();
    assert!(told > SystemTime::now() + Duration::from_secs(15 * 60));
    assert_eq!(
        refused::<(), _>(Err(error)),
        with(403, "RequestTimeTooSkewed")
    );
    for skew in [14 * 60, -14 * 60] {
        sandbox.faults.set(Settings {
            clock_skew: skew,
            ..Settings::default()
        });
        // A client that has seen no other time than its own.
        owner(&sandbox)
            .list_objects_v2()
            .bucket("bucket")
            .send()
            .await
            .unwrap();
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn a_stranger_gets_nothing() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "key", "text").await;
    let url = |path: &str| format!("{}{path}", sandbox.endpoint);
    for (method, path) in [
        ("GET", ""),
        ("GET", "bucket"),
        ("GET", "bucket/key"),
        ("HEAD", "bucket/key"),
        ("PUT", "bucket/key"),
        ("PUT", "other"),
        ("DELETE", "bucket/key"),
        ("GET", "bucket?versions"),
        ("GET", "bucket?policy"),
        ("PUT", "bucket?policy"),
        ("POST", "bucket/key?uploads"),
        ("GET", "bucket?acl"),
    ] {
        let (status, headers, body) = exchange(method, &url(path), &[], b"").await;
        assert_eq!(status, 403, "{method} {path}: {body}");
        assert!(headers.contains_key("x-amz-request-id"));
        assert!(
            method == "HEAD" || body.contains("<Code>AccessDenied</Code>"),
            "{method} {path}: {body}"
        );
    }
    for odd in ["PATCH", "TRACE", "PROPFIND"] {
        let (status, _, body) = exchange(odd, &url("bucket/key"), &[], b"").await;
        assert!(
            status >= 400 && !body.contains("text"),
            "{odd}: {status} {body}"
        );
    }
    let form = [("content-type", "multipart/form-data; boundary=x")];
    let posted = b"--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nkey\r\n--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nnew\r\n--x--\r\n";
    assert_eq!(exchange("POST", &url("bucket"), &form, posted).await.0, 403);
    assert_eq!(get(&client, "bucket", "key").await, "text");
    sandbox.stop().await;
}

#[tokio::test]
async fn an_old_signature_is_refused() {
    let (sandbox, _client) = start_with("bucket").await;
    let url = format!("{}bucket/key", sandbox.endpoint);
    let header = [
        ("authorization", "AWS AKIAOWNER00000000000:c2lnbmF0dXJl"),
        ("date", "Tue, 27 Mar 2007 19:36:42 +0000"),
    ];
    let (status, body) = send("GET", &url, &header, b"").await;
    assert!(
        status == 400 && body.contains("Please use AWS4-HMAC-SHA256"),
        "{body}"
    );
    let query = format!("{url}?AWSAccessKeyId={OWNER}&Expires=4000000000&Signature=c2ln");
    assert_eq!(send("GET", &query, &[], b"").await.0, 400);
    sandbox.stop().await;
}

#[tokio::test]
async fn an_unreadable_signature_is_refused_and_harms_nothing() {
    let (sandbox, client) = start_with("bucket").await;
    let url = format!("{}bucket/key", sandbox.endpoint);
    for authorization in [
        "",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=a/b/c",
        "Bearer x",
        "AWS4-HMAC-SHA256 Credential=,SignedHeaders=,Signature=",
    ] {
        let (status, body) = send("GET", &url, &[("authorization", authorization)], b"").await;
        assert!(
            (400..500).contains(&status),
            "{authorization}: {status} {body}"
        );
    }
    for query in [
        "X-Amz-Signature=x",
        "X-Amz-Algorithm=x",
        "X-Amz-Signature",
        "X-Amz-Date=x&X-Amz-Expires=y&X-Amz-Signature=z",
        "%FF=%FF",
    ] {
        let (status, body) = send("GET", &format!("{url}?{query}"), &[], b"").await;
        assert!((400..500).contains(&status), "{query}: {status} {body}");
    }
    assert!(
        (400..500).contains(
            &send("GET", &format!("{}bucket/%FF", sandbox.endpoint), &[], b"")
                .await
                .0
        )
    );
    client.list_buckets().send().await.unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn a_missing_key_is_told_only_to_who_may_list() {
    let (sandbox, client) = start_with("bucket").await;
    assert_eq!(
        refused(
            client
                .get_object()
                .bucket("bucket")
                .key("none")
                .send()
                .await
        ),
        with(404, "NoSuchKey")
    );
    deny(&sandbox, "s3:ListBucket");
    let (status, code, message) = refusal(
        client
            .get_object()
            .bucket("bucket")
            .key("none")
            .send()
            .await,
    );
    assert_eq!((status, code.as_str()), (403, "AccessDenied"));
    assert!(
        message.contains("s3:ListBucket on resource: \"arn:aws:s3:::bucket\""),
        "{message}"
    );
    assert_eq!(
        refused(
            client
                .head_object()
                .bucket("bucket")
                .key("none")
                .send()
                .await
        )
        .0,
        403
    );
    put(&client, "bucket", "key", "text").await;
    assert_eq!(get(&client, "bucket", "key").await, "text");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_copy_needs_to_read_its_source() {
    let (sandbox, client) = start_with("bucket").await;
    client
        .put_object()
        .bucket("bucket")
        .key("tagged")
        .tagging("a=b")
        .body(b"x".to_vec().into())
        .send()
        .await
        .unwrap();
    put(&client, "bucket", "plain", "text").await;
    let copy = |from: &str| {
        client
            .copy_object()
            .bucket("bucket")
            .key("to")
            .copy_source(format!("bucket/{from}"))
            .send()
    };
    deny(&sandbox, "s3:GetObjectTagging");
    copy("plain").await.unwrap();
    assert_eq!(refused(copy("tagged").await), with(403, "AccessDenied"));
    deny(&sandbox, "s3:GetObject");
    let (_, _, message) = refusal(copy("plain").await);
    assert!(
        message.contains("s3:GetObject on resource: \"arn:aws:s3:::bucket/plain\""),
        "{message}"
    );
    let begun = client
        .create_multipart_upload()
        .bucket("bucket")
        .key("to")
        .send()
        .await
        .unwrap();
    let part = client
        .upload_part_copy()
        .bucket("bucket")
        .key("to")
        .upload_id(begun.upload_id().unwrap())
        .part_number(1);
    assert_eq!(
        refused(part.copy_source("bucket/plain").send().await),
        with(403, "AccessDenied")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn a_batch_is_refused_key_by_key() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "mine", "x").await;
    put(&client, "bucket", "theirs", "x").await;
    deny(&sandbox, "s3:DeleteObject arn:aws:s3:::bucket/theirs");
    let names = ["mine", "theirs"].map(|key| ObjectIdentifier::builder().key(key).build().unwrap());
    let batch = Delete::builder()
        .set_objects(Some(names.to_vec()))
        .build()
        .unwrap();
    let answer = client
        .delete_objects()
        .bucket("bucket")
        .delete(batch)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.deleted().len(), 1);
    let error = &answer.errors()[0];
    assert_eq!(
        (error.key(), error.code()),
        (Some("theirs"), Some("AccessDenied"))
    );
    assert!(
        error.message().unwrap().contains("s3:DeleteObject"),
        "{error:?}"
    );
    assert_eq!(get(&client, "bucket", "theirs").await, "x");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_body_that_is_not_what_was_signed_is_refused() {
    let (sandbox, client) = start_with("bucket").await;
    // The SDK signs the hash of the body it was given; the body is swapped behind its back.
    let tampered = client
        .put_object()
        .bucket("bucket")
        .key("key")
        .body(b"what was signed".to_vec().into())
        .customize()
        .interceptor(Swap)
        .send()
        .await;
    assert_eq!(refused(tampered), with(400, "XAmzContentSHA256Mismatch"));
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
    sandbox.stop().await;
}

#[derive(Debug)]
struct Swap;

impl aws_sdk_s3::config::Intercept for Swap {
    fn name(&self) -> &'static str {
        "swap the body"
    }

    fn modify_before_transmit(
        &self,
        context: &mut aws_sdk_s3::config::interceptors::BeforeTransmitInterceptorContextMut<'_>,
        _: &aws_sdk_s3::config::RuntimeComponents,
        _: &mut aws_sdk_s3::config::ConfigBag,
    ) -> Result<(), aws_sdk_s3::error::BoxError> {
        *context.request_mut().body_mut() =
            aws_smithy_types::body::SdkBody::from("what was sent..");
        Ok(())
    }
}
