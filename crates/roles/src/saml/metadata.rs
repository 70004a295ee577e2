//! What an identity provider says of itself.
//! <https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf>

use url::Url;

use super::SamlError;
use super::xml::{self, DSIG, METADATA};

/// The longest metadata that IAM takes, in bytes.
pub const LONGEST: usize = 10_000_000;

const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

/// An identity provider as its metadata describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderMetadata {
    /// Who it is: the issuer of its assertions.
    pub entity_id: String,
    /// Where it takes requests in an address.
    pub sign_on: Url,
}

impl ProviderMetadata {
    /// Reads a document that describes one identity provider.
    pub fn read(document: &str) -> Result<Self, SamlError> {
        let wrong = |reason: &str| {
            SamlError::Unreadable(format!(
                "The metadata of the identity provider cannot be used: {reason}."
            ))
        };
        if document.len() > LONGEST {
            return Err(wrong("it is longer than AWS takes"));
        }
        let document = xml::parse(document).map_err(|reason| wrong(&reason))?;
        let mut providers = document.descendants().filter(|node| {
            node.has_tag_name((METADATA, "EntityDescriptor"))
                && xml::children(*node, (METADATA, "IDPSSODescriptor"))
                    .next()
                    .is_some()
        });
        let entity = providers
            .next()
            .ok_or_else(|| wrong("it describes no identity provider (no IDPSSODescriptor)"))?;
        if providers.next().is_some() {
            return Err(wrong("it describes several identity providers"));
        }
        let descriptors = || xml::children(entity, (METADATA, "IDPSSODescriptor"));
        let signs = descriptors()
            .flat_map(|role| xml::children(role, (METADATA, "KeyDescriptor")))
            .filter(|key| key.attribute("use") != Some("encryption"))
            .flat_map(|key| key.descendants())
            .any(|node| node.has_tag_name((DSIG, "X509Certificate")));
        if !signs {
            return Err(wrong("it has no certificate to sign with"));
        }
        let sign_on = descriptors()
            .flat_map(|role| xml::children(role, (METADATA, "SingleSignOnService")))
            .find(|service| service.attribute("Binding") == Some(REDIRECT))
            .and_then(|service| service.attribute("Location"))
            .ok_or_else(|| wrong("it has no SingleSignOnService of the binding HTTP-Redirect"))?;
        let sign_on = Url::parse(sign_on.trim()).ok();
        let sign_on = sign_on.filter(|url| matches!(url.scheme(), "http" | "https"));
        let entity_id = entity
            .attribute("entityID")
            .map(str::trim)
            .unwrap_or_default();
        match sign_on {
            _ if entity_id.is_empty() => Err(wrong("it has no entity id")),
            None => Err(wrong("its SingleSignOnService is at no http address")),
            Some(sign_on) => Ok(Self {
                entity_id: entity_id.to_owned(),
                sign_on,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(inside: &str) -> String {
        format!(
            r#"<md:EntityDescriptor xmlns:md="{METADATA}" xmlns:ds="{DSIG}" entityID="https://idp.example/e"><md:IDPSSODescriptor>{inside}</md:IDPSSODescriptor></md:EntityDescriptor>"#
        )
    }

    const KEY: &str = "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MII</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>";

    fn service(location: &str) -> String {
        format!(r#"<md:SingleSignOnService Binding="{REDIRECT}" Location="{location}"/>"#)
    }

    #[test]
    fn who_and_where_are_read() {
        let document = metadata(&format!(
            "{KEY}{}",
            service("https://idp.example/sso?a=1&amp;b")
        ));
        let read = ProviderMetadata::read(&document).expect("metadata");
        assert_eq!(read.entity_id, "https://idp.example/e");
        assert_eq!(read.sign_on.as_str(), "https://idp.example/sso?a=1&b");
        let federation = format!(
            "<md:EntitiesDescriptor xmlns:md=\"{METADATA}\">{document}</md:EntitiesDescriptor>"
        );
        assert_eq!(ProviderMetadata::read(&federation), Ok(read));
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        let good = service("https://idp.example/sso");
        let post = good.replace("HTTP-Redirect", "HTTP-POST");
        let both = metadata(&format!("{KEY}{good}"));
        let two = format!(
            "<md:EntitiesDescriptor xmlns:md=\"{METADATA}\">{both}{both}</md:EntitiesDescriptor>"
        );
        for (document, words) in [
            (metadata(&good), "no certificate"),
            (
                metadata(&format!("{}{good}", KEY.replace("signing", "encryption"))),
                "no certificate",
            ),
            (metadata(&format!("{KEY}{post}")), "HTTP-Redirect"),
            (
                metadata(&format!("{KEY}{}", service("javascript:alert(1)"))),
                "no http address",
            ),
            (two, "several"),
            (format!("<!DOCTYPE x>{both}"), "document type"),
            ("<html/>".to_owned(), "no identity provider"),
            ("x".repeat(LONGEST + 1), "longer"),
        ] {
            let error = ProviderMetadata::read(&document)
                .expect_err(words)
                .to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
