//! The only way to a [`Storage`]: from a session, a connection, a location and
//! an action. A handler that forgets to ask has nothing to work with.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::Deserialize;
use wardrobe_database::opened::Opened;
use wardrobe_database::transfers::Transfer;
use wardrobe_roles::{RenewalState, Role};
use wardrobe_storage::Storage;
use wardrobe_storage::address::{is_bucket, is_key, object_arn};

use crate::App;
use crate::config::{Connection, Location, People};
use crate::error::{ApiError, ApiResult, Code, Denial};
use crate::in_use::OpenRole;
use crate::session::Session;

/// Between a connection's name and the id of one of its opened roles.
const MARK: char = '~';

/// A person with a connection they have opened.
pub struct Access {
    pub(crate) connection: Connection,
    pub(crate) opened: Opened,
    pub(crate) role: Arc<OpenRole>,
}

impl FromRequestParts<App> for Access {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> ApiResult<Self> {
        #[derive(Deserialize)]
        struct Named {
            connection: String,
        }
        let session = Session::from_request_parts(parts, app).await?;
        let Path(Named { connection }) = Path::from_request_parts(parts, app)
            .await
            .map_err(|_| no_connection())?;
        Self::find(app, &session, &connection).await
    }
}

impl Access {
    /// What `session` has opened under this name: `NAME` is the role of that
    /// connection that was opened last, `NAME~ID` exactly the one of that id.
    pub(crate) async fn find(app: &App, session: &Session, name: &str) -> ApiResult<Self> {
        let (connection, opened) = find(app, session, name).await?;
        Self::of(app, connection, opened).await
    }

    /// For the sweep, which ends what nobody finished: the role behind
    /// `transfer`, if it can still be had.
    pub(crate) async fn of_transfer(app: &App, transfer: &Transfer) -> ApiResult<Option<Self>> {
        let Some(connection) = app.config.connection(&transfer.connection) else {
            return Ok(None);
        };
        let opened = app.database.opened_by_id(&transfer.opened).await?;
        let opened = match (opened, &connection.role) {
            (Some(opened), _) => opened,
            // The session is over, but the server's own role is still there.
            (None, Role::Service(_)) => {
                Opened::by_nobody(&transfer.opened, &connection.name, "sweep")
            }
            (None, _) => return Ok(None),
        };
        Self::of(app, connection, opened).await.map(Some)
    }

    /// For a job: the role that was opened under this id, if it still is open and the
    /// configuration still lets its person in.
    pub(crate) async fn of_job(app: &App, connection: &str, opened: &str) -> ApiResult<Self> {
        let connection = app.config.connection(connection);
        let connection = connection.ok_or_else(no_connection)?;
        let opened = app.database.opened_by_id(opened).await?;
        let opened = opened.filter(|opened| admits(connection, opened));
        let opened = opened.ok_or_else(|| not_opened(connection))?;
        Self::of(app, connection, opened).await
    }

    pub(crate) async fn of(app: &App, connection: &Connection, opened: Opened) -> ApiResult<Self> {
        let role = app.roles.get(app, connection, &opened).await?;
        Ok(Self {
            connection: connection.clone(),
            opened,
            role,
        })
    }

    /// Who AWS says acts.
    pub(crate) fn caller(&self) -> &wardrobe_roles::Caller {
        &self.role.role.caller
    }

    /// The storage, if the connection offers every one of `places`: a bucket and
    /// a key or prefix in it. AWS then decides by the role's own policies.
    pub(crate) fn to(&self, action: &'static str, places: &[(&str, &str)]) -> ApiResult<Storage> {
        for (bucket, key) in places {
            if !is_bucket(bucket) {
                return Err(ApiError::new(
                    Code::Invalid,
                    format!("{bucket:?} is not a bucket name."),
                ));
            }
            if !self.offers(bucket, key) {
                return Err(self.outside(action, bucket, key));
            }
        }
        self.storage()
    }

    fn offers(&self, bucket: &str, key: &str) -> bool {
        let locations = &self.connection.locations;
        let within = |l: &Location| l.bucket == bucket && key.starts_with(&l.key);
        locations.is_empty() || locations.iter().any(within)
    }

