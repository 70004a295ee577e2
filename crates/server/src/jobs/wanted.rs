//! What a job is to do, as it is asked for and kept.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wardrobe_storage::address::{is_key, object_arn};
use wardrobe_storage::change::Change;
use wardrobe_storage::copy::Copying;
use wardrobe_storage::selection::{Except, Place, Selection};

use crate::access::Access;
use crate::api::copy::{self, CopyItem};
use crate::api::delete::{folders_or_all, whole_folders};
use crate::error::ApiResult;
use crate::request::invalid;

/// So long S3 might keep a restored copy and nobody would mean it.
const MOST_DAYS: i32 = 3650;

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
    /// Change what is said of them, or their class.
    Change(Alteration),
    /// Bring them back from an archive.
    Restore(Restoration),
    /// End uploads that nobody finished, and free their parts.
    AbortUploads(Sweeping),
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
    /// Another connection of this session, as in paths, in whose role is written. What that
    /// role may not read itself is streamed through Wardrobe.
    #[serde(default)]
    target_connection: Option<String>,
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

/// What to change; what is absent stays as it is. All but tags is changed by copying each
/// object onto itself.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangeJob)]
pub(crate) struct Alteration {
    bucket: String,
    #[serde(default)]
    keys: Vec<String>,
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    except_keys: Vec<String>,
    #[serde(default)]
    except_prefixes: Vec<String>,
    storage_class: Option<String>,
    /// Empty: none. So are the other headers.
    content_type: Option<String>,
    content_encoding: Option<String>,
    content_language: Option<String>,
    content_disposition: Option<String>,
    cache_control: Option<String>,
    /// In place of all there is.
    metadata: Option<HashMap<String, String>>,
    /// In place of all there are; ten at most.
    tags: Option<BTreeMap<String, String>>,
    /// Only find out what would happen.
    #[serde(default)]
    dry_run: bool,
}

/// What to bring back, and for how long.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RestoreJob)]
pub(crate) struct Restoration {
    bucket: String,
    #[serde(default)]
    keys: Vec<String>,
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    except_keys: Vec<String>,
    #[serde(default)]
    except_prefixes: Vec<String>,
    days: i32,
    tier: RestoreTier,
    /// Only find out what would happen.
    #[serde(default)]
    dry_run: bool,
}

/// How soon, and at which price.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
pub(crate) enum RestoreTier {
    Standard,
    Bulk,
    Expedited,
}

