//! Policy variables: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>

use super::Context;
use super::pattern::{Piece, pieces};

/// `text` with its variables put in; `None` when one of them has no single
/// value, which makes the statement apply to nothing.
pub(super) fn resolve(text: &str, context: &Context) -> Option<Vec<Piece>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        out.extend(pieces(before));
        match name {
            "*" | "?" | "$" => out.extend(name.chars().map(Piece::Literal)),
            name => out.extend(value(name, context)?.chars().map(Piece::Literal)),
        }
        rest = behind;
    }
    out.extend(pieces(rest));
    Some(out)
}

fn value(name: &str, context: &Context) -> Option<String> {
    let (name, otherwise) = match name.split_once(',') {
        Some((name, text)) => (name.trim(), Some(text.trim().trim_matches('\''))),
        None => (name.trim(), None),
    };
    match context.get(&name.to_lowercase()).map(Vec::as_slice) {
        Some([one]) => Some(one.clone()),
        Some(_) => None,
        None => otherwise.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::super::pattern::matches;
    use super::*;

    #[test]
    fn a_variable_is_what_it_stands_for_and_no_wildcard() {
        let context = Context::from([
            ("aws:username".to_owned(), vec!["a*".to_owned()]),
            (
                "aws:tagkeys".to_owned(),
                vec!["x".to_owned(), "y".to_owned()],
            ),
        ]);
        let is = |pattern: &str, text: &str| {
            resolve(pattern, &context).is_some_and(|p| matches(&p, text))
        };
        assert!(is("home/${aws:UserName}/*", "home/a*/file"));
        assert!(!is("home/${aws:username}/*", "home/ab/file"));
        assert!(is("${aws:PrincipalTag/team, 'none'}", "none"));
        assert!(!is("${aws:nothing}", ""));
        assert!(!is("${aws:TagKeys}", "x"));
        assert!(is("${*}", "*") && !is("${*}", "x"));
        assert!(is("${unclosed", "${unclosed"));
    }
}
