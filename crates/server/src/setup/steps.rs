//! What of a drafted connection can be tried without the people it is for.

use async_stream::stream;
use futures::{Stream, StreamExt};
use wardrobe_roles::openid::OpenId;
use wardrobe_roles::saml::ProviderMetadata;
use wardrobe_roles::{Role, Service, Visitor};

use crate::App;
use crate::check::{Place, Step, Walk, Wanted, clock};
use crate::config::{Config, Connection, IdentityProvider, MetadataSource, ProviderKind};
use crate::error::ApiError;
use crate::reach::endpoints;
use crate::trusting::trusting;

/// Tries `connection` of `config` in the name of `person`. Writes only if asked to.
pub(crate) fn steps(
    app: App,
    config: Config,
    connection: Connection,
    person: String,
    write: bool,
) -> impl Stream<Item = Step> + Send {
    stream! {
        let visitor = Visitor { person, ..Visitor::default() };
        let provider = connection.identity_provider().and_then(|name| config.provider(name));
        if let Some(provider) = provider {
            yield answers(provider).await;
        }
        if let Some(service) = connection.role.service() {
            if let Some(step) = server(&app, &connection, service, &visitor).await {
                yield step;
            }
            let walk = Walk {
                connection: &connection,
                visitor: &visitor,
                trusting: trusting(&connection.role, None, None, &visitor.brings),
                environment: &app.environment,
                http: &app.http,
                places: places(&connection),
                wanted: Wanted { write, origin: None },
            };
            let mut steps = Box::pin(walk.steps());
            while let Some(step) = steps.next().await {
                yield step;
            }
        } else {
            yield clock(wardrobe_roles::clock::seconds_ahead(&endpoints(&connection)).await);
            yield untried(&connection);
        }
    }
}

fn places(connection: &Connection) -> Vec<Place> {
    let place = |l: &crate::config::Location| Place {
        bucket: l.bucket.clone(),
        prefix: l.key.clone(),
    };
    connection.locations.iter().map(place).collect()
}

/// As whom policies know this server. If it has no role, the walk says why.
async fn server(
    app: &App,
    connection: &Connection,
    service: &Service,
    visitor: &Visitor,
) -> Option<Step> {
    let own = Role::Service(Box::new(service.clone()));
    let endpoints = endpoints(connection);
    let opened = wardrobe_roles::open(&own, visitor, &endpoints, &app.environment, &app.http).await;
    let principal = opened.ok()?.caller.principal();
    let words = format!("Policies name this server {principal}.");
    let step = Step::passed("server", "Who Wardrobe is to AWS", words);
    Some(step.with([("Principal", principal)]))
}

/// Whether the identity provider describes itself as it should.
async fn answers(provider: &IdentityProvider) -> Step {
    let title = format!("The identity provider {}", provider.label);
    let step = |answered: Result<String, ApiError>| match answered {
        Ok(words) => Step::passed("provider", title, words),
        Err(error) => Step::failed("provider", title, error),
    };
    match &provider.kind {
        ProviderKind::Oidc(oidc) => {
            let ready = OpenId::new(oidc.settings()).ready().await;
            let words = format!("It answers, and describes itself as {}.", oidc.issuer);
            step(ready.map(|()| words).map_err(Into::into))
        }
        ProviderKind::Saml(saml) => {
            let metadata = match &saml.metadata {
                MetadataSource::File(path) => ProviderMetadata::load(path).await,
                MetadataSource::Url(url) => ProviderMetadata::fetch(url).await,
            };
            let words = "Its metadata can be had, and says where people sign in.".to_owned();
            step(metadata.map(|_| words).map_err(Into::into))
        }
    }
}

/// What takes a person.
fn untried(connection: &Connection) -> Step {
    let words = match &connection.role {
        Role::Temporary(_) => {
            "Somebody has to paste credentials of theirs. Try it when the connection is there, or with wardrobe check."
        }
        Role::Account(_) => {
            "Somebody has to paste credentials of theirs, which then take on the role. Try it when the connection is there, or with wardrobe check."
        }
        _ => {
            "Somebody has to sign in for it. Try it when the connection is there, or with wardrobe check."
        }
    };
    Step::skipped("role", "Take on the role, and look at its files", words)
}
