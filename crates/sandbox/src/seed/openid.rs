//! What the people of the OpenID provider may become.

use std::time::Duration;

use serde_json::{Value, json};

use super::accounts::{ACCOUNT, read};
use crate::iam::oidc_provider::without_scheme;
use crate::iam::{Kind, OidcProvider, Role, World};
use crate::openid::{PUBLIC_CLIENT, SECRET_CLIENT};
use crate::people::Person;

/// A role that reads one bucket of the studio.
pub const RESEARCH_READ: &str = "arn:aws:iam::111111111111:role/research-read";
/// A role that reads and writes the studio's files.
pub const RESEARCH_WRITE: &str = "arn:aws:iam::111111111111:role/research-write";

/// The roles that the OpenID provider offers somebody.
pub(crate) fn oidc_roles(person: &Person) -> Vec<&'static str> {
    match person.groups.contains(&"finance") {
        true => vec![RESEARCH_READ, RESEARCH_WRITE],
        false => vec![RESEARCH_READ],
    }
}

pub(super) fn add(world: &World, issuer: &str) {
    let clients = [PUBLIC_CLIENT, SECRET_CLIENT.0];
    let provider = OidcProvider {
        account: ACCOUNT.to_owned(),
        url: issuer.to_owned(),
        client_ids: clients.map(str::to_owned).to_vec(),
    };
    let audience = format!("{}:aud", without_scheme(issuer));
    let trust = json!([{
        "Effect": "Allow",
        "Principal": { "Federated": provider.arn() },
        "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"],
        "Condition": { "StringEquals": { audience: clients } },
    }]);
    world.add_oidc_provider(provider);
    for (name, policy) in [("research-read", reading()), ("research-write", writing())] {
        for trust in read(Kind::Trust, &trust) {
            let mut role = Role::new(ACCOUNT, name, trust, read(Kind::Identity, &policy));
            role.max_session = Duration::from_secs(12 * 3600);
            world.add_role(role);
        }
    }
}

/// Reading one bucket.
pub(super) fn reading() -> Value {
    json!([
        { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" },
        { "Effect": "Allow", "Action": ["s3:Get*", "s3:List*"],
          "Resource": ["arn:aws:s3:::studio-assets", "arn:aws:s3:::studio-assets/*"] },
    ])
}

/// All the studio's files.
pub(super) fn writing() -> Value {
    json!([
        { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" },
        { "Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::studio-*", "arn:aws:s3:::studio-*/*"] },
    ])
}
