//! Reading XML that strangers send.

use roxmltree::{Document, Node, ParsingOptions};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The namespaces of SAML.
pub(super) const ASSERTION: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
pub(super) const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
pub(super) const METADATA: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
pub(super) const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";

/// Elements, texts and attributes of a document; those we read have a thousand.
const NODES: u32 = 200_000;
/// Elements in elements; those we read have about ten.
const DEPTH: usize = 100;

/// Parses a document. One with a document type, and with it every entity, is
/// refused before it is parsed.
pub(super) fn parse(text: &str) -> Result<Document<'_>, String> {
    let text = text.trim_start_matches('\u{FEFF}');
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        return Err("it has a document type or entities, which SAML never has".to_owned());
    }
    if depth(text) > DEPTH {
        return Err("its elements are nested too deep".to_owned());
    }
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// How deep elements are nested, or more where texts have angle brackets. Known
/// before parsing, for a parser may need a stack as deep.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for after in text.split('<').skip(1) {
        if after.starts_with('/') {
            now = now.saturating_sub(1);
        } else if !after.starts_with(['!', '?']) {
            let end = after.find('>').and_then(|end| after.get(..end));
            if !end.is_some_and(|tag| tag.ends_with('/')) {
                now += 1;
                most = most.max(now);
            }
        }
    }
    most
}

/// The elements of this name right below `parent`.
pub(super) fn children<'a, 'input>(
    parent: Node<'a, 'input>,
    name: (&'static str, &'static str),
) -> impl Iterator<Item = Node<'a, 'input>> {
    parent
        .children()
        .filter(move |node| node.has_tag_name(name))
}

/// The one element of this name right below `parent`; none where there are two,
/// so that nobody reads another one than the next reader.
pub(super) fn child<'a, 'input>(
    parent: Node<'a, 'input>,
    name: (&'static str, &'static str),
) -> Option<Node<'a, 'input>> {
    let mut all = children(parent, name);
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// The text of an element without the space around it: all of it, for a comment
/// does not end a text.
pub(super) fn text(node: Node<'_, '_>) -> String {
    let parts = node.children().filter(|part| part.is_text());
    let text: String = parts.filter_map(|part| part.text()).collect();
    text.trim().to_owned()
}

/// A time in an attribute.
pub(super) fn moment(node: Node<'_, '_>, name: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(node.attribute(name)?.trim(), &Rfc3339).ok()
}

/// Text as it is written between tags and between quotes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
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
        let tower = "<a>".repeat(200_000);
        let deep = format!("{}{}", "<a>".repeat(150), "</a>".repeat(150));
        let wide = format!("<x>{}</x>", "<a/>".repeat(250_000));
        for bad in [
            laughs,
            "<!DOCTYPE x><x/>",
            &tower,
            &deep,
            &wide,
            "",
            "x",
            "<x>&b;</x>",
        ] {
            assert!(parse(bad).is_err(), "{}", bad.get(..40).unwrap_or(bad));
        }
        parse("\u{FEFF}<?xml version=\"1.0\"?><x><a/><!-- <a> --></x>").expect("plain XML");
    }

    #[test]
    fn a_comment_does_not_end_a_text() {
        let document = parse("<x> ada<!-- -->@example<![CDATA[.com]]></x>").expect("XML");
        assert_eq!(text(document.root_element()), "ada@example.com");
    }
}
