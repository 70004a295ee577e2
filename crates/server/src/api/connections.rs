//! The places to work, and opening them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use wardrobe_roles::TemporaryKeys;

use super::identity::{Identity, kind};
use super::transfers::give_up_all;
use crate::access::{Access, no_connection, open as open_role};
use crate::config::{Connection, People};
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::request::{self, invalid};
use crate::session::{MaybeSession, Session, renew};
use crate::{App, audit, password};

/// All connections.
#[derive(Serialize, ToSchema)]
pub(crate) struct Connections {
    connections: Vec<Offer>,
}

/// A connection as anyone who reaches the page may see it.
#[derive(Serialize, ToSchema)]
#[schema(as = Connection)]
struct Offer {
    name: String,
    label: String,
    /// `service` or `temporary`.
    kind: &'static str,
    people: AskedFor,
    color: Option<String>,
    /// A line for people to see while they work here.
    warning: Option<String>,
    /// `s3://bucket/prefix/`; none when it offers all that the role may see.
    locations: Vec<String>,
    /// Whether this session has opened it.
    open: bool,
}

/// What opening a connection takes.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum AskedFor {
    /// Nothing.
    Anyone,
    /// A name and a password.
    Password,
    /// Temporary credentials.
    Visitor,
}

/// What a person brings: nothing, a name and a password, or temporary
/// credentials.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Opening {
    username: Option<String>,
    password: Option<String>,
    access_key_id: Option<String>,
    secret_access_key: Option<String>,
    session_token: Option<String>,
    /// When they end, if the person knows: AWS does not tell.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    expiration: Option<OffsetDateTime>,
}

/// The connections there are. Needs no session.
#[utoipa::path(get, path = "/api/connections", operation_id = "list_connections",
    responses((status = 200, body = Connections), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(
    State(app): State<App>,
    MaybeSession(session): MaybeSession,
) -> ApiResult<Json<Connections>> {
    let opened = match session {
        Some(session) => app.database.opened(&session.id).await?,
        None => Vec::new(),
    };
    let offer = |c: &Connection| Offer {
        name: c.name.clone(),
        label: c.label.clone(),
        kind: kind(&c.role),
        people: match c.people {
            People::Anyone => AskedFor::Anyone,
            People::Users(_) => AskedFor::Password,
            People::Visitor => AskedFor::Visitor,
        },
        color: c.color.clone(),
        warning: c.warning.clone(),
        locations: c.locations.iter().map(ToString::to_string).collect(),
        open: opened.iter().any(|o| o.connection == c.name),
    };
    let connections = app.config.connections.iter().map(offer).collect();
    Ok(Json(Connections { connections }))
}

/// Opens a connection. The answer sets the session's cookie.
#[utoipa::path(post, path = "/api/connections/{connection}/open", operation_id = "open_connection",
    params(("connection" = String, Path)), request_body = Opening,
    responses((status = 200, body = Identity), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn open(
    State(app): State<App>,
    Path(name): Path<String>,
    MaybeSession(old): MaybeSession,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    request::Json(opening): request::Json<Opening>,
) -> ApiResult<impl IntoResponse> {
    let connection = app.config.connection(&name).ok_or_else(no_connection)?;
    let from = peer.map_or(Ipv4Addr::UNSPECIFIED.into(), |p| p.0.0.ip());
    let who = opening.username.clone().unwrap_or_default();
    let opened = enter(&app, connection, old, from, opening).await;
    let person = match &opened {
        Ok((access, _)) => access.opened.person.clone(),
        Err(_) => who,
    };
    audit::person(&app, "open_connection", &connection.name, &person, &opened).await;
    let (access, cookie) = opened?;
    Ok(([(header::SET_COOKIE, cookie)], Json(Identity::of(&access))))
}

/// Proves the person, then takes on the role, then begins the session.
async fn enter(
    app: &App,
    connection: &Connection,
    old: Option<Session>,
    from: IpAddr,
    opening: Opening,
) -> ApiResult<(Access, axum::http::HeaderValue)> {
    let (person, person_kind, keys) = match &connection.people {
        People::Anyone => (None, "anyone", None),
        People::Users(_) => {
            let (Some(name), Some(word)) = (&opening.username, &opening.password) else {
                return Err(invalid("This connection asks for a name and a password."));
            };
            password::check(app, &connection.people, name, word, from).await?;
            (opening.username, "password", None)
        }
        People::Visitor => (None, "temporary", Some(typed(opening)?)),
    };
    let role = open_role(app, connection, person.as_deref(), keys).await?;
    let (session, cookie) = renew(app, old.as_ref()).await?;
    let access = role.note(app, &session, person_kind).await?;
    Ok((access, cookie))
}

fn typed(opening: Opening) -> ApiResult<TemporaryKeys> {
    let needed = |value: Option<String>, name: &str| {
        value.ok_or_else(|| invalid(format!("The {name} is missing.")))
    };
    Ok(TemporaryKeys {
        access_key_id: needed(opening.access_key_id, "access key id")?,
        secret_access_key: needed(opening.secret_access_key, "secret access key")?,
        session_token: needed(opening.session_token, "session token")?,
        expiration: opening.expiration.map(Into::into),
    })
}

/// Closes a connection in this session.
#[utoipa::path(delete, path = "/api/connections/{connection}/open", operation_id = "close_connection",
    params(("connection" = String, Path)),
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn close(
    State(app): State<App>,
    Path(name): Path<String>,
    session: Session,
) -> ApiResult<StatusCode> {
    let connection = app.config.connection(&name).ok_or_else(no_connection)?;
    let opened = app.database.opened(&session.id).await?;
    let Some(opened) = opened.into_iter().find(|o| o.connection == connection.name) else {
        return Err(ApiError::new(
            crate::error::Code::NotOpened,
            format!("You have not opened {}.", connection.label),
        ));
    };
    give_up_all(&app, &session, &opened).await;
    app.database.delete_opened(&session.id, &name).await?;
    app.roles.forget(&opened.id);
    audit::person(
        &app,
        "close_connection",
        &name,
        &opened.person,
        &ApiResult::Ok(()),
    )
    .await;
    Ok(StatusCode::NO_CONTENT)
}
