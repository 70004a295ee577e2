//! What brings people to the identity provider.
//! <https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf>

use std::io::Read;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::DeflateDecoder;
use http::Uri;
use url::{Host, Url};

use super::xml::{self, PROTOCOL, attribute};

/// The longest request, inflated.
const LONGEST: u64 = 64 * 1024;

/// Where an answer is wanted, and how.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Where the response goes.
    pub consumer: String,
    /// The request that it answers; none when the visit began here.
    pub request: Option<String>,
    /// Goes back with the response.
    pub relay_state: Option<String>,
    /// Nothing may be asked of the person.
    pub passive: bool,
    /// The person must sign in again.
    pub force: bool,
}

impl Wanted {
    /// Reads the query of a request, or of a visit that begins here.
    pub fn read(uri: &Uri) -> Result<Self, &'static str> {
        let query = uri.query().unwrap_or_default().as_bytes();
        let value = |name: &str| {
            let mut pairs = url::form_urlencoded::parse(query);
            let found = pairs.find(|(key, _)| key == name);
            found.map(|(_, value)| value.into_owned())
        };
        let wanted = match (value("SAMLRequest"), value("acs")) {
            (Some(request), _) => Self {
                relay_state: value("RelayState"),
                ..Self::inflate(&request)?
            },
            (None, Some(consumer)) => Self {
                consumer,
                relay_state: value("relay_state"),
                ..Self::default()
            },
            (None, None) => return Err("There is no SAMLRequest in this address."),
        };
        match is_here(&wanted.consumer) {
            true => Ok(wanted),
            false => Err("A sandbox answers only to addresses on this machine."),
        }
    }

    /// Reads an `AuthnRequest` of the HTTP-Redirect binding.
    fn inflate(request: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "The SAMLRequest is not a deflated AuthnRequest in Base64.";
        let deflated = STANDARD.decode(request).map_err(|_| WRONG)?;
        let mut text = String::new();
        let mut inflated = DeflateDecoder::new(deflated.as_slice()).take(LONGEST);
        inflated.read_to_string(&mut text).map_err(|_| WRONG)?;
        let document = xml::parse(&text).map_err(|_| WRONG)?;
        let root = xml::root(&document, PROTOCOL, "AuthnRequest").map_err(|_| WRONG)?;
        let value = |name| attribute(&document, root, name);
        let is = |name| matches!(value(name), Some("true" | "1"));
        let consumer = value("AssertionConsumerServiceURL");
        Ok(Self {
            consumer: consumer
                .ok_or("The AuthnRequest has no AssertionConsumerServiceURL.")?
                .to_owned(),
            request: Some(value("ID").ok_or(WRONG)?.to_owned()),
            relay_state: None,
            passive: is("IsPassive"),
            force: is("ForceAuthn"),
        })
    }
}

/// Whether an address is on this machine.
fn is_here(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else {
        return false;
    };
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    here && matches!(url.scheme(), "http" | "https")
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use std::io::Write;

    fn read(xml: &[u8], more: &str) -> Result<Wanted, &'static str> {
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::best());
        deflated.write_all(xml).unwrap();
        let request = STANDARD.encode(deflated.finish().unwrap());
        let pairs = [("SAMLRequest", request)];
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        Wanted::read(&format!("/saml/sso?{query}{more}").parse().unwrap())
    }

    fn request(consumer: &str, more: &str) -> String {
        format!(
            "<p:AuthnRequest xmlns:p=\"{PROTOCOL}\" ID=\"_1\" AssertionConsumerServiceURL=\"{consumer}\" {more}/>"
        )
    }

    #[test]
    fn requests_are_read() {
        let consumer = "http://127.0.0.1:8334/saml/acs";
        let wanted = read(request(consumer, "").as_bytes(), "&RelayState=a%20b").unwrap();
        let expected = Wanted {
            consumer: consumer.to_owned(),
            request: Some("_1".to_owned()),
            relay_state: Some("a b".to_owned()),
            ..Wanted::default()
        };
        assert_eq!(wanted, expected);
        let passive = request(consumer, "IsPassive=\"true\"");
        assert!(read(passive.as_bytes(), "").unwrap().passive);
        let force = request(consumer, "ForceAuthn=\"1\"");
        assert!(read(force.as_bytes(), "").unwrap().force);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let long = format!("<!--{}-->", " ".repeat(50_000_000));
        for xml in ["", "<x/>", "\u{FF}", "<!DOCTYPE x>", &long] {
            assert!(read(xml.as_bytes(), "").is_err());
        }
        for consumer in [
            "http://example.com/",
            "http://127.0.0.1.evil.com/",
            "javascript:1",
            "//[::1",
            "",
        ] {
            assert!(
                read(request(consumer, "").as_bytes(), "").is_err(),
                "{consumer}"
            );
        }
        for query in [
            "",
            "?SAMLRequest=",
            "?SAMLRequest=%00",
            "?acs=http://a.b/",
            "?acs",
        ] {
            assert!(Wanted::read(&format!("/saml/sso{query}").parse().unwrap()).is_err());
        }
    }
}
