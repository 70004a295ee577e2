//! What the kinds of policies come to, taken together.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::super::{Kind, Role, Session, User};
use super::*;

const HOME: &str = "111111111111";
const AWAY: &str = "222222222222";
const OBJECT: &str = "arn:aws:s3:::bucket/key";
const SESSION: &str = "arn:aws:sts::111111111111:assumed-role/reader/ann";

fn policy(kind: Kind, statements: &Value) -> Policy {
    let text = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
    Policy::parse(kind, &text).expect(&text)
}

fn trust() -> Policy {
    let all = json!({ "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" });
    policy(Kind::Trust, &all)
}

fn rule(effect: &str, action: &str) -> Value {
    json!({ "Effect": effect, "Action": action, "Resource": "*" })
}

fn bucket(effect: &str, principal: &Value) -> Value {
    json!({ "Effect": effect, "Principal": { "AWS": principal }, "Action": "s3:*", "Resource": "arn:aws:s3:::bucket/*" })
}

/// A session of the role `reader` in the account `HOME`.
struct Case {
    what: &'static str,
    identity: Option<Value>,
    boundary: Option<Value>,
    session: Option<Value>,
    bucket: Option<Value>,
    /// The account of the bucket.
    owner: &'static str,
    /// How the refusal ends; empty when it is allowed.
    refused: &'static str,
}

impl Case {
    fn new(what: &'static str, refused: &'static str) -> Self {
        Self {
            what,
            identity: Some(rule("Allow", "s3:*")),
            boundary: None,
            session: None,
            bucket: None,
            owner: HOME,
            refused,
        }
    }

    fn answer(&self) -> Decision {
        let world = World::default();
        let identity = self.identity.iter();
        let identity = identity.map(|s| policy(Kind::Identity, s)).collect();
        let mut role = Role::new(HOME, "reader", trust(), identity);
        role.boundary = self.boundary.as_ref().map(|s| policy(Kind::Identity, s));
        world.add_role(role.clone());
        if let Some(statement) = &self.bucket {
            let text = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
            world.set_bucket_policy("bucket", Some(&text)).unwrap();
        }
        let session = Session {
            name: "ann".to_owned(),
            policies: self
                .session
                .iter()
                .map(|s| policy(Kind::Identity, s))
                .collect(),
            ..Session::default()
        };
        let life = Duration::from_secs(900);
        let (_, principal) = world.begin_session(&role, session, SystemTime::now(), life);
        world.authorize(&Request {
            principal: Some(&principal),
            action: "s3:GetObject",
            resource: OBJECT,
            resource_account: self.owner,
            context: Context::new(),
        })
    }
}

#[test]
fn what_policies_come_to() {
    let role = json!("arn:aws:iam::111111111111:role/reader");
    let root = json!("arn:aws:iam::111111111111:root");
    let none = Case::new("", "");
    for case in [
        Case::new("identity alone is enough at home", ""),
        Case {
            identity: None,
            ..Case::new(
                "nothing at all",
                " because no identity-based policy allows the s3:GetObject action",
            )
        },
        Case {
            identity: Some(json!([rule("Allow", "*"), rule("Deny", "s3:Get*")])),
            ..Case::new(
                "an explicit deny in identity",
                " with an explicit deny in an identity-based policy",
            )
        },
        Case {
            bucket: Some(bucket("Deny", &json!("*"))),
            ..Case::new(
                "an explicit deny in the bucket's policy",
                " with an explicit deny in a resource-based policy",
            )
        },
        Case {
            identity: None,
            bucket: Some(bucket("Allow", &role)),
            ..Case::new("the bucket's policy alone, naming the role", "")
        },
        Case {
            identity: None,
            bucket: Some(bucket("Allow", &root)),
            ..Case::new(
                "the bucket's policy alone, naming the account",
                " because no identity-based policy allows the s3:GetObject action",
            )
        },
        Case {
            boundary: Some(rule("Allow", "s3:PutObject")),
            ..Case::new(
                "outside the boundary",
                " because no permissions boundary allows the s3:GetObject action",
            )
        },
        Case {
            boundary: Some(json!([rule("Allow", "*"), rule("Deny", "s3:GetObject")])),
            ..Case::new(
                "a deny in the boundary",
                " with an explicit deny in a permissions boundary",
            )
        },
        Case {
            session: Some(rule("Allow", "s3:PutObject")),
            ..Case::new(
                "outside the session policy",
                " because no session policy allows the s3:GetObject action",
            )
        },
        Case {
            session: Some(json!([rule("Allow", "*"), rule("Deny", "s3:GetObject")])),
            ..Case::new(
                "a deny in the session policy",
                " with an explicit deny in a session policy",
            )
        },
        Case {
            session: Some(rule("Allow", "*")),
            identity: Some(rule("Allow", "s3:PutObject")),
            ..Case::new(
                "a session policy grants nothing",
                " because no identity-based policy allows the s3:GetObject action",
            )
        },
        Case {
            identity: None,
            session: Some(rule("Allow", "s3:PutObject")),
            bucket: Some(bucket("Allow", &role)),
            ..Case::new(
                "the session policy narrows what the role is given",
                " because no session policy allows the s3:GetObject action",
            )
        },
        Case {
            identity: None,
            session: Some(rule("Allow", "s3:PutObject")),
            boundary: Some(rule("Allow", "s3:PutObject")),
            bucket: Some(bucket("Allow", &json!(SESSION))),
            ..Case::new("what the session itself is given, nothing narrows", "")
        },
        Case {
            session: Some(rule("Deny", "s3:*")),
            bucket: Some(bucket("Allow", &json!(SESSION))),
            ..Case::new("but a deny", " with an explicit deny in a session policy")
        },
        Case {
            bucket: Some(
                json!({ "Effect": "Deny", "NotPrincipal": { "AWS": [role, root] }, "Action": "s3:*", "Resource": "arn:aws:s3:::bucket/*" }),
            ),
            ..Case::new("spared with its account", "")
        },
        Case {
            bucket: Some(
                json!({ "Effect": "Deny", "NotPrincipal": { "AWS": role }, "Action": "s3:*", "Resource": "arn:aws:s3:::bucket/*" }),
            ),
            ..Case::new(
                "not spared without its account",
                " with an explicit deny in a resource-based policy",
            )
        },
    ] {
        let arn = SESSION;
        let expected = match case.refused {
            "" => Decision::Allow,
            reason => Decision::Deny {
                message: format!(
                    "User: {arn} is not authorized to perform: s3:GetObject on resource: \"{OBJECT}\"{reason}"
                ),
            },
        };
        assert_eq!(case.answer(), expected, "{}", case.what);
    }
    assert_eq!(none.answer(), Decision::Allow);
}

