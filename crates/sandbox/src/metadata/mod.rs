//! The instance metadata service (IMDSv2) and the container credentials endpoint.

mod container;
mod instance;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::iam::{SessionKeys, World};

/// How long credentials for machines last.
const LIFE: Duration = Duration::from_secs(6 * 3600);
/// New ones are there so long before the old ones end.
const OVERLAP: Duration = Duration::from_secs(15 * 60);
/// The one instance.
pub const INSTANCE_ID: &str = "i-0123456789abcdef0";

/// The machines that have roles: one instance, and containers. Cheap to clone;
/// all clones are the same machines.
#[derive(Clone, Default)]
pub struct Machines(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    instance: Option<String>,
    containers: BTreeMap<String, Container>,
    /// IMDSv2 tokens and their ends.
    tokens: HashMap<String, SystemTime>,
    /// What has been handed out, by role and session.
    issued: HashMap<(String, String), SessionKeys>,
}

#[derive(Clone)]
struct Container {
    role: String,
    token: String,
}

impl Machines {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the instance the role of this ARN, or takes its role away.
    pub fn set_instance(&self, role: Option<&str>) {
        self.state().instance = role.map(str::to_owned);
    }

    /// Gives the container `name` the role of this ARN, against this token.
    pub fn set_container(&self, name: &str, role: &str, token: &str) {
        let container = Container {
            role: role.to_owned(),
            token: token.to_owned(),
        };
        self.state().containers.insert(name.to_owned(), container);
    }

    /// The token of a container.
    pub fn container_token(&self, name: &str) -> Option<String> {
        self.state().containers.get(name).map(|c| c.token.clone())
    }

    /// The credentials of a machine: the same ones until shortly before their
    /// end. `None` when none of `services` may assume the role.
    fn credentials(
        &self,
        world: &World,
        role: &str,
        services: &[&str],
        session: &str,
        now: SystemTime,
    ) -> Option<SessionKeys> {
        let trust = world.role(role)?.trust;
        let lets = |service: &&str| trust.lets_service(service, "sts:AssumeRole");
        if !services.iter().any(lets) {
            return None;
        }
        let place = (role.to_owned(), session.to_owned());
        let mut state = self.state();
        if let Some(keys) = state.issued.get(&place) {
            let (id, token) = (&keys.access_key_id, &keys.session_token);
            if world.principal(id, Some(token), now + OVERLAP).is_ok() {
                return Some(keys.clone());
            }
        }
        // The sandbox's clock may be set wrong on purpose; `mint` counts by the real one.
        let life = (now + LIFE).duration_since(SystemTime::now());
        let keys = world.mint(role, session, life.unwrap_or_default()).ok()?;
        state.issued.insert(place, keys.clone());
        Some(keys)
    }
}

/// Answers one request to the metadata listener.
pub async fn handle(
    world: &World,
    machines: &Machines,
    request: Request<Bytes>,
    now: SystemTime,
) -> Response<Bytes> {
    match request.uri().path().strip_prefix("/v2/credentials/") {
        Some(name) => container::answer(world, machines, &request, name, now),
        None => instance::answer(world, machines, &request, now),
    }
}

fn answer(status: StatusCode, kind: &'static str, text: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(text.into());
    *response.status_mut() = status;
    let kind = http::HeaderValue::from_static(kind);
    response
        .headers_mut()
        .insert(http::header::CONTENT_TYPE, kind);
    response
}

fn rfc3339(at: SystemTime) -> String {
    let at = OffsetDateTime::from(at).replace_nanosecond(0);
    at.ok()
        .and_then(|at| at.format(&Rfc3339).ok())
        .unwrap_or_default()
}
