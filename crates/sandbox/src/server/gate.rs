//! What a signature may look like and how old it may be, before anyone asks
//! whether it is right.

use std::time::SystemTime;

use http::StatusCode;
use http::request::Parts;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::errors::Page;
use crate::signature::{parse_date, query};

/// How far a client's clock may be off, in seconds.
const SKEW: i64 = 15 * 60;
/// The longest life of a presigned URL: a week.
const LONGEST: i64 = 7 * 24 * 60 * 60;

/// Refuses what cannot be valid.
pub(super) fn check(parts: &Parts, now: SystemTime) -> Result<(), Page> {
    let now = OffsetDateTime::from(now);
    let header = |name: &str| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let authorization = header("authorization");
    if query(&parts.uri, "Signature").is_some()
        || authorization.is_some_and(|text| text.starts_with("AWS "))
    {
        return Err(Page::new(
            StatusCode::BAD_REQUEST,
            "InvalidRequest",
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
        ));
    }
    let form = header("content-type").is_some_and(|kind| kind.starts_with("multipart/form-data"));
    if parts.method == http::Method::POST && form {
        return Err(Page::new(
            StatusCode::FORBIDDEN,
            "AccessDenied",
            "Access Denied",
        ));
    }
    let presigned = query(&parts.uri, "X-Amz-Signature").is_some()
        || query(&parts.uri, "X-Amz-Algorithm").is_some();
    let signed = if presigned {
        if authorization.is_some() {
            return Err(Page::new(
                StatusCode::BAD_REQUEST,
                "InvalidArgument",
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
            ));
        }
        check_presigned(parts, now)?;
        query(&parts.uri, "X-Amz-SignedHeaders")
    } else {
        check_clock(
            header("x-amz-date").filter(|_| authorization.is_some()),
            now,
        )?;
        authorization.and_then(|text| {
            let (_, names) = text.split_once("SignedHeaders=")?;
            names.split(',').next().map(str::to_owned)
        })
    };
    signed.map_or(Ok(()), |signed| {
        check_signed_headers(parts, &signed, presigned)
    })
}

fn check_clock(date: Option<&str>, now: OffsetDateTime) -> Result<(), Page> {
    let Some(text) = date else { return Ok(()) };
    let Some(date) = parse_date(text) else {
        return Ok(());
    };
    if (now - date).abs().whole_seconds() <= SKEW {
        return Ok(());
    }
    let page = Page::new(
        StatusCode::FORBIDDEN,
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
    );
    Err(page
        .with("RequestTime", text)
        .with("ServerTime", &now.format(&Rfc3339).unwrap_or_default())
        .with("MaxAllowedSkewMilliseconds", "900000"))
}

fn check_presigned(parts: &Parts, now: OffsetDateTime) -> Result<(), Page> {
    let wrong = |message: &'static str| {
        Page::new(
            StatusCode::BAD_REQUEST,
            "AuthorizationQueryParametersError",
            message,
        )
    };
    let field = |name: &str| query(&parts.uri, name);
    let (Some(date), Some(expires)) = (field("X-Amz-Date"), field("X-Amz-Expires")) else {
        return Err(wrong(
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
        ));
    };
    let Some(begin) = parse_date(&date) else {
        return Err(wrong(
            "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
        ));
    };
    let life: i64 = expires
        .parse()
        .map_err(|_| wrong("X-Amz-Expires should be a number"))?;
    if life < 0 {
        return Err(wrong("X-Amz-Expires must be non-negative"));
    }
    if life > LONGEST {
        return Err(wrong(
            "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
        ));
    }
    if (begin - now).whole_seconds() > SKEW {
        return Err(Page::new(
            StatusCode::FORBIDDEN,
            "AccessDenied",
            "Request is not yet valid",
        ));
    }
    let end = begin + time::Duration::seconds(life);
    if now > end {
        return Err(
            Page::new(StatusCode::FORBIDDEN, "AccessDenied", "Request has expired")
                .with("X-Amz-Expires", &expires)
                .with("Expires", &end.format(&Rfc3339).unwrap_or_default())
                .with("ServerTime", &now.format(&Rfc3339).unwrap_or_default()),
        );
    }
    Ok(())
}

/// Whoever holds a presigned URL must not add to what was signed.
fn check_signed_headers(parts: &Parts, signed: &str, presigned: bool) -> Result<(), Page> {
    let signed: Vec<&str> = signed.split(';').collect();
    let free =
        |name: &str| !name.starts_with("x-amz-") || (presigned && name == "x-amz-content-sha256");
    let unsigned: Vec<&str> = parts
        .headers
        .keys()
        .map(http::HeaderName::as_str)
        .filter(|name| !free(name) && !signed.contains(name))
        .collect();
    let missing = signed.iter().any(|name| !parts.headers.contains_key(*name));
    if missing || !signed.contains(&"host") {
        return Err(Page::new(
            StatusCode::FORBIDDEN,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        ));
    }
    if unsigned.is_empty() {
        return Ok(());
    }
    Err(Page::new(
        StatusCode::FORBIDDEN,
        "AccessDenied",
        "There were headers present in the request which were not signed",
    )
    .with("HeadersNotSigned", &unsigned.join(", ")))
}