/// Which uploads to end.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AbortUploadsJob)]
pub(crate) struct Sweeping {
    bucket: String,
    #[serde(default)]
    prefix: String,
    older_than_hours: u32,
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
            Self::Change(_) => "change",
            Self::Restore(_) => "restore",
            Self::AbortUploads(_) => "abort-uploads",
        }
    }

    /// What the audit calls it.
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Delete(_) => "delete_objects",
            Self::Copy(_) => "copy_objects",
            Self::Move(_) => "move_objects",
            Self::Change(_) => "change_objects",
            Self::Restore(_) => "restore_objects",
            Self::AbortUploads(_) => "abort_uploads",
        }
    }

    pub fn dry_run(&self) -> bool {
        match self {
            Self::Delete(deletion) => deletion.dry_run,
            Self::Copy(transport) | Self::Move(transport) => transport.dry_run,
            Self::Change(alteration) => alteration.dry_run,
            Self::Restore(restoration) => restoration.dry_run,
            Self::AbortUploads(sweeping) => sweeping.dry_run,
        }
    }

    /// The bucket that is listed.
    pub fn bucket(&self) -> &str {
        match self {
            Self::Delete(deletion) => &deletion.bucket,
            Self::Copy(transport) | Self::Move(transport) => &transport.source_bucket,
            Self::Change(alteration) => &alteration.bucket,
            Self::Restore(restoration) => &restoration.bucket,
            Self::AbortUploads(sweeping) => &sweeping.bucket,
        }
    }

    /// The name of another connection that writes.
    pub fn target_connection(&self) -> Option<&str> {
        match self {
            Self::Copy(transport) | Self::Move(transport) => transport.target_connection.as_deref(),
            _ => None,
        }
    }

    /// So many objects are handed out together: as many as DeleteObjects takes, or as many
    /// as a node that goes on may look at again.
    pub fn page(&self) -> usize {
        match self {
            Self::Delete(_) => 1000,
            _ => 250,
        }
    }

    /// What to work on, in order.
    pub fn places(&self) -> Vec<Place> {
        match self {
            Self::Copy(transport) | Self::Move(transport) => {
                transport.items.iter().map(CopyItem::place).collect()
            }
            Self::AbortUploads(sweeping) => vec![Place::Below(sweeping.prefix.clone())],
            _ => self.selection().places(),
        }
    }

    /// What is left out of it.
    pub fn except(&self) -> Except {
        match self {
            Self::Copy(transport) | Self::Move(transport) => Except::new(
                transport.except_keys.clone(),
                transport.except_prefixes.clone(),
            ),
            _ => self.selection().except,
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
            _ => None,
        }
    }

    /// The key that the copy of `key`, found in the place `item`, is to have.
    pub fn target(&self, item: usize, key: &str) -> Option<String> {
        match self {
            Self::Copy(transport) | Self::Move(transport) => {
                let (from, to) = transport.items.get(item)?.ends();
                Some(format!("{to}{}", key.strip_prefix(from)?))
            }
            _ => None,
        }
    }

    /// How many things it names.
    pub fn items(&self) -> usize {
        match self {
            Self::Copy(transport) | Self::Move(transport) => transport.items.len(),
            Self::AbortUploads(_) => 1,
            _ => {
                let selection = self.selection();
                selection.keys.len() + selection.prefixes.len()
            }
        }
    }

    /// Where it works, and where to, for people: as far as all of it goes together.
    pub fn ends(&self) -> (String, Option<String>) {
        match self {
            Self::Copy(transport) | Self::Move(transport) => {
                let from = transport.items.iter().map(|item| item.ends().0);
                let to = transport.items.iter().map(|item| item.ends().1);
                (
                    together(&transport.source_bucket, from),
                    Some(together(&transport.target_bucket, to)),
                )
            }
            _ => {
                let named = self.named();
                (
                    together(self.bucket(), named.iter().map(String::as_str)),
                    None,
                )
            }
        }
    }

    /// All that it names, for the audit.
    pub fn resources(&self) -> Vec<String> {
        match self {
            Self::Copy(transport) | Self::Move(transport) => {
                let (source, target) = (&transport.source_bucket, &transport.target_bucket);
                let all = transport.items.iter().map(|item| {
                    let (from, to) = item.ends();
                    format!("{} -> {}", object_arn(source, from), object_arn(target, to))
                });
                all.collect()
            }
            _ => {
                let named = self.named();
                named
                    .iter()
                    .map(|place| object_arn(self.bucket(), place))
                    .collect()
            }
        }
    }

    /// Keys, then prefixes.
    fn named(&self) -> Vec<String> {
        match self {
            Self::AbortUploads(sweeping) => vec![sweeping.prefix.clone()],
            _ => {
                let selection = self.selection();
                [selection.keys, selection.prefixes].concat()
            }
        }
    }

    /// What is selected, where it is a selection.
    fn selection(&self) -> Selection {
        let select = |bucket: &String, lists: [&Vec<String>; 4]| {
            let [keys, prefixes, except_keys, except_prefixes] = lists.map(Clone::clone);
            Selection {
                bucket: bucket.clone(),
                keys,
                prefixes,
                except: Except::new(except_keys, except_prefixes),
            }
        };
        match self {
            Self::Delete(d) => {
                let lists = [&d.keys, &d.prefixes, &d.except_keys, &d.except_prefixes];
                select(&d.bucket, lists)
            }
            Self::Change(a) => {
                let lists = [&a.keys, &a.prefixes, &a.except_keys, &a.except_prefixes];
                select(&a.bucket, lists)
            }
            Self::Restore(r) => {
                let lists = [&r.keys, &r.prefixes, &r.except_keys, &r.except_prefixes];
                select(&r.bucket, lists)
            }
            Self::Copy(_) | Self::Move(_) | Self::AbortUploads(_) => Selection::default(),
        }
    }

    fn except_prefixes(&self) -> &[String] {
        match self {
            Self::Delete(deletion) => &deletion.except_prefixes,
            Self::Copy(transport) | Self::Move(transport) => &transport.except_prefixes,
            Self::Change(alteration) => &alteration.except_prefixes,
            Self::Restore(restoration) => &restoration.except_prefixes,
            Self::AbortUploads(_) => &[],
        }
    }

    /// What S3 is asked for in the first place.
    fn action(&self) -> &'static str {
        match self {
            Self::Delete(_) => "s3:DeleteObject",
            Self::Copy(_) | Self::Move(_) => "s3:GetObject",
            Self::Change(_) => "s3:PutObject",
            Self::Restore(_) => "s3:RestoreObject",
            Self::AbortUploads(_) => "s3:AbortMultipartUpload",
        }
    }

    /// Refuses what makes no sense, and what the connections do not offer.
    pub fn check(&self, access: &Access, writer: Option<&Access>) -> ApiResult<()> {
        if self.items() == 0 {
            return Err(invalid("There is nothing to do."));
        }
        whole_folders(self.except_prefixes())?;
        match self {
            Self::Copy(transport) | Self::Move(transport) => {
                return transport.check(access, writer);
            }
            Self::Restore(restoration) if !(1..=MOST_DAYS).contains(&restoration.days) => {
                return Err(invalid("A restored copy is kept for 1 to 3,650 days."));
            }
            Self::Change(alteration) if alteration.change() == Change::default() => {
                return Err(invalid("There is nothing to change."));
            }
            Self::Change(alteration) if alteration.tags.as_ref().is_some_and(|t| t.len() > 10) => {
                return Err(invalid("An object has ten tags at most."));
            }
            _ => {}
        }
        let selection = self.selection();
        folders_or_all(&selection.prefixes)?;
        if selection.keys.iter().any(|key| !is_key(key)) {
            return Err(invalid("A key has 1 to 1,024 bytes."));
        }
        let named = self.named();
        let all: Vec<_> = named
            .iter()
            .map(|place| (self.bucket(), place.as_str()))
            .collect();
        access.to(self.action(), &all).map(drop)
    }
}

