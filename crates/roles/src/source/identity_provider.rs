//! A role for an ID token, with a new token whenever credentials are needed.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

use aws_credential_types::Credentials;
use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use super::duration::{Asked, Steps};
use super::{issued, policy_arns, sign_in};
use crate::name::session_name;
use crate::sts::client;
use crate::{CarriedNow, Endpoints, Federated, RoleError};

/// One AssumeRoleWithWebIdentity, asked again whenever credentials are needed.
#[derive(Debug)]
pub(crate) struct WebIdentity {
    tokens: SharedTokenProvider,
    role_arn: String,
    session_name: String,
    federated: Federated,
    steps: Steps,
    sts: aws_sdk_sts::Client,
    /// What the session carries that was taken on last.
    pub(crate) carried: CarriedNow,
}

impl WebIdentity {
    pub(crate) fn new(
        federated: &Federated,
        role_arn: &str,
        person: &str,
        tokens: SharedTokenProvider,
        endpoints: &Endpoints,
        http: &SharedHttpClient,
    ) -> Self {
        Self {
            tokens,
            role_arn: role_arn.to_owned(),
            session_name: session_name("{person}", person),
            federated: federated.clone(),
            steps: Steps::new(federated.session.duration),
            sts: client(None, endpoints, http),
            carried: CarriedNow::default(),
        }
    }

    /// Takes the role on.
    pub(crate) async fn assume(&self) -> Result<Credentials, RoleError> {
        let token = self.tokens.provide_token().await;
        let token = token.map_err(|error| RoleError::of_token(&error))?;
        let limits = &self.federated.session;
        let request = self
            .sts
            .assume_role_with_web_identity()
            .role_arn(&self.role_arn)
            .role_session_name(&self.session_name)
            .web_identity_token(token.token())
            .set_provider_id(self.federated.provider_id.clone())
            .set_policy(limits.policy.clone())
            .set_policy_arns(policy_arns(limits));
        let action = "sts:AssumeRoleWithWebIdentity";
        self.steps
            .down(|seconds| {
                let request = request.clone().duration_seconds(seconds);
                let token = token.token();
                async move {
                    match request.send().await {
                        Ok(answer) => {
                            self.carried
                                .set(sign_in::carried_by_token(token, answer.source_identity));
                            Asked::Answered(issued(answer.credentials, "identity-provider"))
                        }
                        Err(error) => {
                            let refused = RoleError::refused(&error, action, &self.role_arn);
                            Asked::from(refused.with_sign_in(sign_in::of_token(token)))
                        }
                    }
                }
            })
            .await
    }

    /// What people should know of how it went.
    pub(crate) fn notes(&self) -> Vec<String> {
        self.steps.note().into_iter().collect()
    }
}

impl ProvideCredentials for WebIdentity {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async { Ok(self.assume().await?) })
    }
}
