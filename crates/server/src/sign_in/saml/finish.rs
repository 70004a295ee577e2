//! `GET /saml/finish`: the browser brings a response to where its cookies are.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response as Answer;
use serde::Deserialize;
use wardrobe_roles::saml::{Expected, Response};

use super::super::arrival::{failed, go, lost};
use super::super::origin::own_url;
use super::super::pending::{self, Pending, Protocol, in_path, own_path};
use super::confirm::Unconfirmed;
use super::consumer::Posted;
use super::enter::{Came, enter};
use super::provider::{CONSUMER, begins_there, provider_metadata};
use crate::access::no_connection;
use crate::config::{Connection, IdentityProvider, ProviderKind};
use crate::error::{ApiError, ApiResult, Code};
use crate::request::{InQuery, invalid};
use crate::{App, audit, session};

#[derive(Deserialize)]
pub(crate) struct Brought {
    id: String,
}

/// Ends a sign-in that was begun here, or asks about one that was not.
pub(crate) async fn finish(
    State(app): State<App>,
    InQuery(brought): InQuery<Brought>,
    headers: HeaderMap,
) -> Answer {
    let Some(posted) = app.saml.posted.take_if(&brought.id, |_| true) else {
        let words = "This sign-in has been used already, or took too long. Please sign in again.";
        return lost(&app, invalid(words));
    };
    let pending = match pending::take(&app, &headers, &posted.relay_state).await {
        Ok(pending) => pending,
        Err(not_begun) => {
            let asked = ask(&app, &headers, &posted, not_begun).await;
            return asked.unwrap_or_else(|error| lost(&app, error));
        }
    };
    let came = answered(&app, &headers, &pending, &posted).await;
    let person = came.as_ref().map_or("", |came| &came.person);
    audit::person(&app, "sign_in", &pending.way.connection, person, &came).await;
    match came {
        Ok(came) => with_cookie(go(&pending.way.end()), came.cookie),
        Err(error) => failed(&app, &pending, error),
    }
}

/// The response to a request of ours, which this browser has brought.
async fn answered(
    app: &App,
    headers: &HeaderMap,
    pending: &Pending,
    posted: &Posted,
) -> ApiResult<Came> {
    let connection = app.config.connection(&pending.way.connection);
    let connection = connection.ok_or_else(no_connection)?;
    let provider = connection.identity_provider();
    let provider = provider.and_then(|name| app.config.provider(name));
    let (Some(provider), Protocol::Saml { request_id }) = (provider, &pending.protocol) else {
        return Err(invalid("This sign-in was begun in another way."));
    };
    let response = Response::read(&posted.response)?;
    check(app, headers, provider, &response, Some(request_id)).await?;
    let old = session::find(app, headers).await?;
    enter(app, old, connection, provider, response).await
}

/// Whether a response is for us, now, and from `provider`.
async fn check(
    app: &App,
    headers: &HeaderMap,
    provider: &IdentityProvider,
    response: &Response,
    request: Option<&str>,
) -> ApiResult<()> {
    let metadata = provider_metadata(app, provider).await?;
    response.check(Expected {
        recipient: own_url(app, headers, CONSUMER)?.as_str(),
        request,
        issuer: &metadata.entity_id,
    })?;
    Ok(())
}

/// A sign-in that began at the provider, if it may: another site could have sent
/// the browser here with a response of somebody else, so the person is asked.
async fn ask(
    app: &App,
    headers: &HeaderMap,
    posted: &Posted,
    not_begun: ApiError,
) -> ApiResult<Answer> {
    let response = Response::read(&posted.response)?;
    if !response.is_unsolicited() {
        return Err(not_begun);
    }
    let provider = issuer(app, &response).await?;
    if !begins_there(provider) {
        let words = format!(
            "This sign-in was begun at {} and not here, which Wardrobe does not take. Open Wardrobe and sign in from there.",
            provider.label
        );
        return Err(ApiError::new(Code::Denied, words));
    }
    check(app, headers, provider, &response, None).await?;
    let (connection, return_to) = destination(app, provider, &posted.relay_state)?;
    let (browser, cookie) = pending::browser(app, headers)?;
    let id = app.saml.unconfirmed.keep(Unconfirmed {
        provider: provider.name.clone(),
        connection: connection.name.clone(),
        return_to,
        response,
        browser,
    });
    let name = in_path(&connection.name);
    let answer = go(&format!("/c/{name}?confirm_sign_in={id}"));
    Ok(with_cookie(answer, Some(cookie)))
}

/// The provider whose response this is.
async fn issuer<'a>(app: &'a App, response: &Response) -> ApiResult<&'a IdentityProvider> {
    for provider in &app.config.providers {
        if matches!(provider.kind, ProviderKind::Saml(_))
            && let Ok(metadata) = provider_metadata(app, provider).await
            && metadata.entity_id == response.issuer
        {
            return Ok(provider);
        }
    }
    Err(invalid(format!(
        "This SAML response is from {:?}, which is no identity provider of Wardrobe.",
        response.issuer
    )))
}

/// Which connection a sign-in that began at `provider` is for, and where the person
/// goes on.
fn destination<'a>(
    app: &'a App,
    provider: &IdentityProvider,
    relay_state: &str,
) -> ApiResult<(&'a Connection, Option<String>)> {
    let path = own_path(relay_state);
    if path.is_none() && (relay_state.contains("//") || relay_state.contains('\\')) {
        return Err(invalid(
            "After a sign-in you can only go on to a page of Wardrobe, such as /c/NAME.",
        ));
    }
    let at_provider = |c: &&Connection| c.identity_provider() == Some(provider.name.as_str());
    let of_path = path.as_deref().and_then(|path| {
        let name = path.strip_prefix("/c/")?.split(['/', '?', '#']).next()?;
        app.config.connection(name).filter(at_provider)
    });
    if let Some(connection) = of_path {
        return Ok((connection, path));
    }
    let first = app.config.connections.iter().find(at_provider);
    let words = format!("No connection is for people of {}.", provider.label);
    Ok((first.ok_or_else(|| invalid(words))?, None))
}

fn with_cookie(mut answer: Answer, cookie: Option<HeaderValue>) -> Answer {
    if let Some(cookie) = cookie {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}
