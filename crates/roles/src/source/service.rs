//! The sources of a service, asked one by one.

use std::time::Duration;

use aws_config::provider_config::ProviderConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::region::Region;

use super::{Attempt, Found, Outcome, container, environment, instance, profile, web_identity};
use crate::{Endpoints, Environment, RoleError, Service, SourceName};

/// No source may take longer than this to say yes or no.
const PATIENCE: Duration = Duration::from_secs(10);

/// The source that decided.
pub(crate) struct Chosen {
    pub source: SourceName,
    pub provider: SharedCredentialsProvider,
    pub credentials: Credentials,
    pub attempts: Vec<Attempt>,
}

/// Asks the sources in their order. The first one that is set up decides: when
/// it does not work, that is the answer, for the next one would be another role.
pub(crate) async fn find(
    service: &Service,
    endpoints: &Endpoints,
    env: &Environment,
    http: &SharedHttpClient,
) -> Result<Chosen, RoleError> {
    let names = service.sources.clone().unwrap_or(SourceName::ALL.to_vec());
    let mut attempts = Vec::new();
    let note = |attempts: &mut Vec<Attempt>, source, outcome| {
        attempts.push(Attempt { source, outcome });
    };
    for source in names {
        let provider = match look(source, service, endpoints, env, http) {
            Found::Provider(provider) => provider,
            Found::Absent(reason) => {
                note(&mut attempts, source, Outcome::Absent { reason });
                continue;
            }
            Found::Failed(reason) => {
                note(&mut attempts, source, Outcome::Failed { reason });
                return Err(RoleError::SourceFailed { attempts });
            }
        };
        match ask(source, &provider).await {
            Ok(credentials) => {
                note(&mut attempts, source, Outcome::Used);
                return Ok(Chosen {
                    source,
                    provider,
                    credentials,
                    attempts,
                });
            }
            Err(Outcome::Absent { reason }) => {
                note(&mut attempts, source, Outcome::Absent { reason });
            }
            Err(outcome) => {
                note(&mut attempts, source, outcome);
                return Err(RoleError::SourceFailed { attempts });
            }
        }
    }
    Err(RoleError::NoSource { attempts })
}

fn look(
    source: SourceName,
    service: &Service,
    endpoints: &Endpoints,
    env: &Environment,
    http: &SharedHttpClient,
) -> Found {
    match source {
        SourceName::Environment => environment::look(env),
        SourceName::Profile => profile::look(service, env, &provider_config(endpoints, http)),
        SourceName::WebIdentity => web_identity::look(env, endpoints, http),
        SourceName::Container => container::look(service, env),
        SourceName::Instance => instance::look(service, env, http),
    }
}

/// Credentials that can be used now, or why not.
async fn ask(
    source: SourceName,
    provider: &SharedCredentialsProvider,
) -> Result<Credentials, Outcome> {
    let asked = tokio::time::timeout(PATIENCE, provider.provide_credentials()).await;
    let failed = |reason: String| Outcome::Failed { reason };
    match asked {
        Err(_) => Err(failed(format!("no answer within {} s", PATIENCE.as_secs()))),
        Ok(Ok(credentials)) => {
            super::refuse_long_lived(&credentials, source.as_str()).map_err(failed)?;
            Ok(credentials)
        }
        Ok(Err(error)) => {
            let reason = words(&error);
            match (source, &error) {
                (
                    SourceName::Instance | SourceName::Profile,
                    aws_credential_types::provider::error::CredentialsError::CredentialsNotLoaded(
                        _,
                    ),
                ) => Err(Outcome::Absent { reason }),
                _ => Err(failed(reason)),
            }
        }
    }
}

/// An error with its causes, the innermost being what really happened.
fn words(error: &(dyn std::error::Error + 'static)) -> String {
    let mut said = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(next) = cause {
        let text = next.to_string();
        if !said.iter().any(|s| s.contains(&text)) {
            said.push(text);
        }
        cause = next.source();
    }
    said.join(": ")
}

fn provider_config(endpoints: &Endpoints, http: &SharedHttpClient) -> ProviderConfig {
    let region = endpoints.region.clone().unwrap_or("us-east-1".to_owned());
    ProviderConfig::without_region()
        .with_region(Some(Region::new(region)))
        .with_http_client(http.clone())
}
