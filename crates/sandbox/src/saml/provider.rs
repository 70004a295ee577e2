//! The identity provider of the sandbox: the people of a made-up company sign in
//! here and go on to AWS.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue, SET_COOKIE};
use http::{HeaderMap, Method, Response, StatusCode, Uri};
use serde::{Deserialize, Serialize};

use super::ATTRIBUTES;
use super::answering::{Answer, no_passive};
use super::keys::KeyPair;
use super::request::Wanted;
use super::signed_in::SignedIn;
use crate::pages::{self, page};
use crate::people::{self, Person};

/// The provider. Cheap to clone; all clones are the same provider.
#[derive(Clone)]
pub struct Provider {
    entity: String,
    key: Arc<KeyPair>,
    signed_in: SignedIn,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// Pairs of role and provider, by who may have them.
    roles: BTreeMap<String, Vec<String>>,
    switches: Switches,
}

/// What the provider does wrong on purpose. The default is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Switches {
    /// It does not answer: connections end without a word.
    pub down: bool,
    /// It does not sign.
    pub unsigned: bool,
    /// Its assertions are so many seconds old; negative is from the future.
    pub issued_ago: i32,
    /// Its assertions say that they are sent there, and not where they are.
    pub recipient: Option<String>,
    /// Values that its assertions have for these attributes instead of the usual
    /// ones, by the attribute's whole name; without a value, none.
    pub attributes: BTreeMap<String, Vec<String>>,
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider")
            .field("entity", &self.entity)
            .finish_non_exhaustive()
    }
}

impl Provider {
    /// The provider of this entity id, `http://host:port/saml`.
    pub(crate) fn new(entity: String, key: Arc<KeyPair>) -> Self {
        Self {
            entity,
            key,
            signed_in: SignedIn::default(),
            state: Arc::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Offers a role to a person, through the account's provider of this ARN.
    pub fn offer(&self, user: &str, role: &str, provider: &str) {
        let pair = format!("{role},{provider}");
        let mut state = self.state();
        state.roles.entry(user.to_owned()).or_default().push(pair);
    }

    /// Replaces the switches.
    pub fn set(&self, switches: Switches) {
        self.state().switches = switches;
    }

    /// The switches as they are.
    pub fn switches(&self) -> Switches {
        self.state().switches.clone()
    }

    /// Signs everybody out: the provider asks for the password again.
    pub fn end_sign_ins(&self) {
        self.signed_in.end();
    }

    /// What IAM and service providers read of it.
    pub fn metadata(&self) -> String {
        let sign_on = format!("{}/sso", self.entity);
        super::metadata::describe(&self.entity, &sign_on, &[self.key.certificate()])
    }

    /// Answers one request below `/saml`.
    pub(crate) fn answer(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        body: &Bytes,
    ) -> Response<Bytes> {
        match (method.as_str(), uri.path()) {
            ("GET", "/saml/metadata") => {
                let mut response = Response::new(Bytes::from(self.metadata()));
                let kind = HeaderValue::from_static("application/samlmetadata+xml");
                response.headers_mut().insert(CONTENT_TYPE, kind);
                response
            }
            ("GET", "/saml/sso" | "/saml/start") => self.visit(uri, headers),
            ("POST", "/saml/sign-in") => self.sign_in(uri, body),
            _ => trouble(StatusCode::NOT_FOUND, "There is no such page."),
        }
    }

    /// Somebody comes by.
    fn visit(&self, uri: &Uri, headers: &HeaderMap) -> Response<Bytes> {
        let wanted = match Wanted::read(uri) {
            Ok(wanted) => wanted,
            Err(message) => return trouble(StatusCode::BAD_REQUEST, message),
        };
        match self.signed_in.who(headers).filter(|_| !wanted.force) {
            Some(person) => self.send(&wanted, person),
            None if wanted.passive => {
                let response = no_passive(&self.entity, &wanted, SystemTime::now());
                post(&wanted, &response)
            }
            None => page(StatusCode::OK, ask(uri, "", false)),
        }
    }

    /// Somebody has typed a name and a password.
    fn sign_in(&self, uri: &Uri, body: &Bytes) -> Response<Bytes> {
        let wanted = match Wanted::read(uri) {
            Ok(wanted) => wanted,
            Err(message) => return trouble(StatusCode::BAD_REQUEST, message),
        };
        let field = |name| crate::signature::form_value(body, name).unwrap_or_default();
        let user = field("user");
        let Some(person) = people::sign_in(&user, &field("password")) else {
            return page(StatusCode::OK, ask(uri, &user, true));
        };
        let mut response = self.send(&wanted, person);
        if let Some(cookie) = self.signed_in.begin(person) {
            response.headers_mut().insert(SET_COOKIE, cookie);
        }
        response
    }

    /// Sends somebody on with an assertion.
    fn send(&self, wanted: &Wanted, person: Person) -> Response<Bytes> {
        let switches = self.switches();
        let age = Duration::from_secs(switches.issued_ago.unsigned_abs().into());
        let now = SystemTime::now();
        let issued = match switches.issued_ago < 0 {
            true => now.checked_add(age),
            false => now.checked_sub(age),
        };
        let answer = Answer {
            entity: &self.entity,
            wanted,
            recipient: switches.recipient.as_deref().unwrap_or(&wanted.consumer),
            subject: person.email,
            attributes: self.attributes(person, &switches),
            issued: issued.unwrap_or(now),
        };
        let key = (!switches.unsigned).then_some(&*self.key);
        match answer.response(key) {
            Ok(response) => post(wanted, &response),
            Err(error) => {
                tracing::error!(%error, "no response could be signed");
                let message = "No response could be signed.";
                trouble(StatusCode::INTERNAL_SERVER_ERROR, message)
            }
        }
    }

    fn attributes(&self, person: Person, switches: &Switches) -> Vec<(String, Vec<String>)> {
        let aws = |name: &str| format!("{ATTRIBUTES}{name}");
        let roles = self.state().roles.get(person.user).cloned();
        let text = str::to_owned;
        let team = person.groups.first().copied().unwrap_or_default();
        let mut all = BTreeMap::from([
            (aws("Role"), roles.unwrap_or_default()),
            (aws("RoleSessionName"), vec![text(person.email)]),
            (aws("SessionDuration"), vec![text("43200")]),
            (aws("PrincipalTag:Team"), vec![text(team)]),
            (aws("TransitiveTagKeys"), vec![text("Team")]),
            (aws("SourceIdentity"), vec![text(person.user)]),
            (text("email"), vec![text(person.email)]),
            (text("displayName"), vec![text(person.name)]),
            (
                text("groups"),
                person.groups.iter().copied().map(text).collect(),
            ),
        ]);
        all.extend(switches.attributes.clone());
        all.into_iter()
            .filter(|(_, values)| !values.is_empty())
            .collect()
    }
}

/// The sign-in page; its form comes back with the same query.
fn ask(uri: &Uri, user: &str, wrong: bool) -> String {
    let action = format!("/saml/sign-in?{}", uri.query().unwrap_or_default());
    pages::sign_in("SAML", Some(&action), user, wrong)
}

fn trouble(status: StatusCode, words: &str) -> Response<Bytes> {
    page(status, pages::wrong(words))
}

/// The page that carries a response to where it is wanted.
fn post(wanted: &Wanted, response: &str) -> Response<Bytes> {
    let response = STANDARD.encode(response);
    let mut fields = vec![("SAMLResponse", response.as_str())];
    if let Some(state) = &wanted.relay_state {
        fields.push(("RelayState", state));
    }
    page(StatusCode::OK, pages::post(&wanted.consumer, &fields))
}
