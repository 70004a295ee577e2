//! A person's sessions: theirs alone, seen and ended from any of them.

use serde_json::{Value, json};

use crate::api::studio::*;

/// Signed in by her password.
pub async fn ada(studio: &Studio) -> Browser {
    let browser = studio.browser();
    let body = json!({ "username": "ada", "password": "lovelace" });
    let answer = browser.post("/api/connections/finance/open", &body).await;
    assert_eq!(answer.status(), 200);
    browser
}

pub async fn sessions(browser: &Browser) -> Vec<Value> {
    let answer = browser.json("/api/sessions").await;
    answer["sessions"].as_array().unwrap().clone()
}

async fn may_list(browser: &Browser) -> bool {
    let path = of("finance", "objects", FINANCE, "2026/");
    browser.get(&path).await.status() == 200
}

#[tokio::test]
async fn a_person_sees_all_their_sessions_and_nobody_elses() {
    let studio = Studio::start().await;
    let (first, second) = (ada(&studio).await, ada(&studio).await);
    // Who has proven nothing is nobody's neighbour, whatever they call themselves.
    let (anyone, another) = (studio.open().await, studio.open().await);
    let agent = first.request("GET", "/api/session");
    agent
        .header("user-agent", "Kiosk/1.0")
        .send()
        .await
        .unwrap();
    let seen = sessions(&second).await;
    assert_eq!(seen.len(), 2);
    let current: Vec<_> = seen.iter().filter(|one| one["current"] == true).collect();
    assert_eq!(current.len(), 1);
    assert!(seen.iter().any(|one| one["agent"] == "Kiosk/1.0"));
    assert_eq!(seen[0]["open"][0]["connection"], "finance");
    assert_eq!(seen[0]["open"][0]["person"], "ada");
    for stranger in [&anyone, &another] {
        let seen = sessions(stranger).await;
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0]["current"], true);
    }
}

#[tokio::test]
async fn a_session_is_ended_from_another_of_the_same_person_only() {
    let studio = Studio::start().await;
    let (first, second) = (ada(&studio).await, ada(&studio).await);
    let stranger = studio.open().await;
    let seen = sessions(&first).await;
    let other = seen.iter().find(|one| one["current"] == false).unwrap();
    let path = format!("/api/sessions/{}", other["id"].as_str().unwrap());
    let answer = stranger.request("DELETE", &path).send().await.unwrap();
    assert_eq!(refusal(answer).await, with(404, "missing"));
    assert!(may_list(&second).await);
    let answer = first.request("DELETE", &path).send().await.unwrap();
    assert_eq!(answer.status(), 204);
    assert!(!may_list(&second).await);
    assert!(may_list(&first).await);
    assert_eq!(sessions(&first).await.len(), 1);
    let again = first.request("DELETE", &path).send().await.unwrap();
    assert_eq!(refusal(again).await, with(404, "missing"));
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_of_them_and_leaves_others_alone() {
    let studio = Studio::start().await;
    let (first, second) = (ada(&studio).await, ada(&studio).await);
    let stranger = studio.open().await;
    let answer = first.request("DELETE", "/api/sessions").send().await;
    let answer = answer.unwrap();
    assert_eq!(answer.status(), 204);
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("Max-Age=0"), "{cookie}");
    for browser in [&first, &second] {
        assert!(!may_list(browser).await);
        let answer = browser.get("/api/sessions").await;
        assert_eq!(refusal(answer).await, with(401, "not-signed-in"));
    }
    assert_eq!(sessions(&stranger).await.len(), 1);
    let listing = of("studio", "objects", BUCKET, "");
    assert_eq!(stranger.get(&listing).await.status(), 200);
}

#[tokio::test]
async fn who_has_signed_in_at_a_provider_is_known_again_by_it() {
    let studio = Studio::start().await;
    let (first, second, other) = (studio.browser(), studio.browser(), studio.browser());
    first.sign_in("/sign-in/writing", "ada").await;
    second.sign_in("/sign-in/writing", "ada").await;
    other.sign_in("/sign-in/writing", "bob").await;
    assert_eq!(sessions(&first).await.len(), 2);
    assert_eq!(sessions(&other).await.len(), 1);
}
