//! The responses of the identity provider.

use std::time::{Duration, SystemTime};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::assertion::{BEARER, SUCCESS};
use super::keys::KeyPair;
use super::request::Wanted;
use super::signature::{Invalid, signed};
use super::xml::{ASSERTION, PROTOCOL, escape};

/// Nobody is signed in, and nobody may be asked.
const NO_PASSIVE: &str = "urn:oasis:names:tc:SAML:2.0:status:NoPassive";
const RESPONDER: &str = "urn:oasis:names:tc:SAML:2.0:status:Responder";
/// How long an assertion is good.
const GOOD: Duration = Duration::from_secs(5 * 60);
/// Clocks of others may be behind.
const EARLY: Duration = Duration::from_secs(30);
/// How long a person stays signed in.
const SESSION: Duration = Duration::from_secs(12 * 3600);

/// What a response says.
pub(super) struct Answer<'a> {
    pub entity: &'a str,
    pub wanted: &'a Wanted,
    /// Where it says that it is sent.
    pub recipient: &'a str,
    pub subject: &'a str,
    /// Names and values.
    pub attributes: Vec<(String, Vec<String>)>,
    pub issued: SystemTime,
}

impl Answer<'_> {
    /// A response with an assertion, signed if there is a key.
    pub fn response(&self, key: Option<&KeyPair>) -> Result<String, Invalid> {
        let mut assertion = self.assertion();
        if let Some(key) = key {
            assertion = signed(&assertion, key)?;
        }
        let status = format!("<samlp:StatusCode Value=\"{SUCCESS}\"/>");
        Ok(envelope(
            self.entity,
            self.wanted,
            self.issued,
            &status,
            &assertion,
        ))
    }

    fn assertion(&self) -> String {
        let (issued, end) = (text(self.issued), text(self.issued + GOOD));
        let attributes: String = self.attributes.iter().map(attribute).collect();
        format!(
            "<saml:Assertion xmlns:saml=\"{ASSERTION}\" ID=\"{id}\" Version=\"2.0\" IssueInstant=\"{issued}\">\
             <saml:Issuer>{entity}</saml:Issuer>\
             <saml:Subject>\
             <saml:NameID Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\">{subject}</saml:NameID>\
             <saml:SubjectConfirmation Method=\"{BEARER}\">\
             <saml:SubjectConfirmationData{answers} NotOnOrAfter=\"{end}\" Recipient=\"{recipient}\"/>\
             </saml:SubjectConfirmation></saml:Subject>\
             <saml:Conditions NotBefore=\"{begin}\" NotOnOrAfter=\"{end}\">\
             <saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>\
             </saml:Conditions>\
             <saml:AuthnStatement AuthnInstant=\"{issued}\" SessionIndex=\"{session}\" SessionNotOnOrAfter=\"{session_end}\">\
             <saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext>\
             </saml:AuthnStatement>\
             <saml:AttributeStatement>{attributes}</saml:AttributeStatement>\
             </saml:Assertion>",
            id = id(),
            entity = escape(self.entity),
            subject = escape(self.subject),
            answers = answers(self.wanted),
            recipient = escape(self.recipient),
            begin = text(self.issued - EARLY),
            audience = super::AWS_AUDIENCES[0],
            session = id(),
            session_end = text(self.issued + SESSION),
        )
    }
}

/// The response to those who want no question asked when one must be.
pub(super) fn no_passive(entity: &str, wanted: &Wanted, now: SystemTime) -> String {
    let status = format!(
        "<samlp:StatusCode Value=\"{RESPONDER}\"><samlp:StatusCode Value=\"{NO_PASSIVE}\"/></samlp:StatusCode>"
    );
    envelope(entity, wanted, now, &status, "")
}

fn envelope(
    entity: &str,
    wanted: &Wanted,
    now: SystemTime,
    status: &str,
    assertion: &str,
) -> String {
    format!(
        "<samlp:Response xmlns:samlp=\"{PROTOCOL}\" ID=\"{}\" Version=\"2.0\" IssueInstant=\"{}\" Destination=\"{}\"{}>\
         <saml:Issuer xmlns:saml=\"{ASSERTION}\">{}</saml:Issuer>\
         <samlp:Status>{status}</samlp:Status>{assertion}</samlp:Response>",
        id(),
        text(now),
        escape(&wanted.consumer),
        answers(wanted),
        escape(entity)
    )
}

fn answers(wanted: &Wanted) -> String {
    let request = wanted.request.as_deref();
    request.map_or(String::new(), |id| {
        format!(" InResponseTo=\"{}\"", escape(id))
    })
}

fn attribute((name, values): &(String, Vec<String>)) -> String {
    let values: String = values
        .iter()
        .map(|value| {
            format!(
                "<saml:AttributeValue>{}</saml:AttributeValue>",
                escape(value)
            )
        })
        .collect();
    format!(
        "<saml:Attribute Name=\"{}\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified\">{values}</saml:Attribute>",
        escape(name)
    )
}

/// XML's ids begin with a letter or a line.
fn id() -> String {
    format!("_{}", crate::signature::hex(&rand::random::<[u8; 20]>()))
}

fn text(at: SystemTime) -> String {
    let at = OffsetDateTime::from(at).replace_nanosecond(0);
    at.ok()
        .and_then(|at| at.format(&Rfc3339).ok())
        .unwrap_or_default()
}
