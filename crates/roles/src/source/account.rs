//! A role assumed with the credentials of another, and so on along a chain.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_sdk_sts::types::Tag;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use super::duration::{Asked, Steps};
use super::{issued, policy_arns};
use crate::name::{PLACE, session_name, tag_value};
use crate::sts::client;
use crate::{Account, Carried, Endpoints, RoleError, SessionLimits};

/// One AssumeRole, asked again whenever credentials are needed.
#[derive(Debug)]
pub(crate) struct AssumeRole {
    base: SharedCredentialsProvider,
    hop: Hop,
    steps: Steps,
    endpoints: Endpoints,
    http: SharedHttpClient,
}

/// What is asked of STS.
#[derive(Debug)]
struct Hop {
    arn: String,
    session_name: String,
    source_identity: Option<String>,
    external_id: Option<String>,
    tags: Vec<Tag>,
    transitive_tag_keys: Vec<String>,
    /// The device and its code, which works once.
    mfa: Option<(String, String)>,
    limits: SessionLimits,
}

/// The way from `base` to the role of `account`, for `person`.
pub(crate) fn chain(
    account: &Account,
    base: SharedCredentialsProvider,
    person: &str,
    mfa_code: Option<&str>,
    endpoints: &Endpoints,
    http: &SharedHttpClient,
) -> Result<AssumeRole, RoleError> {
    let serial = account.mfa_serial.as_ref();
    let serial = serial.map(|template| template.replace(PLACE, person));
    let mut mfa = match (serial, mfa_code) {
        (Some(serial), Some(code)) => Some((serial, code.to_owned())),
        (Some(serial), None) => return Err(RoleError::MfaNeeded { serial }),
        (None, _) => None,
    };
    let source_identity = account.source_identity.as_ref();
    let source_identity = source_identity.map(|template| session_name(template, person));
    let name = session_name(&account.session_name, person);
    let to = |base, hop: Hop| AssumeRole {
        base,
        steps: Steps::new(hop.limits.duration),
        hop,
        endpoints: endpoints.clone(),
        http: http.clone(),
    };
    let mut base = base;
    for arn in &account.through {
        let hop = Hop {
            arn: arn.clone(),
            session_name: name.clone(),
            source_identity: source_identity.clone(),
            external_id: None,
            tags: Vec::new(),
            transitive_tag_keys: Vec::new(),
            // The device is the caller's, who stands at the beginning.
            mfa: mfa.take(),
            limits: SessionLimits::default(),
        };
        base = SharedCredentialsProvider::new(to(base, hop));
    }
    let tags = account.tags.iter().map(|(key, template)| {
        let tag = Tag::builder().key(key).value(tag_value(template, person));
        tag.build().map_err(|error| RoleError::Unreachable {
            message: error.to_string(),
        })
    });
    let hop = Hop {
        arn: account.arn.clone(),
        session_name: name,
        source_identity,
        external_id: account.external_id.clone(),
        tags: tags.collect::<Result<_, _>>()?,
        transitive_tag_keys: account.transitive_tag_keys.clone(),
        mfa,
        limits: account.session.clone(),
    };
    Ok(to(base, hop))
}

impl AssumeRole {
    /// Takes the role on.
    pub(crate) async fn assume(&self) -> Result<Credentials, RoleError> {
        let base = self.base.provide_credentials().await;
        let base = base.map_err(|error| RoleError::of_credentials(&error))?;
        let sts = client(Some(base), &self.endpoints, &self.http);
        let hop = &self.hop;
        let limits = &hop.limits;
        let request = sts
            .assume_role()
            .role_arn(&hop.arn)
            .role_session_name(&hop.session_name)
            .set_external_id(hop.external_id.clone())
            .set_source_identity(hop.source_identity.clone())
            .set_tags((!hop.tags.is_empty()).then(|| hop.tags.clone()))
            .set_transitive_tag_keys(
                (!hop.transitive_tag_keys.is_empty()).then(|| hop.transitive_tag_keys.clone()),
            )
            .set_policy(limits.policy.clone())
            .set_policy_arns(policy_arns(limits))
            .set_serial_number(hop.mfa.as_ref().map(|(serial, _)| serial.clone()))
            .set_token_code(hop.mfa.as_ref().map(|(_, code)| code.clone()));
        self.steps
            .down(|seconds| {
                let request = request.clone().duration_seconds(seconds);
                async move {
                    match request.send().await {
                        Ok(answer) => Asked::Answered(issued(answer.credentials, "account")),
                        Err(error) => {
                            Asked::from(RoleError::refused(&error, "sts:AssumeRole", &hop.arn))
                        }
                    }
                }
            })
            .await
    }

    /// What the session carries, as it is asked of STS.
    pub(crate) fn carried(&self) -> Carried {
        let hop = &self.hop;
        let tags = hop
            .tags
            .iter()
            .map(|tag| (tag.key.clone(), tag.value.clone()));
        Carried::new(hop.source_identity.clone(), tags, &hop.transitive_tag_keys)
    }

    /// What people should know of how it went.
    pub(crate) fn notes(&self) -> Vec<String> {
        self.steps.note().into_iter().collect()
    }
}

impl ProvideCredentials for AssumeRole {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async { Ok(self.assume().await?) })
    }
}
