//! Error codes of S3 that `s3s` has no name for.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use s3s::{S3Error, S3ErrorCode};

/// An error with a code of its own.
pub(super) fn error(
    status: StatusCode,
    code: &'static str,
    message: impl Into<std::borrow::Cow<'static, str>>,
) -> S3Error {
    let code = S3ErrorCode::from_bytes(code.as_bytes()).unwrap_or(S3ErrorCode::InternalError);
    let mut error = S3Error::with_message(code, message);
    error.set_status_code(status);
    error
}

/// The same error with a header in its response.
pub(super) fn with_header(mut error: S3Error, name: &'static str, value: &str) -> S3Error {
    let mut headers = error.headers().cloned().unwrap_or_else(HeaderMap::new);
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
    error.set_headers(headers);
    error
}
