//! `GET /sign-in/{connection}`: a person sets out for the identity provider.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use wardrobe_roles::openid::Prompt;

use super::arrival::failed_at;
use super::pending::{Pending, Protocol, Way, own_path};
use super::{openid, saml};
use crate::App;
use crate::access::no_connection;
use crate::config::ProviderKind;
use crate::request::invalid;

/// How a sign-in is to go.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    return_to: Option<String>,
    popup: Option<String>,
    prompt: Option<String>,
}

/// A sign-in that begins.
pub(crate) struct Beginning {
    /// What it is for, and where it ends.
    pub way: Way,
    /// Whether the provider may or must ask the person.
    pub prompt: Option<Prompt>,
}

impl Beginning {
    /// What is remembered of it until the answer comes.
    pub fn pending(&self, protocol: Protocol) -> Pending {
        Pending {
            way: self.way.clone(),
            protocol,
        }
    }
}

/// Sends the person to the provider of the connection.
pub(crate) async fn begin(
    State(app): State<App>,
    Path(name): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let Some(connection) = app.config.connection(&name) else {
        return no_connection().into_response();
    };
    let Query(wanted) = wanted.unwrap_or_default();
    let beginning = Beginning {
        way: Way {
            connection: connection.name.clone(),
            return_to: wanted.return_to.as_deref().and_then(own_path),
            popup: wanted.popup.as_deref() == Some("1"),
        },
        prompt: match wanted.prompt.as_deref() {
            Some("none") => Some(Prompt::None),
            Some("login") => Some(Prompt::Login),
            _ => None,
        },
    };
    let refuse = |error| failed_at(&app, &beginning.way.end(), error);
    if wanted.return_to.is_some() && beginning.way.return_to.is_none() {
        return refuse(invalid(
            "After a sign-in you can only go on to a page of Wardrobe.",
        ));
    }
    let provider = connection.identity_provider();
    let Some(provider) = provider.and_then(|name| app.config.provider(name)) else {
        let words = format!("{} asks for no sign-in at a provider.", connection.label);
        return refuse(invalid(words));
    };
    let begun = match &provider.kind {
        ProviderKind::Oidc(_) => openid::begin(&app, &headers, provider, &beginning).await,
        ProviderKind::Saml(_) => saml::begin(&app, &headers, provider, &beginning).await,
    };
    begun.unwrap_or_else(refuse)
}
