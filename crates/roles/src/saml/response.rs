//! What an identity provider answers.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html>

use std::fmt;
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use roxmltree::Node;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::xml::{self, ASSERTION, PROTOCOL};
use super::{ROLE, SESSION_NAME, SamlError, TAG, TRANSITIVE};

/// The most characters of base64 that STS takes.
pub const LONGEST: usize = 100_000;
/// How long STS takes a response after it was made.
pub const LIFE: Duration = Duration::from_secs(300);

const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
const STATUS: &str = "urn:oasis:names:tc:SAML:2.0:status:";

/// A response with one assertion, of which nothing is proven.
#[derive(Clone)]
pub struct Response {
    /// Base64, as STS takes it.
    pub encoded: String,
    /// Who is said to have issued it.
    pub issuer: String,
    /// The requests that it says it answers.
    pub in_response_to: Vec<String>,
    /// Where it says it is sent.
    pub recipient: Option<String>,
    /// Whom it is for.
    pub audiences: Vec<String>,
    /// The name of whom it is about, as the provider writes it.
    pub name_id: Option<String>,
    /// The name of whom it is about, as AWS will know them.
    pub session_name: String,
    /// The roles it offers.
    pub roles: Vec<RolePair>,
    /// The session tags it asks for, by key.
    pub tags: Vec<(String, String)>,
    /// Those of them that go on into further roles, by key.
    pub transitive_tag_keys: Vec<String>,
    /// When it was made.
    pub issued_at: OffsetDateTime,
    /// Until when it says it is good.
    pub not_on_or_after: Option<OffsetDateTime>,
    /// When the person's session at the provider ends.
    pub session_ends_at: Option<OffsetDateTime>,
}

/// A role, and the SAML provider through which it is taken on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolePair {
    /// The role's ARN.
    pub role: String,
    /// The provider's ARN.
    pub provider: String,
}

/// What a response that was asked for must be.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// Where we take responses.
    pub recipient: &'a str,
    /// The request it answers; `None` where it may begin at the provider.
    pub request: Option<&'a str>,
    /// The provider's entity id.
    pub issuer: &'a str,
}

impl RolePair {
    /// `role,provider`; providers write them in either order.
    fn read(value: &str) -> Option<Self> {
        let (one, other) = value.split_once(',')?;
        let (one, other) = (one.trim(), other.trim());
        let (role, provider) = match one.contains(":saml-provider/") {
            true => (other, one),
            false => (one, other),
        };
        let good = role.contains(":role/") && provider.contains(":saml-provider/");
        good.then(|| Self {
            role: role.to_owned(),
            provider: provider.to_owned(),
        })
    }
}

impl Response {
    /// Reads what somebody has copied: base64, also percent-encoded, also as
    /// `SAMLResponse=…`, or the XML itself.
    pub fn pasted(text: &str) -> Result<Self, SamlError> {
        // Percent-encoded it may be three times as long.
        if text.len() > 3 * LONGEST {
            return Err(SamlError::TooLarge);
        }
        let text = text.trim();
        if text.starts_with('<') {
            return Self::read(&STANDARD.encode(text));
        }
        let text = text.strip_prefix("SAMLResponse=").unwrap_or(text);
        let text = text.split('&').next().unwrap_or_default();
        Self::read(&percent_decode_str(text).decode_utf8_lossy())
    }

