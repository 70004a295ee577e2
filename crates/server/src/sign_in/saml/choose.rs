//! The roles that a response offers, for as long as AWS takes it.

use wardrobe_roles::saml::Response;

use super::enter::{note, roles_of, take_on};
use crate::App;
use crate::access::Access;
use crate::config::{Connection, IdentityProvider};
use crate::error::{ApiError, ApiResult, Code};
use crate::session::Session;
use crate::sign_in::offered::{Offer, pick};

/// Whom a response names that waits for a choice. AWS may not have been asked yet.
pub(crate) fn waits_for_choice(app: &App, session: &Session, provider: &str) -> Option<String> {
    let response = app.saml.assertions.get(&session.id, provider);
    response.map(|response| response.session_name)
}

/// What this session may choose from in `connection`.
pub(crate) fn offer(app: &App, connection: &Connection, session: &Session) -> ApiResult<Offer> {
    let (_, response) = held(app, connection, session)?;
    Ok(Offer {
        roles: roles_of(connection, &response),
        expires_at: Some(response.expires_at()),
        person: response.session_name,
    })
}

/// Opens the role that was chosen.
pub(crate) async fn chosen(
    app: &App,
    connection: &Connection,
    session: &Session,
    arn: Option<&str>,
) -> ApiResult<Access> {
    let (provider, response) = held(app, connection, session)?;
    let offered = roles_of(connection, &response);
    let role = take_on(app, connection, &response, pick(&offered, arn)?).await?;
    note(app, session, provider, role).await
}

fn held<'a>(
    app: &'a App,
    connection: &Connection,
    session: &Session,
) -> ApiResult<(&'a IdentityProvider, Response)> {
    let provider = connection.identity_provider();
    let provider = provider.and_then(|name| app.config.provider(name));
    let held = provider.and_then(|provider| {
        let response = app.saml.assertions.get(&session.id, &provider.name)?;
        Some((provider, response))
    });
    held.ok_or_else(|| {
        let label = provider.map_or("its identity provider", |p| p.label.as_str());
        let words = format!(
            "{} asks you to sign in at {label}. A role can be chosen for five minutes after that.",
            connection.label
        );
        ApiError::new(Code::NotSignedIn, words)
    })
}
