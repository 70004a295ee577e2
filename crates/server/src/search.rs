//! What somebody looks for: a pattern of names, sizes, dates.

use regex::{Regex, RegexBuilder};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use wardrobe_storage::list::Entry;

use crate::error::ApiResult;
use crate::request::invalid;

/// The longest pattern, in characters.
const PATTERN_MAX: usize = 1000;
/// Bytes that a pattern may take once it is compiled. Matching is linear in the key.
const COMPILED_MAX: usize = 1024 * 1024;

/// How names are told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pattern<'a> {
    /// Names that contain it, in capitals or not.
    Text(&'a str),
    /// `*`, `?`, `[a-z]`, `{one,other}`; `**` crosses folders. In capitals or not.
    Glob(&'a str),
    /// A regular expression that is found somewhere in it.
    Regex(&'a str),
}

/// All of which an object must meet.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// How many bytes of each key are those of the folder.
    skip: usize,
    pattern: Option<Regex>,
    /// The pattern is for all behind the folder, not only the name.
    path: bool,
    sizes: (u64, u64),
    after: Option<OffsetDateTime>,
    before: Option<OffsetDateTime>,
}

impl Wanted {
    /// Everything below `prefix`.
    pub fn below(prefix: &str) -> Self {
        Self {
            skip: prefix.len(),
            pattern: None,
            path: false,
            sizes: (0, u64::MAX),
            after: None,
            before: None,
        }
    }

    /// With a name of this pattern; with `path`, of which all below the folder is.
    pub fn named(mut self, pattern: Pattern<'_>, path: bool) -> ApiResult<Self> {
        let (text, case) = match pattern {
            Pattern::Text(text) => (regex::escape(text), true),
            Pattern::Glob(glob) => (from_glob(glob)?, true),
            Pattern::Regex(regex) => (regex.to_owned(), false),
        };
        let (Pattern::Text(given) | Pattern::Glob(given) | Pattern::Regex(given)) = pattern;
        if given.chars().count() > PATTERN_MAX {
            return Err(invalid(format!(
                "A pattern has at most {PATTERN_MAX} characters."
            )));
        }
        let compiled = RegexBuilder::new(&text)
            .case_insensitive(case)
            .size_limit(COMPILED_MAX)
            .dfa_size_limit(COMPILED_MAX)
            .build()
            .map_err(|error| invalid(told(&error)))?;
        self.pattern = Some(compiled);
        self.path = path;
        Ok(self)
    }

    /// Of at least and at most so many bytes.
    pub fn sized(mut self, least: Option<u64>, most: Option<u64>) -> ApiResult<Self> {
        let (least, most) = (least.unwrap_or(0), most.unwrap_or(u64::MAX));
        if least > most {
            return Err(invalid("The least size is above the greatest."));
        }
        self.sizes = (least, most);
        Ok(self)
    }

    /// Written not before the one moment, and before the other, both as in RFC 3339.
    pub fn written(mut self, after: Option<&str>, before: Option<&str>) -> ApiResult<Self> {
        self.after = after.map(moment).transpose()?;
        self.before = before.map(moment).transpose()?;
        if let (Some(after), Some(before)) = (self.after, self.before)
            && after >= before
        {
            return Err(invalid("The first date is not before the last."));
        }
        Ok(self)
    }

    /// Whether `entry` is such a one.
    pub fn is(&self, entry: &Entry) -> bool {
        let (least, most) = self.sizes;
        (least..=most).contains(&entry.size)
            && self.is_dated(entry.last_modified)
            && self.pattern.as_ref().is_none_or(|pattern| {
                let below = entry.key.get(self.skip..).unwrap_or(&entry.key);
                pattern.is_match(if self.path { below } else { name(below) })
            })
    }

    fn is_dated(&self, at: Option<OffsetDateTime>) -> bool {
        if self.after.is_none() && self.before.is_none() {
            return true;
        }
        at.is_some_and(|at| {
            self.after.is_none_or(|after| at >= after)
                && self.before.is_none_or(|before| at < before)
        })
    }
}

/// What is behind the last slash; of a folder's own mark, the folder's name.
fn name(path: &str) -> &str {
    let whole = path.strip_suffix('/').unwrap_or(path);
    whole.rsplit_once('/').map_or(whole, |(_, name)| name)
}

fn moment(text: &str) -> ApiResult<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339)
        .map_err(|_| invalid(format!("{text:?} is no date such as 2026-05-31T00:00:00Z.")))
}

fn told(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "This pattern is too large.".to_owned(),
        // The last line says what is wrong, those before it show where.
        other => {
            let words = other.to_string();
            let last = words.lines().last().unwrap_or_default();
            let last = last.strip_prefix("error: ").unwrap_or(last);
            format!("This is no regular expression: {last}.")
        }
    }
}

