//! Signing in at a SAML identity provider.

use wardrobe_roles::saml::{AuthnRequest, Expected, ProviderMetadata, Response, ServiceProvider};
use wardrobe_roles::{Brings, Visitor};
use wardrobe_server::config::{MetadataSource, Saml};

use super::loopback::{Brought, Loopback};
use super::{LONGEST, Wanted, secret};
use crate::failure::Failure;

pub(super) const PATH: &str = "/saml/acs";

/// An AuthnRequest whose answer the browser posts to this machine. The provider has
/// to know that address, and the role's trust policy in `SAML:aud`.
pub(super) async fn sign_in(
    wanted: &Wanted,
    saml: &Saml,
    loopback: Loopback,
) -> Result<Visitor, Failure> {
    let metadata = match &saml.metadata {
        MetadataSource::File(path) => ProviderMetadata::load(path).await?,
        MetadataSource::Url(url) => ProviderMetadata::fetch(url).await?,
    };
    let consumer = loopback.url(PATH)?;
    let entity_id = wanted.entity_id.clone();
    let us = ServiceProvider {
        entity_id: entity_id.unwrap_or_else(|| consumer.to_string()),
        consumer,
    };
    let request = AuthnRequest::new();
    let relay_state = secret();
    wanted.send(&request.address(&us, &metadata, &relay_state)?);
    let ours = move |brought: &Brought| brought.get("RelayState") == Some(relay_state.as_str());
    let brought = loopback.answer(PATH, LONGEST, ours).await?;
    let response = brought.get("SAMLResponse");
    let response =
        response.ok_or_else(|| Failure::reason("the identity provider sent no SAMLResponse"))?;
    let response = Response::read(response)?;
    response.check(Expected {
        recipient: us.consumer.as_str(),
        request: Some(&request.id),
        issuer: &metadata.entity_id,
    })?;
    let offered = wanted.federated.roles_of_response(&response);
    let pair = wanted.pick(&offered, |pair| &pair.role)?;
    let brings = Brings::Assertion {
        role_arn: pair.role.clone(),
        principal_arn: pair.provider.clone(),
        assertion: response.encoded,
    };
    Ok(Visitor {
        // Who that is, AWS says.
        person: String::new(),
        brings,
        mfa_code: None,
    })
}
