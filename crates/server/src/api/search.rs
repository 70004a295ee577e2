//! Searching all below a folder.

use std::time::Duration;

use axum::response::Response;
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, timeout_at};
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::walk::Walk;

use super::objects::Object;
use crate::access::Access;
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::ndjson;
use crate::request::{InQuery, invalid};
use crate::search::{Pattern, Wanted};

/// Objects that are told of one search.
const MOST: usize = 10_000;
/// How often it is told how far it has come.
const OFTEN: Duration = Duration::from_millis(250);

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    bucket: String,
    /// Where to look: all below it.
    #[serde(default)]
    prefix: String,
    /// Names that contain this, in capitals or not.
    text: Option<String>,
    /// Names that are like this: `*`, `?`, `[a-z]`, `{one,other}`, and `**` across folders.
    glob: Option<String>,
    /// Names in which this regular expression is found. One of the three at most.
    regex: Option<String>,
    /// What these are for: the name alone, or all of the key behind the prefix.
    #[serde(default, rename = "in")]
    #[param(inline)]
    within: Within,
    /// Bytes at least.
    min_size: Option<u64>,
    /// Bytes at most.
    max_size: Option<u64>,
    /// Written at that moment or later, as in RFC 3339.
    modified_after: Option<String>,
    /// Written before that moment.
    modified_before: Option<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Within {
    #[default]
    Name,
    Key,
}

/// A line of a search.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum SearchLine {
    /// More that was found.
    Hits { objects: Vec<Object> },
    /// How many objects have been looked at, and how many found.
    Progress { scanned: u64, hits: u64 },
    /// That was all.
    End {
        scanned: u64,
        hits: u64,
        /// There may be more: a search ends with its 10,000th.
        limited: bool,
    },
    /// The rest cannot be listed.
    Error { error: ApiError },
}

/// Looks at all objects below a prefix, and tells those that are wanted as they
/// are found, in no certain order. It ends when nobody listens any more.
#[utoipa::path(get, path = "/api/connections/{connection}/search", operation_id = "search",
    params(("connection" = String, Path), Asked),
    responses((status = 200, body = SearchLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn search(access: Access, InQuery(asked): InQuery<Asked>) -> ApiResult<Response> {
    let wanted = asked.wanted()?;
    let storage = access.to("s3:ListBucket", &[(&asked.bucket, &asked.prefix)])?;
    let mut walk = Box::pin(storage.walk(Walk {
        bucket: asked.bucket,
        prefix: asked.prefix,
        ..Walk::default()
    }));
    // Before anything is answered: a refusal is a plain error.
    let first = walk.next().await.transpose()?.unwrap_or_default();
    let mut walk = stream::iter([Ok(first)]).chain(walk);
    let id = crate::security::current_request_id();
    let lines = async_stream::stream! {
        let (mut scanned, mut hits) = (0, 0);
        let mut next = Instant::now() + OFTEN;
        loop {
            match timeout_at(next, walk.next()).await {
                Ok(Some(Ok(batch))) => {
                    scanned += batch.len() as u64;
                    let found = batch.into_iter().filter(|entry| wanted.is(entry));
                    let objects: Vec<Object> = found.take(MOST - hits).map(Object::from).collect();
                    hits += objects.len();
                    if !objects.is_empty() {
                        yield SearchLine::Hits { objects };
                    }
                    if hits == MOST {
                        break;
                    }
                }
                Ok(Some(Err(error))) => {
                    let error = ApiError::from(error).with_request_id(&id);
                    yield SearchLine::Error { error };
                    return;
                }
                Ok(None) => break,
                Err(_) => {}
            }
            if Instant::now() >= next {
                yield SearchLine::Progress { scanned, hits: hits as u64 };
                next = Instant::now() + OFTEN;
            }
        }
        yield SearchLine::End { scanned, hits: hits as u64, limited: hits == MOST };
    };
    Ok(ndjson::answer(lines))
}

impl Asked {
    fn wanted(&self) -> ApiResult<Wanted> {
        let patterns = [
            self.text.as_deref().map(Pattern::Text),
            self.glob.as_deref().map(Pattern::Glob),
            self.regex.as_deref().map(Pattern::Regex),
        ];
        let mut patterns = patterns.into_iter().flatten();
        let (pattern, more) = (patterns.next(), patterns.next());
        if more.is_some() {
            return Err(invalid("Either text, or glob, or regex."));
        }
        let mut wanted = Wanted::below(&self.prefix)
            .sized(self.min_size, self.max_size)?
            .written(
                self.modified_after.as_deref(),
                self.modified_before.as_deref(),
            )?;
        if let Some(pattern) = pattern {
            wanted = wanted.named(pattern, self.within == Within::Key)?;
        }
        Ok(wanted)
    }
}
