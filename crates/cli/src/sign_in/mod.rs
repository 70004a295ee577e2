//! Signing in from a terminal: the person's browser goes to the identity provider
//! and comes back to this machine.
//! <https://www.rfc-editor.org/rfc/rfc8252#section-7.3>

mod loopback;
mod openid;
mod saml;

use std::time::Duration;

use url::Url;
use wardrobe_roles::{Federated, Role, Trusting, Visitor};
use wardrobe_server::config::ProviderKind;
use wardrobe_server::{Config, trusting};

use crate::arguments::SignIn;
use crate::failure::Failure;
use loopback::Loopback;

/// How long a person may take at their identity provider.
const LONGEST: Duration = Duration::from_secs(600);

/// A sign-in at the identity provider of a connection.
pub(crate) struct Wanted {
    federated: Federated,
    kind: ProviderKind,
    /// The provider's name for people.
    label: String,
    /// Who we are to a SAML provider, where that is known.
    entity_id: Option<String>,
    /// Where a SAML provider posts its answer, if that is known before.
    consumer: Option<String>,
    how: SignIn,
}

impl Wanted {
    /// What `role` asks for, if it is taken on by signing in.
    pub fn of(config: &Config, role: &Role, how: &SignIn) -> Option<Self> {
        let (Role::IdentityProvider(federated) | Role::Saml(federated)) = role else {
            return None;
        };
        let provider = config.provider(&federated.identity_provider)?;
        let entity_id = match &provider.kind {
            ProviderKind::Saml(saml) => saml.entity_id.clone().or_else(|| {
                let url = config.server.public_url.as_ref()?;
                Some(url.join(&provider.metadata_path()).ok()?.to_string())
            }),
            ProviderKind::Oidc(_) => None,
        };
        Some(Self {
            federated: (**federated).clone(),
            kind: provider.kind.clone(),
            label: provider.label.clone(),
            entity_id,
            consumer: (how.callback_port != 0)
                .then(|| format!("http://127.0.0.1:{}{}", how.callback_port, saml::PATH)),
            how: how.clone(),
        })
    }

    /// Lets the person sign in. Gives who they are, and what proves them.
    pub async fn visitor(&self) -> Result<Visitor, Failure> {
        let loopback = Loopback::bind(self.how.callback_port).await?;
        match &self.kind {
            ProviderKind::Oidc(oidc) => openid::sign_in(self, oidc, loopback).await,
            ProviderKind::Saml(saml) => saml::sign_in(self, saml, loopback).await,
        }
    }

    /// What the trust policy of a role may insist on, for this sign-in.
    pub fn trusting<'a>(&'a self, role: &'a Role, visitor: &'a Visitor) -> Option<Trusting<'a>> {
        let consumer = self.consumer.as_deref();
        trusting(role, Some(&self.kind), consumer, &visitor.brings)
    }

    /// Sends the person's browser to `place`, or asks them to.
    fn send(&self, place: &Url) {
        eprintln!("Sign in at {} in your browser: {place}", self.label);
        if !self.how.no_browser && open::that_detached(place.as_str()).is_err() {
            eprintln!("No browser could be opened. Please open the address yourself.");
        }
    }

    /// The role that is wanted, of those that the sign-in offers.
    fn pick<'a, T>(&self, offered: &'a [T], arn: fn(&T) -> &str) -> Result<&'a T, Failure> {
        let listed = || {
            let arns: Vec<&str> = offered.iter().map(arn).collect();
            arns.join("\n  ")
        };
        match (&self.how.role, offered) {
            (_, []) => Err(Failure::reason(
                "Your sign-in offers you no role in this connection.",
            )),
            (None, [only]) => Ok(only),
            (None, _) => Err(Failure::usage(format!(
                "which --role? Your sign-in offers\n  {}",
                listed()
            ))),
            (Some(wanted), _) => offered
                .iter()
                .find(|role| arn(role) == wanted)
                .ok_or_else(|| {
                    Failure::usage(format!(
                        "your sign-in does not offer the role {wanted}, but\n  {}",
                        listed()
                    ))
                }),
        }
    }
}

/// Something nobody guesses.
fn secret() -> String {
    uuid::Uuid::new_v4().simple().to_string() + &uuid::Uuid::new_v4().simple().to_string()
}
