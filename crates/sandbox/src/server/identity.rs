//! The listener of the identity providers: each has the paths below a name of
//! its own.

use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use s3s::Body;

use super::{Cut, LARGEST_FORM, plain};
use crate::{openid, saml};

/// The identity providers.
#[derive(Clone)]
pub(crate) struct IdentityProviders {
    pub openid: openid::Provider,
    pub saml: saml::Provider,
}

impl IdentityProviders {
    /// Answers one request.
    pub async fn call(&self, request: Request<Incoming>) -> Result<Response<Body>, Cut> {
        let (parts, body) = request.into_parts();
        let Ok(body) = Limited::new(body, LARGEST_FORM).collect().await else {
            return Err(Cut);
        };
        let body = body.to_bytes();
        let (method, uri, headers) = (&parts.method, &parts.uri, &parts.headers);
        let response = match uri.path().split('/').nth(1) {
            Some("openid") if self.openid.switches().down => return Err(Cut),
            Some("openid") => self.openid.answer(method, uri, headers, &body).await,
            Some("saml") if self.saml.switches().down => return Err(Cut),
            Some("saml") => self.saml.answer(method, uri, headers, &body),
            _ => plain(StatusCode::NOT_FOUND, "no such provider\n".into()),
        };
        Ok(response.map(Body::from))
    }
}
