//! A person's name as AWS takes it.

/// The most characters of a session name or source identity.
const LONGEST: usize = 64;

/// Where a setting wants the person's name.
pub(crate) const PLACE: &str = "{person}";

/// The setting `template` for a person, as RoleSessionName and SourceIdentity
/// take it: 2 to 64 of `[\w+=,.@-]`. What is something else becomes `-`.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
pub fn session_name(template: &str, person: &str) -> String {
    let known = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    let mut name: String = template
        .replace(PLACE, person)
        .chars()
        .map(|c| if known(c) { c } else { '-' })
        .take(LONGEST)
        .collect();
    while name.len() < 2 {
        name.push('-');
    }
    name
}

/// The value of a session tag for a person: up to 256 letters, digits, spaces
/// and `_.:/=+-@`. What is something else becomes `-`.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>
pub fn tag_value(template: &str, person: &str) -> String {
    let known = |c: char| c.is_alphanumeric() || c == ' ' || "_.:/=+-@".contains(c);
    let name = template.replace(PLACE, person);
    let fit = name.chars().map(|c| if known(c) { c } else { '-' });
    fit.take(256).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_becomes_one_that_aws_takes() {
        assert_eq!(
            session_name("{person}", "ada@example.com"),
            "ada@example.com"
        );
        assert_eq!(
            session_name("files-{person}", "Zoë O'Neil"),
            "files-Zo--O-Neil"
        );
        assert_eq!(session_name("{person}", ""), "--");
        assert_eq!(session_name("{person}", "x"), "x-");
        assert_eq!(session_name("{person}", &"y".repeat(99)).len(), 64);
        assert_eq!(session_name("{person}", "aws:root"), "aws-root");
        assert_eq!(tag_value("{person}", "Zoë <x>"), "Zoë -x-");
    }
}
