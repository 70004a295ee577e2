//! A person signs in at an OpenID provider and works as themselves.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wardrobe_sandbox::iam::{Kind, Policy};
use wardrobe_sandbox::openid::Switches;
use wardrobe_sandbox::seed::{RESEARCH_READ, RESEARCH_WRITE};

use crate::api::forger::{REFRESH_TOKEN, forged};
use crate::api::studio::*;

#[tokio::test]
async fn a_person_signs_in_and_works_as_themselves() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "x").await;
    let ada = studio.browser();
    let wish = "/sign-in/writing?return_to=%2Fc%2Fwriting%2Ffiles%3Fbucket%3Db";
    assert_eq!(ada.sign_in(wish, "ada").await, "/c/writing/files?bucket=b");
    let identity = ada.json("/api/connections/writing/identity").await;
    assert_eq!(
        identity["arn"],
        "arn:aws:sts::111111111111:assumed-role/research-write/ada"
    );
    assert_eq!(identity["role_arn"], RESEARCH_WRITE);
    assert_eq!(
        (&identity["person"], &identity["source"]),
        (&json!("ada"), &json!("Corp"))
    );
    assert_eq!(
        (&identity["renewal"], &identity["state"]),
        (&json!("sign-in"), &json!("fresh"))
    );
    // As the token says and AWS has taken it.
    assert_eq!(identity["source_identity"], "ada");
    assert_eq!(
        identity["tags"],
        json!([{ "key": "Team", "value": "finance", "transitive": true }])
    );
    let read = ada.get(&of("writing", "object", BUCKET, "a.txt")).await;
    assert_eq!(read.status(), 200);
    let written = ada
        .request("PUT", &of("writing", "object", BUCKET, "b.txt"))
        .body("y");
    assert_eq!(written.send().await.unwrap().status(), 200);
    let session = ada.json("/api/session").await;
    assert_eq!(
        session["person"],
        json!({ "name": "ada", "kind": "identity-provider" })
    );
    let offers = ada.json("/api/connections").await;
    let offer = offers["connections"].as_array().unwrap().iter();
    let offer = offer.clone().find(|c| c["name"] == "writing").unwrap();
    assert_eq!(
        offer["provider"],
        json!({ "name": "corp", "label": "Corp", "kind": "oidc", "state": "ready", "reason": null })
    );
    assert_eq!(
        (&offer["signed_in"], &offer["people"]),
        (&json!("ada"), &json!("sign-in"))
    );
}

#[tokio::test]
async fn a_client_with_a_secret_signs_in_too() {
    let studio = Studio::start().await;
    let ada = studio.browser();
    assert_eq!(
        ada.sign_in("/sign-in/confidential", "ada").await,
        "/c/confidential"
    );
    let identity = ada.json("/api/connections/confidential/identity").await;
    assert_eq!(identity["session_name"], "ada");
}

#[tokio::test]
async fn a_window_of_its_own_ends_at_its_own_page() {
    let studio = Studio::start().await;
    let ada = studio.browser();
    let end = ada.sign_in("/sign-in/writing?popup=1", "ada").await;
    assert_eq!(end, "/signed-in?connection=writing");
    let end = ada
        .sign_in("/sign-in/writing?popup=1&return_to=//x", "ada")
        .await;
    assert!(
        end.starts_with("/signed-in?connection=writing&sign_in_error="),
        "{end}"
    );
}

