//! ListObjectsV2, ListObjects, ListObjectVersions.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use s3s::dto::*;
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::S3;
use super::buckets::owner;
use super::conditions::{etag, timestamp};
use super::objects::algorithm;
use super::store::{
    After, Bucket as Record, Entry, Page, Query, Version, VersionEntry, VersionQuery,
};

const MAX_KEYS: i32 = 1000;

const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'/')
    .remove(b'*')
    .remove(b' ');

/// How keys are written in an answer: as they are, or URL-encoded because XML
/// cannot hold every character.
#[derive(Clone, Copy)]
pub(super) struct Encoding(bool);

impl Encoding {
    pub fn new(asked: Option<&EncodingType>) -> S3Result<Self> {
        match asked.map(EncodingType::as_str) {
            None => Ok(Self(false)),
            Some("url") => Ok(Self(true)),
            Some(_) => Err(s3_error!(
                InvalidArgument,
                "Invalid Encoding Method specified in Request"
            )),
        }
    }

    pub fn encode(self, text: String) -> String {
        if self.0 {
            utf8_percent_encode(&text, PLAIN)
                .to_string()
                .replace(' ', "+")
        } else {
            text
        }
    }
}

/// A page's size: at most 1,000.
pub(super) fn page_size(asked: Option<i32>) -> S3Result<(i32, usize)> {
    let asked = asked.unwrap_or(MAX_KEYS);
    let size = usize::try_from(asked).map_err(|_| {
        s3_error!(
            InvalidArgument,
            "Argument maxKeys must be an integer between 0 and 2147483647"
        )
    })?;
    Ok((asked.min(MAX_KEYS), size.min(1000)))
}

fn token(next: &After) -> String {
    let text = match next {
        After::Nothing => String::new(),
        After::Key(key) => format!("k{key}"),
        After::Prefix(prefix) => format!("p{prefix}"),
    };
    URL_SAFE_NO_PAD.encode(text)
}

fn read_token(token: &str) -> S3Result<After> {
    let wrong = || {
        s3_error!(
            InvalidArgument,
            "The continuation token provided is incorrect"
        )
    };
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| wrong())?;
    let text = String::from_utf8(bytes).map_err(|_| wrong())?;
    match text.split_at_checked(1) {
        Some(("k", key)) => Ok(After::Key(key.to_owned())),
        Some(("p", prefix)) => Ok(After::Prefix(prefix.to_owned())),
        _ => Err(wrong()),
    }
}

struct Shown {
    objects: Vec<Object>,
    prefixes: Vec<CommonPrefix>,
}

fn shown(page: Page, encoding: Encoding, owner: Option<&Owner>) -> Shown {
    let mut shown = Shown {
        objects: Vec::new(),
        prefixes: Vec::new(),
    };
    for entry in page.entries {
        match entry {
            Entry::Prefix(prefix) => shown.prefixes.push(CommonPrefix {
                prefix: Some(encoding.encode(prefix)),
            }),
            Entry::Object(key, version) => shown.objects.push(Object {
                checksum_algorithm: algorithm(&version.checksum).map(|algorithm| vec![algorithm]),
                checksum_type: version.checksum.as_ref().map(super::incoming::kind),
                e_tag: Some(etag(&version)),
                key: Some(encoding.encode(key)),
                last_modified: Some(timestamp(version.modified)),
                owner: owner.cloned(),
                restore_status: None,
                size: i64::try_from(version.size).ok(),
                storage_class: Some(ObjectStorageClass::from(version.class().to_owned())),
            }),
        }
    }
    shown
}

impl S3 {
    async fn page(&self, bucket: &str, query: Query) -> S3Result<(Record, Page)> {
        let bucket = bucket.to_owned();
        let read = self
            .store
            .read(move |tables| Ok((tables.bucket(&bucket)?, tables.list(&bucket, &query)?)));
        Ok(read.await?)
    }

    pub(super) async fn list_v2(
        &self,
        request: S3Request<ListObjectsV2Input>,
    ) -> S3Result<S3Response<ListObjectsV2Output>> {
        let input = request.input;
        let encoding = Encoding::new(input.encoding_type.as_ref())?;
        let (max_keys, max) = page_size(input.max_keys)?;
        let after = match (&input.continuation_token, &input.start_after) {
            (Some(token), _) => read_token(token)?,
            (None, Some(key)) => After::Key(key.clone()),
            (None, None) => After::Nothing,
        };
        let prefix = input.prefix.unwrap_or_default();
        let query = Query {
            prefix: prefix.clone(),
            delimiter: input.delimiter.clone(),
            after,
            max,
        };
        let (bucket, page) = self.page(&input.bucket, query).await?;
        let owner = owner(&bucket.account);
        let next = page.next.as_ref().map(token);
        let shown = shown(
            page,
            encoding,
            Some(&owner).filter(|_| input.fetch_owner == Some(true)),
        );
        Ok(S3Response::new(ListObjectsV2Output {
            name: Some(input.bucket),
            prefix: Some(encoding.encode(prefix)),
            max_keys: Some(max_keys),
            key_count: i32::try_from(shown.objects.len() + shown.prefixes.len()).ok(),
            continuation_token: input.continuation_token,
            is_truncated: Some(next.is_some()),
            next_continuation_token: next,
            contents: Some(shown.objects),
            common_prefixes: Some(shown.prefixes),
            delimiter: input.delimiter.map(|delimiter| encoding.encode(delimiter)),
            encoding_type: input.encoding_type,
            start_after: input.start_after.map(|key| encoding.encode(key)),
            ..ListObjectsV2Output::default()
        }))
    }

