//! All routes, and what every request goes through.

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use axum::{Router, http::Uri};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::{
    abilities, archives, batch, bucket, check, connections, copy, delete, finish, folders,
    identity, jobs, locations, measure, object, objects, parts, past, probe, properties, reading,
    roles, saml_setup, search, session, sessions, setup, sign_in, tags, transfers, undelete,
    uploads, versions, waiting_sign_ins,
};
use crate::error::{ApiError, Code};
use crate::{App, assets, health, leftover, openapi, security, sign_in as signing_in};

/// The largest JSON body: some 16,000 of the longest keys.
const JSON_MAX: usize = 16 * 1024 * 1024;

/// The operations of the contract.
pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(session::show, session::end))
        .routes(routes!(sessions::list, sessions::end_all))
        .routes(routes!(sessions::end))
        .routes(routes!(connections::list))
        .routes(routes!(connections::open, connections::close))
        .routes(routes!(identity::show))
        .routes(routes!(roles::list))
        .routes(routes!(sign_in::paste, sign_in::end))
        .routes(routes!(sign_in::show_error))
        .routes(routes!(saml_setup::show))
        .routes(routes!(waiting_sign_ins::show, waiting_sign_ins::decide))
        .routes(routes!(setup::show))
        .routes(routes!(setup::sign_in))
        .routes(routes!(setup::draft))
        .routes(routes!(setup::check))
        .routes(routes!(locations::list))
        .routes(routes!(bucket::show))
        .routes(routes!(abilities::show))
        .routes(routes!(objects::list, batch::put))
        .routes(routes!(reading::get, reading::head, object::put))
        .routes(routes!(archives::create))
        .routes(routes!(archives::get))
        .routes(routes!(properties::show))
        .routes(routes!(tags::show))
        .routes(routes!(check::check))
        .routes(routes!(check::straight))
        .routes(routes!(probe::take, probe::give))
        .routes(routes!(folders::make))
        .routes(routes!(measure::measure))
        .routes(routes!(search::search))
        .routes(routes!(delete::delete))
        .routes(routes!(copy::copy))
        .routes(routes!(jobs::create, jobs::list))
        .routes(routes!(jobs::show, jobs::end))
        .routes(routes!(jobs::events))
        .routes(routes!(jobs::failures))
        .routes(routes!(jobs::pause))
        .routes(routes!(jobs::resume))
        .routes(routes!(versions::list, versions::delete))
        .routes(routes!(versions::restore))
        .routes(routes!(undelete::undelete))
        .routes(routes!(past::list))
        .routes(routes!(past::restore))
        .routes(routes!(past::measure))
        .routes(routes!(transfers::begin, transfers::list))
        .routes(routes!(transfers::show, transfers::abandon))
        .routes(routes!(parts::put_part))
        .routes(routes!(parts::address))
        .routes(routes!(finish::finish))
        .routes(routes!(uploads::list, uploads::abort))
}

/// The whole server.
pub fn router(app: App) -> Router {
    let api = Router::from(routes())
        .route("/api/openapi.json", get(openapi::show))
        .route("/api/{*rest}", axum::routing::any(no_such_operation))
        .method_not_allowed_fallback(no_such_operation)
        .layer(DefaultBodyLimit::max(JSON_MAX))
        .layer(from_fn(security::same_site));
    Router::new()
        .merge(api)
        .route("/sign-in/{connection}", get(signing_in::begin))
        .route("/openid/callback", get(signing_in::openid::callback))
        .route("/saml/metadata/{provider}", get(signing_in::saml::metadata))
        .route("/saml/acs", post(signing_in::saml::consume))
        .route("/saml/finish", get(signing_in::saml::finish))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .fallback(assets::serve)
        .layer(CatchPanicLayer::custom(security::panicked))
        .layer(from_fn(leftover::read))
        .layer(from_fn_with_state(app.clone(), security::around))
        .with_state(app)
}

async fn no_such_operation(uri: Uri) -> ApiError {
    ApiError::new(
        Code::NotFound,
        format!("There is no such operation at {}.", uri.path()),
    )
}
