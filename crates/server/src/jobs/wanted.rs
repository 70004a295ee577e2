//! What a job is to do, as it is asked for and kept.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_storage::address::{is_key, object_arn};
use wardrobe_storage::copy::Copying;
use wardrobe_storage::selection::{Except, Place, Selection};

use crate::access::Access;
use crate::api::copy::{self, CopyItem};
use crate::api::delete::whole_folders;
use crate::error::ApiResult;
use crate::request::invalid;

/// Work on many objects.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schema(as = NewJob)]
pub(crate) enum Wanted {
    /// Delete them.
    Delete(Deletion),
    /// Copy them.
    Copy(Transport),
    /// Copy them, and delete each source once its copy is verified.
    Move(Transport),
}

/// What to delete.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DeleteJob)]
pub(crate) struct Deletion {
    bucket: String,
    #[serde(default)]
    keys: Vec<String>,
    /// Each ends in `/`, or is empty, which is the whole bucket; all below it goes.
    #[serde(default)]
    prefixes: Vec<String>,
    /// Left out of what is below the prefixes.
    #[serde(default)]
    except_keys: Vec<String>,
    /// Left out likewise, with all below. Each ends in `/`.
    #[serde(default)]
    except_prefixes: Vec<String>,
    /// Only find out what would happen.
    #[serde(default)]
    dry_run: bool,
}

/// What to copy or move, and where to.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CopyJob)]
pub(crate) struct Transport {
    source_bucket: String,
    target_bucket: String,
    items: Vec<CopyItem>,
    /// Left out of what is below the prefixes.
    #[serde(default)]
    except_keys: Vec<String>,
    /// Left out likewise, with all below. Each ends in `/`.
    #[serde(default)]
    except_prefixes: Vec<String>,
    /// Whether an object at the target may be written over.
    #[serde(default)]
    overwrite: bool,
    /// Only find out what would happen.
    #[serde(default)]
    dry_run: bool,
}

impl Wanted {
    /// One word for it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Delete(_) => "delete",
            Self::Copy(_) => "copy",
            Self::Move(_) => "move",
        }
    }

    /// What the audit calls it.
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Delete(_) => "delete_objects",
            Self::Copy(_) => "copy_objects",
            Self::Move(_) => "move_objects",
        }
    }

    pub fn dry_run(&self) -> bool {
        match self {
            Self::Delete(deletion) => deletion.dry_run,
            Self::Copy(transport) | Self::Move(transport) => transport.dry_run,
        }
    }

    /// The bucket that is listed.
    pub fn bucket(&self) -> &str {
        match self {
            Self::Delete(deletion) => &deletion.bucket,
            Self::Copy(transport) | Self::Move(transport) => &transport.source_bucket,
        }
    }

    /// What to work on, in order.
    pub fn places(&self) -> Vec<Place> {
        match self {
            Self::Delete(deletion) => deletion.selection().places(),
            Self::Copy(transport) | Self::Move(transport) => {
                transport.items.iter().map(CopyItem::place).collect()
            }
        }
    }

    /// What is left out of it.
    pub fn except(&self) -> Except {
        match self {
            Self::Delete(deletion) => deletion.selection().except,
            Self::Copy(transport) | Self::Move(transport) => Except::new(
                transport.except_keys.clone(),
                transport.except_prefixes.clone(),
            ),
        }
    }

    /// The copying, where it is one.
    pub fn copying(&self) -> Option<Copying> {
        let and_delete = matches!(self, Self::Move(_));
        match self {
            Self::Copy(transport) | Self::Move(transport) => Some(Copying {
                source_bucket: transport.source_bucket.clone(),
                target_bucket: transport.target_bucket.clone(),
                and_delete,
                overwrite: transport.overwrite,
            }),
            Self::Delete(_) => None,
        }
    }

    /// The key that the copy of `key`, found in the place `item`, is to have.
    pub fn target(&self, item: usize, key: &str) -> Option<String> {
        match self {
            Self::Copy(transport) | Self::Move(transport) => {
                let (from, to) = transport.items.get(item)?.ends();
                Some(format!("{to}{}", key.strip_prefix(from)?))
            }
            Self::Delete(_) => None,
        }
    }

    /// How many things it names.
    pub fn items(&self) -> usize {
        match self {
            Self::Delete(deletion) => deletion.keys.len() + deletion.prefixes.len(),
            Self::Copy(transport) | Self::Move(transport) => transport.items.len(),
        }
    }

    /// Where it works, and where to, for people: as far as all of it goes together.
    pub fn ends(&self) -> (String, Option<String>) {
        match self {
            Self::Delete(deletion) => {
                let all = deletion.keys.iter().chain(&deletion.prefixes);
                (together(&deletion.bucket, all.map(String::as_str)), None)
            }
            Self::Copy(transport) | Self::Move(transport) => {
                let from = transport.items.iter().map(|item| item.ends().0);
                let to = transport.items.iter().map(|item| item.ends().1);
                (
                    together(&transport.source_bucket, from),
                    Some(together(&transport.target_bucket, to)),
                )
            }
        }
    }

    /// All that it names, for the audit.
    pub fn resources(&self) -> Vec<String> {
        match self {
            Self::Delete(deletion) => {
                let all = deletion.keys.iter().chain(&deletion.prefixes);
                all.map(|place| object_arn(&deletion.bucket, place))
                    .collect()
            }
            Self::Copy(transport) | Self::Move(transport) => {
                let (source, target) = (&transport.source_bucket, &transport.target_bucket);
                let all = transport.items.iter().map(|item| {
                    let (from, to) = item.ends();
                    format!("{} -> {}", object_arn(source, from), object_arn(target, to))
                });
                all.collect()
            }
        }
    }

    /// Refuses what makes no sense, and what the connections do not offer.
    pub fn check(&self, access: &Access) -> ApiResult<()> {
        if self.items() == 0 {
            return Err(invalid("There is nothing to do."));
        }
        match self {
            Self::Delete(deletion) => deletion.check(access),
            Self::Copy(transport) | Self::Move(transport) => transport.check(access),
        }
    }
}

