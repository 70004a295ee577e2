//! SAML identity providers of an account.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml.html>

use super::World;
use crate::saml::Metadata;

/// An identity provider whose assertions an account's roles may trust.
#[derive(Clone, Debug)]
pub struct SamlProvider {
    /// Twelve digits.
    pub account: String,
    /// Its name in the account.
    pub name: String,
    /// The document that describes it: its entity id and all its certificates.
    pub metadata: String,
}

/// The metadata describes no identity provider with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Could not parse metadata")]
pub struct NoMetadata;

impl SamlProvider {
    /// `arn:aws:iam::account:saml-provider/name`.
    pub fn arn(&self) -> String {
        format!("arn:aws:iam::{}:saml-provider/{}", self.account, self.name)
    }
}

impl World {
    /// Adds a provider, or replaces the one of that account and name.
    pub fn add_saml_provider(&self, provider: &SamlProvider) -> Result<(), NoMetadata> {
        let metadata = Metadata::read(&provider.metadata).map_err(|_| NoMetadata)?;
        let mut state = self.write();
        state.saml_providers.insert(provider.arn(), metadata);
        Ok(())
    }

    /// What the provider of this ARN signs with.
    pub(crate) fn saml_provider(&self, arn: &str) -> Option<Metadata> {
        self.read().saml_providers.get(arn).cloned()
    }
}
