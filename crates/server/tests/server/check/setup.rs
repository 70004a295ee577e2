//! Two accounts in a sandbox: a machine with a role, and a role of a partner.

use std::collections::BTreeMap;
use std::sync::Mutex;

use serde_json::{Value, json};
use wardrobe_sandbox::iam::{Key, Kind, Policy, Role};
use wardrobe_sandbox::s3::store::{Attributes, BulkObject, Kms};
use wardrobe_sandbox::{Options, Running, Sandbox};

pub const HOME: &str = "111111111111";
pub const PARTNER: &str = "222222222222";
/// The role of the machine.
pub const MACHINE: &str = "arn:aws:iam::111111111111:role/machine";
/// Another role of the same account, which may assume whatever trusts it.
pub const STRANGER: &str = "arn:aws:iam::111111111111:role/stranger";
/// A role of the partner, which trusts the machine's.
pub const FILES: &str = "arn:aws:iam::222222222222:role/files";
/// A bucket of the machine's account.
pub const BOX: &str = "the-box";
/// A bucket of the partner's.
pub const DROP: &str = "the-drop";
/// What the partner asks for.
pub const EXTERNAL_ID: &str = "id-1";

/// What a role is made of.
#[derive(Clone, Default)]
struct Parts {
    trust: Vec<Value>,
    may: Vec<Value>,
    boundary: Option<Vec<Value>>,
}

/// The sandbox, and what its roles are made of.
pub struct Setup {
    pub sandbox: Running,
    roles: Mutex<BTreeMap<String, Parts>>,
    /// What the connection narrows its sessions to.
    pub session: Mutex<Option<Vec<Value>>>,
    key: Mutex<Vec<Value>>,
    /// Of the page that is to reach the buckets itself.
    pub origin: Mutex<Option<String>>,
}

