//! A sandbox, and a client of STS that has no key.

use aws_credential_types::Credentials;
use aws_sdk_sts::config::retry::RetryConfig;
use aws_sdk_sts::config::{BehaviorVersion, Region};
use aws_sdk_sts::operation::assume_role_with_web_identity::AssumeRoleWithWebIdentityOutput;
use aws_sdk_sts::operation::assume_role_with_web_identity::builders::AssumeRoleWithWebIdentityFluentBuilder;
use serde_json::{Value, json};
use wardrobe_sandbox::iam::{Kind, OidcProvider, Role};
use wardrobe_sandbox::{Options, Running, Sandbox, Seed};

use crate::openid::issuer::Issuer;

pub use crate::shared::keys::{issued, s3};
pub use crate::shared::policies::{document, policy};
pub use crate::shared::refusal::refusal;

/// The account of the roles.
pub const HOME: &str = "111122223333";
/// The audience its provider vouches for.
pub const APP: &str = "app";

pub async fn start(seed: Seed) -> Running {
    let options = Options {
        seed,
        ..Options::default()
    };
    Sandbox::start(options).await.unwrap()
}

/// A sandbox that trusts an issuer of ours, and the role `reader`.
pub async fn with_issuer() -> (Running, Issuer, String) {
    let (sandbox, issuer) = (start(Seed::Empty).await, Issuer::start().await);
    sandbox.world().add_oidc_provider(OidcProvider {
        account: HOME.to_owned(),
        url: issuer.url.clone(),
        client_ids: vec![APP.to_owned()],
    });
    let arn = role(&sandbox, &trust(&issuer));
    (sandbox, issuer, arn)
}

/// Trust in whomever the issuer vouches for.
pub fn trust(issuer: &Issuer) -> Value {
    json!({
        "Effect": "Allow",
        "Principal": { "Federated": format!("arn:aws:iam::{HOME}:oidc-provider/{}", issuer.name()) },
        "Action": "sts:AssumeRoleWithWebIdentity",
    })
}

/// The role `reader` with this trust.
pub fn role(sandbox: &Running, trust: &Value) -> String {
    let all = json!({ "Effect": "Allow", "Action": ["s3:*", "sts:*"], "Resource": "*" });
    let policies = vec![policy(Kind::Identity, &all)];
    let role = Role::new(HOME, "reader", policy(Kind::Trust, trust), policies);
    let arn = role.arn();
    sandbox.world().add_role(role);
    arn
}

pub fn sts(sandbox: &Running, keys: Option<Credentials>) -> aws_sdk_sts::Client {
    let mut config = aws_sdk_sts::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .retry_config(RetryConfig::disabled())
        .endpoint_url(sandbox.endpoint.as_str());
    config.set_credentials_provider(keys.map(aws_sdk_sts::config::SharedCredentialsProvider::new));
    aws_sdk_sts::Client::from_conf(config.build())
}

/// A request for a role against a token.
pub fn assume(
    sandbox: &Running,
    role: &str,
    token: &str,
) -> AssumeRoleWithWebIdentityFluentBuilder {
    let request = sts(sandbox, None).assume_role_with_web_identity();
    let request = request.role_arn(role).role_session_name("ada@example.com");
    request.web_identity_token(token)
}

/// In how many seconds the credentials end.
pub fn left(keys: Option<&aws_sdk_sts::types::Credentials>) -> i64 {
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    keys.unwrap().expiration().secs() - i64::try_from(now.as_secs()).unwrap()
}

/// How much of the space for policies and tags a session takes, in percent.
#[expect(
    deprecated,
    reason = "the element that replaces it is not in most answers yet"
)]
pub fn packed(answer: &AssumeRoleWithWebIdentityOutput) -> Option<i32> {
    answer.packed_policy_size()
}

/// For comparing with [`refusal`].
pub fn with(status: u16, code: &str, message: &str) -> (u16, String, String) {
    (status, code.to_owned(), message.to_owned())
}
