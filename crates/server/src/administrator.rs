//! Who may set connections up: the users that `[server] administrators` names, once
//! they have signed in by their password in this session.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::App;
use crate::error::{ApiError, ApiResult, Code};
use crate::session::Session;

/// An administrator who asks.
pub(crate) struct Administrator {
    /// Their name.
    pub name: String,
}

impl FromRequestParts<App> for Administrator {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> ApiResult<Self> {
        let session = Session::from_request_parts(parts, app).await?;
        let name = of(app, &session).await?.ok_or_else(|| {
            let words = "Only an administrator may set connections up.";
            ApiError::new(Code::Denied, words)
        })?;
        Ok(Self { name })
    }
}

/// The administrator who has signed in by password in `session`: by opening a
/// connection, or for this alone, which is kept as having opened none.
pub(crate) async fn of(app: &App, session: &Session) -> ApiResult<Option<String>> {
    let administrators = &app.config.server.administrators;
    if administrators.is_empty() {
        return Ok(None);
    }
    let opened = app.database.opened(&session.id).await?;
    let proven = opened
        .into_iter()
        .find(|opened| opened.person_kind == "password" && administrators.contains(&opened.person));
    Ok(proven.map(|opened| opened.person))
}
