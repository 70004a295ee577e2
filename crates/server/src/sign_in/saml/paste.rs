//! A response that somebody has copied out of their browser: the way for those who
//! cannot change the trust policies.

use std::time::SystemTime;

use wardrobe_roles::saml::Response;

use super::enter::{Came, enter};
use crate::config::{Connection, IdentityProvider};
use crate::error::ApiResult;
use crate::session::Session;
use crate::{App, audit};

/// Takes a copied response. It was made for AWS's own page: neither its recipient
/// nor the request it answers is ours.
pub(crate) async fn paste(
    app: &App,
    old: Option<Session>,
    connection: &Connection,
    provider: &IdentityProvider,
    text: &str,
) -> ApiResult<Came> {
    let came = async {
        let response = Response::pasted(text)?;
        response.check_time(SystemTime::now())?;
        enter(app, old, connection, provider, response).await
    };
    let came = came.await;
    let person = came.as_ref().map_or("", |came| &came.person);
    audit::person(app, "sign_in", &connection.name, person, &came).await;
    came
}
