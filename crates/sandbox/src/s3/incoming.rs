//! A request body on its way into the store, measured as it passes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures::{Stream, StreamExt};
use http::{HeaderMap, StatusCode};
use s3s::checksum::ChecksumHasher;
use s3s::crypto::{Checksum as _, Crc32, Crc32c, Crc64Nvme, Md5, Sha1, Sha256};
use s3s::dto;
use s3s::{S3Error, S3Result, TrailingHeaders, s3_error};

use super::errors::error;
use super::store::{Checksum, Content, Store, StoreError};
use crate::signature::hex;

/// The largest body of one request: 5 GiB.
pub(super) const LARGEST: u64 = 5 * 1024 * 1024 * 1024;

/// What S3 computes when the writer asks for nothing.
pub(super) const DEFAULT_ALGORITHM: &str = "CRC64NVME";

const ALGORITHMS: [&str; 5] = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];

/// A body that has arrived.
pub(super) struct Received {
    pub content: Content,
    pub size: u64,
    /// Hexadecimal MD5: the ETag of an object written in one piece.
    pub md5: String,
    pub checksum: Checksum,
    /// Base64, whatever the algorithm of `checksum`.
    pub crc64nvme: String,
}

/// The checksums a writer claims, by algorithm, in base64.
pub(super) type Claims = Vec<(&'static str, String)>;

/// Collects the `x-amz-checksum-…` fields of an input.
macro_rules! claims {
    ($input:expr) => {{
        let input = &$input;
        let all = [
            ("CRC32", &input.checksum_crc32),
            ("CRC32C", &input.checksum_crc32c),
            ("CRC64NVME", &input.checksum_crc64nvme),
            ("SHA1", &input.checksum_sha1),
            ("SHA256", &input.checksum_sha256),
        ];
        let claims: $crate::s3::incoming::Claims = all
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.clone()?)))
            .collect();
        claims
    }};
}
pub(super) use claims;

/// Fills the checksum fields of an output.
macro_rules! show_checksum {
    ($output:expr, $checksum:expr) => {{
        let checksum = $checksum;
        let value = Some(checksum.value.clone());
        match checksum.algorithm.as_str() {
            "CRC32" => $output.checksum_crc32 = value,
            "CRC32C" => $output.checksum_crc32c = value,
            "SHA1" => $output.checksum_sha1 = value,
            "SHA256" => $output.checksum_sha256 = value,
            _ => $output.checksum_crc64nvme = value,
        }
    }};
}
pub(super) use show_checksum;

/// `FULL_OBJECT` or `COMPOSITE`.
pub(super) fn kind(checksum: &Checksum) -> dto::ChecksumType {
    let kind = if checksum.composite {
        dto::ChecksumType::COMPOSITE
    } else {
        dto::ChecksumType::FULL_OBJECT
    };
    dto::ChecksumType::from_static(kind)
}

/// What a request says about its body.
#[derive(Default)]
pub(super) struct Expected {
    pub claims: Claims,
    /// `x-amz-sdk-checksum-algorithm` or what `x-amz-trailer` announces.
    pub algorithm: Option<String>,
    /// `Content-MD5`.
    pub md5: Option<String>,
    pub length: Option<u64>,
    /// What to compute when the request names no algorithm.
    pub computed: Option<&'static str>,
    pub trailers: Option<TrailingHeaders>,
}

impl Expected {
    fn check(&self) -> S3Result<&'static str> {
        if self.claims.len() > 1 {
            return Err(s3_error!(
                InvalidRequest,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."
            ));
        }
        if self.length.is_some_and(|length| length > LARGEST) {
            return Err(s3_error!(EntityTooLarge));
        }
        match (self.claims.first(), &self.algorithm) {
            (Some((claimed, _)), Some(named)) if named != claimed => Err(s3_error!(
                InvalidRequest,
                "Value for x-amz-sdk-checksum-algorithm header is invalid."
            )),
            (Some((claimed, _)), _) => Ok(claimed),
            (None, Some(named)) => known(named),
            (None, None) => Ok(self.computed.unwrap_or(DEFAULT_ALGORITHM)),
        }
    }

    /// Compares the body that came with what was said about it.
    fn verify(&self, received: &Received) -> S3Result<()> {
        if self.length.is_some_and(|length| length != received.size) {
            return Err(s3_error!(
                IncompleteBody,
                "You did not provide the number of bytes specified by the Content-Length HTTP header"
            ));
        }
        if let Some(claimed) = &self.md5 {
            let claimed = STANDARD
                .decode(claimed)
                .ok()
                .filter(|digest| digest.len() == 16);
            let claimed = claimed.ok_or_else(|| {
                s3_error!(InvalidDigest, "The Content-MD5 you specified was invalid.")
            })?;
            if hex(&claimed) != received.md5 {
                return Err(s3_error!(
                    BadDigest,
                    "The Content-MD5 you specified did not match what we received."
                ));
            }
        }
        let trailing = self
            .trailers
            .as_ref()
            .and_then(TrailingHeaders::take)
            .map(|trailers| trailing(&trailers));
        for (algorithm, value) in self.claims.iter().chain(trailing.iter().flatten()) {
            if *algorithm != received.checksum.algorithm || *value != received.checksum.value {
                return Err(bad_checksum(algorithm));
            }
        }
        if self.claims.is_empty()
            && self.algorithm.is_some()
            && trailing.is_none_or(|claims| claims.is_empty())
        {
            return Err(s3_error!(
                InvalidRequest,
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found."
            ));
        }
        Ok(())
    }
}

