//! One account, its provider and its role, and STS without keys.

use aws_sdk_sts::config::retry::RetryConfig;
use aws_sdk_sts::config::{BehaviorVersion, Region};
use aws_sdk_sts::operation::assume_role_with_saml::builders::AssumeRoleWithSAMLFluentBuilder;
use serde_json::{Value, json};
use wardrobe_sandbox::iam::{Kind, Role, SamlProvider};
use wardrobe_sandbox::{Options, Running, Sandbox};

use crate::shared::policies::policy;
pub use crate::shared::refusal::refusal;

pub const ACCOUNT: &str = "111122223333";
pub const PROVIDER: &str = "arn:aws:iam::111122223333:saml-provider/corp";
pub const ROLE: &str = "arn:aws:iam::111122223333:role/files";
/// Where assertions are sent in these tests.
pub const ACS: &str = "http://127.0.0.1:8334/saml/acs";

/// A sandbox whose own provider is known to the account, and offers Ada the role.
pub async fn start() -> Running {
    let running = Sandbox::start(Options::default()).await.unwrap();
    know(&running, &running.saml.metadata());
    running.saml.offer("ada", ROLE, PROVIDER);
    add_role(&running, &trust());
    running
}

/// Makes a provider known, in place of the one before.
pub fn know(running: &Running, metadata: &str) {
    let provider = SamlProvider {
        account: ACCOUNT.to_owned(),
        name: "corp".to_owned(),
        metadata: metadata.to_owned(),
    };
    assert_eq!(provider.arn(), PROVIDER);
    running.world().add_saml_provider(&provider).unwrap();
}

/// Who may have the role: whoever comes from the provider and was sent to us.
pub fn trust() -> Value {
    trust_if(&json!({ "StringEquals": { "SAML:aud": ACS } }))
}

pub fn trust_if(condition: &Value) -> Value {
    json!({
        "Effect": "Allow",
        "Principal": { "Federated": PROVIDER },
        "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"],
        "Condition": condition,
    })
}

pub fn add_role(running: &Running, trust: &Value) {
    let all = json!({ "Effect": "Allow", "Action": "*", "Resource": "*" });
    let policies = vec![policy(Kind::Identity, &all)];
    let role = Role::new(ACCOUNT, "files", policy(Kind::Trust, trust), policies);
    running.world().add_role(role);
}

pub fn sts(running: &Running) -> aws_sdk_sts::Client {
    let config = aws_sdk_sts::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .retry_config(RetryConfig::disabled())
        .endpoint_url(running.endpoint.as_str());
    aws_sdk_sts::Client::from_conf(config.build())
}

/// Asks for the role with a response.
pub fn assume(running: &Running, response: &str) -> AssumeRoleWithSAMLFluentBuilder {
    sts(running)
        .assume_role_with_saml()
        .role_arn(ROLE)
        .principal_arn(PROVIDER)
        .saml_assertion(response)
}

/// For comparing with [`refusal`].
pub fn with(status: u16, code: &str, message: &str) -> (u16, String, String) {
    (status, code.to_owned(), message.to_owned())
}

pub fn invalid(message: &str) -> (u16, String, String) {
    with(400, "InvalidIdentityToken", message)
}

pub fn denied(action: &str) -> (u16, String, String) {
    let message = format!("Not authorized to perform {action}");
    with(403, "AccessDenied", &message)
}
