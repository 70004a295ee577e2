//! What a role may do with files: what the page does with them, and nothing else.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Reach, Rights, Wish};
use crate::remedy::statement::{escaped, via_s3};

/// What the page asks of a bucket before people change anything in it.
const SETTINGS: [&str; 2] = ["s3:GetBucketVersioning", "s3:GetEncryptionConfiguration"];

/// All of it, for a role in `partition`.
pub(super) fn statements(wish: &Wish<'_>, partition: &str) -> Vec<Value> {
    let mut statements = Vec::new();
    if wish.places.is_empty() {
        statements.push(allow(&["s3:ListAllMyBuckets"], vec!["*".to_owned()]));
    }
    statements.extend(files(wish, wish.places, partition));
    if let Some(key) = wish.key {
        let mut with_key = allow(key_actions(wish.rights), vec![key.to_owned()]);
        if let Some(service) = via_s3(key) {
            with_key["Condition"] = json!({ "StringEquals": { "kms:ViaService": service } });
        }
        statements.push(with_key);
    }
    statements
}

/// What it takes of the buckets of `places` and of the objects there.
pub(super) fn files(wish: &Wish<'_>, places: &[Reach], partition: &str) -> Vec<Value> {
    let s3 = format!("arn:{partition}:s3:::");
    let mut listing = vec!["s3:ListBucket"];
    if wish.versions {
        listing.push("s3:ListBucketVersions");
    }
    let mut statements = Vec::new();
    if places.is_empty() {
        let all = vec![format!("{s3}*")];
        statements.push(allow(&listing, all.clone()));
        statements.push(allow(&SETTINGS, all));
        statements.push(allow(&object_actions(wish), vec![format!("{s3}*/*")]));
        return statements;
    }
    let buckets = by_bucket(places);
    let arn = |bucket: &&str| format!("{s3}{bucket}");
    let (whole, parts): (Vec<_>, Vec<_>) = buckets.iter().partition(|(_, below)| **below == [""]);
    if !whole.is_empty() {
        let whole = whole.into_iter().map(|(bucket, _)| arn(bucket));
        statements.push(allow(&listing, whole.collect()));
    }
    for (bucket, prefixes) in parts {
        let below = prefixes
            .iter()
            .map(|prefix| format!("{}*", escaped(prefix)));
        let mut part = allow(&listing, vec![arn(bucket)]);
        part["Condition"] =
            json!({ "StringLike": { "s3:prefix": few(below.collect::<Vec<_>>()) } });
        statements.push(part);
    }
    statements.push(allow(&SETTINGS, buckets.keys().map(arn).collect()));
    let mut objects = Vec::new();
    for (bucket, prefixes) in &buckets {
        objects.extend(
            prefixes
                .iter()
                .map(|prefix| format!("{s3}{bucket}/{}*", escaped(prefix))),
        );
    }
    statements.push(allow(&object_actions(wish), objects));
    statements
}

/// The prefixes of each bucket; of one that is offered whole, that alone.
fn by_bucket(places: &[Reach]) -> BTreeMap<&str, Vec<&str>> {
    let mut buckets: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Reach { bucket, prefix } in places {
        let prefixes = buckets.entry(bucket).or_default();
        if prefix.is_empty() {
            prefixes.clear();
        }
        if !prefixes.contains(&"") && !prefixes.contains(&prefix.as_str()) {
            prefixes.push(prefix);
        }
    }
    buckets
}

fn object_actions(wish: &Wish<'_>) -> Vec<&'static str> {
    let mut actions = vec!["s3:GetObject"];
    if wish.versions {
        actions.push("s3:GetObjectVersion");
    }
    if wish.rights == Rights::ReadAndWrite {
        actions.extend([
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts",
            // A copy and a move keep the tags of what they copy.
            "s3:GetObjectTagging",
            "s3:PutObjectTagging",
        ]);
        if wish.versions {
            // Without a marker what it hid is back; a version that is restored keeps its tags.
            actions.extend(["s3:DeleteObjectVersion", "s3:GetObjectVersionTagging"]);
        }
    }
    actions
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html>
pub(super) fn key_actions(rights: Rights) -> &'static [&'static str] {
    match rights {
        Rights::Read => &["kms:Decrypt"],
        Rights::ReadAndWrite => &["kms:Decrypt", "kms:GenerateDataKey"],
    }
}

/// Of what is but one, no list.
pub(super) fn few<T: Into<Value>>(mut values: Vec<T>) -> Value {
    match values.len() {
        1 => values.remove(0).into(),
        _ => values.into_iter().map(Into::into).collect(),
    }
}

fn allow(actions: &[&str], resources: Vec<String>) -> Value {
    json!({ "Effect": "Allow", "Action": few(actions.to_vec()), "Resource": few(resources) })
}
