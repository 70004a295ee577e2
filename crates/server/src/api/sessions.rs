//! The sessions of one person, in all their browsers.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use wardrobe_database::opened::Opened;
use wardrobe_database::sessions::{Listed, hash};

use super::session::finish;
use crate::App;
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::session::{Session, lifetimes, removal};

/// The living sessions of whoever is signed in here, the last used first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Sessions {
    sessions: Vec<OneSession>,
}

/// A browser in which this person is signed in.
#[derive(Serialize, ToSchema)]
#[schema(as = PersonSession)]
struct OneSession {
    /// Ends it, and is good for nothing else.
    id: String,
    /// Whether it is the one that asks.
    current: bool,
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    began_at: OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    seen_at: OffsetDateTime,
    /// `User-Agent`, as the browser said it last.
    agent: String,
    open: Vec<OpenedThere>,
}

/// A connection that is open there.
#[derive(Serialize, ToSchema)]
struct OpenedThere {
    connection: String,
    label: String,
    person: String,
    /// The ARN of the role that was chosen, where there was a choice.
    role: Option<String>,
}

impl OneSession {
    fn of(app: &App, listed: &Listed, opened: Vec<Opened>, current: bool) -> Self {
        let open = opened.into_iter().filter_map(|opened| {
            let connection = app.config.connection(&opened.connection)?;
            Some(OpenedThere {
                connection: opened.connection,
                label: connection.label.clone(),
                person: opened.person,
                role: Some(opened.role).filter(|role| !role.is_empty()),
            })
        });
        Self {
            id: public(listed),
            current,
            began_at: moment(listed.created_at),
            seen_at: moment(listed.seen_at),
            agent: listed.agent.clone(),
            open: open.collect(),
        }
    }
}

/// What a session is called outside: nobody finds the cookie, or its row, by it.
fn public(listed: &Listed) -> String {
    hash(&listed.id)
}

fn moment(at: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(at).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

async fn theirs(app: &App, session: &Session) -> ApiResult<Vec<Listed>> {
    let (idle, longest) = lifetimes(app);
    Ok(app.database.sessions_of(&session.id, idle, longest).await?)
}

/// The sessions of this person: those in which somebody has given the same password, or
/// signed in at the same identity provider as the same. Whoever has proven nothing has this
/// one alone.
#[utoipa::path(get, path = "/api/sessions", operation_id = "list_sessions",
    responses((status = 200, body = Sessions), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(State(app): State<App>, session: Session) -> ApiResult<Json<Sessions>> {
    let mut sessions = Vec::new();
    for listed in theirs(&app, &session).await? {
        let opened = app.database.opened(&listed.id).await?;
        let current = listed.id == session.id;
        sessions.push(OneSession::of(&app, &listed, opened, current));
    }
    Ok(Json(Sessions { sessions }))
}

/// Ends one of this person's sessions.
#[utoipa::path(delete, path = "/api/sessions/{id}", operation_id = "end_one_session",
    params(("id" = String, Path)),
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn end(
    State(app): State<App>,
    session: Session,
    Path(id): Path<String>,
) -> ApiResult<StatusCode> {
    let theirs = theirs(&app, &session).await?;
    let found = theirs.iter().find(|listed| public(listed) == id);
    let found = found.ok_or_else(|| ApiError::new(Code::Missing, "It has ended already."))?;
    finish(&app, &found.id, "end_one_session").await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all of this person's sessions, this one last.
#[utoipa::path(delete, path = "/api/sessions", operation_id = "end_sessions",
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn end_all(
    State(app): State<App>,
    session: Session,
) -> ApiResult<impl IntoResponse> {
    let others = theirs(&app, &session).await?;
    for listed in others.iter().filter(|listed| listed.id != session.id) {
        finish(&app, &listed.id, "end_sessions").await?;
    }
    finish(&app, &session.id, "end_sessions").await?;
    Ok((
        StatusCode::NO_CONTENT,
        [(header::SET_COOKIE, removal(&app)?)],
    ))
}
