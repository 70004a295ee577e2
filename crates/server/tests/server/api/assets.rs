//! The page and its files, whole and compressed as the browser asks.

use std::io::Read;

use crate::api::studio::*;

/// What came: its encoding, and its bytes as they were sent.
async fn sent(browser: &Browser, path: &str, accepted: &str) -> (String, Vec<u8>) {
    let request = browser
        .bare("GET", path)
        .header("accept-encoding", accepted);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    assert_eq!(answer.headers()["vary"], "accept-encoding", "{path}");
    let encoding = answer.headers().get("content-encoding");
    let encoding = encoding
        .map_or("", |name| name.to_str().unwrap())
        .to_owned();
    let bytes = answer.bytes().await.unwrap();
    (encoding, bytes.to_vec())
}

#[tokio::test]
async fn the_page_comes_as_small_as_the_browser_can_take_it() {
    let studio = Studio::start().await;
    let browser = studio.browser();
    let (_, index) = sent(&browser, "/", "identity").await;
    let index = String::from_utf8(index).unwrap();
    let from = index.find("/assets/").expect("a page that was built");
    let script = index[from..].split('"').next().unwrap();
    for path in ["/", "/c/files", script] {
        let (encoding, plain) = sent(&browser, path, "").await;
        assert_eq!(encoding, "", "{path}");
        for accepted in [
            "gzip",
            "deflate, gzip;q=0.5",
            "br;q=0, GZIP",
            "br; q=0.0,gzip",
        ] {
            let (encoding, small) = sent(&browser, path, accepted).await;
            assert_eq!(encoding, "gzip", "{path} {accepted}");
            assert!(small.len() < plain.len(), "{path} {accepted}");
            let mut unpacked = Vec::new();
            let mut gzip = flate2::read::GzDecoder::new(small.as_slice());
            gzip.read_to_end(&mut unpacked).unwrap();
            assert!(unpacked == plain, "{path} {accepted}");
        }
        let (encoding, smallest) = sent(&browser, path, "gzip, deflate, br").await;
        assert_eq!(encoding, "br", "{path}");
        assert!(smallest.len() < plain.len(), "{path}");
    }
    // Of pictures there is nothing to save.
    let (encoding, _) = sent(&browser, "/icon-192.png", "gzip, br").await;
    assert_eq!(encoding, "");
}
