//! An object of S3 to a file of this machine.

use std::path::{Component, Path, PathBuf};

use tokio::io::AsyncWriteExt;
use wardrobe_storage::Storage;
use wardrobe_storage::address::S3Url;
use wardrobe_storage::objects::Conditions;

use crate::failure::{Ended, Failure};

/// Downloads `from` into the file `to`, which is there only once it is whole.
pub(crate) async fn download(
    storage: &Storage,
    from: &S3Url,
    to: &Path,
    overwrite: bool,
    mut got: impl FnMut(u64),
) -> Ended {
    let folder = to.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    tokio::fs::create_dir_all(folder).await?;
    let object = storage
        .get(&from.bucket, &from.key, None, &Conditions::default())
        .await?;
    let size = object.content_length.and_then(|n| u64::try_from(n).ok());
    let unfinished = tempfile::Builder::new()
        .prefix(".wardrobe-")
        .suffix(".part")
        .tempfile_in(folder)?;
    let mut file = tokio::fs::File::from_std(unfinished.reopen()?);
    let (mut bytes, mut written) = (object.body, 0);
    while let Some(chunk) = bytes.try_next().await.map_err(Failure::reason)? {
        file.write_all(&chunk).await?;
        written += chunk.len() as u64;
        got(chunk.len() as u64);
    }
    file.sync_all().await?;
    if size.is_some_and(|size| size != written) {
        return Err(Failure::reason(format!(
            "{from} broke off after {written} bytes"
        )));
    }
    let kept = match overwrite {
        true => unfinished.persist(to),
        false => unfinished.persist_noclobber(to),
    };
    kept.map_err(|e| match e.error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::reason(format!(
            "{} is already there; --overwrite replaces it",
            to.display()
        )),
        _ => Failure::from(e.error),
    })?;
    Ok(())
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
