//! Signatures within XML. What was signed is handed back as it was signed, and
//! only that may be read: nothing around it, and nothing that only looks like it.
//! <https://www.w3.org/TR/xmldsig-core1/>

use aws_lc_rs::digest::{self, digest};
use aws_lc_rs::signature::{
    RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY, RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, UnparsedPublicKey,
    VerificationAlgorithm,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bergshamra_c14n::{C14nMode, canonicalize_doc};
use bergshamra_xml::NodeSet;
use bergshamra_xml::uppsala::{Document, NodeId};
use rcgen::SigningKey as _;
use subtle::ConstantTimeEq;

use super::keys::{KeyPair, PublicKey};
use super::xml::{self, DSIG, Unreadable, attribute, child, escape, text, the};

const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

/// A signature that does not fit what it stands in, or is nobody's we trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not fit")]
pub(crate) struct Invalid;

impl From<Unreadable> for Invalid {
    fn from(_: Unreadable) -> Self {
        Self
    }
}

/// The element as it was signed, without its signature and without comments;
/// `None` when it carries no signature.
pub(crate) fn verified(
    document: &Document<'_>,
    element: NodeId,
    keys: &[PublicKey],
) -> Result<Option<String>, Invalid> {
    let Some(signature) = child(document, element, DSIG, "Signature")? else {
        return Ok(None);
    };
    let info = the(document, signature, DSIG, "SignedInfo")?;
    let method = the(document, info, DSIG, "CanonicalizationMethod")?;
    let canonicalization = Canonicalization::read(document, method)?;
    let info = canonicalization.apply(document, info, None)?;
    let value = decoded(document, the(document, signature, DSIG, "SignatureValue")?)?;
    let reference = Reference::read(&info)?;
    let signed = |key: &PublicKey| {
        let key = UnparsedPublicKey::new(reference.algorithm, key.spki());
        key.verify(info.as_bytes(), &value).is_ok()
    };
    if !keys.iter().any(signed) || !reference.names(document, element) {
        return Err(Invalid);
    }
    let content = reference
        .canonicalization
        .apply(document, element, Some(signature))?;
    let found = digest(reference.digest, content.as_bytes());
    match bool::from(found.as_ref().ct_eq(&reference.value)) {
        true => Ok(Some(content)),
        false => Err(Invalid),
    }
}

/// How an element becomes bytes.
struct Canonicalization {
    mode: C14nMode,
    prefixes: Vec<String>,
}

impl Canonicalization {
    /// From a `CanonicalizationMethod` or a `Transform`.
    fn read(document: &Document<'_>, node: NodeId) -> Result<Self, Invalid> {
        let name = attribute(document, node, "Algorithm").ok_or(Invalid)?;
        let mode = C14nMode::from_uri(name).ok_or(Invalid)?;
        let list = child(document, node, EXCLUSIVE, "InclusiveNamespaces")?;
        let list = list.and_then(|list| attribute(document, list, "PrefixList"));
        let prefixes = list.unwrap_or_default().split_whitespace();
        Ok(Self {
            mode,
            prefixes: prefixes.map(str::to_owned).collect(),
        })
    }

    /// The bytes of an element without comments and without the element `but`.
    fn apply(
        &self,
        document: &Document<'_>,
        node: NodeId,
        but: Option<NodeId>,
    ) -> Result<String, Invalid> {
        let mut nodes = NodeSet::tree_without_comments(node, document);
        if let Some(but) = but {
            nodes.remove_id(but);
            for below in document.descendants(but) {
                nodes.remove_id(below);
            }
        }
        let bytes = canonicalize_doc(document, self.mode, Some(&nodes), &self.prefixes);
        String::from_utf8(bytes.map_err(|_| Invalid)?).map_err(|_| Invalid)
    }
}

/// What a `SignedInfo` says, read from the very bytes that are signed.
struct Reference {
    algorithm: &'static dyn VerificationAlgorithm,
    uri: String,
    canonicalization: Canonicalization,
    digest: &'static digest::Algorithm,
    value: Vec<u8>,
}

impl Reference {
    fn read(info: &str) -> Result<Self, Invalid> {
        let document = &xml::parse(info)?;
        let info = xml::root(document, DSIG, "SignedInfo")?;
        let named = |parent, name: &str| {
            let node = the(document, parent, DSIG, name)?;
            attribute(document, node, "Algorithm").ok_or(Unreadable)
        };
        let algorithm = algorithm(named(info, "SignatureMethod")?).ok_or(Invalid)?;
        let reference = the(document, info, DSIG, "Reference")?;
        let transforms = the(document, reference, DSIG, "Transforms")?;
        let transforms = document.child_elements_by_name_ns(transforms, DSIG, "Transform");
        let (first, second) = match transforms[..] {
            [first] => (first, None),
            [first, second] => (first, Some(second)),
            _ => return Err(Invalid),
        };
        if attribute(document, first, "Algorithm") != Some(ENVELOPED) {
            return Err(Invalid);
        }
        let canonicalization = match second {
            Some(second) => Canonicalization::read(document, second)?,
            None => Canonicalization {
                mode: C14nMode::Inclusive,
                prefixes: Vec::new(),
            },
        };
        Ok(Self {
            algorithm,
            uri: attribute(document, reference, "URI")
                .ok_or(Invalid)?
                .to_owned(),
            canonicalization,
            digest: digest_named(named(reference, "DigestMethod")?).ok_or(Invalid)?,
            value: decoded(document, the(document, reference, DSIG, "DigestValue")?)?,
        })
    }

    /// Whether this is the one element that is meant.
    fn names(&self, document: &Document<'_>, element: NodeId) -> bool {
        if self.uri.is_empty() {
            return document.document_element() == Some(element);
        }
        let Some(id) = self.uri.strip_prefix('#').filter(|id| !id.is_empty()) else {
            return false;
        };
        attribute(document, element, "ID") == Some(id) && times(document, id) == 1
    }
}

/// How many elements call themselves so, in whatever way.
fn times(document: &Document<'_>, id: &str) -> usize {
    let all = document.descendants(document.root());
    let elements = all.iter().filter_map(|node| document.element(*node));
    let named = elements.filter(|element| {
        let mut attributes = element.attributes.iter();
        attributes.any(|a| a.name.local_name.eq_ignore_ascii_case("id") && a.value == id)
    });
    named.count()
}

fn algorithm(name: &str) -> Option<&'static dyn VerificationAlgorithm> {
    match name {
        RSA_SHA256 => Some(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY),
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384" => Some(&RSA_PKCS1_2048_8192_SHA384),
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512" => Some(&RSA_PKCS1_2048_8192_SHA512),
        // Providers of old sign with it, and nothing says that AWS refuses it.
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1" => {
            Some(&RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY)
        }
        _ => None,
    }
}