    pub(super) async fn list_v1(
        &self,
        request: S3Request<ListObjectsInput>,
    ) -> S3Result<S3Response<ListObjectsOutput>> {
        let input = request.input;
        let encoding = Encoding::new(input.encoding_type.as_ref())?;
        let (max_keys, max) = page_size(input.max_keys)?;
        let after = input
            .marker
            .clone()
            .filter(|marker| !marker.is_empty())
            .map_or(After::Nothing, After::Key);
        let prefix = input.prefix.unwrap_or_default();
        let query = Query {
            prefix: prefix.clone(),
            delimiter: input.delimiter.clone(),
            after,
            max,
        };
        let (bucket, page) = self.page(&input.bucket, query).await?;
        // Without a delimiter the client goes on from the last key it saw.
        let next_marker = page
            .next
            .clone()
            .filter(|_| input.delimiter.is_some())
            .and_then(|next| match next {
                After::Key(key) | After::Prefix(key) => Some(encoding.encode(key)),
                After::Nothing => None,
            });
        let truncated = page.next.is_some();
        let shown = shown(page, encoding, Some(&owner(&bucket.account)));
        Ok(S3Response::new(ListObjectsOutput {
            name: Some(input.bucket),
            prefix: Some(encoding.encode(prefix)),
            marker: Some(encoding.encode(input.marker.unwrap_or_default())),
            max_keys: Some(max_keys),
            is_truncated: Some(truncated),
            contents: Some(shown.objects),
            common_prefixes: Some(shown.prefixes),
            delimiter: input.delimiter.map(|delimiter| encoding.encode(delimiter)),
            next_marker,
            encoding_type: input.encoding_type,
            ..ListObjectsOutput::default()
        }))
    }

    pub(super) async fn list_all_versions(
        &self,
        request: S3Request<ListObjectVersionsInput>,
    ) -> S3Result<S3Response<ListObjectVersionsOutput>> {
        let input = request.input;
        let encoding = Encoding::new(input.encoding_type.as_ref())?;
        let (max_keys, max) = page_size(input.max_keys)?;
        let key_marker = input.key_marker.unwrap_or_default();
        let version_marker = input.version_id_marker.filter(|marker| !marker.is_empty());
        if version_marker.is_some() && key_marker.is_empty() {
            return Err(s3_error!(
                InvalidArgument,
                "A version-id marker cannot be specified without a key marker."
            ));
        }
        let prefix = input.prefix.unwrap_or_default();
        let query = VersionQuery {
            prefix: prefix.clone(),
            delimiter: input.delimiter.clone(),
            key_marker: key_marker.clone(),
            version_marker: version_marker.clone(),
            max,
        };
        let name = input.bucket.clone();
        let read = self
            .store
            .read(move |tables| Ok((tables.bucket(&name)?, tables.list_versions(&name, &query)?)));
        let (bucket, page) = read.await?;
        let mut output = ListObjectVersionsOutput {
            name: Some(input.bucket),
            prefix: Some(encoding.encode(prefix)),
            delimiter: input.delimiter.map(|delimiter| encoding.encode(delimiter)),
            key_marker: Some(encoding.encode(key_marker)),
            version_id_marker: version_marker,
            max_keys: Some(max_keys),
            encoding_type: input.encoding_type,
            is_truncated: Some(page.truncated),
            ..ListObjectVersionsOutput::default()
        };
        if page.truncated {
            (output.next_key_marker, output.next_version_id_marker) = match page.entries.last() {
                Some(VersionEntry::Version { key, version, .. }) => (
                    Some(encoding.encode(key.clone())),
                    Some(version.shown_id().to_owned()),
                ),
                Some(VersionEntry::Prefix(prefix)) => (Some(encoding.encode(prefix.clone())), None),
                None => (None, None),
            };
        }
        fill_versions(&mut output, page.entries, encoding, &owner(&bucket.account));
        Ok(S3Response::new(output))
    }
}

fn fill_versions(
    output: &mut ListObjectVersionsOutput,
    entries: Vec<VersionEntry>,
    encoding: Encoding,
    owner: &Owner,
) {
    let (mut versions, mut markers, mut prefixes) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries {
        match entry {
            VersionEntry::Prefix(prefix) => prefixes.push(CommonPrefix {
                prefix: Some(encoding.encode(prefix)),
            }),
            VersionEntry::Version {
                key,
                version,
                latest,
            } if version.marker => markers.push(DeleteMarkerEntry {
                is_latest: Some(latest),
                key: Some(encoding.encode(key)),
                last_modified: Some(timestamp(whole_second(version.modified))),
                owner: Some(owner.clone()),
                version_id: Some(version.shown_id().to_owned()),
            }),
            VersionEntry::Version {
                key,
                version,
                latest,
            } => {
                versions.push(shown_version(encoding.encode(key), &version, latest, owner));
            }
        }
    }
    output.versions = Some(versions);
    output.delete_markers = Some(markers);
    output.common_prefixes = Some(prefixes);
}

fn shown_version(key: String, version: &Version, latest: bool, owner: &Owner) -> ObjectVersion {
    ObjectVersion {
        checksum_algorithm: algorithm(&version.checksum).map(|algorithm| vec![algorithm]),
        checksum_type: version.checksum.as_ref().map(super::incoming::kind),
        e_tag: Some(etag(version)),
        is_latest: Some(latest),
        key: Some(key),
        last_modified: Some(timestamp(whole_second(version.modified))),
        owner: Some(owner.clone()),
        restore_status: None,
        size: i64::try_from(version.size).ok(),
        storage_class: Some(ObjectVersionStorageClass::from(version.class().to_owned())),
        version_id: Some(version.shown_id().to_owned()),
    }
}

/// S3 dates versions to the second.
fn whole_second(millis: u64) -> u64 {
    millis / 1000 * 1000
}