/// The error for a checksum that does not fit.
pub(super) fn bad_checksum(algorithm: &str) -> S3Error {
    s3_error!(
        BadDigest,
        "The {algorithm} you specified did not match the calculated checksum."
    )
}

/// The algorithm's own spelling, or an error for one S3 does not know.
pub(super) fn known(algorithm: &str) -> S3Result<&'static str> {
    let found = ALGORITHMS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(algorithm));
    found.ok_or_else(|| s3_error!(InvalidRequest, "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"))
}

fn trailing(trailers: &HeaderMap) -> Claims {
    let claim = |algorithm: &'static str| {
        let name = format!("x-amz-checksum-{}", algorithm.to_ascii_lowercase());
        Some((
            algorithm,
            trailers.get(name)?.to_str().ok()?.trim().to_owned(),
        ))
    };
    ALGORITHMS.into_iter().filter_map(claim).collect()
}

/// Takes a request's body in and verifies it; `file` asks for a file of its own.
pub(super) async fn receive(
    store: &Store,
    body: Option<dto::StreamingBlob>,
    expected: &Expected,
    file: bool,
) -> S3Result<Received> {
    let algorithm = expected.check()?;
    let body = body
        .into_iter()
        .map(|body| body.map(|chunk| chunk.map_err(|error| broken(&*error))));
    let received = take_in(
        store,
        futures::stream::iter(body).flatten(),
        algorithm,
        file,
    )
    .await?;
    expected.verify(&received)?;
    Ok(received)
}

/// Takes a stream of bytes into the store.
pub(super) async fn take_in(
    store: &Store,
    body: impl Stream<Item = S3Result<Bytes>>,
    algorithm: &str,
    file: bool,
) -> S3Result<Received> {
    let mut body = std::pin::pin!(body);
    let mut incoming = store.incoming();
    let mut size = 0;
    let mut md5 = Md5::new();
    let mut hasher = hasher(algorithm);
    while let Some(chunk) = body.next().await {
        let chunk = chunk?;
        size += chunk.len() as u64;
        if size > LARGEST {
            return Err(s3_error!(EntityTooLarge));
        }
        md5.update(&chunk);
        hasher.update(&chunk);
        incoming.write(&chunk).await.map_err(StoreError::from)?;
    }
    let content = incoming.finish(file).await.map_err(StoreError::from)?;
    let sums = hasher.finalize();
    let crc64nvme = sums.checksum_crc64nvme.clone().unwrap_or_default();
    let value = claims!(sums)
        .into_iter()
        .find(|(name, _)| *name == algorithm)
        .map(|(_, value)| value);
    let value = value.ok_or_else(|| s3_error!(InternalError))?;
    let checksum = Checksum {
        algorithm: algorithm.to_owned(),
        value,
        composite: false,
    };
    Ok(Received {
        content,
        size,
        md5: hex(&md5.finalize()),
        checksum,
        crc64nvme,
    })
}

/// A hasher for one algorithm and CRC64NVME.
pub(super) fn hasher(algorithm: &str) -> ChecksumHasher {
    let mut hasher = ChecksumHasher {
        crc64nvme: Some(Crc64Nvme::new()),
        ..ChecksumHasher::default()
    };
    match algorithm {
        "CRC32" => hasher.crc32 = Some(Crc32::new()),
        "CRC32C" => hasher.crc32c = Some(Crc32c::new()),
        "SHA1" => hasher.sha1 = Some(Sha1::new()),
        "SHA256" => hasher.sha256 = Some(Sha256::new()),
        _ => {}
    }
    hasher
}

/// The S3 error for a body that stopped or was not what its signature says.
pub(super) fn broken(problem: &(dyn std::error::Error + 'static)) -> S3Error {
    let text = problem.to_string();
    if text.contains("Sha256Mismatch") {
        error(
            StatusCode::BAD_REQUEST,
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        )
    } else if text.contains("SignatureMismatch") {
        s3_error!(SignatureDoesNotMatch)
    } else {
        s3_error!(IncompleteBody, "The request body terminated unexpectedly")
    }
}