impl Deletion {
    fn selection(&self) -> Selection {
        Selection {
            bucket: self.bucket.clone(),
            keys: self.keys.clone(),
            prefixes: self.prefixes.clone(),
            except: Except::new(self.except_keys.clone(), self.except_prefixes.clone()),
        }
    }

    fn check(&self, access: &Access) -> ApiResult<()> {
        folders_or_all(&self.prefixes)?;
        whole_folders(&self.except_prefixes)?;
        if self.keys.iter().any(|key| !is_key(key)) {
            return Err(invalid("A key has 1 to 1,024 bytes."));
        }
        let all = self.keys.iter().chain(&self.prefixes);
        let all: Vec<_> = all
            .map(|place| (self.bucket.as_str(), place.as_str()))
            .collect();
        access.to("s3:DeleteObject", &all).map(drop)
    }
}

impl Transport {
    fn check(&self, access: &Access) -> ApiResult<()> {
        whole_folders(&self.except_prefixes)?;
        copy::check(&self.items, &self.source_bucket, &self.target_bucket)?;
        let (source, target) = (self.source_bucket.as_str(), self.target_bucket.as_str());
        let from: Vec<_> = self.items.iter().map(|i| (source, i.ends().0)).collect();
        let to: Vec<_> = self.items.iter().map(|i| (target, i.ends().1)).collect();
        access.to("s3:GetObject", &from)?;
        access.to("s3:PutObject", &to).map(drop)
    }
}

/// As [`whole_folders`], or the whole bucket.
fn folders_or_all(prefixes: &[String]) -> ApiResult<()> {
    match prefixes {
        [all] if all.is_empty() => Ok(()),
        _ => whole_folders(prefixes),
    }
}

/// The place itself, or of several the folder that all of them are in.
fn together<'a>(bucket: &str, mut places: impl Iterator<Item = &'a str>) -> String {
    let first = places.next().unwrap_or_default();
    let mut common = first;
    for place in places {
        let folder = common.rfind('/').map_or(0, |slash| slash + 1);
        common = &common[..folder];
        while !place.starts_with(common) {
            let above = common.strip_suffix('/').and_then(|path| path.rfind('/'));
            common = &common[..above.map_or(0, |slash| slash + 1)];
        }
    }
    format!("s3://{bucket}/{common}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_places_are_named_by_the_folder_they_share() {
        for (places, shown) in [
            (&["a/b.txt"][..], "s3://files/a/b.txt"),
            (&["a/b/"], "s3://files/a/b/"),
            (&["a/b/", "a/c/"], "s3://files/a/"),
            (&["a/b/x", "a/bc/x"], "s3://files/a/"),
            (&["a/b", "c"], "s3://files/"),
            (&["a/", "a/"], "s3://files/a/"),
            (&[""], "s3://files/"),
            (&["é/x", "ê/x"], "s3://files/"),
        ] {
            assert_eq!(together("files", places.iter().copied()), shown);
        }
    }
}
