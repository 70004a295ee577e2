//! A policy document, and what it says about a question.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use std::sync::Arc;

use serde_json::{Map, Value};

use super::principals::Named;
use super::statement::Statement;
use super::{Context, Principal};

/// What a policy is attached to, which decides what it must and may not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To a user or role, or handed along with a session.
    Identity,
    /// To a bucket.
    Resource,
    /// To a role: who may assume it.
    Trust,
    /// To a key of KMS.
    Key,
}

/// A policy that has been read. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Policy {
    statements: Arc<[Statement]>,
}

/// What one policy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// An explicit deny.
    Deny,
    /// Allowed, to a principal named so.
    Allow(Named),
    /// Nothing about it.
    Nothing,
}

/// What policies are asked.
pub(super) struct Question<'a> {
    pub principal: Option<&'a Principal>,
    /// The identity provider that vouches for who asks, by its ARN.
    pub federated: Option<&'a str>,
    pub action: &'a str,
    pub resource: &'a str,
    pub context: &'a Context,
}

impl Policy {
    /// Reads a document. The error is a sentence as AWS words it.
    pub fn parse(kind: Kind, text: &str) -> Result<Self, String> {
        let document: Value = serde_json::from_str(text)
            .map_err(|_| "This policy contains invalid Json".to_owned())?;
        let document = document
            .as_object()
            .ok_or("This policy contains invalid Json")?;
        only(document, &["Version", "Id", "Statement"])?;
        let current = match document.get("Version").map(Value::as_str) {
            None | Some(Some("2008-10-17")) => false,
            Some(Some("2012-10-17")) => true,
            _ => return Err("The policy must contain a valid version string".to_owned()),
        };
        let statements = match document.get("Statement") {
            Some(Value::Array(list)) => list.iter().collect(),
            Some(one @ Value::Object(_)) => vec![one],
            _ => return Err("Missing required field Statement".to_owned()),
        };
        let statements: Result<Vec<_>, _> = statements
            .into_iter()
            .map(|statement| Statement::parse(kind, current, statement))
            .collect();
        let statements = statements?;
        let mut names: Vec<&str> = statements.iter().filter_map(Statement::sid).collect();
        names.sort_unstable();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err("Statement IDs (SID) in a single policy must be unique.".to_owned());
        }
        Ok(Self {
            statements: statements.into(),
        })
    }

    /// What this policy says; one explicit deny outweighs every allow.
    pub(super) fn says(&self, question: &Question<'_>) -> Says {
        let mut said = Says::Nothing;
        for statement in self.statements.iter() {
            let Some(named) = statement.applies(question) else {
                continue;
            };
            said = match said {
                _ if !statement.allows() => return Says::Deny,
                Says::Allow(before) => Says::Allow(before.max(named)),
                _ => Says::Allow(named),
            };
        }
        said
    }

    /// Whether it lets an AWS service, such as `ec2.amazonaws.com`, do `action`.
    pub fn lets_service(&self, service: &str, action: &str) -> bool {
        self.statements
            .iter()
            .any(|statement| statement.lets_service(service, action))
    }

    /// Whether the trust of a role lets somebody do `action` for whom the
    /// provider of this ARN vouches. No other policy has a say.
    pub fn lets_federated(&self, provider: &str, action: &str, context: &Context) -> bool {
        let said = self.says(&Question {
            principal: None,
            federated: Some(provider),
            action,
            // Trust policies name no resource: theirs is the role.
            resource: "",
            context,
        });
        matches!(said, Says::Allow(_))
    }

    /// The resources its statements name, for checking a bucket's policy.
    pub(super) fn resources(&self) -> impl Iterator<Item = &str> {
        self.statements.iter().flat_map(Statement::resources)
    }
}

/// A text or a list of texts; numbers and truths are read as text.
pub(super) fn texts(value: &Value) -> Result<Vec<String>, String> {
    let one = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        _ => Err("Syntax errors in policy.".to_owned()),
    };
    match value {
        Value::Array(list) => list.iter().map(one).collect(),
        value => Ok(vec![one(value)?]),
    }
}

