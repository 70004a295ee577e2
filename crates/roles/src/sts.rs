//! Clients of the Security Token Service.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_sts::Client;
use aws_sdk_sts::config::retry::RetryPartition;
use aws_sdk_sts::config::timeout::TimeoutConfig;
use aws_sdk_sts::config::{BehaviorVersion, Region};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use crate::Endpoints;

/// A client that signs with `credentials`, or, without any, one for the
/// operations that take a token of somebody else's.
pub(crate) fn client(
    credentials: Option<Credentials>,
    endpoints: &Endpoints,
    http: &SharedHttpClient,
) -> Client {
    let region = endpoints.region.clone().unwrap_or("us-east-1".to_owned());
    let mut config = aws_sdk_sts::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(region))
        .http_client(http.clone())
        // What may still be tried again is counted for each client: a region in trouble
        // would leave none for the people of all others.
        .retry_partition(RetryPartition::custom("wardrobe").build())
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(Duration::from_secs(3))
                .operation_timeout(Duration::from_secs(15))
                .build(),
        );
    if let Some(credentials) = credentials {
        config = config.credentials_provider(credentials);
    }
    if let Some(url) = &endpoints.sts {
        config = config.endpoint_url(url.as_str().trim_end_matches('/'));
    }
    Client::from_conf(config.build())
}
