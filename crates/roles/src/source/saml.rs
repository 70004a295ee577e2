//! A role for a SAML response, which is good for five minutes and not renewed.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html>

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use super::duration::{Asked, Steps};
use super::{issued, policy_arns, sign_in};
use crate::sts::client;
use crate::{CarriedNow, Endpoints, Federated, RoleError};

/// Takes the role on, and says what its session carries and what people should know of
/// how it went.
pub(crate) async fn assume(
    federated: &Federated,
    role_arn: &str,
    principal_arn: &str,
    assertion: &str,
    endpoints: &Endpoints,
    http: &SharedHttpClient,
) -> Result<(Credentials, CarriedNow, Vec<String>), RoleError> {
    let limits = &federated.session;
    let request = client(None, endpoints, http)
        .assume_role_with_saml()
        .role_arn(role_arn)
        .principal_arn(principal_arn)
        .saml_assertion(assertion)
        .set_policy(limits.policy.clone())
        .set_policy_arns(policy_arns(limits));
    let steps = Steps::new(limits.duration);
    let carried = CarriedNow::default();
    let now = &carried;
    let credentials = steps
        .down(|seconds| {
            let request = request.clone().duration_seconds(seconds);
            async move {
                match request.send().await {
                    Ok(answer) => {
                        now.set(sign_in::carried_by_response(
                            assertion,
                            answer.source_identity,
                        ));
                        Asked::Answered(issued(answer.credentials, "saml"))
                    }
                    Err(error) => {
                        let action = "sts:AssumeRoleWithSAML";
                        let refused = RoleError::refused(&error, action, role_arn);
                        Asked::from(refused.with_sign_in(sign_in::of_response(assertion)))
                    }
                }
            }
        })
        .await?;
    Ok((credentials, carried, steps.note().into_iter().collect()))
}
