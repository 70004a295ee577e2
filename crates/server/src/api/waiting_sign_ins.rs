//! Sign-ins that began at the identity provider, until the person has said whether
//! they meant it.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::error::{ApiResult, ErrorAnswer};
use crate::request;
use crate::sign_in::saml::{self, Decision, WaitingSignIn};

/// Where the person goes on.
#[derive(Serialize, ToSchema)]
pub(crate) struct GoOn {
    location: String,
}

/// Who has been signed in by whom, without having asked here. Needs no session, but
/// the browser that brought it.
#[utoipa::path(get, path = "/api/waiting-sign-ins/{id}", operation_id = "show_waiting_sign_in",
    params(("id" = String, Path)),
    responses((status = 200, body = WaitingSignIn), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Json<WaitingSignIn>> {
    saml::look(&app, &headers, &id).map(Json)
}

/// Goes on with it, or forgets it. The answer sets the session's cookie.
#[utoipa::path(post, path = "/api/waiting-sign-ins/{id}", operation_id = "decide_waiting_sign_in",
    params(("id" = String, Path)), request_body = Decision,
    responses((status = 200, body = GoOn), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn decide(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    request::Json(decision): request::Json<Decision>,
) -> ApiResult<impl IntoResponse> {
    let (location, cookie) = saml::decide(&app, &headers, &id, &decision).await?;
    let mut answer = Json(GoOn { location }).into_response();
    if let Some(cookie) = cookie {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}
