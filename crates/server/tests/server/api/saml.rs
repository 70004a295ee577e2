//! Signing in at a SAML identity provider, and working with what AWS gives for it.

use serde_json::{Value, json};
use wardrobe_sandbox::saml::Switches;
use wardrobe_sandbox::seed::{SAML_PARTNER, SAML_READ, SAML_WRITE};

use crate::api::saml_way::*;
use crate::api::studio::*;

const ROLES: &str = "/api/connections/corpsaml/roles";
const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn one_role_is_opened_at_once_and_aws_names_the_person() {
    let studio = Studio::start_on(corp_saml).await;
    let bob = studio.walker();
    assert_eq!(
        bob.saml_sign_in(&studio, "/sign-in/corpsaml", "bob").await,
        "/c/corpsaml"
    );
    let identity = bob.json("/api/connections/corpsaml/identity").await;
    assert_eq!(identity["person"], "bob@example.com");
    assert_eq!(
        identity["arn"],
        "arn:aws:sts::111111111111:assumed-role/saml-read/bob@example.com"
    );
    assert_eq!(identity["role_arn"], SAML_READ);
    assert_eq!(identity["account_label"], "Studio");
    assert_eq!(identity["renewal"], "pop-up");
    assert_eq!(identity["state"], "fresh");
    let session = bob.json("/api/session").await;
    assert_eq!(
        session["person"],
        json!({ "name": "bob@example.com", "kind": "saml" })
    );
}

