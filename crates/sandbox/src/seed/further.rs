//! Roles that take more than one step: a role of another company behind a role
//! of ours, and a role that asks for the code of a device.

use std::time::Duration;

use serde_json::{Value, json};

use super::accounts::{ACCOUNT, OTHER, STUDIO_ROLE, read};
use crate::iam::{Kind, Mfa, Role, User, World};

/// Another company's role, which trusts the studio's role and an external id.
pub const PARTNER_ROLE: &str = "arn:aws:iam::222222222222:role/partner-files";
/// The external id.
pub const PARTNER_EXTERNAL_ID: &str = "wardrobe-demo-7f0c";
/// A user of the studio with a device that shows codes, and the secret of the key.
pub const MFA_USER: (&str, &str) = (
    "AKIASANDBOXMFAUSER23",
    "sandbox+only/a+user+with+a+device/012345",
);
/// The user's device.
pub const MFA_SERIAL: &str = "arn:aws:iam::111111111111:mfa/ada";
/// What the device shares with AWS, as authenticator apps take it: in Base32.
pub const MFA_SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
/// The same, as it is.
const MFA_SECRET_BYTES: &[u8] = b"12345678901234567890";
/// A role that only those assume who show a code.
pub const MFA_ROLE: &str = "arn:aws:iam::111111111111:role/wardrobe-mfa";

/// The other company's role and what it may do.
pub(super) fn add_partner(world: &World) {
    let ours = json!({ "AWS": STUDIO_ROLE });
    let trust = json!([
        { "Effect": "Allow", "Principal": ours, "Action": "sts:AssumeRole",
          "Condition": { "StringEquals": { "sts:ExternalId": PARTNER_EXTERNAL_ID } } },
        { "Effect": "Allow", "Principal": ours, "Action": ["sts:TagSession", "sts:SetSourceIdentity"] },
    ]);
    for trust in read(Kind::Trust, &trust) {
        let mut role = Role::new(
            OTHER,
            "partner-files",
            trust,
            read(Kind::Identity, &partner()),
        );
        role.max_session = Duration::from_secs(12 * 3600);
        world.add_role(role);
    }
}

/// The other company's bucket.
pub(super) fn partner() -> Value {
    json!([
        { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" },
        { "Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::partner-drop", "arn:aws:s3:::partner-drop/*"] },
    ])
}

/// The user with the device, and the role that asks for it.
pub(super) fn add_mfa(world: &World) {
    let assume = json!([{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": MFA_ROLE }]);
    world.add_user(User {
        account: ACCOUNT.to_owned(),
        name: "ada".to_owned(),
        keys: vec![(MFA_USER.0.to_owned(), MFA_USER.1.to_owned())],
        policies: read(Kind::Identity, &assume),
        mfa: Some(Mfa {
            serial: MFA_SERIAL.to_owned(),
            secret: MFA_SECRET_BYTES.to_vec(),
        }),
    });
    let trust = json!([{ "Effect": "Allow", "Principal": { "AWS": ACCOUNT }, "Action": "sts:AssumeRole",
        "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } } }]);
    for trust in read(Kind::Trust, &trust) {
        let policies = read(Kind::Identity, &super::openid::writing());
        world.add_role(Role::new(ACCOUNT, "wardrobe-mfa", trust, policies));
    }
}
