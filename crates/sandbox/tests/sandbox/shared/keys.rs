//! What STS has handed out, and S3 with it.

use aws_credential_types::Credentials;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::{BehaviorVersion, Region};
use wardrobe_sandbox::Running;

/// What STS has handed out.
pub fn issued(keys: Option<&aws_sdk_sts::types::Credentials>) -> Credentials {
    let keys = keys.unwrap();
    Credentials::new(
        keys.access_key_id(),
        keys.secret_access_key(),
        Some(keys.session_token().to_owned()),
        None,
        "test",
    )
}

pub fn s3(running: &Running, keys: Credentials) -> aws_sdk_s3::Client {
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .retry_config(RetryConfig::disabled())
        .force_path_style(true)
        .endpoint_url(running.endpoint.as_str())
        .credentials_provider(keys);
    aws_sdk_s3::Client::from_conf(config.build())
}
