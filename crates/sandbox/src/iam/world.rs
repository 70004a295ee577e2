//! Accounts, users, roles, and the policies attached to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, SystemTime};

use super::sessions::Held;
use super::{Key, Kind, Mfa, OidcProvider, Policy, Principal, Tag, TokenError, Via};
use crate::saml::Metadata;

/// Accounts, users, roles, policies and issued sessions. Cheap to clone; all
/// clones see the same live data.
#[derive(Clone, Default)]
pub struct World(Arc<RwLock<State>>);

#[derive(Default)]
pub(super) struct State {
    /// By ARN.
    pub users: BTreeMap<String, User>,
    /// By ARN.
    pub roles: BTreeMap<String, Role>,
    /// By ARN.
    pub oidc_providers: BTreeMap<String, OidcProvider>,
    /// By ARN.
    pub saml_providers: BTreeMap<String, Metadata>,
    /// By access key id.
    pub sessions: BTreeMap<String, Held>,
    /// What every session lasts at most.
    pub longest: Option<Duration>,
    /// The length of session tokens; `None` is what is usual.
    pub token_length: Option<usize>,
    /// By the serial of a device, which code of it was used last.
    pub last_codes: BTreeMap<String, u64>,
    /// By bucket.
    pub buckets: BTreeMap<String, (String, Policy)>,
    /// Where an account has switched STS off: the account and the region.
    pub regions_off: BTreeSet<(String, String)>,
    /// Of KMS, by ARN.
    pub keys: BTreeMap<String, Key>,
}

/// A user with long-lived keys.
#[derive(Clone)]
pub struct User {
    /// Twelve digits.
    pub account: String,
    /// Its name.
    pub name: String,
    /// Access key ids (`AKIA…`) and their secrets.
    pub keys: Vec<(String, String)>,
    /// What it may do.
    pub policies: Vec<Policy>,
    /// Its device that shows codes.
    pub mfa: Option<Mfa>,
}

/// A role.
#[derive(Clone, Debug)]
pub struct Role {
    /// Twelve digits.
    pub account: String,
    /// Its name.
    pub name: String,
    /// Who may assume it.
    pub trust: Policy,
    /// What it may do.
    pub policies: Vec<Policy>,
    /// What else it may do, by the names of policies that can be taken away again.
    pub inline: BTreeMap<String, Policy>,
    /// What it may do at most, whatever its policies say.
    pub boundary: Option<Policy>,
    /// The longest session, from one to twelve hours.
    pub max_session: Duration,
    /// Its tags.
    pub tags: Vec<Tag>,
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<&str> = self.keys.iter().map(|(id, _)| id.as_str()).collect();
        f.debug_struct("User")
            .field("arn", &self.arn())
            .field("keys", &ids)
            .field("policies", &self.policies)
            .finish()
    }
}

impl User {
    /// `arn:aws:iam::account:user/name`.
    pub fn arn(&self) -> String {
        format!("arn:aws:iam::{}:user/{}", self.account, self.name)
    }

    fn principal(&self) -> Principal {
        Principal {
            account: self.account.clone(),
            arn: self.arn(),
            user_id: unique_id("AIDA", &self.arn()),
            since: None,
            via: Via::User {
                session: false,
                mfa: None,
            },
        }
    }
}

impl Role {
    /// A role of one-hour sessions without a boundary or tags.
    pub fn new(account: &str, name: &str, trust: Policy, policies: Vec<Policy>) -> Self {
        Self {
            account: account.to_owned(),
            name: name.to_owned(),
            trust,
            policies,
            inline: BTreeMap::new(),
            boundary: None,
            max_session: Duration::from_secs(3600),
            tags: Vec::new(),
        }
    }

    /// All policies that say what it may do.
    pub(super) fn granted(&self) -> Vec<Policy> {
        self.policies
            .iter()
            .chain(self.inline.values())
            .cloned()
            .collect()
    }

    /// `arn:aws:iam::account:role/name`.
    pub fn arn(&self) -> String {
        format!("arn:aws:iam::{}:role/{}", self.account, self.name)
    }

    /// `AROA…`.
    pub fn id(&self) -> String {
        unique_id("AROA", &self.arn())
    }
}

/// An id that is the same at every start: 21 letters and digits.
fn unique_id(prefix: &str, arn: &str) -> String {
    use sha2::{Digest, Sha256};
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let digest = Sha256::digest(arn.as_bytes());
    let letters = digest
        .iter()
        .take(17)
        .map(|b| char::from(LETTERS[usize::from(b % 32)]));
    prefix.chars().chain(letters).collect()
}

impl World {
    pub(super) fn read(&self) -> RwLockReadGuard<'_, State> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a user, or replaces the one of that name.
    pub fn add_user(&self, user: User) {
        self.write().users.insert(user.arn(), user);
    }

