//! Sign-ins that are not what they seem. Each is refused with words, and nothing
//! in the session changes.

use reqwest::Url;
use serde_json::{Value, json};

use crate::api::forger::{By, Forger, forged, now};
use crate::api::studio::*;

async fn refused_as(browser: &Browser, words: &str) {
    let before = browser.json("/api/session").await;
    let end = browser.sign_in("/sign-in/forged", "nobody").await;
    assert!(
        end.starts_with("/c/forged?sign_in_error="),
        "{words}: {end}"
    );
    let (_, said) = browser.reason(&end).await;
    assert!(said.contains(words), "{said:?} does not say {words:?}");
    assert_eq!(browser.json("/api/session").await, before, "{words}");
    let offers = browser.json("/api/connections").await;
    let mut offers = offers["connections"].as_array().unwrap().iter();
    let offer = offers.find(|c| c["name"] == "forged").unwrap();
    assert_eq!(
        (&offer["signed_in"], &offer["open"]),
        (&Value::Null, &json!(false))
    );
}

#[tokio::test]
async fn tokens_that_are_not_true() {
    let (_studio, forger, browser) = forged().await;
    type Change = fn(&mut Value, &mut Value);
    let cases: [(&str, By, Change); 17] = [
        ("belongs to another sign-in", By::Key, |_, c| {
            c["nonce"] = json!("another");
        }),
        ("belongs to another sign-in", By::Key, |_, c| {
            c["nonce"] = json!(null);
        }),
        ("and not http", By::Key, |_, c| {
            c["iss"] = json!("https://evil.example");
        }),
        ("not meant for wardrobe", By::Key, |_, c| {
            c["aud"] = json!("another");
        }),
        ("not meant for wardrobe", By::Key, |_, c| {
            c["aud"] = json!(["wardrobe", "another"]);
        }),
        ("not meant for wardrobe", By::Key, |_, c| {
            c["azp"] = json!("another");
        }),
        ("has expired", By::Key, |_, c| c["exp"] = json!(now() - 120)),
        ("from when until when", By::Key, |_, c| {
            c["exp"] = json!("tomorrow");
        }),
        ("of the future", By::Key, |_, c| {
            c["iat"] = json!(now() + 600);
        }),
        ("of the future", By::Key, |_, c| {
            c["nbf"] = json!(now() + 600);
        }),
        ("does not say whose", By::Key, |_, c| c["sub"] = json!("")),
        ("signature is wrong", By::AnotherKey, |_, _| ()),
        ("does not publish", By::Key, |h, _| h["kid"] = json!("two")),
        (r#"signed by "none""#, By::Nobody, |h, _| {
            h["alg"] = json!("none");
        }),
        ("signature is wrong", By::Nobody, |_, _| ()),
        (r#"signed by "HS256""#, By::PublicKey, |h, _| {
            h["alg"] = json!("HS256");
        }),
        ("demands that we do not know", By::Key, |h, _| {
            h["crit"] = json!(["x"]);
        }),
    ];
    for (words, by, change) in cases {
        forger.say(by, change);
        refused_as(&browser, words).await;
    }
    // What is not changed opens the connection.
    forger.say(By::Key, |_, _| ());
    assert_eq!(browser.sign_in("/sign-in/forged", "eve").await, "/c/forged");
    forger.say(By::Key, |_, c| {
        c["aud"] = json!(["wardrobe", "another"]);
        c["azp"] = json!("wardrobe");
    });
    assert_eq!(browser.sign_in("/sign-in/forged", "eve").await, "/c/forged");
}

#[tokio::test]
async fn whoever_is_refused_is_where_they_wanted_to_go() {
    let (_studio, forger, browser) = forged().await;
    forger.send_back(&[("error", "access_denied")]);
    let page = "/c/forged/files?bucket=studio-files&prefix=a%2F";
    let wanted = url::form_urlencoded::byte_serialize(page.as_bytes()).collect::<String>();
    let path = format!("/sign-in/forged?return_to={wanted}");
    let end = browser.sign_in(&path, "nobody").await;
    assert!(end.starts_with(&format!("{page}&sign_in_error=")), "{end}");
    assert_eq!(browser.reason(&end).await.0, "denied");
}

