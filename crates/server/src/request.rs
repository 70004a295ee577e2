//! What handlers take from a request, with our own answers when it is wrong.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

use crate::error::{ApiError, ApiResult, Code};

/// The query string. Text that is not UTF-8 is refused, not repaired: a
/// repaired key would be another object's.
pub(crate) struct InQuery<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for InQuery<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        let text = parts.uri.query().unwrap_or_default();
        if percent_decode_str(text).decode_utf8().is_err() {
            return Err(invalid("The query string is not UTF-8."));
        }
        axum::extract::Query::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|rejection| invalid(rejection.body_text()))
    }
}

/// A JSON body.
pub(crate) struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> ApiResult<Self> {
        axum::Json::from_request(request, state)
            .await
            .map(|axum::Json(value)| Self(value))
            .map_err(|rejection| {
                let code = match rejection.status().as_u16() {
                    413 => Code::TooLarge,
                    _ => Code::Invalid,
                };
                ApiError::new(code, rejection.body_text())
            })
    }
}

/// How many bytes the body will have. Without it S3 cannot be told either.
pub(crate) fn content_length(headers: &HeaderMap) -> ApiResult<u64> {
    text(headers, header::CONTENT_LENGTH.as_str())
        .and_then(|value| value.parse().ok())
        .ok_or_else(|| invalid("The header Content-Length is missing."))
}

/// A header, if it is text.
pub(crate) fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

/// The request makes no sense, for this reason.
pub(crate) fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new(Code::Invalid, message)
}
