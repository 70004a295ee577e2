//! Sign-ins that began at the provider: the person says whether they meant it.

use axum::http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_roles::saml::Response;

use super::super::pending::{self, in_path};
use super::enter::enter;
use crate::access::no_connection;
use crate::error::{ApiError, ApiResult, Code};
use crate::{App, audit, session};

/// A response that nobody has asked for.
pub(crate) struct Unconfirmed {
    pub provider: String,
    pub connection: String,
    pub return_to: Option<String>,
    pub response: Response,
    /// The hash of the cookie of the browser that brought it.
    pub browser: String,
}

/// A sign-in that waits for the person to say whether they meant it.
#[derive(Serialize, ToSchema)]
pub(crate) struct WaitingSignIn {
    connection: String,
    /// The provider's name.
    provider: String,
    /// The provider's name for people.
    provider_label: String,
    /// Whom the provider names. AWS has not been asked yet.
    person: String,
}

/// What the person says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    accept: bool,
}

/// What waits under `id` for this browser.
pub(crate) fn look(app: &App, headers: &HeaderMap, id: &str) -> ApiResult<WaitingSignIn> {
    let found = app.saml.unconfirmed.look(id, |waiting| {
        pending::is_of(headers, &waiting.browser).then(|| {
            let provider = app.config.provider(&waiting.provider);
            WaitingSignIn {
                connection: waiting.connection.clone(),
                provider: waiting.provider.clone(),
                provider_label: provider.map_or(&waiting.provider, |p| &p.label).clone(),
                person: waiting.response.session_name.clone(),
            }
        })
    });
    found.flatten().ok_or_else(gone)
}

/// Goes on with what waits under `id`, or forgets it. Gives where the person goes,
/// and the cookie of their session.
pub(crate) async fn decide(
    app: &App,
    headers: &HeaderMap,
    id: &str,
    decision: &Decision,
) -> ApiResult<(String, Option<HeaderValue>)> {
    let fit = |waiting: &Unconfirmed| pending::is_of(headers, &waiting.browser);
    let waiting = app.saml.unconfirmed.take_if(id, fit).ok_or_else(gone)?;
    if !decision.accept {
        return Ok(("/".to_owned(), None));
    }
    let person = waiting.response.session_name.clone();
    let came = async {
        waiting.response.check_time(std::time::SystemTime::now())?;
        let connection = app.config.connection(&waiting.connection);
        let provider = app.config.provider(&waiting.provider);
        let (Some(connection), Some(provider)) = (connection, provider) else {
            return Err(no_connection());
        };
        let old = session::find(app, headers).await?;
        enter(app, old, connection, provider, waiting.response).await
    };
    let came = came.await;
    audit::person(app, "sign_in", &waiting.connection, &person, &came).await;
    let own = format!("/c/{}", in_path(&waiting.connection));
    Ok((waiting.return_to.unwrap_or(own), came?.cookie))
}

fn gone() -> ApiError {
    let words = "This sign-in was brought by another browser, has been used already, or is older than five minutes. Please sign in again.";
    ApiError::new(Code::NotFound, words)
}
