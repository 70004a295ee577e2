//! Who we are to an identity provider.

use url::Url;

use super::xml::{METADATA, PROTOCOL, escape};
use super::{ROLE, SESSION_NAME};

/// Wardrobe, as one identity provider knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceProvider {
    /// Who asks.
    pub entity_id: String,
    /// Where answers go: the ACS URL.
    pub consumer: Url,
}

impl ServiceProvider {
    /// Our own metadata, for identity providers that take it.
    pub fn metadata(&self) -> String {
        let requested = |name: &str, friendly: &str| {
            format!(
                "<md:RequestedAttribute Name=\"{name}\" FriendlyName=\"{friendly}\" isRequired=\"true\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\"/>"
            )
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <md:EntityDescriptor xmlns:md=\"{METADATA}\" entityID=\"{}\">\
             <md:SPSSODescriptor AuthnRequestsSigned=\"false\" WantAssertionsSigned=\"true\" protocolSupportEnumeration=\"{PROTOCOL}\">\
             <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat>\
             <md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"{}\" index=\"0\" isDefault=\"true\"/>\
             <md:AttributeConsumingService index=\"0\" isDefault=\"true\">\
             <md:ServiceName xml:lang=\"en\">Wardrobe</md:ServiceName>{}{}\
             </md:AttributeConsumingService></md:SPSSODescriptor></md:EntityDescriptor>\n",
            escape(&self.entity_id),
            escape(self.consumer.as_str()),
            requested(ROLE, "Role"),
            requested(SESSION_NAME, "RoleSessionName"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saml::xml;

    #[test]
    fn our_metadata_is_well_formed_whatever_we_are_called() {
        let us = ServiceProvider {
            entity_id: "urn:files?a=1&b=\"<2>\"".to_owned(),
            consumer: Url::parse("https://files.example.com/saml/acs").expect("a URL"),
        };
        let metadata = us.metadata();
        let document = xml::parse(&metadata).expect("XML");
        assert_eq!(
            document.root_element().attribute("entityID"),
            Some(us.entity_id.as_str())
        );
        let consumer = document
            .descendants()
            .find(|node| node.has_tag_name((METADATA, "AssertionConsumerService")));
        assert_eq!(
            consumer.and_then(|node| node.attribute("Location")),
            Some(us.consumer.as_str())
        );
    }
}
