//! Signature Version 4 over a whole request, for the services that are not S3
//! (`s3s` checks the signatures of S3 requests itself).
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

use hmac::{Hmac, KeyInit, Mac};
use http::request::Parts;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use time::OffsetDateTime;
use time::macros::format_description;

/// What a signed request says about itself; nothing of it is proven before
/// [`Signed::matches`] says so.
pub struct Signed {
    /// The access key id of the credential scope.
    pub access_key_id: String,
    /// `x-amz-security-token`, present with temporary credentials.
    pub session_token: Option<String>,
    /// The region of the credential scope.
    pub region: String,
    /// The service of the credential scope, such as `sts`.
    pub service: String,
    /// `x-amz-date`.
    pub date: OffsetDateTime,
    timestamp: String,
    headers: Vec<String>,
    signature: String,
}

/// The Authorization header is there but cannot be read.
#[derive(Debug)]
pub struct Malformed;

impl Signed {
    /// Reads the Authorization header; `None` when the request carries none.
    pub fn parse(parts: &Parts) -> Result<Option<Self>, Malformed> {
        let Some(authorization) = parts.headers.get(http::header::AUTHORIZATION) else {
            return Ok(None);
        };
        let text = authorization.to_str().map_err(|_| Malformed)?;
        let fields = text.strip_prefix("AWS4-HMAC-SHA256").ok_or(Malformed)?;
        let field = |name: &str| {
            fields
                .split(',')
                .map(str::trim)
                .find_map(|f| f.strip_prefix(name)?.strip_prefix('='))
        };
        let scope: Vec<&str> = field("Credential").ok_or(Malformed)?.split('/').collect();
        let [access_key_id, day, region, service, "aws4_request"] = scope[..] else {
            return Err(Malformed);
        };
        let timestamp = header(parts, "x-amz-date").ok_or(Malformed)?;
        if !timestamp.starts_with(day) {
            return Err(Malformed);
        }
        Ok(Some(Self {
            access_key_id: access_key_id.to_owned(),
            session_token: header(parts, "x-amz-security-token"),
            region: region.to_owned(),
            service: service.to_owned(),
            date: parse_date(&timestamp).ok_or(Malformed)?,
            timestamp,
            headers: field("SignedHeaders")
                .ok_or(Malformed)?
                .split(';')
                .map(str::to_owned)
                .collect(),
            signature: field("Signature").ok_or(Malformed)?.to_owned(),
        }))
    }

    /// Whether `secret` signed exactly this request with this body.
    pub fn matches(&self, secret: &str, parts: &Parts, body: &[u8]) -> bool {
        if !self.headers.iter().any(|name| name == "host") {
            return false;
        }
        let Some(request) = self.canonical_request(parts, body) else {
            return false;
        };
        let day = self.timestamp.get(..8).unwrap_or_default();
        let scope = format!("{day}/{}/{}/aws4_request", self.region, self.service);
        let text = format!(
            "AWS4-HMAC-SHA256\n{}\n{scope}\n{}",
            self.timestamp,
            hex(&Sha256::digest(request.as_bytes()))
        );
        let mut key = mac(format!("AWS4{secret}").as_bytes(), day.as_bytes());
        for part in [self.region.as_str(), &self.service, "aws4_request"] {
            key = mac(&key, part.as_bytes());
        }
        let expected = hex(&mac(&key, text.as_bytes()));
        expected.as_bytes().ct_eq(self.signature.as_bytes()).into()
    }

    fn canonical_request(&self, parts: &Parts, body: &[u8]) -> Option<String> {
        let mut query: Vec<(&str, &str)> = parts
            .uri
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .collect();
        query.sort_unstable();
        let query: Vec<String> = query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut headers = String::new();
        for name in &self.headers {
            let values: Option<Vec<&str>> = parts
                .headers
                .get_all(name)
                .iter()
                .map(|value| value.to_str().ok().map(str::trim))
                .collect();
            let values = values.filter(|values| !values.is_empty())?;
            headers.push_str(&format!("{name}:{}\n", values.join(",")));
        }
        Some(format!(
            "{}\n{}\n{}\n{headers}\n{}\n{}",
            parts.method,
            parts.uri.path(),
            query.join("&"),
            self.headers.join(";"),
            hex(&Sha256::digest(body))
        ))
    }
}

/// Reads `20260102T030405Z`.
pub fn parse_date(text: &str) -> Option<OffsetDateTime> {
    let format = format_description!("[year][month][day]T[hour][minute][second]Z");
    time::PrimitiveDateTime::parse(text, &format)
        .ok()
        .map(time::PrimitiveDateTime::assume_utc)
}

/// The decoded value of one query parameter.
pub fn query(uri: &http::Uri, name: &str) -> Option<String> {
    value(uri.query()?, name)
}

/// The decoded value of one field of a form.
pub fn form_value(form: &[u8], name: &str) -> Option<String> {
    value(std::str::from_utf8(form).ok()?, name)
}

fn value(pairs: &str, name: &str) -> Option<String> {
    let decode = |text: &str| {
        percent_decode_str(&text.replace('+', " "))
            .decode_utf8_lossy()
            .into_owned()
    };
    let mut pairs = pairs
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .find(|(key, _)| decode(key) == name)
        .map(|(_, value)| decode(value))
}

fn header(parts: &Parts, name: &str) -> Option<String> {
    parts.headers.get(name)?.to_str().ok().map(str::to_owned)
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return Vec::new();
    };
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
