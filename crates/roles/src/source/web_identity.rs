//! A token in a file: IAM roles for service accounts on EKS.
//! <https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html>

use std::path::PathBuf;
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_sdk_sts::error::ProvideErrorMetadata;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use super::Found;
use crate::sts::client;
use crate::{Endpoints, Environment};

pub(super) fn look(env: &Environment, endpoints: &Endpoints, http: &SharedHttpClient) -> Found {
    let Some(token_file) = env.get("AWS_WEB_IDENTITY_TOKEN_FILE") else {
        return Found::Absent("AWS_WEB_IDENTITY_TOKEN_FILE is not set".to_owned());
    };
    let Some(role_arn) = env.get("AWS_ROLE_ARN") else {
        return Found::Failed(
            "AWS_WEB_IDENTITY_TOKEN_FILE is set but AWS_ROLE_ARN is not".to_owned(),
        );
    };
    let session_name = env.get("AWS_ROLE_SESSION_NAME");
    Found::Provider(SharedCredentialsProvider::new(WebIdentity {
        token_file: token_file.into(),
        role_arn,
        session_name: session_name.unwrap_or("wardrobe".to_owned()),
        sts: client(None, endpoints, http),
    }))
}

#[derive(Debug)]
struct WebIdentity {
    token_file: PathBuf,
    role_arn: String,
    session_name: String,
    sts: aws_sdk_sts::Client,
}

impl WebIdentity {
    /// The file is read each time: Kubernetes puts a new token there.
    async fn assume(&self) -> Result<Credentials, CredentialsError> {
        let file = self.token_file.display();
        let token = std::fs::read_to_string(&self.token_file).map_err(|error| {
            CredentialsError::invalid_configuration(format!(
                "the token file {file} cannot be read: {error}"
            ))
        })?;
        let answer = self
            .sts
            .assume_role_with_web_identity()
            .role_arn(&self.role_arn)
            .role_session_name(&self.session_name)
            .web_identity_token(token.trim())
            .send()
            .await
            .map_err(|error| match (error.code(), error.message()) {
                (Some(code), message) => CredentialsError::provider_error(format!(
                    "AWS refuses sts:AssumeRoleWithWebIdentity: {code}: {}",
                    message.unwrap_or("no reason given")
                )),
                _ => CredentialsError::provider_error(error),
            })?;
        let given = answer
            .credentials
            .ok_or_else(|| CredentialsError::unhandled("STS answered without credentials"))?;
        Ok(Credentials::new(
            given.access_key_id,
            given.secret_access_key,
            Some(given.session_token),
            SystemTime::try_from(given.expiration).ok(),
            "web-identity",
        ))
    }
}

impl ProvideCredentials for WebIdentity {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.assume())
    }
}
