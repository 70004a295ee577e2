//! Assertions as STS reads them: what is signed, and nothing else.
//! <https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf>

use std::collections::BTreeMap;
use std::time::SystemTime;

use bergshamra_xml::uppsala::{Document, NodeId};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::keys::PublicKey;
use super::signature::{Invalid, verified};
use super::xml::{self, ASSERTION, PROTOCOL, Unreadable, attribute, child, text, the};

/// What the provider says when all went well.
pub(crate) const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
/// Whoever has the assertion is whom it is about.
pub(crate) const BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/// A response with one assertion, of which nothing is proven yet.
pub(crate) struct Response<'a> {
    document: Document<'a>,
    root: NodeId,
    /// The status code.
    pub status: String,
}

/// What an identity provider says, proven to be its words.
#[derive(Debug)]
pub(crate) struct Assertion {
    pub issuer: String,
    /// The name of whom it is about.
    pub subject: String,
    /// What kind of name that is.
    pub format: String,
    pub issued: SystemTime,
    /// Where it was sent.
    pub recipient: String,
    /// Whom it is for: each of these lists must hold one that we are.
    pub audiences: Vec<Vec<String>>,
    /// It holds from the latest of these…
    pub begin: Vec<SystemTime>,
    /// …to the earliest of these, not included.
    pub end: Vec<SystemTime>,
    /// When the person's session at the provider ends.
    pub session_end: Option<SystemTime>,
    /// Values by the names of attributes.
    pub attributes: BTreeMap<String, Vec<String>>,
}

impl<'a> Response<'a> {
    /// Reads a response; all it needs is a status.
    pub fn read(response: &'a str) -> Result<Self, Unreadable> {
        let document = xml::parse(response)?;
        let root = xml::root(&document, PROTOCOL, "Response")?;
        let status = the(&document, root, PROTOCOL, "Status")?;
        let code = the(&document, status, PROTOCOL, "StatusCode")?;
        let status = attribute(&document, code, "Value").ok_or(Unreadable)?;
        Ok(Self {
            status: status.to_owned(),
            document,
            root,
        })
    }

    /// The one assertion. One more, wherever it may be, and none is taken.
    fn assertion(&self) -> Result<NodeId, Unreadable> {
        let document = &self.document;
        let all = document.descendants(document.root()).into_iter();
        let all: Vec<NodeId> = all
            .filter(|node| xml::is(document, *node, ASSERTION, "Assertion"))
            .collect();
        match all[..] {
            [one] if document.parent(one) == Some(self.root) => Ok(one),
            _ => Err(Unreadable),
        }
    }

    /// Who is said to have issued it; good only for refusing.
    pub fn claimed_issuer(&self) -> Result<String, Unreadable> {
        let issuer = the(&self.document, self.assertion()?, ASSERTION, "Issuer")?;
        text(&self.document, issuer)
    }

    /// The assertion as text, if the response or the assertion is signed by one of
    /// these keys. If both are signed, both must be right.
    pub fn verified(&self, keys: &[PublicKey]) -> Result<String, Invalid> {
        let assertion = self.assertion()?;
        let part = verified(&self.document, assertion, keys)?;
        let whole = verified(&self.document, self.root, keys)?;
        whole.or(part).ok_or(Invalid)
    }
}

impl Assertion {
    /// Reads what [`Response::verified`] gave.
    pub fn read(signed: &str) -> Result<Self, Unreadable> {
        let document = &xml::parse(signed)?;
        let root = document.document_element().ok_or(Unreadable)?;
        let assertion = match xml::is(document, root, ASSERTION, "Assertion") {
            true => root,
            false => the(document, root, ASSERTION, "Assertion")?,
        };
        let subject = the(document, assertion, ASSERTION, "Subject")?;
        let name = the(document, subject, ASSERTION, "NameID")?;
        let confirmation = the(document, subject, ASSERTION, "SubjectConfirmation")?;
        if attribute(document, confirmation, "Method") != Some(BEARER) {
            return Err(Unreadable);
        }
        let data = the(document, confirmation, ASSERTION, "SubjectConfirmationData")?;
        let issued = moment(document, assertion, "IssueInstant")?;
        let mut read = Self {
            issuer: text(document, the(document, assertion, ASSERTION, "Issuer")?)?,
            subject: text(document, name)?,
            format: attribute(document, name, "Format")
                .unwrap_or("urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified")
                .to_owned(),
            issued: issued.ok_or(Unreadable)?,
            recipient: attribute(document, data, "Recipient")
                .ok_or(Unreadable)?
                .to_owned(),
            audiences: Vec::new(),
            begin: Vec::new(),
            end: Vec::new(),
            session_end: None,
            attributes: attributes(document, assertion)?,
        };
        let end = moment(document, data, "NotOnOrAfter")?.ok_or(Unreadable)?;
        read.end.push(end);
        read.begin.extend(moment(document, data, "NotBefore")?);
        if let Some(conditions) = child(document, assertion, ASSERTION, "Conditions")? {
            read.end
                .extend(moment(document, conditions, "NotOnOrAfter")?);
            read.begin
                .extend(moment(document, conditions, "NotBefore")?);
            read.audiences = audiences(document, conditions)?;
        }
        for statement in document.child_elements_by_name_ns(assertion, ASSERTION, "AuthnStatement")
        {
            let end = moment(document, statement, "SessionNotOnOrAfter")?;
            read.session_end = read.session_end.into_iter().chain(end).min();
        }
        Ok(read)
    }
}

fn audiences(document: &Document<'_>, conditions: NodeId) -> Result<Vec<Vec<String>>, Unreadable> {
    let restrictions =
        document.child_elements_by_name_ns(conditions, ASSERTION, "AudienceRestriction");
    let named = |restriction: NodeId| {
        let audiences = document.child_elements_by_name_ns(restriction, ASSERTION, "Audience");
        audiences.into_iter().map(|a| text(document, a)).collect()
    };
    restrictions.into_iter().map(named).collect()
}

fn attributes(
    document: &Document<'_>,
    assertion: NodeId,
) -> Result<BTreeMap<String, Vec<String>>, Unreadable> {
    let mut all = BTreeMap::new();
    for statement in document.child_elements_by_name_ns(assertion, ASSERTION, "AttributeStatement")
    {
        for one in document.child_elements_by_name_ns(statement, ASSERTION, "Attribute") {
            let name = attribute(document, one, "Name").ok_or(Unreadable)?;
            let values = document.child_elements_by_name_ns(one, ASSERTION, "AttributeValue");
            // Values with elements in them mean something to others.
            let values = values.into_iter().filter_map(|v| text(document, v).ok());
            let known: &mut Vec<String> = all.entry(name.to_owned()).or_default();
            known.extend(values);
        }
    }
    Ok(all)
}

/// A time in an attribute, which need not be there.
fn moment(
    document: &Document<'_>,
    node: NodeId,
    name: &str,
) -> Result<Option<SystemTime>, Unreadable> {
    let Some(text) = attribute(document, node, name) else {
        return Ok(None);
    };
    let at = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| Unreadable)?;
    // Times long before or after ours are of no use and hard to count with.
    match (1970..3000).contains(&at.year()) {
        true => Ok(Some(at.into())),
        false => Err(Unreadable),
    }
}
