//! The endpoints that give machines their credentials, by hand and by AWS's
//! own clients.

mod container;
mod instance;

use reqwest::{Method, StatusCode};
use serde_json::Value;
use wardrobe_sandbox::iam::{Kind, Policy, Role};
use wardrobe_sandbox::seed::ACCOUNT;
use wardrobe_sandbox::{Options, Running, Sandbox, Seed};

/// A sandbox with its machines and no bucket.
async fn start() -> Running {
    let options = Options {
        seed: Seed::Accounts,
        ..Options::default()
    };
    Sandbox::start(options).await.unwrap()
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// One request to a metadata endpoint; the status and the body.
async fn ask(
    sandbox: &Running,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
) -> (StatusCode, String) {
    let url = sandbox.metadata.join(path).unwrap();
    let mut request = client().request(method, url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A role that only this service may assume; its ARN.
fn role_for(sandbox: &Running, service: &str) -> String {
    let trust = serde_json::json!({
        "Version": "2012-10-17",
        "Statement": { "Effect": "Allow", "Principal": { "Service": service }, "Action": "sts:AssumeRole" },
    });
    let trust = Policy::parse(Kind::Trust, &trust.to_string()).unwrap();
    let role = Role::new(ACCOUNT, "other", trust, Vec::new());
    let arn = role.arn();
    sandbox.world().add_role(role);
    arn
}