#[tokio::test]
async fn answers_that_are_refusals() {
    let (_studio, forger, browser) = forged().await;
    for (back, code, words) in [
        (
            vec![
                ("error", "access_denied"),
                ("error_description", "Not\nyou."),
            ],
            "denied",
            "did not let you in. It says: access_denied: Notyou.",
        ),
        (
            vec![("error", "login_required")],
            "sign-in-again",
            "wants you to sign in there (login_required).",
        ),
        (
            vec![("error", "temporarily_unavailable")],
            "unreachable",
            "trouble of its own",
        ),
        (
            vec![("code", "one"), ("iss", "https://evil.example")],
            "invalid",
            "comes from another provider",
        ),
        (vec![("nothing", "")], "invalid", "sent no code"),
    ] {
        forger.send_back(&back);
        let end = browser.sign_in("/sign-in/forged", "eve").await;
        let (is, said) = browser.reason(&end).await;
        assert_eq!(is, code);
        assert!(said.contains(words), "{said:?} does not say {words:?}");
    }
    // A reason is told once.
    let end = browser.sign_in("/sign-in/forged", "eve").await;
    let (_, id) = end.split_once("sign_in_error=").unwrap();
    let path = format!("/api/sign-in-errors/{id}");
    assert_eq!(browser.get(&path).await.status(), 200);
    assert_eq!(
        refusal(browser.get(&path).await).await,
        with(404, "not-found")
    );
}

#[tokio::test]
async fn a_provider_that_is_not_who_it_says() {
    let forger = Forger::start().await;
    let wrong = format!("{}/", forger.issuer);
    let studio = Studio::start_on(move |sandbox| {
        let config = forger.config(&store(sandbox), sandbox.metadata.as_str());
        config.replace(&format!("{:?}", forger.issuer), &format!("{wrong:?}"))
    })
    .await;
    let browser = studio.browser();
    let end = browser.sign_in("/sign-in/forged", "eve").await;
    let (code, words) = browser.reason(&end).await;
    assert_eq!(code, "invalid");
    assert!(words.contains("says that its issuer is"), "{words}");
}

/// The address at which the provider sends `browser` back to us.
async fn way_back(browser: &Browser) -> String {
    let there = browser.without_following("/sign-in/forged").await;
    let there = there.headers()["location"].to_str().unwrap().to_owned();
    let back = browser.raw(&there).await;
    let back = Url::parse(back.headers()["location"].to_str().unwrap()).unwrap();
    back[url::Position::BeforePath..].to_owned()
}

#[tokio::test]
async fn an_answer_is_good_once_and_in_its_own_browser() {
    let (studio, _forger, browser) = forged().await;
    let lost = |end: String| assert!(end.starts_with("/?sign_in_error="), "{end}");
    // Nobody's state.
    for path in [
        "/openid/callback",
        "/openid/callback?code=one&state=nobody%27s",
        "/openid/callback?state=a&state=b",
    ] {
        let end = browser.sign_in(path, "").await;
        let words = browser.reason(&end).await.1;
        assert!(words.contains("was not begun in this browser"), "{words}");
        lost(end);
    }
    // Somebody sends their own answer to another person, who would then work, and
    // upload, as somebody else.
    let theirs = way_back(&browser).await;
    let other = studio.browser();
    lost(other.sign_in(&theirs, "").await);
    way_back(&other).await;
    lost(other.sign_in(&theirs, "").await);
    assert_eq!(other.json("/api/session").await["open"], json!([]));
    // The first can still come back, and only once.
    assert_eq!(browser.sign_in(&theirs, "").await, "/c/forged");
    lost(browser.sign_in(&theirs, "").await);
    assert_eq!(
        browser
            .get(&of("forged", "objects", BUCKET, ""))
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn nobody_is_sent_on_to_another_site() {
    let (_studio, _forger, browser) = forged().await;
    for place in [
        "https%3A%2F%2Fevil.example%2F",
        "%2F%2Fevil.example%2Fc%2Fx",
        "%2F%5Cevil.example",
        "javascript%3Aalert(1)",
    ] {
        let end = browser
            .sign_in(&format!("/sign-in/forged?return_to={place}"), "")
            .await;
        let (code, words) = browser.reason(&end).await;
        assert_eq!(code, "invalid");
        assert!(
            words.contains("only go on to a page of Wardrobe"),
            "{words}"
        );
    }
    // A name of ours that leads elsewhere would be sent to the provider.
    let answer = browser
        .without_following_as("/sign-in/forged", "evil.example")
        .await;
    let end = answer.headers()["location"].to_str().unwrap().to_owned();
    let words = browser.reason(&end).await.1;
    assert!(words.contains("public_url"), "{words}");
    let unknown = browser.get("/sign-in/nonsense").await;
    assert_eq!(refusal(unknown).await, with(404, "not-found"));
    let end = browser.sign_in("/sign-in/studio", "").await;
    assert!(browser.reason(&end).await.1.contains("asks for no sign-in"));
}