#[tokio::test]
async fn two_roles_are_open_at_once_and_do_not_mix() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "x").await;
    let ada = studio.browser();
    assert_eq!(ada.sign_in("/sign-in/research", "ada").await, "/c/research");
    // Two are offered: the person chooses.
    let refused = ada.get("/api/connections/research/identity").await;
    assert_eq!(refusal(refused).await, with(401, "not-opened"));
    let offered = ada.json("/api/connections/research/roles").await;
    assert_eq!(offered["person"], "ada");
    let names: Vec<&Value> = offered["roles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| &r["arn"])
        .collect();
    assert_eq!(names, [RESEARCH_READ, RESEARCH_WRITE]);
    let open = |arn: &'static str| {
        let ada = ada.clone();
        async move {
            let body = json!({ "role_arn": arn });
            let opened = ada.post("/api/connections/research/open", &body).await;
            let identity: Value = opened.json().await.unwrap();
            assert_eq!(identity["role_arn"], arn);
            format!("research~{}", identity["id"].as_str().unwrap())
        }
    };
    let (reading, writing) = (open(RESEARCH_READ).await, open(RESEARCH_WRITE).await);
    let put = |name: &str, key: &str| {
        let request = ada
            .request("PUT", &of(name, "object", BUCKET, key))
            .body("x");
        async move { request.send().await.unwrap() }
    };
    for _ in 0..2 {
        assert_eq!(
            refusal(put(&reading, "b.txt").await).await,
            with(403, "denied")
        );
        assert_eq!(put(&writing, "b.txt").await.status(), 200);
    }
    assert_eq!(
        ada.json("/api/session").await["open"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    // Bob is not offered the second, and cannot have it.
    let bob = studio.browser();
    bob.sign_in("/sign-in/research", "bob").await;
    let identity = bob.json("/api/connections/research/identity").await;
    assert_eq!(identity["role_arn"], RESEARCH_READ);
    let body = json!({ "role_arn": RESEARCH_WRITE });
    let wanted = bob.post("/api/connections/research/open", &body).await;
    assert_eq!(refusal(wanted).await, with(403, "denied"));
    let others = bob.get(&of(&writing, "object", BUCKET, "a.txt")).await;
    assert_eq!(refusal(others).await, with(401, "not-opened"));
    let own = bob
        .request("PUT", &of("research", "object", BUCKET, "b.txt"))
        .body("x");
    assert_eq!(
        refusal(own.send().await.unwrap()).await,
        with(403, "denied")
    );
}

#[tokio::test]
async fn one_role_shows_each_person_the_folder_of_their_team() {
    let studio = Studio::start_on(|sandbox| {
        let mut role = sandbox.world().role(RESEARCH_WRITE).unwrap();
        let all = format!("arn:aws:s3:::{BUCKET}");
        let team = "${aws:PrincipalTag/Team}/";
        let policy = json!({ "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": all,
              "Condition": { "StringLike": { "s3:prefix": format!("{team}*") } } },
            { "Effect": "Allow", "Action": "s3:GetObject", "Resource": format!("{all}/{team}*") },
        ] });
        role.policies = vec![Policy::parse(Kind::Identity, &policy.to_string()).unwrap()];
        sandbox.world().add_role(role);
        String::new()
    });
    let studio = studio.await;
    let people = [("ada", "finance"), ("bob", "research")];
    for (_, team) in people {
        studio.put(BUCKET, &format!("{team}/a.txt"), team).await;
    }
    for (person, team) in people {
        let browser = studio.browser();
        browser.sign_in("/sign-in/writing", person).await;
        for (_, place) in people {
            let expected = if place == team { 200 } else { 403 };
            for what in ["object", "objects"] {
                let key = match what {
                    "object" => format!("{place}/a.txt"),
                    _ => format!("{place}/"),
                };
                let seen = browser.get(&of("writing", what, BUCKET, &key)).await;
                assert_eq!(seen.status(), expected, "{person}: {what} {key}");
            }
        }
    }
}

