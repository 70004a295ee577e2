//! The accounts: who there is, and what they may do.

use std::time::Duration;

use serde_json::{Value, json};

use crate::iam::{Kind, Policy, Role, User, World};
use crate::metadata::Machines;

/// The studio's account.
pub const ACCOUNT: &str = "111111111111";
/// Another company's.
pub(super) const OTHER: &str = "222222222222";
/// The key of the studio's administrator. It opens nothing but a sandbox.
pub const ADMIN_KEY: &str = "AKIASANDBOXADMIN2345";
/// Its secret, no secret at all.
pub const ADMIN_SECRET: &str = "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";
/// A user of another company, who may do everything there and nothing here.
pub const STRANGER: (&str, &str) = (
    "AKIASANDBOXSTRANGER2",
    "sandbox+only/a+stranger+of+no+account/01",
);
/// The role of the instance: the studio's files.
pub const STUDIO_ROLE: &str = "arn:aws:iam::111111111111:role/wardrobe-studio";
/// The role of the container `finance`: one year of reports.
pub const FINANCE_ROLE: &str = "arn:aws:iam::111111111111:role/wardrobe-finance";
/// A role that the account's users may assume: reading only.
pub const VISITOR_ROLE: &str = "arn:aws:iam::111111111111:role/wardrobe-visitor";

pub(super) fn add(world: &World, machines: &Machines) {
    let user = |account: &str, name: &str, key: &str, secret: &str, policy| User {
        account: account.to_owned(),
        name: name.to_owned(),
        keys: vec![(key.to_owned(), secret.to_owned())],
        policies: read(Kind::Identity, &policy),
        mfa: None,
    };
    let all = json!([{ "Effect": "Allow", "Action": ["s3:*", "sts:*", "iam:*"], "Resource": "*" }]);
    world.add_user(user(
        ACCOUNT,
        "sandbox-admin",
        ADMIN_KEY,
        ADMIN_SECRET,
        all.clone(),
    ));
    world.add_user(user(OTHER, "stranger", STRANGER.0, STRANGER.1, all));
    let service = |name: &str| json!({ "Service": name });
    let roles = [
        (
            "wardrobe-studio",
            trust(&service("ec2.amazonaws.com")),
            studio(),
        ),
        (
            "wardrobe-finance",
            trust(&service("ecs-tasks.amazonaws.com")),
            finance(),
        ),
        (
            "wardrobe-visitor",
            trust(&json!({ "AWS": ACCOUNT })),
            visitor(),
        ),
    ];
    for (name, trust, policy) in roles {
        for trust in read(Kind::Trust, &trust) {
            let policies = read(Kind::Identity, &policy);
            let mut role = Role::new(ACCOUNT, name, trust, policies);
            role.max_session = Duration::from_secs(12 * 3600);
            world.add_role(role);
        }
    }
    machines.set_instance(Some(STUDIO_ROLE));
    let token = crate::signature::hex(&rand::random::<[u8; 16]>());
    machines.set_container("finance", FINANCE_ROLE, &token);
}

fn trust(principal: &Value) -> Value {
    json!([{ "Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole" }])
}

fn studio() -> Value {
    json!([
        { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" },
        { "Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::studio-*", "arn:aws:s3:::studio-*/*"] },
        { "Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
          "Resource": super::further::PARTNER_ROLE },
    ])
}

fn finance() -> Value {
    json!([
        { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::finance-reports",
          "Condition": { "StringLike": { "s3:prefix": "2026/*" } } },
        { "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject",
          "s3:GetObjectTagging", "s3:PutObjectTagging", "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts"], "Resource": "arn:aws:s3:::finance-reports/2026/*" },
    ])
}

fn visitor() -> Value {
    json!([
        { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" },
        { "Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetBucketVersioning"], "Resource": "arn:aws:s3:::studio-assets" },
        { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::studio-assets/*" },
    ])
}

/// The policy of these statements. They are our own, so there is one.
pub(super) fn read(kind: Kind, statements: &Value) -> Vec<Policy> {
    let text = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
    match Policy::parse(kind, &text) {
        Ok(policy) => vec![policy],
        Err(reason) => {
            tracing::error!(reason, text, "a seeded policy cannot be read");
            Vec::new()
        }
    }
}
