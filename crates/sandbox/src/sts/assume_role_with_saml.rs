//! AssumeRoleWithSAML.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html>

use std::time::{Duration, SystemTime};

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::answer::{Answer, Refusal, access_denied, element};
use super::federated::{Unsigned, Vouched};
use super::parameters::too_many;
use super::tags;
use crate::iam::{Context, Tag};
use crate::saml::{ATTRIBUTES, AWS_AUDIENCES, Assertion, Metadata, Response, SUCCESS};

const ACTION: &str = "sts:AssumeRoleWithSAML";
/// The longest response, in Base64.
const LONGEST: usize = 100_000;
/// For how long after it was made an assertion is good.
const REDEEM: Duration = Duration::from_secs(5 * 60);
/// How far a provider's clock may be ahead. AWS does not say what it allows.
const AHEAD: Duration = Duration::from_secs(60);
/// Attributes that trust policies see, by what they are called in assertions.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml>
const SEEN: [(&str, &str); 20] = [
    ("urn:oid:2.5.4.3", "saml:cn"),
    ("cn", "saml:cn"),
    ("commonName", "saml:commonname"),
    ("urn:oid:2.5.4.42", "saml:givenname"),
    ("givenName", "saml:givenname"),
    ("urn:oid:2.5.4.4", "saml:surname"),
    ("surname", "saml:surname"),
    ("urn:oid:0.9.2342.19200300.100.1.3", "saml:mail"),
    ("mail", "saml:mail"),
    ("urn:oid:2.5.4.41", "saml:name"),
    ("name", "saml:name"),
    ("urn:oid:0.9.2342.19200300.100.1.1", "saml:uid"),
    ("uid", "saml:uid"),
    ("organizationStatus", "saml:organizationstatus"),
    (
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.1",
        "saml:edupersonaffiliation",
    ),
    (
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.5",
        "saml:edupersonprimaryaffiliation",
    ),
    (
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.6",
        "saml:edupersonprincipalname",
    ),
    (
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.7",
        "saml:edupersonentitlement",
    ),
    (
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.9",
        "saml:edupersonscopedaffiliation",
    ),
    (
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.10",
        "saml:edupersontargetedid",
    ),
];

impl Unsigned<'_> {
    pub(super) fn assume_role_with_saml(&self) -> Result<Answer, Refusal> {
        let asked = self.asked()?;
        let provider = self.parameters.arn("PrincipalArn")?;
        let response = self.parameters.required("SAMLAssertion")?;
        if response.len() > LONGEST {
            return Err(too_many("sAMLAssertion", LONGEST));
        }
        let assertion = self.assertion(provider, response)?;
        self.check_times(&assertion)?;
        if !offers(&assertion, asked.arn, provider) {
            return Err(access_denied(format!("Not authorized to perform {ACTION}")));
        }
        let qualifier = qualifier(&assertion.issuer, provider);
        let kind = assertion.format.as_str();
        let kind = kind.strip_prefix("urn:oasis:names:tc:SAML:2.0:nameid-format:");
        let kind = kind.unwrap_or(&assertion.format);
        let (tags, transitive) = session_tags(&assertion)?;
        let vouched = Vouched {
            provider: provider.to_owned(),
            keys: condition_keys(&assertion, kind, &qualifier, provider),
            name: session_name(&assertion)?,
            tags,
            transitive,
            source_identity: source_identity(&assertion)?,
            end: self.end(&assertion)?,
        };
        let answer = self.grant(asked, ACTION, vouched)?;
        Ok(answer
            + &element("Subject", &assertion.subject)
            + &element("SubjectType", kind)
            + &element("Issuer", &assertion.issuer)
            + &element("Audience", &assertion.recipient)
            + &element("NameQualifier", &qualifier))
    }

    /// What the provider says, if it is the provider that says it, to AWS.
    fn assertion(&self, provider: &str, response: &str) -> Result<Assertion, Refusal> {
        let compact: String = response.split_ascii_whitespace().collect();
        let bytes = STANDARD.decode(compact);
        let bytes = bytes.map_err(|_| invalid("Invalid base64 SAMLResponse"))?;
        let text = String::from_utf8(bytes).map_err(|_| unreadable())?;
        let response = Response::read(&text).map_err(|_| unreadable())?;
        if response.status != SUCCESS {
            return Err(Refusal::new(
                403,
                "IDPRejectedClaim",
                "The identity provider (IdP) reported that authentication failed",
            ));
        }
        let known = self.world.saml_provider(provider);
        let Metadata { issuer, keys } =
            known.ok_or_else(|| invalid("Specified provider doesn't exist"))?;
        let stranger = || invalid("Issuer not present in specified provider");
        if response.claimed_issuer().map_err(|_| unreadable())? != issuer {
            return Err(stranger());
        }
        let signed = response.verified(&keys);
        let signed = signed.map_err(|_| invalid("Response signature invalid"))?;
        let assertion = Assertion::read(&signed).map_err(|_| unreadable())?;
        if assertion.issuer != issuer {
            return Err(stranger());
        }
        let for_aws = |named: &Vec<String>| {
            let mut named = named.iter();
            named.any(|audience| AWS_AUDIENCES.contains(&audience.as_str()))
        };
        match !assertion.audiences.is_empty() && assertion.audiences.iter().all(for_aws) {
            true => Ok(assertion),
            false => Err(invalid("Response does not contain the required audience.")),
        }
    }

    fn check_times(&self, assertion: &Assertion) -> Result<(), Refusal> {
        let ended = assertion.end.iter().any(|end| *end <= self.now);
        // AWS's words for an end that the provider has set are not on record.
        if ended || assertion.issued + REDEEM <= self.now {
            return Err(expired());
        }
        let mut begin = assertion.begin.iter().chain([&assertion.issued]);
        match begin.any(|begin| *begin > self.now + AHEAD) {
            true => Err(invalid("Response is not yet valid")),
            false => Ok(()),
        }
    }

    /// When the session ends at the latest.
    fn end(&self, assertion: &Assertion) -> Result<Option<SystemTime>, Refusal> {
        if assertion.session_end.is_some_and(|end| end <= self.now) {
            return Err(expired());
        }
        let Some(text) = one(assertion, "SessionDuration")? else {
            return Ok(assertion.session_end);
        };
        let seconds = text.parse().ok().filter(|s| (900..=43_200).contains(s));
        let seconds = seconds.ok_or_else(|| {
            invalid("SessionDuration in AuthnResponse must be a number from 900 to 43200")
        })?;
        let end = self.now + Duration::from_secs(seconds);
        Ok(assertion.session_end.into_iter().chain([end]).min())
    }
}

