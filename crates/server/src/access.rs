//! The only way to a [`Storage`]: from a session, a connection, a location and
//! an action. A handler that forgets to ask has nothing to work with.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tokio::sync::OnceCell;
use wardrobe_database::Database;
use wardrobe_database::opened::Opened;
use wardrobe_database::transfers::Transfer;
use wardrobe_roles::{Endpoints, Renewing, Role, TemporaryKeys};
use wardrobe_storage::address::{is_bucket, is_key, object_arn};
use wardrobe_storage::{Settings, Storage};

use crate::App;
use crate::config::{Connection, People};
use crate::error::{ApiError, ApiResult, Code, Denial};
use crate::session::Session;

/// A person with a connection they have opened.
pub struct Access {
    pub(crate) connection: Connection,
    pub(crate) opened: Opened,
    pub(crate) role: Arc<OpenRole>,
}

/// A role in use.
pub(crate) struct OpenRole {
    pub role: wardrobe_roles::Opened,
    storage: Storage,
}

/// The roles in use, by what they belong to. A service's role is one for all.
#[derive(Default)]
pub(crate) struct Roles {
    open: Mutex<HashMap<String, Arc<OnceCell<Arc<OpenRole>>>>>,
}

/// Typed credentials as they are sealed.
#[derive(Serialize, Deserialize)]
struct Sealed {
    access_key_id: String,
    secret_access_key: String,
    session_token: String,
    #[serde(default, with = "time::serde::timestamp::option")]
    expiration: Option<OffsetDateTime>,
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
    /// What `session` has opened under this name.
    pub(crate) async fn find(app: &App, session: &Session, connection: &str) -> ApiResult<Self> {
        let connection = app
            .config
            .connection(connection)
            .ok_or_else(no_connection)?;
        let opened = app.database.opened(&session.id).await?;
        let opened = opened
            .into_iter()
            .find(|o| o.connection == connection.name)
            .filter(|o| admits(connection, o))
            .ok_or_else(|| {
                ApiError::new(
                    Code::NotOpened,
                    format!("You have not opened {}.", connection.label),
                )
            })?;
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
            (None, Role::Service(_)) => Opened {
                id: transfer.opened.clone(),
                connection: connection.name.clone(),
                person: "sweep".to_owned(),
                person_kind: String::new(),
            },
            (None, Role::Temporary(_)) => return Ok(None),
        };
        Self::of(app, connection, opened).await.map(Some)
    }

    async fn of(app: &App, connection: &Connection, opened: Opened) -> ApiResult<Self> {
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
            let locations = &self.connection.locations;
            let offered = locations.is_empty()
                || locations
                    .iter()
                    .any(|l| l.bucket == *bucket && key.starts_with(&l.key));
            if !offered {
                return Err(self.outside(action, bucket, key));
            }
        }
        Ok(self.role.storage.clone())
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
    pub(crate) fn to_buckets(&self) -> Option<Storage> {
        let open = self.connection.locations.is_empty();
        open.then(|| self.role.storage.clone())
    }

    fn outside(&self, action: &str, bucket: &str, key: &str) -> ApiError {
        let label = &self.connection.label;
        ApiError {
            denial: Some(Box::new(Denial {
                action: action.to_owned(),
                resource: object_arn(bucket, key),
                caller: Some(self.caller().arn.clone()),
                policy_type: None,
                aws_code: None,
                aws_message: String::new(),
                aws_request_id: None,
            })),
            ..ApiError::new(
                Code::Denied,
                format!(
                    "{label} does not offer this place. Its administrator decides which places it offers."
                ),
            )
        }
    }
}

/// Whether the configuration still lets this person in.
fn admits(connection: &Connection, opened: &Opened) -> bool {
    match &connection.people {
        People::Anyone => opened.person_kind == "anyone",
        People::Users(names) => opened.person_kind == "password" && names.contains(&opened.person),
        People::Visitor => opened.person_kind == "temporary",
    }
}

impl Roles {
    /// The role behind what was opened, taken on if it is not in use yet.
    async fn get(
        &self,
        app: &App,
        connection: &Connection,
        opened: &Opened,
    ) -> ApiResult<Arc<OpenRole>> {
        let place = match connection.role {
            Role::Service(_) => format!("service {}", connection.name),
            Role::Temporary(_) => opened.id.clone(),
        };
        let cell = self.cell(&place);
        let role = cell
            .get_or_try_init(|| async {
                let keys = match connection.role {
                    Role::Service(_) => None,
                    Role::Temporary(_) => app
                        .database
                        .opened_secret(&opened.id)
                        .await?
                        .and_then(|secret| unsealed(&secret)),
                };
                take_on(app, connection, keys).await.map(Arc::new)
            })
            .await?;
        Ok(role.clone())
    }

