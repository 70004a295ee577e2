//! Presigned URLs, sent byte for byte by a client that adds nothing.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::presigning::PresigningConfig;
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::s3::clients::*;

/// Sends one request as it is and returns the status and the body.
pub async fn send(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &'static [u8],
) -> (u16, String) {
    let (status, _, body) = exchange(method, url, headers, body).await;
    (status, body)
}

/// The same with the headers of the answer.
pub async fn exchange(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &'static [u8],
) -> (u16, http::HeaderMap, String) {
    let (host, path) = url
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap();
    let stream = TcpStream::connect(host).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .unwrap();
    let connection = tokio::spawn(connection);
    let mut request = http::Request::builder()
        .method(method)
        .uri(format!("/{path}"))
        .header("host", host);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = sender
        .send_request(
            request
                .body(Full::new(bytes::Bytes::from_static(body)))
                .unwrap(),
        )
        .await
        .unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.into_body().collect().await.unwrap().to_bytes();
    connection.abort();
    (status, headers, String::from_utf8_lossy(&body).into_owned())
}

fn for_a_minute() -> PresigningConfig {
    PresigningConfig::expires_in(Duration::from_secs(60)).unwrap()
}

#[tokio::test]
async fn a_presigned_url_reads_and_writes() {
    let (sandbox, client) = start_with("bucket").await;
    let write = client
        .put_object()
        .bucket("bucket")
        .key("key")
        .presigned(for_a_minute())
        .await
        .unwrap();
    assert_eq!(send("PUT", write.uri(), &[], b"written").await.0, 200);
    let read = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .presigned(for_a_minute())
        .await
        .unwrap();
    let (status, headers, body) = exchange("GET", read.uri(), &[], b"").await;
    assert_eq!((status, body.as_str()), (200, "written"));
    assert_eq!(headers["content-type"], "binary/octet-stream");
    let (status, body) = send("GET", read.uri(), &[("range", "bytes=0-3")], b"").await;
    assert_eq!((status, body.as_str()), (206, "writ"));
    sandbox.stop().await;
}

#[tokio::test]
async fn a_presigned_url_is_good_for_nothing_else() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "key", "text").await;
    put(&client, "bucket", "secret", "text").await;
    let read = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .presigned(for_a_minute())
        .await
        .unwrap();
    let url = read.uri();
    for (method, url, code) in [
        ("DELETE", url.to_owned(), "SignatureDoesNotMatch"),
        (
            "GET",
            url.replace("/key?", "/secret?"),
            "SignatureDoesNotMatch",
        ),
        (
            "GET",
            url.replace("X-Amz-Expires=60", "X-Amz-Expires=6000"),
            "SignatureDoesNotMatch",
        ),
        (
            "GET",
            format!("{url}&response-content-type=text%2Fhtml"),
            "SignatureDoesNotMatch",
        ),
        (
            "GET",
            url.replace("X-Amz-Expires=60", "X-Amz-Expires=604801"),
            "AuthorizationQueryParametersError",
        ),
        (
            "GET",
            url.replace("AKIAOWNER", "AKIAOTHER"),
            "InvalidAccessKeyId",
        ),
    ] {
        let (status, body) = send(method, &url, &[], b"").await;
        assert!(
            matches!(status, 400 | 403) && body.contains(&format!("<Code>{code}</Code>")),
            "{method} {url}: {status} {body}"
        );
    }
    let (status, body) = send("GET", url, &[("x-amz-request-payer", "requester")], b"").await;
    assert!(
        status == 403 && body.contains("<HeadersNotSigned>x-amz-request-payer</HeadersNotSigned>"),
        "{body}"
    );
    assert_eq!(get(&client, "bucket", "key").await, "text");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_presigned_url_ends() {
    let (sandbox, client) = start_with("bucket").await;
    put(&client, "bucket", "key", "text").await;
    let long_ago = SystemTime::now() - Duration::from_secs(120);
    let config = PresigningConfig::builder()
        .start_time(long_ago)
        .expires_in(Duration::from_secs(60))
        .build()
        .unwrap();
    let read = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .presigned(config)
        .await
        .unwrap();
    let (status, body) = send("GET", read.uri(), &[], b"").await;
    assert_eq!(status, 403);
    for text in [
        "<Code>AccessDenied</Code>",
        "<Message>Request has expired</Message>",
        "<X-Amz-Expires>60</X-Amz-Expires>",
        "<ServerTime>",
    ] {
        assert!(body.contains(text), "{text} in {body}");
    }
    let ahead = SystemTime::now() + Duration::from_secs(3600);
    let config = PresigningConfig::builder()
        .start_time(ahead)
        .expires_in(Duration::from_secs(60))
        .build()
        .unwrap();
    let read = client
        .get_object()
        .bucket("bucket")
        .key("key")
        .presigned(config)
        .await
        .unwrap();
    assert_eq!(send("GET", read.uri(), &[], b"").await.0, 403);
    sandbox.stop().await;
}
