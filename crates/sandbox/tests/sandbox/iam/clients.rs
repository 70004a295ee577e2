//! Two accounts, and clients for whoever is in them.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_sts::config::retry::RetryConfig;
use aws_sdk_sts::config::{BehaviorVersion, Region};
use serde_json::{Value, json};
use wardrobe_sandbox::iam::{Kind, Role, User};
use wardrobe_sandbox::{Options, Running, Sandbox};

pub use crate::shared::keys::{issued, s3};
pub use crate::shared::policies::{document, policy};
pub use crate::shared::refusal::refusal;

/// The account of the users and roles.
pub const HOME: &str = "111122223333";
/// Somebody else's.
pub const AWAY: &str = "444455556666";
/// A user of `HOME` who may do everything.
pub const ANN: &str = "AKIAANN0000000000000";
/// A user of `HOME` who may do nothing.
pub const BEN: &str = "AKIABEN0000000000000";
/// A user of `AWAY` who may do everything.
pub const EVE: &str = "AKIAEVE0000000000000";
pub const SECRET: &str = "a secret that all of them share";

/// A sandbox with Ann, Ben and Eve.
pub async fn start() -> Running {
    let running = Sandbox::start(Options::default()).await.unwrap();
    for (account, name, key, action) in [
        (HOME, "ann", ANN, "*"),
        (HOME, "ben", BEN, "iam:NoSuchAction"),
        (AWAY, "eve", EVE, "*"),
    ] {
        let statement = json!({ "Effect": "Allow", "Action": action, "Resource": "*" });
        running.world().add_user(User {
            account: account.to_owned(),
            name: name.to_owned(),
            keys: vec![(key.to_owned(), SECRET.to_owned())],
            policies: vec![policy(Kind::Identity, &statement)],
            mfa: None,
        });
    }
    running
}

/// Who may assume a role.
pub fn trust(principal: &str) -> Value {
    json!({ "Effect": "Allow", "Principal": { "AWS": principal }, "Action": "sts:*" })
}

/// Adds a role of `HOME` that may do everything with S3.
pub fn role(running: &Running, name: &str, trust: &Value) -> String {
    let all = json!({ "Effect": "Allow", "Action": ["s3:*", "sts:*"], "Resource": "*" });
    role_with(running, name, trust, &all)
}

pub fn role_with(running: &Running, name: &str, trust: &Value, statements: &Value) -> String {
    let trust = policy(Kind::Trust, trust);
    let policies = vec![policy(Kind::Identity, statements)];
    let role = Role::new(HOME, name, trust, policies);
    let arn = role.arn();
    running.world().add_role(role);
    arn
}

/// The keys of a user.
pub fn user(key: &str) -> Credentials {
    Credentials::new(key, SECRET, None, None, "test")
}

/// A session of a role, as AWS gives it to its own services.
pub fn session(running: &Running, role: &str) -> Credentials {
    let keys = running.world().mint(role, "test", Duration::from_secs(900));
    let keys = keys.unwrap();
    Credentials::new(
        keys.access_key_id,
        keys.secret_access_key,
        Some(keys.session_token),
        None,
        "test",
    )
}

pub fn sts(running: &Running, keys: Credentials) -> aws_sdk_sts::Client {
    let config = aws_sdk_sts::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .retry_config(RetryConfig::disabled())
        .endpoint_url(running.endpoint.as_str())
        .credentials_provider(keys);
    aws_sdk_sts::Client::from_conf(config.build())
}

/// A bucket of Ann's with these objects.
pub async fn bucket(running: &Running, name: &str, keys: &[&str]) -> aws_sdk_s3::Client {
    let client = s3(running, user(ANN));
    client.create_bucket().bucket(name).send().await.unwrap();
    for key in keys {
        let put = client.put_object().bucket(name).key(*key);
        put.body(b"text".to_vec().into()).send().await.unwrap();
    }
    client
}

/// For comparing with [`refusal`].
pub fn with(status: u16, code: &str, message: &str) -> (u16, String, String) {
    (status, code.to_owned(), message.to_owned())
}

/// How much of the space for policies and tags a session takes, in percent.
#[expect(
    deprecated,
    reason = "the element that replaces it is not in most answers yet"
)]
pub fn packed(answer: &aws_sdk_sts::operation::assume_role::AssumeRoleOutput) -> Option<i32> {
    answer.packed_policy_size()
}
