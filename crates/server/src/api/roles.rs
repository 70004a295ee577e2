//! The roles that a sign-in offers.

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use crate::App;
use crate::access::no_connection;
use crate::error::{ApiResult, ErrorAnswer};
use crate::session::Session;
use crate::sign_in;

/// What a person may choose from.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfferedRoles {
    roles: Vec<OfferedRole>,
    /// Who has signed in.
    person: String,
    /// Until when a role can be chosen, where that is limited.
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<OffsetDateTime>,
}

#[derive(Serialize, ToSchema)]
struct OfferedRole {
    arn: String,
    /// Twelve digits.
    account: String,
    account_label: Option<String>,
    color: Option<String>,
    /// Without the path.
    name: String,
    /// The id under which it is open already.
    open: Option<String>,
}

/// The roles that this session's sign-in offers in a connection.
#[utoipa::path(get, path = "/api/connections/{connection}/roles", operation_id = "list_roles",
    params(("connection" = String, Path)),
    responses((status = 200, body = OfferedRoles), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(
    State(app): State<App>,
    Path(name): Path<String>,
    session: Session,
) -> ApiResult<Json<OfferedRoles>> {
    let connection = app.config.connection(&name).ok_or_else(no_connection)?;
    let offer = sign_in::offer(&app, connection, &session).await?;
    let opened = app.database.opened(&session.id).await?;
    let role = |role: &sign_in::OfferedRole| {
        let account = role.arn.split(':').nth(4).unwrap_or_default();
        let known = app.config.account(account);
        let mut same = opened
            .iter()
            .filter(|o| o.connection == connection.name && o.role == role.arn);
        OfferedRole {
            arn: role.arn.clone(),
            account: account.to_owned(),
            account_label: known.and_then(|account| account.label.clone()),
            color: known.and_then(|account| account.color.clone()),
            name: role.arn.rsplit('/').next().unwrap_or_default().to_owned(),
            open: same.next().map(|o| o.id.clone()),
        }
    };
    Ok(Json(OfferedRoles {
        roles: offer.roles.iter().map(role).collect(),
        person: offer.person,
        expires_at: offer.expires_at,
    }))
}
