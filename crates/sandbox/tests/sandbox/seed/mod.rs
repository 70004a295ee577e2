//! What a sandbox holds when it starts: that it is whole, that the roles can do
//! what they are for and no more, and that people's changes stay.

#[cfg(target_os = "linux")]
mod bulk;
mod files;
mod roles;
mod twice;

use std::path::Path;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::{BehaviorVersion, Region};
use wardrobe_sandbox::seed::{ADMIN_KEY, ADMIN_SECRET};
use wardrobe_sandbox::{Options, Running, Sandbox, Seed};

async fn start(seed: Seed, data: Option<&Path>) -> Running {
    let options = Options {
        seed,
        data: data.map(Path::to_owned),
        ..Options::default()
    };
    Sandbox::start(options).await.unwrap()
}

fn client(sandbox: &Running, keys: Credentials) -> Client {
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(sandbox.endpoint.as_str())
        .force_path_style(true)
        .retry_config(RetryConfig::disabled())
        .credentials_provider(keys);
    Client::from_conf(config.build())
}

fn admin(sandbox: &Running) -> Client {
    let keys = Credentials::new(ADMIN_KEY, ADMIN_SECRET, None, None, "test");
    client(sandbox, keys)
}

/// A client with the rights of a role.
fn with_role(sandbox: &Running, role: &str) -> Client {
    let hour = Duration::from_secs(3600);
    let keys = sandbox.world().mint(role, "test", hour).unwrap();
    let token = Some(keys.session_token);
    let keys = Credentials::new(
        keys.access_key_id,
        keys.secret_access_key,
        token,
        None,
        "test",
    );
    client(sandbox, keys)
}

/// The keys of a bucket, at most 1,000.
async fn keys(client: &Client, bucket: &str) -> Vec<String> {
    let page = client.list_objects_v2().bucket(bucket).send().await;
    let contents = page.unwrap().contents.unwrap_or_default();
    contents.into_iter().filter_map(|o| o.key).collect()
}
