//! A file of this machine to S3.

use std::collections::BTreeMap;
use std::path::Path;

use futures::{StreamExt, TryStreamExt, stream};
use wardrobe_storage::address::S3Url;
use wardrobe_storage::multipart::Part;
use wardrobe_storage::objects::{PutOptions, Stored};
use wardrobe_storage::{Kind, StorageError, body, checksum, etag};

use crate::cp::{Copied, Way};
use crate::failure::Failure;
use crate::patience::Patience;
use crate::proof::told;
use crate::source::{Source, cut};
use crate::unfinished::{self, Arrived};

/// Files up to this many bytes go in one request.
const AT_ONCE_MAX: u64 = 16 * 1024 * 1024;
/// Parts under way at once.
const PARTS_AT_ONCE: usize = 4;

/// Uploads `from`; `sent` is told of bytes that S3 has. Unless it may overwrite,
/// never over another object. When it fails or is stopped no part is left behind,
/// unless it is to be resumed.
pub(crate) async fn upload(
    way: &Way<'_>,
    from: &Path,
    to: &S3Url,
    mut sent: impl FnMut(u64),
) -> Result<Copied, Failure> {
    let file = Source::look(from).await?;
    let size = file.size;
    let upload = Upload { way, to, file };
    let small = size <= AT_ONCE_MAX;
    if way.resume || !way.overwrite && !small {
        // Who may write need not be allowed to look: S3 itself will not write over it.
        let there = way.storage.head(&to.bucket, &to.key, None).await.ok();
        if let Some(there) = there {
            if way.resume && upload.file.is(&there).await? == Some(true) {
                sent(size);
                return Ok(Copied {
                    verified: true,
                    kept: size,
                });
            }
            if !way.overwrite {
                return Err(upload.taken());
            }
        }
    }
    if !small {
        return upload.in_parts(sent).await;
    }
    let copied = tokio::select! {
        copied = upload.at_once() => copied?,
        () = way.stop.cancelled() => return Err(Failure::reason("stopped")),
    };
    sent(size);
    Ok(copied)
}

struct Upload<'a> {
    way: &'a Way<'a>,
    to: &'a S3Url,
    file: Source,
}

