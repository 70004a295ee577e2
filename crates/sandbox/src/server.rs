//! The listener of S3 and STS: what happens to a request before and after the
//! service that answers it.

mod errors;
mod gate;
mod identity;
mod listener;
mod wire;

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use http::{HeaderName, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use s3s::Body;
use s3s::service::S3Service;

use crate::faults::Faults;
use crate::iam::World;
use crate::s3::cors::Asked;
use crate::s3::store::Store;
use crate::{metadata, openid, saml, signature, sts};

pub(crate) use identity::IdentityProviders;
pub(crate) use listener::{Listener, serve};

/// Tells the error page which precondition failed; never leaves the server.
pub(crate) const CONDITION: HeaderName = HeaderName::from_static("x-sandbox-condition");
/// Tells the error page the storage class of an archived object.
pub(crate) const STORAGE_CLASS: &str = "x-sandbox-storage-class";

const LARGEST_FORM: usize = 256 * 1024;

/// What the parts of the server tell each other about one request.
#[derive(Clone, Default)]
pub(crate) struct Trace {
    /// Where the request came from.
    pub peer: Option<IpAddr>,
    operation: Arc<OnceLock<String>>,
}

impl Trace {
    /// Says which operation it turned out to be.
    pub fn name(&self, operation: &str) {
        let _ = self.operation.set(operation.to_owned());
    }

    fn operation(&self) -> &str {
        self.operation.get().map_or("", String::as_str)
    }
}

/// The connection is to be closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("connection cut by a fault")]
pub(crate) struct Cut;

/// S3 and STS on one listener.
#[derive(Clone)]
pub(crate) struct Front {
    pub s3: S3Service,
    pub store: Store,
    pub key_sets: sts::KeySets,
    pub world: World,
    pub faults: Faults,
}

impl Front {
    /// Answers one request.
    pub async fn call(
        &self,
        request: Request<Incoming>,
        peer: IpAddr,
    ) -> Result<Response<Body>, Cut> {
        let trace = Trace {
            peer: Some(peer),
            ..Trace::default()
        };
        let (parts, body) = request.into_parts();
        let mut response = if is_sts(&parts) {
            self.sts(&parts, body, &trace).await?
        } else {
            self.s3(parts, body, &trace).await?
        };
        if response.status().is_success() && self.faults.lose(trace.operation()) {
            return Err(Cut);
        }
        if self.faults.settings().clock_skew != 0
            && let Ok(date) = HeaderValue::from_str(&httpdate::fmt_http_date(self.faults.now()))
        {
            response.headers_mut().insert(http::header::DATE, date);
        }
        Ok(response)
    }

    async fn s3(&self, parts: Parts, body: Incoming, trace: &Trace) -> Result<Response<Body>, Cut> {
        let (method, uri, headers) = (
            parts.method.clone(),
            parts.uri.clone(),
            parts.headers.clone(),
        );
        if method == Method::OPTIONS {
            return Ok(self.preflight(&parts).await);
        }
        let resource = uri.path().to_owned();
        let settings = self.faults.settings();
        let mut response = match gate::check(&parts, self.faults.now()) {
            Err(refusal) => refusal.page(&resource),
            Ok(()) => {
                let (body, cut) = wire::upload(body, settings.cut_upload_after);
                let mut request = Request::from_parts(parts, body);
                request.extensions_mut().insert(trace.clone());
                let answer = self.s3.call(request).await;
                if cut.happened() {
                    return Err(Cut);
                }
                match answer {
                    Ok(response) => errors::dress(response, &resource),
                    Err(error) => {
                        tracing::error!(?error, "S3 failed");
                        errors::internal(&resource)
                    }
                }
            }
        };
        if let Some(asked) = Asked::request(&method, &headers)
            && let Some(rules) = self.cors_rules(uri.path()).await
            && let Some(granted) = asked.granted(&rules)
        {
            response.headers_mut().extend(granted);
        }
        if method == Method::GET && settings.concerns(trace.operation()) {
            response = response.map(|body| wire::download(body, settings.cut_download_after));
        }
        Ok(response)
    }

    async fn preflight(&self, parts: &Parts) -> Response<Body> {
        let resource = parts.uri.path();
        let Some(asked) = Asked::preflight(&parts.headers) else {
            return errors::Page::new(
                StatusCode::BAD_REQUEST,
                "BadRequest",
                "Insufficient information. Origin request header needed.",
            )
            .page(resource);
        };
        let rules = self.cors_rules(resource).await.unwrap_or_default();
        let refused = |message| {
            errors::Page::new(StatusCode::FORBIDDEN, "AccessForbidden", message).page(resource)
        };
        match asked.granted(&rules) {
            None if rules.is_empty() => {
                refused("CORSResponse: CORS is not enabled for this bucket.")
            }
            None => refused(
                "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
            ),
            Some(granted) => {
                let mut response = Response::new(Body::empty());
                response.headers_mut().extend(granted);
                errors::dress(response, resource)
            }
        }
    }

    async fn cors_rules(&self, path: &str) -> Option<Vec<crate::s3::store::CorsRule>> {
        let bucket = path.trim_start_matches('/').split('/').next()?.to_owned();
        let read = self.store.read(move |tables| tables.bucket(&bucket)).await;
        Some(read.ok()?.cors)
    }

    async fn sts(
        &self,
        parts: &Parts,
        body: Incoming,
        trace: &Trace,
    ) -> Result<Response<Body>, Cut> {
        let Ok(body) = Limited::new(body, LARGEST_FORM).collect().await else {
            return Err(Cut);
        };
        let body = body.to_bytes();
        let action = signature::form_value(&body, "Action")
            .or_else(|| signature::query(&parts.uri, "Action"));
        trace.name(action.as_deref().unwrap_or("Unknown"));
        if let Some(trouble) = self.faults.meet(trace.operation()).await {
            return Ok(errors::sts_trouble(trouble));
        }
        let now = self.faults.now();
        let response =
            sts::handle(&self.world, &self.key_sets, parts, &body, trace.peer, now).await;
        Ok(response.map(Body::from))
    }
}

/// STS speaks the Query protocol at `/`; S3 has no such request.
fn is_sts(parts: &Parts) -> bool {
    let form = parts
        .headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let form = form.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    parts.uri.path() == "/"
        && ((parts.method == Method::POST && form)
            || (parts.method == Method::GET && signature::query(&parts.uri, "Action").is_some()))
}

/// The metadata endpoints, and the switches of the sandbox under `/sandbox`.
#[derive(Clone)]
pub(crate) struct Back {
    pub world: World,
    pub machines: metadata::Machines,
    pub faults: Faults,
    pub openid: openid::Provider,
    pub saml: saml::Provider,
}

/// How long sessions may last at most.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionLife {
    seconds: u64,
}

