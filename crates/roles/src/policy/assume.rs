//! Roles that are assumed one after the other: each has to trust the one before it,
//! and that one has to be allowed to.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html>

use serde_json::{Value, json};

use super::{Needed, UNKNOWN_SERVER, UNKNOWN_VISITOR};
use crate::remedy::Place;
use crate::{Account, Base};

/// The way from `base` to the role of `account`.
pub(super) fn chain(account: &Account, base: &str, needed: &mut Needed) {
    match base {
        UNKNOWN_SERVER => needed.notes.push(format!("Put the ARN of the role that Wardrobe runs as where {base} stands.")),
        UNKNOWN_VISITOR => needed.notes.push(format!("Put the ARN of whoever opens the connection where {base} stands, or of their account's root for everybody there whose own policies allow it.")),
        _ => {}
    }
    if let Base::Service(_) = account.base {
        needed.notes.push("If Wardrobe runs on EKS with Pod Identity, its sessions carry tags: add sts:TagSession to each trust policy and to what its own role may do.".to_owned());
    }
    let last = Hop {
        external_id: account.external_id.as_deref(),
        tags: !account.tags.is_empty(),
        source_identity: account.source_identity.is_some(),
        mfa: false,
    };
    let between = Hop {
        external_id: None,
        tags: false,
        ..last
    };
    let hops = account
        .through
        .iter()
        .map(|arn| (arn, between))
        .chain([(&account.arn, last)]);
    let mut from = base;
    for (at, (arn, mut hop)) in hops.enumerate() {
        // The device is the caller's, who stands at the beginning.
        hop.mfa = at == 0 && account.mfa_serial.is_some();
        let own = match from == base {
            true => Place::Identity(Some(from.to_owned())),
            false => Place::NewIdentity(from.to_owned()),
        };
        needed.add(
            Place::NewTrust {
                arn: arn.clone(),
                on: None,
            },
            hop.trust(from),
        );
        needed.add(own, vec![hop.leave(arn)]);
        from = arn;
    }
}

/// One AssumeRole, by what it sends.
#[derive(Clone, Copy)]
struct Hop<'a> {
    external_id: Option<&'a str>,
    tags: bool,
    source_identity: bool,
    mfa: bool,
}

impl Hop<'_> {
    /// What it takes besides sts:AssumeRole.
    fn more(&self) -> impl Iterator<Item = &'static str> {
        let tags = self.tags.then_some("sts:TagSession");
        let source = self.source_identity.then_some("sts:SetSourceIdentity");
        tags.into_iter().chain(source)
    }

    /// Trust in `from`.
    fn trust(&self, from: &str) -> Vec<Value> {
        let mut assume =
            json!({ "Effect": "Allow", "Principal": { "AWS": from }, "Action": "sts:AssumeRole" });
        if let Some(id) = self.external_id {
            assume["Condition"]["StringEquals"] = json!({ "sts:ExternalId": id });
        }
        if self.mfa {
            assume["Condition"]["Bool"] = json!({ "aws:MultiFactorAuthPresent": "true" });
        }
        let more: Vec<&str> = self.more().collect();
        let mut statements = vec![assume];
        if !more.is_empty() {
            statements
                .push(json!({ "Effect": "Allow", "Principal": { "AWS": from }, "Action": more }));
        }
        statements
    }

    /// Leave to take on `arn`.
    fn leave(&self, arn: &str) -> Value {
        let actions: Vec<&str> = std::iter::once("sts:AssumeRole")
            .chain(self.more())
            .collect();
        json!({ "Effect": "Allow", "Action": actions, "Resource": arn })
    }
}