impl Upload<'_> {
    fn taken(&self) -> Failure {
        Failure::reason(format!(
            "{} is already there; --overwrite replaces it",
            self.to
        ))
    }

    fn failed(&self, error: StorageError) -> Failure {
        match error.kind {
            Kind::PreconditionFailed | Kind::Conflict if !self.way.overwrite => self.taken(),
            _ => Failure::from(error),
        }
    }

    fn options(&self, crc64nvme: Option<String>) -> PutOptions {
        PutOptions {
            create_only: !self.way.overwrite,
            crc64nvme,
            ..PutOptions::default()
        }
    }

    async fn at_once(&self) -> Result<Copied, Failure> {
        let S3Url { bucket, key } = self.to;
        let size = self.file.size;
        let mut patience = Patience::default();
        let (stored, sums) = loop {
            let sums = self.file.sums(0, size, false).await?;
            let bytes = body::from_stream(self.file.piece(0, size).await?);
            let options = self.options(Some(sums.crc64nvme()));
            match self
                .way
                .storage
                .put(bucket, key, bytes, size, options)
                .await
            {
                Ok(stored) => break (stored, sums),
                // The answer to an earlier try may have been lost: then it is there.
                Err(error) if error.kind == Kind::PreconditionFailed && patience.tried() => {
                    let there = self.way.storage.head(bucket, key, None).await?;
                    return match self.file.is(&there).await? {
                        Some(true) => Ok(Copied {
                            verified: true,
                            kept: 0,
                        }),
                        _ => Err(self.failed(error)),
                    };
                }
                Err(error) => {
                    if !patience.another_after(&error).await {
                        return Err(self.failed(error));
                    }
                }
            }
        };
        let verified = match &stored.crc64nvme {
            Some(told) => self.same(told, &sums.crc64nvme())?,
            // An ETag that differs may simply be no MD5.
            None => {
                let sums = self.file.sums(0, size, true).await?;
                sums.are(None, stored.etag.as_deref()) == Some(true)
            }
        };
        Ok(Copied { verified, kept: 0 })
    }

    fn same(&self, told: &str, ours: &str) -> Result<bool, Failure> {
        match told == ours {
            true => Ok(true),
            false => Err(Failure::reason(format!(
                "S3 says it has other bytes in {} than were sent: CRC64NVME {told} and not {ours}",
                self.to
            ))),
        }
    }

    async fn in_parts(&self, mut sent: impl FnMut(u64)) -> Result<Copied, Failure> {
        let (Way { storage, stop, .. }, S3Url { bucket, key }) = (self.way, self.to);
        let found = match self.way.resume {
            true => unfinished::find(storage, &self.file, self.to).await?,
            false => None,
        };
        let (id, kept) = match found {
            Some(found) => found,
            None => {
                let begun = storage.create_multipart(bucket, key, None).await?;
                (begun, BTreeMap::new())
            }
        };
        let already: u64 = kept.values().map(|arrived| arrived.part.size).sum();
        sent(already);
        let work = async {
            let arrived = self.send(&id, kept, sent).await?;
            if !self.file.unchanged().await? {
                return Err(self.changed());
            }
            self.complete(&id, arrived).await
        };
        let ended = tokio::select! {
            ended = work => ended,
            () = stop.cancelled() => Err(Failure::reason("stopped")),
        };
        let mut failure = match ended {
            Ok(verified) => {
                return Ok(Copied {
                    verified,
                    kept: already,
                });
            }
            Err(failure) => failure,
        };
        // Parts of what the file was are of no file, and never will be.
        let unchanged = self.file.unchanged().await.unwrap_or(false);
        if !unchanged {
            failure = self.changed();
        } else if self.way.resume {
            return Err(failure.and("what S3 has of it is kept, and --resume goes on with it"));
        }
        // They would be paid for.
        match storage.abort_multipart(bucket, key, &id).await {
            Ok(()) => Err(failure),
            Err(error) => Err(failure.and(format!("its parts could not be removed: {error}"))),
        }
    }

    fn changed(&self) -> Failure {
        let path = self.file.path.display();
        Failure::reason(format!(
            "{path} has been changed while it was read; nothing was stored"
        ))
    }

    /// Sends what is not there yet; all parts, in order.
    async fn send(
        &self,
        id: &str,
        mut arrived: BTreeMap<i32, Arrived>,
        mut sent: impl FnMut(u64),
    ) -> Result<BTreeMap<i32, Arrived>, Failure> {
        let missing: Vec<_> = cut(self.file.size)
            .filter(|(number, ..)| !arrived.contains_key(number))
            .collect();
        let mut uploads = stream::iter(missing)
            .map(|(number, start, length)| self.part(id, number, start, length))
            .buffer_unordered(PARTS_AT_ONCE);
        while let Some(now) = uploads.try_next().await? {
            sent(now.part.size);
            arrived.insert(now.part.number, now);
        }
        Ok(arrived)
    }

    async fn part(
        &self,
        id: &str,
        number: i32,
        start: u64,
        length: u64,
    ) -> Result<Arrived, Failure> {
        let S3Url { bucket, key } = self.to;
        let mut patience = Patience::default();
        loop {
            let sums = self.file.sums(start, length, false).await?;
            let ours = sums.crc64nvme();
            let bytes = body::from_stream(self.file.piece(start, length).await?);
            let sum = Some(ours.clone());
            let sent = self
                .way
                .storage
                .upload_part(bucket, key, id, number, bytes, length, sum);
            match sent.await {
                Ok(part) => {
                    let proven = match &part.crc64nvme {
                        Some(told) => self.same(told, &ours)?,
                        None => {
                            let sums = self.file.sums(start, length, true).await?;
                            sums.are(None, Some(&part.etag)) == Some(true)
                        }
                    };
                    return Ok(Arrived {
                        part,
                        crc64nvme: ours,
                        proven,
                    });
                }
                Err(error) => {
                    if !patience.another_after(&error).await {
                        return Err(self.failed(error));
                    }
                }
            }
        }
    }

    /// Makes the object; whether it is proven to be the file.
    async fn complete(&self, id: &str, arrived: BTreeMap<i32, Arrived>) -> Result<bool, Failure> {
        let S3Url { bucket, key } = self.to;
        let pieces = arrived
            .values()
            .map(|a| (a.crc64nvme.as_str(), a.part.size));
        let whole = checksum::combine(pieces).unwrap_or_default();
        let proven = arrived.values().all(|arrived| arrived.proven);
        let parts: Vec<Part> = arrived.into_values().map(|arrived| arrived.part).collect();
        let kept = parts.iter().all(|part| part.crc64nvme.is_some());
        let options = self.options(kept.then(|| whole.clone()));
        let mut patience = Patience::default();
        let stored = loop {
            let done = self
                .way
                .storage
                .complete_multipart(bucket, key, id, &parts, &options);
            let error = match done.await {
                Ok(stored) => break stored,
                Err(error) => error,
            };
            // The answer to an earlier try may have been lost: then the upload is gone
            // and the object there.
            if let Some(stored) = self.done_before(id, &error, &whole, &parts).await {
                break stored;
            }
            if !patience.another_after(&error).await {
                return Err(self.failed(error));
            }
        };
        match &stored {
            Stored {
                crc64nvme: Some(told),
                ..
            } => self.same(told, &whole),
            Stored { etag, .. } => Ok(proven && made_of(&parts, etag.as_deref())),
        }
    }

    async fn done_before(
        &self,
        id: &str,
        error: &StorageError,
        whole: &str,
        parts: &[Part],
    ) -> Option<Stored> {
        let (storage, S3Url { bucket, key }) = (self.way.storage, self.to);
        match error.kind {
            Kind::Missing => {}
            Kind::PreconditionFailed | Kind::Conflict => {
                let left = storage.list_parts(bucket, key, id).await.err()?;
                (left.kind == Kind::Missing).then_some(())?;
            }
            _ => return None,
        }
        let head = storage.head(bucket, key, None).await.ok()?;
        let (crc64nvme, etag) = told(&head);
        let same = match crc64nvme {
            Some(told) => told == whole,
            None => made_of(parts, etag),
        };
        same.then(|| Stored {
            crc64nvme: crc64nvme.map(str::to_owned),
            etag: head.etag.clone(),
            version_id: head.version_id.clone(),
        })
    }
}

/// Whether an object with this ETag is made of these parts.
fn made_of(parts: &[Part], etag: Option<&str>) -> bool {
    let ours = etag::of_parts(parts);
    ours.is_some() && ours.as_deref() == etag.map(etag::bare)
}
