//! CopyObject and the reading half of UploadPartCopy.

use futures::StreamExt;
use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::S3;
use super::caller::{Caller, object_arn};
use super::conditions::{self, etag, timestamp};
use super::encryption::DECRYPT;
use super::incoming::{
    DEFAULT_ALGORITHM, LARGEST, Received, broken, kind, known, show_checksum, take_in,
};
use super::objects::{attributes, encryption, version_of, whole};
use super::reading::check_archive;
use super::store::{Attributes, Body, Version};

/// The source of a copy, found and allowed.
pub(super) struct Source {
    pub bucket: String,
    pub key: String,
    pub version: Version,
    pub body: Body,
}

impl S3 {
    /// Finds the source of a copy; the caller must be allowed to read it.
    pub(super) async fn source(
        &self,
        caller: &Caller,
        source: &CopySource,
        conditions: conditions::Read<'_>,
    ) -> S3Result<Source> {
        let CopySource::Bucket {
            bucket,
            key,
            version_id,
        } = source
        else {
            return Err(s3_error!(
                NotImplemented,
                "Access points are not implemented"
            ));
        };
        let record = self.bucket(bucket).await?;
        let action = if version_id.is_some() {
            "s3:GetObjectVersion"
        } else {
            "s3:GetObject"
        };
        let more: Vec<(&str, String)> = version_id
            .iter()
            .map(|id| ("s3:versionid", id.to_string()))
            .collect();
        caller.may_with(action, &object_arn(bucket, key), &record.account, &more)?;
        let (version, body) = self
            .find_body(caller, bucket, key, version_id.as_deref())
            .await?;
        conditions.check(&version, true)?;
        check_archive(&version)?;
        self.may_use_key(caller, &version.attributes, DECRYPT)?;
        Ok(Source {
            bucket: bucket.to_string(),
            key: key.to_string(),
            version,
            body,
        })
    }

    /// Takes bytes of a source into the store as a new body.
    pub(super) async fn take_copy(
        &self,
        body: Body,
        range: std::ops::Range<u64>,
        algorithm: &str,
        file: bool,
    ) -> S3Result<Received> {
        let stream = body
            .stream(range)
            .map(|chunk| chunk.map_err(|error| broken(&error)));
        take_in(&self.store, stream, algorithm, file).await
    }

    pub(super) async fn copy(
        &self,
        request: S3Request<CopyObjectInput>,
    ) -> S3Result<S3Response<CopyObjectOutput>> {
        let caller = Caller::of(&request)?;
        let if_match = condition(&request.headers, "if-match")?;
        let if_none_match = condition(&request.headers, "if-none-match")?;
        let mut input = request.input;
        plus_is_space(&mut input.copy_source, &request.headers);
        let conditions = conditions::Read {
            if_match: input.copy_source_if_match.as_ref(),
            if_none_match: input.copy_source_if_none_match.as_ref(),
            if_modified_since: input.copy_source_if_modified_since.as_ref(),
            if_unmodified_since: input.copy_source_if_unmodified_since.as_ref(),
        };
        let source = self.source(&caller, &input.copy_source, conditions).await?;
        if source.version.size > LARGEST {
            return Err(s3_error!(
                InvalidRequest,
                "The specified copy source is larger than the maximum allowable size for a copy source: 5368709120"
            ));
        }
        let replace = input
            .metadata_directive
            .as_ref()
            .is_some_and(|d| d.as_str() == MetadataDirective::REPLACE);
        let replace_tags = input
            .tagging_directive
            .as_ref()
            .is_some_and(|d| d.as_str() == TaggingDirective::REPLACE);
        if same_place(&source, &input) && !replace && !changes_something(&input) {
            return Err(s3_error!(
                InvalidRequest,
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes."
            ));
        }
        if !replace_tags && !source.version.attributes.tags.is_empty() {
            self.check_tag_rights(&caller, &source, &input).await?;
        }
        let algorithm = match (&input.checksum_algorithm, &source.version.checksum) {
            (Some(asked), _) => known(asked.as_str())?,
            (None, Some(checksum)) => known(&checksum.algorithm)?,
            (None, None) => DEFAULT_ALGORITHM,
        };
        let given = attributes!(input)?;
        let attributes = merged(&source.version.attributes, given, replace, replace_tags);
        let attributes = self.encrypted(&caller, &input.bucket, attributes).await?;
        let received = self
            .take_copy(source.body, 0..source.version.size, algorithm, false)
            .await?;
        let version = version_of(&received, attributes);
        let (bucket, key, content) = (input.bucket, input.key, received.content);
        let written = self.store.write(move |tables| {
            let record = tables.bucket(&bucket)?;
            let newest = tables.newest(&bucket, &key)?.map(|(_, version)| version);
            conditions::check_write(if_match.as_ref(), if_none_match.as_ref(), newest.as_ref())?;
            let blob = tables.keep(content)?;
            let mut version = Version {
                segments: whole(blob, version.size),
                ..version
            };
            version.id = tables.add_version((&bucket, &record), &key, version.clone())?;
            Ok(version)
        });
        let version = written.await?;
        Ok(S3Response::new(copy_output(&version, source.version.id)))
    }

