//! One statement of a policy: whom, what and when it allows or denies.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html>

use serde_json::{Map, Value};

use super::conditions::Condition;
use super::pattern::{is_action, matches};
use super::policy::{Kind, Question, only, texts};
use super::principals::{Named, Principals};
use super::variables::resolve;

const FIELDS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

#[derive(Debug)]
pub(super) struct Statement {
    sid: Option<String>,
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

impl Statement {
    /// Reads a statement of a policy of this kind; `current` when its language
    /// is that of 2012, which knows variables.
    pub fn parse(kind: Kind, current: bool, value: &Value) -> Result<Self, String> {
        let statement = value.as_object().ok_or("Syntax errors in policy.")?;
        only(statement, &FIELDS)?;
        let allow = effect(statement)?;
        let principals = Principals::parse(statement)?;
        match (kind, &principals) {
            (Kind::Identity, Some(_)) => {
                return Err("Policy document should not specify a principal.".to_owned());
            }
            (Kind::Resource | Kind::Trust | Kind::Key, None) => {
                return Err("Missing required field Principal".to_owned());
            }
            (Kind::Trust, Some(principals)) if principals.all_but() => {
                return Err("Has prohibited field NotPrincipal".to_owned());
            }
            (_, Some(principals)) if principals.all_but() && allow => {
                return Err("Allow with NotPrincipal is not allowed.".to_owned());
            }
            _ => {}
        }
        let actions = Listed::parse(statement, "Action")?.ok_or("Missing required field Action")?;
        let mut resources = match (Listed::parse(statement, "Resource")?, kind) {
            (Some(_), Kind::Trust) => return Err("Has prohibited field Resource".to_owned()),
            (None, Kind::Trust) => Listed::all(),
            (Some(resources), _) => resources,
            (None, _) => return Err("Missing required field Resource".to_owned()),
        };
        check_actions(kind, &actions)?;
        check_resources(kind, &resources)?;
        let mut conditions = conditions(statement)?;
        if !current {
            resources.patterns.iter_mut().for_each(plain);
            conditions.iter_mut().for_each(|c| c.each_value(plain));
        }
        Ok(Self {
            sid: sid(kind, statement)?,
            allow,
            principals,
            actions,
            resources,
            conditions,
        })
    }

    /// Its name, unique in its policy.
    pub fn sid(&self) -> Option<&str> {
        self.sid.as_deref()
    }

    /// Allow, and not Deny.
    pub fn allows(&self) -> bool {
        self.allow
    }

    /// The resources it names.
    pub fn resources(&self) -> impl Iterator<Item = &str> {
        self.resources.patterns.iter().map(String::as_str)
    }

    /// Whether it lets an AWS service do `action`.
    pub fn lets_service(&self, service: &str, action: &str) -> bool {
        let principals = self.principals.as_ref();
        self.allow
            && principals.is_some_and(|p| p.has_service(service))
            && self.actions.has(|pattern| is_action(pattern, action))
    }

    /// How its principal is named, if the statement is about the question.
    pub fn applies(&self, question: &Question<'_>) -> Option<Named> {
        let named = match &self.principals {
            Some(principals) => principals.name(question)?,
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
    fn all() -> Self {
        Self {
            not: false,
            patterns: vec!["*".to_owned()],
        }
    }

    fn parse(statement: &Map<String, Value>, name: &str) -> Result<Option<Self>, String> {
        let not = format!("Not{name}");
        let (values, not) = match (statement.get(name), statement.get(&not)) {
            (Some(_), Some(_)) => return Err("Syntax errors in policy.".to_owned()),
            (Some(values), None) => (values, false),
            (None, Some(values)) => (values, true),
            (None, None) => return Ok(None),
        };
        let patterns = texts(values)?;
        match patterns.is_empty() {
            true => Err(format!("Missing required field {name}")),
            false => Ok(Some(Self { not, patterns })),
        }
    }

    fn has(&self, is: impl Fn(&str) -> bool) -> bool {
        self.patterns.iter().any(|pattern| is(pattern)) != self.not
    }
}

fn effect(statement: &Map<String, Value>) -> Result<bool, String> {
    match statement.get("Effect").and_then(Value::as_str) {
        Some("Allow") => Ok(true),
        Some("Deny") => Ok(false),
        Some(other) => Err(format!("Invalid effect: {other}")),
        None => Err("Missing required field Effect".to_owned()),
    }
}

fn sid(kind: Kind, statement: &Map<String, Value>) -> Result<Option<String>, String> {
    let Some(sid) = statement.get("Sid") else {
        return Ok(None);
    };
    let sid = sid.as_str().ok_or("Syntax errors in policy.")?;
    if kind != Kind::Resource && !sid.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*".to_owned());
    }
    Ok((!sid.is_empty()).then(|| sid.to_owned()))
}

fn check_actions(kind: Kind, actions: &Listed) -> Result<(), String> {
    let of = |service: &str, action: &str| {
        action
            .split_once(':')
            .is_some_and(|(named, rest)| named.eq_ignore_ascii_case(service) && !rest.is_empty())
    };
    let known = |action: &String| action == "*" || action.contains(':');
    let (good, words) = match kind {
        Kind::Identity => (
            actions.patterns.iter().all(known),
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        ),
        Kind::Resource => (
            actions.patterns.iter().all(|a| a == "*" || of("s3", a)),
            "Policy has invalid action",
        ),
        Kind::Key => (
            actions.patterns.iter().all(|a| a == "*" || of("kms", a)),
            "Policy contains a statement with one or more invalid actions.",
        ),
        Kind::Trust => (
            actions.patterns.iter().all(|a| of("sts", a)),
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ),
    };
    match good {
        true => Ok(()),
        false => Err(words.to_owned()),
    }
}

fn check_resources(kind: Kind, resources: &Listed) -> Result<(), String> {
    let wrong = |pattern: &&String| *pattern != "*" && !pattern.starts_with("arn:");
    match (resources.patterns.iter().find(wrong), kind) {
        (None, _) => Ok(()),
        (Some(_), Kind::Resource) => Err("Policy has invalid resource".to_owned()),
        (Some(wrong), _) => Err(format!("Resource {wrong} must be in ARN format or \"*\".")),
    }
}

fn conditions(statement: &Map<String, Value>) -> Result<Vec<Condition>, String> {
    let Some(block) = statement.get("Condition") else {
        return Ok(Vec::new());
    };
    let mut conditions = Vec::new();
    for (operator, keys) in block.as_object().ok_or("Syntax errors in policy.")? {
        for (key, values) in keys.as_object().ok_or("Syntax errors in policy.")? {
            let condition = Condition::new(operator, key, texts(values)?);
            conditions.push(condition.ok_or(format!("Invalid Condition type : {operator}"))?);
        }
    }
    Ok(conditions)
}

/// Before 2012 `${…}` was just text.
fn plain(text: &mut String) {
    *text = text.replace("${", "${$}{");
}
