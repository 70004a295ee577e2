//! Signing in without a way to the provider, signing out there, and what became of
//! a sign-in that failed.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_roles::Role;

use super::identity::Identity;
use crate::access::no_connection;
use crate::config::{Connection, IdentityProvider, ProviderKind};
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::request::{self, invalid};
use crate::session::{MaybeSession, Session};
use crate::sign_in::{self, Arrived};
use crate::{App, audit};

/// What the provider gave the person some other way.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Pasted {
    /// An ID token.
    web_identity_token: Option<String>,
    /// A SAML response: base64, `SAMLResponse=…` as a browser shows it, or XML.
    saml_response: Option<String>,
}

/// Somebody who has signed in.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignedIn {
    person: String,
    /// What was opened, where nothing was left to choose.
    open: Vec<Identity>,
}

/// Somebody who has signed out.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignedOut {
    /// Where the browser goes to sign out at the provider too, if there is such a
    /// place.
    location: Option<String>,
}

/// Signs in with what the provider gave some other way. The answer sets the
/// session's cookie.
#[utoipa::path(post, path = "/api/connections/{connection}/sign-in", operation_id = "sign_in",
    params(("connection" = String, Path)), request_body = Pasted,
    responses((status = 200, body = SignedIn), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn paste(
    State(app): State<App>,
    Path(name): Path<String>,
    MaybeSession(old): MaybeSession,
    request::Json(pasted): request::Json<Pasted>,
) -> ApiResult<Response> {
    let connection = app.config.connection(&name).ok_or_else(no_connection)?;
    if let Role::Saml(_) = connection.role {
        return paste_response(&app, connection, old, pasted).await;
    }
    let arrived = arrived(&app, connection, pasted).await;
    if arrived.is_err() {
        audit::person(&app, "sign_in", &connection.name, "", &arrived).await;
    }
    let (session, cookie, sign_in) = sign_in::note(&app, &connection.name, old, &arrived?).await?;
    let opened = sign_in::open(&app, &connection.name, &session, &sign_in).await;
    // They are signed in, even where nothing could be opened.
    let mut answer = match opened {
        Ok(opened) => Json(SignedIn {
            person: sign_in.person,
            open: opened.iter().map(|a| Identity::of(&app, a)).collect(),
        })
        .into_response(),
        Err(error) => error.into_response(),
    };
    if let Some(cookie) = cookie {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

async fn paste_response(
    app: &App,
    connection: &Connection,
    old: Option<Session>,
    pasted: Pasted,
) -> ApiResult<Response> {
    let provider = provider(app, connection)?;
    let response = pasted.saml_response.ok_or_else(|| {
        invalid(format!(
            "{} gives SAML responses: one is missing.",
            provider.label
        ))
    })?;
    let came = sign_in::saml::paste(app, old, connection, provider, &response).await?;
    let opened = came.opened.iter();
    let mut answer = Json(SignedIn {
        open: opened.map(|access| Identity::of(app, access)).collect(),
        person: came.person,
    })
    .into_response();
    if let Some(cookie) = came.cookie {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

fn provider<'a>(app: &'a App, connection: &Connection) -> ApiResult<&'a IdentityProvider> {
    let provider = connection.identity_provider();
    let provider = provider.and_then(|name| app.config.provider(name));
    provider.ok_or_else(|| {
        let words = format!("{} asks for no sign-in at a provider.", connection.label);
        invalid(words)
    })
}

async fn arrived(app: &App, connection: &Connection, pasted: Pasted) -> ApiResult<Arrived> {
    let provider = provider(app, connection)?;
    match (&provider.kind, pasted.web_identity_token) {
        (ProviderKind::Oidc(oidc), Some(token)) => {
            sign_in::openid::pasted(app, provider, oidc, &token).await
        }
        (ProviderKind::Oidc(_), None) => Err(invalid(format!(
            "{} gives ID tokens: one is missing.",
            provider.label
        ))),
        (ProviderKind::Saml(_), _) => {
            Err(invalid(format!("{} gives no ID tokens.", provider.label)))
        }
    }
}

/// Forgets the sign-in that a connection stands on, with all that was opened with
/// it, and says where to sign out at the provider.
#[utoipa::path(delete, path = "/api/connections/{connection}/sign-in", operation_id = "sign_out",
    params(("connection" = String, Path)),
    responses((status = 200, body = SignedOut), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn end(
    State(app): State<App>,
    Path(name): Path<String>,
    session: Session,
    headers: HeaderMap,
) -> ApiResult<Json<SignedOut>> {
    let connection = app.config.connection(&name).ok_or_else(no_connection)?;
    if let Some(provider) = connection.identity_provider() {
        app.saml.signed_out(&session.id, provider);
    }
    let person = sign_in::signed_in(&app, connection, &session).await?;
    let location = sign_in::openid::end_session(&app, &headers, &person).await;
    let forgotten = sign_in::forget(&app, &session, &person).await;
    audit::person(
        &app,
        "sign_out",
        &connection.name,
        &person.person,
        &forgotten,
    )
    .await;
    forgotten?;
    Ok(Json(SignedOut {
        location: location.map(Into::into),
    }))
}

/// Why a sign-in failed; told once. Needs no session: the id is told to nobody
/// but the browser that signed in.
#[utoipa::path(get, path = "/api/sign-in-errors/{id}", operation_id = "show_sign_in_error",
    params(("id" = String, Path)),
    responses((status = 200, body = ErrorAnswer), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show_error(
    State(app): State<App>,
    Path(id): Path<String>,
) -> ApiResult<Json<ErrorAnswer>> {
    let error = app.sign_in_errors.take_if(&id, |_| true);
    let error = error.ok_or_else(|| {
        ApiError::new(
            Code::NotFound,
            "The reason is not known any more. Please sign in again.",
        )
    })?;
    Ok(Json(ErrorAnswer { error }))
}