    /// Reads what came in the field `SAMLResponse`.
    pub fn read(encoded: &str) -> Result<Self, SamlError> {
        let encoded: String = encoded.split_ascii_whitespace().collect();
        if encoded.len() > LONGEST {
            return Err(SamlError::TooLarge);
        }
        let unreadable =
            |reason: &str| SamlError::Unreadable(format!("This is no SAML response: {reason}."));
        let decoded = STANDARD.decode(&encoded).ok();
        let decoded = decoded.filter(|bytes| !bytes.is_empty());
        let decoded = decoded.ok_or_else(|| unreadable("it is not base64"))?;
        let text = String::from_utf8(decoded).map_err(|_| unreadable("it is not UTF-8"))?;
        let document = xml::parse(&text).map_err(|reason| unreadable(&reason))?;
        let root = document.root_element();
        if !root.has_tag_name((PROTOCOL, "Response")) {
            return Err(unreadable("its root element is not a samlp:Response"));
        }
        let status =
            xml::child(root, (PROTOCOL, "Status")).ok_or_else(|| unreadable("it has no status"))?;
        check_status(status)?;
        let named = |name| {
            document
                .descendants()
                .filter(move |node| node.has_tag_name((ASSERTION, name)))
        };
        if named("EncryptedAssertion").next().is_some() {
            return Err(SamlError::Encrypted);
        }
        let assertion = match named("Assertion").collect::<Vec<_>>()[..] {
            [one] if one.parent() == Some(root) => one,
            [] => return Err(unreadable("it has no assertion")),
            // Of two, one reader may take the first and another the second.
            _ => {
                return Err(unreadable(
                    "it has more than one assertion, or one in another place than usual",
                ));
            }
        };
        let mut response = Self::of(assertion).map_err(|reason| unreadable(&reason))?;
        let answers = root.attribute("InResponseTo").map(str::to_owned);
        response.in_response_to.extend(answers);
        response.encoded = encoded;
        Ok(response)
    }

    fn of(assertion: Node<'_, '_>) -> Result<Self, String> {
        let below = |parent, name| xml::child(parent, (ASSERTION, name));
        let subject = below(assertion, "Subject").ok_or("it is about nobody")?;
        let data = below(subject, "SubjectConfirmation")
            .and_then(|confirmation| below(confirmation, "SubjectConfirmationData"))
            .ok_or("it has not exactly one SubjectConfirmationData")?;
        let conditions = below(assertion, "Conditions");
        let audiences = conditions.into_iter().flat_map(|conditions| {
            let audiences = conditions.descendants();
            audiences.filter(|node| node.has_tag_name((ASSERTION, "Audience")))
        });
        let ends = [Some(data), conditions].into_iter().flatten();
        let sessions = xml::children(assertion, (ASSERTION, "AuthnStatement"));
        let text = |node: Option<Node<'_, '_>>| node.map(xml::text);
        let name = attribute(assertion, SESSION_NAME).into_iter().next();
        let roles = attribute(assertion, ROLE);
        Ok(Self {
            encoded: String::new(),
            issuer: text(below(assertion, "Issuer")).ok_or("it has no issuer")?,
            in_response_to: data.attribute("InResponseTo").map(str::to_owned).into_iter().collect(),
            recipient: data.attribute("Recipient").map(str::to_owned),
            audiences: audiences.map(xml::text).collect(),
            name_id: text(below(subject, "NameID")),
            session_name: name.filter(|name| !name.is_empty()).ok_or(
                "it has no attribute https://aws.amazon.com/SAML/Attributes/RoleSessionName, without which AWS takes none",
            )?,
            roles: roles.iter().filter_map(|value| RolePair::read(value)).collect(),
            tags: tags(assertion),
            transitive_tag_keys: attribute(assertion, TRANSITIVE),
            issued_at: xml::moment(assertion, "IssueInstant").ok_or("it does not say when it was made")?,
            not_on_or_after: ends.filter_map(|node| xml::moment(node, "NotOnOrAfter")).min(),
            session_ends_at: sessions
                .filter_map(|statement| xml::moment(statement, "SessionNotOnOrAfter"))
                .min(),
        })
    }

    /// When STS takes it no more.
    pub fn expires_at(&self) -> OffsetDateTime {
        let five_minutes = self.issued_at.saturating_add(time::Duration::seconds(300));
        self.not_on_or_after
            .map_or(five_minutes, |end| end.min(five_minutes))
    }

    /// Whether it begins at the provider: it answers no request.
    pub fn is_unsolicited(&self) -> bool {
        self.in_response_to.is_empty()
    }