pub(super) fn only(object: &Map<String, Value>, known: &[&str]) -> Result<(), String> {
    match object.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("Unknown field {key}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_policy_is_refused() {
        let statement =
            |more: &str| format!(r#"{{"Version":"2012-10-17","Statement":{{{more}}}}}"#);
        for (kind, text, words) in [
            (Kind::Identity, "{", "invalid Json"),
            (Kind::Identity, "[]", "invalid Json"),
            (
                Kind::Identity,
                r#"{"Version":"2020-01-01","Statement":[]}"#,
                "version",
            ),
            (Kind::Identity, r#"{"Version":"2012-10-17"}"#, "Statement"),
            (
                Kind::Identity,
                &statement(r#""Effect":"Maybe","Action":"*","Resource":"*""#),
                "effect",
            ),
            (
                Kind::Identity,
                &statement(r#""Effect":"Allow","Resource":"*""#),
                "Action",
            ),
            (
                Kind::Identity,
                &statement(r#""Effect":"Allow","Action":"*""#),
                "Resource",
            ),
            (
                Kind::Identity,
                &statement(r#""Effect":"Allow","Action":"*","Resource":"*","Principal":"*""#),
                "principal",
            ),
            (
                Kind::Identity,
                &statement(r#""Effect":"Allow","Action":"*","Resource":"*","Colour":"red""#),
                "Unknown field",
            ),
            (
                Kind::Identity,
                &statement(
                    r#""Effect":"Allow","Action":"*","Resource":"*","Condition":{"Equals":{"a":"b"}}"#,
                ),
                "Condition",
            ),
            (
                Kind::Resource,
                &statement(r#""Effect":"Allow","Action":"*","Resource":"*""#),
                "Principal",
            ),
            (
                Kind::Identity,
                &statement(r#""Effect":"Allow","Action":"GetObject","Resource":"*""#),
                "must be prefaced by a vendor",
            ),
            (
                Kind::Identity,
                &statement(r#""Effect":"Allow","Action":"s3:*","Resource":"bucket/*""#),
                "Resource bucket/* must be in ARN format or \"*\".",
            ),
            (
                Kind::Identity,
                &statement(r#""Sid":"a b","Effect":"Allow","Action":"s3:*","Resource":"*""#),
                "alpha-numeric",
            ),
            (
                Kind::Identity,
                &statement(r#""Effect":"Allow","Action":[],"Resource":"*""#),
                "Action",
            ),
            (
                Kind::Identity,
                r#"{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"a","Effect":"Deny","Action":"*","Resource":"*"}]}"#,
                "must be unique",
            ),
            (
                Kind::Resource,
                &statement(
                    r#""Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*""#,
                ),
                "Policy has invalid action",
            ),
            (
                Kind::Resource,
                &statement(
                    r#""Effect":"Allow","Principal":{"AWS":"arn:aws:iam::1:role/*"},"Action":"s3:*","Resource":"*""#,
                ),
                "Invalid principal in policy",
            ),
            (
                Kind::Resource,
                &statement(
                    r#""Effect":"Allow","NotPrincipal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"*""#,
                ),
                "Allow with NotPrincipal is not allowed.",
            ),
            (
                Kind::Trust,
                &statement(r#""Effect":"Allow","Action":"s3:GetObject","Principal":"*""#),
                "may only specify STS AssumeRole actions",
            ),
            (
                Kind::Trust,
                &statement(r#""Effect":"Allow","Action":"*","Resource":"*","Principal":"*""#),
                "Resource",
            ),
        ] {
            let error = Policy::parse(kind, text).expect_err(text);
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    #[test]
    fn before_2012_there_were_no_variables() {
        let context = Context::from([("aws:username".to_owned(), vec!["ann".to_owned()])]);
        for (version, resource, applies) in [
            ("2012-10-17", "arn:aws:s3:::b/ann", true),
            ("2008-10-17", "arn:aws:s3:::b/ann", false),
            ("2008-10-17", "arn:aws:s3:::b/${aws:username}", true),
        ] {
            let text = format!(
                r#"{{"Version":"{version}","Statement":{{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${{aws:username}}"}}}}"#
            );
            let policy = Policy::parse(Kind::Identity, &text).expect("a policy");
            let said = policy.says(&Question {
                principal: None,
                federated: None,
                action: "s3:GetObject",
                resource,
                context: &context,
            });
            assert_eq!(said != Says::Nothing, applies, "{version} {resource}");
        }
    }

    #[test]
    fn not_action_and_not_resource_are_all_others() {
        let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","NotAction":"s3:Get*","NotResource":["arn:aws:s3:::b/*","arn:aws:s3:::C"]}}"#;
        let policy = Policy::parse(Kind::Identity, text).expect("a policy");
        let context = Context::new();
        for (action, resource, denied) in [
            ("s3:PutObject", "arn:aws:s3:::other/x", true),
            ("S3:getobject", "arn:aws:s3:::other/x", false),
            ("s3:PutObject", "arn:aws:s3:::b/x", false),
            ("s3:PutObject", "arn:aws:s3:::c", true),
        ] {
            let said = policy.says(&Question {
                principal: None,
                federated: None,
                action,
                resource,
                context: &context,
            });
            assert_eq!(said == Says::Deny, denied, "{action} {resource}");
        }
    }

    /// JSON that looks like a policy but is not always one.
    fn likely() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let word = prop_oneof![
            Just(r#""*""#.to_owned()),
            Just(r#"["s3:*", "${aws:username}*"]"#.to_owned()),
            Just(r#"{"AWS": ["*", 1]}"#.to_owned()),
            Just(r#"{"StringLike": {"s3:prefix": ["a/*", "${"]}}"#.to_owned()),
            Just("[]".to_owned()),
            Just("null".to_owned()),
            "\"[ -~]{0,8}\"",
        ];
        let name = prop_oneof![
            Just("Effect"),
            Just("Action"),
            Just("NotAction"),
            Just("Resource"),
            Just("Principal"),
            Just("NotPrincipal"),
            Just("Condition"),
            Just("Sid"),
        ];
        prop::collection::vec((name, word), 0..8).prop_map(|fields| {
            let fields: Vec<_> = fields.iter().map(|(n, w)| format!("\"{n}\":{w}")).collect();
            format!(
                r#"{{"Version":"2012-10-17","Statement":[{{{}}}]}}"#,
                fields.join(",")
            )
        })
    }

    proptest::proptest! {
        #[test]
        fn reading_and_asking_never_panics(text in likely(), action in ".{0,20}", resource in ".{0,40}") {
            let context = Context::new();
            for kind in [Kind::Identity, Kind::Resource, Kind::Trust] {
                if let Ok(policy) = Policy::parse(kind, &text) {
                    let _ = policy.says(&Question {
                        principal: None,
                        federated: None,
                        action: &action,
                        resource: &resource,
                        context: &context,
                    });
                }
            }
        }

        #[test]
        fn reading_never_panics(text in ".{0,200}") {
            let _ = Policy::parse(Kind::Resource, &text);
        }
    }
}
