//! The end of a sign-in: what is noted, what is opened, where the person goes.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use wardrobe_database::opened::Opened;
use wardrobe_database::sign_ins::{Arrival, SignIn};

use super::offered::{open_offered, opens_at_once};
use super::pending::Pending;
use super::tokens::revoke;
use crate::access::Access;
use crate::api::transfers::give_up_all;
use crate::error::{ApiError, ApiResult, Code};
use crate::session::{self, Session};
use crate::{App, audit, jobs};

/// Somebody whom an identity provider has sent back to us.
pub(crate) struct Arrived {
    /// The provider's name.
    pub provider: String,
    /// Who that is to the provider.
    pub subject: String,
    /// Their name.
    pub person: String,
    /// The groups that the provider puts them in.
    pub groups: Vec<String>,
    /// What is sealed with the sign-in: its tokens.
    pub secret: Vec<u8>,
}

/// Notes the sign-in, opens the connection where there is but one role, and sends
/// the person on.
pub(crate) async fn arrive(
    app: &App,
    headers: &HeaderMap,
    pending: &Pending,
    arrived: Arrived,
) -> Response {
    let came = async {
        let old = session::find(app, headers).await?;
        note(app, &pending.way.connection, old, &arrived).await
    };
    let (session, cookie, sign_in) = match came.await {
        Ok(came) => came,
        Err(error) => return failed(app, pending, error),
    };
    let mut answer = match open(app, &pending.way.connection, &session, &sign_in).await {
        Ok(_) => go(&pending.way.end()),
        Err(error) => failed(app, pending, error),
    };
    if let Some(cookie) = cookie {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// Notes the sign-in in the person's session. Gives the cookie of the session, if
/// it is a new one.
pub(crate) async fn note(
    app: &App,
    connection: &str,
    old: Option<Session>,
    arrived: &Arrived,
) -> ApiResult<(Session, Option<HeaderValue>, SignIn)> {
    let came = async {
        let (session, cookie) = settle(app, old, arrived).await?;
        let arrival = Arrival {
            provider: &arrived.provider,
            subject: &arrived.subject,
            person: &arrived.person,
            groups: &arrived.groups,
        };
        let sign_in = app
            .database
            .put_sign_in(&session.id, arrival, &arrived.secret)
            .await?;
        ApiResult::Ok((session, cookie, sign_in))
    };
    let came = came.await;
    audit::person(app, "sign_in", connection, &arrived.person, &came).await;
    came
}

/// The session that the sign-in belongs to. Somebody who signs in anew keeps
/// theirs, with all that is under way in it; anybody else gets a new one, so that
/// an older cookie is worthless.
async fn settle(
    app: &App,
    old: Option<Session>,
    arrived: &Arrived,
) -> ApiResult<(Session, Option<HeaderValue>)> {
    if let Some(old) = &old {
        let known = app.database.sign_in(&old.id, &arrived.provider).await?;
        match known {
            Some(known) if known.subject == arrived.subject => return Ok((old.clone(), None)),
            Some(another) => Box::pin(forget(app, old, &another)).await?,
            None => {}
        }
    }
    let (session, cookie) = session::renew(app, old.as_ref()).await?;
    Ok((session, Some(cookie)))
}

/// Forgets a sign-in and what was opened with it; uploads that are not finished
/// are given up while there still is a role that can.
pub(crate) async fn forget(app: &App, session: &Session, sign_in: &SignIn) -> ApiResult<()> {
    for opened in opened_with(app, session, sign_in).await? {
        jobs::cancel_all(app, &opened).await;
        give_up_all(app, &opened).await;
        app.roles.forget(&opened.id);
    }
    revoke(app, sign_in).await;
    app.database.delete_sign_in(&sign_in.id).await?;
    Ok(())
}

async fn opened_with(app: &App, session: &Session, sign_in: &SignIn) -> ApiResult<Vec<Opened>> {
    let mut opened = app.database.opened(&session.id).await?;
    opened.retain(|opened| opened.sign_in.as_ref() == Some(&sign_in.id));
    Ok(opened)
}

/// Opens what the person signed in for, where nothing is left to choose, and lets
/// what they have open elsewhere go on.
pub(crate) async fn open(
    app: &App,
    connection: &str,
    session: &Session,
    sign_in: &SignIn,
) -> ApiResult<Vec<Access>> {
    for opened in opened_with(app, session, sign_in).await? {
        app.roles.wake(&opened.id);
    }
    let connection = app.config.connection(connection);
    let connection = connection.ok_or_else(crate::access::no_connection)?;
    let mut open = Vec::new();
    for role in opens_at_once(app, connection, session, sign_in).await? {
        let opened = open_offered(app, connection, session, sign_in, &role).await;
        audit::person(
            app,
            "open_connection",
            &connection.name,
            &sign_in.person,
            &opened,
        )
        .await;
        open.push(opened?);
    }
    Ok(open)
}

/// Sends the person back with a reason.
pub(crate) fn failed(app: &App, pending: &Pending, error: ApiError) -> Response {
    failed_at(app, &pending.way.end(), error)
}

/// Sends a person to `end`, a path of ours, with the reason why they could not
/// sign in.
pub(super) fn failed_at(app: &App, end: &str, error: ApiError) -> Response {
    tracing::info!(
        code = error.code.as_str(),
        message = error.message,
        "a sign-in failed"
    );
    let id = app.sign_in_errors.keep(error.numbered());
    let and = if end.contains('?') { '&' } else { '?' };
    go(&format!("{end}{and}sign_in_error={id}"))
}

/// Sends a person back with a reason who wanted to sign in for we do not know what.
pub(crate) fn lost(app: &App, error: ApiError) -> Response {
    failed_at(app, "/", error)
}

/// See other: a GET of ours.
pub(crate) fn go(path: &str) -> Response {
    match HeaderValue::from_str(path) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => ApiError::new(Code::Internal, "There is no way back.").into_response(),
    }
}