/// Whether the role is offered through this provider; either may come first.
fn offers(assertion: &Assertion, role: &str, provider: &str) -> bool {
    let pairs = assertion.attributes.get(&format!("{ATTRIBUTES}Role"));
    pairs.into_iter().flatten().any(|pair| {
        let pair = pair.split_once(',').unwrap_or_default();
        let pair = (pair.0.trim(), pair.1.trim());
        pair == (role, provider) || pair == (provider, role)
    })
}

/// The value of an attribute of AWS's that has no more than one.
fn one<'a>(assertion: &'a Assertion, name: &str) -> Result<Option<&'a str>, Refusal> {
    let values = assertion.attributes.get(&format!("{ATTRIBUTES}{name}"));
    match values.map(Vec::as_slice) {
        None | Some([]) => Ok(None),
        Some([value]) => Ok(Some(value)),
        Some(_) => Err(unreadable()),
    }
}

fn session_name(assertion: &Assertion) -> Result<String, Refusal> {
    let name = one(assertion, "RoleSessionName")?;
    let name = name.ok_or_else(|| invalid("RoleSessionName is required in AuthnResponse"))?;
    match is_name(name) {
        true => Ok(name.to_owned()),
        false => Err(invalid(
            "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
        )),
    }
}

fn source_identity(assertion: &Assertion) -> Result<Option<String>, Refusal> {
    match one(assertion, "SourceIdentity")? {
        Some(identity) if !is_name(identity) => Err(invalid(
            "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"",
        )),
        identity => Ok(identity.map(str::to_owned)),
    }
}

fn is_name(text: &str) -> bool {
    let known = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    (2..=64).contains(&text.len()) && text.chars().all(known)
}

/// The tags, and those of them that go on into further roles.
fn session_tags(assertion: &Assertion) -> Result<(Vec<Tag>, Vec<Tag>), Refusal> {
    let prefix = format!("{ATTRIBUTES}PrincipalTag:");
    let mut given = Vec::new();
    for (name, values) in &assertion.attributes {
        let Some(key) = name.strip_prefix(&prefix) else {
            continue;
        };
        match &values[..] {
            [value] => given.push((key.to_owned(), value.clone())),
            _ => return Err(unreadable()),
        }
    }
    tags::check(&given)?;
    let keys = assertion
        .attributes
        .get(&format!("{ATTRIBUTES}TransitiveTagKeys"));
    let keys: Vec<&str> = keys.into_iter().flatten().map(String::as_str).collect();
    let transitive = tags::named(&given, &keys)?;
    Ok((given, transitive))
}

/// The provider's name in the account, unlike any other.
fn qualifier(issuer: &str, provider: &str) -> String {
    let (account, name) = account_and_name(provider);
    let text = format!("{issuer}{account}/{name}");
    STANDARD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, text.as_bytes()))
}

fn account_and_name(provider: &str) -> (&str, &str) {
    let account = provider.split(':').nth(4).unwrap_or_default();
    let name = provider.split_once(":saml-provider/");
    (account, name.map_or("", |(_, name)| name))
}

fn condition_keys(assertion: &Assertion, kind: &str, qualifier: &str, provider: &str) -> Context {
    let (account, name) = account_and_name(provider);
    let document = format!("{account}/{name}");
    let own = [
        ("saml:aud", assertion.recipient.as_str()),
        ("saml:iss", &assertion.issuer),
        ("saml:sub", &assertion.subject),
        ("saml:sub_type", kind),
        ("saml:namequalifier", qualifier),
        ("saml:doc", &document),
    ];
    let own = own.map(|(key, value)| (key.to_owned(), vec![value.to_owned()]));
    let seen = SEEN.iter().filter_map(|(attribute, key)| {
        let values = assertion.attributes.get(*attribute)?;
        Some(((*key).to_owned(), values.clone()))
    });
    own.into_iter().chain(seen).collect()
}

fn expired() -> Refusal {
    let words = "Token must be redeemed within 5 minutes of issuance";
    Refusal::new(400, "ExpiredTokenException", words)
}

/// AWS's sign-in page has these words; those of STS are not on record.
fn unreadable() -> Refusal {
    invalid("Your request included an invalid SAML response")
}

fn invalid(message: &str) -> Refusal {
    Refusal::new(400, "InvalidIdentityToken", message)
}
