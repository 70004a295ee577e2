//! Who is signed in.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use futures::future::join_all;
use serde::Serialize;
use utoipa::ToSchema;
use wardrobe_database::opened::Opened;

use super::identity::Identity;
use super::transfers::give_up_all;
use crate::access::Access;
use crate::error::{ApiResult, ErrorAnswer};
use crate::session::{MaybeSession, Session, removal};
use crate::{App, administrator, audit, jobs, sign_in};

/// A session as the page sees it.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionAnswer {
    /// `null` when nobody is signed in.
    person: Option<Person>,
    /// The name of the administrator in whose name connections can be set up, if one has
    /// signed in.
    administrator: Option<String>,
    open: Vec<Identity>,
}

#[derive(Serialize, ToSchema)]
struct Person {
    name: String,
    /// `password`, `anyone`, `temporary`, `identity-provider` or `saml`.
    kind: String,
}

/// Who is signed in, and what they have open. Needs no session.
#[utoipa::path(get, path = "/api/session", operation_id = "show_session",
    responses((status = 200, body = SessionAnswer), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(
    State(app): State<App>,
    MaybeSession(session): MaybeSession,
) -> ApiResult<Json<SessionAnswer>> {
    let opened = match &session {
        Some(session) => app.database.opened(&session.id).await?,
        None => Vec::new(),
    };
    let person = opened.first().map(|o| Person {
        name: o.person.clone(),
        kind: o.person_kind.clone(),
    });
    let open = join_all(opened.iter().map(|o| identity(&app, session.as_ref(), o))).await;
    let open = open.into_iter().flatten().collect();
    let administrator = match &session {
        Some(session) => administrator::of(&app, session).await?,
        None => None,
    };
    Ok(Json(SessionAnswer {
        person,
        administrator,
        open,
    }))
}

/// Even where the role cannot be had now, the connection is open.
async fn identity(app: &App, session: Option<&Session>, opened: &Opened) -> Option<Identity> {
    let connection = app.config.connection(&opened.connection)?;
    let name = format!("{}~{}", opened.connection, opened.id);
    match Access::find(app, session?, &name).await {
        Ok(access) => Some(Identity::of(app, &access)),
        Err(error) if error.code == crate::error::Code::NotOpened => None,
        Err(_) => Some(Identity::without_role(app, connection, opened)),
    }
}

/// Ends the session; all it had opened is forgotten.
#[utoipa::path(delete, path = "/api/session", operation_id = "end_session",
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn end(State(app): State<App>, session: Session) -> ApiResult<impl IntoResponse> {
    finish(&app, &session.id, "end_session").await?;
    Ok((
        StatusCode::NO_CONTENT,
        [(header::SET_COOKIE, removal(&app)?)],
    ))
}

/// Ends a session: its jobs are cancelled, its uploads given up, its sign-ins revoked where
/// the provider does that, and all it had opened is forgotten.
pub(super) async fn finish(app: &App, id: &str, operation: &str) -> ApiResult<()> {
    let opened = app.database.opened(id).await?;
    for opened in &opened {
        jobs::cancel_all(app, opened).await;
        give_up_all(app, opened).await;
        app.roles.forget(&opened.id);
    }
    for sign_in in app.database.sign_ins(id).await? {
        sign_in::revoke(app, &sign_in).await;
    }
    app.database.delete_session(id).await?;
    app.saml.session_ended(id);
    let person = opened.first().map_or("", |o| o.person.as_str());
    audit::person(app, operation, "", person, &ApiResult::Ok(())).await;
    Ok(())
}