    /// Tags that come along must be readable there and writable here.
    async fn check_tag_rights(
        &self,
        caller: &Caller,
        source: &Source,
        input: &CopyObjectInput,
    ) -> S3Result<()> {
        let record = self.bucket(&source.bucket).await?;
        let versioned = matches!(
            &input.copy_source,
            CopySource::Bucket {
                version_id: Some(_),
                ..
            }
        );
        let read = if versioned {
            "s3:GetObjectVersionTagging"
        } else {
            "s3:GetObjectTagging"
        };
        caller.may_with(
            read,
            &object_arn(&source.bucket, &source.key),
            &record.account,
            &[],
        )?;
        caller.may(
            "s3:PutObjectTagging",
            &object_arn(&input.bucket, &input.key),
        )
    }
}

/// A condition on the destination, which the model of `s3s` does not know.
fn condition(headers: &http::HeaderMap, name: &str) -> S3Result<Option<ETagCondition>> {
    let value = headers
        .get(name)
        .map(|value| ETagCondition::parse_http_header(value.as_bytes()));
    value
        .transpose()
        .map_err(|_| s3_error!(InvalidArgument, "invalid header: {name}"))
}

fn same_place(source: &Source, input: &CopyObjectInput) -> bool {
    let versioned = matches!(
        &input.copy_source,
        CopySource::Bucket {
            version_id: Some(_),
            ..
        }
    );
    !versioned && source.bucket == input.bucket && source.key == input.key
}

fn changes_something(input: &CopyObjectInput) -> bool {
    input.storage_class.is_some()
        || input.website_redirect_location.is_some()
        || input.server_side_encryption.is_some()
}

/// What the copy is given: the source's own headers unless they are replaced.
/// Class, redirect and encryption never come along.
fn merged(source: &Attributes, given: Attributes, replace: bool, replace_tags: bool) -> Attributes {
    let tags = if replace_tags {
        given.tags.clone()
    } else {
        source.tags.clone()
    };
    let base = if replace {
        given.clone()
    } else {
        source.clone()
    };
    Attributes {
        tags,
        class: given.class,
        redirect: given.redirect,
        kms: given.kms,
        ..base
    }
}

fn copy_output(version: &Version, source: Option<String>) -> CopyObjectOutput {
    let (server_side_encryption, ssekms_key_id) = encryption(&version.attributes);
    let mut result = CopyObjectResult {
        e_tag: Some(etag(version)),
        last_modified: Some(timestamp(version.modified)),
        ..CopyObjectResult::default()
    };
    if let Some(checksum) = &version.checksum {
        show_checksum!(result, checksum);
        result.checksum_type = Some(kind(checksum));
    }
    CopyObjectOutput {
        copy_object_result: Some(result),
        copy_source_version_id: source,
        server_side_encryption,
        ssekms_key_id,
        version_id: version.id.clone(),
        ..CopyObjectOutput::default()
    }
}

/// S3 reads the header as it reads a query: a plus that is not `%2B` is a space.
pub(super) fn plus_is_space(source: &mut CopySource, headers: &http::HeaderMap) {
    let header = headers.get("x-amz-copy-source");
    if let Some(text) = header.and_then(|value| value.to_str().ok())
        && let Ok(read) = CopySource::parse(&text.replace('+', "%20"))
    {
        *source = read;
    }
}
