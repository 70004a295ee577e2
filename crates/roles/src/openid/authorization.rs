//! Where the person's browser goes: to the provider and, at the end, out of it.
//! <https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest>

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use url::Url;

use super::{OpenId, OpenIdError};

/// What a sign-in is begun with.
#[derive(Clone, Copy)]
pub struct Authorization<'a> {
    /// Where the person comes back.
    pub redirect_uri: &'a Url,
    /// Comes back beside the code.
    pub state: &'a str,
    /// Comes back in the ID token.
    pub nonce: &'a str,
    /// Of PKCE, 43 to 128 characters; only its hash travels now.
    pub verifier: &'a str,
    /// Whether the provider may or must ask the person.
    pub prompt: Option<Prompt>,
}

/// Whether the provider asks the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// It must not: they are signed in there already, or it refuses.
    None,
    /// It must, even if they are signed in there already.
    Login,
}

impl OpenId {
    /// Where the person signs in.
    pub async fn authorize(&self, wish: Authorization<'_>) -> Result<Url, OpenIdError> {
        let mut url = self.discovery().await?.authorization_endpoint.clone();
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(wish.verifier));
        let mut query = url.query_pairs_mut();
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", wish.redirect_uri.as_str())
            .append_pair("scope", &self.settings.scopes.join(" "))
            .append_pair("state", wish.state)
            .append_pair("nonce", wish.nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256");
        if let Some(prompt) = wish.prompt {
            let prompt = match prompt {
                Prompt::None => "none",
                Prompt::Login => "login",
            };
            query.append_pair("prompt", prompt);
        }
        for (name, value) in &self.settings.authorization_parameters {
            // What is asked of this one sign-in outweighs what is always asked.
            if wish.prompt.is_none() || name != "prompt" {
                query.append_pair(name, value);
            }
        }
        drop(query);
        Ok(url)
    }

    /// Whether an answer with this `iss` is our provider's, and not one that
    /// another provider's answer was exchanged for.
    /// <https://www.rfc-editor.org/rfc/rfc9207>
    pub async fn is_ours(&self, iss: Option<&str>) -> Result<(), OpenIdError> {
        let promised = || async {
            let discovery = self.discovery().await;
            discovery.map(|d| d.authorization_response_iss_parameter_supported)
        };
        match iss {
            Some(iss) if iss == self.settings.issuer => Ok(()),
            None if !promised().await? => Ok(()),
            _ => Err(OpenIdError::not_accepted(
                "it comes from another provider than the one that was asked.",
            )),
        }
    }

    /// Where the person signs out, if the provider has a place for that; `back` is
    /// where they go on from there.
    /// <https://openid.net/specs/openid-connect-rpinitiated-1_0.html>
    pub async fn end_session(
        &self,
        id_token: &str,
        back: &Url,
    ) -> Result<Option<Url>, OpenIdError> {
        let discovery = self.discovery().await?;
        Ok(discovery.end_session_endpoint.clone().map(|mut url| {
            url.query_pairs_mut()
                .append_pair("id_token_hint", id_token)
                .append_pair("client_id", &self.settings.client_id)
                .append_pair("post_logout_redirect_uri", back.as_str());
            url
        }))
    }
}
