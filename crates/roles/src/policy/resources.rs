//! What a bucket and a key of another account have to say: there, the role's own
//! policies are not enough.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html>

use std::collections::BTreeSet;

use serde_json::json;

use super::permissions::{few, files, key_actions};
use super::{Needed, Wish};
use crate::arn::{account_of, partition_of};
use crate::remedy::Place;
use crate::remedy::statement::via_s3;

/// What buckets and keys of other accounts than that of `roles` have to say.
pub(super) fn policies(wish: &Wish<'_>, roles: &[String], needed: &mut Needed) {
    let strangers = |account: &str| -> Vec<&str> {
        let foreign = |role: &&String| account_of(role) != account;
        roles.iter().filter(foreign).map(String::as_str).collect()
    };
    if let Some(account) = wish.bucket_account {
        let principals = strangers(account);
        if !principals.is_empty() {
            let buckets: BTreeSet<&str> = wish
                .places
                .iter()
                .map(|place| place.bucket.as_str())
                .collect();
            for bucket in buckets {
                let places: Vec<_> = wish
                    .places
                    .iter()
                    .filter(|place| place.bucket == bucket)
                    .cloned()
                    .collect();
                let mut statements = files(wish, &places, partition_of(principals[0]));
                for statement in &mut statements {
                    statement["Principal"] = json!({ "AWS": few(principals.clone()) });
                }
                needed.add(Place::Bucket(bucket.to_owned()), statements);
            }
            if wish.places.is_empty() {
                needed.notes.push("The list of buckets has only those of the role's own account: name the buckets of the other one.".to_owned());
            }
        }
    }
    let Some(key) = wish.key else { return };
    let principals = strangers(account_of(key));
    if principals.is_empty() {
        needed.notes.push("The key's own policy has to leave it to the policies of its account, as AWS writes it at first, or to name the role.".to_owned());
        return;
    }
    let mut statement = json!({
        "Effect": "Allow", "Principal": { "AWS": few(principals) },
        "Action": few(key_actions(wish.rights).to_vec()),
        // In a key's policy there is no other key.
        "Resource": "*",
    });
    if let Some(service) = via_s3(key) {
        statement["Condition"] = json!({ "StringEquals": { "kms:ViaService": service } });
    }
    needed.add(Place::Key(Some(key.to_owned())), vec![statement]);
}
