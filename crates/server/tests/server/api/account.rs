//! Roles of other accounts: assumed with the server's role or with what a visitor
//! brings, along chains, with all that AssumeRole takes.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use wardrobe_sandbox::Running;
use wardrobe_sandbox::iam::{Kind, Mfa, Policy, Role, User};

use crate::api::limits::{NARROWED, is_narrowed};
use crate::api::studio::*;

const PARTNER: &str = "333333333333";
const HOME: &str = "111111111111";

const CONNECTIONS: &str = r##"
[[account]]
id = "333333333333"
label = "The partner"
color = "#aa3300"

[[connection]]
name = "partner"
{store}
people = { users = ["ada", "mary"] }
[connection.role]
kind = "account"
sources = ["instance"]
instance_endpoint = "{metadata}"
arn = "arn:aws:iam::333333333333:role/files"
external_id = "id-7f0c"
source_identity = "{person}"
duration = "12h"
tags = { Team = "red", Person = "{person}" }
transitive_tag_keys = ["Team"]

[[connection]]
name = "chain"
{store}
people = { users = ["ada"] }
[connection.role]
kind = "account"
sources = ["instance"]
instance_endpoint = "{metadata}"
through = ["arn:aws:iam::333333333333:role/door"]
arn = "arn:aws:iam::333333333333:role/room"
session_name = "w-{person}"
{narrowed}

[[connection]]
name = "brought"
{store}
[connection.role]
kind = "account"
base = "visitor"
arn = "arn:aws:iam::333333333333:role/brought"

[[connection]]
name = "device"
{store}
[connection.role]
kind = "account"
base = "visitor"
arn = "arn:aws:iam::333333333333:role/device"
mfa_serial = "arn:aws:iam::111111111111:mfa/{person}"
"##;

/// The connections, once their roles are there.
pub fn partner(sandbox: &Running) -> String {
    prepare(sandbox);
    let endpoint = &sandbox.endpoint;
    let store = format!("endpoint = \"{endpoint}\"\nsts_endpoint = \"{endpoint}\"\n");
    CONNECTIONS
        .replace("{narrowed}", NARROWED)
        .replace("{store}", &store)
        .replace("{metadata}", sandbox.metadata.as_str())
}

fn policy(kind: Kind, statements: Value) -> Policy {
    let mut document = json!({ "Version": "2012-10-17" });
    document["Statement"] = statements;
    Policy::parse(kind, &document.to_string()).unwrap()
}

fn role(sandbox: &Running, account: &str, name: &str, trust: Value, may: Value) {
    let may = policy(Kind::Identity, may);
    let mut role = Role::new(account, name, policy(Kind::Trust, trust), vec![may]);
    role.max_session = Duration::from_secs(7_200);
    sandbox.world().add_role(role);
}

