//! The parameters of a request, checked as the service model says.
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;

use super::answer::Refusal;

pub(super) struct Parameters(BTreeMap<String, String>);

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
            let member = lower_first(name);
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
        let (least, most) = lengths;
        let fails = |constraint: String| {
            let member = lower_first(name);
            wrong(&format!(
                "Value '{text}' at '{member}' failed to satisfy constraint: Member must {constraint}"
            ))
        };
        let length = text.chars().count();
        if length < least {
            return Err(fails(format!(
                "have length greater than or equal to {least}"
            )));
        }
        if length > most {
            return Err(fails(format!("have length less than or equal to {most}")));
        }
        let known = |c: char| c.is_ascii_alphanumeric() || c == '_' || more.contains(c);
        if !text.chars().all(known) {
            let class = more.replace('/', "\\/");
            return Err(fails(format!(
                "satisfy regular expression pattern: [\\w{class}]*"
            )));
        }
        Ok(Some(text))
    }

    /// `DurationSeconds`, from 900 to `most`.
    pub fn duration(&self, otherwise: u64, most: u64) -> Result<Duration, Refusal> {
        let Some(text) = self.get("DurationSeconds") else {
            return Ok(Duration::from_secs(otherwise));
        };
        let seconds: u64 = text.parse().map_err(|_| {
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
        match seconds {
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

fn wrong(what: &str) -> Refusal {
    Refusal::new(
        400,
        "ValidationError",
        format!("1 validation error detected: {what}"),
    )
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
