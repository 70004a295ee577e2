//! The parameters of a request, checked as the service model says.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use regex::Regex;

use super::answer::Refusal;

pub(crate) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    pub fn read(parts: &Parts, body: &Bytes) -> Self {
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        let pairs = url::form_urlencoded::parse(query)
            .chain(url::form_urlencoded::parse(body))
            .map(|(name, value)| (name.into_owned(), value.into_owned()));
        Self(pairs.collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name).ok_or_else(|| {
            let member = member(name);
            wrong(&format!(
                "Value null at '{member}' failed to satisfy constraint: Member must not be null"
            ))
        })
    }

    /// A text of so many characters, each a letter, a digit, `_` or one of `more`.
    pub fn word(
        &self,
        name: &str,
        lengths: (usize, usize),
        more: &str,
    ) -> Result<Option<&str>, Refusal> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        sized(name, text, lengths)?;
        let known = |c: char| c.is_ascii_alphanumeric() || c == '_' || more.contains(c);
        match text.chars().all(known) {
            true => Ok(Some(text)),
            false => Err(unlike(
                name,
                text,
                &format!("[\\w{}]*", more.replace('/', "\\/")),
            )),
        }
    }

    /// A text that must be there, of so many characters.
    pub fn sized(&self, name: &str, lengths: (usize, usize)) -> Result<&str, Refusal> {
        let text = self.required(name)?;
        sized(name, text, lengths)?;
        Ok(text)
    }

    /// An ARN that must be there.
    pub fn arn(&self, name: &str) -> Result<&str, Refusal> {
        self.sized(name, (20, 2048))
    }

    /// A policy's text: of characters up to U+00FF, without a limit of its own.
    pub fn policy(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        sized(name, text, (1, usize::MAX))?;
        let known = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FF}');
        match text.chars().all(known) {
            true => Ok(Some(text)),
            false => Err(unlike(
                name,
                text,
                "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
            )),
        }
    }

    /// A tag's key or value, which must be there.
    pub fn tag(&self, name: &str, lengths: (usize, usize)) -> Result<&str, Refusal> {
        let text = self.required(name)?;
        check_tag(name, text, lengths)?;
        Ok(text)
    }

    /// `DurationSeconds`, from 900 to `most`.
    pub fn duration(&self, otherwise: u64, most: u64) -> Result<Duration, Refusal> {
        let Some(text) = self.get("DurationSeconds") else {
            return Ok(Duration::from_secs(otherwise));
        };
        let seconds: i64 = text.parse().map_err(|_| {
            Refusal::new(
                400,
                "MalformedInput",
                "The DurationSeconds must be a number.",
            )
        })?;
        let fails = |constraint: String| {
            wrong(&format!(
                "Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value {constraint}"
            ))
        };
        match u64::try_from(seconds).unwrap_or_default() {
            s if s < 900 => Err(fails("greater than or equal to 900".to_owned())),
            s if s > most => Err(fails(format!("less than or equal to {most}"))),
            s => Ok(Duration::from_secs(s)),
        }
    }

    /// `Name.member.1…` or, with a field, `Name.member.1.field…`.
    pub fn list(&self, name: &str, field: &str) -> Vec<&str> {
        (1..)
            .map_while(|n| self.get(&format!("{name}.member.{n}{field}")))
            .collect()
    }
}

/// Checks a tag's key or value.
pub(super) fn check_tag(name: &str, text: &str, lengths: (usize, usize)) -> Result<(), Refusal> {
    sized(name, text, lengths)?;
    let end = if lengths.0 == 0 { '*' } else { '+' };
    let pattern = format!(r"[\p{{L}}\p{{Z}}\p{{N}}_.:/=+\-@]{end}");
    let fits = Regex::new(&format!("^{pattern}$")).is_ok_and(|regex| regex.is_match(text));
    match fits {
        true => Ok(()),
        false => Err(unlike(name, text, &pattern)),
    }
}

/// A list that is longer than it may be.
pub(super) fn too_many(member: &str, most: usize) -> Refusal {
    wrong(&format!(
        "Value at '{member}' failed to satisfy constraint: Member must have length less than or equal to {most}"
    ))
}

fn sized(name: &str, text: &str, (least, most): (usize, usize)) -> Result<(), Refusal> {
    let fails = |constraint: String| {
        let member = member(name);
        // AWS does not repeat what may be a secret.
        let value = match name {
            "WebIdentityToken" => "Value".to_owned(),
            _ => format!("Value '{text}'"),
        };
        Err(wrong(&format!(
            "{value} at '{member}' failed to satisfy constraint: Member must have length {constraint}"
        )))
    };
    match text.chars().count() {
        n if n < least => fails(format!("greater than or equal to {least}")),
        n if n > most => fails(format!("less than or equal to {most}")),
        _ => Ok(()),
    }
}

fn unlike(name: &str, text: &str, pattern: &str) -> Refusal {
    let member = member(name);
    wrong(&format!(
        "Value '{text}' at '{member}' failed to satisfy constraint: Member must satisfy regular expression pattern: {pattern}"
    ))
}

fn wrong(what: &str) -> Refusal {
    Refusal::new(
        400,
        "ValidationError",
        format!("1 validation error detected: {what}"),
    )
}

/// `tags.1.member.key` for `Tags.member.1.Key`.
fn member(name: &str) -> String {
    let parts: Vec<String> = name.split('.').map(lower_first).collect();
    match &parts[..] {
        [list, word, n, field] => format!("{list}.{n}.{word}.{field}"),
        parts => parts.join("."),
    }
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
