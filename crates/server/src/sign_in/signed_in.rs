//! Who has signed in, in a session.

use wardrobe_database::sign_ins::SignIn;

use crate::App;
use crate::config::Connection;
use crate::error::{ApiError, ApiResult, Code};
use crate::session::Session;

/// Who has signed in, in this session, where the connection asks for it.
pub(crate) async fn signed_in(
    app: &App,
    connection: &Connection,
    session: &Session,
) -> ApiResult<SignIn> {
    let provider = connection.identity_provider().unwrap_or_default();
    let found = app.database.sign_in(&session.id, provider).await?;
    found.ok_or_else(|| not_signed_in(app, connection))
}

/// What `connection` asks of somebody who has not.
pub(crate) fn not_signed_in(app: &App, connection: &Connection) -> ApiError {
    let provider = connection.identity_provider();
    let provider = provider.and_then(|name| app.config.provider(name));
    let label = provider.map_or("its identity provider", |p| p.label.as_str());
    let words = format!("{} asks you to sign in at {label}.", connection.label);
    ApiError::new(Code::NotSignedIn, words)
}
