//! How much would be deleted or copied.

use std::sync::Arc;

use axum::response::Response;
use futures::StreamExt;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_storage::bucket::Versioning;
use wardrobe_storage::selection::Except;

use super::bucket::Kept;
use super::delete::{folders_or_all, whole_folders};
use crate::access::Access;
use crate::error::{ApiError, ApiResult, ErrorAnswer};
use crate::{ndjson, request};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Selection)]
pub(crate) struct Wanted {
    bucket: String,
    #[serde(default)]
    keys: Vec<String>,
    /// Each ends in `/`.
    #[serde(default)]
    prefixes: Vec<String>,
    /// Left out of what is below the prefixes.
    #[serde(default)]
    except_keys: Vec<String>,
    /// Left out likewise, with all below. Each ends in `/`.
    #[serde(default)]
    except_prefixes: Vec<String>,
}

/// A line of the count.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum MeasureLine {
    /// So much so far.
    Progress { objects: u64, bytes: u64 },
    /// So much in all.
    End {
        objects: u64,
        bytes: u64,
        /// Whether deletes in this bucket can be undone.
        versioning: Kept,
    },
    /// The rest cannot be counted.
    Error { error: ApiError },
}

/// Counts the objects of a selection and all below its folders, and their bytes.
#[utoipa::path(post, path = "/api/connections/{connection}/measure", operation_id = "measure",
    params(("connection" = String, Path)), request_body = Wanted,
    responses((status = 200, body = MeasureLine, content_type = "application/x-ndjson"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn measure(
    access: Access,
    request::Json(wanted): request::Json<Wanted>,
) -> ApiResult<Response> {
    let Wanted {
        bucket,
        keys,
        prefixes,
        except_keys,
        except_prefixes,
    } = wanted;
    folders_or_all(&prefixes)?;
    whole_folders(&except_prefixes)?;
    let except = Arc::new(Except::new(except_keys, except_prefixes));
    let all: Vec<_> = keys
        .iter()
        .chain(&prefixes)
        .map(|p| (bucket.as_str(), p.as_str()))
        .collect();
    let storage = access.to("s3:ListBucket", &all)?;
    let id = crate::security::current_request_id();
    let lines = async_stream::stream! {
        let (mut objects, mut bytes) = (0, 0);
        let failed = |error| MeasureLine::Error { error: ApiError::from(error).with_request_id(&id) };
        for key in keys {
            match storage.head(&bucket, &key, None).await {
                Ok(head) => (objects, bytes) = (objects + 1, bytes + head.size),
                Err(error) => {
                    yield failed(error);
                    return;
                }
            }
        }
        for prefix in prefixes {
            let mut pages = Box::pin(storage.measure(&bucket, &prefix, Arc::clone(&except)));
            while let Some(page) = pages.next().await {
                match page {
                    Ok((more, larger)) => (objects, bytes) = (objects + more, bytes + larger),
                    Err(error) => {
                        yield failed(error);
                        return;
                    }
                }
                yield MeasureLine::Progress { objects, bytes };
            }
        }
        let versioning = storage.versioning(&bucket).await.unwrap_or(Versioning::Unknown).into();
        yield MeasureLine::End { objects, bytes, versioning };
    };
    Ok(ndjson::answer(lines))
}
