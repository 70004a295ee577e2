//! Where a connection finds AWS, and its files once its role is taken on.

use std::sync::Arc;

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use wardrobe_roles::{Endpoints, Opened};
use wardrobe_storage::{Settings, Storage};

use crate::config::Connection;

/// Where STS is for `connection`.
pub fn endpoints(connection: &Connection) -> Endpoints {
    Endpoints {
        region: Some(connection.region.clone()),
        sts: connection.sts_endpoint.clone(),
    }
}

/// What the role of `connection`, taken on, may see.
pub fn storage(connection: &Connection, role: &Opened, http: &SharedHttpClient) -> Storage {
    let settings = Settings {
        endpoint: connection.endpoint.clone(),
        conditional_deletes: connection.endpoint.is_none(),
        keys_in_order: connection.endpoint.is_none(),
        path_style: connection.path_style,
        caller: Some(role.caller.arn.clone()),
        ..Settings::new(connection.region.clone(), http.clone())
    };
    let told = role.credentials.clone();
    Storage::new(
        role.credentials.provider(),
        settings,
        Arc::new(move || {
            let told = told.clone();
            Box::pin(async move { told.refused_as_expired().await })
        }),
    )
}
