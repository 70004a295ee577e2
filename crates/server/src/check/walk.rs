//! The whole way.

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use futures::{Stream, StreamExt};
use wardrobe_roles::{Environment, Trusting, Visitor};

use super::{Place, Step, Wanted, clock, files, role};
use crate::config::Connection;
use crate::error::ApiError;
use crate::reach::{endpoints, storage};

/// A way to walk: who goes, and where to.
pub struct Walk<'a> {
    /// Whose role is taken on.
    pub connection: &'a Connection,
    /// Who takes it on.
    pub visitor: &'a Visitor,
    /// What the role's trust policy may insist on.
    pub trusting: Option<Trusting<'a>>,
    /// Where the server looks for credentials of its own.
    pub environment: &'a Environment,
    /// What carries requests.
    pub http: &'a SharedHttpClient,
    /// Where to look for files; without any, at which buckets there are.
    pub places: Vec<Place>,
    /// What to try besides listing and reading.
    pub wanted: Wanted,
}

impl<'a> Walk<'a> {
    /// Each step when it has been taken. Ends where there is no role.
    pub fn steps(self) -> impl Stream<Item = Step> + 'a {
        async_stream::stream! {
            let endpoints = endpoints(self.connection);
            yield clock(wardrobe_roles::clock::seconds_ahead(&endpoints).await);
            let taken = wardrobe_roles::open(
                &self.connection.role,
                self.visitor,
                &endpoints,
                self.environment,
                self.http,
            )
            .await;
            let steps = match &taken {
                Ok(opened) => role(Ok(opened)),
                Err(error) => role(Err((error, ApiError::of_role(error, self.trusting)))),
            };
            for step in steps {
                yield step;
            }
            if let Ok(opened) = &taken {
                let storage = storage(self.connection, opened, self.http);
                let mut steps = Box::pin(files(storage, self.places, self.wanted));
                while let Some(step) = steps.next().await {
                    yield step;
                }
            }
        }
    }
}
