//! A token in a file: IAM roles for service accounts on EKS.
//! <https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html>

use std::path::PathBuf;

use aws_config::provider_config::ProviderConfig;
use aws_config::web_identity_token::{StaticConfiguration, WebIdentityTokenCredentialsProvider};
use aws_credential_types::provider::SharedCredentialsProvider;

use super::Found;
use crate::{Endpoints, Environment};

pub(super) fn look(env: &Environment, endpoints: &Endpoints, config: &ProviderConfig) -> Found {
    let Some(token_file) = env.get("AWS_WEB_IDENTITY_TOKEN_FILE") else {
        return Found::Absent("AWS_WEB_IDENTITY_TOKEN_FILE is not set".to_owned());
    };
    let Some(role_arn) = env.get("AWS_ROLE_ARN") else {
        return Found::Failed(
            "AWS_WEB_IDENTITY_TOKEN_FILE is set but AWS_ROLE_ARN is not".to_owned(),
        );
    };
    if let Err(error) = std::fs::metadata(&token_file) {
        return Found::Failed(format!(
            "the token file {token_file} cannot be read: {error}"
        ));
    }
    if endpoints.sts.is_some() {
        // AWS's provider finds STS by itself, and would take the token there.
        return Found::Failed(
            "a web identity file cannot be used together with sts_endpoint".to_owned(),
        );
    }
    let provider = WebIdentityTokenCredentialsProvider::builder()
        .configure(config)
        .static_configuration(StaticConfiguration {
            web_identity_token_file: PathBuf::from(token_file),
            role_arn,
            session_name: env
                .get("AWS_ROLE_SESSION_NAME")
                .unwrap_or("wardrobe".to_owned()),
        })
        .build();
    Found::Provider(SharedCredentialsProvider::new(provider))
}