#[tokio::test]
async fn the_servers_role_is_for_people_of_a_group() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "x").await;
    let ada = studio.browser();
    let nobody = ada.post("/api/connections/books/open", &json!({})).await;
    assert_eq!(refusal(nobody).await, with(401, "not-signed-in"));
    assert_eq!(ada.sign_in("/sign-in/books", "ada").await, "/c/books");
    let read = ada.get(&of("books", "object", BUCKET, "a.txt")).await;
    assert_eq!(read.status(), 200);
    let identity = ada.json("/api/connections/books/identity").await;
    assert_eq!(
        (&identity["person"], &identity["kind"]),
        (&json!("ada"), &json!("service"))
    );

    let bob = studio.browser();
    let end = bob.sign_in("/sign-in/books", "bob").await;
    let (code, words) = bob.reason(&end).await;
    assert_eq!(code, "denied");
    assert_eq!(
        words,
        "You are signed in as bob, who is in none of the groups that may open The books: finance."
    );
    let again = bob.post("/api/connections/books/open", &json!({})).await;
    assert_eq!(refusal(again).await, with(403, "denied"));
    let read = bob.get(&of("books", "object", BUCKET, "a.txt")).await;
    assert_eq!(refusal(read).await, with(401, "not-opened"));
}

#[tokio::test]
async fn a_token_can_be_pasted() {
    let studio = Studio::start().await;
    let token = token(&studio, "ada").await;
    let browser = studio.browser();
    let paste = |token: String| {
        let browser = browser.clone();
        async move {
            let body = json!({ "web_identity_token": token });
            browser
                .post("/api/connections/confidential/sign-in", &body)
                .await
        }
    };
    let changed = format!("{}AAAA", &token[..token.len() - 4]);
    for wrong in [
        changed,
        "a.b.c".to_owned(),
        String::new(),
        "x".repeat(30_000),
    ] {
        assert_eq!(refusal(paste(wrong).await).await, with(400, "invalid"));
    }
    let nothing = browser
        .post("/api/connections/confidential/sign-in", &json!({}))
        .await;
    assert_eq!(refusal(nothing).await, with(400, "invalid"));
    let no_provider = browser
        .post(
            "/api/connections/studio/sign-in",
            &json!({ "web_identity_token": token }),
        )
        .await;
    assert_eq!(refusal(no_provider).await, with(400, "invalid"));
    // It is not another client's.
    let body = json!({ "web_identity_token": token });
    let other = browser
        .post("/api/connections/writing/sign-in", &body)
        .await;
    assert_eq!(refusal(other).await, with(400, "invalid"));
    let signed_in: Value = paste(token).await.json().await.unwrap();
    assert_eq!(signed_in["person"], "ada");
    assert_eq!(signed_in["open"][0]["role_arn"], RESEARCH_WRITE);
    let listed = browser
        .get(&of("confidential", "objects", BUCKET, ""))
        .await;
    assert_eq!(listed.status(), 200);
}

