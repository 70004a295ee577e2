//! Reading XML that strangers send.

use bergshamra_xml::uppsala::{Document, NodeId, NodeKind, Parser};

/// Elements in elements; a response of a real provider has about ten.
const DEPTH: u32 = 40;

/// The namespaces of SAML and of what it is made of.
pub(crate) const ASSERTION: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
pub(crate) const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
pub(crate) const METADATA: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
pub(crate) const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";

/// This is not XML, or not XML of the kind we read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the XML that is expected here")]
pub(crate) struct Unreadable;

/// Parses a document. A document type, and with it every entity, is refused
/// at the sight of it.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Unreadable> {
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        return Err(Unreadable);
    }
    let parser = Parser::new().with_max_depth(DEPTH).with_forbid_dtd(true);
    parser.parse(text).map_err(|_| Unreadable)
}

/// The root, if it is this element.
pub(crate) fn root(document: &Document<'_>, space: &str, name: &str) -> Result<NodeId, Unreadable> {
    let root = document.document_element().ok_or(Unreadable)?;
    match is(document, root, space, name) {
        true => Ok(root),
        false => Err(Unreadable),
    }
}

/// Whether this node is an element of that name.
pub(crate) fn is(document: &Document<'_>, node: NodeId, space: &str, name: &str) -> bool {
    let element = document.element(node);
    element.is_some_and(|element| element.matches_name_ns(space, name))
}

/// The one child of this name, if there is one; two are refused, so that nobody
/// reads another one than the next reader.
pub(crate) fn child(
    document: &Document<'_>,
    parent: NodeId,
    space: &str,
    name: &str,
) -> Result<Option<NodeId>, Unreadable> {
    match document.child_elements_by_name_ns(parent, space, name)[..] {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        _ => Err(Unreadable),
    }
}

/// The one child of this name, which must be there.
pub(crate) fn the(
    document: &Document<'_>,
    parent: NodeId,
    space: &str,
    name: &str,
) -> Result<NodeId, Unreadable> {
    child(document, parent, space, name)?.ok_or(Unreadable)
}

/// The text of an element without the space around it. It is all of the text: a
/// comment in it does not end it. Elements in it are refused.
pub(crate) fn text(document: &Document<'_>, node: NodeId) -> Result<String, Unreadable> {
    let mut all = String::new();
    for part in document.children_iter(node) {
        match document.node_kind(part) {
            Some(NodeKind::Text(text) | NodeKind::CData(text)) => all.push_str(text),
            Some(NodeKind::Comment(_) | NodeKind::ProcessingInstruction(_)) => {}
            _ => return Err(Unreadable),
        }
    }
    Ok(all.trim().to_owned())
}

/// An attribute without a namespace.
pub(crate) fn attribute<'d>(
    document: &'d Document<'_>,
    node: NodeId,
    name: &str,
) -> Option<&'d str> {
    let element = document.element(node)?;
    let mut all = element.attributes.iter();
    let found = all.find(|attribute| attribute.name.matches(None, name))?;
    Some(&found.value)
}

/// Text as it is written between tags and between quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // As they are they would come back as spaces.
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            // No XML can hold these.
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_types_and_towers_are_refused() {
        let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
        let tower = "<a>".repeat(100_000);
        let deep = format!("{}{}", "<a>".repeat(50), "</a>".repeat(50));
        for text in [
            laughs,
            "<!DOCTYPE x><x/>",
            &tower,
            &deep,
            "",
            "x",
            "<x>&b;</x>",
            "<x></y>",
        ] {
            assert!(parse(text).is_err(), "{}", text.get(..40).unwrap_or(text));
        }
    }

    #[test]
    fn a_comment_does_not_end_a_text() {
        let document = parse("<x>ada<!-- -->@example<![CDATA[.com]]></x>").unwrap();
        let root = document.document_element().unwrap();
        assert_eq!(text(&document, root).unwrap(), "ada@example.com");
        let document = parse("<x>ada<b>@example</b></x>").unwrap();
        assert!(text(&document, document.document_element().unwrap()).is_err());
    }

    #[test]
    fn what_is_escaped_comes_back() {
        let odd = "a<b>&\"c'\td\ne\r\u{1}";
        let xml = format!("<x y=\"{}\">{}</x>", escape(odd), escape(odd));
        let document = parse(&xml).unwrap();
        let root = document.document_element().unwrap();
        let expected = odd.replace('\u{1}', "\u{FFFD}");
        assert_eq!(attribute(&document, root, "y"), Some(expected.as_str()));
        assert_eq!(text(&document, root).unwrap(), expected);
    }
}
