//! An identity provider that says whatever a test wants. It writes by hand what
//! canonicalization makes of its words, so that it shares no code with the sandbox.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, SigningKey as _};
use sha2::{Digest, Sha256};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use crate::saml::world::{ACS, PROVIDER, ROLE};

pub const ISSUER: &str = "https://idp.example.com/saml";
pub const AWS: &str = "https://aws.amazon.com/SAML/Attributes/";
const C14N: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";

pub struct Forger {
    key: KeyPair,
    certificate: String,
}

/// An assertion, as a test wants it.
#[derive(Clone)]
pub struct Words {
    pub id: String,
    pub issuer: String,
    pub subject: String,
    pub format: String,
    pub confirmations: usize,
    /// The attributes of the confirmation besides its end.
    pub recipient: Option<String>,
    /// Seconds from now.
    pub issued: i64,
    pub begin: i64,
    pub end: Option<i64>,
    pub conditions_end: i64,
    pub session_end: Option<i64>,
    pub audiences: Vec<String>,
    pub attributes: Vec<(String, Vec<String>)>,
}

impl Default for Words {
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            id: text("_assertion"),
            issuer: text(ISSUER),
            subject: text("ada"),
            format: text("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
            confirmations: 1,
            recipient: Some(text(ACS)),
            issued: 0,
            begin: -30,
            end: Some(300),
            conditions_end: 300,
            session_end: None,
            audiences: vec![text("urn:amazon:webservices")],
            attributes: vec![
                (format!("{AWS}Role"), vec![format!("{ROLE},{PROVIDER}")]),
                (format!("{AWS}RoleSessionName"), vec![text("ada")]),
            ],
        }
    }
}

impl Words {
    /// With other values for one of AWS's attributes; without a value, none.
    pub fn saying(mut self, name: &str, values: &[&str]) -> Self {
        let name = format!("{AWS}{name}");
        self.attributes.retain(|(known, _)| *known != name);
        if !values.is_empty() {
            let values = values.iter().map(|value| (*value).to_owned());
            self.attributes.push((name, values.collect()));
        }
        self
    }

    pub fn assertion(&self) -> String {
        let at = |seconds: i64| {
            let at = OffsetDateTime::now_utc() + Duration::seconds(seconds);
            at.replace_nanosecond(0).unwrap().format(&Rfc3339).unwrap()
        };
        let optional = |name: &str, value: Option<String>| {
            value.map_or(String::new(), |value| format!(" {name}=\"{value}\""))
        };
        let confirmation = format!(
            "<a:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><a:SubjectConfirmationData{}{}></a:SubjectConfirmationData></a:SubjectConfirmation>",
            optional("NotOnOrAfter", self.end.map(at)),
            optional("Recipient", self.recipient.clone()),
        );
        let audiences: String = self
            .audiences
            .iter()
            .map(|audience| format!("<a:Audience>{audience}</a:Audience>"))
            .collect();
        let attributes: String = self
            .attributes
            .iter()
            .map(|(name, values)| {
                let values: String = values
                    .iter()
                    .map(|value| format!("<a:AttributeValue>{value}</a:AttributeValue>"))
                    .collect();
                format!("<a:Attribute Name=\"{name}\">{values}</a:Attribute>")
            })
            .collect();
        format!(
            "<a:Assertion xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{}\" IssueInstant=\"{}\" Version=\"2.0\"><a:Issuer>{}</a:Issuer><a:Subject><a:NameID Format=\"{}\">{}</a:NameID>{}</a:Subject><a:Conditions NotBefore=\"{}\" NotOnOrAfter=\"{}\"><a:AudienceRestriction>{audiences}</a:AudienceRestriction></a:Conditions><a:AuthnStatement{}></a:AuthnStatement><a:AttributeStatement>{attributes}</a:AttributeStatement></a:Assertion>",
            self.id,
            at(self.issued),
            self.issuer,
            self.format,
            self.subject,
            confirmation.repeat(self.confirmations),
            at(self.begin),
            at(self.conditions_end),
            optional("SessionNotOnOrAfter", self.session_end.map(at)),
        )
    }
}

impl Forger {
    pub fn new() -> Self {
        let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
        let form = CertificateParams::new(Vec::new()).unwrap();
        let certificate = form.self_signed(&key).unwrap();
        Self {
            certificate: STANDARD.encode(certificate.der()),
            key,
        }
    }

    /// Metadata with the certificates of these.
    pub fn metadata(all: &[&Self]) -> String {
        let keys: String = all
            .iter()
            .map(|one| {
                format!(
                    "<KeyDescriptor><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data><X509Certificate>\n{}\n</X509Certificate></X509Data></KeyInfo></KeyDescriptor>",
                    one.certificate
                )
            })
            .collect();
        format!(
            "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"{ISSUER}\"><IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">{keys}</IDPSSODescriptor></EntityDescriptor>"
        )
    }

    /// The signature of an element that is written as it is canonicalized.
    pub fn signature(&self, element: &str, id: &str) -> String {
        let digest = STANDARD.encode(Sha256::digest(element));
        let info = format!(
            "<d:SignedInfo xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\"><d:CanonicalizationMethod Algorithm=\"{C14N}\"></d:CanonicalizationMethod><d:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"></d:SignatureMethod><d:Reference URI=\"#{id}\"><d:Transforms><d:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></d:Transform><d:Transform Algorithm=\"{C14N}\"></d:Transform></d:Transforms><d:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></d:DigestMethod><d:DigestValue>{digest}</d:DigestValue></d:Reference></d:SignedInfo>"
        );
        let value = STANDARD.encode(self.key.sign(info.as_bytes()).unwrap());
        // As others write it: declared further up, and with line breaks.
        format!(
            "<d:Signature xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\">{}<d:SignatureValue>\n{value}\n</d:SignatureValue></d:Signature>",
            info.replacen(" xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\"", "", 1)
        )
    }

    /// An assertion with its signature in its place.
    pub fn signed(&self, words: &Words) -> String {
        let assertion = words.assertion();
        let signature = self.signature(&assertion, &words.id);
        with_signature(&assertion, &signature)
    }

    /// A whole response, ready to be sent.
    pub fn response(&self, words: &Words) -> String {
        encode(&bare(&self.signed(words)))
    }
}

/// Puts a signature after the first issuer.
pub fn with_signature(element: &str, signature: &str) -> String {
    element.replacen("</a:Issuer>", &format!("</a:Issuer>{signature}"), 1)
}

/// The least that is a response.
pub fn bare(inner: &str) -> String {
    with_status(SUCCESS, inner)
}

pub fn with_status(status: &str, inner: &str) -> String {
    format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\"><samlp:Status><samlp:StatusCode Value=\"{status}\"/></samlp:Status>{inner}</samlp:Response>"
    )
}

pub fn encode(xml: &str) -> String {
    STANDARD.encode(xml)
}