fn digest_named(name: &str) -> Option<&'static digest::Algorithm> {
    match name {
        SHA256 => Some(&digest::SHA256),
        "http://www.w3.org/2001/04/xmldsig-more#sha384" => Some(&digest::SHA384),
        "http://www.w3.org/2001/04/xmlenc#sha512" => Some(&digest::SHA512),
        "http://www.w3.org/2000/09/xmldsig#sha1" => Some(&digest::SHA1_FOR_LEGACY_USE_ONLY),
        _ => None,
    }
}

fn decoded(document: &Document<'_>, node: NodeId) -> Result<Vec<u8>, Invalid> {
    let mut text = text(document, node)?;
    text.retain(|c| !c.is_ascii_whitespace());
    STANDARD.decode(text).map_err(|_| Invalid)
}

/// `element` with a signature put after its first child, the `Issuer`, which is
/// where SAML wants it.
pub(crate) fn signed(element: &str, key: &KeyPair) -> Result<String, Invalid> {
    let document = xml::parse(element)?;
    let root = document.document_element().ok_or(Invalid)?;
    let id = attribute(&document, root, "ID").ok_or(Invalid)?;
    let issuer = document.child_elements_by_name_ns(root, xml::ASSERTION, "Issuer");
    let place = issuer.first().and_then(|node| document.node_range(*node));
    let place = place.ok_or(Invalid)?.end;
    let canonicalization = Canonicalization {
        mode: C14nMode::Exclusive,
        prefixes: Vec::new(),
    };
    let content = canonicalization.apply(&document, root, None)?;
    let value = STANDARD.encode(digest(&digest::SHA256, content.as_bytes()));
    // Written as it will be canonicalized.
    let info = format!(
        "<ds:SignedInfo xmlns:ds=\"{DSIG}\">\
         <ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"></ds:CanonicalizationMethod>\
         <ds:SignatureMethod Algorithm=\"{RSA_SHA256}\"></ds:SignatureMethod>\
         <ds:Reference URI=\"#{}\"><ds:Transforms>\
         <ds:Transform Algorithm=\"{ENVELOPED}\"></ds:Transform>\
         <ds:Transform Algorithm=\"{EXCLUSIVE}\"></ds:Transform>\
         </ds:Transforms><ds:DigestMethod Algorithm=\"{SHA256}\"></ds:DigestMethod>\
         <ds:DigestValue>{value}</ds:DigestValue></ds:Reference></ds:SignedInfo>",
        escape(id)
    );
    let made = key.key().sign(info.as_bytes()).map_err(|_| Invalid)?;
    let (before, after) = element.split_at_checked(place).ok_or(Invalid)?;
    Ok(format!(
        "{before}<ds:Signature xmlns:ds=\"{DSIG}\">{info}\
         <ds:SignatureValue>{}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}\
         </ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>{after}",
        STANDARD.encode(made),
        key.certificate(),
    ))
}

#[cfg(test)]
#[path = "signature_tests.rs"]
mod tests;
