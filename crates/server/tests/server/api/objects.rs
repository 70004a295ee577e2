//! Reading: what cannot be read, and content that must not run.

use crate::api::studio::*;

#[tokio::test]
async fn content_from_a_bucket_cannot_run_in_the_page() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    let html = "<script>fetch('/api/session')</script>";
    for (key, kind) in [
        ("x.html", "text/html"),
        ("x.svg", "image/svg+xml"),
        ("x.js", "text/javascript"),
        ("x.xhtml", "application/xhtml+xml"),
        ("x.xml", "text/xml"),
    ] {
        let put = browser
            .request("PUT", &object(BUCKET, key))
            .header("content-type", kind)
            .body(html);
        assert_eq!(put.send().await.unwrap().status(), 200);
        for disposition in ["", "&disposition=inline", "&disposition=attachment"] {
            let answer = browser
                .get(&format!("{}{disposition}", object(BUCKET, key)))
                .await;
            let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
            assert!(header("content-security-policy").starts_with("sandbox; default-src 'none'"));
            assert_eq!(header("x-content-type-options"), "nosniff");
            assert_eq!(header("cross-origin-resource-policy"), "same-origin");
            let shown = header("content-type");
            match disposition {
                "&disposition=inline" => {
                    assert!(
                        shown.starts_with("text/plain") || shown == "image/svg+xml",
                        "{key}: {shown}"
                    );
                    assert!(header("content-disposition").starts_with("inline"));
                }
                _ => assert!(header("content-disposition").starts_with("attachment")),
            }
        }
    }
    let odd = browser
        .get(&format!("{}&disposition=page", object(BUCKET, "x.html")))
        .await;
    assert_eq!(refusal(odd).await, with(400, "invalid"));
}

#[tokio::test]
async fn what_is_missing_is_missing_and_what_is_archived_is_archived() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    for what in ["object", "object/properties"] {
        assert_eq!(
            refusal(browser.get(&of("studio", what, BUCKET, "gone.txt")).await).await,
            with(404, "missing")
        );
    }
    assert_eq!(
        browser
            .request("HEAD", &object(BUCKET, "gone.txt"))
            .send()
            .await
            .unwrap()
            .status(),
        404
    );
    for key in ["", &"k".repeat(1025)] {
        assert_eq!(
            refusal(browser.get(&object(BUCKET, key)).await).await,
            with(400, "invalid")
        );
    }
    let mut cold = wardrobe_sandbox::s3::store::BulkObject {
        key: "cold.txt".into(),
        body: "ice".into(),
        attributes: Default::default(),
    };
    cold.attributes.class = Some("DEEP_ARCHIVE".into());
    studio.sandbox.store().add(BUCKET, cold).await.unwrap();
    assert_eq!(
        refusal(browser.get(&object(BUCKET, "cold.txt")).await).await,
        with(403, "archived")
    );
    let properties = browser
        .json(&of("studio", "object/properties", BUCKET, "cold.txt"))
        .await;
    assert_eq!(
        (
            properties["archived"].as_bool(),
            properties["size"].as_u64()
        ),
        (Some(true), Some(3))
    );
}

#[tokio::test]
async fn an_answer_is_streamed_to_a_slow_reader_without_being_held() {
    use futures::StreamExt;
    let studio = Studio::start().await;
    let size = 64 * 1024 * 1024;
    studio.put(BUCKET, "large.bin", vec![7_u8; size]).await;
    let browser = studio.open().await;
    let answer = browser.get(&object(BUCKET, "large.bin")).await;
    assert_eq!(answer.content_length(), Some(size as u64));
    let mut bytes = answer.bytes_stream();
    let mut got = bytes.next().await.unwrap().unwrap().len();
    tokio::time::sleep(std::time::Duration::from_secs(7)).await;
    while let Some(chunk) = bytes.next().await {
        got += chunk.unwrap().len();
    }
    assert_eq!(got, size);
}
