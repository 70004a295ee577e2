//! What the people of the SAML identity provider may become.

use std::time::Duration;

use serde_json::json;

use super::accounts::{ACCOUNT, OTHER, read};
use super::further::partner;
use super::openid::{reading, writing};
use crate::iam::{Kind, Role, SamlProvider, World};
use crate::saml;

/// The name of the provider in both accounts.
pub const SAML_PROVIDER: &str = "corp";
/// A role that reads one bucket of the studio.
pub const SAML_READ: &str = "arn:aws:iam::111111111111:role/saml-read";
/// A role that reads and writes the studio's files.
pub const SAML_WRITE: &str = "arn:aws:iam::111111111111:role/saml-write";
/// A role of the other company, for its bucket.
pub const SAML_PARTNER: &str = "arn:aws:iam::222222222222:role/saml-partner";

/// Where assertions may have been sent: to us, whatever our port, or to AWS.
const RECIPIENTS: [&str; 4] = [
    "http://127.0.0.1:*/saml/acs",
    "http://localhost:*/saml/acs",
    "http://[::1]:*/saml/acs",
    "https://signin.aws.amazon.com/saml",
];

pub(super) fn add(world: &World, identity: &saml::Provider) {
    for (account, name, policy, people) in [
        (ACCOUNT, "saml-read", reading(), &["ada", "bob"][..]),
        (ACCOUNT, "saml-write", writing(), &["ada"]),
        (OTHER, "saml-partner", partner(), &["ada"]),
    ] {
        let provider = SamlProvider {
            account: account.to_owned(),
            name: SAML_PROVIDER.to_owned(),
            metadata: identity.metadata(),
        };
        if let Err(error) = world.add_saml_provider(&provider) {
            tracing::error!(%error, "the seeded SAML provider cannot be read");
        }
        let trust = json!([{
            "Effect": "Allow",
            "Principal": { "Federated": provider.arn() },
            "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"],
            "Condition": { "StringLike": { "SAML:aud": RECIPIENTS } },
        }]);
        for trust in read(Kind::Trust, &trust) {
            let mut role = Role::new(account, name, trust, read(Kind::Identity, &policy));
            role.max_session = Duration::from_secs(12 * 3600);
            for person in people {
                identity.offer(person, &role.arn(), &provider.arn());
            }
            world.add_role(role);
        }
    }
}
