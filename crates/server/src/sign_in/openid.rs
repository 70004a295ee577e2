//! Signing in at an OpenID provider.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde::Deserialize;
use url::Url;
use wardrobe_database::sign_ins::SignIn;
use wardrobe_roles::openid::{Authorization, IdToken, OpenIdError, texts};

use super::arrival::{Arrived, arrive, failed, go, lost};
use super::begin::Beginning;
use super::origin::own_url;
use super::pending::{self, Pending, Protocol, secret};
use super::tokens::Held;
use crate::config::{IdentityProvider, Oidc, ProviderKind};
use crate::error::ApiResult;
use crate::request::invalid;
use crate::{App, audit};

/// Sends the person to `provider`.
pub(super) async fn begin(
    app: &App,
    headers: &HeaderMap,
    provider: &IdentityProvider,
    beginning: &Beginning,
) -> ApiResult<Response> {
    let openid = &app.openid.get(&provider.name)?.openid;
    let redirect_uri = own_url(app, headers, "/openid/callback")?;
    let (state, nonce, verifier) = (secret(), secret(), secret());
    let place = openid.authorize(Authorization {
        redirect_uri: &redirect_uri,
        state: &state,
        nonce: &nonce,
        verifier: &verifier,
        prompt: beginning.prompt,
    });
    let mut answer = go(place.await?.as_str());
    let pending = beginning.pending(Protocol::OpenId {
        nonce,
        verifier,
        redirect_uri,
    });
    let cookie = pending::begin(app, headers, &state, &pending).await?;
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(answer)
}

/// What the provider answers by the person's browser.
/// <https://openid.net/specs/openid-connect-core-1_0.html#AuthResponse>
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

/// A person comes back from the provider.
pub(crate) async fn callback(
    State(app): State<App>,
    answer: Result<Query<Answer>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let Query(answer) = answer.unwrap_or_default();
    let state = answer.state.as_deref().unwrap_or_default();
    let pending = match pending::take(&app, &headers, state).await {
        Ok(pending) => pending,
        Err(error) => return lost(&app, error),
    };
    let arrived = arrived(&app, &pending, &answer).await;
    if arrived.is_err() {
        audit::person(&app, "sign_in", &pending.way.connection, "", &arrived).await;
    }
    match arrived {
        Ok(arrived) => arrive(&app, &headers, &pending, arrived).await,
        Err(error) => failed(&app, &pending, error),
    }
}

/// Who has come, if the answer is the provider's to what we asked.
async fn arrived(app: &App, pending: &Pending, answer: &Answer) -> ApiResult<Arrived> {
    let connection = app.config.connection(&pending.way.connection);
    let provider = connection.and_then(|connection| connection.identity_provider());
    let provider = provider.and_then(|name| app.config.provider(name));
    let (
        Some((provider, ProviderKind::Oidc(oidc))),
        Protocol::OpenId {
            nonce,
            verifier,
            redirect_uri,
        },
    ) = (provider.map(|p| (p, &p.kind)), &pending.protocol)
    else {
        return Err(invalid("This is no answer to the sign-in that was begun."));
    };
    let openid = &app.openid.get(&provider.name)?.openid;
    openid.is_ours(answer.iss.as_deref()).await?;
    if let Some(error) = &answer.error {
        let words = answer.error_description.as_deref();
        return Err(OpenIdError::refused(error, words).into());
    }
    let code = answer.code.as_deref();
    let code = code.ok_or_else(|| invalid("The identity provider sent no code."))?;
    let tokens = openid.redeem(code, redirect_uri, verifier, nonce).await?;
    Ok(who(provider, oidc, tokens.id_token, tokens.refresh_token))
}

/// Who an ID token is of that somebody has pasted.
pub(crate) async fn pasted(
    app: &App,
    provider: &IdentityProvider,
    oidc: &Oidc,
    token: &str,
) -> ApiResult<Arrived> {
    let openid = &app.openid.get(&provider.name)?.openid;
    let id_token = openid.check(token.trim(), None).await?;
    Ok(who(provider, oidc, id_token, None))
}

fn who(
    provider: &IdentityProvider,
    oidc: &Oidc,
    id_token: IdToken,
    refresh_token: Option<String>,
) -> Arrived {
    Arrived {
        provider: provider.name.clone(),
        subject: id_token.subject.clone(),
        person: oidc.person(&id_token),
        groups: texts(&id_token.claims, &oidc.groups_claim),
        secret: Held::new(id_token, refresh_token).written(),
    }
}

/// Where the person signs out at the provider, if that is possible and can be
/// learned now.
pub(crate) async fn end_session(app: &App, headers: &HeaderMap, sign_in: &SignIn) -> Option<Url> {
    let back = own_url(app, headers, "/").ok()?;
    let openid = &app.openid.get(&sign_in.provider).ok()?.openid;
    let held = Held::of(app, &sign_in.id).await.ok()?;
    openid.end_session(&held.id_token, &back).await.ok()?
}
