//! An object of S3 to a file of this machine.

use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use tokio::task::block_in_place;
use tokio::time::timeout;
use wardrobe_storage::Kind;
use wardrobe_storage::address::S3Url;
use wardrobe_storage::objects::{Conditions, Read};

use crate::cp::{Copied, Way};
use crate::failure::Failure;
use crate::partial::{Origin, Partial, folder_of, taken};
use crate::patience::Patience;
use crate::proof::{Sums, telling};
use crate::source::Source;

/// Without a byte for so long, the connection is given up.
const SILENCE: Duration = Duration::from_secs(60);
/// How often one download begins anew because the object has become another.
const ANEW_MAX: u32 = 3;

/// Downloads `from` into the file `to`, which is there only once it is whole and,
/// where S3 says by what, proven to be the object. What breaks off is gone on with.
/// `got` is told of bytes, and of those that count no more as a negative number.
pub(crate) async fn download(
    way: &Way<'_>,
    from: &S3Url,
    to: &Path,
    mut got: impl FnMut(i64),
) -> Result<Copied, Failure> {
    tokio::fs::create_dir_all(folder_of(to)).await?;
    if to.symlink_metadata().is_ok() {
        if way.resume {
            let there = way.storage.head(&from.bucket, &from.key, None).await?;
            if Source::look(to).await?.is(&there).await? == Some(true) {
                got(signed(there.size));
                return Ok(Copied {
                    verified: true,
                    kept: there.size,
                });
            }
        }
        if !way.overwrite {
            return Err(taken(to));
        }
    }
    let (partial, left) = match way.resume {
        true => Partial::lasting(to)?,
        false => (Partial::passing(to)?, None),
    };
    let mut download = Download {
        way,
        from,
        partial,
        under_way: None,
    };
    let kept = match left.filter(|origin| origin.url == from.to_string()) {
        Some(origin) => download.take_up(origin)?,
        None => 0,
    };
    got(signed(kept));
    let verified = download.run(&mut got).await?;
    let Some(verified) = verified else {
        let (url, to) = (from.to_string(), to.display().to_string());
        download.partial.discard()?;
        return Err(Failure::reason(format!(
            "what came of {url} is not what S3 says it has; {to} was not written"
        )));
    };
    download.partial.put_in_place(to, way.overwrite)?;
    Ok(Copied { verified, kept })
}

struct Download<'a> {
    way: &'a Way<'a>,
    from: &'a S3Url,
    partial: Partial,
    under_way: Option<UnderWay>,
}

/// What is in the file so far.
struct UnderWay {
    origin: Origin,
    sums: Sums,
    written: u64,
}

impl UnderWay {
    fn of(origin: Origin) -> Self {
        Self {
            sums: Sums::new(origin.crc64nvme.is_none()),
            origin,
            written: 0,
        }
    }
}

