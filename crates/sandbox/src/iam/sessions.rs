//! Temporary credentials that have been handed out.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::world::Role;
use super::{Policy, Principal, Tag, Via, World};

/// So many sessions are known before those that have ended are forgotten: until
/// then they are refused as expired and not as unknown.
const REMEMBERED: usize = 10_000;
/// How real session tokens begin.
const TOKEN_BEGINNING: &str = "IQoJb3JpZ2luX2Vj";
/// As long as real ones usually are, so that nobody takes them for short.
const TOKEN_LENGTH: usize = 336;

/// Temporary credentials.
#[derive(Clone)]
pub struct SessionKeys {
    /// `ASIA…`.
    pub access_key_id: String,
    /// Its secret.
    pub secret_access_key: String,
    /// Goes with every request.
    pub session_token: String,
    /// When they end.
    pub expiration: SystemTime,
}

impl fmt::Debug for SessionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionKeys")
            .field("access_key_id", &self.access_key_id)
            .field("expiration", &self.expiration)
            .finish_non_exhaustive()
    }
}

/// What a session of a role is given besides its role.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// Shown in its ARN: 2 to 64 of `\w+=,.@-`.
    pub name: String,
    /// It may do only what these allow too.
    pub policies: Vec<Policy>,
    /// Tags of the session; they outweigh those of the role.
    pub tags: Vec<Tag>,
    /// Which of the tags go on into further roles.
    pub transitive: Vec<Tag>,
    /// Who stands behind it.
    pub source_identity: Option<String>,
}

/// There is no role of this ARN.
#[derive(Debug, thiserror::Error)]
#[error("there is no role {0}")]
pub struct NoRole(pub String);

pub(super) struct Held {
    pub keys: SessionKeys,
    pub principal: Principal,
}

impl World {
    /// Credentials of a role, as AWS hands them to its own services: the trust
    /// policy is not asked.
    pub fn mint(&self, role: &str, name: &str, life: Duration) -> Result<SessionKeys, NoRole> {
        let role = self.role(role).ok_or_else(|| NoRole(role.to_owned()))?;
        let session = Session {
            name: name.to_owned(),
            ..Session::default()
        };
        Ok(self
            .begin_session(&role, session, SystemTime::now(), life)
            .0)
    }

    /// Begins a session of `role`.
    pub(crate) fn begin_session(
        &self,
        role: &Role,
        session: Session,
        now: SystemTime,
        life: Duration,
    ) -> (SessionKeys, Principal) {
        let mut tags = role.tags.clone();
        tags.retain(|(key, _)| {
            !session
                .tags
                .iter()
                .any(|(k, _)| k.eq_ignore_ascii_case(key))
        });
        tags.extend(session.tags);
        let principal = Principal {
            account: role.account.clone(),
            arn: format!(
                "arn:aws:sts::{}:assumed-role/{}/{}",
                role.account, role.name, session.name
            ),
            user_id: format!("{}:{}", role.id(), session.name),
            since: Some(now),
            via: Via::Role {
                role: role.arn(),
                session: session.policies.into(),
                tags: Arc::from(tags),
                transitive: session.transitive.into(),
                source_identity: session.source_identity,
            },
        };
        (self.hold(principal.clone(), now, life), principal)
    }

    /// Credentials of a user by GetSessionToken, with or without a code.
    pub(crate) fn user_session(
        &self,
        user: &Principal,
        mfa: bool,
        now: SystemTime,
        life: Duration,
    ) -> SessionKeys {
        let principal = Principal {
            since: Some(now),
            via: Via::User {
                session: true,
                mfa: mfa.then_some(now),
            },
            ..user.clone()
        };
        self.hold(principal, now, life)
    }

    /// All that has been handed out and is remembered.
    pub fn handed_out(&self) -> Vec<SessionKeys> {
        let state = self.read();
        let keys = state.sessions.values().map(|held| held.keys.clone());
        keys.collect()
    }

    fn hold(&self, principal: Principal, now: SystemTime, life: Duration) -> SessionKeys {
        let mut state = self.write();
        let life = state.longest.map_or(life, |longest| longest.min(life));
        let mut id = "ASIA".to_owned();
        id.extend(
            rand::random::<[u8; 16]>()
                .map(|b| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[usize::from(b % 32)])),
        );
        let keys = SessionKeys {
            access_key_id: id.clone(),
            secret_access_key: STANDARD.encode(rand::random::<[u8; 30]>()),
            session_token: token(state.token_length.unwrap_or(TOKEN_LENGTH)),
            expiration: now + life,
        };
        let held = Held {
            keys: keys.clone(),
            principal,
        };
        let sessions = &mut state.sessions;
        if sessions.len() >= REMEMBERED {
            let now = SystemTime::now();
            sessions.retain(|_, held| held.keys.expiration > now);
        }
        sessions.insert(id, held);
        keys
    }
}

fn token(length: usize) -> String {
    let mut token = TOKEN_BEGINNING.to_owned();
    while token.len() < length {
        token += &STANDARD.encode(rand::random::<[u8; 120]>());
    }
    token.truncate(length);
    token
}
