//! Policies of a few statements.

use serde_json::{Value, json};
use wardrobe_sandbox::iam::{Kind, Policy};

pub fn policy(kind: Kind, statements: &Value) -> Policy {
    Policy::parse(kind, &document(statements)).expect("a policy")
}

pub fn document(statements: &Value) -> String {
    json!({ "Version": "2012-10-17", "Statement": statements }).to_string()
}
