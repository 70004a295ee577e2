//! Listing a folder, a page of S3's at a time.

use axum::response::Response;
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use wardrobe_storage::list::{Entry, Listing, Page};

use crate::access::Access;
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::ndjson;
use crate::request::InQuery;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    bucket: String,
    #[serde(default)]
    prefix: String,
    /// `/` for one folder, nothing for all below the prefix.
    delimiter: Option<String>,
    /// Only what comes after this key.
    start_after: Option<String>,
}

/// A line of the listing.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum ListLine {
    /// What S3 gave in one answer.
    Page {
        prefixes: Vec<String>,
        objects: Vec<Object>,
        /// S3 was not asked: these are the ways to the places that the connection
        /// offers further down.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        ways: bool,
    },
    /// That was all.
    End,
    /// The rest cannot be listed.
    Error { error: ApiError },
}

/// An object as listed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Object {
    key: String,
    /// Bytes.
    size: u64,
    #[serde(with = "time::serde::rfc3339::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    last_modified: Option<OffsetDateTime>,
    etag: Option<String>,
    storage_class: Option<String>,
}

impl From<Entry> for Object {
    fn from(entry: Entry) -> Self {
        Self {
            key: entry.key,
            size: entry.size,
            last_modified: entry.last_modified,
            etag: entry.etag,
            storage_class: entry.storage_class,
        }
    }
}

impl From<Page> for ListLine {
    fn from(page: Page) -> Self {
        Self::Page {
            prefixes: page.prefixes,
            objects: page.objects.into_iter().map(Object::from).collect(),
            ways: false,
        }
    }
}

/// Lists, one line for each page of S3's, as soon as S3 answers. The next page
/// is asked for when this one has been taken. If the first page fails, the
/// answer is a plain error. Of a folder above the places that the connection
/// offers, the folders that lead there are all that is told.
#[utoipa::path(get, path = "/api/connections/{connection}/objects", operation_id = "list_objects",
    params(("connection" = String, Path), Asked),
    responses((status = 200, body = ListLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn list(access: Access, InQuery(asked): InQuery<Asked>) -> ApiResult<Response> {
    let delimiter = asked.delimiter.filter(|d| !d.is_empty());
    let start_after = asked.start_after.filter(|s| !s.is_empty());
    if delimiter.as_deref() == Some("/")
        && let Some(ways) = access.ways(&asked.bucket, &asked.prefix)
    {
        let after = |way: &String| start_after.as_ref().is_none_or(|start| way > start);
        let page = ListLine::Page {
            prefixes: ways.into_iter().filter(after).collect(),
            objects: Vec::new(),
            ways: true,
        };
        return Ok(ndjson::answer(ended(stream::iter([page]))));
    }
    let storage = access.to("s3:ListBucket", &[(&asked.bucket, &asked.prefix)])?;
    let mut pages = Box::pin(storage.list(Listing {
        bucket: asked.bucket,
        prefix: asked.prefix,
        delimiter,
        start_after,
        page_size: None,
    }));
    let first = pages.next().await.transpose()?;
    let id = crate::security::current_request_id();
    let rest = pages.map(move |page| match page {
        Ok(page) => ListLine::from(page),
        Err(error) => ListLine::Error {
            error: ApiError::from(error).with_request_id(&id),
        },
    });
    let lines = stream::iter(first.map(ListLine::from)).chain(rest);
    Ok(ndjson::answer(ended(lines)))
}

/// Says at the end that it was the end, unless an error did.
fn ended(
    lines: impl futures::Stream<Item = ListLine> + Send + 'static,
) -> impl futures::Stream<Item = ListLine> + Send + 'static {
    async_stream::stream! {
        let mut lines = std::pin::pin!(lines);
        while let Some(line) = lines.next().await {
            let failed = matches!(line, ListLine::Error { .. });
            yield line;
            if failed {
                return;
            }
        }
        yield ListLine::End;
    }
}