    /// Adds a role, or replaces the one of that name. Sessions under way get
    /// the new rights at once.
    pub fn add_role(&self, role: Role) {
        self.write().roles.insert(role.arn(), role);
    }

    /// Switches STS on or off in a region, for an account.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html>
    pub fn set_region(&self, account: &str, region: &str, on: bool) {
        let place = (account.to_owned(), region.to_owned());
        let mut state = self.write();
        match on {
            true => state.regions_off.remove(&place),
            false => state.regions_off.insert(place),
        };
    }

    pub(crate) fn has_region(&self, account: &str, region: &str) -> bool {
        let place = (account.to_owned(), region.to_owned());
        !self.read().regions_off.contains(&place)
    }

    /// A role by its ARN.
    pub fn role(&self, arn: &str) -> Option<Role> {
        self.read().roles.get(arn).cloned()
    }

    /// The secret of an access key id.
    pub fn secret(&self, id: &str) -> Option<String> {
        let state = self.read();
        let mut keys = state.users.values().flat_map(|user| &user.keys);
        match keys.find(|(key, _)| key == id) {
            Some((_, secret)) => Some(secret.clone()),
            None => state
                .sessions
                .get(id)
                .map(|held| held.keys.secret_access_key.clone()),
        }
    }

    /// Every secret there is: keys of users, and keys and tokens of sessions. For tests
    /// that look where none may be.
    pub fn secrets(&self) -> Vec<String> {
        let state = self.read();
        let users = state.users.values().flat_map(|user| &user.keys);
        let sessions = state.sessions.values().map(|held| &held.keys);
        users
            .map(|(_, secret)| secret.clone())
            .chain(
                sessions
                    .flat_map(|keys| [keys.secret_access_key.clone(), keys.session_token.clone()]),
            )
            .collect()
    }

    /// Whom an access key id and session token stand for.
    pub fn principal(
        &self,
        id: &str,
        token: Option<&str>,
        now: SystemTime,
    ) -> Result<Principal, TokenError> {
        let state = self.read();
        let user = state
            .users
            .values()
            .find(|user| user.keys.iter().any(|(key, _)| key == id));
        if let Some(user) = user {
            return match token {
                None => Ok(user.principal()),
                Some(_) => Err(TokenError::WrongToken),
            };
        }
        let held = state.sessions.get(id).ok_or(TokenError::UnknownKey)?;
        match token {
            None => Err(TokenError::MissingToken),
            Some(token) if token != held.keys.session_token => Err(TokenError::WrongToken),
            Some(_) if held.keys.expiration <= now => Err(TokenError::Expired),
            Some(_) => Ok(held.principal.clone()),
        }
    }

    /// The account of an access key id.
    pub fn account_of(&self, id: &str) -> Option<String> {
        let state = self.read();
        let user = state
            .users
            .values()
            .find(|user| user.keys.iter().any(|(key, _)| key == id));
        let session = || {
            state
                .sessions
                .get(id)
                .map(|held| held.principal.account.clone())
        };
        user.map(|user| user.account.clone()).or_else(session)
    }

    /// Sets or removes a bucket's policy. The error is a sentence as S3 words it.
    pub fn set_bucket_policy(&self, bucket: &str, text: Option<&str>) -> Result<(), String> {
        let Some(text) = text else {
            self.write().buckets.remove(bucket);
            return Ok(());
        };
        let policy =
            Policy::parse(Kind::Resource, text).map_err(|reason| match reason.as_str() {
                "This policy contains invalid Json" => {
                    "Policies must be valid JSON and the first byte must be '{'".to_owned()
                }
                _ => reason,
            })?;
        let arn = format!("arn:aws:s3:::{bucket}");
        let own = |resource: &str| {
            resource
                .strip_prefix(&arn)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if !policy.resources().all(own) {
            return Err("Policy has invalid resource".to_owned());
        }
        self.write()
            .buckets
            .insert(bucket.to_owned(), (text.to_owned(), policy));
        Ok(())
    }

    /// The text of a bucket's policy.
    pub fn bucket_policy(&self, bucket: &str) -> Option<String> {
        self.read()
            .buckets
            .get(bucket)
            .map(|(text, _)| text.clone())
    }

    /// From now on no session lasts longer than this, whatever is asked for;
    /// `None` is AWS's own rules.
    pub fn cap_sessions(&self, longest: Option<Duration>) {
        self.write().longest = longest;
    }

    /// From now on session tokens have this many characters, at most 4,096; `None`
    /// is what is usual.
    /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
    pub fn set_token_length(&self, length: Option<usize>) {
        self.write().token_length = length;
    }

    /// Ends every session that has been handed out.
    pub fn expire_sessions(&self) {
        for held in self.write().sessions.values_mut() {
            held.keys.expiration = SystemTime::UNIX_EPOCH;
        }
    }
}
