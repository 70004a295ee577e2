//! The roles in use, and taking another one on.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;
use url::Url;
use wardrobe_database::Database;
use wardrobe_database::opened::{Opened, Opening};
use wardrobe_roles::saml::Response;
use wardrobe_roles::{Brings, Role, RoleError, Visitor};
use wardrobe_storage::Storage;

use crate::access::Access;
use crate::config::Connection;
use crate::error::{ApiError, ApiResult};
use crate::reach::{endpoints, storage};
use crate::session::Session;
use crate::{App, jobs, kept, sign_in, trusting};

/// A role in use.
pub(crate) struct OpenRole {
    pub role: wardrobe_roles::Opened,
    storage: Storage,
}

impl OpenRole {
    pub fn storage(&self) -> Storage {
        self.storage.clone()
    }
}

/// A role that is in use, or being taken on.
type Cell = Arc<OnceCell<Arc<OpenRole>>>;

/// The roles in use, by what they belong to. A service's role is one for all.
#[derive(Default)]
pub(crate) struct Roles {
    open: Mutex<HashMap<String, Cell>>,
}

impl Roles {
    /// The role behind what was opened, taken on if it is not in use yet.
    pub async fn get(
        &self,
        app: &App,
        connection: &Connection,
        opened: &Opened,
    ) -> ApiResult<Arc<OpenRole>> {
        let place = match connection.role {
            Role::Service(_) => format!("service {}", connection.name),
            _ => opened.id.clone(),
        };
        let cell = self.cell(&place);
        let role = cell
            .get_or_try_init(|| async {
                let visitor = visitor(app, connection, opened).await?;
                take_on(app, connection, &visitor).await.map(Arc::new)
            })
            .await?;
        Ok(role.clone())
    }

    fn cell(&self, place: &str) -> Cell {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.entry(place.to_owned()).or_default().clone()
    }

    /// Forgets the roles of sessions that are over.
    pub async fn retain(&self, database: &Database) -> ApiResult<()> {
        let ids: Vec<String> = {
            let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            open.keys()
                .filter(|id| !id.starts_with("service "))
                .cloned()
                .collect()
        };
        for id in ids {
            if database.opened_by_id(&id).await?.is_none() {
                self.forget(&id);
            }
        }
        Ok(())
    }

    /// Lets the role that was opened under `id`, if it is in use, try for new
    /// credentials at once where it has failed to get some.
    pub fn wake(&self, id: &str) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(role) = open.get(id).and_then(|cell| cell.get()) {
            role.role.credentials.wake();
        }
    }

    /// Forgets the role that was opened under `id`.
    pub fn forget(&self, id: &str) -> Option<Cell> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(id)
    }
}

/// Who opened a connection, with what was kept to take its role on again.
async fn visitor(app: &App, connection: &Connection, opened: &Opened) -> ApiResult<Visitor> {
    let kept = app.database.opened_secret(&opened.id).await?;
    let kept = kept.and_then(|secret| kept::read(&secret));
    let brings = match (&connection.role, kept) {
        (Role::Service(_), _) => Brings::Nothing,
        (Role::IdentityProvider(_), kept) => Brings::Tokens {
            role_arn: opened.role.clone(),
            tokens: sign_in::tokens(app, connection, opened.sign_in.as_deref())?,
            kept,
        },
        (_, None) => Brings::Nothing,
        (Role::Temporary(_), Some(kept)) => Brings::Keys(kept.keys),
        // Their own, with which the role is assumed as often as needed. After a code
        // of an MFA device, what is kept is the role's.
        (role @ Role::Account(_), Some(kept)) if role.takes_keys() && !role.takes_mfa_code() => {
            Brings::Keys(kept.keys)
        }
        (Role::Account(_) | Role::Saml(_), Some(kept)) => Brings::Kept(kept),
    };
    Ok(Visitor {
        person: opened.person.clone(),
        brings,
        mfa_code: None,
    })
}

/// Takes on the role of `connection`.
async fn take_on(app: &App, connection: &Connection, visitor: &Visitor) -> ApiResult<OpenRole> {
    let role = wardrobe_roles::open(
        &connection.role,
        visitor,
        &endpoints(connection),
        &app.environment,
        &app.http,
    )
    .await
    .map_err(|error| refused(app, connection, visitor, &error))?;
    let storage = storage(connection, &role, &app.http);
    Ok(OpenRole { role, storage })
}

