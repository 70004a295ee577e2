//! All that anybody may do, to see what a remedy has made possible.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use aws_sdk_sts::config::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider};
use wardrobe_sandbox::iam::{Decision, Request};

use crate::check::setup::{
    BOX, DROP, EXTERNAL_ID, FILES, HOME, KEY, MACHINE, OTHER_KEY, PARTNER, STRANGER, Setup,
};

const ACTIONS: [&str; 6] = [
    "s3:GetObject",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:GetObjectTagging",
    "s3:AbortMultipartUpload",
    "s3:DeleteObjectVersion",
];
const KEYS: [&str; 5] = [
    "a/one.txt",
    "a/wardrobe-check.txt",
    "b/two.txt",
    "b/wardrobe-check.txt",
    "wardrobe-check.txt",
];

impl Setup {
    /// Who may do what, in words.
    pub async fn possible(&self) -> BTreeSet<String> {
        let mut possible = BTreeSet::new();
        let there = |role: &&str| self.sandbox.world().role(role).is_some();
        for role in [MACHINE, STRANGER, FILES].into_iter().filter(there) {
            let name = role.rsplit('/').next().unwrap();
            for words in self.with_files(role) {
                possible.insert(format!("{name} {words}"));
            }
        }
        for role in [MACHINE, STRANGER].into_iter().filter(there) {
            let name = role.rsplit('/').next().unwrap();
            for external_id in [None, Some(EXTERNAL_ID), Some("another")] {
                if self.assumes(role, external_id).await {
                    possible.insert(format!(
                        "{name} sts:AssumeRole {FILES} with {external_id:?}"
                    ));
                }
            }
        }
        possible
    }

    fn with_files(&self, role: &str) -> Vec<String> {
        let world = self.sandbox.world();
        let keys = world
            .mint(role, "somebody", Duration::from_secs(900))
            .unwrap();
        let (id, token) = (&keys.access_key_id, &keys.session_token);
        let principal = world.principal(id, Some(token), SystemTime::now()).unwrap();
        let may = |action: &str, resource: &str, account: &str, context| {
            let request = Request {
                principal: Some(&principal),
                action,
                resource,
                resource_account: account,
                context,
            };
            world.authorize(&request) == Decision::Allow
        };
        let mut possible = Vec::new();
        if may(
            "s3:ListAllMyBuckets",
            "arn:aws:s3:::*",
            HOME,
            BTreeMap::new(),
        ) {
            possible.push("s3:ListAllMyBuckets arn:aws:s3:::*".to_owned());
        }
        for (bucket, account) in [(BOX, HOME), (DROP, PARTNER)] {
            let all = format!("arn:aws:s3:::{bucket}");
            for prefix in ["", "a/", "b/"] {
                let context = BTreeMap::from([("s3:prefix".to_owned(), vec![prefix.to_owned()])]);
                if may("s3:ListBucket", &all, account, context) {
                    possible.push(format!("s3:ListBucket {all} of {prefix:?}"));
                }
            }
            for action in ACTIONS {
                for key in KEYS {
                    let object = format!("{all}/{key}");
                    if may(action, &object, account, BTreeMap::new()) {
                        possible.push(format!("{action} {object}"));
                    }
                }
            }
        }
        for action in ["kms:GenerateDataKey", "kms:Decrypt", "kms:Encrypt"] {
            for key in [KEY, OTHER_KEY] {
                for via in [
                    None,
                    Some("s3.us-east-1.amazonaws.com"),
                    Some("sqs.us-east-1.amazonaws.com"),
                ] {
                    if world.may_use_key(&principal, action, key, via) {
                        possible.push(format!("{action} {key} via {via:?}"));
                    }
                }
            }
        }
        possible
    }

    async fn assumes(&self, role: &str, external_id: Option<&str>) -> bool {
        let world = self.sandbox.world();
        let keys = world
            .mint(role, "somebody", Duration::from_secs(900))
            .unwrap();
        let (secret, token) = (keys.secret_access_key, keys.session_token);
        let keys = Credentials::new(keys.access_key_id, secret, Some(token), None, "test");
        let asked = self
            .sts(Some(keys))
            .assume_role()
            .role_arn(FILES)
            .role_session_name("somebody")
            .set_external_id(external_id.map(str::to_owned));
        asked.send().await.is_ok()
    }

    /// STS for whoever has `keys`, or none.
    pub fn sts(&self, keys: Option<Credentials>) -> aws_sdk_sts::Client {
        let mut config = aws_sdk_sts::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .endpoint_url(self.sandbox.endpoint.as_str());
        config.set_credentials_provider(keys.map(SharedCredentialsProvider::new));
        aws_sdk_sts::Client::from_conf(config.build())
    }
}