/// The regular expression of a glob.
fn from_glob(glob: &str) -> ApiResult<String> {
    let mut regex = "^".to_owned();
    let mut rest = glob.chars().peekable();
    let mut groups = 0;
    while let Some(c) = rest.next() {
        match c {
            '*' if rest.next_if_eq(&'*').is_some() => match rest.next_if_eq(&'/') {
                Some(_) => regex.push_str("(?s:.*/)?"),
                None => regex.push_str("(?s:.*)"),
            },
            '*' => regex.push_str("[^/]*"),
            '?' => regex.push_str("[^/]"),
            '[' => {
                regex.push('[');
                if rest.next_if(|c| matches!(c, '!' | '^')).is_some() {
                    regex.push('^');
                }
                let mut letters = String::new();
                loop {
                    match rest.next() {
                        Some(']') if !letters.is_empty() => break,
                        Some(c @ ('a'..='z' | 'A'..='Z' | '0'..='9' | '-')) => letters.push(c),
                        Some('\\') => {
                            let Some(c) = rest.next() else { continue };
                            letters.push_str(&regex::escape(&c.to_string()));
                        }
                        Some(c) => letters.push_str(&format!("\\x{{{:x}}}", u32::from(c))),
                        None => return Err(invalid("A [ in this pattern has no ].")),
                    }
                }
                regex.push_str(&letters);
                regex.push(']');
            }
            '{' => {
                groups += 1;
                regex.push_str("(?:");
            }
            '}' if groups > 0 => {
                groups -= 1;
                regex.push(')');
            }
            ',' if groups > 0 => regex.push('|'),
            '\\' => match rest.next() {
                Some(c) => regex.push_str(&regex::escape(&c.to_string())),
                None => return Err(invalid("This pattern ends in a \\.")),
            },
            c => regex.push_str(&regex::escape(&c.to_string())),
        }
    }
    if groups > 0 {
        return Err(invalid("A { in this pattern has no }."));
    }
    regex.push('$');
    Ok(regex)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(wanted: &Wanted, key: &str) -> bool {
        wanted.is(&Entry {
            key: key.to_owned(),
            size: 10,
            last_modified: OffsetDateTime::from_unix_timestamp(1_000_000).ok(),
            etag: None,
            storage_class: None,
        })
    }

    fn named(pattern: Pattern<'_>, path: bool) -> Wanted {
        Wanted::below("in/")
            .named(pattern, path)
            .expect("a pattern")
    }

    #[test]
    fn text_is_found_in_the_name_in_any_case() {
        let report = named(Pattern::Text("RepÖrt."), false);
        assert!(found(&report, "in/2026/Annual rEpöRT.pdf"));
        assert!(!found(&report, "in/repört./x"));
        assert!(!found(&report, "in/reportx"));
        assert!(found(
            &named(Pattern::Text("repört./"), true),
            "in/repört./x"
        ));
        // What is above the folder is not looked at.
        assert!(!found(&named(Pattern::Text("in/"), true), "in/x"));
    }

    #[test]
    fn a_glob_is_for_the_whole_name() {
        for (glob, path, yes, no) in [
            ("*.txt", false, "in/a/b.TXT", "in/b.txt.gz"),
            ("?-[0-9].txt", false, "in/a-1.txt", "in/a-x.txt"),
            ("[!a]*", false, "in/b", "in/a"),
            ("{a,b*}.{txt,md}", false, "in/boo.md", "in/c.md"),
            ("*/b", true, "in/a/b", "in/a/a/b"),
            ("**/b", true, "in/a/a/b", "in/a/ab"),
            ("**/b", true, "in/b", "in/bb"),
            ("logs/**", true, "in/logs/a/b", "in/log/a"),
            ("a.b", false, "in/a.b", "in/aXb"),
            ("[]^\\-]", false, "in/]", "in/a"),
            ("\\*", false, "in/*", "in/a"),
            ("?", false, "in/é", "in/ab"),
        ] {
            let wanted = named(Pattern::Glob(glob), path);
            assert!(found(&wanted, yes), "{glob} {yes}");
            assert!(!found(&wanted, no), "{glob} {no}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        let long = "a".repeat(1001);
        for (pattern, words) in [
            (Pattern::Regex("a("), "unclosed group"),
            (Pattern::Regex("(?:a{1000}){1000}"), "too large"),
            (Pattern::Glob("[a"), "has no ]"),
            (Pattern::Glob("{a"), "has no }"),
            (Pattern::Glob("a\\"), "ends in"),
            (Pattern::Glob("[z-a]"), "no regular expression"),
            (Pattern::Text(&long), "at most 1000"),
        ] {
            let error = Wanted::below("")
                .named(pattern, false)
                .expect_err("refused");
            assert!(
                error.message.contains(words),
                "{pattern:?}: {}",
                error.message
            );
        }
    }

    #[test]
    fn sizes_and_dates_bound_it() {
        let sized = |least, most| Wanted::below("").sized(least, most);
        assert!(found(&sized(Some(10), Some(10)).expect("sizes"), "a"));
        assert!(!found(&sized(Some(11), None).expect("sizes"), "a"));
        assert!(sized(Some(2), Some(1)).is_err());
        let written = |after, before| Wanted::below("").written(after, before);
        let at = Some("1970-01-12T13:46:40Z");
        assert!(found(&written(at, None).expect("dates"), "a"));
        assert!(!found(&written(None, at).expect("dates"), "a"));
        assert!(written(at, at).is_err());
        assert!(written(Some("yesterday"), None).is_err());
    }
}
