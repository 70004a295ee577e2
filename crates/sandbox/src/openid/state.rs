//! Who is signed in, and what has been handed out.

use std::collections::HashMap;
use std::time::{Duration, Instant, SystemTime};

use super::Switches;
use super::clients::Client;
use crate::people::Person;

/// So long a code waits to be redeemed.
const CODE_LIFE: Duration = Duration::from_secs(60);
/// So many codes, refresh tokens and sign-ins are known before the old ones
/// are forgotten.
const REMEMBERED: usize = 10_000;

#[derive(Default)]
pub(super) struct State {
    pub switches: Switches,
    /// By cookie.
    sign_ins: HashMap<String, SignIn>,
    codes: HashMap<String, Code>,
    refresh_tokens: HashMap<String, Refresh>,
}

/// Somebody who is signed in.
#[derive(Clone)]
pub(super) struct SignIn {
    /// The value of the cookie.
    pub cookie: String,
    pub person: Person,
    pub at: SystemTime,
}

/// What a person lets a client have.
#[derive(Clone)]
pub(super) struct Grant {
    pub client: Client,
    pub sign_in: SignIn,
    /// Whether tokens may be had while the person is away.
    pub offline: bool,
}

/// What a code stands for.
pub(super) struct Code {
    pub grant: Grant,
    pub redirect_uri: String,
    pub challenge: Option<String>,
    pub nonce: Option<String>,
    made: Instant,
}

struct Refresh {
    grant: Grant,
    /// Those that come from the same code.
    family: String,
    used: bool,
}

impl Code {
    pub fn new(
        grant: Grant,
        redirect_uri: String,
        challenge: Option<String>,
        nonce: Option<String>,
    ) -> Self {
        Self {
            grant,
            redirect_uri,
            challenge,
            nonce,
            made: Instant::now(),
        }
    }
}

impl State {
    /// Whom a cookie signs in.
    pub fn signed_in(&self, cookie: &str) -> Option<SignIn> {
        self.sign_ins.get(cookie).cloned()
    }

    pub fn begin(&mut self, person: Person) -> SignIn {
        let sign_in = SignIn {
            cookie: word(),
            person,
            at: SystemTime::now(),
        };
        keep(&mut self.sign_ins, sign_in.cookie.clone(), sign_in.clone());
        sign_in
    }

    /// Signs out, and ends what was handed out meanwhile.
    pub fn end(&mut self, cookie: &str) {
        self.sign_ins.remove(cookie);
        self.refresh_tokens
            .retain(|_, token| token.grant.sign_in.cookie != cookie);
    }

    pub fn end_sign_ins(&mut self) {
        self.sign_ins.clear();
    }

    pub fn end_refresh_tokens(&mut self) {
        self.refresh_tokens.clear();
    }

    pub fn add_code(&mut self, code: Code) -> String {
        let name = word();
        keep(&mut self.codes, name.clone(), code);
        name
    }

    /// What a code stands for, once.
    pub fn redeem(&mut self, code: &str) -> Option<Code> {
        let code = self.codes.remove(code)?;
        (code.made.elapsed() < CODE_LIFE).then_some(code)
    }

    /// A refresh token, the first from a code or of a family.
    pub fn add_refresh_token(&mut self, grant: Grant, family: Option<String>) -> String {
        let name = word();
        let token = Refresh {
            grant,
            family: family.unwrap_or_else(|| name.clone()),
            used: false,
        };
        keep(&mut self.refresh_tokens, name.clone(), token);
        name
    }

    /// What a refresh token stands for, once, and its family. Whoever comes
    /// with a used one may have stolen it: then the whole family ends.
    pub fn refresh(&mut self, name: &str, client: Client) -> Option<(Grant, String)> {
        let token = self.refresh_tokens.get_mut(name)?;
        if token.grant.client != client {
            return None;
        }
        let family = token.family.clone();
        if token.used {
            self.refresh_tokens.retain(|_, t| t.family != family);
            return None;
        }
        token.used = true;
        Some((token.grant.clone(), family))
    }
}

fn keep<T>(all: &mut HashMap<String, T>, name: String, value: T) {
    if all.len() >= REMEMBERED {
        all.clear();
    }
    all.insert(name, value);
}

/// Nobody can guess it.
pub(super) fn word() -> String {
    crate::signature::hex(&rand::random::<[u8; 24]>())
}