    /// Refuses what is not for us or not for this sign-in, which STS cannot know.
    pub fn check(&self, expected: Expected<'_>) -> Result<(), SamlError> {
        let refused = |words: String| Err(SamlError::Refused(words));
        match expected.request {
            Some(_) if self.in_response_to.is_empty() => {
                return refused("This SAML response answers no sign-in that was begun here. Please sign in again.".to_owned());
            }
            Some(request)
                if self
                    .in_response_to
                    .iter()
                    .any(|answered| answered != request) =>
            {
                return refused("This SAML response answers another sign-in than the one of this window. Please sign in again.".to_owned());
            }
            None if !self.in_response_to.is_empty() => {
                return refused("This SAML response answers a sign-in that was not begun in this browser, took longer than ten minutes, or has been used already. Please sign in again.".to_owned());
            }
            _ => {}
        }
        let recipient = self.recipient.as_deref().unwrap_or_default();
        if recipient != expected.recipient {
            return refused(format!(
                "This SAML response is addressed to {recipient:?} and not to {:?}. Enter the second as the recipient (ACS URL) at the identity provider.",
                expected.recipient
            ));
        }
        if self.issuer != expected.issuer {
            return refused(format!(
                "This SAML response is from {:?} and not from {:?}.",
                self.issuer, expected.issuer
            ));
        }
        self.check_time(SystemTime::now())
    }

    /// Refuses what STS takes no more, or not for long.
    pub fn check_time(&self, now: SystemTime) -> Result<(), SamlError> {
        let now = OffsetDateTime::from(now);
        let at = self.issued_at.format(&Rfc3339).unwrap_or_default();
        if self.expires_at() <= now {
            return Err(SamlError::TooOld { at });
        }
        if self.issued_at.saturating_sub(time::Duration::seconds(300)) > now {
            return Err(SamlError::Refused(format!(
                "This SAML response was made at {at} UTC, which is in the future. The clock of the identity provider or that of this server is wrong."
            )));
        }
        Ok(())
    }
}

/// The values of an attribute of the assertion.
fn attribute(assertion: Node<'_, '_>, name: &str) -> Vec<String> {
    attributes(assertion)
        .filter(|attribute| attribute.attribute("Name") == Some(name))
        .flat_map(|attribute| xml::children(attribute, (ASSERTION, "AttributeValue")))
        .map(xml::text)
        .collect()
}

fn tags(assertion: Node<'_, '_>) -> Vec<(String, String)> {
    let tags = attributes(assertion).filter_map(|attribute| {
        let key = attribute.attribute("Name")?.strip_prefix(TAG)?;
        let value = xml::children(attribute, (ASSERTION, "AttributeValue")).next();
        Some((key.to_owned(), xml::text(value?)))
    });
    tags.collect()
}

fn attributes<'a, 'i>(assertion: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    xml::children(assertion, (ASSERTION, "AttributeStatement"))
        .flat_map(|statement| xml::children(statement, (ASSERTION, "Attribute")))
}

/// Passes when the provider says that all went well; else it has said why not.
fn check_status(status: Node<'_, '_>) -> Result<(), SamlError> {
    let codes = status.descendants();
    let codes = codes.filter(|node| node.has_tag_name((PROTOCOL, "StatusCode")));
    let codes: Vec<&str> = codes.filter_map(|node| node.attribute("Value")).collect();
    if codes.first() == Some(&SUCCESS) {
        return Ok(());
    }
    let code = codes.last().copied().unwrap_or("nothing");
    let short = code.strip_prefix(STATUS).unwrap_or(code);
    let why = match short {
        "NoPassive" => {
            "it would have to ask you first, and was told not to. Please sign in again".to_owned()
        }
        "AuthnFailed" => "it could not make sure who you are".to_owned(),
        "RequestDenied" => "it does not let you in here; ask its administrator".to_owned(),
        "RequestUnsupported" | "UnsupportedBinding" => {
            "it does not do what Wardrobe asks for".to_owned()
        }
        other => other.chars().take(200).collect(),
    };
    let message = xml::child(status, (PROTOCOL, "StatusMessage")).map(xml::text);
    let message = message.filter(|message| !message.is_empty());
    let message = message.map(|message| {
        let short: String = message.chars().take(300).collect();
        format!(" It says: {short}")
    });
    let words = format!(
        "The identity provider did not sign you in: {why}.{}",
        message.unwrap_or_default()
    );
    Err(match short {
        "NoPassive" => SamlError::MustAsk(words),
        _ => SamlError::NotSignedIn(words),
    })
}

/// What it says of a person, and itself, is nobody's business but theirs.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("issuer", &self.issuer)
            .field("issued_at", &self.issued_at)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
