//! A sandbox for a test, and clients for it.

use std::fmt::Debug;

use aws_credential_types::Credentials;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::{BehaviorVersion, Region, StalledStreamProtectionConfig};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use wardrobe_sandbox::iam::{Kind, Policy, Role, User};
use wardrobe_sandbox::{Options, Running, Sandbox};

use crate::shared::refusal::Raw;
pub use crate::shared::refusal::refusal;

pub const ACCOUNT: &str = "111122223333";
pub const OWNER: &str = "AKIAOWNER00000000000";
pub const SECRET: &str = "the owner's own secret";

/// A sandbox with one account and its all-powerful user.
pub async fn start() -> Running {
    let running = Sandbox::start(Options::default()).await.unwrap();
    populate(&running);
    running
}

/// A sandbox with the user's client and an empty bucket.
pub async fn start_with(bucket: &str) -> (Running, Client) {
    let running = start().await;
    let client = owner(&running);
    client.create_bucket().bucket(bucket).send().await.unwrap();
    (running, client)
}

pub fn owner(running: &Running) -> Client {
    owner_in(running, "us-east-1")
}

pub fn owner_in(running: &Running, region: &str) -> Client {
    client(running, owner_keys(), region)
}

pub fn owner_keys() -> Credentials {
    Credentials::new(OWNER, SECRET, None, None, "test")
}

pub fn client(running: &Running, credentials: Credentials, region: &str) -> Client {
    Client::from_conf(config(running, credentials, region).build())
}

pub fn config(
    running: &Running,
    credentials: Credentials,
    region: &str,
) -> aws_sdk_s3::config::Builder {
    bare_config(credentials, region).endpoint_url(running.endpoint.as_str())
}

pub fn bare_config(credentials: Credentials, region: &str) -> aws_sdk_s3::config::Builder {
    aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(region.to_owned()))
        .force_path_style(true)
        .retry_config(RetryConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .credentials_provider(credentials)
}

/// Puts text.
pub async fn put(client: &Client, bucket: &str, key: &str, text: &str) {
    let put = client
        .put_object()
        .bucket(bucket)
        .key(key)
        .body(text.as_bytes().to_vec().into());
    put.send()
        .await
        .unwrap_or_else(|error| panic!("{key:?}: {error:?}"));
}

/// Gets text.
pub async fn get(client: &Client, bucket: &str, key: &str) -> String {
    let object = client
        .get_object()
        .bucket(bucket)
        .key(key)
        .send()
        .await
        .unwrap();
    String::from_utf8(object.body.collect().await.unwrap().to_vec()).unwrap()
}

/// The status and code of a refusal.
pub fn refused<T: Debug, E: ProvideErrorMetadata + Debug>(
    result: Result<T, SdkError<E, Raw>>,
) -> (u16, String) {
    let (status, code, _) = refusal(result);
    (status, code)
}

/// For comparing with [`refused`].
pub fn with(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

/// One account with its all-powerful user, and a role as powerful.
pub fn populate(running: &Running) {
    running.world().add_user(user(&[]));
    let trust = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":{{"AWS":"{ACCOUNT}"}},"Action":"sts:AssumeRole"}}}}"#
    );
    let trust = Policy::parse(Kind::Trust, &trust).unwrap();
    running
        .world()
        .add_role(Role::new(ACCOUNT, "owner", trust, policies(&[])));
}

fn user(denied: &[String]) -> User {
    User {
        account: ACCOUNT.into(),
        name: "owner".into(),
        keys: vec![(OWNER.into(), SECRET.into())],
        policies: policies(denied),
        mfa: None,
    }
}

fn policies(denied: &[String]) -> Vec<Policy> {
    let mut statements =
        vec![serde_json::json!({"Effect": "Allow", "Action": "*", "Resource": "*"})];
    for denied in denied {
        let (action, resource) = denied.split_once(' ').unwrap_or((denied, "*"));
        statements
            .push(serde_json::json!({"Effect": "Deny", "Action": action, "Resource": resource}));
    }
    let text = serde_json::json!({"Version": "2012-10-17", "Statement": statements}).to_string();
    vec![Policy::parse(Kind::Identity, &text).unwrap()]
}

/// Temporary credentials that may do what the owner may.
pub async fn session(running: &Running, ttl: std::time::Duration) -> Credentials {
    let role = format!("arn:aws:iam::{ACCOUNT}:role/owner");
    let keys = running.world().mint(&role, "test", ttl).unwrap();
    Credentials::new(
        keys.access_key_id,
        keys.secret_access_key,
        Some(keys.session_token),
        None,
        "test",
    )
}

/// Takes an action away from the owner, or only on one resource.
pub fn deny(running: &Running, action: &str) {
    running.world().add_user(user(&[action.to_owned()]));
}
