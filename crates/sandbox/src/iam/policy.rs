//! A policy document, and what it says about a question.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use std::sync::Arc;

use serde_json::{Map, Value};

use super::conditions::Condition;
use super::pattern::{is_action, matches};
use super::principals::{Named, Principals};
use super::variables::resolve;
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
}

/// A policy that has been read. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Policy {
    statements: Arc<[Statement]>,
}

#[derive(Debug)]
struct Statement {
    allow: bool,
    principals: Option<Principals>,
    actions: Listed,
    resources: Listed,
    conditions: Vec<Condition>,
}

/// `Action` or `NotAction`, `Resource` or `NotResource`.
#[derive(Debug)]
struct Listed {
    not: bool,
    patterns: Vec<String>,
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
        Ok(Self {
            statements: statements?.into(),
        })
    }

    /// What this policy says; one explicit deny outweighs every allow.
    pub(super) fn says(&self, question: &Question<'_>) -> Says {
        let mut said = Says::Nothing;
        for statement in self.statements.iter() {
            let Some(named) = statement.applies(question) else {
                continue;
            };
            match (statement.allow, said) {
                (false, _) => return Says::Deny,
                (true, Says::Allow(Named::Directly)) => {}
                (true, _) => said = Says::Allow(named),
            }
        }
        said
    }

    /// Whether it lets an AWS service, such as `ec2.amazonaws.com`, do `action`.
    pub fn lets_service(&self, service: &str, action: &str) -> bool {
        self.statements.iter().any(|s| {
            let named = s
                .principals
                .as_ref()
                .is_some_and(|p| p.has_service(service));
            s.allow && named && s.actions.has(|pattern| is_action(pattern, action))
        })
    }

    /// The resources its statements name, for checking a bucket's policy.
    pub(super) fn resources(&self) -> impl Iterator<Item = &str> {
        self.statements
            .iter()
            .flat_map(|s| s.resources.patterns.iter().map(String::as_str))
    }
}

impl Statement {
    fn parse(kind: Kind, current: bool, value: &Value) -> Result<Self, String> {
        let statement = value.as_object().ok_or("Syntax errors in policy.")?;
        only(
            statement,
            &[
                "Sid",
                "Effect",
                "Principal",
                "NotPrincipal",
                "Action",
                "NotAction",
                "Resource",
                "NotResource",
                "Condition",
            ],
        )?;
        let allow = match statement.get("Effect").and_then(Value::as_str) {
            Some("Allow") => true,
            Some("Deny") => false,
            Some(other) => return Err(format!("Invalid effect: {other}")),
            None => return Err("Missing required field Effect".to_owned()),
        };
        let principals = Principals::parse(statement)?;
        match (kind, &principals) {
            (Kind::Identity, Some(_)) => {
                return Err("Policy document should not specify a principal.".to_owned());
            }
            (Kind::Resource | Kind::Trust, None) => {
                return Err("Missing required field Principal".to_owned());
            }
            _ => {}
        }
        let resources = match (Listed::parse(statement, "Resource")?, kind) {
            (Some(_), Kind::Trust) => return Err("Has prohibited field Resource".to_owned()),
            (None, Kind::Trust) => Listed {
                not: false,
                patterns: vec!["*".to_owned()],
            },
            (Some(resources), _) => resources,
            (None, _) => return Err("Missing required field Resource".to_owned()),
        };
        let mut conditions = Vec::new();
        if let Some(block) = statement.get("Condition") {
            let block = block.as_object().ok_or("Syntax errors in policy.")?;
            for (operator, keys) in block {
                for (key, values) in keys.as_object().ok_or("Syntax errors in policy.")? {
                    let condition = Condition::new(operator, key, texts(values)?);
                    conditions
                        .push(condition.ok_or(format!("Invalid Condition type : {operator}"))?);
                }
            }
        }
        // Before 2012 `${…}` was just text.
        let fixed = |mut listed: Listed| {
            if !current {
                for pattern in &mut listed.patterns {
                    *pattern = pattern.replace("${", "${$}{");
                }
            }
            listed
        };
        Ok(Self {
            allow,
            principals,
            actions: Listed::parse(statement, "Action")?.ok_or("Missing required field Action")?,
            resources: fixed(resources),
            conditions,
        })
    }

    /// How its principal is named, if the statement is about the question.
    fn applies(&self, question: &Question<'_>) -> Option<Named> {
        let named = match &self.principals {
            Some(principals) => principals.name(question.principal)?,
            None => Named::Directly,
        };
        let action = self
            .actions
            .has(|pattern| is_action(pattern, question.action));
        let resource = self.resources.has(|pattern| {
            resolve(pattern, question.context).is_some_and(|p| matches(&p, question.resource))
        });
        let conditions = || self.conditions.iter().all(|c| c.holds(question.context));
        (action && resource && conditions()).then_some(named)
    }
}

impl Listed {
    fn parse(statement: &Map<String, Value>, name: &str) -> Result<Option<Self>, String> {
        let not = format!("Not{name}");
        match (statement.get(name), statement.get(&not)) {
            (Some(_), Some(_)) => Err("Syntax errors in policy.".to_owned()),
            (Some(values), None) => Ok(Some(Self {
                not: false,
                patterns: texts(values)?,
            })),
            (None, Some(values)) => Ok(Some(Self {
                not: true,
                patterns: texts(values)?,
            })),
            (None, None) => Ok(None),
        }
    }

    fn has(&self, is: impl Fn(&str) -> bool) -> bool {
        self.patterns.iter().any(|pattern| is(pattern)) != self.not
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

fn only(object: &Map<String, Value>, known: &[&str]) -> Result<(), String> {
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
                Kind::Trust,
                &statement(r#""Effect":"Allow","Action":"*","Resource":"*","Principal":"*""#),
                "Resource",
            ),
        ] {
            let error = Policy::parse(kind, text).expect_err(text);
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    proptest::proptest! {
        #[test]
        fn reading_never_panics(text in ".{0,200}") {
            let _ = Policy::parse(Kind::Resource, &text);
        }
    }
}
