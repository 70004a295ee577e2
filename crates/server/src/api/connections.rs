//! The places to work, and opening them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::{Extension, Json};
use futures::future::join_all;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::ToSchema;
use wardrobe_roles::{Brings, Role, TemporaryKeys, Visitor};

use super::identity::Identity;
use super::transfers::give_up_all;
use crate::access::{self, Access, no_connection};
use crate::config::{Connection, IdentityProvider, People, ProviderKind};
use crate::error::{ApiResult, ErrorAnswer};
use crate::in_use::{Proven, enter as take_on_role};
use crate::request::{self, invalid};
use crate::session::{MaybeSession, Session, renew};
use crate::sign_in::{self, OfferedRole, Standing};
use crate::{App, audit, jobs, password};

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
    /// `service`, `account`, `temporary`, `identity-provider` or `saml`.
    kind: &'static str,
    people: AskedFor,
    /// Where people sign in for it.
    provider: Option<Provider>,
    /// Who has signed in there, in this session, and may open it with that.
    signed_in: Option<String>,
    /// Whether it asks for a code of an MFA device.
    mfa: bool,
    color: Option<String>,
    /// A line for people to see while they work here.
    warning: Option<String>,
    /// Where a bucket keeps no versions, what is deleted goes to `.trash/` in its location.
    trash: bool,
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
    /// A sign-in at the provider.
    SignIn,
}

/// Where people sign in.
#[derive(Serialize, ToSchema)]
struct Provider {
    name: String,
    label: String,
    /// `oidc` or `saml`.
    kind: &'static str,
    state: ProviderState,
    /// Why it is down.
    reason: Option<String>,
}

/// Whether people can sign in there now.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum ProviderState {
    /// They can.
    Ready,
    /// It does not answer, or not as it should.
    Down,
}

/// What a person brings: nothing, a name and a password, temporary credentials, or
/// the role they choose of those that their sign-in offers; with the code of an MFA
/// device where one is asked for.
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
    role_arn: Option<String>,
    mfa_code: Option<String>,
}

