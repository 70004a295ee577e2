//! The contract with the page, made from the handlers.

use axum::Json;
use utoipa::openapi::{InfoBuilder, OpenApi};

/// The contract. The page's client is generated from it.
pub fn openapi() -> OpenApi {
    let mut api = crate::router::routes().into_openapi();
    api.info = InfoBuilder::new()
        .title("Wardrobe")
        .version(env!("CARGO_PKG_VERSION"))
        .build();
    api
}

/// The contract as JSON.
pub(crate) async fn show() -> Json<OpenApi> {
    Json(openapi())
}