fn prepare(sandbox: &Running) {
    let files = json!([{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }]);
    let hop = json!([{ "Effect": "Allow", "Action": "sts:*", "Resource": "*" }]);
    let studio = json!({ "AWS": STUDIO });
    role(
        sandbox,
        PARTNER,
        "files",
        json!([
            { "Effect": "Allow", "Principal": studio, "Action": "sts:AssumeRole",
              "Condition": { "StringEquals": { "sts:ExternalId": "id-7f0c", "aws:RequestTag/Team": "red" } } },
            { "Effect": "Allow", "Principal": studio, "Action": ["sts:TagSession", "sts:SetSourceIdentity"] },
        ]),
        files.clone(),
    );
    let assume = |who: Value| json!([{ "Effect": "Allow", "Principal": who, "Action": "sts:*" }]);
    role(sandbox, PARTNER, "door", assume(studio), hop);
    let door = json!({ "AWS": format!("arn:aws:iam::{PARTNER}:role/door") });
    role(sandbox, PARTNER, "room", assume(door), files.clone());
    role(
        sandbox,
        PARTNER,
        "brought",
        assume(json!({ "AWS": HOME })),
        files.clone(),
    );
    let device = json!([{
        "Effect": "Allow", "Principal": { "AWS": HOME }, "Action": "sts:AssumeRole",
        "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } },
    }]);
    role(sandbox, PARTNER, "device", device, files.clone());
    let own = json!([
        { "Effect": "Allow", "Action": "s3:*", "Resource": "*" },
        { "Effect": "Allow", "Action": "sts:*", "Resource": format!("arn:aws:iam::{PARTNER}:role/*") },
    ]);
    role(
        sandbox,
        HOME,
        "wardrobe-studio",
        json!([{ "Effect": "Allow",
        "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }]),
        own.clone(),
    );
    sandbox.world().add_user(User {
        account: HOME.to_owned(),
        name: "zoe".to_owned(),
        keys: vec![(ZOE.to_owned(), SECRET.to_owned())],
        policies: vec![policy(Kind::Identity, own)],
        mfa: Some(device_of_zoe()),
    });
}

/// Long enough for a slow machine to answer within.
const LIFE: Duration = Duration::from_secs(3);
const ZOE: &str = "AKIAZOE0000000000000";
const SECRET: &str = "only of this test";

fn device_of_zoe() -> Mfa {
    Mfa {
        serial: format!("arn:aws:iam::{HOME}:mfa/zoe"),
        secret: b"a secret of this test".to_vec(),
    }
}

/// What `aws sts get-session-token` gives a user.
async fn session_token(studio: &Studio) -> Value {
    let keys = aws_credential_types::Credentials::new(ZOE, SECRET, None, None, "test");
    let config = aws_sdk_sts::Config::builder()
        .behavior_version(aws_sdk_sts::config::BehaviorVersion::latest())
        .region(aws_sdk_sts::config::Region::new("us-east-1"))
        .endpoint_url(studio.sandbox.endpoint.as_str())
        .credentials_provider(keys);
    let sts = aws_sdk_sts::Client::from_conf(config.build());
    let given = sts.get_session_token().send().await.unwrap();
    let keys = given.credentials().unwrap();
    json!({
        "access_key_id": keys.access_key_id(),
        "secret_access_key": keys.secret_access_key(),
        "session_token": keys.session_token(),
    })
}

const DROP: &str = "partner-files";

/// With a bucket of the partner's.
async fn studio() -> Studio {
    let studio = Studio::start_on(partner).await;
    let store = studio.sandbox.store();
    store
        .create_bucket(DROP, "us-east-1", PARTNER)
        .await
        .unwrap();
    studio.put(DROP, "a.txt", "text").await;
    studio
}

async fn open(browser: &Browser, connection: &str, body: &Value) -> reqwest::Response {
    let path = format!("/api/connections/{connection}/open");
    browser.post(&path, body).await
}

pub fn ada() -> Value {
    json!({ "username": "ada", "password": "lovelace" })
}

#[tokio::test]
async fn a_role_of_another_account_names_the_person() {
    let studio = studio().await;
    let browser = studio.browser();
    let opened = open(&browser, "partner", &ada()).await;
    assert_eq!(opened.status(), 200);
    let identity: Value = opened.json().await.unwrap();
    assert_eq!(
        identity["arn"],
        format!("arn:aws:sts::{PARTNER}:assumed-role/files/ada")
    );
    assert_eq!(identity["account_label"], "The partner");
    assert_eq!(identity["color"], "#aa3300");
    assert_eq!(identity["renewal"], "server");
    // The role allows two hours, and a chain one: 12 were wished for.
    assert_eq!(
        identity["notes"],
        json!(["AWS lets this role last 1 h at a time, not 12 h."])
    );
    assert_eq!(identity["source_identity"], "ada");
    assert_eq!(
        identity["tags"],
        json!([
            { "key": "Team", "value": "red", "transitive": true },
            { "key": "Person", "value": "ada", "transitive": false },
        ])
    );
    assert_eq!(
        (&identity["policy"], &identity["policy_arns"]),
        (&json!(null), &json!([]))
    );
    let mary = studio.browser();
    let body = json!({ "username": "mary", "password": "lovelace" });
    let identity: Value = open(&mary, "partner", &body).await.json().await.unwrap();
    assert_eq!(identity["session_name"], "mary");
    let again = browser.json("/api/connections/partner/identity").await;
    assert_eq!(again["session_name"], "ada");
}

#[tokio::test]
async fn a_chain_of_roles_narrowed_by_session_policies() {
    let studio = studio().await;
    let browser = studio.browser();
    let identity: Value = open(&browser, "chain", &ada()).await.json().await.unwrap();
    assert_eq!(
        identity["arn"],
        format!("arn:aws:sts::{PARTNER}:assumed-role/room/w-ada")
    );
    is_narrowed(&browser, "chain", DROP).await;
}

#[tokio::test]
async fn a_refusal_says_what_would_lift_it_and_is_lifted_without_more() {
    let studio = studio().await;
    let trust =
        json!([{ "Effect": "Allow", "Principal": { "AWS": "444444444444" }, "Action": "sts:*" }]);
    let files = json!([{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }]);
    role(&studio.sandbox, PARTNER, "files", trust, files.clone());
    let browser = studio.browser();
    let refused = open(&browser, "partner", &ada()).await;
    assert_eq!(refused.status(), 403);
    let error = refused.json::<Value>().await.unwrap()["error"].clone();
    let words = error["denial"]["aws_message"].as_str().unwrap();
    assert!(
        words.contains("is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::333333333333:role/files"),
        "{words}"
    );
    let place = error["remedy"]["policies"][0]["place"].as_str().unwrap();
    assert!(place.contains("trust policy of files"), "{place}");
    // What was said, added to what is there, is enough for that action; the two
    // others are asked for in their turn.
    let mut statements = Vec::new();
    for _ in 0..3 {
        let error = open(&browser, "partner", &ada()).await;
        if error.status() == 200 {
            break;
        }
        let error = error.json::<Value>().await.unwrap()["error"].clone();
        let said = error["remedy"]["policies"][0]["document"].as_str().unwrap();
        let said: Value = serde_json::from_str(said).unwrap();
        statements.extend(said["Statement"].as_array().unwrap().clone());
        role(
            &studio.sandbox,
            PARTNER,
            "files",
            json!(statements),
            files.clone(),
        );
    }
    assert_eq!(open(&browser, "partner", &ada()).await.status(), 200);
}

#[tokio::test]
async fn what_a_visitor_brings_assumes_the_role_and_is_kept_for_it() {
    let studio = studio().await;
    let browser = studio.browser();
    let nothing = open(&browser, "brought", &json!({})).await;
    assert_eq!(refusal(nothing).await, with(400, "invalid"));
    let keys = studio.keys(STUDIO, Duration::from_secs(900));
    let identity: Value = open(&browser, "brought", &keys).await.json().await.unwrap();
    assert_eq!(
        identity["arn"],
        format!("arn:aws:sts::{PARTNER}:assumed-role/brought/ada@example.com")
    );
    let studio = studio.restart().await;
    let browser = browser.at(&studio);
    let again = browser.json("/api/connections/brought/identity").await;
    assert_eq!(again["arn"], identity["arn"], "{again}");
}

#[tokio::test]
async fn a_code_of_a_device_is_asked_for_and_good_once() {
    let studio = studio().await;
    let browser = studio.browser();
    let mut body = session_token(&studio).await;
    let without = open(&browser, "device", &body).await;
    assert_eq!(refusal(without).await, with(401, "mfa-needed"));
    body["mfa_code"] = json!("000000");
    let wrong = open(&browser, "device", &body).await;
    assert_eq!(refusal(wrong).await, with(403, "denied"));
    body["mfa_code"] = json!(device_of_zoe().code(SystemTime::now()));
    let opened = open(&browser, "device", &body).await;
    assert_eq!(opened.status(), 200, "{}", opened.text().await.unwrap());
    let identity: Value = opened.json().await.unwrap();
    assert_eq!(identity["session_name"], "zoe");
    assert_eq!(identity["renewal"], "code");
    let used = open(&studio.browser(), "device", &body).await;
    assert_eq!(refusal(used).await, with(403, "denied"));
    // What it gave outlives a restart.
    let studio = studio.restart().await;
    let again = browser
        .at(&studio)
        .json("/api/connections/device/identity")
        .await;
    assert_eq!(again["arn"], identity["arn"], "{again}");
}

#[tokio::test]
async fn short_credentials_are_renewed_through_ten_lives() {
    let studio = studio().await;
    studio.sandbox.world().cap_sessions(Some(LIFE));
    let browser = studio.browser();
    assert_eq!(open(&browser, "partner", &ada()).await.status(), 200);
    let begun = std::time::Instant::now();
    while begun.elapsed() < 10 * LIFE {
        let read = browser.get(&of("partner", "object", DROP, "a.txt")).await;
        assert_eq!(read.status(), 200, "{}", read.text().await.unwrap());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