/// Of service `ec2.amazonaws.com`.
fn instance_trust() -> Value {
    json!({ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" })
}

/// Leave to take on whatever trusts whoever asks.
fn assume() -> Value {
    let actions = json!(["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]);
    allow(actions, "*")
}

pub fn allow(action: impl Into<Value>, resource: impl Into<Value>) -> Value {
    json!({ "Effect": "Allow", "Action": action.into(), "Resource": resource.into() })
}

pub fn deny(action: &str, resource: &str) -> Value {
    json!({ "Effect": "Deny", "Action": action, "Resource": resource })
}

/// Trust in the machine's role, with the external id.
pub fn trust_in_machine(external_id: &str) -> Value {
    json!({
        "Effect": "Allow", "Principal": { "AWS": MACHINE }, "Action": "sts:AssumeRole",
        "Condition": { "StringEquals": { "sts:ExternalId": external_id } },
    })
}

/// Everything a file manager does in a bucket.
pub fn all_in(bucket: &str) -> Vec<Value> {
    vec![
        allow("s3:ListBucket", format!("arn:aws:s3:::{bucket}")),
        allow(
            json!([
                "s3:GetObject",
                "s3:PutObject",
                "s3:DeleteObject",
                "s3:AbortMultipartUpload"
            ]),
            format!("arn:aws:s3:::{bucket}/*"),
        ),
    ]
}

pub fn document(statements: &[Value]) -> String {
    json!({ "Version": "2012-10-17", "Statement": statements }).to_string()
}

impl Setup {
    /// All of it works.
    pub async fn whole() -> Self {
        let setup = Self::bare().await;
        let mut machine = all_in(BOX);
        machine.extend([allow("s3:ListAllMyBuckets", "*"), assume()]);
        setup.may(MACHINE, machine);
        setup.trust(MACHINE, vec![instance_trust()]);
        setup.may(FILES, all_in(DROP));
        setup.trust(FILES, vec![trust_in_machine(EXTERNAL_ID), tagging()]);
        setup.key(vec![trust_in_account()], true);
        setup
    }

    /// The buckets, a machine whose role is yet to be made, and a stranger.
    pub async fn bare() -> Self {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let setup = Self {
            sandbox,
            roles: Mutex::default(),
            session: Mutex::default(),
            key: Mutex::default(),
            origin: Mutex::default(),
        };
        setup.may(STRANGER, vec![assume()]);
        setup.trust(STRANGER, vec![instance_trust()]);
        setup.sandbox.machines().set_instance(Some(MACHINE));
        for (bucket, account) in [(BOX, HOME), (DROP, PARTNER)] {
            let store = setup.sandbox.store();
            store
                .create_bucket(bucket, "us-east-1", account)
                .await
                .unwrap();
            for key in ["a/one.txt", "b/two.txt"] {
                setup.put(bucket, key, "text").await;
            }
        }
        setup
    }

    /// Puts an object there, as somebody else would.
    pub async fn put(&self, bucket: &str, key: &str, body: &'static str) {
        let object = BulkObject {
            key: key.to_owned(),
            body: body.into(),
            attributes: Attributes::default(),
        };
        self.sandbox.store().add(bucket, object).await.unwrap();
    }

    /// What a role may do, from now on.
    pub fn may(&self, role: &str, statements: Vec<Value>) {
        self.change(role, |parts| parts.may = statements);
    }

    /// Adds to what a role may do.
    pub fn may_too(&self, role: &str, statements: Vec<Value>) {
        self.change(role, |parts| parts.may.extend(statements));
    }

    /// Whom a role trusts, from now on.
    pub fn trust(&self, role: &str, statements: Vec<Value>) {
        self.change(role, |parts| parts.trust = statements);
    }

    /// Whom a role trusts besides.
    pub fn trust_too(&self, role: &str, statements: Vec<Value>) {
        self.change(role, |parts| parts.trust.extend(statements));
    }

    /// What a role may do at most.
    pub fn boundary(&self, role: &str, statements: Option<Vec<Value>>) {
        self.change(role, |parts| parts.boundary = statements);
    }

    /// Who may do what in a bucket besides.
    pub fn bucket_too(&self, bucket: &str, mut statements: Vec<Value>) {
        let world = self.sandbox.world();
        if let Some(text) = world.bucket_policy(bucket) {
            let now: Value = serde_json::from_str(&text).unwrap();
            statements.extend(now["Statement"].as_array().unwrap().iter().cloned());
        }
        world
            .set_bucket_policy(bucket, Some(&document(&statements)))
            .unwrap();
    }

    fn change(&self, arn: &str, change: impl FnOnce(&mut Parts)) {
        let mut roles = self.roles.lock().unwrap();
        let parts = roles.entry(arn.to_owned()).or_default();
        change(parts);
        let policy =
            |kind, statements: &[Value]| Policy::parse(kind, &document(statements)).unwrap();
        let (account, name) = (
            arn.split(':').nth(4).unwrap(),
            arn.rsplit('/').next().unwrap(),
        );
        let trust = match parts.trust.is_empty() {
            true => vec![instance_trust()],
            false => parts.trust.clone(),
        };
        let may = (!parts.may.is_empty()).then(|| policy(Kind::Identity, &parts.may));
        let mut role = Role::new(
            account,
            name,
            policy(Kind::Trust, &trust),
            may.into_iter().collect(),
        );
        role.boundary = parts.boundary.as_ref().map(|b| policy(Kind::Identity, b));
        self.sandbox.world().add_role(role);
    }
}

/// Trust in the machine's role to tag its sessions and to say who stands behind them.
pub fn tagging() -> Value {
    json!({ "Effect": "Allow", "Principal": { "AWS": MACHINE }, "Action": ["sts:TagSession", "sts:SetSourceIdentity"] })
}

/// A key of KMS in the machine's account.
pub const KEY: &str = "arn:aws:kms:us-east-1:111111111111:key/11111111-2222-3333-4444-555555555555";

/// Another one, which leaves it to the policies of its account too.
pub const OTHER_KEY: &str =
    "arn:aws:kms:us-east-1:111111111111:key/99999999-2222-3333-4444-555555555555";

impl Setup {
    /// Whom the key lets use it, from now on.
    pub fn key(&self, statements: Vec<Value>, enabled: bool) {
        let policy = Policy::parse(Kind::Key, &document(&statements)).unwrap();
        let arn = KEY.to_owned();
        let key = Key {
            arn,
            policy,
            enabled,
        };
        self.sandbox.world().add_key(Key {
            arn: OTHER_KEY.to_owned(),
            policy: Policy::parse(Kind::Key, &document(&[trust_in_account()])).unwrap(),
            enabled: true,
        });
        self.sandbox.world().add_key(key);
        *self.key.lock().unwrap() = statements;
    }

    /// Whom the key lets use it besides.
    pub fn key_too(&self, statements: Vec<Value>) {
        let mut all = self.key.lock().unwrap().clone();
        all.extend(statements);
        self.key(all, true);
    }

    /// What is written to the machine's bucket is encrypted with the key from now on.
    pub async fn encrypt(&self) {
        let store = self.sandbox.store();
        let encrypted = store.write(|tables| {
            let mut bucket = tables.bucket(BOX)?;
            bucket.encryption = Some(with_key());
            tables.put_bucket(BOX, &bucket)
        });
        encrypted.await.unwrap();
    }

    /// Puts an object there that the key encrypts.
    pub async fn put_encrypted(&self, key: &str) {
        let attributes = Attributes {
            kms: Some(with_key()),
            ..Attributes::default()
        };
        let object = BulkObject {
            key: key.to_owned(),
            body: "secret".into(),
            attributes,
        };
        self.sandbox.store().add(BOX, object).await.unwrap();
    }
}

fn with_key() -> Kms {
    Kms {
        algorithm: "aws:kms".to_owned(),
        key: Some(KEY.to_owned()),
    }
}

/// The key leaves it to the policies of its account.
pub fn trust_in_account() -> Value {
    json!({
        "Effect": "Allow", "Principal": { "AWS": format!("arn:aws:iam::{HOME}:root") },
        "Action": "kms:*", "Resource": "*",
    })
}
