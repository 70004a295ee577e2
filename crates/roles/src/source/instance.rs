//! The role of an EC2 instance, by the instance metadata service, version 2.
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html>

use std::time::Duration;

use aws_config::imds;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use super::Found;
use crate::{Environment, Service};

pub(super) fn look(service: &Service, env: &Environment, http: &SharedHttpClient) -> Found {
    let disabled = env.get("AWS_EC2_METADATA_DISABLED");
    if disabled.is_some_and(|v| v.eq_ignore_ascii_case("true")) {
        return Found::Absent("AWS_EC2_METADATA_DISABLED is true".to_owned());
    }
    let named = service.instance_endpoint.as_ref().map(ToString::to_string);
    let endpoint = named.or_else(|| env.get("AWS_EC2_METADATA_SERVICE_ENDPOINT"));
    let config = ProviderConfig::without_region().with_http_client(http.clone());
    let mut client = imds::Client::builder()
        .configure(&config)
        .max_attempts(2)
        .connect_timeout(Duration::from_secs(1))
        .read_timeout(Duration::from_secs(2));
    if let Some(endpoint) = endpoint {
        client = match client.endpoint(endpoint.trim_end_matches('/')) {
            Ok(client) => client,
            Err(error) => return Found::Failed(format!("{endpoint} is no address: {error}")),
        };
    }
    Found::Provider(SharedCredentialsProvider::new(Instance {
        client: client.build(),
    }))
}

#[derive(Debug)]
struct Instance {
    client: imds::Client,
}

impl ProvideCredentials for Instance {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        // A provider that lives on would hand out its last credentials with a
        // later end than they have when the service is down. We keep the old
        // ones ourselves, and say when they really end.
        let provider = ImdsCredentialsProvider::builder()
            .imds_client(self.client.clone())
            .build();
        future::ProvideCredentials::new(async move { provider.provide_credentials().await })
    }
}
