use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;
use crate::saml::xml::ASSERTION;

fn keys(pair: &KeyPair) -> Vec<PublicKey> {
    vec![PublicKey::read(pair.certificate()).unwrap()]
}

fn assertion(id: &str, text: &str) -> String {
    format!(
        "<a:Assertion xmlns:a=\"{ASSERTION}\" ID=\"{id}\"><a:Issuer>idp</a:Issuer><a:Subject>{text}</a:Subject></a:Assertion>"
    )
}

/// What is verified of the first assertion that is a child of the root.
fn check(text: &str, keys: &[PublicKey]) -> Result<Option<String>, Invalid> {
    let document = xml::parse(text)?;
    let root = document.document_element().unwrap();
    let assertions = document.child_elements_by_name_ns(root, ASSERTION, "Assertion");
    verified(&document, *assertions.first().unwrap_or(&root), keys)
}

#[test]
fn what_was_signed_comes_back() {
    let pair = KeyPair::generate().unwrap();
    let plain = assertion("_1", "ada");
    let text = signed(&plain, &pair).unwrap();
    assert_eq!(check(&text, &keys(&pair)), Ok(Some(plain.clone())));
    let inside = format!("<r xmlns=\"urn:r\" xmlns:b=\"urn:b\"> {text} </r>");
    assert_eq!(check(&inside, &keys(&pair)), Ok(Some(plain.clone())));
    assert_eq!(check(&plain, &keys(&pair)), Ok(None));
    let several = [keys(&KeyPair::generate().unwrap()), keys(&pair)].concat();
    assert_eq!(check(&text, &several), Ok(Some(plain)));
}

#[test]
fn a_comment_changes_nothing() {
    let pair = KeyPair::generate().unwrap();
    let text = signed(&assertion("_1", "ada.evil"), &pair).unwrap();
    let commented = text.replace("ada.evil", "ada<!-- -->.evil");
    assert_eq!(
        check(&commented, &keys(&pair)),
        Ok(Some(assertion("_1", "ada.evil")))
    );
}

#[test]
fn what_was_changed_is_refused() {
    let pair = KeyPair::generate().unwrap();
    let text = signed(&assertion("_1", "ada"), &pair).unwrap();
    for (from, to) in [
        ("ada", "bob"),
        ("ID=\"_1\"", "ID=\"_2\""),
        ("URI=\"#_1\"", "URI=\"\""),
        ("rsa-sha256", "hmac-sha256"),
        ("rsa-sha256", "rsa-sha1"),
        ("<ds:DigestValue>", "<ds:DigestValue>A"),
        ("<ds:DigestValue>", "<ds:DigestValue><!-- -->A"),
        ("<ds:SignatureValue>", "<ds:SignatureValue>AAAA"),
        ("<a:Issuer>", "<a:Issuer>x"),
        ("<ds:Reference", "<ds:Reference URI=\"#_1\"/><ds:Reference"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert_eq!(check(&changed, &keys(&pair)), Err(Invalid), "{from} {to}");
    }
    let other = keys(&KeyPair::generate().unwrap());
    assert_eq!(check(&text, &other), Err(Invalid));
    assert_eq!(check(&text, &[]), Err(Invalid));
}

#[test]
fn an_id_that_two_have_names_none() {
    let pair = KeyPair::generate().unwrap();
    let text = signed(&assertion("_1", "ada"), &pair).unwrap();
    for sibling in ["ID", "Id", "xml:id"] {
        let both = format!("<r>{text}<x {sibling}=\"_1\"/></r>");
        assert_eq!(check(&both, &keys(&pair)), Err(Invalid), "{sibling}");
    }
}

#[test]
fn a_signature_of_another_element_is_none_of_this_one() {
    let pair = KeyPair::generate().unwrap();
    let text = signed(&assertion("_1", "ada"), &pair).unwrap();
    let start = text.find("<ds:Signature ").unwrap();
    let end = text.find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
    let signature = &text[start..end];
    let plain = assertion("_1", "ada");
    let forged = |inside: &str| {
        assertion("_2", "bob").replace("<a:Subject>", &format!("{inside}<a:Subject>"))
    };
    let object = signature.replace(
        "</ds:Signature>",
        &format!("<ds:Object>{plain}</ds:Object></ds:Signature>"),
    );
    for text in [
        forged(signature),
        forged(&object),
        format!("<r>{}{plain}</r>", forged(signature)),
        format!("<r>{}<x>{text}</x></r>", forged(signature)),
    ] {
        assert_eq!(check(&text, &keys(&pair)), Err(Invalid), "{text}");
    }
}

/// A signed assertion and the keys for it.
fn known() -> &'static (String, Vec<PublicKey>) {
    static KNOWN: OnceLock<(String, Vec<PublicKey>)> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let pair = KeyPair::generate().unwrap();
        let text = signed(&assertion("_1", "ada"), &pair).unwrap();
        (format!("<r>{text}</r>"), keys(&pair))
    })
}

proptest! {
    #[test]
    fn whatever_is_changed_only_what_was_signed_comes_back(
        at in 0usize..2000,
        gone in 0usize..20,
        new in "(.|[<>/=\"&;!-]|ID=\"_1\"|<!--|-->|<a:Issuer>){0,8}",
    ) {
        let (text, keys) = known();
        let end = text.len().min(at + gone);
        let changed = [text.get(..at), Some(&new), text.get(end..)];
        let changed: String = changed.into_iter().flatten().collect();
        if let Ok(Some(content)) = check(&changed, keys) {
            prop_assert_eq!(content, assertion("_1", "ada"));
        }
    }
}
