//! As whom a person works in a connection, and for how long.

use std::time::SystemTime;

use axum::Json;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use wardrobe_database::opened::Opened;
use wardrobe_roles::{Outcome, RenewalState, Role};

use crate::access::Access;
use crate::config::Connection;
use crate::error::{ApiResult, ErrorAnswer};

/// As whom a person works.
#[derive(Serialize, ToSchema)]
pub(crate) struct Identity {
    connection: String,
    label: String,
    color: Option<String>,
    /// `service` or `temporary`.
    kind: &'static str,
    /// Twelve digits; empty when AWS could not be asked.
    account: String,
    arn: String,
    user_id: String,
    role: Option<String>,
    session_name: Option<String>,
    person: String,
    /// Where the credentials come from.
    source: String,
    /// What each source of a service role said.
    attempts: Vec<Attempt>,
    /// When the credentials end, where that is known.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<OffsetDateTime>,
    /// Who gets the next ones.
    renewal: RenewedBy,
    state: Standing,
}

/// What one source said.
#[derive(Serialize, ToSchema)]
struct Attempt {
    source: &'static str,
    outcome: &'static str,
    reason: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum RenewedBy {
    Server,
    None,
}

#[derive(Serialize, ToSchema)]
#[schema(as = IdentityState)]
#[serde(rename_all = "kebab-case")]
enum Standing {
    Fresh,
    Retrying,
    Ended,
    NeedsSignIn,
}

/// The word for how a connection becomes its role.
pub(crate) fn kind(role: &Role) -> &'static str {
    match role {
        Role::Service(_) => "service",
        Role::Temporary(_) => "temporary",
    }
}

impl Identity {
    pub(crate) fn of(access: &Access) -> Self {
        let role = &access.role.role;
        let credentials = &role.credentials;
        let moment = |at: Option<SystemTime>| at.map(OffsetDateTime::from);
        let (state, expires_at) = match credentials.state() {
            RenewalState::Fresh { expires_at } => (Standing::Fresh, moment(expires_at)),
            RenewalState::Retrying { expires_at, .. } => (Standing::Retrying, moment(expires_at)),
            RenewalState::Ended { .. } => (Standing::Ended, None),
            RenewalState::NeedsSignIn => (Standing::NeedsSignIn, None),
        };
        let caller = role.caller.clone();
        Self {
            account: caller.account,
            arn: caller.arn,
            user_id: caller.user_id,
            role: caller.role,
            session_name: caller.session_name,
            source: role.source.map_or("typed", |s| s.as_str()).to_owned(),
            attempts: role.attempts.iter().map(attempt).collect(),
            expires_at,
            state,
            ..Self::without_role(&access.connection, &access.opened)
        }
    }

    /// For a connection that is open but whose role cannot be had at present.
    pub(crate) fn without_role(connection: &Connection, opened: &Opened) -> Self {
        let (renewal, state) = match connection.role {
            Role::Service(_) => (RenewedBy::Server, Standing::Ended),
            Role::Temporary(_) => (RenewedBy::None, Standing::NeedsSignIn),
        };
        Self {
            connection: connection.name.clone(),
            label: connection.label.clone(),
            color: connection.color.clone(),
            kind: kind(&connection.role),
            account: String::new(),
            arn: String::new(),
            user_id: String::new(),
            role: None,
            session_name: None,
            person: opened.person.clone(),
            source: String::new(),
            attempts: Vec::new(),
            expires_at: None,
            renewal,
            state,
        }
    }
}

fn attempt(attempt: &wardrobe_roles::Attempt) -> Attempt {
    let (outcome, reason) = match &attempt.outcome {
        Outcome::Used => ("used", None),
        Outcome::Absent { reason } => ("absent", Some(reason.clone())),
        Outcome::Failed { reason } => ("failed", Some(reason.clone())),
    };
    Attempt {
        source: attempt.source.as_str(),
        outcome,
        reason,
    }
}

/// As whom this session works in a connection.
#[utoipa::path(get, path = "/api/connections/{connection}/identity", operation_id = "show_identity",
    params(("connection" = String, Path)),
    responses((status = 200, body = Identity), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(access: Access) -> ApiResult<Json<Identity>> {
    Ok(Json(Identity::of(&access)))
}
