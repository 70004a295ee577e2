//! A token in a file: IAM roles for service accounts on EKS.
//! <https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html>

use std::path::PathBuf;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use super::{Found, issued};
use crate::sts::client;
use crate::{Endpoints, Environment, RoleError};

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
            .await;
        let action = "sts:AssumeRoleWithWebIdentity";
        let answer = answer.map_err(|e| RoleError::refused(&e, action, &self.role_arn))?;
        Ok(issued(answer.credentials, "web-identity")?)
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
