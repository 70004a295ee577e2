//! What an administrator enters at a SAML identity provider and in IAM.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use wardrobe_roles::saml::{AUDIENCE, ROLE, SESSION_NAME};

use crate::App;
use crate::access::no_connection;
use crate::error::{ApiResult, ErrorAnswer};
use crate::request::invalid;
use crate::sign_in::saml;

/// What to enter.
#[derive(Serialize, ToSchema)]
pub(crate) struct SamlSetup {
    /// The provider's name for people.
    provider: String,
    /// Where the provider posts responses: ACS URL, reply URL, recipient,
    /// destination.
    acs_url: String,
    /// Who we are to the provider.
    entity_id: String,
    /// Our metadata, for providers that take it.
    metadata_url: String,
    /// For whom assertions are.
    audience: &'static str,
    /// The attribute with `roleArn,providerArn`, once for each role.
    role_attribute: &'static str,
    /// The attribute with the person's name.
    session_name_attribute: &'static str,
    /// Whether sign-ins that begin at the provider are taken.
    idp_initiated: bool,
    /// The trust policy of a role, with a SAML provider of the role's account.
    trust_policy: Value,
}

/// What to enter at the identity provider and in IAM. Needs no session: it holds no
/// secret, and nobody can sign in before.
#[utoipa::path(get, path = "/api/connections/{connection}/saml-setup", operation_id = "show_saml_setup",
    params(("connection" = String, Path)),
    responses((status = 200, body = SamlSetup), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn show(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Json<SamlSetup>> {
    let connection = app.config.connection(&name).ok_or_else(no_connection)?;
    let provider = connection.identity_provider();
    let provider = provider.and_then(|name| app.config.provider(name));
    let provider = provider.ok_or_else(|| invalid("This connection has no identity provider."))?;
    let us = saml::service_provider(&app, &headers, provider)?;
    let acs_url = us.consumer.to_string();
    Ok(Json(SamlSetup {
        provider: provider.label.clone(),
        entity_id: us.entity_id,
        metadata_url: saml::metadata_url(&app, &headers, provider)?.to_string(),
        audience: AUDIENCE,
        role_attribute: ROLE,
        session_name_attribute: SESSION_NAME,
        idp_initiated: saml::begins_there(provider),
        trust_policy: json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow",
                "Principal": { "Federated": format!("arn:aws:iam::111111111111:saml-provider/{}", provider.name) },
                "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"],
                "Condition": { "StringEquals": { "SAML:aud": acs_url.as_str() } },
            }],
        }),
        acs_url,
    }))
}