impl Download<'_> {
    /// Goes on with what an earlier run has left; answers how many bytes of it count.
    fn take_up(&mut self, origin: Origin) -> Result<u64, Failure> {
        // Of one that is whole the last byte is asked for: whether it is still the same.
        let have = self.partial.length()?.min(origin.size.saturating_sub(1));
        if have == 0 || origin.etag.is_empty() {
            return Ok(0);
        }
        self.partial.keep(have)?;
        let with_md5 = origin.crc64nvme.is_none();
        let sums = block_in_place(|| self.partial.sums(have, with_md5))?;
        self.under_way = Some(UnderWay {
            origin,
            sums,
            written: have,
        });
        Ok(have)
    }

    /// Reads until all is there: whether it is proven to be the object, if nothing
    /// speaks against it.
    async fn run(&mut self, got: &mut impl FnMut(i64)) -> Result<Option<bool>, Failure> {
        let (mut patience, mut anew) = (Patience::default(), 0);
        loop {
            let asked = Conditions {
                range: self
                    .under_way
                    .as_ref()
                    .map(|u| format!("bytes={}-", u.written)),
                if_match: self.under_way.as_ref().map(|u| u.origin.etag.clone()),
                ..Conditions::default()
            };
            let S3Url { bucket, key } = self.from;
            let object = match self
                .way
                .storage
                .get_with_checksum(bucket, key, &asked)
                .await
            {
                Ok(object) => object,
                Err(error)
                    if matches!(
                        error.kind,
                        Kind::PreconditionFailed | Kind::RangeNotSatisfiable
                    ) && self.under_way.is_some()
                        && anew < ANEW_MAX =>
                {
                    anew += 1;
                    self.forget(got);
                    continue;
                }
                Err(error) => match patience.another_after(&error).await {
                    true => continue,
                    false => return Err(error.into()),
                },
            };
            let broke = self.take(object, &mut patience, got).await?;
            let Some(under_way) = &self.under_way else {
                return Err(Failure::reason("nothing came"));
            };
            let UnderWay {
                origin,
                sums,
                written,
            } = under_way;
            if *written == origin.size {
                let etag = origin.etag_tells.then_some(origin.etag.as_str());
                return Ok(match sums.are(origin.crc64nvme.as_deref(), etag) {
                    Some(false) => None,
                    proven => Some(proven == Some(true)),
                });
            }
            let broken = format!("{} broke off after {written} bytes: {broke}", self.from);
            if origin.etag.is_empty() {
                self.forget(got);
            }
            if !patience.another().await {
                return Err(Failure::reason(broken));
            }
        }
    }

    fn forget(&mut self, got: &mut impl FnMut(i64)) {
        if let Some(under_way) = self.under_way.take() {
            got(-signed(under_way.written));
        }
    }

    /// Writes what comes; answers why no more did.
    async fn take(
        &mut self,
        object: Read,
        patience: &mut Patience,
        got: &mut impl FnMut(i64),
    ) -> Result<String, Failure> {
        let goes_on = self.under_way.as_ref().is_some_and(|u| {
            let range = object.content_range.as_deref().unwrap_or_default();
            range.starts_with(&format!("bytes {}-", u.written))
                && object.e_tag.as_ref() == Some(&u.origin.etag)
        });
        if !goes_on {
            if object.content_range.is_some() {
                return Err(Failure::reason(format!(
                    "S3 answered with another part of {} than was asked for",
                    self.from
                )));
            }
            self.forget(got);
            let origin = self.origin(&object).await?;
            self.partial.begin(&origin)?;
            self.under_way = Some(UnderWay::of(origin));
        }
        let Some(under_way) = &mut self.under_way else {
            return Ok(String::new());
        };
        let mut bytes = object.body;
        loop {
            let chunk = match timeout(SILENCE, bytes.try_next()).await {
                Ok(Ok(Some(chunk))) => chunk,
                Ok(Ok(None)) => return Ok("the connection ended".to_owned()),
                Ok(Err(error)) => return Ok(error.to_string()),
                Err(_) => return Ok(format!("nothing came for {} s", SILENCE.as_secs())),
            };
            let length = chunk.len() as u64;
            if under_way.origin.size - under_way.written < length {
                return Err(Failure::reason(format!(
                    "S3 sent more of {} than there is",
                    self.from
                )));
            }
            self.partial.file.write_all(&chunk)?;
            under_way.sums.update(&chunk);
            under_way.written += length;
            patience.renew();
            got(signed(length));
        }
    }

    async fn origin(&self, object: &Read) -> Result<Origin, Failure> {
        let S3Url { bucket, key } = self.from;
        let told = object.content_length.and_then(|n| u64::try_from(n).ok());
        let size = match told {
            Some(size) => size,
            None => self.way.storage.head(bucket, key, None).await?.size,
        };
        let encryption = object.server_side_encryption.as_ref().map(|e| e.as_str());
        Ok(Origin {
            url: self.from.to_string(),
            size,
            crc64nvme: object.checksum_crc64_nvme.clone(),
            etag_tells: telling(object.e_tag.as_deref(), encryption).is_some(),
            etag: object.e_tag.clone().unwrap_or_default(),
        })
    }
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// The file for the part of a key below the folder that is copied. A key that
/// would leave `folder`, or is no path at all, has none.
pub(crate) fn file_for(folder: &Path, rest: &str) -> Result<PathBuf, Failure> {
    let names = rest.split('/').all(|name| !matches!(name, "" | "." | ".."));
    let path = Path::new(rest);
    let normal = path.components().all(|c| matches!(c, Component::Normal(_)));
    match names && normal && !rest.contains('\0') {
        true => Ok(folder.join(path)),
        false => Err(Failure::reason(format!("{rest:?} cannot be a file here"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_leaves_the_folder() {
        let of = |rest| file_for(Path::new("here"), rest).ok();
        assert_eq!(of("a/b.txt"), Some(PathBuf::from("here/a/b.txt")));
        for rest in [
            "",
            "../up",
            "a/../../up",
            "/lead",
            "a//b",
            "./a",
            "a/",
            "nul\0",
        ] {
            assert_eq!(of(rest), None, "{rest:?}");
        }
    }
}