#[tokio::test]
async fn roles_of_two_accounts_are_chosen_and_do_not_mix() {
    let studio = Studio::start_on(corp_saml).await;
    studio.put(BUCKET, "a.txt", "x").await;
    let ada = studio.walker();
    let page = "/c/corpsaml/files?bucket=studio-files";
    let path = format!("/sign-in/corpsaml?return_to={}", page.replace('?', "%3F"));
    assert_eq!(ada.saml_sign_in(&studio, &path, "ada").await, page);
    // Nothing is open before she has chosen.
    assert_eq!(ada.json("/api/session").await["open"], json!([]));
    let offer = ada.json(ROLES).await;
    assert_eq!(offer["person"], "ada@example.com");
    let arns: Vec<&str> = offer["roles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["arn"].as_str().unwrap())
        .collect();
    assert_eq!(arns, [SAML_READ, SAML_WRITE, SAML_PARTNER]);
    let ends = offer["expires_at"].as_str().unwrap();
    let ends =
        time::OffsetDateTime::parse(ends, &time::format_description::well_known::Rfc3339).unwrap();
    let left = ends - time::OffsetDateTime::now_utc();
    assert!((200..=300).contains(&left.whole_seconds()), "{left}");
    let tiles = ada.json("/api/connections").await;
    let tile = |name: &str| {
        tiles["connections"]
            .as_array()
            .unwrap()
            .iter()
            .find(|c| c["name"] == name)
            .cloned()
            .unwrap()
    };
    assert_eq!(tile("corpsaml")["signed_in"], "ada@example.com");

    let write: Value = ada
        .choose("corpsaml", SAML_WRITE)
        .await
        .json()
        .await
        .unwrap();
    let partner: Value = ada
        .choose("corpsaml", SAML_PARTNER)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(write["account"], "111111111111");
    assert_eq!(partner["account"], "222222222222");
    let at = |identity: &Value| format!("corpsaml~{}", identity["id"].as_str().unwrap());
    let read = |name: String| of(&name, "object", BUCKET, "a.txt");
    assert_eq!(ada.get(&read(at(&write))).await.status(), 200);
    assert_eq!(
        refusal(ada.get(&read(at(&partner))).await).await,
        with(403, "denied")
    );
    let open = &ada.json(ROLES).await["roles"];
    assert_eq!(open[1]["open"], write["id"]);
    assert_eq!(open[0]["open"], Value::Null);
}

#[tokio::test]
async fn a_connection_offers_only_the_roles_it_names() {
    let studio = Studio::start_on(corp_saml).await;
    let ada = studio.walker();
    assert_eq!(
        ada.saml_sign_in(&studio, "/sign-in/only", "ada").await,
        "/c/only"
    );
    assert_eq!(
        ada.json("/api/connections/only/identity").await["role_arn"],
        SAML_READ
    );
    let other = ada.choose("only", SAML_WRITE).await;
    assert_eq!(refusal(other).await, with(403, "denied"));
    // The same sign-in does for the other connection of that provider.
    assert_eq!(ada.choose("corpsaml", SAML_WRITE).await.status(), 200);
}

#[tokio::test]
async fn another_sign_in_renews_what_is_open_and_uploads_go_on() {
    let studio = Studio::start_on(corp_saml).await;
    let ada = studio.walker();
    ada.saml_sign_in(&studio, "/sign-in/corpsaml", "ada").await;
    let before: Value = ada
        .choose("corpsaml", SAML_WRITE)
        .await
        .json()
        .await
        .unwrap();
    let transfers = "/api/connections/corpsaml/transfers";
    let wanted = json!({ "bucket": BUCKET, "key": "big.bin", "size": 12 * MIB });
    let begun: Value = ada.post(transfers, &wanted).await.json().await.unwrap();
    let size = usize::try_from(begun["part_size"].as_u64().unwrap()).unwrap();
    let id = begun["id"].as_str().unwrap();
    let send = async |number: usize, bytes: usize| {
        let part = ada.request("PUT", &format!("{transfers}/{id}/parts/{number}"));
        part.body(vec![7; bytes]).send().await.unwrap()
    };
    let first: Value = send(1, size).await.json().await.unwrap();

    // AWS ends the session; the page says so, and opens a window.
    studio.sandbox.world().expire_sessions();
    assert_eq!(
        refusal(send(2, 12 * MIB - size).await).await,
        with(401, "expired")
    );
    assert_eq!(
        ada.json("/api/connections/corpsaml/identity").await["state"],
        "needs-sign-in"
    );
    let page = ada.set_out("/sign-in/corpsaml?popup=1&prompt=none").await;
    let posted = ada.known_at_provider(&page).await;
    assert_eq!(
        ada.bring(&studio, &posted).await,
        "/signed-in?connection=corpsaml"
    );

    let after = ada.json("/api/connections/corpsaml/identity").await;
    assert_eq!(after["state"], "fresh");
    assert_eq!(after["id"], before["id"]);
    let second: Value = send(2, 12 * MIB - size).await.json().await.unwrap();
    let part = |part: &Value| json!({ "number": part["number"], "etag": part["etag"] });
    let parts = json!({ "parts": [part(&first), part(&second)] });
    let finished = ada.post(&format!("{transfers}/{id}/finish"), &parts).await;
    assert_eq!(finished.status(), 200, "{}", finished.text().await.unwrap());
}

#[tokio::test]
async fn a_restart_keeps_people_working_until_their_credentials_end() {
    let studio = Studio::start_on(corp_saml).await;
    studio.put(BUCKET, "a.txt", "x").await;
    let ada = studio.walker();
    ada.saml_sign_in(&studio, "/sign-in/corpsaml", "ada").await;
    let before: Value = ada
        .choose("corpsaml", SAML_WRITE)
        .await
        .json()
        .await
        .unwrap();
    let studio = studio.restart().await;
    let ada = ada.at(&studio);
    assert_eq!(
        ada.get(&of("corpsaml", "object", BUCKET, "a.txt"))
            .await
            .status(),
        200
    );
    let after = ada.json("/api/connections/corpsaml/identity").await;
    assert_eq!(before["source_identity"], "ada");
    assert_eq!(
        before["tags"],
        json!([{ "key": "Team", "value": "finance", "transitive": true }])
    );
    for what in [
        "id",
        "arn",
        "person",
        "source_identity",
        "tags",
        "expires_at",
        "renewal",
    ] {
        assert_eq!(after[what], before[what], "{what}");
    }
    // The assertion is gone: it was in memory.
    assert_eq!(
        refusal(ada.get(ROLES).await).await,
        with(401, "not-signed-in")
    );
    assert_eq!(
        ada.json("/api/session").await["open"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    // After another sign-in the same goes on.
    ada.saml_sign_in(&studio, "/sign-in/corpsaml", "ada").await;
    let renewed = ada.json("/api/connections/corpsaml/identity").await;
    assert_eq!(renewed["id"], before["id"]);
}

#[tokio::test]
async fn somebody_else_in_the_same_browser_gets_nothing_of_the_first() {
    let studio = Studio::start_on(corp_saml).await;
    let browser = studio.walker();
    browser.saml_sign_in(&studio, "/sign-in/only", "ada").await;
    let page = browser.set_out("/sign-in/only?prompt=login").await;
    let posted = browser.at_provider(&page, "bob").await;
    assert_eq!(browser.bring(&studio, &posted).await, "/c/only");
    let open = browser.json("/api/session").await["open"].clone();
    let people: Vec<&str> = open
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["person"].as_str().unwrap())
        .collect();
    assert_eq!(people, ["bob@example.com"]);
}

#[tokio::test]
async fn a_sign_in_that_begins_at_the_provider_is_confirmed_first() {
    let studio = Studio::start_on(corp_saml_begins).await;
    let bob = studio.walker();
    let posted = bob
        .begins_there(&studio, "bob", "/c/only/files?bucket=studio-assets")
        .await;
    let asked = bob.bring(&studio, &posted).await;
    let id = asked
        .strip_prefix("/c/only?confirm_sign_in=")
        .unwrap_or_else(|| panic!("{asked}"));
    assert_eq!(bob.json("/api/session").await["person"], Value::Null);
    let waiting = format!("/api/waiting-sign-ins/{id}");
    assert_eq!(
        bob.json(&waiting).await,
        json!({ "connection": "only", "provider": "corpsaml", "provider_label": "Corp", "person": "bob@example.com" })
    );
    // It is nobody else's to see or to take.
    let other = studio.walker();
    assert_eq!(
        refusal(other.get(&waiting).await).await,
        with(404, "not-found")
    );
    let taken = other.post(&waiting, &json!({ "accept": true })).await;
    assert_eq!(refusal(taken).await, with(404, "not-found"));
    // Nor another site's to accept.
    let cross = bob
        .bare("POST", &waiting)
        .json(&json!({ "accept": true }))
        .send()
        .await
        .unwrap();
    assert_eq!(refusal(cross).await, with(403, "cross-site"));

    let accepted = bob.post(&waiting, &json!({ "accept": true })).await;
    let accepted: Value = accepted.json().await.unwrap();
    assert_eq!(
        accepted,
        json!({ "location": "/c/only/files?bucket=studio-assets" })
    );
    assert_eq!(
        bob.json("/api/connections/only/identity").await["person"],
        "bob@example.com"
    );
    let again = bob.post(&waiting, &json!({ "accept": true })).await;
    assert_eq!(refusal(again).await, with(404, "not-found"));
}

#[tokio::test]
async fn what_was_not_meant_is_forgotten() {
    let studio = Studio::start_on(corp_saml_begins).await;
    let bob = studio.walker();
    let posted = bob.begins_there(&studio, "bob", "").await;
    let asked = bob.bring(&studio, &posted).await;
    let id = asked
        .strip_prefix("/c/corpsaml?confirm_sign_in=")
        .unwrap_or_else(|| panic!("{asked}"));
    let waiting = format!("/api/waiting-sign-ins/{id}");
    let refused: Value = bob
        .post(&waiting, &json!({ "accept": false }))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(refused, json!({ "location": "/" }));
    assert_eq!(bob.json("/api/session").await["person"], Value::Null);
    assert_eq!(
        refusal(bob.get(&waiting).await).await,
        with(404, "not-found")
    );
}

#[tokio::test]
async fn what_to_enter_at_the_provider_is_told() {
    let studio = Studio::start_on(corp_saml).await;
    let browser = studio.browser();
    let setup = browser.json("/api/connections/corpsaml/saml-setup").await;
    let acs = format!("{}/saml/acs", studio.address);
    let ours = format!("{}/saml/metadata/corpsaml", studio.address);
    assert_eq!(setup["acs_url"], acs.as_str());
    assert_eq!(setup["entity_id"], ours.as_str());
    assert_eq!(setup["metadata_url"], ours.as_str());
    assert_eq!(setup["audience"], "urn:amazon:webservices");
    let condition = &setup["trust_policy"]["Statement"][0]["Condition"];
    assert_eq!(condition["StringEquals"]["SAML:aud"], acs.as_str());
    let metadata = browser.page_of(&ours).await;
    assert_eq!(
        metadata.headers()["content-type"],
        "application/samlmetadata+xml"
    );
    let metadata = metadata.text().await.unwrap();
    assert!(
        metadata.contains(&acs) && metadata.contains(&ours),
        "{metadata}"
    );
    let none = browser.get("/api/connections/studio/saml-setup").await;
    assert_eq!(refusal(none).await, with(400, "invalid"));
    assert_eq!(browser.get("/saml/metadata/nobody").await.status(), 404);
}

#[tokio::test]
async fn a_response_that_was_copied_is_taken_as_well() {
    let studio = Studio::start_on(corp_saml).await;
    let ada = studio.walker();
    // As the page of the AWS console is sent one.
    studio.sandbox.saml.set(Switches {
        recipient: Some("https://signin.aws.amazon.com/saml".to_owned()),
        ..Switches::default()
    });
    let copied = ada.begins_there(&studio, "ada", "").await.response;
    let path = "/api/connections/corpsaml/sign-in";
    let answer: Value = ada
        .post(path, &json!({ "saml_response": copied }))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(answer, json!({ "person": "ada@example.com", "open": [] }));
    assert_eq!(ada.choose("corpsaml", SAML_WRITE).await.status(), 200);
    let only = json!({ "saml_response": format!("SAMLResponse={copied}") });
    let answer: Value = ada
        .post("/api/connections/only/sign-in", &only)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(answer["open"][0]["role_arn"], SAML_READ);
    for (bad, code) in [
        (
            json!({ "saml_response": "x".repeat(1_000_000) }),
            with(413, "too-large"),
        ),
        (json!({ "saml_response": "x" }), with(400, "invalid")),
        (json!({ "web_identity_token": "x" }), with(400, "invalid")),
    ] {
        assert_eq!(refusal(ada.post(path, &bad).await).await, code);
    }
    studio.sandbox.saml.set(Switches {
        issued_ago: 300,
        ..Switches::default()
    });
    let old = ada.begins_there(&studio, "ada", "").await.response;
    let old = ada.post(path, &json!({ "saml_response": old })).await;
    assert_eq!(refusal(old).await, with(401, "sign-in-again"));
}

#[tokio::test]
async fn signing_out_forgets_the_assertion_and_what_was_opened() {
    let studio = Studio::start_on(corp_saml).await;
    let ada = studio.walker();
    ada.saml_sign_in(&studio, "/sign-in/corpsaml", "ada").await;
    ada.choose("corpsaml", SAML_WRITE).await;
    let out = ada
        .request("DELETE", "/api/connections/corpsaml/sign-in")
        .send()
        .await
        .unwrap();
    assert_eq!(
        out.json::<Value>().await.unwrap(),
        json!({ "location": null })
    );
    assert_eq!(ada.json("/api/session").await["open"], json!([]));
    assert_eq!(
        refusal(ada.get(ROLES).await).await,
        with(401, "not-signed-in")
    );
}
