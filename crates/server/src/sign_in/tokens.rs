//! The tokens of a sign-in at an OpenID provider.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_credential_types::Token;
use aws_credential_types::provider::error::TokenError;
use aws_credential_types::provider::future;
use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use time::OffsetDateTime;
use wardrobe_database::sign_ins::SignIn;
use wardrobe_database::{Database, DatabaseError};
use wardrobe_roles::RoleError;
use wardrobe_roles::openid::IdToken;

use super::clients::Client;
use crate::App;
use crate::config::Connection;
use crate::error::{ApiError, ApiResult, Code};

/// What is sealed with a sign-in at an OpenID provider.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Held {
    /// A JWT.
    pub id_token: String,
    /// The claims of the ID token that was checked.
    pub claims: Map<String, Value>,
    /// When it ends.
    #[serde(with = "time::serde::timestamp")]
    pub expires_at: OffsetDateTime,
    /// Brings the next one.
    pub refresh_token: Option<String>,
}

impl Held {
    /// What a sign-in has brought.
    pub fn new(id_token: IdToken, refresh_token: Option<String>) -> Self {
        Self {
            id_token: id_token.text,
            claims: id_token.claims,
            expires_at: id_token.expires_at,
            refresh_token,
        }
    }

    /// Those of a sign-in.
    pub async fn of(app: &App, sign_in: &str) -> ApiResult<Self> {
        let held = Self::read(&app.database, sign_in).await;
        held.map_err(|error| ApiError::new(Code::NotSignedIn, error.to_string()))
    }

    /// As it is sealed.
    pub fn written(&self) -> Vec<u8> {
        // Names and texts can always be written.
        serde_json::to_vec(self).unwrap_or_default()
    }

    async fn read(database: &Database, sign_in: &str) -> Result<Self, RoleError> {
        let gone = || needs_sign_in("The sign-in is over. Please sign in again.");
        let sealed = database
            .sign_in_secret(sign_in)
            .await
            .map_err(|error| failed(&error))?;
        serde_json::from_slice(&sealed.ok_or_else(gone)?).map_err(|_| gone())
    }

    fn is_fresh(&self) -> bool {
        self.expires_at > OffsetDateTime::now_utc() + Duration::from_secs(10)
    }

    fn token(self) -> Token {
        let end: SystemTime = self.expires_at.into();
        Token::new(self.id_token, Some(end))
    }
}

/// Gives the ID token of a sign-in, and gets the next one where it has ended.
#[derive(Clone)]
pub(crate) struct Tokens {
    database: Database,
    client: Arc<Client>,
    sign_in: String,
}

/// The tokens behind an opened connection.
pub(crate) fn tokens(
    app: &App,
    connection: &Connection,
    sign_in: Option<&str>,
) -> ApiResult<SharedTokenProvider> {
    let sign_in = sign_in.ok_or_else(|| {
        ApiError::new(
            Code::NotSignedIn,
            "Please sign in at the identity provider.",
        )
    })?;
    let provider = connection.identity_provider().unwrap_or_default();
    Ok(SharedTokenProvider::new(Tokens {
        database: app.database.clone(),
        client: app.openid.get(provider)?.clone(),
        sign_in: sign_in.to_owned(),
    }))
}

/// Tells the provider of `sign_in` that its refresh token is not needed any more.
/// Nobody waits for that: what is forgotten here is forgotten.
pub(crate) async fn revoke(app: &App, sign_in: &SignIn) {
    let (Ok(client), Ok(held)) = (
        app.openid.get(&sign_in.provider).cloned(),
        Held::of(app, &sign_in.id).await,
    ) else {
        return;
    };
    let Some(refresh_token) = held.refresh_token else {
        return;
    };
    let provider = sign_in.provider.clone();
    tokio::spawn(async move {
        if let Err(error) = client.openid.revoke(&refresh_token).await {
            tracing::info!(provider, %error, "a refresh token was not revoked");
        }
    });
}

impl Tokens {
    async fn current(&self) -> Result<Token, RoleError> {
        let held = Held::read(&self.database, &self.sign_in).await?;
        if held.is_fresh() {
            return Ok(held.token());
        }
        // Whoever asks may leave; tokens that the provider has changed must be
        // kept all the same.
        let tokens = self.clone();
        let renewed = tokio::spawn(async move { tokens.renew().await });
        renewed.await.map_err(|error| RoleError::NoToken {
            reason: error.to_string(),
        })?
    }

    /// One at a time: whoever comes second finds what the first has got.
    async fn renew(&self) -> Result<Token, RoleError> {
        let flight = self.client.flight(&self.sign_in);
        let _alone = flight.lock().await;
        let mut held = Held::read(&self.database, &self.sign_in).await?;
        if held.is_fresh() {
            return Ok(held.token());
        }
        let Some(refresh_token) = held.refresh_token.clone() else {
            return Err(needs_sign_in(
                "The sign-in has ended. Please sign in again.",
            ));
        };
        let subject = held.claims.get("sub").and_then(Value::as_str);
        let subject = subject.unwrap_or_default();
        let answer = self.client.openid.refresh(&refresh_token, subject).await;
        let id_token = match answer {
            Ok(refreshed) => {
                if let Some(next) = refreshed.refresh_token {
                    held.refresh_token = Some(next);
                    self.keep(&held).await?;
                }
                refreshed.id_token
            }
            Err(error) => Err(error),
        };
        match id_token {
            Ok(Some(id_token)) => {
                let held = Held::new(id_token, held.refresh_token);
                self.keep(&held).await?;
                Ok(held.token())
            }
            Ok(None) => Err(needs_sign_in(
                "The identity provider gives no new ID token without a sign-in. Please sign in again.",
            )),
            Err(error) if error.needs_person() => {
                held.refresh_token = None;
                self.keep(&held).await?;
                Err(needs_sign_in(&format!("{error} Please sign in again.")))
            }
            Err(error) => Err(RoleError::NoToken {
                reason: error.to_string(),
            }),
        }
    }

    async fn keep(&self, held: &Held) -> Result<(), RoleError> {
        let secret = held.written();
        let kept = self.database.set_sign_in_secret(&self.sign_in, &secret);
        kept.await.map_err(|error| failed(&error))
    }
}

fn needs_sign_in(reason: &str) -> RoleError {
    RoleError::NeedsSignIn {
        reason: reason.to_owned(),
    }
}

fn failed(error: &DatabaseError) -> RoleError {
    tracing::error!(%error, "database");
    RoleError::NoToken {
        reason: "Wardrobe's own database failed.".to_owned(),
    }
}

impl ProvideToken for Tokens {
    fn provide_token<'a>(&'a self) -> future::ProvideToken<'a>
    where
        Self: 'a,
    {
        future::ProvideToken::new(async { Ok::<_, TokenError>(self.current().await?) })
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens")
            .field("sign_in", &self.sign_in)
            .finish_non_exhaustive()
    }
}
