//! What is asked of an identity provider: an AuthnRequest in an address.
//! <https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf>

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use url::Url;

use super::xml::{ASSERTION, PROTOCOL, escape};
use super::{ProviderMetadata, SamlError, ServiceProvider};

/// Asks an identity provider to say who somebody is.
#[derive(Clone, Debug)]
pub struct AuthnRequest {
    /// Comes back as `InResponseTo`.
    pub id: String,
    /// Whether the provider asks for the password even of somebody it knows.
    pub force: bool,
    /// Whether it must not ask anything.
    pub passive: bool,
}

impl AuthnRequest {
    /// A request of an id that nobody guesses.
    pub fn new() -> Self {
        let random: [u8; 20] = rand::random();
        let hex: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            // An id of XML does not begin with a digit.
            id: format!("_{hex}"),
            force: false,
            passive: false,
        }
    }

    /// Where the browser goes with it. `relay_state` comes back with the answer.
    pub fn address(
        &self,
        us: &ServiceProvider,
        provider: &ProviderMetadata,
        relay_state: &str,
    ) -> Result<Url, SamlError> {
        let failed = || SamlError::Unreadable("The request could not be made.".to_owned());
        let now = OffsetDateTime::now_utc().replace_nanosecond(0);
        let now = now.ok().and_then(|now| now.format(&Rfc3339).ok());
        let xml = self.xml(us, provider, &now.ok_or_else(failed)?);
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
        let deflated = deflated
            .write_all(xml.as_bytes())
            .and_then(|()| deflated.finish())
            .map_err(|_| failed())?;
        let mut address = provider.sign_on.clone();
        address
            .query_pairs_mut()
            .append_pair("SAMLRequest", &STANDARD.encode(deflated))
            .append_pair("RelayState", relay_state);
        Ok(address)
    }

    /// Without a wish for how people prove themselves: that is the provider's to
    /// decide.
    fn xml(&self, us: &ServiceProvider, provider: &ProviderMetadata, now: &str) -> String {
        let flag = |set: bool, name: &str| match set {
            true => format!(" {name}=\"true\""),
            false => String::new(),
        };
        format!(
            "<samlp:AuthnRequest xmlns:samlp=\"{PROTOCOL}\" xmlns:saml=\"{ASSERTION}\" ID=\"{}\" Version=\"2.0\" IssueInstant=\"{now}\" Destination=\"{}\"{}{} ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" AssertionConsumerServiceURL=\"{}\"><saml:Issuer>{}</saml:Issuer></samlp:AuthnRequest>",
            escape(&self.id),
            escape(provider.sign_on.as_str()),
            flag(self.force, "ForceAuthn"),
            flag(self.passive, "IsPassive"),
            escape(us.consumer.as_str()),
            escape(&us.entity_id),
        )
    }
}

impl Default for AuthnRequest {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::saml::xml;

    #[test]
    fn a_request_travels_in_an_address() {
        let us = ServiceProvider {
            entity_id: "https://files.example.com/saml/metadata/corp?a&b".to_owned(),
            consumer: Url::parse("https://files.example.com/saml/acs").expect("a URL"),
        };
        let provider = ProviderMetadata {
            entity_id: "https://idp.example".to_owned(),
            sign_on: Url::parse("https://idp.example/sso?tenant=7").expect("a URL"),
        };
        let request = AuthnRequest {
            passive: true,
            ..AuthnRequest::new()
        };
        let address = request
            .address(&us, &provider, "a b&c")
            .expect("an address");
        let pairs: Vec<(String, String)> = address.query_pairs().into_owned().collect();
        assert_eq!(pairs[0], ("tenant".to_owned(), "7".to_owned()));
        assert_eq!(pairs[2], ("RelayState".to_owned(), "a b&c".to_owned()));
        let deflated = STANDARD.decode(&pairs[1].1).expect("base64");
        let mut text = String::new();
        flate2::read::DeflateDecoder::new(&deflated[..])
            .read_to_string(&mut text)
            .expect("deflated");
        let document = xml::parse(&text).expect("XML");
        let root = document.root_element();
        assert!(root.has_tag_name((PROTOCOL, "AuthnRequest")));
        assert_eq!(root.attribute("ID"), Some(request.id.as_str()));
        assert_eq!(root.attribute("IsPassive"), Some("true"));
        assert_eq!(root.attribute("ForceAuthn"), None);
        assert_eq!(
            root.attribute("AssertionConsumerServiceURL"),
            Some(us.consumer.as_str())
        );
        assert!(xml::moment(root, "IssueInstant").is_some());
        let issuer = xml::child(root, (ASSERTION, "Issuer")).expect("an issuer");
        assert_eq!(xml::text(issuer), us.entity_id);
        assert_ne!(AuthnRequest::new().id, AuthnRequest::new().id);
    }
}
