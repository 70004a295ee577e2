//! Cross-origin rules of a bucket, as S3 enforces them.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html>

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderName,
    HeaderValue, ORIGIN, VARY,
};

use super::store::CorsRule;

/// What a browser asks: by a preflight, or by a request with an origin.
pub(crate) struct Asked<'a> {
    origin: &'a str,
    method: &'a str,
    headers: Vec<String>,
}

impl<'a> Asked<'a> {
    /// Of a preflight; `None` when it lacks an origin or a method.
    pub fn preflight(headers: &'a HeaderMap) -> Option<Self> {
        let wanted = text(headers, &ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default();
        let wanted = wanted
            .split(',')
            .map(|name| name.trim().to_ascii_lowercase());
        Some(Self {
            origin: text(headers, &ORIGIN)?,
            method: text(headers, &ACCESS_CONTROL_REQUEST_METHOD)?,
            headers: wanted.filter(|name| !name.is_empty()).collect(),
        })
    }

    /// Of the request itself; `None` when it has no origin.
    pub fn request(method: &'a http::Method, headers: &'a HeaderMap) -> Option<Self> {
        Some(Self {
            origin: text(headers, &ORIGIN)?,
            method: method.as_str(),
            headers: Vec::new(),
        })
    }

    /// The headers that the first fitting rule grants.
    pub fn granted(&self, rules: &[CorsRule]) -> Option<HeaderMap> {
        let rule = rules.iter().find(|rule| self.fits(rule))?;
        let mut headers = HeaderMap::new();
        let mut put = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        };
        if rule.origins.iter().any(|origin| origin == "*") {
            put(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        } else {
            put(ACCESS_CONTROL_ALLOW_ORIGIN, self.origin);
            put(ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
        put(ACCESS_CONTROL_ALLOW_METHODS, &rule.methods.join(", "));
        if !self.headers.is_empty() {
            put(ACCESS_CONTROL_ALLOW_HEADERS, &self.headers.join(", "));
        }
        if !rule.expose.is_empty() {
            put(ACCESS_CONTROL_EXPOSE_HEADERS, &rule.expose.join(", "));
        }
        if let Some(seconds) = rule.max_age {
            put(ACCESS_CONTROL_MAX_AGE, &seconds.to_string());
        }
        put(
            VARY,
            "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
        );
        Some(headers)
    }

    fn fits(&self, rule: &CorsRule) -> bool {
        let allows = |header: &String| {
            rule.headers
                .iter()
                .any(|pattern| matches(&pattern.to_ascii_lowercase(), header))
        };
        rule.methods.iter().any(|method| method == self.method)
            && rule
                .origins
                .iter()
                .any(|origin| matches(origin, self.origin))
            && self.headers.iter().all(allows)
    }
}

/// A pattern with at most one `*`.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((before, after)) => {
            text.len() >= before.len() + after.len()
                && text.starts_with(before)
                && text.ends_with(after)
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
