//! `wardrobe cp`.

use std::path::{Path, PathBuf};

use futures::StreamExt;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use wardrobe_storage::Storage;
use wardrobe_storage::address::S3Url;
use wardrobe_storage::copy::{Copying, Item};
use wardrobe_storage::list::Listing;
use wardrobe_storage::progress::Step;

use crate::arguments::Cp;
use crate::connection::{address, open};
use crate::download::{download, file_for};
use crate::failure::{Ended, Failure};
use crate::output::{Progress, line, plain, size};
use crate::serve::stopped;
use crate::upload::upload;

/// A copy under way.
struct Work<'a> {
    cp: &'a Cp,
    storage: Storage,
    progress: Progress,
    failed: u64,
    /// Copies proven to be what was copied; `None` where this is not looked at here.
    verified: Option<u64>,
    /// Bytes that an earlier run had brought.
    kept: u64,
    stop: CancellationToken,
}

/// How a file is to be copied.
pub(crate) struct Way<'a> {
    pub storage: &'a Storage,
    /// Whether what is there may be written over.
    pub overwrite: bool,
    /// Whether it goes on with what an earlier run has left, and leaves what it has.
    pub resume: bool,
    /// Ctrl-C.
    pub stop: &'a CancellationToken,
}

/// A copy that is there.
pub(crate) struct Copied {
    /// Whether it is proven to be what was copied.
    pub verified: bool,
    /// Bytes of it that an earlier run had brought.
    pub kept: u64,
}

pub(crate) async fn run(mut cp: Cp) -> Ended {
    let places = std::mem::take(&mut cp.places);
    let name = (places.len() == 3).then(|| places[0].clone());
    let [from, to] = &places[places.len() - 2..] else {
        return Err(Failure::usage("say from where and to where"));
    };
    let remote = |text: &str| text.starts_with("s3://").then(|| address(text)).transpose();
    let (source, target) = (remote(from)?, remote(to)?);
    let urls: Vec<&S3Url> = source.iter().chain(&target).collect();
    if urls.is_empty() {
        return Err(Failure::usage("one of the two must be s3://BUCKET/KEY"));
    }
    if cp.resume && urls.len() == 2 {
        return Err(Failure::usage(
            "--resume is for files of this machine: nothing unfinished is kept inside S3",
        ));
    }
    let mut work = Work {
        storage: open(&cp.through, name.as_deref(), &urls).await?,
        progress: Progress::new("copied", cp.output.json),
        failed: 0,
        verified: None,
        kept: 0,
        stop: CancellationToken::new(),
        cp: &cp,
    };
    let stop = work.stop.clone();
    let told = stop.clone();
    tokio::spawn(async move {
        stopped().await;
        told.cancel();
    });
    match (source, target) {
        // An upload cleans up after itself; the others leave nothing to clean.
        (None, Some(target)) => work.up(Path::new(from), target).await?,
        (Some(source), Some(target)) => tokio::select! {
            ended = work.inside(&source, target) => ended?,
            () = stop.cancelled() => return Err(Failure::reason("stopped")),
        },
        (Some(source), None) => tokio::select! {
            ended = work.down(&source, Path::new(to)) => ended?,
            () = stop.cancelled() => return Err(match cp.resume {
                true => Failure::reason("stopped; what has come is kept, and --resume goes on with it"),
                false => Failure::reason("stopped"),
            }),
        },
        (None, None) => {}
    }
    work.report()
}

