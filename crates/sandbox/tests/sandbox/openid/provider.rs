//! The sandbox's OpenID provider, as a browser and a program see it.

use serde_json::json;
use wardrobe_sandbox::{Options, Sandbox, Seed};

use crate::openid::browser::*;
use crate::openid::clients::*;

#[tokio::test]
async fn a_person_signs_in_and_the_program_gets_a_role() {
    let sandbox = start(Seed::Accounts).await;
    let browser = Browser::new(&sandbox);
    let place = browser.place(&[]);
    let page = browser.open(&place).await;
    assert_eq!(page.status(), 200);
    let page = page.text().await.unwrap();
    for part in [
        "<label for=user>",
        "<label for=password>",
        "This is a sandbox",
        "wonderful",
        "name=viewport",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let wrong = browser.sign_in(&place, "ada", "<wrong>").await;
    assert!(wrong.text().await.unwrap().contains("role=alert"));
    let back = browser.sign_in(&place, "ada", "wonderful").await;
    assert_eq!(back.status(), 303);
    assert!(
        back.headers()["location"]
            .to_str()
            .unwrap()
            .starts_with(BACK)
    );
    assert_eq!(parameter(&back, "state").as_deref(), Some("the state"));
    assert_eq!(parameter(&back, "iss"), Some(browser.issuer.clone()));
    let code = parameter(&back, "code").unwrap();
    let (status, tokens) = browser.token(&redeem(&code)).await;
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(tokens["token_type"], "Bearer");
    let said = claims(&tokens["id_token"]);
    for (name, value) in [
        ("iss", json!(browser.issuer)),
        ("aud", json!("wardrobe")),
        ("azp", json!("wardrobe")),
        ("nonce", json!("the nonce")),
        ("preferred_username", json!("ada")),
        ("name", json!("Ada Lovelace")),
        ("email", json!("ada@example.com")),
        ("groups", json!(["finance", "research"])),
        (
            "aws_roles",
            json!([
                "arn:aws:iam::111111111111:role/research-read",
                "arn:aws:iam::111111111111:role/research-write"
            ]),
        ),
        ("https://aws.amazon.com/source_identity", json!("ada")),
    ] {
        assert_eq!(said[name], value, "{name}");
    }
    assert_eq!(
        said["exp"].as_i64().unwrap() - said["iat"].as_i64().unwrap(),
        300
    );
    assert!(said["auth_time"].is_i64());
    let role = said["aws_roles"][1].as_str().unwrap();
    let token = tokens["id_token"].as_str().unwrap();
    let answer = assume(&sandbox, role, token)
        .duration_seconds(43_200)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.source_identity(), Some("ada"));
    assert_eq!(answer.audience(), Some("wardrobe"));
    s3(&sandbox, issued(answer.credentials()))
        .list_buckets()
        .send()
        .await
        .unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn a_code_is_good_once_and_only_for_its_program() {
    let sandbox = start(Seed::Accounts).await;
    let browser = Browser::new(&sandbox);
    let refused = (400, json!({ "error": "invalid_grant" }));
    let code = browser.code("ada").await;
    assert_eq!(browser.token(&redeem(&code)).await.0, 200);
    assert_eq!(browser.token(&redeem(&code)).await, refused);
    for (name, value) in [
        ("code_verifier", "another verifier"),
        ("redirect_uri", "http://127.0.0.1:9/other"),
    ] {
        let code = browser.code("ada").await;
        let mut form = redeem(&code);
        for pair in form.iter_mut().filter(|(n, _)| *n == name) {
            pair.1 = value;
        }
        assert_eq!(browser.token(&form).await, refused, "{name}");
        assert_eq!(browser.token(&redeem(&code)).await, refused, "it is spent");
    }
    let code = browser.code("ada").await;
    let mut form = redeem(&code).to_vec();
    form.retain(|(name, _)| *name != "code_verifier");
    assert_eq!(browser.token(&form).await, refused);
    let form = [("grant_type", "password"), ("client_id", PUBLIC)];
    assert_eq!(
        browser.token(&form).await,
        (400, json!({ "error": "unsupported_grant_type" }))
    );
    assert_eq!(browser.token(&[("client_id", PUBLIC)]).await.0, 400);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_program_with_a_secret_must_tell_it() {
    let sandbox = start(Seed::Accounts).await;
    let browser = Browser::new(&sandbox);
    let place = browser.place(&[
        ("client_id", Some(SECRET.0)),
        ("code_challenge", None),
        ("code_challenge_method", None),
    ]);
    browser.sign_in(&place, "bob", "wonderful").await;
    let url = format!("{}/token", browser.issuer);
    for (secret, basic, expected) in [
        (SECRET.1, true, 200),
        (SECRET.1, false, 200),
        ("wrong", true, 401),
        ("wrong", false, 401),
        ("", false, 401),
    ] {
        // Single sign-on: nobody is asked again.
        let code = parameter(&browser.open(&place).await, "code").unwrap();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", BACK),
        ];
        let mut request = browser.client.post(&url);
        if basic {
            request = request.basic_auth(SECRET.0, Some(secret));
        } else {
            form.push(("client_id", SECRET.0));
            form.push(("client_secret", secret));
        }
        let (status, tokens) = told(post(request, &form)).await;
        assert_eq!(status, expected, "{secret} {basic}");
        if expected == 200 {
            assert_eq!(
                claims(&tokens["id_token"])["aws_roles"],
                json!(["arn:aws:iam::111111111111:role/research-read"])
            );
        } else {
            assert_eq!(tokens, json!({ "error": "invalid_client" }));
        }
    }
    // The public one has none to tell.
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", PUBLIC),
        ("client_secret", "x"),
    ];
    assert_eq!(browser.token(&form).await.0, 401);
    sandbox.stop().await;
}

