//! Setting connections up, for administrators.

use std::net::{Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_database::opened::Opening;

use super::check::CheckLine;
use crate::administrator::Administrator;
use crate::config::{Connection, People, ProviderKind};
use crate::error::{ApiResult, ErrorAnswer};
use crate::policies::Policies;
use crate::request::{self, invalid};
use crate::session::{MaybeSession, renew};
use crate::setup::{Draft, DraftMistake, external_id, steps};
use crate::sign_in::{own_url, saml::CONSUMER};
use crate::{App, audit, ndjson, password};

/// What there is to choose from.
#[derive(Serialize, ToSchema)]
pub(crate) struct SetupChoices {
    /// The names of those who have a password.
    users: Vec<String>,
    /// The identity providers.
    providers: Vec<KnownProvider>,
    /// The connections there are, to begin like one of them.
    connections: Vec<KnownConnection>,
    /// An external id that nobody has, another each time.
    external_id: String,
}

#[derive(Serialize, ToSchema)]
struct KnownProvider {
    name: String,
    label: String,
    /// `oidc` or `saml`.
    kind: &'static str,
}

#[derive(Serialize, ToSchema)]
struct KnownConnection {
    name: String,
    label: String,
    region: String,
    endpoint: Option<String>,
    sts_endpoint: Option<String>,
    /// Where the server finds the role of its machine, where that is set.
    instance_endpoint: Option<String>,
}

/// Who an administrator is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SetupSignIn)]
pub(crate) struct Proof {
    username: String,
    password: String,
}

/// A draft, read.
#[derive(Serialize, ToSchema)]
pub(crate) struct DraftAnswer {
    /// All that is wrong with it.
    mistakes: Vec<DraftMistake>,
    /// As it stands in the configuration.
    toml: String,
    /// What it needs in AWS, once nothing is wrong.
    needed: Option<Policies>,
}

/// A draft to try.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DraftToCheck {
    draft: Draft,
    /// Whether to try to write, too: an object of its own, which is deleted.
    #[serde(default)]
    write: bool,
}

/// Signs an administrator in, who need not open any connection for it.
#[utoipa::path(post, path = "/api/setup/sign-in", operation_id = "sign_in_to_set_up",
    request_body = Proof,
    responses((status = 204), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn sign_in(
    State(app): State<App>,
    MaybeSession(old): MaybeSession,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    request::Json(proof): request::Json<Proof>,
) -> ApiResult<impl IntoResponse> {
    let from = peer.map_or(Ipv4Addr::UNSPECIFIED.into(), |p| p.0.0.ip());
    let administrators = People::Users(app.config.server.administrators.clone());
    let Proof { username, password } = &proof;
    let right = password::check(&app, &administrators, username, password, from).await;
    audit::person(&app, "sign_in_to_set_up", "", username, &right).await;
    right?;
    let (session, cookie) = renew(&app, old.as_ref()).await?;
    let opening = Opening {
        connection: "",
        role: "",
        person: username,
        person_kind: "password",
        sign_in: None,
    };
    app.database.put_opened(&session.id, opening, None).await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]))
}

/// What an administrator chooses from.
#[utoipa::path(get, path = "/api/setup", operation_id = "show_setup",
    responses((status = 200, body = SetupChoices), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(
    State(app): State<App>,
    _: Administrator,
) -> ApiResult<Json<SetupChoices>> {
    let config = &app.config;
    let providers = config.providers.iter().map(|provider| KnownProvider {
        name: provider.name.clone(),
        label: provider.label.clone(),
        kind: match provider.kind {
            ProviderKind::Oidc(_) => "oidc",
            ProviderKind::Saml(_) => "saml",
        },
    });
    Ok(Json(SetupChoices {
        users: config.users.iter().map(|user| user.name.clone()).collect(),
        providers: providers.collect(),
        connections: config.connections.iter().map(Into::into).collect(),
        external_id: external_id(),
    }))
}

/// Reads a draft as the configuration would be read, and says what it needs in AWS.
/// Asks nobody.
#[utoipa::path(post, path = "/api/setup/draft", operation_id = "read_draft",
    request_body = Draft,
    responses((status = 200, body = DraftAnswer), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn draft(
    State(app): State<App>,
    _: Administrator,
    headers: HeaderMap,
    request::Json(draft): request::Json<Draft>,
) -> ApiResult<Json<DraftAnswer>> {
    draft.check()?;
    let acs = own_url(&app, &headers, CONSUMER);
    let acs = acs.map_or_else(|_| app.config.server.acs(), |url| url.to_string());
    let toml = draft.toml();
    let (mistakes, needed) = match draft.read(&app.config) {
        Ok(config) => {
            let connection = config.connections.last();
            let needed = connection.map(|c| draft.policies(&config, c, &acs));
            (Vec::new(), needed)
        }
        Err(mistakes) => (mistakes, None),
    };
    Ok(Json(DraftAnswer {
        mistakes,
        toml,
        needed,
    }))
}

/// Tries a draft out, step by step, as far as that takes no other person.
#[utoipa::path(post, path = "/api/setup/check", operation_id = "check_draft",
    request_body = DraftToCheck,
    responses((status = 200, body = CheckLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn check(
    State(app): State<App>,
    administrator: Administrator,
    request::Json(DraftToCheck { draft, write }): request::Json<DraftToCheck>,
) -> ApiResult<Response> {
    draft.check()?;
    let config = draft
        .read(&app.config)
        .map_err(|_| invalid("Correct what is wrong first."))?;
    let Some(connection) = config.connections.last().cloned() else {
        return Err(invalid("There is nothing to try."));
    };
    audit::draft(&app, "check_draft", &administrator.name, &connection).await;
    let steps = steps(app, config, connection, administrator.name, write)
        .map(CheckLine::Step)
        .chain(stream::iter([CheckLine::End {}]));
    Ok(ndjson::answer(steps))
}

impl From<&Connection> for KnownConnection {
    fn from(connection: &Connection) -> Self {
        let text = |url: Option<&url::Url>| url.map(ToString::to_string);
        Self {
            name: connection.name.clone(),
            label: connection.label.clone(),
            region: connection.region.clone(),
            endpoint: text(connection.endpoint.as_ref()),
            sts_endpoint: text(connection.sts_endpoint.as_ref()),
            instance_endpoint: text(
                connection
                    .role
                    .service()
                    .and_then(|s| s.instance_endpoint.as_ref()),
            ),
        }
    }
}
