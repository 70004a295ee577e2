//! Setting out for a SAML identity provider.

use axum::http::{HeaderMap, header};
use axum::response::Response;
use wardrobe_roles::openid::Prompt;
use wardrobe_roles::saml::AuthnRequest;

use super::super::arrival::go;
use super::super::begin::Beginning;
use super::super::pending::{self, Protocol, secret};
use super::provider::{provider_metadata, service_provider};
use crate::App;
use crate::config::IdentityProvider;
use crate::error::ApiResult;

/// Sends the person to `provider` with a request, and notes whose it is.
pub(crate) async fn begin(
    app: &App,
    headers: &HeaderMap,
    provider: &IdentityProvider,
    beginning: &Beginning,
) -> ApiResult<Response> {
    let metadata = provider_metadata(app, provider).await?;
    let us = service_provider(app, headers, provider)?;
    let request = AuthnRequest {
        force: beginning.prompt == Some(Prompt::Login),
        passive: beginning.prompt == Some(Prompt::None),
        ..AuthnRequest::new()
    };
    let relay_state = secret();
    let address = request.address(&us, &metadata, &relay_state)?;
    let noted = beginning.pending(Protocol::Saml {
        request_id: request.id,
    });
    let cookie = pending::begin(app, headers, &relay_state, &noted).await?;
    let mut answer = go(address.as_str());
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(answer)
}
