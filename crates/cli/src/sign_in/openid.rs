//! Signing in at an OpenID provider.

use std::fmt;

use aws_credential_types::Token;
use aws_credential_types::provider::error::TokenError;
use aws_credential_types::provider::future;
use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
use time::OffsetDateTime;
use tokio::sync::Mutex;
use wardrobe_roles::openid::{Authorization, OpenId, OpenIdError, Tokens};
use wardrobe_roles::{Brings, RoleError, Visitor};
use wardrobe_server::config::Oidc;

use super::loopback::{Brought, Loopback};
use super::{LONGEST, Wanted, secret};
use crate::failure::Failure;

const PATH: &str = "/openid/callback";

/// Authorization code with PKCE, as the page does it.
pub(super) async fn sign_in(
    wanted: &Wanted,
    oidc: &Oidc,
    loopback: Loopback,
) -> Result<Visitor, Failure> {
    let openid = OpenId::new(oidc.settings());
    let redirect_uri = loopback.url(PATH)?;
    let (state, nonce, verifier) = (secret(), secret(), secret());
    let place = openid.authorize(Authorization {
        redirect_uri: &redirect_uri,
        state: &state,
        nonce: &nonce,
        verifier: &verifier,
        prompt: None,
    });
    wanted.send(&place.await?);
    let ours = move |brought: &Brought| brought.get("state") == Some(state.as_str());
    let brought = loopback.answer(PATH, LONGEST, ours).await?;
    openid.is_ours(brought.get("iss")).await?;
    if let Some(error) = brought.get("error") {
        return Err(OpenIdError::refused(error, brought.get("error_description")).into());
    }
    let code = brought.get("code");
    let code = code.ok_or_else(|| Failure::reason("the identity provider sent no code"))?;
    let tokens = openid
        .redeem(code, &redirect_uri, &verifier, &nonce)
        .await?;
    let person = oidc.person(&tokens.id_token);
    let offered = wanted.federated.roles_of_claims(&tokens.id_token.claims);
    let role_arn = wanted.pick(&offered, |arn| arn)?.clone();
    let brings = Brings::Tokens {
        role_arn,
        tokens: SharedTokenProvider::new(Held {
            openid,
            tokens: Mutex::new(tokens),
        }),
        kept: None,
    };
    Ok(Visitor {
        person,
        brings,
        mfa_code: None,
    })
}

/// The tokens of the sign-in, for as long as this command runs.
struct Held {
    openid: OpenId,
    tokens: Mutex<Tokens>,
}

impl Held {
    async fn current(&self) -> Result<Token, RoleError> {
        let mut held = self.tokens.lock().await;
        let soon = OffsetDateTime::now_utc() + std::time::Duration::from_secs(10);
        if held.id_token.expires_at <= soon {
            self.renew(&mut held).await?;
        }
        let end = held.id_token.expires_at.into();
        Ok(Token::new(held.id_token.text.clone(), Some(end)))
    }

    async fn renew(&self, held: &mut Tokens) -> Result<(), RoleError> {
        let over = |reason: String| RoleError::NeedsSignIn { reason };
        let Some(refresh_token) = held.refresh_token.clone() else {
            return Err(over("The sign-in has ended.".to_owned()));
        };
        let refreshed = self
            .openid
            .refresh(&refresh_token, &held.id_token.subject)
            .await
            .map_err(|error| over(error.to_string()))?;
        if refreshed.refresh_token.is_some() {
            held.refresh_token = refreshed.refresh_token;
        }
        let id_token = refreshed
            .id_token
            .map_err(|error| over(error.to_string()))?;
        held.id_token = id_token.ok_or_else(|| {
            over("The identity provider gives no new ID token without a sign-in.".to_owned())
        })?;
        Ok(())
    }
}

impl ProvideToken for Held {
    fn provide_token<'a>(&'a self) -> future::ProvideToken<'a>
    where
        Self: 'a,
    {
        future::ProvideToken::new(async { Ok::<_, TokenError>(self.current().await?) })
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Held").finish_non_exhaustive()
    }
}
