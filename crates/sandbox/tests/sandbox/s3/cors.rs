//! Cross-origin rules as a browser meets them.

use aws_sdk_s3::types::{CorsConfiguration, CorsRule};

use crate::s3::clients::*;
use crate::s3::presigned::exchange;

fn rule(origin: &str, method: &str) -> CorsRule {
    let rule = CorsRule::builder()
        .allowed_origins(origin)
        .allowed_methods(method);
    rule.allowed_headers("content-*")
        .expose_headers("ETag")
        .max_age_seconds(600)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_preflight_is_answered_by_the_first_rule_that_fits() {
    let (sandbox, client) = start_with("bucket").await;
    let url = format!("{}bucket/key", sandbox.endpoint);
    let preflight = async |origin: &str, method: &str, headers: &str| {
        let asked = [
            ("origin", origin),
            ("access-control-request-method", method),
            ("access-control-request-headers", headers),
        ];
        exchange("OPTIONS", &url, &asked, b"").await
    };
    let (status, _, body) = preflight("https://app.example", "PUT", "").await;
    assert_eq!(status, 403);
    assert!(
        body.contains("CORS is not enabled for this bucket"),
        "{body}"
    );

    let rules = [rule("https://*.example", "PUT"), rule("*", "GET")];
    let configuration = CorsConfiguration::builder()
        .set_cors_rules(Some(rules.to_vec()))
        .build()
        .unwrap();
    client
        .put_bucket_cors()
        .bucket("bucket")
        .cors_configuration(configuration)
        .send()
        .await
        .unwrap();
    assert_eq!(
        client
            .get_bucket_cors()
            .bucket("bucket")
            .send()
            .await
            .unwrap()
            .cors_rules(),
        rules
    );

    let (status, headers, _) =
        preflight("https://app.example", "PUT", "content-type, Content-MD5").await;
    assert_eq!(status, 200);
    assert_eq!(
        headers["access-control-allow-origin"],
        "https://app.example"
    );
    assert_eq!(headers["access-control-allow-methods"], "PUT");
    assert_eq!(
        headers["access-control-allow-headers"],
        "content-type, content-md5"
    );
    assert_eq!(headers["access-control-expose-headers"], "ETag");
    assert_eq!(headers["access-control-max-age"], "600");
    assert!(headers["vary"].to_str().unwrap().contains("Origin"));
    let (status, headers, _) = preflight("https://elsewhere.test", "GET", "").await;
    assert_eq!(
        (
            status,
            headers["access-control-allow-origin"].to_str().unwrap()
        ),
        (200, "*")
    );
    for (origin, method, wanted) in [
        ("https://elsewhere.test", "PUT", ""),
        ("https://app.example", "DELETE", ""),
        ("https://app.example", "PUT", "x-other"),
    ] {
        let (status, headers, body) = preflight(origin, method, wanted).await;
        assert_eq!(status, 403, "{origin} {method} {wanted}");
        assert!(
            body.contains("This CORS request is not allowed")
                && !headers.contains_key("access-control-allow-origin")
        );
    }
    assert_eq!(exchange("OPTIONS", &url, &[], b"").await.0, 400);

    // A refusal carries the headers too: a script must be able to read it.
    let (status, headers, _) =
        exchange("GET", &url, &[("origin", "https://elsewhere.test")], b"").await;
    assert_eq!(
        (
            status,
            headers["access-control-allow-origin"].to_str().unwrap()
        ),
        (403, "*")
    );
    let (_, headers, _) = exchange("GET", &url, &[], b"").await;
    assert!(!headers.contains_key("access-control-allow-origin"));

    client
        .delete_bucket_cors()
        .bucket("bucket")
        .send()
        .await
        .unwrap();
    assert_eq!(
        refused(client.get_bucket_cors().bucket("bucket").send().await),
        with(404, "NoSuchCORSConfiguration")
    );
    sandbox.stop().await;
}