#[test]
fn another_accounts_bucket_needs_both_sides_and_tells_nothing() {
    let root = json!("arn:aws:iam::111111111111:root");
    for (what, identity, bucket, allowed) in [
        (
            "both",
            Some(rule("Allow", "s3:*")),
            Some(bucket("Allow", &root)),
            true,
        ),
        ("only identity", Some(rule("Allow", "s3:*")), None, false),
        ("only the bucket", None, Some(bucket("Allow", &root)), false),
        (
            "only the bucket, by session",
            None,
            Some(bucket("Allow", &json!(SESSION))),
            false,
        ),
        (
            "denied",
            Some(rule("Deny", "s3:*")),
            Some(bucket("Allow", &json!("*"))),
            false,
        ),
    ] {
        let case = Case {
            identity,
            bucket,
            owner: AWAY,
            ..Case::new(what, "")
        };
        let expected = if allowed { Decision::Allow } else { plain() };
        assert_eq!(case.answer(), expected, "{what}");
    }
}

#[test]
fn a_stranger_may_what_everyone_may() {
    let world = World::default();
    let may = || {
        let request = Request {
            principal: None,
            action: "s3:GetObject",
            resource: OBJECT,
            resource_account: HOME,
            context: Context::new(),
        };
        world.authorize(&request) == Decision::Allow
    };
    assert!(!may());
    for (statement, expected) in [
        (bucket("Allow", &json!("*")), true),
        (bucket("Allow", &json!(HOME)), false),
        (
            bucket("Allow", &json!("arn:aws:iam::111111111111:user/ann")),
            false,
        ),
        (
            json!([bucket("Allow", &json!("*")), bucket("Deny", &json!("*"))]),
            false,
        ),
    ] {
        let text = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
        world.set_bucket_policy("bucket", Some(&text)).unwrap();
        assert_eq!(may(), expected, "{statement}");
    }
}

#[test]
fn what_is_known_of_a_principal_can_be_asked() {
    let world = World::default();
    world.add_user(User {
        account: HOME.to_owned(),
        name: "ann".to_owned(),
        keys: vec![("AKIA1".to_owned(), "secret".to_owned())],
        policies: Vec::new(),
        mfa: None,
    });
    let role = Role {
        tags: vec![
            ("Team".to_owned(), "red".to_owned()),
            ("site".to_owned(), "a".to_owned()),
        ],
        ..Role::new(HOME, "reader", trust(), Vec::new())
    };
    world.add_role(role.clone());
    let begun = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let session = Session {
        name: "ann".to_owned(),
        tags: vec![("team".to_owned(), "blue".to_owned())],
        source_identity: Some("ann@example.com".to_owned()),
        ..Session::default()
    };
    let (_, session) = world.begin_session(&role, session, begun, Duration::from_secs(900));
    let user = world.principal("AKIA1", None, begun).unwrap();
    let known = |principal: Option<&Principal>| {
        filled(&Request {
            principal,
            action: "s3:GetObject",
            resource: OBJECT,
            resource_account: AWAY,
            context: Context::new(),
        })
    };
    for (who, key, value) in [
        (
            Some(&session),
            "aws:principalarn",
            Some("arn:aws:iam::111111111111:role/reader"),
        ),
        (Some(&session), "aws:principaltype", Some("AssumedRole")),
        (Some(&session), "aws:principaltag/team", Some("blue")),
        (Some(&session), "aws:principaltag/site", Some("a")),
        (
            Some(&session),
            "aws:sourceidentity",
            Some("ann@example.com"),
        ),
        (
            Some(&session),
            "aws:tokenissuetime",
            Some("2023-11-14T22:13:20Z"),
        ),
        (Some(&session), "aws:multifactorauthpresent", Some("false")),
        (Some(&session), "aws:username", None),
        (Some(&session), "aws:resourceaccount", Some(AWAY)),
        (
            Some(&user),
            "aws:principalarn",
            Some("arn:aws:iam::111111111111:user/ann"),
        ),
        (Some(&user), "aws:username", Some("ann")),
        (Some(&user), "aws:multifactorauthpresent", None),
        (Some(&user), "aws:tokenissuetime", None),
        (None, "aws:userid", Some("anonymous")),
        (None, "aws:principalarn", None),
    ] {
        let context = known(who);
        let found = context.get(key).map(|values| values.join(","));
        assert_eq!(found.as_deref(), value, "{key}");
    }
    assert!(!format!("{:?}", world.principal("AKIA1", None, begun)).contains("secret"));
}
