//! Statements that allow one action on one resource, and nothing beside it.

use serde_json::{Value, json};

use crate::arn::{bucket_and_key, partition_of};
use crate::denial::Denial;

/// A policy of one statement.
pub(super) fn policy(statement: &Value) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

/// What was refused, allowed. Under the condition that it is asked for as it was:
/// this prefix, or this key by way of S3.
pub(super) fn allow(denial: &Denial) -> Value {
    let mut statement = json!({
        "Effect": "Allow", "Action": denial.action, "Resource": resource(denial),
    });
    if let Some(condition) = condition(denial) {
        statement["Condition"] = condition;
    }
    statement
}

fn condition(denial: &Denial) -> Option<Value> {
    if let Some(prefix) = &denial.prefix {
        // No wildcard stands for itself here, but a variable still would not.
        return Some(json!({ "StringEquals": { "s3:prefix": prefix.replace('$', "${$}") } }));
    }
    let service = via_s3(&denial.resource).filter(|_| denial.action.starts_with("kms:"))?;
    Some(json!({ "StringEquals": { "kms:ViaService": service } }))
}

/// The service by which S3 uses the key of this ARN, in the key's own region.
/// <https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service>
pub(crate) fn via_s3(key: &str) -> Option<String> {
    let region = key.split(':').nth(3).filter(|region| !region.is_empty())?;
    let suffix = match partition_of(key) {
        "aws-cn" => ".cn",
        _ => "",
    };
    Some(format!("s3.{region}.amazonaws.com{suffix}"))
}

/// The resource as a policy names it. Its key's own `*`, `?` and `$` stand for
/// themselves and for nothing else.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars>
fn resource(denial: &Denial) -> String {
    // To be allowed on no less than all buckets.
    if denial.action == "s3:ListAllMyBuckets" {
        return "*".to_owned();
    }
    match bucket_and_key(&denial.resource) {
        Some((bucket, Some(key))) => {
            let partition = partition_of(&denial.resource);
            let (key, any) = match key.strip_suffix('*') {
                Some(place) if denial.any_name => (place, "*"),
                _ => (key, ""),
            };
            format!("arn:{partition}:s3:::{bucket}/{}{any}", escaped(key))
        }
        _ => denial.resource.clone(),
    }
}

/// A key, or the beginning of one, without wildcards and variables.
pub(crate) fn escaped(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        match c {
            '*' | '?' | '$' => out.extend(["${", &c.to_string(), "}"]),
            c => out.push(c),
        }
    }
    out
}
