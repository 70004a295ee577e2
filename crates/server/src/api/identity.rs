//! As whom a person works in a connection, and for how long.

use std::time::SystemTime;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;
use wardrobe_database::opened::Opened;
use wardrobe_roles::{Outcome, RenewalState, Role, SessionTag};

use crate::App;
use crate::access::Access;
use crate::config::Connection;
use crate::error::{ApiResult, ErrorAnswer};

/// As whom a person works.
#[derive(Serialize, ToSchema)]
pub(crate) struct Identity {
    /// Tells the open roles of one connection apart: `{connection}~{id}` in a path.
    id: String,
    connection: String,
    label: String,
    color: Option<String>,
    /// `service`, `account`, `temporary`, `identity-provider` or `saml`.
    kind: &'static str,
    /// Twelve digits; empty when AWS could not be asked.
    account: String,
    /// What people call that account.
    account_label: Option<String>,
    /// The ARN of the role that was chosen; `null` where the connection has but one.
    role_arn: Option<String>,
    arn: String,
    user_id: String,
    role: Option<String>,
    session_name: Option<String>,
    person: String,
    /// Whom CloudTrail names, through a chain of roles too, where that is set.
    source_identity: Option<String>,
    /// What the session carries for policies to ask for.
    tags: Vec<Tag>,
    /// The policy that narrows the session, as JSON.
    policy: Option<String>,
    /// Managed policies that narrow it.
    policy_arns: Vec<String>,
    /// Where the credentials come from.
    source: String,
    /// What each source of a service role said.
    attempts: Vec<Attempt>,
    /// When the credentials end, where that is known.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<OffsetDateTime>,
    /// What people should know of it, in sentences.
    notes: Vec<String>,
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

/// A session tag.
#[derive(Serialize, ToSchema)]
#[schema(as = SessionTag)]
struct Tag {
    key: String,
    value: String,
    /// Whether it goes on into further roles.
    transitive: bool,
}

impl From<SessionTag> for Tag {
    fn from(tag: SessionTag) -> Self {
        Self {
            key: tag.key,
            value: tag.value,
            transitive: tag.transitive,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum RenewedBy {
    /// The server, unseen.
    Server,
    /// The server for as long as the sign-in lasts, then the person by another.
    SignIn,
    /// The person, in a window of its own.
    PopUp,
    /// The person, with another code of their device.
    Code,
    /// The person, with other credentials.
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

impl Identity {
    pub(crate) fn of(app: &App, access: &Access) -> Self {
        let role = &access.role.role;
        let credentials = &role.credentials;
        let moment = |at: Option<SystemTime>| at.map(OffsetDateTime::from);
        let (state, expires_at) = match credentials.state() {
            RenewalState::Fresh { expires_at } => (Standing::Fresh, moment(expires_at)),
            RenewalState::Retrying { expires_at, .. } => (Standing::Retrying, moment(expires_at)),
            RenewalState::Ended { .. } => (Standing::Ended, None),
            RenewalState::NeedsSignIn { expires_at } => (Standing::NeedsSignIn, moment(expires_at)),
        };
        let (caller, carried) = (role.caller.clone(), role.carried.get());
        let named = app.config.account(&caller.account);
        let known = Self::without_role(app, &access.connection, &access.opened);
        Self {
            account_label: named.and_then(|account| account.label.clone()),
            color: named
                .and_then(|account| account.color.clone())
                .or(known.color),
            account: caller.account,
            arn: caller.arn,
            user_id: caller.user_id,
            role: caller.role,
            session_name: caller.session_name,
            source_identity: carried.source_identity,
            tags: carried.tags.into_iter().map(Tag::from).collect(),
            source: role.source.map_or(known.source, |s| s.as_str().to_owned()),
            attempts: role.attempts.iter().map(attempt).collect(),
            expires_at,
            notes: role.notes.clone(),
            state,
            ..known
        }
    }

    /// For a connection that is open but whose role cannot be had at present.
    pub(crate) fn without_role(app: &App, connection: &Connection, opened: &Opened) -> Self {
        let (renewal, state) = match &connection.role {
            _ if connection.role.takes_mfa_code() => (RenewedBy::Code, Standing::NeedsSignIn),
            Role::Service(_) => (RenewedBy::Server, Standing::Ended),
            role if role.takes_keys() => (RenewedBy::None, Standing::NeedsSignIn),
            Role::Account(_) => (RenewedBy::Server, Standing::Ended),
            Role::IdentityProvider(_) => (RenewedBy::SignIn, Standing::NeedsSignIn),
            Role::Saml(_) => (RenewedBy::PopUp, Standing::NeedsSignIn),
            Role::Temporary(_) => (RenewedBy::None, Standing::NeedsSignIn),
        };
        let chosen = Some(&opened.role).filter(|role| !role.is_empty());
        let account = chosen.and_then(|arn| arn.split(':').nth(4));
        let named = account.and_then(|id| app.config.account(id));
        let provider = connection.role.identity_provider();
        let provider = provider.and_then(|name| app.config.provider(name));
        let limits = connection.role.limits();
        Self {
            id: opened.id.clone(),
            connection: connection.name.clone(),
            label: connection.label.clone(),
            color: named
                .and_then(|account| account.color.clone())
                .or_else(|| connection.color.clone()),
            kind: connection.role.kind(),
            account: account.unwrap_or_default().to_owned(),
            account_label: named.and_then(|account| account.label.clone()),
            role_arn: chosen.cloned(),
            arn: String::new(),
            user_id: String::new(),
            role: chosen
                .and_then(|arn| arn.rsplit('/').next())
                .map(str::to_owned),
            session_name: None,
            person: opened.person.clone(),
            source_identity: None,
            tags: Vec::new(),
            policy: limits.and_then(|limits| limits.policy.clone()),
            policy_arns: limits.map_or_else(Vec::new, |limits| limits.policy_arns.clone()),
            source: provider.map_or("typed", |p| p.label.as_str()).to_owned(),
            attempts: Vec::new(),
            expires_at: None,
            notes: Vec::new(),
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
pub(crate) async fn show(State(app): State<App>, access: Access) -> ApiResult<Json<Identity>> {
    Ok(Json(Identity::of(&app, &access)))
}
