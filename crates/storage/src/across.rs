//! Copying between two roles: one reads, the other writes. Where the one that writes may
//! read as well, S3 copies by itself; else the bytes pass through here, and are proven on
//! both sides. Encryption is what the target bucket makes it: a key of one account is
//! rarely another's.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_s3::primitives::ByteStream;
use futures::{StreamExt, TryStreamExt, stream};
use tokio_util::io::ReaderStream;

use crate::address::object_arn;
use crate::body::from_stream;
use crate::checksum;
use crate::copy::{Copied, Copying, How, ranges, storage_class};
use crate::error::Kind;
use crate::etag;
use crate::head::{Checksum, Head};
use crate::multipart::Part;
use crate::objects::{Conditions, PutOptions, Stored, date};
use crate::told::Told;
use crate::unfinished::Unfinished;
use crate::{Result, Storage, StorageError};

/// Up to so many bytes are held at once and sent in one piece.
const ONE_PIECE: u64 = 8 * 1024 * 1024;
/// Parts of one object under way at once. They are streamed, not held.
const PARTS_AT_ONCE: usize = 4;
/// How often a part is sent.
const TRIES: u32 = 4;

/// What reads, and whether what writes may read as well, as far as is known.
#[derive(Clone)]
pub struct Reader {
    storage: Storage,
    alone: Arc<AtomicBool>,
}

/// What bytes prove themselves by as they pass.
#[derive(Default)]
struct Passing {
    crc: checksum::Running,
    md5: etag::Running,
    length: u64,
}

impl Passing {
    fn update(&mut self, bytes: &[u8]) {
        self.crc.update(bytes);
        self.md5.update(bytes);
        self.length += bytes.len() as u64;
    }

    /// As S3 would describe them.
    fn head(&self) -> Head {
        Head {
            size: self.length,
            etag: Some(format!("\"{}\"", self.md5.hex())),
            checksum: Some(crc(self.crc.base64())),
            ..Head::default()
        }
    }
}

fn crc(value: String) -> Checksum {
    Checksum {
        algorithm: "CRC64NVME",
        value,
        kind: Some("FULL_OBJECT".to_owned()),
    }
}

impl Reader {
    /// Reads as `storage`.
    pub fn new(storage: Storage) -> Self {
        Self {
            storage,
            alone: Arc::default(),
        }
    }
}

impl Storage {
    /// As [`Storage::copy_verified`], of an object that `reader` may read, to where this
    /// storage may write.
    pub async fn copy_across(
        &self,
        reader: &Reader,
        copying: &Copying,
        from: &str,
        to: &str,
        how: How<'_>,
    ) -> Result<Copied> {
        let source = match self.before(&reader.storage, copying, from, to, how).await? {
            Ok(source) => source,
            Err(done) => return Ok(done),
        };
        let one_store = self.settings().endpoint == reader.storage.settings().endpoint;
        if one_store && !reader.alone.load(Ordering::Relaxed) {
            match self
                .copy_proven(copying, copying.from(from), to, &plain(&source))
                .await
            {
                Err(error) if matches!(error.kind, Kind::Denied | Kind::Missing) => {
                    reader.alone.store(true, Ordering::Relaxed);
                }
                copied => return copied.map(|()| Copied::Verified(Box::new(source))),
            }
        }
        let tags = reader.storage.tags_header(copying.from(from)).await?;
        if source.size <= ONE_PIECE {
            self.one_piece(&reader.storage, copying, from, to, &source, tags)
                .await?;
        } else {
            self.in_parts(&reader.storage, copying, from, to, &source, tags)
                .await?;
        }
        Ok(Copied::Verified(Box::new(source)))
    }

    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html>
    async fn one_piece(
        &self,
        reader: &Self,
        copying: &Copying,
        from: &str,
        to: &str,
        source: &Head,
        tags: Option<String>,
    ) -> Result<()> {
        let exactly = Conditions {
            if_match: source.etag.clone(),
            ..Conditions::default()
        };
        let (bucket, here) = (&copying.target_bucket, &copying.source_bucket);
        let read = reader.get(here, from, None, &exactly).await?;
        let body = read.body.collect().await.map_err(|error| {
            StorageError::new(
                Kind::Unreachable,
                "s3:GetObject",
                object_arn(here, from),
                error.to_string(),
            )
        })?;
        let body = body.into_bytes();
        let mut passed = Passing::default();
        passed.update(&body);
        let sent = passed.head();
        if !is(source, &sent) {
            return Err(other(here, from));
        }
        let (body, tags, sum) = (&body, &tags, passed.crc.base64());
        let sum = &sum;
        let answer = self
            .follow(bucket, |client| async move {
                client
                    .put_object()
                    .bucket(bucket)
                    .key(to)
                    .body(ByteStream::from(body.clone()))
                    .set_content_type(source.content_type.clone())
                    .set_content_encoding(source.content_encoding.clone())
                    .set_content_language(source.content_language.clone())
                    .set_content_disposition(source.content_disposition.clone())
                    .set_cache_control(source.cache_control.clone())
                    .set_expires(date(&source.expires))
                    .set_metadata(Some(source.metadata.clone()))
                    .set_tagging(tags.clone())
                    .set_storage_class(storage_class(source))
                    .set_if_none_match((!copying.overwrite).then(|| "*".to_owned()))
                    .checksum_crc64_nvme(sum)
                    .send()
                    .await
                    .map_err(|e| StorageError::from_sdk(&e, "s3:PutObject", object_arn(bucket, to)))
            })
            .await?;
        let told = Told {
            etag: answer.e_tag,
            checksum: answer.checksum_crc64_nvme.map(crc),
        };
        match told.proves(&sent) {
            true => Ok(()),
            false => self.verify(bucket, to, &sent, told.etag.as_deref()).await,
        }
    }

