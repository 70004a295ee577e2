//! Nobody without a session gets anything, whatever they ask.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::api::studio::*;

/// Paths with every parameter filled in plausibly.
fn filled(path: &str) -> String {
    let path = path
        .replace("{connection}", "studio")
        .replace("{id}", "00000000-0000-4000-8000-000000000000")
        .replace("{number}", "1");
    format!("{path}?bucket={BUCKET}&key=secret.txt&prefix=")
}

fn operations() -> Vec<(String, String)> {
    let api: Value = serde_json::to_value(wardrobe_server::openapi()).unwrap();
    let paths = api["paths"].as_object().unwrap();
    let mut all = Vec::new();
    for (path, methods) in paths {
        for method in methods.as_object().unwrap().keys() {
            all.push((method.to_uppercase(), path.clone()));
        }
    }
    all
}

#[tokio::test]
async fn a_stranger_gets_nothing_on_any_path_or_method() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "secret.txt", "the secret").await;
    // The role is in use by somebody else meanwhile.
    let _insider = studio.open().await;
    let stranger = studio.browser();
    let open = [
        "/api/session",
        "/api/connections",
        "/api/connections/{connection}/open",
    ];
    let mut asked = 0;
    for (_, path) in operations() {
        for method in [
            "GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND",
        ] {
            if open.contains(&path.as_str()) && matches!(method, "GET" | "HEAD" | "POST") {
                continue;
            }
            let request = stranger
                .request(method, &filled(&path))
                .header("content-type", "application/json");
            let answer = request.body("{}").send().await.unwrap();
            let status = answer.status().as_u16();
            assert!((400..500).contains(&status), "{method} {path}: {status}");
            let text = answer.text().await.unwrap();
            assert!(
                !text.contains("the secret") && !text.contains("111111111111"),
                "{method} {path}: {text}"
            );
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
    assert_eq!(studio.keys_of(BUCKET).await, ["secret.txt"]);
    for path in [
        "/api",
        "/api/",
        "/api/x",
        "/api/connections/studio",
        "/api//connections",
        "/api/connections/studio/../finance/objects",
    ] {
        let text = stranger.get(path).await.text().await.unwrap();
        assert!(!text.contains("the secret"), "{path}");
    }
}

#[tokio::test]
async fn every_operation_but_the_public_ones_asks_for_the_session() {
    let studio = Studio::start().await;
    let stranger = studio.browser();
    for (method, path) in operations() {
        let public = matches!(
            (method.as_str(), path.as_str()),
            (
                "GET",
                "/api/session"
                    | "/api/connections"
                    | "/api/connections/{connection}/saml-setup"
                    | "/api/sign-in-errors/{id}"
            ) | (_, "/api/waiting-sign-ins/{id}")
        );
        // What brings a session needs none.
        let brings = path.ends_with("/open") || path.ends_with("/sign-in");
        let public = public || brings && method == "POST";
        if public {
            continue;
        }
        let answer = stranger
            .request(&method, &filled(&path))
            .header("content-type", "application/json")
            .body("{}");
        let answer = answer.send().await.unwrap();
        assert_eq!(answer.status(), 401, "{method} {path}");
        assert_eq!(
            answer.headers()["x-wardrobe-code"],
            "not-signed-in",
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn another_sites_page_changes_nothing() {
    let studio = Studio::start().await;
    let browser = studio.open().await;
    studio.put(BUCKET, "keep.txt", "kept").await;
    for (method, path) in operations()
        .into_iter()
        .filter(|(m, _)| !matches!(m.as_str(), "GET" | "HEAD"))
    {
        let path = filled(&path);
        let bare = browser
            .bare(&method, &path)
            .header("content-type", "text/plain")
            .body("{}");
        assert_eq!(
            refusal(bare.send().await.unwrap()).await,
            with(403, "cross-site"),
            "{method} {path}"
        );
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let forged = browser
                .request(&method, &path)
                .header(name, value)
                .body("{}");
            assert_eq!(
                refusal(forged.send().await.unwrap()).await,
                with(403, "cross-site"),
                "{method} {path} {name}"
            );
        }
    }
    assert_eq!(studio.keys_of(BUCKET).await, ["keep.txt"]);
}

#[tokio::test]
async fn a_guessed_cookie_is_no_session() {
    let studio = Studio::start().await;
    studio.open().await;
    for cookie in [
        "wardrobe=",
        "wardrobe=x",
        "wardrobe=' OR 1=1 --",
        "wardrobe=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ] {
        let answer = studio
            .browser()
            .request("GET", "/api/connections/studio/locations")
            .header("cookie", cookie);
        assert_eq!(
            refusal(answer.send().await.unwrap()).await,
            with(401, "not-signed-in")
        );
    }
}

#[tokio::test]
async fn the_cookie_is_for_this_server_alone() {
    let studio = Studio::start().await;
    let opened = studio
        .browser()
        .post("/api/connections/studio/open", &json!({}))
        .await;
    let cookie = opened.headers()["set-cookie"].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
}

#[tokio::test]
async fn every_page_comes_with_the_strict_policy() {
    let studio = Studio::start().await;
    for path in [
        "/",
        "/c/studio/files?bucket=x",
        "/healthz",
        "/api/session",
        "/nonsense",
    ] {
        let answer = studio.browser().get(path).await;
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn a_refused_upload_leaves_its_connection_whole() {
    let studio = Studio::start().await;
    let host = studio.address.strip_prefix("http://").unwrap();
    let mut socket = tokio::net::TcpStream::connect(host).await.unwrap();
    let put = format!(
        "PUT {} HTTP/1.1\r\nhost: {host}\r\nx-wardrobe: 1\r\ncontent-length: 3000000\r\n\r\n",
        object(BUCKET, "a.bin")
    );
    socket.write_all(put.as_bytes()).await.unwrap();
    socket.write_all(&vec![1; 3_000_000]).await.unwrap();
    let again = format!("GET /healthz HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    socket.write_all(again.as_bytes()).await.unwrap();
    let mut answers = String::new();
    socket.read_to_string(&mut answers).await.unwrap();
    assert!(
        answers.starts_with("HTTP/1.1 401") && answers.contains("HTTP/1.1 200"),
        "{answers}"
    );
}