    fn cell(&self, place: &str) -> Arc<OnceCell<Arc<OpenRole>>> {
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

    /// Forgets the role that was opened under `id`.
    pub fn forget(&self, id: &str) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(id);
    }
}

/// Takes on the role of `connection`.
async fn take_on(
    app: &App,
    connection: &Connection,
    keys: Option<TemporaryKeys>,
) -> ApiResult<OpenRole> {
    let endpoints = Endpoints {
        region: Some(connection.region.clone()),
        sts: connection.sts_endpoint.clone(),
    };
    let role = wardrobe_roles::open(
        &connection.role,
        keys,
        &endpoints,
        &app.environment,
        &app.http,
    )
    .await?;
    let storage = storage_for(app, connection, &role.credentials);
    Ok(OpenRole { role, storage })
}

fn storage_for(app: &App, connection: &Connection, credentials: &Renewing) -> Storage {
    let settings = Settings {
        endpoint: connection.endpoint.clone(),
        path_style: connection.path_style,
        ..Settings::new(connection.region.clone(), app.http.clone())
    };
    let told = credentials.clone();
    Storage::new(
        credentials.provider(),
        settings,
        Arc::new(move || {
            let told = told.clone();
            Box::pin(async move { told.refused_as_expired().await })
        }),
    )
}

/// A role taken on for a person who has proven themselves, in no session yet.
pub(crate) struct Entered<'a> {
    connection: &'a Connection,
    person: String,
    typed: Option<(OpenRole, Option<Vec<u8>>)>,
}

/// Takes on the role of `connection`, so that nothing is noted when it cannot
/// be had.
pub(crate) async fn open<'a>(
    app: &App,
    connection: &'a Connection,
    person: Option<&str>,
    keys: Option<TemporaryKeys>,
) -> ApiResult<Entered<'a>> {
    let person = person.map(str::to_owned);
    if matches!(connection.role, Role::Service(_)) {
        let person = person.unwrap_or("anyone".to_owned());
        let nobody = Opened {
            id: String::new(),
            connection: connection.name.clone(),
            person: person.clone(),
            person_kind: String::new(),
        };
        app.roles.get(app, connection, &nobody).await?;
        return Ok(Entered {
            connection,
            person,
            typed: None,
        });
    }
    let secret = keys.as_ref().and_then(sealed);
    let role = take_on(app, connection, keys).await?;
    let caller = &role.role.caller;
    let name = caller.session_name.as_ref().unwrap_or(&caller.user_id);
    Ok(Entered {
        connection,
        person: person.unwrap_or(name.clone()),
        typed: Some((role, secret)),
    })
}

impl Entered<'_> {
    /// Notes in `session` that the connection is open.
    pub(crate) async fn note(
        self,
        app: &App,
        session: &Session,
        person_kind: &str,
    ) -> ApiResult<Access> {
        let (role, secret) = self.typed.unzip();
        let opened = app
            .database
            .put_opened(
                &session.id,
                &self.connection.name,
                &self.person,
                person_kind,
                secret.flatten().as_deref(),
            )
            .await?;
        // New credentials in place of those that ended.
        app.roles.forget(&opened.id);
        if let Some(role) = role {
            let _ = app.roles.cell(&opened.id).set(Arc::new(role));
        }
        Access::of(app, self.connection, opened).await
    }
}

fn sealed(keys: &TemporaryKeys) -> Option<Vec<u8>> {
    serde_json::to_vec(&Sealed {
        access_key_id: keys.access_key_id.clone(),
        secret_access_key: keys.secret_access_key.clone(),
        session_token: keys.session_token.clone(),
        expiration: keys.expiration.map(OffsetDateTime::from),
    })
    .ok()
}

fn unsealed(secret: &[u8]) -> Option<TemporaryKeys> {
    let sealed: Sealed = serde_json::from_slice(secret).ok()?;
    Some(TemporaryKeys {
        access_key_id: sealed.access_key_id,
        secret_access_key: sealed.secret_access_key,
        session_token: sealed.session_token,
        expiration: sealed.expiration.map(Into::into),
    })
}

pub(crate) fn no_connection() -> ApiError {
    ApiError::new(Code::NotFound, "There is no such connection.")
}