    /// Of a folder above places that the connection offers, the folders in it that
    /// lead there, in S3's order. `None` where it is such a place, or leads to none.
    pub(crate) fn ways(&self, bucket: &str, prefix: &str) -> Option<BTreeSet<String>> {
        if self.offers(bucket, prefix) || !(prefix.is_empty() || prefix.ends_with('/')) {
            return None;
        }
        let places = self.connection.locations.iter();
        let ways: BTreeSet<String> = places
            .filter(|place| place.bucket == bucket)
            .filter_map(|place| {
                let (name, _) = place.key.strip_prefix(prefix)?.split_once('/')?;
                Some(format!("{prefix}{name}/"))
            })
            .collect();
        Some(ways).filter(|ways| !ways.is_empty())
    }

    /// The storage, unless only a sign-in can bring credentials for it.
    fn storage(&self) -> ApiResult<Storage> {
        let ended = RenewalState::NeedsSignIn { expires_at: None };
        let by_sign_in = self.connection.role.identity_provider().is_some();
        if by_sign_in && self.role.role.credentials.state() == ended {
            let words = format!(
                "Your sign-in for {} has ended. Please sign in again.",
                self.connection.label
            );
            return Err(ApiError::new(Code::SignInAgain, words));
        }
        Ok(self.role.storage())
    }

    /// [`Self::to`] one object.
    pub(crate) fn to_object(
        &self,
        action: &'static str,
        bucket: &str,
        key: &str,
    ) -> ApiResult<Storage> {
        if !is_key(key) {
            return Err(ApiError::new(Code::Invalid, "A key has 1 to 1,024 bytes."));
        }
        self.to(action, &[(bucket, key)])
    }

    /// The storage, if the connection offers anything in `bucket`.
    pub(crate) fn to_bucket(&self, action: &'static str, bucket: &str) -> ApiResult<Storage> {
        let within = self
            .connection
            .locations
            .iter()
            .find(|l| l.bucket == bucket);
        self.to(action, &[(bucket, within.map_or("", |l| &l.key))])
    }

    /// The storage for asking which buckets there are, unless the connection
    /// names its own places.
    pub(crate) fn to_buckets(&self) -> ApiResult<Option<Storage>> {
        let open = self.connection.locations.is_empty();
        open.then(|| self.storage()).transpose()
    }

    fn outside(&self, action: &str, bucket: &str, key: &str) -> ApiError {
        let label = &self.connection.label;
        ApiError {
            denial: Some(Box::new(Denial::by_connection(
                action,
                object_arn(bucket, key),
                &self.caller().arn,
            ))),
            ..ApiError::new(
                Code::Denied,
                format!(
                    "{label} does not offer this place. Its administrator decides which places it offers."
                ),
            )
        }
    }
}

/// What `session` has opened under this name, whether or not its role can be had.
pub(crate) async fn find<'a>(
    app: &'a App,
    session: &Session,
    name: &str,
) -> ApiResult<(&'a Connection, Opened)> {
    let (name, id) = match name.split_once(MARK) {
        Some((name, id)) => (name, Some(id)),
        None => (name, None),
    };
    let connection = app.config.connection(name).ok_or_else(no_connection)?;
    let opened = app.database.opened(&session.id).await?;
    let mut opened = opened
        .into_iter()
        .rev()
        .filter(|o| o.connection == connection.name && id.is_none_or(|id| o.id == id));
    let opened = opened.find(|o| admits(connection, o));
    let opened = opened.ok_or_else(|| not_opened(connection))?;
    Ok((connection, opened))
}

fn not_opened(connection: &Connection) -> ApiError {
    let words = format!("You have not opened {}.", connection.label);
    ApiError::new(Code::NotOpened, words)
}

/// Whether the configuration still lets this person in.
fn admits(connection: &Connection, opened: &Opened) -> bool {
    match &connection.people {
        People::Anyone => opened.person_kind == "anyone",
        People::Users(names) => opened.person_kind == "password" && names.contains(&opened.person),
        People::SignedIn { groups, .. } => {
            opened.person_kind == "identity-provider" && is_in(groups, &opened.groups())
        }
        People::Visitor => match &connection.role {
            Role::Saml(role) | Role::IdentityProvider(role) => {
                opened.person_kind == connection.role.kind()
                    && (role.arns.is_empty() || role.arns.contains(&opened.role))
            }
            _ => opened.person_kind == "temporary",
        },
    }
}

/// Whether somebody of the groups `theirs` is let in where `wanted` are.
pub(crate) fn is_in(wanted: &[String], theirs: &[String]) -> bool {
    wanted.is_empty() || wanted.iter().any(|group| theirs.contains(group))
}

pub(crate) fn no_connection() -> ApiError {
    ApiError::new(Code::NotFound, "There is no such connection.")
}
