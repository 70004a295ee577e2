//! Folders and selections as one ZIP archive.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use wardrobe_storage::address::{is_key, object_arn};
use wardrobe_storage::archive::{Piece, Selection};
use wardrobe_storage::selection::Except;
use wardrobe_storage::zip::names::safe;
use wardrobe_storage::{Result, Storage};

use super::delete::{folders_or_all, whole_folders};
use crate::access::Access;
use crate::audit::Pending;
use crate::error::{ApiError, ApiResult, Code, ErrorAnswer};
use crate::hostile::{self, Shown};
use crate::request::{self, invalid};
use crate::{App, ndjson};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewArchive)]
pub(crate) struct Wanted {
    bucket: String,
    /// The folder that all of it is in: empty, or ending in `/`. Names in the archive
    /// begin behind it.
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    keys: Vec<String>,
    /// Each ends in `/`, or is empty; all below it is in the archive.
    #[serde(default)]
    prefixes: Vec<String>,
    /// Left out of what is below the prefixes.
    #[serde(default)]
    except_keys: Vec<String>,
    /// Likewise, with all below.
    #[serde(default)]
    except_prefixes: Vec<String>,
}

/// An archive that can be downloaded, for an hour.
#[derive(Serialize, ToSchema)]
pub(crate) struct Archive {
    id: String,
}

impl Wanted {
    /// The storage, if all of it may be read through this connection.
    fn storage(&self, access: &Access) -> ApiResult<Storage> {
        folders_or_all(&self.prefixes)?;
        whole_folders(&self.except_prefixes)?;
        let all = || self.keys.iter().chain(&self.prefixes);
        if all().next().is_none() {
            return Err(invalid("An archive of nothing cannot be made."));
        }
        if self.keys.iter().any(|key| !is_key(key)) {
            return Err(invalid("A key has 1 to 1,024 bytes."));
        }
        let within = self.prefix.is_empty() || self.prefix.ends_with('/');
        if !within || all().any(|place| !place.starts_with(&self.prefix)) {
            return Err(invalid("All of an archive must be in the folder it names."));
        }
        let places: Vec<_> = all().map(|p| (self.bucket.as_str(), p.as_str())).collect();
        access.to("s3:GetObject", &places)
    }

    /// What the archive is called: as the one folder in it, or as the one it is of.
    fn name(&self) -> String {
        let folder = match (self.keys.as_slice(), self.prefixes.as_slice()) {
            ([], [folder]) => folder,
            _ => &self.prefix,
        };
        let folder = folder.strip_suffix('/').map(|path| path.rsplit('/').next());
        let name = folder.flatten().unwrap_or(&self.bucket);
        format!("{}.zip", safe(name))
    }

    fn resources(&self) -> impl Iterator<Item = String> {
        let all = self.keys.iter().chain(&self.prefixes);
        all.map(|place| object_arn(&self.bucket, place))
    }

    fn selection(self) -> Selection {
        Selection {
            bucket: self.bucket,
            prefix: self.prefix,
            keys: self.keys,
            prefixes: self.prefixes,
            except: Except::new(self.except_keys, self.except_prefixes),
        }
    }
}

/// Notes what an archive is to hold, so that a browser can download it by its address.
/// What would refuse its first member refuses it.
#[utoipa::path(post, path = "/api/connections/{connection}/archives", operation_id = "create_archive",
    params(("connection" = String, Path)), request_body = Wanted,
    responses((status = 201, body = Archive), (status = "default", body = ErrorAnswer)))]
pub(crate) async fn create(
    State(app): State<App>,
    access: Access,
    request::Json(wanted): request::Json<Wanted>,
) -> ApiResult<impl IntoResponse> {
    let mut pending = Pending::new(&app, &access, "create_archive");
    pending.on(wanted.resources());
    let created = note(&app, &access, wanted).await;
    let archive = pending.check(created)?;
    pending.finished(1, 0);
    Ok((StatusCode::CREATED, Json(archive)))
}

