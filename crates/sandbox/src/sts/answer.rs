//! The XML of STS and IAM.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

use crate::iam::{Principal, SessionKeys};

/// The elements inside `…Result`.
pub(super) type Answer = String;

/// Why it is not done.
pub(crate) struct Refusal {
    status: u16,
    code: &'static str,
    message: String,
}

impl Refusal {
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }
}

pub(super) fn access_denied(message: impl Into<String>) -> Refusal {
    Refusal::new(403, "AccessDenied", message)
}

/// `<name>text</name>`.
pub(crate) fn element(name: &str, text: &str) -> String {
    let mut out = format!("<{name}>");
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out + &format!("</{name}>")
}

/// `Credentials`.
pub(super) fn session_elements(keys: &SessionKeys) -> String {
    let end = OffsetDateTime::from(keys.expiration).replace_nanosecond(0);
    let end = end
        .ok()
        .and_then(|at| at.format(&Rfc3339).ok())
        .unwrap_or_default();
    let inner = element("AccessKeyId", &keys.access_key_id)
        + &element("SecretAccessKey", &keys.secret_access_key)
        + &element("SessionToken", &keys.session_token)
        + &element("Expiration", &end);
    format!("<Credentials>{inner}</Credentials>")
}

/// A session of a role: what every way of assuming one answers.
pub(super) fn role_elements(
    keys: &SessionKeys,
    who: &Principal,
    packed: Option<usize>,
    source_identity: Option<&str>,
) -> Answer {
    let user = element("AssumedRoleId", &who.user_id) + &element("Arn", &who.arn);
    let mut answer = format!("<AssumedRoleUser>{user}</AssumedRoleUser>");
    answer += &session_elements(keys);
    if let Some(percent) = packed {
        answer += &element("PackedPolicySize", &percent.to_string());
    }
    if let Some(identity) = source_identity {
        answer += &element("SourceIdentity", identity);
    }
    answer
}

/// The whole answer.
pub(super) fn response(
    namespace: &str,
    operation: &str,
    answer: Result<Answer, Refusal>,
) -> Response<Bytes> {
    let id = Uuid::new_v4().to_string();
    let (status, text) = match answer {
        Ok(inner) => (
            200,
            format!(
                "<{operation}Response xmlns=\"{namespace}\"><{operation}Result>{inner}</{operation}Result><ResponseMetadata><RequestId>{id}</RequestId></ResponseMetadata></{operation}Response>"
            ),
        ),
        Err(refusal) => (
            refusal.status,
            format!(
                "<ErrorResponse xmlns=\"{namespace}\"><Error><Type>Sender</Type>{}{}</Error><RequestId>{id}</RequestId></ErrorResponse>",
                element("Code", refusal.code),
                element("Message", &refusal.message)
            ),
        ),
    };
    let mut response = Response::new(Bytes::from(text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert("x-amzn-requestid", id);
    }
    response
}
