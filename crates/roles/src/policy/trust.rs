//! Statements of trust policies: who may take a role on.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp.html>

use serde_json::{Value, json};

use crate::arn::{account_of, partition_of};

/// A provider of ID tokens, as policies in the account of a role name it.
pub(crate) struct OpenIdProvider {
    /// Its ARN, or the name of one that AWS knows by itself.
    pub principal: String,
    /// The condition key with whom a token is for.
    pub audience: String,
}

impl OpenIdProvider {
    /// The provider of `issuer` in the account of `role`.
    pub fn of(issuer: &str, role: &str) -> Self {
        let host = issuer.split_once("://").map_or(issuer, |(_, rest)| rest);
        let host = host.trim_end_matches('/');
        let (partition, account) = (partition_of(role), account_of(role));
        Self {
            principal: format!("arn:{partition}:iam::{account}:oidc-provider/{host}"),
            audience: format!("{host}:aud"),
        }
    }

    /// One whose OAuth 2.0 tokens AWS takes without being told of it.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html>
    pub fn known(name: &str) -> Self {
        let key = if name == "accounts.google.com" {
            "aud"
        } else {
            "app_id"
        };
        Self {
            principal: name.to_owned(),
            audience: format!("{name}:{key}"),
        }
    }

    /// Trust in its tokens for `audience`.
    pub fn trust(&self, audience: &str) -> Value {
        json!({
            "Effect": "Allow",
            "Principal": { "Federated": self.principal },
            "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"],
            "Condition": { "StringEquals": { self.audience.clone(): audience } },
        })
    }
}

/// Trust in the assertions of `provider` that are posted to `acs`.
pub(crate) fn saml(provider: &str, acs: &str) -> Value {
    json!({
        "Effect": "Allow",
        "Principal": { "Federated": provider },
        "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"],
        "Condition": { "StringEquals": { "SAML:aud": acs } },
    })
}

/// The SAML provider of this name in the account of `role`.
pub(crate) fn saml_provider(name: &str, role: &str) -> String {
    let (partition, account) = (partition_of(role), account_of(role));
    format!("arn:{partition}:iam::{account}:saml-provider/{name}")
}