impl Alteration {
    /// What to change.
    pub fn change(&self) -> Change {
        Change {
            storage_class: self.storage_class.clone(),
            content_type: self.content_type.clone(),
            content_encoding: self.content_encoding.clone(),
            content_language: self.content_language.clone(),
            content_disposition: self.content_disposition.clone(),
            cache_control: self.cache_control.clone(),
            metadata: self.metadata.clone(),
            tags: self.tags.clone().map(|tags| tags.into_iter().collect()),
        }
    }
}

impl Restoration {
    /// For how many days.
    pub fn days(&self) -> i32 {
        self.days
    }

    /// In S3's word.
    pub fn tier(&self) -> String {
        format!("{:?}", self.tier)
    }
}

impl Sweeping {
    /// Uploads that had begun by then, in seconds since 1970.
    pub fn before(&self, now: i64) -> i64 {
        now - i64::from(self.older_than_hours) * 3600
    }
}

impl Transport {
    fn check(&self, access: &Access, writer: Option<&Access>) -> ApiResult<()> {
        let writer = writer.unwrap_or(access);
        let one_store = writer.connection.endpoint == access.connection.endpoint;
        let one_bucket = one_store && self.source_bucket == self.target_bucket;
        copy::check(&self.items, one_bucket)?;
        let (source, target) = (self.source_bucket.as_str(), self.target_bucket.as_str());
        let from: Vec<_> = self.items.iter().map(|i| (source, i.ends().0)).collect();
        let to: Vec<_> = self.items.iter().map(|i| (target, i.ends().1)).collect();
        access.to("s3:GetObject", &from)?;
        writer.to("s3:PutObject", &to).map(drop)
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
