//! A file of this machine to S3.

use std::path::Path;

use bytes::Bytes;
use futures::{Stream, StreamExt, TryStreamExt, stream};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;
use tokio_util::sync::CancellationToken;
use wardrobe_storage::address::{S3Url, object_arn};
use wardrobe_storage::multipart::part_size;
use wardrobe_storage::objects::PutOptions;
use wardrobe_storage::{Kind, Storage, StorageError, body};

use crate::failure::{Ended, Failure};

/// Files up to this many bytes go in one request.
const AT_ONCE_MAX: u64 = 16 * 1024 * 1024;
/// Parts under way at once.
const PARTS_AT_ONCE: usize = 4;

/// Uploads `from`; `sent` is told of bytes that S3 has taken. Unless
/// `overwrite`, never over another object. After `stop` no part is left behind.
pub(crate) async fn upload(
    storage: &Storage,
    from: &Path,
    to: &S3Url,
    overwrite: bool,
    stop: &CancellationToken,
    mut sent: impl FnMut(u64),
) -> Ended {
    let size = File::open(from).await?.metadata().await?.len();
    let options = PutOptions {
        create_only: !overwrite,
        ..PutOptions::default()
    };
    let taken = |error: StorageError| match error.kind {
        Kind::PreconditionFailed | Kind::Conflict if !overwrite => {
            Failure::reason(format!("{to} is already there; --overwrite replaces it"))
        }
        _ => Failure::from(error),
    };
    if size <= AT_ONCE_MAX {
        let bytes = body::from_stream(piece(from, 0, size).await?);
        storage
            .put(&to.bucket, &to.key, bytes, size, options)
            .await
            .map_err(taken)?;
        sent(size);
        return Ok(());
    }
    if !overwrite && storage.head(&to.bucket, &to.key, None).await.is_ok() {
        let arn = object_arn(&to.bucket, &to.key);
        return Err(taken(StorageError::new(
            Kind::Conflict,
            "s3:PutObject",
            arn,
            "",
        )));
    }
    let upload_id = storage.create_multipart(&to.bucket, &to.key, None).await?;
    let work = parts(storage, from, to, &upload_id, size, &options, sent);
    let ended = tokio::select! {
        ended = work => ended.map_err(taken),
        () = stop.cancelled() => Err(Failure::reason("stopped")),
    };
    if ended.is_err() {
        // Parts of nothing would be paid for.
        storage
            .abort_multipart(&to.bucket, &to.key, &upload_id)
            .await?;
    }
    ended
}

async fn parts(
    storage: &Storage,
    from: &Path,
    to: &S3Url,
    upload_id: &str,
    size: u64,
    options: &PutOptions,
    mut sent: impl FnMut(u64),
) -> Result<(), StorageError> {
    let part = part_size(size);
    let count = i32::try_from(size.div_ceil(part)).unwrap_or(i32::MAX);
    let unread = |error: std::io::Error| {
        let arn = object_arn(&to.bucket, &to.key);
        StorageError::new(Kind::Invalid, "s3:PutObject", arn, error.to_string())
    };
    let mut uploads = stream::iter(1..=count)
        .map(|number| async move {
            let start = part * (u64::from(number.unsigned_abs()) - 1);
            let length = part.min(size - start);
            let bytes = body::from_stream(piece(from, start, length).await.map_err(unread)?);
            storage
                .upload_part(&to.bucket, &to.key, upload_id, number, bytes, length, None)
                .await
        })
        .buffer_unordered(PARTS_AT_ONCE);
    let mut done = Vec::new();
    while let Some(part) = uploads.try_next().await? {
        sent(part.size);
        done.push(part);
    }
    done.sort_by_key(|part| part.number);
    storage
        .complete_multipart(&to.bucket, &to.key, upload_id, &done, options)
        .await
        .map(drop)
}

async fn piece(
    path: &Path,
    start: u64,
    length: u64,
) -> std::io::Result<impl Stream<Item = std::io::Result<Bytes>> + Send + use<>> {
    let mut file = File::open(path).await?;
    file.seek(std::io::SeekFrom::Start(start)).await?;
    Ok(ReaderStream::with_capacity(file.take(length), 256 * 1024))
}