/// A refusal, with what would lift it.
fn refused(app: &App, connection: &Connection, visitor: &Visitor, error: &RoleError) -> ApiError {
    let public = app.config.server.public_url.as_ref();
    let acs = public.and_then(|url| url.join(sign_in::saml::CONSUMER).ok());
    let provider = connection.role.identity_provider();
    let provider = provider.and_then(|name| app.config.provider(name));
    let provider = provider.map(|provider| &provider.kind);
    // Where the response says it was posted, AWS reads as `SAML:aud`.
    let recipient = match &visitor.brings {
        Brings::Assertion { assertion, .. } => Response::read(assertion).ok(),
        _ => None,
    };
    let recipient = recipient.and_then(|response| response.recipient);
    let acs = recipient.as_deref().or(acs.as_ref().map(Url::as_str));
    let trusting = trusting(&connection.role, provider, acs, &visitor.brings);
    ApiError::of_role(error, trusting)
}

/// Somebody who has proven themselves, and what of a connection they want.
#[derive(Default)]
pub(crate) struct Proven {
    pub visitor: Visitor,
    /// `password`, `anyone`, `temporary`, `identity-provider` or `saml`.
    pub person_kind: &'static str,
    /// The role they chose; empty where there is but one.
    pub role: String,
    /// The sign-in they stand on.
    pub sign_in: Option<String>,
}

/// A role taken on for a person, in no session yet.
pub(crate) struct Entered<'a> {
    connection: &'a Connection,
    proven: Proven,
    /// `None` when it is the server's own role, which is in use by all.
    role: Option<OpenRole>,
}

/// Takes on the role of `connection`, so that nothing is noted when it cannot
/// be had.
pub(crate) async fn enter<'a>(
    app: &App,
    connection: &'a Connection,
    mut proven: Proven,
) -> ApiResult<Entered<'a>> {
    if matches!(connection.role, Role::Service(_)) {
        let nobody = Opened::by_nobody("", &connection.name, &proven.visitor.person);
        app.roles.get(app, connection, &nobody).await?;
        return Ok(Entered {
            connection,
            proven,
            role: None,
        });
    }
    let role = take_on(app, connection, &proven.visitor).await?;
    let person = &mut proven.visitor.person;
    if person.is_empty() {
        role.role.caller.name().clone_into(person);
    }
    Ok(Entered {
        connection,
        proven,
        role: Some(role),
    })
}

impl Entered<'_> {
    /// Who that is; for whoever brought a role of theirs, the name that AWS knows
    /// them by.
    pub(crate) fn person(&self) -> &str {
        &self.proven.visitor.person
    }

    /// The connection's name.
    pub(crate) fn connection(&self) -> &str {
        &self.connection.name
    }

    /// The same, standing on this sign-in.
    pub(crate) fn with_sign_in(mut self, id: String) -> Self {
        self.proven.sign_in = Some(id);
        self
    }

    /// Notes in `session` that the connection is open.
    pub(crate) async fn note(self, app: &App, session: &Session) -> ApiResult<Access> {
        let opening = Opening {
            connection: &self.connection.name,
            role: &self.proven.role,
            person: &self.proven.visitor.person,
            person_kind: self.proven.person_kind,
            sign_in: self.proven.sign_in.as_deref(),
        };
        let role = self.role.as_ref();
        let secret = role.and_then(|role| kept::write(&role.role));
        let opened = app
            .database
            .put_opened(&session.id, opening, secret.as_deref())
            .await?;
        // New credentials in place of those that ended, also for what is under way.
        let old = app.roles.forget(&opened.id);
        if let Some(role) = self.role {
            if let Some(old) = old.as_ref().and_then(|cell| cell.get()) {
                old.role.credentials.follow(&role.role.credentials).await;
            }
            let _ = app.roles.cell(&opened.id).set(Arc::new(role));
        }
        let access = Access::of(app, self.connection, opened).await?;
        jobs::wake(app, &access.opened).await?;
        Ok(access)
    }
}
