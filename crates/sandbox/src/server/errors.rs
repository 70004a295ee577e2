//! The pages S3 answers refusals with, and the headers on every answer.

use bytes::Bytes;
use http::header::{CONTENT_RANGE, CONTENT_TYPE, HeaderMap, HeaderValue, SERVER};
use http::{Response, StatusCode};
use s3s::Body;

use super::{CONDITION, STORAGE_CLASS};
use crate::faults::Trouble;

/// A refusal before it is written down.
#[derive(Debug)]
pub(super) struct Page {
    status: StatusCode,
    code: String,
    message: String,
    more: Vec<(&'static str, String)>,
}

impl Page {
    pub fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
            more: Vec::new(),
        }
    }

    /// Adds an element that this kind of error has.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.more.push((name, value.to_owned()));
        self
    }

    /// The answer.
    pub fn page(&self, resource: &str) -> Response<Body> {
        let id = request_id();
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
        let mut element = |name: &str, value: &str| {
            xml.push_str(&format!("<{name}>{}</{name}>", escape(value)));
        };
        element("Code", &self.code);
        element("Message", &self.message);
        for (name, value) in &self.more {
            element(name, value);
        }
        element("Resource", resource);
        element("RequestId", &id);
        element("HostId", &host_id());
        xml.push_str("</Error>");
        let mut response = Response::new(Body::from(xml));
        *response.status_mut() = self.status;
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
        standard_headers(response.headers_mut(), &id);
        response
    }
}

/// 500, for what nobody foresaw.
pub(super) fn internal(resource: &str) -> Response<Body> {
    Page::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "InternalError",
        message("InternalError"),
    )
    .page(resource)
}

/// An answer of S3 with what every answer has; an error is written as S3 does.
pub(super) fn dress(response: Response<Body>, resource: &str) -> Response<Body> {
    let error = response.status().is_client_error()
        || response.status().is_server_error()
        || response.status() == StatusCode::MOVED_PERMANENTLY;
    let (mut parts, body) = response.into_parts();
    // Also of a HEAD.
    if parts.status == StatusCode::OK && parts.headers.contains_key(CONTENT_RANGE) {
        parts.status = StatusCode::PARTIAL_CONTENT;
    }
    if parts.status == StatusCode::NOT_MODIFIED {
        standard_headers(&mut parts.headers, &request_id());
        return Response::from_parts(parts, Body::empty());
    }
    let Some(xml) = body.bytes().filter(|_| error) else {
        standard_headers(&mut parts.headers, &request_id());
        let xml = parts
            .headers
            .get(CONTENT_TYPE)
            .is_some_and(|kind| kind == "application/xml");
        let body = match body.bytes().filter(|_| xml) {
            Some(bytes) => readable(&bytes, &mut parts.headers),
            None => body,
        };
        return Response::from_parts(parts, body);
    };
    let xml = String::from_utf8_lossy(&xml);
    let code = element(&xml, "Code").unwrap_or_else(|| "InternalError".into());
    let text = element(&xml, "Message").unwrap_or_else(|| message(&code).to_owned());
    let mut page = Page::new(parts.status, &code, &text);
    let mut tell = |header: &str, name: &'static str| {
        if let Some(value) = parts
            .headers
            .get(header)
            .and_then(|value| value.to_str().ok())
        {
            page.more.push((name, value.to_owned()));
        }
    };
    tell(CONDITION.as_str(), "Condition");
    tell(STORAGE_CLASS, "StorageClass");
    tell("x-amz-bucket-region", "Region");
    parts.headers.remove(CONDITION);
    parts.headers.remove(STORAGE_CLASS);
    let mut response = page.page(resource);
    parts.headers.remove(http::header::CONTENT_LENGTH);
    parts.headers.remove(CONTENT_TYPE);
    response.headers_mut().extend(parts.headers);
    response
}

/// Keys may hold characters that XML cannot, and a bare carriage return would
/// be read as a line feed: S3 writes both as references.
fn readable(xml: &Bytes, headers: &mut HeaderMap) -> Body {
    let strange = |byte: &u8| *byte < 0x20 && *byte != b'\n' && *byte != b'\t';
    if !xml.iter().any(strange) {
        return Body::from(xml.clone());
    }
    let mut text = Vec::with_capacity(xml.len() + 64);
    for byte in xml {
        if strange(byte) {
            text.extend_from_slice(format!("&#x{byte:X};").as_bytes());
        } else {
            text.push(*byte);
        }
    }
    headers.remove(http::header::CONTENT_LENGTH);
    Body::from(text)
}

/// A fault as STS would report it.
pub(super) fn sts_trouble(trouble: Trouble) -> Response<Body> {
    let (status, kind, code, text) = match trouble {
        Trouble::InternalError => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Receiver",
            "InternalFailure",
            "The request processing has failed because of an unknown error, exception or failure.",
        ),
        Trouble::SlowDown => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Sender",
            "Throttling",
            "Rate exceeded",
        ),
    };
    let id = request_id();
    let xml = format!(
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>{kind}</Type><Code>{code}</Code><Message>{text}</Message></Error><RequestId>{id}</RequestId></ErrorResponse>"
    );
    let mut response = Response::new(Body::from(xml));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
    response
}

fn standard_headers(headers: &mut HeaderMap, id: &str) {
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert("x-amz-request-id", id);
    }
    if let Ok(id) = HeaderValue::from_str(&host_id()) {
        headers.insert("x-amz-id-2", id);
    }
    headers.insert(SERVER, HeaderValue::from_static("AmazonS3"));
}

fn request_id() -> String {
    format!("{:016X}", rand::random::<u64>())
}

fn host_id() -> String {
    format!(
        "{:032x}{:032x}",
        rand::random::<u128>(),
        rand::random::<u128>()
    )
}

fn element(xml: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    let (text, _) = rest.split_once(&format!("</{name}>"))?;
    Some(unescape(text))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

/// S3's words for an error that was raised without any.
fn message(code: &str) -> &'static str {
    match code {
        "AccessDenied" => "Access Denied",
        "BucketNotEmpty" => "The bucket you tried to delete is not empty",
        "EntityTooLarge" => "Your proposed upload exceeds the maximum allowed size",
        "InternalError" => "We encountered an internal error. Please try again.",
        "InvalidBucketName" => "The specified bucket is not valid.",
        "InvalidURI" => "Couldn't parse the specified URI.",
        "KeyTooLongError" => "Your key is too long",
        "MalformedXML" => {
            "The XML you provided was not well-formed or did not validate against our published schema"
        }
        "MethodNotAllowed" => "The specified method is not allowed against this resource.",
        "NoSuchBucket" => "The specified bucket does not exist",
        "NoSuchKey" => "The specified key does not exist.",
        "NoSuchUpload" => {
            "The specified multipart upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed."
        }
        "NoSuchVersion" => "The specified version does not exist.",
        "NotImplemented" => "A header you provided implies functionality that is not implemented",
        "SignatureDoesNotMatch" => {
            "The request signature we calculated does not match the signature you provided. Check your key and signing method."
        }
        "SlowDown" => "Please reduce your request rate.",
        _ => "The request was refused.",
    }
}