    async fn in_parts(
        &self,
        reader: &Self,
        copying: &Copying,
        from: &str,
        to: &str,
        source: &Head,
        tags: Option<String>,
    ) -> Result<()> {
        let bucket = &copying.target_bucket;
        let upload = self
            .begin_like(copying, to, &plain(source), tags, true)
            .await?;
        let unfinished = Unfinished::new(self, bucket, to, &upload);
        let sent = self
            .all_parts(reader, copying, from, to, source, &upload)
            .await;
        let (stored, whole) = unfinished.after(sent).await?;
        self.verify(bucket, to, &whole, stored.etag.as_deref())
            .await
    }

    /// Sends all parts and makes the object of them; answers what S3 says of it, and what
    /// it must be.
    async fn all_parts(
        &self,
        reader: &Self,
        copying: &Copying,
        from: &str,
        to: &str,
        source: &Head,
        upload: &str,
    ) -> Result<(Stored, Head)> {
        let bucket = &copying.target_bucket;
        let mut parts: Vec<Part> = stream::iter(ranges(source.size))
            .map(|(number, start, end)| async move {
                let mut tries = 1;
                loop {
                    let range = (number, start, end);
                    let part = self.pass_part(reader, copying, from, to, source, upload, range);
                    match part.await {
                        Err(error) if passes(&error) && tries < TRIES => tries += 1,
                        part => return part,
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(250 << tries)).await;
                }
            })
            .buffer_unordered(PARTS_AT_ONCE)
            .try_collect()
            .await?;
        parts.sort_by_key(|part| part.number);
        let sums = parts
            .iter()
            .map(|part| (part.crc64nvme.as_deref().unwrap_or_default(), part.size));
        let sum = checksum::combine(sums);
        let whole = Head {
            size: source.size,
            checksum: sum.clone().map(crc),
            ..Head::default()
        };
        if !is(source, &whole) {
            return Err(other(&copying.source_bucket, from));
        }
        // Other stores know neither the parts' checksums nor that of the whole.
        let known = self.settings().endpoint.is_none();
        for part in parts.iter_mut().filter(|_| !known) {
            part.crc64nvme = None;
        }
        let options = PutOptions {
            create_only: !copying.overwrite,
            crc64nvme: sum.filter(|_| known),
            ..PutOptions::default()
        };
        let stored = self
            .complete_multipart(bucket, to, upload, &parts, &options)
            .await?;
        Ok((stored, whole))
    }

    /// Streams one part from the one to the other. Its checksum is that of the bytes that
    /// passed, and what S3 says of them is the same.
    #[expect(clippy::too_many_arguments, reason = "two ends and a range")]
    async fn pass_part(
        &self,
        reader: &Self,
        copying: &Copying,
        from: &str,
        to: &str,
        source: &Head,
        upload: &str,
        (number, start, end): (i32, u64, u64),
    ) -> Result<Part> {
        let exactly = Conditions {
            range: Some(format!("bytes={start}-{end}")),
            if_match: source.etag.clone(),
            ..Conditions::default()
        };
        let read = reader
            .get(&copying.source_bucket, from, None, &exactly)
            .await?;
        let passing = Arc::new(Mutex::new(Passing::default()));
        let seen = Arc::clone(&passing);
        let body = ReaderStream::new(read.body.into_async_read()).inspect_ok(move |chunk| {
            seen.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .update(chunk);
        });
        let (bucket, length) = (&copying.target_bucket, end - start + 1);
        let part = self
            .upload_part(bucket, to, upload, number, from_stream(body), length, None)
            .await?;
        let passed = passing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .head();
        let told = Told {
            etag: Some(part.etag.clone()),
            checksum: part.crc64nvme.clone().map(crc),
        };
        if passed.size != length || told.contradicts(&passed) {
            return Err(other(bucket, to));
        }
        Ok(Part {
            crc64nvme: passed.checksum.map(|sum| sum.value),
            ..part
        })
    }
}

/// The same to be written with no key of its own.
fn plain(source: &Head) -> Head {
    Head {
        encryption: None,
        kms_key: None,
        ..source.clone()
    }
}

/// Whether what passed is the object, by whatever S3 knows of it.
fn is(source: &Head, passed: &Head) -> bool {
    // With a key of KMS an ETag looks like an MD5 and is none.
    let told = Told {
        etag: source.etag.clone().filter(|_| !source.by_kms()),
        checksum: source.checksum.clone(),
    };
    source.size == passed.size && !told.contradicts(passed)
}

fn other(bucket: &str, key: &str) -> StorageError {
    let words = "What arrived is not what was sent. The source is untouched.";
    StorageError::new(Kind::Other, "s3:PutObject", object_arn(bucket, key), words)
}

fn passes(error: &StorageError) -> bool {
    matches!(
        error.kind,
        Kind::Throttled | Kind::Unreachable | Kind::Other
    )
}
