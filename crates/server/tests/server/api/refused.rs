//! Refusals of S3, taken apart, with what lifts them and nothing beside it.

use std::time::Duration;

use serde_json::{Value, json};
use wardrobe_sandbox::iam::{Kind, Policy, Role};
use wardrobe_sandbox::seed::ACCOUNT;

use crate::api::studio::*;

const READER: &str = "arn:aws:iam::111111111111:role/reader";
const PARTNER: &str = "333333333333";
const DROP: &str = "partner-files";

/// Lets the role `reader` do what `statements` say.
pub fn let_reader(studio: &Studio, statements: &[Value]) {
    let policy = |kind, statements: &Value| {
        let text = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
        Policy::parse(kind, &text).unwrap()
    };
    let trust =
        json!([{ "Effect": "Allow", "Principal": { "AWS": ACCOUNT }, "Action": "sts:AssumeRole" }]);
    let identity = policy(Kind::Identity, &json!(statements));
    let role = Role::new(
        ACCOUNT,
        "reader",
        policy(Kind::Trust, &trust),
        vec![identity],
    );
    studio.sandbox.world().add_role(role);
}

/// A browser with credentials of `reader`, who may do nothing yet.
pub async fn reader(studio: &Studio) -> Browser {
    let_reader(
        studio,
        &[json!({ "Effect": "Allow", "Action": "s3:GetBucketTagging", "Resource": "*" })],
    );
    studio.visit(READER, Duration::from_secs(3600)).await
}

async fn error(browser: &Browser, path: &str) -> Value {
    browser.json(path).await["error"].clone()
}

/// The statements of the remedy's policy `n`, as somebody would paste them.
pub fn statements(error: &Value, n: usize) -> Vec<Value> {
    let text = error["remedy"]["policies"][n]["document"]
        .as_str()
        .expect("a policy");
    let document: Value = serde_json::from_str(text).unwrap();
    document["Statement"].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_is_refused_is_lifted_for_that_key_and_for_no_neighbour() {
    let studio = Studio::start().await;
    let (key, neighbours) = (
        "a*?$/${x}.txt",
        ["ab?$/${x}.txt", "a*y$/${x}.txt", "a*?$/$.txt"],
    );
    for key in neighbours.iter().chain([&key]) {
        studio.put(BUCKET, key, "text").await;
    }
    let browser = reader(&studio).await;
    // The bytes by GET, and the properties by HEAD, whose refusal has no words.
    for what in ["object", "object/properties"] {
        let error = error(&browser, &of("own", what, BUCKET, key)).await;
        assert_eq!(error["code"], "denied", "{error}");
        assert_eq!(error["denial"]["meaning"], "denied");
        assert_eq!(error["denial"]["explicit"], false);
        assert_eq!(error["denial"]["policy_type"], "identity-based");
        let message = error["message"].as_str().unwrap();
        assert!(
            message.ends_with("no policy of reader allows it."),
            "{message}"
        );
        let words = error["remedy"]["words"].as_str().unwrap();
        assert!(
            words.contains("administrator of account 111111111111"),
            "{words}"
        );
        let cli = error["remedy"]["policies"][0]["cli"].as_str().unwrap();
        assert!(
            cli.starts_with("aws iam put-role-policy --role-name reader "),
            "{cli}"
        );
    }
    let refused = error(&browser, &of("own", "object", BUCKET, key)).await;
    let_reader(&studio, &statements(&refused, 0));
    let read = browser.get(&of("own", "object", BUCKET, key)).await;
    assert_eq!(read.status(), 200);
    for neighbour in neighbours {
        let read = browser.get(&of("own", "object", BUCKET, neighbour)).await;
        assert_eq!(read.status(), 403, "{neighbour}");
    }
}

#[tokio::test]
async fn a_folder_is_listed_by_its_remedy_and_no_other_is() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "team/a/1.txt", "text").await;
    let browser = reader(&studio).await;
    let folder = of("own", "objects", BUCKET, "team/a/");
    let refused = error(&browser, &folder).await;
    let_reader(&studio, &statements(&refused, 0));
    let lines = browser.lines("GET", &folder, None).await;
    assert_eq!(lines[0]["objects"][0]["key"], "team/a/1.txt");
    for prefix in ["", "team/", "team/a", "team/b/"] {
        let other = browser.get(&of("own", "objects", BUCKET, prefix)).await;
        assert_eq!(other.status(), 403, "{prefix}");
    }
}

#[tokio::test]
async fn what_may_be_missing_or_hidden_is_called_so() {
    let studio = Studio::start().await;
    let browser = reader(&studio).await;
    let all = json!({ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" });
    let_reader(&studio, std::slice::from_ref(&all));
    let gone = of("own", "object", BUCKET, "gone.txt");
    let hidden = error(&browser, &gone).await;
    assert_eq!(hidden["code"], "hidden");
    let mut more = statements(&hidden, 0);
    more.push(all);
    let_reader(&studio, &more);
    assert_eq!(error(&browser, &gone).await["code"], "missing");
}

#[tokio::test]
async fn across_accounts_both_sides_are_shown() {
    let studio = Studio::start().await;
    let store = studio.sandbox.store();
    store
        .create_bucket(DROP, "us-east-1", PARTNER)
        .await
        .unwrap();
    studio.put(DROP, "a.txt", "text").await;
    let browser = reader(&studio).await;
    let place = of("own", "object", DROP, "a.txt");
    let refused = error(&browser, &place).await;
    assert_eq!(refused["denial"]["aws_message"], "Access Denied");
    assert_eq!(
        refused["denial"]["caller"],
        "arn:aws:sts::111111111111:assumed-role/reader/ada@example.com"
    );
    let_reader(&studio, &statements(&refused, 0));
    assert_eq!(browser.get(&place).await.status(), 403);
    let policy = refused["remedy"]["policies"][1].clone();
    assert_eq!(policy["place"], format!("the bucket policy of {DROP}"));
    let text = policy["document"].as_str();
    studio
        .sandbox
        .world()
        .set_bucket_policy(DROP, text)
        .unwrap();
    assert_eq!(browser.get(&place).await.status(), 200);
}

#[tokio::test]
async fn a_deny_is_answered_with_who_must_change_it() {
    let studio = Studio::start().await;
    studio.put(BUCKET, "a.txt", "text").await;
    let browser = reader(&studio).await;
    let deny = json!({ "Effect": "Deny", "Action": "s3:GetObject", "Resource": "*" });
    let_reader(&studio, &[deny]);
    let error = error(&browser, &of("own", "object", BUCKET, "a.txt")).await;
    assert_eq!(error["denial"]["explicit"], true, "{error}");
    assert_eq!(error["remedy"]["policies"], json!([]));
    let words = error["remedy"]["words"].as_str().unwrap();
    assert!(
        words.contains("has to change the policy of reader"),
        "{words}"
    );
}
