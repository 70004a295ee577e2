//! Wildcards: `*` is any number of characters, `?` is one.

/// One piece of a pattern. What a variable stood for is literal: a `*` in a
/// session's name is no wildcard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// This character.
    Literal(char),
    /// Any one character.
    One,
    /// Any characters, or none.
    Any,
}

/// The pieces of a text without variables.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    text.chars()
        .map(|c| match c {
            '*' => Piece::Any,
            '?' => Piece::One,
            c => Piece::Literal(c),
        })
        .collect()
}

/// Whether `text` is one that `pattern` means. Takes time in proportion to the
/// product of both lengths at worst.
pub(super) fn matches(pattern: &[Piece], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    // Where the last `*` stands, and how much of the text it has taken.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(Piece::Any) => {
                star = Some((p, t));
                p += 1;
            }
            Some(Piece::One) => (p, t) = (p + 1, t + 1),
            Some(Piece::Literal(c)) if *c == text[t] => (p, t) = (p + 1, t + 1),
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    (p, t) = (at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|piece| *piece == Piece::Any)
}

/// Actions are compared without regard to case.
pub(super) fn is_action(pattern: &str, action: &str) -> bool {
    matches(&pieces(&pattern.to_lowercase()), &action.to_lowercase())
}

/// ARNs are compared part by part, so that `*` stays within its part, but in
/// the last.
pub(super) fn is_arn(pattern: &[Piece], arn: &str) -> bool {
    let colon = Piece::Literal(':');
    let parts = pattern.splitn(6, |piece| *piece == colon);
    let of = arn.splitn(6, ':');
    let (parts, of): (Vec<_>, Vec<_>) = (parts.collect(), of.collect());
    parts.len() == of.len() && parts.iter().zip(of).all(|(p, text)| matches(p, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards() {
        for (pattern, text, expected) in [
            ("a*c", "abbbc", true),
            ("a*c", "ac", true),
            ("a*c", "acd", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*a*b*", "xxaxxbxx", true),
            ("arn:aws:s3:::b/2026/*", "arn:aws:s3:::b/2026", false),
            ("ü*", "über", true),
        ] {
            assert_eq!(
                matches(&pieces(pattern), text),
                expected,
                "{pattern} {text}"
            );
        }
        assert!(is_action("S3:Get*", "s3:getobject"));
        assert!(is_arn(
            &pieces("arn:aws:iam::*:role/x*"),
            "arn:aws:iam::1:role/xy"
        ));
        assert!(!is_arn(&pieces("arn:*"), "arn:aws:iam::1:role/x"));
    }

    proptest::proptest! {
        #[test]
        fn a_pattern_never_panics_and_ends(pattern in "[ab*?]{0,30}", text in "[ab]{0,60}") {
            let _ = matches(&pieces(&pattern), &text);
        }
    }
}
