//! OpenID Connect identity providers of an account.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>

use super::World;

/// An identity provider whose tokens an account's roles may trust.
#[derive(Clone, Debug)]
pub struct OidcProvider {
    /// Twelve digits.
    pub account: String,
    /// The issuer, as its tokens name it: `https://…`, or `http://…` on this
    /// machine.
    pub url: String,
    /// The audiences it may vouch for.
    pub client_ids: Vec<String>,
}

impl OidcProvider {
    /// `arn:aws:iam::account:oidc-provider/host/path`.
    pub fn arn(&self) -> String {
        arn(&self.account, &self.url)
    }
}

fn arn(account: &str, issuer: &str) -> String {
    let name = without_scheme(issuer);
    format!("arn:aws:iam::{account}:oidc-provider/{name}")
}

/// An issuer as ARNs and condition keys name it.
pub(crate) fn without_scheme(issuer: &str) -> &str {
    let rest = issuer.strip_prefix("https://");
    rest.or_else(|| issuer.strip_prefix("http://"))
        .unwrap_or(issuer)
}

impl World {
    /// Adds a provider, or replaces the one of that account and issuer.
    pub fn add_oidc_provider(&self, provider: OidcProvider) {
        let arn = provider.arn();
        self.write().oidc_providers.insert(arn, provider);
    }

    /// The provider of an issuer in an account.
    pub fn oidc_provider(&self, account: &str, issuer: &str) -> Option<OidcProvider> {
        let provider = self
            .read()
            .oidc_providers
            .get(&arn(account, issuer))
            .cloned();
        provider.filter(|provider| provider.url == issuer)
    }
}
