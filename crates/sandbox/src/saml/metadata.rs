//! Metadata of identity providers: what IAM reads, and what ours says.
//! <https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf>

use super::keys::PublicKey;
use super::xml::{self, DSIG, METADATA, PROTOCOL, Unreadable, attribute, escape, text};

/// The longest metadata document that IAM takes.
const LONGEST: usize = 10_000_000;

/// What IAM keeps of a metadata document.
#[derive(Clone, Debug)]
pub(crate) struct Metadata {
    /// The entity id: the issuer of its assertions.
    pub issuer: String,
    /// All that it may sign with.
    pub keys: Vec<PublicKey>,
}

impl Metadata {
    /// Reads a document that describes one identity provider.
    pub fn read(document: &str) -> Result<Self, Unreadable> {
        if document.len() > LONGEST {
            return Err(Unreadable);
        }
        let document = &xml::parse(document.trim_start_matches('\u{FEFF}'))?;
        let entity = xml::root(document, METADATA, "EntityDescriptor")?;
        let issuer = attribute(document, entity, "entityID").ok_or(Unreadable)?;
        let mut keys = Vec::new();
        for role in document.child_elements_by_name_ns(entity, METADATA, "IDPSSODescriptor") {
            for key in document.child_elements_by_name_ns(role, METADATA, "KeyDescriptor") {
                if attribute(document, key, "use").is_some_and(|used| used != "signing") {
                    continue;
                }
                for node in document.descendants(key) {
                    if xml::is(document, node, DSIG, "X509Certificate") {
                        let certificate = text(document, node)?;
                        keys.push(PublicKey::read(&certificate).ok_or(Unreadable)?);
                    }
                }
            }
        }
        match keys.is_empty() {
            true => Err(Unreadable),
            false => Ok(Self {
                issuer: issuer.to_owned(),
                keys,
            }),
        }
    }
}

/// The metadata of an identity provider that takes requests at `sign_on` and signs
/// with the keys of these certificates.
pub(crate) fn describe(entity: &str, sign_on: &str, certificates: &[&str]) -> String {
    let keys: String = certificates
        .iter()
        .map(|certificate| {
            format!(
                "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo xmlns:ds=\"{DSIG}\"><ds:X509Data>\
                 <ds:X509Certificate>{certificate}</ds:X509Certificate>\
                 </ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <md:EntityDescriptor xmlns:md=\"{METADATA}\" entityID=\"{}\">\
         <md:IDPSSODescriptor WantAuthnRequestsSigned=\"false\" protocolSupportEnumeration=\"{PROTOCOL}\">\
         {keys}\
         <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>\
         <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" Location=\"{}\"/>\
         </md:IDPSSODescriptor></md:EntityDescriptor>",
        escape(entity),
        escape(sign_on)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saml::keys::KeyPair;

    #[test]
    fn all_certificates_are_read() {
        let (old, new) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
        let both = [old.certificate(), new.certificate()];
        let document = describe("http://idp/?a&b", "http://idp/sso", &both);
        let metadata = Metadata::read(&document).unwrap();
        assert_eq!(metadata.issuer, "http://idp/?a&b");
        assert_eq!(
            metadata.keys,
            both.map(|text| PublicKey::read(text).unwrap())
        );
        let encrypting = document.replacen("signing", "encryption", 1);
        assert_eq!(Metadata::read(&encrypting).unwrap().keys.len(), 1);
    }

    #[test]
    fn what_is_no_metadata_is_refused() {
        let key = KeyPair::generate().unwrap();
        let document = describe("idp", "http://idp/sso", &[key.certificate()]);
        for (from, to) in [
            ("entityID", "entity"),
            ("use=\"signing\"", "use=\"encryption\""),
            (key.certificate(), "AAAA"),
            ("md:IDPSSODescriptor", "md:SPSSODescriptor"),
            ("<md:EntityDescriptor", "<!DOCTYPE x><md:EntityDescriptor"),
        ] {
            assert!(
                Metadata::read(&document.replace(from, to)).is_err(),
                "{from}"
            );
        }
        assert!(Metadata::read("{}").is_err());
    }
}
