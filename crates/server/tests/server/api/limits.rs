//! What a connection asks of AWS beside a role: how long a session lasts, and what it
//! is narrowed to.

use std::path::Path;
use std::time::Duration;

use serde_json::json;
use wardrobe_sandbox::Running;
use wardrobe_sandbox::seed::{RESEARCH_WRITE, SAML_WRITE};

use crate::api::saml_way::location;
use crate::api::studio::*;

const READING: &str = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

/// A session that writes by the one and reads by the other.
pub const NARROWED: &str = r#"policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}]}'
policy_arns = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]"#;

/// Both policies have come to AWS, and the session may no more than they allow.
pub async fn is_narrowed(browser: &Browser, connection: &str, bucket: &str) {
    let identity = browser
        .json(&format!("/api/connections/{connection}/identity"))
        .await;
    assert!(
        identity["policy"]
            .as_str()
            .unwrap()
            .contains("s3:PutObject")
    );
    assert_eq!(identity["policy_arns"], json!([READING]), "{connection}");
    let at = of(connection, "object", bucket, "narrow.txt");
    let put = browser
        .request("PUT", &at)
        .body("text")
        .send()
        .await
        .unwrap();
    assert_eq!(put.status(), 200, "{connection}");
    assert_eq!(browser.get(&at).await.status(), 200, "{connection}");
    let delete = format!("/api/connections/{connection}/delete");
    let body = json!({ "bucket": bucket, "keys": ["narrow.txt"] });
    let lines = browser.lines("POST", &delete, Some(&body)).await;
    let denial = &lines[0]["error"]["denial"];
    assert_eq!(denial["policy_type"], "session", "{connection}: {lines:?}");
}

/// Roles that last four hours at most, for twelve of which connections ask. The SAML
/// provider's metadata is in `file`.
fn config(sandbox: &Running, file: &Path) -> String {
    for arn in [RESEARCH_WRITE, SAML_WRITE] {
        let mut role = sandbox.world().role(arn).unwrap();
        role.max_session = Duration::from_secs(4 * 3_600);
        sandbox.world().add_role(role);
    }
    std::fs::write(file, sandbox.saml.metadata()).unwrap();
    let (store, file) = (store(sandbox), file.display());
    format!(
        r#"
[[identity_provider]]
name = "filed"
kind = "saml"
metadata_file = "{file}"

[[connection]]
name = "bytoken"
{store}
[connection.role]
kind = "identity-provider"
identity_provider = "corp"
arns = ["{RESEARCH_WRITE}"]
duration = "12h"
{NARROWED}

[[connection]]
name = "byresponse"
{store}
[connection.role]
kind = "saml"
identity_provider = "filed"
arns = ["{SAML_WRITE}"]
duration = "12h"
{NARROWED}

[[connection]]
name = "byamazon"
{store}
[connection.role]
kind = "identity-provider"
identity_provider = "corp"
arns = ["{RESEARCH_WRITE}"]
provider_id = "www.amazon.com"
"#
    )
}

#[tokio::test]
async fn of_a_sign_in_are_what_the_connection_says_and_aws_allows() {
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("corp.xml");
    let studio = Studio::start_on(|sandbox| config(sandbox, &file)).await;
    let by_token = studio.browser();
    assert_eq!(
        by_token.sign_in("/sign-in/bytoken", "ada").await,
        "/c/bytoken"
    );
    let by_response = studio.walker();
    let way = "/sign-in/byresponse";
    assert_eq!(
        by_response.saml_sign_in(&studio, way, "ada").await,
        "/c/byresponse"
    );
    for (browser, connection) in [(&by_token, "bytoken"), (&by_response, "byresponse")] {
        let identity = format!("/api/connections/{connection}/identity");
        assert_eq!(
            browser.json(&identity).await["notes"],
            json!(["AWS lets this role last 4 h at a time, not 12 h."])
        );
        is_narrowed(browser, connection, BUCKET).await;
    }

    // It is read when it is needed, and its loss is said.
    std::fs::remove_file(&file).unwrap();
    let there = studio.walker().bare("GET", way).send().await.unwrap();
    let (code, words) = by_response.why(&location(&there)).await;
    assert!(words.contains("metadata file"), "{code}: {words}");

    // What only OAuth providers of old take, AWS is told as well.
    let end = by_token.sign_in("/sign-in/byamazon", "ada").await;
    let (_, words) = by_token.reason(&end).await;
    assert!(words.contains("Login With Amazon"), "{words}");
}
