//! The roles that a sign-in offers, and taking one of them on.

use time::OffsetDateTime;
use wardrobe_database::sign_ins::SignIn;
use wardrobe_roles::{Brings, Role, Visitor};

use super::saml;
use super::signed_in::signed_in;
use super::tokens::{Held, tokens};
use crate::App;
use crate::access::{Access, is_in};
use crate::config::{Connection, People};
use crate::error::{ApiError, ApiResult, Code};
use crate::in_use::{Proven, enter};
use crate::request::invalid;
use crate::session::Session;

/// A role that a sign-in offers.
#[derive(Clone)]
pub(crate) struct OfferedRole {
    /// The role.
    pub arn: String,
    /// The SAML provider that stands beside it in the assertion.
    pub principal_arn: Option<String>,
}

impl OfferedRole {
    /// Of a connection whose one role is the server's to take on.
    pub(crate) fn own() -> Self {
        Self::new("")
    }

    fn new(arn: &str) -> Self {
        Self {
            arn: arn.to_owned(),
            principal_arn: None,
        }
    }
}

/// What a person may choose from.
pub(crate) struct Offer {
    /// The roles.
    pub roles: Vec<OfferedRole>,
    /// Who has signed in.
    pub person: String,
    /// Until when a role can be chosen, where that is limited.
    pub expires_at: Option<OffsetDateTime>,
}

/// What somebody who has signed in may choose from in `connection`.
pub(crate) async fn offer(
    app: &App,
    connection: &Connection,
    session: &Session,
) -> ApiResult<Offer> {
    if let Role::Saml(_) = connection.role {
        return saml::offer(app, connection, session);
    }
    let sign_in = signed_in(app, connection, session).await?;
    Ok(Offer {
        roles: offered(app, connection, &sign_in).await?,
        person: sign_in.person,
        expires_at: None,
    })
}

/// The roles of `connection` that `sign_in` offers, in their order; none for a
/// connection whose role is the server's to take on.
pub(crate) async fn offered(
    app: &App,
    connection: &Connection,
    sign_in: &SignIn,
) -> ApiResult<Vec<OfferedRole>> {
    match &connection.role {
        Role::IdentityProvider(role) => {
            let claims = Held::of(app, &sign_in.id).await?.claims;
            let arns = role.roles_of_claims(&claims);
            Ok(arns.iter().map(|arn| OfferedRole::new(arn)).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// The role of these that was chosen; without a choice, the only one there is.
pub(crate) fn pick<'a>(
    offered: &'a [OfferedRole],
    arn: Option<&str>,
) -> ApiResult<&'a OfferedRole> {
    let found = match (arn, offered) {
        (None, [only]) => Some(only),
        (None, _) => return Err(invalid("Which role? Your sign-in offers several.")),
        (Some(arn), _) => offered.iter().find(|role| role.arn == arn),
    };
    found.ok_or_else(|| ApiError::new(Code::Denied, "Your sign-in does not offer this role."))
}

/// What is opened without asking: the only role, or what needs no choice. On a
/// further sign-in, the roles that wait for it.
pub(super) async fn opens_at_once(
    app: &App,
    connection: &Connection,
    session: &Session,
    sign_in: &SignIn,
) -> ApiResult<Vec<OfferedRole>> {
    if let People::SignedIn { .. } = connection.people {
        return Ok(vec![OfferedRole::own()]);
    }
    let offered = offered(app, connection, sign_in).await?;
    let opened = app.database.opened(&session.id).await?;
    let again: Vec<OfferedRole> = offered
        .iter()
        .filter(|role| {
            opened
                .iter()
                .any(|o| o.connection == connection.name && o.role == role.arn)
        })
        .cloned()
        .collect();
    match (&offered[..], again.is_empty()) {
        ([], _) => Err(ApiError::new(
            Code::Denied,
            format!(
                "You are signed in as {}, but that offers you no role in {}.",
                sign_in.person, connection.label
            ),
        )),
        (_, false) => Ok(again),
        ([only], true) => Ok(vec![only.clone()]),
        (_, true) => Ok(Vec::new()),
    }
}

/// Opens one role of `connection` for somebody who has signed in.
pub(crate) async fn open_offered(
    app: &App,
    connection: &Connection,
    session: &Session,
    sign_in: &SignIn,
    role: &OfferedRole,
) -> ApiResult<Access> {
    let proven = prove(app, connection, sign_in, role)?;
    enter(app, connection, proven)
        .await?
        .note(app, session)
        .await
}

/// What proves somebody who has signed in, for one role.
fn prove(
    app: &App,
    connection: &Connection,
    sign_in: &SignIn,
    role: &OfferedRole,
) -> ApiResult<Proven> {
    let brings = match (&connection.role, &connection.people) {
        (_, People::SignedIn { groups, .. }) => {
            if !is_in(groups, &sign_in.groups()) {
                return Err(ApiError::new(
                    Code::Denied,
                    format!(
                        "You are signed in as {}, who is in none of the groups that may open {}: {}.",
                        sign_in.person,
                        connection.label,
                        groups.join(", ")
                    ),
                ));
            }
            Brings::Nothing
        }
        (Role::IdentityProvider(_), _) => Brings::Tokens {
            role_arn: role.arn.clone(),
            tokens: tokens(app, connection, Some(&sign_in.id))?,
            kept: None,
        },
        _ => Brings::Nothing,
    };
    Ok(Proven {
        visitor: Visitor {
            person: sign_in.person.clone(),
            brings,
            // Only users have devices, and they type their credentials.
            mfa_code: None,
        },
        person_kind: "identity-provider",
        role: role.arn.clone(),
        sign_in: Some(sign_in.id.clone()),
    })
}