#[tokio::test]
async fn refresh_tokens_rotate() {
    let sandbox = start(Seed::Accounts).await;
    let browser = Browser::new(&sandbox);
    let first = browser.tokens("ada").await;
    let (status, second) = browser.refresh(&first).await;
    assert_eq!(status, 200);
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    let (before, after) = (claims(&first["id_token"]), claims(&second["id_token"]));
    assert_eq!(before["sub"], after["sub"]);
    assert_eq!(before["auth_time"], after["auth_time"]);
    assert_eq!(after["nonce"], json!(null));
    // Who comes with a used one ends all that came of it.
    let refused = (400, json!({ "error": "invalid_grant" }));
    assert_eq!(browser.refresh(&first).await, refused);
    assert_eq!(browser.refresh(&second).await, refused);
    let place = browser.place(&[("scope", Some("openid"))]);
    let code = parameter(&browser.open(&place).await, "code").unwrap();
    let (_, tokens) = browser.token(&redeem(&code)).await;
    assert_eq!(tokens["refresh_token"], json!(null));
    sandbox.stop().await;
}

#[tokio::test]
async fn who_is_signed_in_is_not_asked_again_until_signed_out() {
    let sandbox = start(Seed::Accounts).await;
    let browser = Browser::new(&sandbox);
    let silent = browser.place(&[("prompt", Some("none"))]);
    let answer = browser.open(&silent).await;
    assert_eq!(
        parameter(&answer, "error").as_deref(),
        Some("login_required")
    );
    assert_eq!(parameter(&answer, "state").as_deref(), Some("the state"));
    let tokens = browser.tokens("ada").await;
    assert!(parameter(&browser.open(&silent).await, "code").is_some());
    assert!(parameter(&browser.open(&browser.place(&[])).await, "code").is_some());
    let again = browser.place(&[("prompt", Some("login")), ("login_hint", Some("\"><b>"))]);
    let page = browser.open(&again).await;
    assert_eq!(page.status(), 200);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("value=\"&quot;&gt;&lt;b&gt;\"")
    );
    // Somebody else has another browser.
    let other = Browser::new(&sandbox);
    assert!(parameter(&other.open(&silent).await, "error").is_some());
    let end = format!(
        "{}/end-session?post_logout_redirect_uri=http://localhost:9/bye&state=x",
        browser.issuer
    );
    let bye = browser.open(&end).await;
    assert_eq!(bye.headers()["location"], "http://localhost:9/bye?state=x");
    assert_eq!(
        parameter(&browser.open(&silent).await, "error").as_deref(),
        Some("login_required")
    );
    assert_eq!(browser.refresh(&tokens).await.0, 400);
    let page = browser
        .open(&format!("{}/end-session", browser.issuer))
        .await;
    assert!(page.text().await.unwrap().contains("You are signed out"));
    sandbox.stop().await;
}

#[tokio::test]
async fn requests_that_are_wrong() {
    let sandbox = start(Seed::Accounts).await;
    let browser = Browser::new(&sandbox);
    for change in [
        ("client_id", Some("unknown")),
        ("client_id", None),
        ("redirect_uri", None),
        ("redirect_uri", Some("https://example.com/callback")),
        ("redirect_uri", Some("http://127.0.0.1/#x")),
        ("redirect_uri", Some("javascript:alert(1)")),
    ] {
        let answer = browser.open(&browser.place(&[change])).await;
        assert_eq!(answer.status(), 400, "{change:?}");
        assert!(!answer.headers().contains_key("location"), "{change:?}");
    }
    for (change, error) in [
        (
            ("response_type", Some("token")),
            "unsupported_response_type",
        ),
        (("response_mode", Some("fragment")), "invalid_request"),
        (("scope", Some("profile")), "invalid_scope"),
        (("code_challenge", None), "invalid_request"),
        (("code_challenge_method", Some("plain")), "invalid_request"),
        (("code_challenge_method", None), "invalid_request"),
        (("prompt", Some("none login")), "invalid_request"),
    ] {
        let answer = browser.open(&browser.place(&[change])).await;
        assert_eq!(
            parameter(&answer, "error").as_deref(),
            Some(error),
            "{change:?}"
        );
        assert_eq!(parameter(&answer, "code"), None);
    }
    let end = format!(
        "{}/end-session?post_logout_redirect_uri=https://example.com",
        browser.issuer
    );
    assert_eq!(browser.open(&end).await.status(), 400);
    for path in ["openid/nothing", "nothing", ""] {
        let answer = browser.open(&format!("{}{path}", sandbox.identity)).await;
        assert_eq!(answer.status(), 404, "{path}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn the_key_stays_when_the_sandbox_starts_again() {
    let data = tempfile::tempdir().unwrap();
    let keys = async || {
        let options = Options {
            data: Some(data.path().to_owned()),
            ..Options::default()
        };
        let sandbox = Sandbox::start(options).await.unwrap();
        let browser = Browser::new(&sandbox);
        let keys = browser.open(&format!("{}/jwks", browser.issuer)).await;
        let keys = keys.text().await.unwrap();
        sandbox.stop().await;
        keys
    };
    let before = keys().await;
    assert!(before.contains("\"kty\":\"RSA\""), "{before}");
    assert_eq!(keys().await, before);
}