/// The connections there are. Needs no session.
#[utoipa::path(get, path = "/api/connections", operation_id = "list_connections",
    responses((status = 200, body = Connections), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(
    State(app): State<App>,
    MaybeSession(session): MaybeSession,
) -> ApiResult<Json<Connections>> {
    let (opened, sign_ins) = match &session {
        Some(session) => (
            app.database.opened(&session.id).await?,
            app.database.sign_ins(&session.id).await?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    let providers = &app.config.providers;
    let standings = join_all(providers.iter().map(|p| sign_in::standing(&app, p))).await;
    let standing = |p: &IdentityProvider| {
        let place = providers.iter().position(|other| other.name == p.name);
        place.and_then(|place| standings.get(place))
    };
    let offer = |c: &Connection| {
        let provider = c.identity_provider().and_then(|p| app.config.provider(p));
        let signed_in = provider.and_then(|p| sign_ins.iter().find(|s| s.provider == p.name));
        Offer {
            name: c.name.clone(),
            label: c.label.clone(),
            kind: c.role.kind(),
            people: asked_for(c),
            provider: provider.map(|p| Provider::of(p, standing(p))),
            signed_in: match (&c.role, &session, provider) {
                // A role can be chosen for five minutes only.
                (Role::Saml(_), Some(session), Some(provider)) => {
                    sign_in::saml::waits_for_choice(&app, session, &provider.name)
                }
                _ => signed_in.map(|s| s.person.clone()),
            },
            mfa: c.role.takes_mfa_code(),
            color: c.color.clone(),
            warning: c.warning.clone(),
            trash: c.trash,
            locations: c.locations.iter().map(ToString::to_string).collect(),
            open: opened.iter().any(|o| o.connection == c.name),
        }
    };
    let connections = app.config.connections.iter().map(offer).collect();
    Ok(Json(Connections { connections }))
}

fn asked_for(connection: &Connection) -> AskedFor {
    match &connection.people {
        People::Anyone => AskedFor::Anyone,
        People::Users(_) => AskedFor::Password,
        People::SignedIn { .. } => AskedFor::SignIn,
        People::Visitor if connection.identity_provider().is_some() => AskedFor::SignIn,
        People::Visitor => AskedFor::Visitor,
    }
}

impl Provider {
    fn of(provider: &IdentityProvider, standing: Option<&Standing>) -> Self {
        let (state, reason) = match standing {
            Some(Standing::Down(reason)) => (ProviderState::Down, Some(reason.clone())),
            Some(Standing::Ready) | None => (ProviderState::Ready, None),
        };
        Self {
            state,
            reason,
            name: provider.name.clone(),
            label: provider.label.clone(),
            kind: match provider.kind {
                ProviderKind::Oidc(_) => "oidc",
                ProviderKind::Saml(_) => "saml",
            },
        }
    }
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
    let mut answer = Json(Identity::of(&app, &access)).into_response();
    if let Some(cookie) = cookie {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// Proves the person, then takes on the role, then begins the session.
async fn enter(
    app: &App,
    connection: &Connection,
    old: Option<Session>,
    from: IpAddr,
    opening: Opening,
) -> ApiResult<(Access, Option<axum::http::HeaderValue>)> {
    let proven = match asked_for(connection) {
        AskedFor::Anyone => by_name("anyone", "anyone"),
        AskedFor::Password => {
            let (Some(name), Some(word)) = (&opening.username, &opening.password) else {
                return Err(invalid("This connection asks for a name and a password."));
            };
            password::check(app, &connection.people, name, word, from).await?;
            by_name(name, "password")
        }
        AskedFor::Visitor => Proven {
            visitor: Visitor {
                mfa_code: opening.mfa_code.clone(),
                brings: Brings::Keys(typed(opening)?),
                ..Visitor::default()
            },
            person_kind: "temporary",
            ..Proven::default()
        },
        AskedFor::SignIn => {
            let session = old.as_ref();
            let session = session.ok_or_else(|| sign_in::not_signed_in(app, connection))?;
            // They are in this session since they signed in: it stays.
            let access = chosen(app, connection, session, opening.role_arn.as_deref()).await?;
            return Ok((access, None));
        }
    };
    let role = take_on_role(app, connection, proven).await?;
    let (session, cookie) = renew(app, old.as_ref()).await?;
    let access = role.note(app, &session).await?;
    Ok((access, Some(cookie)))
}

fn by_name(person: &str, person_kind: &'static str) -> Proven {
    Proven {
        visitor: Visitor {
            person: person.to_owned(),
            ..Visitor::default()
        },
        person_kind,
        ..Proven::default()
    }
}

/// Opens the role that was chosen, if the sign-in offers it.
async fn chosen(
    app: &App,
    connection: &Connection,
    session: &Session,
    arn: Option<&str>,
) -> ApiResult<Access> {
    if let Role::Saml(_) = connection.role {
        return sign_in::saml::chosen(app, connection, session, arn).await;
    }
    let sign_in = sign_in::signed_in(app, connection, session).await?;
    let role = match connection.role {
        Role::IdentityProvider(_) => {
            let offered = sign_in::offered(app, connection, &sign_in).await?;
            sign_in::pick(&offered, arn)?.clone()
        }
        _ => OfferedRole::own(),
    };
    sign_in::open_offered(app, connection, session, &sign_in, &role).await
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
    let (connection, opened) = access::find(&app, &session, &name).await?;
    jobs::cancel_all(&app, &opened).await;
    give_up_all(&app, &opened).await;
    app.database.delete_opened(&session.id, &opened.id).await?;
    app.roles.forget(&opened.id);
    audit::person(
        &app,
        "close_connection",
        &connection.name,
        &opened.person,
        &ApiResult::Ok(()),
    )
    .await;
    Ok(StatusCode::NO_CONTENT)
}
