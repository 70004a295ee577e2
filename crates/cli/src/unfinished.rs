//! An upload that an earlier run has left unfinished, and what of it is this file's.

use std::collections::BTreeMap;

use wardrobe_storage::address::S3Url;
use wardrobe_storage::multipart::Part;
use wardrobe_storage::{Kind, Storage};

use crate::failure::Failure;
use crate::output::moment;
use crate::source::{Source, cut};

/// A part that S3 has, of the file's bytes.
pub(crate) struct Arrived {
    pub part: Part,
    /// Of the file's own bytes, base64.
    pub crc64nvme: String,
    /// Whether S3 has told something they were compared with.
    pub proven: bool,
}

/// Finds the unfinished upload of this key whose parts are those of `file`, and of
/// several the one that has most: its id and the parts. One whose parts are of
/// something else is left as it is, and is the reason of the failure.
pub(crate) async fn find(
    storage: &Storage,
    file: &Source,
    to: &S3Url,
) -> Result<Option<(String, BTreeMap<i32, Arrived>)>, Failure> {
    let mut begun = Vec::new();
    let (uploads, _) = storage.list_uploads(&to.bucket, &to.key).await?;
    for upload in uploads {
        // Those of `a` and of `ab` begin alike.
        if upload.key != to.key {
            continue;
        }
        match storage
            .list_parts(&to.bucket, &to.key, &upload.upload_id)
            .await
        {
            // Nothing says whose it is, and nothing would be gained.
            Ok(parts) if parts.is_empty() => {}
            Ok(parts) => begun.push((upload, parts)),
            Err(error) if error.kind == Kind::Missing => {}
            Err(error) => return Err(error.into()),
        }
    }
    begun.sort_by_key(|(_, parts)| std::cmp::Reverse(parts.iter().map(|p| p.size).sum::<u64>()));
    let mut other = None;
    for (upload, parts) in begun {
        match same(file, parts).await? {
            Ok(parts) => return Ok(Some((upload.upload_id, parts))),
            Err(reason) => other = other.or(Some((upload.initiated, reason))),
        }
    }
    let Some((initiated, reason)) = other else {
        return Ok(None);
    };
    Err(Failure::reason(format!(
        "the unfinished upload of {to}, begun {} UTC, is not of {} as it is now: {reason}. It is left as it is and \
         nothing was sent; without --resume a new upload begins beside it",
        moment(initiated),
        file.path.display()
    )))
}

/// The parts that need not be sent again, or why these are of something else. What
/// cannot be compared is sent again.
async fn same(
    file: &Source,
    parts: Vec<Part>,
) -> Result<Result<BTreeMap<i32, Arrived>, String>, Failure> {
    let cut: BTreeMap<i32, (u64, u64)> = cut(file.size)
        .map(|(number, start, length)| (number, (start, length)))
        .collect();
    let fits = |part: &Part| {
        cut.get(&part.number)
            .is_some_and(|piece| piece.1 == part.size)
    };
    if let Some(part) = parts.iter().find(|part| !fits(part)) {
        let Part { number, size, .. } = part;
        return Ok(Err(format!(
            "its part {number} has {size} bytes, which a file of this size would not have"
        )));
    }
    let mut same = BTreeMap::new();
    for part in parts {
        let Some((start, length)) = cut.get(&part.number) else {
            continue;
        };
        let told = part.crc64nvme.as_deref();
        let sums = file.sums(*start, *length, told.is_none()).await?;
        match sums.are(told, Some(&part.etag)) {
            Some(true) => {}
            Some(false) => return Ok(Err(format!("its part {} has other bytes", part.number))),
            None => continue,
        }
        let found = Arrived {
            crc64nvme: sums.crc64nvme(),
            proven: true,
            part,
        };
        same.insert(found.part.number, found);
    }
    Ok(Ok(same))
}
