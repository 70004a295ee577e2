//! Tokens for a code, and new ones for those that end.
//! <https://openid.net/specs/openid-connect-core-1_0.html#TokenEndpoint>

use std::fmt;

use reqwest::RequestBuilder;
use reqwest::header::CONTENT_TYPE;
use serde::Deserialize;
use url::{Url, form_urlencoded};

use super::discovery::Discovery;
use super::error::Refusal;
use super::{IdToken, OpenId, OpenIdError};

/// What a sign-in brings.
pub struct Tokens {
    /// Who has signed in.
    pub id_token: IdToken,
    /// Brings the next ID token.
    pub refresh_token: Option<String>,
}

/// What a refresh token brings.
pub struct Refreshed {
    /// A new ID token, which the provider may leave out; or what is wrong with it.
    pub id_token: Result<Option<IdToken>, OpenIdError>,
    /// In place of the one that was used, which may be worth nothing now. To be
    /// kept, whatever there is of an ID token.
    pub refresh_token: Option<String>,
}

#[derive(Deserialize)]
struct Answer {
    id_token: Option<String>,
    refresh_token: Option<String>,
}

impl OpenId {
    /// The tokens for a code. The redirect URI, the verifier and the nonce are
    /// those that the sign-in was begun with.
    pub async fn redeem(
        &self,
        code: &str,
        redirect_uri: &Url,
        verifier: &str,
        nonce: &str,
    ) -> Result<Tokens, OpenIdError> {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri.as_str()),
            ("code_verifier", verifier),
        ];
        let answer = self.ask(&form).await?;
        let token = answer.id_token.ok_or_else(|| {
            OpenIdError::not_accepted("there is no ID token in it. Do the scopes have openid?")
        })?;
        Ok(Tokens {
            id_token: self.check(&token, Some(nonce)).await?,
            refresh_token: answer.refresh_token,
        })
    }

    /// New tokens of the sign-in of `subject`.
    pub async fn refresh(
        &self,
        refresh_token: &str,
        subject: &str,
    ) -> Result<Refreshed, OpenIdError> {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token),
        ];
        let answer = self.ask(&form).await?;
        let id_token = match answer.id_token {
            Some(token) => match self.check(&token, None).await {
                Ok(token) if token.subject != subject => Err(OpenIdError::not_accepted(
                    "the new ID token is somebody else's.",
                )),
                checked => checked.map(Some),
            },
            None => Ok(None),
        };
        Ok(Refreshed {
            id_token,
            refresh_token: answer.refresh_token,
        })
    }

    /// Tells the provider that a refresh token will not be used again, where it
    /// wants to know.
    /// <https://www.rfc-editor.org/rfc/rfc7009>
    pub async fn revoke(&self, refresh_token: &str) -> Result<(), OpenIdError> {
        let discovery = self.discovery().await?;
        let Some(endpoint) = &discovery.revocation_endpoint else {
            return Ok(());
        };
        let form = [
            ("token", refresh_token),
            ("token_type_hint", "refresh_token"),
        ];
        let request = self.as_client(&discovery, endpoint, &form)?;
        match self.send(request).await? {
            (status, _) if status.is_success() => Ok(()),
            (status, _) => {
                Err(self.unreachable(format!("its revocation endpoint answers {status}.")))
            }
        }
    }

    /// Asks the token endpoint.
    async fn ask(&self, form: &[(&str, &str)]) -> Result<Answer, OpenIdError> {
        let discovery = self.discovery().await?;
        let request = self.as_client(&discovery, &discovery.token_endpoint, form)?;
        let (status, body) = self.send(request).await?;
        if status.is_success() {
            return serde_json::from_slice(&body)
                .map_err(|_| self.unreachable("its tokens cannot be read."));
        }
        match serde_json::from_slice::<Refusal>(&body) {
            Ok(said) if status.is_client_error() => Err(OpenIdError::refused(
                &said.error,
                said.error_description.as_deref(),
            )),
            _ => Err(self.unreachable(format!("its token endpoint answers {status}."))),
        }
    }

    /// A request of the client that we are.
    /// <https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication>
    fn as_client(
        &self,
        discovery: &Discovery,
        endpoint: &Url,
        form: &[(&str, &str)],
    ) -> Result<RequestBuilder, OpenIdError> {
        let settings = &self.settings;
        let methods = discovery.token_endpoint_auth_methods_supported.as_ref();
        let basic = methods.is_none_or(|known| known.iter().any(|m| m == "client_secret_basic"));
        let mut request = self.http()?.post(endpoint.clone());
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(form);
        match &settings.client_secret {
            Some(secret) if basic => {
                request = request.basic_auth(encoded(&settings.client_id), Some(encoded(secret)));
            }
            secret => {
                body.append_pair("client_id", &settings.client_id)
                    .extend_pairs(secret.as_ref().map(|secret| ("client_secret", secret)));
            }
        }
        Ok(request
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.finish()))
    }
}

/// As Basic authentication wants the parts.
/// <https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1>
fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens")
            .field("id_token", &self.id_token)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Refreshed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refreshed")
            .field("id_token", &self.id_token)
            .finish_non_exhaustive()
    }
}