impl Work<'_> {
    fn note(&mut self, what: &str, ended: Ended) {
        match ended {
            Ok(()) => self.progress.add(1, 0),
            Err(failure) => {
                self.failed += 1;
                self.progress.pause();
                eprint!("{}: ", plain(what));
                failure.report();
            }
        }
    }

    fn copied(&mut self, copied: &Copied) {
        *self.verified.get_or_insert(0) += u64::from(copied.verified);
        self.kept += copied.kept;
        self.progress.add(1, 0);
    }

    fn report(self) -> Ended {
        let (copied, bytes) = self.progress.done();
        let (failed, kept) = (self.failed, self.kept);
        if self.cp.output.json {
            let mut told = json!({ "copied": copied, "bytes": bytes, "failed": failed });
            if let Some(verified) = self.verified {
                told["verified"] = verified.into();
                told["kept_bytes"] = kept.into();
            }
            line(&told.to_string());
        } else {
            let verified = self.verified.map(|n| format!("{n} verified, "));
            let kept = (kept > 0).then(|| format!("; {} were there before", size(kept)));
            let (verified, kept) = (verified.unwrap_or_default(), kept.unwrap_or_default());
            line(&format!("{copied} copied, {verified}{failed} failed{kept}"));
        }
        match failed {
            0 => Ok(()),
            _ => Err(Failure::reason(format!("{failed} were not copied"))),
        }
    }

    async fn inside(&mut self, source: &S3Url, mut target: S3Url) -> Ended {
        let item = if self.cp.recursive {
            let (from, to) = (folder(&source.key), folder(&target.key));
            if source.bucket == target.bucket && to.starts_with(&from) {
                return Err(Failure::usage("a folder cannot go into itself"));
            }
            Item::Prefix { from, to }
        } else {
            single(source)?;
            into_folder(&mut target, &source.key);
            Item::Object {
                from: source.key.clone(),
                to: target.key.clone(),
            }
        };
        let copying = Copying {
            source_bucket: source.bucket.clone(),
            target_bucket: target.bucket,
            and_delete: false,
            overwrite: self.cp.overwrite,
        };
        let mut steps = Box::pin(self.storage.copy(copying, vec![item]));
        while let Some(step) = steps.next().await {
            match step {
                Step::Done { objects, bytes } => self.progress.add(objects, bytes),
                Step::Failed { key, error } => self.note(&key, Err(error.into())),
            }
        }
        Ok(())
    }

    async fn down(&mut self, source: &S3Url, to: &Path) -> Ended {
        if !self.cp.recursive {
            single(source)?;
            let name = source.key.rsplit('/').next().unwrap_or_default();
            let file = if to.is_dir() {
                file_for(to, name)?
            } else {
                to.to_owned()
            };
            return self.one_down(source, &file).await;
        }
        let prefix = folder(&source.key);
        let mut pages = Box::pin(self.storage.list(Listing {
            bucket: source.bucket.clone(),
            prefix: prefix.clone(),
            ..Listing::default()
        }));
        while let Some(page) = pages.next().await {
            for object in page?.objects {
                let rest = object.key.get(prefix.len()..).unwrap_or_default();
                // The object that stands for the folder is the folder.
                if rest.ends_with('/') && object.size == 0 || rest.is_empty() {
                    continue;
                }
                let url = S3Url {
                    bucket: source.bucket.clone(),
                    key: object.key.clone(),
                };
                let ended = match file_for(to, rest) {
                    Ok(file) => self.one_down(&url, &file).await,
                    Err(failure) => Err(failure),
                };
                if ended.is_err() {
                    self.note(&object.key, ended);
                }
            }
        }
        Ok(())
    }

    async fn one_down(&mut self, from: &S3Url, to: &Path) -> Ended {
        let way = Way {
            storage: &self.storage,
            overwrite: self.cp.overwrite,
            resume: self.cp.resume,
            stop: &self.stop,
        };
        let progress = &mut self.progress;
        let copied = download(&way, from, to, |n| progress.shift(n)).await?;
        self.copied(&copied);
        Ok(())
    }

    async fn up(&mut self, from: &Path, mut to: S3Url) -> Ended {
        if !self.cp.recursive {
            if from.is_dir() {
                return Err(Failure::usage(format!(
                    "{} is a folder; -r copies it",
                    from.display()
                )));
            }
            let name = from
                .file_name()
                .and_then(|n| n.to_str())
                .unwrap_or_default();
            into_folder(&mut to, name);
            single(&to)?;
            return self.one_up(from, &to).await;
        }
        let prefix = folder(&to.key);
        let mut folders = vec![from.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(&next)? {
                if self.stop.is_cancelled() {
                    return Err(Failure::reason("stopped"));
                }
                let (path, kind) = entry.and_then(|e| Ok((e.path(), e.file_type()?)))?;
                if kind.is_dir() {
                    folders.push(path);
                    continue;
                }
                let ended = match key_for(from, &path) {
                    Some(rest) => {
                        let key = format!("{prefix}{rest}");
                        self.one_up(
                            &path,
                            &S3Url {
                                bucket: to.bucket.clone(),
                                key,
                            },
                        )
                        .await
                    }
                    None => Err(Failure::reason("its name is not UTF-8, as S3 wants it")),
                };
                if ended.is_err() {
                    self.note(&path.display().to_string(), ended);
                }
            }
        }
        Ok(())
    }

    async fn one_up(&mut self, from: &Path, to: &S3Url) -> Ended {
        let way = Way {
            storage: &self.storage,
            overwrite: self.cp.overwrite,
            resume: self.cp.resume,
            stop: &self.stop,
        };
        let progress = &mut self.progress;
        let copied = upload(&way, from, to, |n| progress.add(0, n)).await?;
        self.copied(&copied);
        Ok(())
    }
}

/// `photos` and `photos/` are the same folder; nothing is the whole bucket.
fn folder(key: &str) -> String {
    match key {
        "" => String::new(),
        key if key.ends_with('/') => key.to_owned(),
        key => format!("{key}/"),
    }
}

/// Into a folder a thing keeps its name.
fn into_folder(target: &mut S3Url, from: &str) {
    if target.key.is_empty() || target.key.ends_with('/') {
        target
            .key
            .push_str(from.rsplit('/').next().unwrap_or_default());
    }
}

fn single(url: &S3Url) -> Ended {
    match url.key.is_empty() {
        true => Err(Failure::usage(format!(
            "{url} is a bucket; -r copies all of it"
        ))),
        false => Ok(()),
    }
}

fn key_for(folder: &Path, file: &Path) -> Option<String> {
    let rest: PathBuf = file.strip_prefix(folder).ok()?.to_owned();
    let names: Option<Vec<&str>> = rest.iter().map(|name| name.to_str()).collect();
    names.map(|names| names.join("/"))
}
