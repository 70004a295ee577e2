//! DeleteObject and DeleteObjects, with versions and delete markers.

use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::S3;
use super::caller::{Caller, object_arn};
use super::conditions::check_write;
use super::store::{Bucket as Record, StoreError, Version, Versioning, Writing};

/// What a delete did.
#[derive(Default)]
struct Outcome {
    /// The version made or removed.
    version: Option<String>,
    /// A delete marker was made or removed.
    marker: bool,
}

fn delete(
    tables: &mut Writing<'_>,
    (name, bucket): (&str, &Record),
    key: &str,
    id: Option<&str>,
    if_match: Option<&ETagCondition>,
) -> Result<Outcome, StoreError> {
    if let Some(id) = id {
        if id != "null" && id.len() != 32 {
            return Err(s3_error!(InvalidArgument, "Invalid version id specified").into());
        }
        let found = tables.version(name, key, id)?;
        check_write(if_match, None, found.as_ref().map(|(_, version)| version))?;
        let marker = found.as_ref().is_some_and(|(_, version)| version.marker);
        if let Some((place, _)) = found {
            tables.remove_version(name, key, place)?;
        }
        return Ok(Outcome {
            version: Some(id.to_owned()),
            marker,
        });
    }
    let newest = tables.newest(name, key)?;
    check_write(if_match, None, newest.as_ref().map(|(_, version)| version))?;
    match (bucket.versioning, newest) {
        (Versioning::Never, None) => Ok(Outcome::default()),
        (Versioning::Never, Some((place, _))) => {
            tables.remove_version(name, key, place)?;
            Ok(Outcome::default())
        }
        (Versioning::Enabled | Versioning::Suspended, _) => {
            let version = tables.add_version((name, bucket), key, Version::delete_marker())?;
            Ok(Outcome {
                version: Some(version.unwrap_or_else(|| "null".into())),
                marker: true,
            })
        }
    }
}

impl S3 {
    pub(super) async fn delete(
        &self,
        request: S3Request<DeleteObjectInput>,
    ) -> S3Result<S3Response<DeleteObjectOutput>> {
        let DeleteObjectInput {
            bucket,
            key,
            version_id,
            if_match,
            ..
        } = request.input;
        let work = move |tables: &mut Writing<'_>| {
            let record = tables.bucket(&bucket)?;
            delete(
                tables,
                (&bucket, &record),
                &key,
                version_id.as_deref(),
                if_match.as_ref(),
            )
        };
        let outcome = self.store.write(work).await?;
        Ok(S3Response::new(DeleteObjectOutput {
            delete_marker: outcome.marker.then_some(true),
            version_id: outcome.version,
            ..DeleteObjectOutput::default()
        }))
    }

    pub(super) async fn delete_many(
        &self,
        request: S3Request<DeleteObjectsInput>,
    ) -> S3Result<S3Response<DeleteObjectsOutput>> {
        let caller = Caller::of(&request)?;
        let DeleteObjectsInput {
            bucket,
            delete: batch,
            ..
        } = request.input;
        if batch.objects.is_empty() || batch.objects.len() > 1000 {
            return Err(s3_error!(MalformedXML));
        }
        let may = |object: &ObjectIdentifier| {
            let action = if object.version_id.is_some() {
                "s3:DeleteObjectVersion"
            } else {
                "s3:DeleteObject"
            };
            caller.may(action, &object_arn(&bucket, &object.key))
        };
        let asked: Vec<(ObjectIdentifier, S3Result<()>)> = batch
            .objects
            .into_iter()
            .map(|object| (may(&object), object))
            .map(|(may, object)| (object, may))
            .collect();
        let (deleted, errors) = self
            .store
            .write(move |tables| {
                let record = tables.bucket(&bucket)?;
                let (mut deleted, mut errors) = (Vec::new(), Vec::new());
                for (object, may) in asked {
                    let condition = object.e_tag.clone().map(ETagCondition::ETag);
                    let done = may.map_err(StoreError::from).and_then(|()| {
                        delete(
                            tables,
                            (&bucket, &record),
                            &object.key,
                            object.version_id.as_deref(),
                            condition.as_ref(),
                        )
                    });
                    match done {
                        Ok(outcome) => deleted.push(shown_deleted(object, outcome)),
                        Err(StoreError::Refused(error)) => errors.push(shown_error(object, &error)),
                        Err(other) => return Err(other),
                    }
                }
                Ok((deleted, errors))
            })
            .await?;
        let quiet = batch.quiet == Some(true);
        Ok(S3Response::new(DeleteObjectsOutput {
            deleted: Some(deleted).filter(|_| !quiet),
            errors: Some(errors),
            ..DeleteObjectsOutput::default()
        }))
    }
}

fn shown_deleted(object: ObjectIdentifier, outcome: Outcome) -> DeletedObject {
    DeletedObject {
        delete_marker: outcome.marker.then_some(true),
        delete_marker_version_id: outcome.version.filter(|_| outcome.marker),
        key: Some(object.key),
        version_id: object.version_id,
    }
}

fn shown_error(object: ObjectIdentifier, error: &s3s::S3Error) -> Error {
    Error {
        code: Some(error.code().as_str().to_owned()),
        key: Some(object.key),
        message: error.message().map(str::to_owned),
        version_id: object.version_id,
    }
}
