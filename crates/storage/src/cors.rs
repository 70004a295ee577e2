//! Whether a page of another site may talk to a bucket straight from a browser.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN,
};

use crate::address::bucket_arn;
use crate::error::Kind;
use crate::{Result, Storage, StorageError};

/// How long the store may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the address is signed for. What is signed is left off again.
const LASTS: Duration = Duration::from_secs(60);

/// What the rules of a bucket grant a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cors {
    /// It may send parts, and read what the store says of them.
    Granted,
    /// It may send parts, but not read the `ETag` that the store gives each.
    NoTag,
    /// It may not.
    Refused,
}

impl Storage {
    /// Asks as a browser would before a page of `origin` writes a part of `key`. Needs
    /// no permission, and changes nothing.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html>
    pub async fn preflight(&self, bucket: &str, key: &str, origin: &str) -> Result<Cors> {
        let fail = |kind, message: String| {
            StorageError::new(kind, "s3:GetBucketCORS", bucket_arn(bucket), message)
        };
        let signed = self
            .presign_part(bucket, key, "none", 1, None, LASTS)
            .await?;
        let mut url =
            url::Url::parse(&signed.url).map_err(|error| fail(Kind::Invalid, error.to_string()))?;
        url.set_query(None);
        let unreachable =
            |error: reqwest::Error| fail(Kind::Unreachable, error.without_url().to_string());
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(unreachable)?;
        let answer = client
            .request(Method::OPTIONS, url)
            .header(ORIGIN, origin)
            .header(ACCESS_CONTROL_REQUEST_METHOD, "PUT")
            .header(ACCESS_CONTROL_REQUEST_HEADERS, "x-amz-checksum-crc64nvme")
            .send()
            .await
            .map_err(unreachable)?;
        let headers = answer.headers();
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let granted = text(ACCESS_CONTROL_ALLOW_ORIGIN)
            .is_some_and(|granted| granted == "*" || granted == origin);
        let shown = text(ACCESS_CONTROL_EXPOSE_HEADERS).unwrap_or_default();
        let tag = shown
            .split(',')
            .any(|name| name.trim().eq_ignore_ascii_case("etag"));
        Ok(match answer.status().is_success() && granted {
            true if tag => Cors::Granted,
            true => Cors::NoTag,
            false => Cors::Refused,
        })
    }
}