/// An ID token as another program of the company would get it.
async fn token(studio: &Studio, user: &str) -> String {
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let issuer = studio.sandbox.openid.issuer();
    let form = |pairs: &[(&str, &str)]| {
        url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish()
    };
    let back = "http://127.0.0.1:1/";
    let wish = form(&[
        ("response_type", "code"),
        ("client_id", "wardrobe-secret"),
        ("redirect_uri", back),
        ("scope", "openid"),
    ]);
    let post = |url: String, body: String| {
        let kind = "application/x-www-form-urlencoded";
        http.post(url)
            .header("content-type", kind)
            .body(body)
            .send()
    };
    let filled = form(&[("user", user), ("password", "wonderful")]);
    let sent = post(format!("{issuer}/authorize?{wish}"), filled)
        .await
        .unwrap();
    let back_at = sent.headers()["location"].to_str().unwrap().to_owned();
    let back_at = url::Url::parse(&back_at).unwrap();
    let code = back_at
        .query_pairs()
        .find(|(name, _)| name == "code")
        .unwrap()
        .1;
    let body = form(&[
        ("grant_type", "authorization_code"),
        ("client_id", "wardrobe-secret"),
        ("client_secret", "sandbox-only-client-secret"),
        ("code", &code),
        ("redirect_uri", back),
    ]);
    let tokens: Value = post(format!("{issuer}/token"), body)
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    tokens["id_token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_provider_is_asked_as_configured_and_told_when_it_is_over() {
    let (studio, forger, _) = forged().await;
    for (end, at_end) in [
        ("/api/connections/forged/sign-in", "the sign-in"),
        ("/api/session", "the session"),
    ] {
        let eve = studio.browser();
        assert_eq!(eve.sign_in("/sign-in/forged", "eve").await, "/c/forged");
        assert_eq!(forger.asked()["access_type"], "offline");
        assert_eq!(forger.asked()["prompt"], "consent");
        let told = forger.revoked().len();
        assert!(
            eve.request("DELETE", end)
                .send()
                .await
                .unwrap()
                .status()
                .is_success()
        );
        let deadline = Instant::now() + Duration::from_secs(20);
        while forger.revoked().len() == told {
            assert!(Instant::now() < deadline, "nothing is said after {at_end}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(forger.revoked()[told..], [REFRESH_TOKEN]);
    }
    let eve = studio.browser();
    eve.sign_in("/sign-in/forged?prompt=none", "eve").await;
    assert_eq!(forger.asked()["prompt"], "none");
}

#[tokio::test]
async fn signing_out_forgets_all_that_was_opened_and_leads_to_the_provider() {
    let studio = Studio::start().await;
    let ada = studio.open().await;
    ada.sign_in("/sign-in/writing", "ada").await;
    ada.sign_in("/sign-in/books", "ada").await;
    let begin = json!({ "bucket": BUCKET, "key": "big.bin", "size": 9_000_000 });
    let begun = ada.post("/api/connections/writing/transfers", &begin).await;
    assert_eq!(begun.status(), 201);
    assert_eq!(studio.uploads_of(BUCKET).await, 1);
    let out = ada.request("DELETE", "/api/connections/books/sign-in");
    let out: Value = out.send().await.unwrap().json().await.unwrap();
    assert_eq!(studio.uploads_of(BUCKET).await, 0);
    let session = ada.json("/api/session").await;
    let open: Vec<&Value> = session["open"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| &o["connection"])
        .collect();
    assert_eq!(open, ["studio"]);
    let roles = ada.get("/api/connections/writing/roles").await;
    assert_eq!(refusal(roles).await, with(401, "not-signed-in"));
    // At the provider they are signed in until they go there.
    let location = out["location"].as_str().unwrap();
    let end = reqwest::Url::parse(location).unwrap();
    assert_eq!(end.path(), "/openid/end-session");
    assert!(
        end.query_pairs()
            .any(|(name, value)| name == "post_logout_redirect_uri"
                && value == format!("{}/", studio.address))
    );
    assert_eq!(ada.elsewhere(location).await, "/");
    let end = ada.sign_in("/sign-in/writing?prompt=none", "ada").await;
    assert_eq!(ada.reason(&end).await.0, "sign-in-again");
}

#[tokio::test]
async fn a_provider_that_is_down_is_told_and_the_others_work() {
    let studio = Studio::start().await;
    let down = Switches {
        down: true,
        ..Switches::default()
    };
    studio.sandbox.openid.set(down);
    let browser = studio.open().await;
    let since = Instant::now();
    let offers = browser.json("/api/connections").await;
    assert!(since.elapsed() < Duration::from_secs(3));
    let offer = |name: &str| {
        let mut offers = offers["connections"].as_array().unwrap().iter();
        offers.find(|c| c["name"] == name).unwrap().clone()
    };
    assert_eq!(offer("writing")["provider"]["state"], "down");
    let reason = offer("writing")["provider"]["reason"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(reason.contains("does not answer"), "{reason}");
    assert_eq!(offer("studio")["provider"], Value::Null);
    let end = browser.sign_in("/sign-in/writing", "ada").await;
    assert!(end.starts_with("/c/writing?sign_in_error="), "{end}");
    let (code, words) = browser.reason(&end).await;
    assert_eq!(code, "unreachable");
    assert!(words.contains("does not answer"), "{words}");
    let listed = browser.get(&of("studio", "objects", BUCKET, "")).await;
    assert_eq!(listed.status(), 200);
}
