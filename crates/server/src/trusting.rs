//! What the trust policy of a connection's role may insist on.

use wardrobe_roles::{Brings, Role, Trusting};

use crate::config::ProviderKind;

/// What the trust policy of `role` may insist on, for whoever brings that. `provider`
/// is where they sign in, `acs` where SAML responses for them are posted.
pub fn trusting<'a>(
    role: &'a Role,
    provider: Option<&'a ProviderKind>,
    acs: Option<&'a str>,
    brings: &'a Brings,
) -> Option<Trusting<'a>> {
    match (role, provider) {
        (Role::Account(account), _) => Some(Trusting::Account {
            external_id: account.external_id.as_deref(),
        }),
        (Role::IdentityProvider(_), Some(ProviderKind::Oidc(oidc))) => Some(Trusting::OpenId {
            issuer: &oidc.issuer,
            client_id: &oidc.client_id,
        }),
        (Role::Saml(_), _) => acs.map(|acs| Trusting::Saml {
            acs,
            provider: match brings {
                Brings::Assertion { principal_arn, .. } => Some(principal_arn),
                _ => None,
            },
        }),
        _ => None,
    }
}