async fn note(app: &App, access: &Access, wanted: Wanted) -> ApiResult<Archive> {
    let storage = wanted.storage(access)?;
    let text = serde_json::to_string(&wanted).map_err(|e| invalid(e.to_string()))?;
    storage.try_archive(wanted.selection()).await?;
    let id = Uuid::new_v4().to_string();
    app.database
        .create_archive(&access.opened.id, &id, &text)
        .await?;
    Ok(Archive { id })
}

/// The archive, made while it is sent. What cannot be read after its first byte breaks
/// the download off.
#[utoipa::path(get, path = "/api/connections/{connection}/archives/{id}", operation_id = "get_archive",
    params(("connection" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = [u8], content_type = "application/zip"),
              (status = "default", body = ErrorAnswer)))]
pub(crate) async fn get(
    State(app): State<App>,
    access: Access,
    path: Path<(String, String)>,
) -> ApiResult<Response> {
    let Path((_, id)) = path;
    let found = app.database.archive(&access.opened.id, &id).await?;
    let wanted = found.and_then(|text| serde_json::from_str::<Wanted>(&text).ok());
    let wanted = wanted.ok_or_else(|| {
        let words = "There is no such archive any more. Please download it once more.";
        ApiError::new(Code::Missing, words)
    })?;
    let mut pending = Pending::new(&app, &access, "get_archive");
    pending.on(wanted.resources());
    let storage = pending.check(wanted.storage(&access))?;
    let name = wanted.name();
    let mut pieces = Box::pin(storage.archive(wanted.selection()));
    let first = pieces.next().await.transpose().map_err(ApiError::from);
    let first = pending.check(first)?;
    let body = Body::from_stream(sent(pending, first, pieces));
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    hostile::dress(
        headers,
        Shown::Attachment,
        Some("application/zip"),
        None,
        &name,
    );
    // It is another each time.
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("none"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    ndjson::unbuffered(headers);
    Ok(response)
}

/// The bytes of the pieces, noted as they go. A body that ends with an error is broken
/// off, so that no browser takes it for a whole one.
fn sent(
    mut pending: Pending,
    first: Option<Piece>,
    mut rest: impl Stream<Item = Result<Piece>> + Send + Unpin + 'static,
) -> impl Stream<Item = Result<bytes::Bytes>> + Send + 'static {
    let id = crate::security::current_request_id();
    async_stream::stream! {
        let mut next: Option<Result<Piece>> = first.map(Ok);
        let mut members = 0;
        while let Some(piece) = next {
            match piece {
                Ok(piece) => {
                    members = piece.members;
                    pending.so_far(members, 0);
                    yield Ok(piece.bytes);
                }
                Err(error) => {
                    pending.finished(members, 1);
                    let message = ApiError::from(error.clone()).message;
                    tracing::warn!(message, request_id = id, "an archive was broken off");
                    yield Err(error);
                    return;
                }
            }
            next = rest.next().await;
        }
        pending.finished(members, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_called_as_what_is_in_it() {
        for (prefix, keys, prefixes, name) in [
            ("", vec![], vec!["photos/"], "photos.zip"),
            ("a/", vec![], vec!["a/b c/"], "b c.zip"),
            ("a/b/", vec!["a/b/c"], vec!["a/b/d/"], "b.zip"),
            ("", vec!["c", "d"], vec![], "box.zip"),
            ("", vec![], vec!["../"], "__.zip"),
            ("a/", vec![], vec!["a//"], "_.zip"),
            ("", vec![], vec!["a\\b/"], "a_b.zip"),
        ] {
            let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
            let wanted = Wanted {
                bucket: "box".to_owned(),
                prefix: prefix.to_owned(),
                keys: owned(keys),
                prefixes: owned(prefixes),
                except_keys: Vec::new(),
                except_prefixes: Vec::new(),
            };
            assert_eq!(wanted.name(), name);
        }
    }
}