/// How long session tokens are.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionToken {
    characters: usize,
}

impl Back {
    /// Answers one request.
    pub async fn call(&self, request: Request<Incoming>) -> Result<Response<Body>, Cut> {
        let (parts, body) = request.into_parts();
        let Ok(body) = Limited::new(body, LARGEST_FORM).collect().await else {
            return Err(Cut);
        };
        let body = body.to_bytes();
        let response = match parts.uri.path().strip_prefix("/sandbox/") {
            Some(switch) => self.switch(&parts.method, switch, &body),
            None => {
                metadata::handle(
                    &self.world,
                    &self.machines,
                    Request::from_parts(parts, body),
                    self.faults.now(),
                )
                .await
            }
        };
        Ok(response.map(Body::from))
    }

    fn switch(&self, method: &Method, switch: &str, body: &Bytes) -> Response<Bytes> {
        match (method.as_str(), switch) {
            ("GET", "faults") => json(&self.faults.settings()),
            ("PUT", "faults") => match serde_json::from_slice(body) {
                Ok(settings) => {
                    self.faults.set(settings);
                    json(&self.faults.settings())
                }
                Err(error) => plain(StatusCode::BAD_REQUEST, error.to_string()),
            },
            ("DELETE", "faults") => {
                self.faults.clear();
                plain(StatusCode::NO_CONTENT, String::new())
            }
            ("GET", "requests") => json(&self.faults.all_requests()),
            ("DELETE", "requests") => {
                self.faults.reset_requests();
                plain(StatusCode::NO_CONTENT, String::new())
            }
            ("POST", "expire-sessions") => {
                self.world.expire_sessions();
                plain(StatusCode::NO_CONTENT, String::new())
            }
            ("PUT", "session-life") => match serde_json::from_slice(body) {
                Ok(SessionLife { seconds }) => {
                    self.world.cap_sessions(Some(Duration::from_secs(seconds)));
                    plain(StatusCode::NO_CONTENT, String::new())
                }
                Err(error) => plain(StatusCode::BAD_REQUEST, error.to_string()),
            },
            ("DELETE", "session-life") => {
                self.world.cap_sessions(None);
                plain(StatusCode::NO_CONTENT, String::new())
            }
            ("PUT", "session-token") => match serde_json::from_slice(body) {
                Ok(SessionToken { characters }) if (100..=4_096).contains(&characters) => {
                    self.world.set_token_length(Some(characters));
                    plain(StatusCode::NO_CONTENT, String::new())
                }
                Ok(_) => plain(StatusCode::BAD_REQUEST, "100 to 4096 characters".to_owned()),
                Err(error) => plain(StatusCode::BAD_REQUEST, error.to_string()),
            },
            ("DELETE", "session-token") => {
                self.world.set_token_length(None);
                plain(StatusCode::NO_CONTENT, String::new())
            }
            ("GET", "openid") => json(&self.openid.switches()),
            ("PUT", "openid") => match serde_json::from_slice(body) {
                Ok(switches) => {
                    self.openid.set(switches);
                    json(&self.openid.switches())
                }
                Err(error) => plain(StatusCode::BAD_REQUEST, error.to_string()),
            },
            ("DELETE", "openid") => {
                self.openid.set(openid::Switches::default());
                plain(StatusCode::NO_CONTENT, String::new())
            }
            ("GET", "saml") => json(&self.saml.switches()),
            ("PUT", "saml") => match serde_json::from_slice(body) {
                Ok(switches) => {
                    self.saml.set(switches);
                    json(&self.saml.switches())
                }
                Err(error) => plain(StatusCode::BAD_REQUEST, error.to_string()),
            },
            ("DELETE", "saml") => {
                self.saml.set(saml::Switches::default());
                plain(StatusCode::NO_CONTENT, String::new())
            }
            ("POST", "saml/end-sign-ins") => {
                self.saml.end_sign_ins();
                plain(StatusCode::NO_CONTENT, String::new())
            }
            ("POST", "openid/end-refresh-tokens") => {
                self.openid.end_refresh_tokens();
                plain(StatusCode::NO_CONTENT, String::new())
            }
            ("POST", "openid/end-sign-ins") => {
                self.openid.end_sign_ins();
                plain(StatusCode::NO_CONTENT, String::new())
            }
            _ => plain(StatusCode::NOT_FOUND, "no such switch\n".into()),
        }
    }
}

fn json(value: &impl serde::Serialize) -> Response<Bytes> {
    match serde_json::to_vec(value) {
        Ok(body) => {
            let mut response = Response::new(Bytes::from(body));
            response
                .headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response
        }
        Err(error) => plain(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}

fn plain(status: StatusCode, text: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(text));
    *response.status_mut() = status;
    response
}
