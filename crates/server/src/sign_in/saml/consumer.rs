//! Where providers post responses, and our own metadata.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;
use wardrobe_roles::saml::response::LONGEST;

use super::super::arrival::{go, lost};
use super::provider::service_provider;
use crate::App;
use crate::error::{ApiError, Code};
use crate::request::invalid;

/// A response and what comes with it, percent-encoded.
const FORM_MAX: usize = LONGEST * 3 / 2;

/// What was posted, of which nothing has been read.
pub(crate) struct Posted {
    pub response: String,
    pub relay_state: String,
}

/// Takes a response. It comes from the provider's page, so no cookie of ours comes
/// with it: the browser brings it on to [`super::finish`], where they do.
pub(crate) async fn consume(State(app): State<App>, headers: HeaderMap, body: Body) -> Response {
    match read(&headers, body).await {
        Ok(posted) => {
            let id = app.saml.posted.keep(posted);
            go(&format!("/saml/finish?id={id}"))
        }
        Err(error) => lost(&app, error),
    }
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Posted, ApiError> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let form = text(header::CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.split(';').next().unwrap_or_default();
        kind.trim()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    });
    if !form {
        return Err(invalid("A SAML response comes in a form."));
    }
    let too_large = || {
        let words = "What the identity provider sent is too large for a SAML response. Let it send fewer attributes, such as fewer groups.";
        ApiError::new(Code::TooLarge, words)
    };
    let length = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    if length.is_some_and(|length| length > FORM_MAX) {
        return Err(too_large());
    }
    let bytes = axum::body::to_bytes(body, FORM_MAX).await;
    let bytes = bytes.map_err(|_| too_large())?;
    let field = |wanted| {
        let mut fields = form_urlencoded::parse(&bytes);
        fields.find_map(|(name, value)| (name == wanted).then(|| value.into_owned()))
    };
    Ok(Posted {
        response: field("SAMLResponse").ok_or_else(|| {
            invalid("There is no SAMLResponse in what the identity provider sent.")
        })?,
        relay_state: field("RelayState").unwrap_or_default(),
    })
}

/// Our own metadata, for the administrator of `provider`.
pub(crate) async fn metadata(
    State(app): State<App>,
    Path(provider): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(provider) = app.config.provider(&provider) else {
        return ApiError::new(Code::NotFound, "There is no such identity provider.")
            .into_response();
    };
    match service_provider(&app, &headers, provider) {
        Ok(us) => {
            let kind = [(header::CONTENT_TYPE, "application/samlmetadata+xml")];
            (kind, us.metadata()).into_response()
        }
        Err(error) => error.into_response(),
    }
}
