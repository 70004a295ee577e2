//! A response that is for us, taken to STS and into the session.

use axum::http::HeaderValue;
use wardrobe_database::sign_ins::Arrival;
use wardrobe_roles::saml::{Response, RolePair};
use wardrobe_roles::{Brings, Role, Visitor};

use super::super::{OfferedRole, forget};
use crate::access::Access;
use crate::config::{Connection, IdentityProvider};
use crate::error::{ApiError, ApiResult, Code};
use crate::in_use::{self, Entered, Proven};
use crate::session::{self, Session};
use crate::{App, audit};

/// Somebody whose response has been taken.
pub(crate) struct Came {
    /// Whom the response names; AWS has confirmed it where anything was opened.
    pub person: String,
    /// What was opened.
    pub opened: Vec<Access>,
    /// The cookie of their session, where it is a new one.
    pub cookie: Option<HeaderValue>,
}

/// Opens the only role that `response` offers in `connection`, or those that wait
/// for another sign-in, and holds the response for the choice of more. Where STS
/// refuses, nothing in the session changes.
pub(super) async fn enter(
    app: &App,
    old: Option<Session>,
    connection: &Connection,
    provider: &IdentityProvider,
    response: Response,
) -> ApiResult<Came> {
    let offered = roles_of(connection, &response);
    if offered.is_empty() {
        return Err(ApiError::new(
            Code::Denied,
            format!(
                "{} names you {} but offers you no role in {}.",
                provider.label, response.session_name, connection.label
            ),
        ));
    }
    let known = match &old {
        Some(old) => app.database.sign_in(&old.id, &provider.name).await?,
        None => None,
    };
    // Whoever comes back keeps the session, with all that is under way in it; for
    // anybody else an older cookie is worthless.
    let same = known.is_some_and(|known| known.subject == response.session_name);
    let again = match old.as_ref().filter(|_| same) {
        Some(old) => opened_before(app, old, provider, &response).await?,
        None => Vec::new(),
    };
    let (mut here, elsewhere): (Vec<_>, Vec<_>) = again
        .into_iter()
        .partition(|(place, _)| place.name == connection.name);
    if let ([only], true) = (&offered[..], here.is_empty()) {
        here.push((connection, only.clone()));
    }
    let mut entered = Vec::new();
    let mut refused = None;
    for (connection, role) in here {
        match take_on(app, connection, &response, &role).await {
            Ok(role) => entered.push(role),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    if let (true, Some(error)) = (entered.is_empty(), refused) {
        return Err(error);
    }
    for (connection, role) in elsewhere {
        match take_on(app, connection, &response, &role).await {
            Ok(role) => entered.push(role),
            Err(error) => tracing::info!(
                connection = connection.name,
                message = error.message,
                "a role was not taken on anew"
            ),
        }
    }
    let (session, cookie) = match (same, old) {
        (true, Some(old)) => (old, None),
        (_, old) => {
            let (session, cookie) = session::renew(app, old.as_ref()).await?;
            (session, Some(cookie))
        }
    };
    let mut opened = Vec::new();
    for role in entered {
        opened.push(note(app, &session, provider, role).await?);
    }
    let person = response.session_name.clone();
    let assertions = &app.saml.assertions;
    assertions.hold(&session.id, &provider.name, response);
    Ok(Came {
        person,
        opened,
        cookie,
    })
}

/// What of the response's roles `connection` offers.
pub(super) fn roles_of(connection: &Connection, response: &Response) -> Vec<OfferedRole> {
    let Role::Saml(wanted) = &connection.role else {
        return Vec::new();
    };
    let offered = wanted.roles_of_response(response).into_iter();
    let with_provider = |pair: RolePair| OfferedRole {
        arn: pair.role,
        principal_arn: Some(pair.provider),
    };
    offered.map(with_provider).collect()
}

/// The roles of `provider` that are open and can be taken on anew.
async fn opened_before<'a>(
    app: &'a App,
    session: &Session,
    provider: &IdentityProvider,
    response: &Response,
) -> ApiResult<Vec<(&'a Connection, OfferedRole)>> {
    let opened = app.database.opened(&session.id).await?;
    let again = opened.iter().filter_map(|opened| {
        let connection = app.config.connection(&opened.connection)?;
        let offered = match connection.identity_provider() == Some(provider.name.as_str()) {
            true => roles_of(connection, response),
            false => Vec::new(),
        };
        let role = offered.into_iter().find(|role| role.arn == opened.role)?;
        Some((connection, role))
    });
    Ok(again.collect())
}

/// Takes on a role, and makes sure that AWS and we have read the same response.
pub(super) async fn take_on<'a>(
    app: &App,
    connection: &'a Connection,
    response: &Response,
    role: &OfferedRole,
) -> ApiResult<Entered<'a>> {
    let proven = Proven {
        visitor: Visitor {
            // Who that is, AWS says.
            person: String::new(),
            brings: Brings::Assertion {
                role_arn: role.arn.clone(),
                principal_arn: role.principal_arn.clone().unwrap_or_default(),
                assertion: response.encoded.clone(),
            },
            mfa_code: None,
        },
        person_kind: "saml",
        role: role.arn.clone(),
        sign_in: None,
    };
    let entered = in_use::enter(app, connection, proven).await?;
    if entered.person() != response.session_name {
        let words = format!(
            "AWS read {} in this SAML response, and Wardrobe {}. It is not taken.",
            entered.person(),
            response.session_name
        );
        return Err(ApiError::new(Code::Denied, words));
    }
    Ok(entered)
}

/// Notes who has signed in, as AWS has confirmed, and that the role is open.
pub(super) async fn note(
    app: &App,
    session: &Session,
    provider: &IdentityProvider,
    entered: Entered<'_>,
) -> ApiResult<Access> {
    let person = entered.person().to_owned();
    let connection = entered.connection().to_owned();
    let noted = async {
        let earlier = app.database.sign_in(&session.id, &provider.name).await?;
        if let Some(other) = earlier.filter(|earlier| earlier.subject != person) {
            forget(app, session, &other).await?;
        }
        let arrival = Arrival {
            provider: &provider.name,
            subject: &person,
            person: &person,
            groups: &[],
        };
        let sign_in = app.database.put_sign_in(&session.id, arrival, &[]).await?;
        entered.with_sign_in(sign_in.id).note(app, session).await
    };
    let noted = noted.await;
    audit::person(app, "open_connection", &connection, &person, &noted).await;
    noted
}
