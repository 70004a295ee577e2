//! One statement in the ways that people write it down.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::place::{Place, PolicyToAdd, line};
use crate::arn::name_of;

/// A policy to add, in the forms there are of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forms {
    /// JSON.
    pub json: String,
    /// Commands for a shell with the AWS CLI, and with `jq` where the statement joins
    /// others.
    pub cli: Option<String>,
    /// Terraform with the AWS provider.
    pub terraform: Option<String>,
    /// A part of a CloudFormation template, in YAML.
    pub cloudformation: Option<String>,
}

impl PolicyToAdd {
    /// The forms of it. A session policy, and a permission set, are set where the
    /// credentials come from: of them there is only JSON.
    pub fn forms(&self) -> Forms {
        let more = self.place.permission_set().is_none();
        let form = |form: fn(&Self) -> Option<String>| more.then(|| form(self)).flatten();
        Forms {
            json: self.text(),
            cli: form(Self::cli),
            terraform: form(Self::terraform),
            cloudformation: form(Self::cloudformation),
        }
    }

    fn statement(&self) -> &Value {
        &self.document["Statement"][0]
    }

    /// What a policy of its own is called: the same for the same statement, so that it
    /// replaces nothing but itself.
    fn name(&self) -> String {
        let digest = Sha256::digest(line(&self.document));
        let action = self.statement()["Action"].as_str().unwrap_or("sign-in");
        let hex: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
        format!("wardrobe-{}-{hex}", action.replace(':', "-"))
    }

    fn cli(&self) -> Option<String> {
        let joined = |file: &str, get: String, put: String| {
            let statement = quoted(&line(self.statement()));
            format!(
                "{get} > {file}.json &&\njq --ascii-output --argjson s {statement} '.Statement |= ([.] | flatten) + [$s]' {file}.json > {file}-new.json &&\n{put} file://{file}-new.json"
            )
        };
        Some(match &self.place {
            Place::Identity(Some(arn)) => {
                let kind = kind_of(arn)?;
                format!(
                    "aws iam put-{kind}-policy --{kind}-name {} --policy-name {} --policy-document {}",
                    name_of(arn),
                    self.name(),
                    quoted(&line(&self.document))
                )
            }
            Place::Trust(arn) => {
                let role = name_of(arn);
                joined(
                    "trust",
                    format!(
                        "aws iam get-role --role-name {role} --query Role.AssumeRolePolicyDocument --output json"
                    ),
                    format!(
                        "aws iam update-assume-role-policy --role-name {role} --policy-document"
                    ),
                )
            }
            // One that has none answers NoSuchBucketPolicy, and nothing is written.
            Place::Bucket(bucket) => format!(
                "{}\n# A bucket without a policy: aws s3api put-bucket-policy --bucket {bucket} --policy {}",
                joined(
                    "bucket",
                    format!(
                        "aws s3api get-bucket-policy --bucket {bucket} --query Policy --output text"
                    ),
                    format!("aws s3api put-bucket-policy --bucket {bucket} --policy"),
                ),
                quoted(&line(&self.document))
            ),
            Place::Key(Some(arn)) => joined(
                "key",
                format!(
                    "aws kms get-key-policy --key-id {arn} --policy-name default --query Policy --output text"
                ),
                format!("aws kms put-key-policy --key-id {arn} --policy-name default --policy"),
            ),
            Place::Identity(None) | Place::Key(None) | Place::Session => return None,
        })
    }

    fn terraform(&self) -> Option<String> {
        let block = block(self.statement());
        let added = |to: &str| {
            format!("# One more statement of the aws_iam_policy_document that is {to}.\n{block}")
        };
        Some(match &self.place {
            Place::Identity(Some(arn)) => {
                let (kind, name) = (kind_of(arn)?, self.name());
                format!(
                    "data \"aws_iam_policy_document\" \"{name}\" {{\n{}}}\n\nresource \"aws_iam_{kind}_policy\" \"{name}\" {{\n  name   = \"{name}\"\n  {kind}   = \"{}\"\n  policy = data.aws_iam_policy_document.{name}.json\n}}\n",
                    indented(&block, "  "),
                    name_of(arn),
                )
            }
            Place::Trust(arn) => added(&format!("assume_role_policy of the role {}", name_of(arn))),
            Place::Bucket(bucket) => {
                added(&format!("policy of the aws_s3_bucket_policy of {bucket}"))
            }
            Place::Key(Some(arn)) => added(&format!("policy of the aws_kms_key {}", name_of(arn))),
            Place::Identity(None) | Place::Key(None) | Place::Session => return None,
        })
    }

    fn cloudformation(&self) -> Option<String> {
        let added = |to: &str| {
            let statement = format!("{:#}", self.statement());
            format!(
                "# One more of the Statement in {to}.\n- {}",
                indented(&statement, "  ").trim_start()
            )
        };
        Some(match &self.place {
            Place::Identity(Some(arn)) => {
                let kind = kind_of(arn)?;
                let kind = if kind == "role" { "Role" } else { "User" };
                let document = format!("{:#}", self.document);
                let logical: String = self.name().split('-').map(capitalised).collect();
                format!(
                    "{logical}:\n  Type: AWS::IAM::{kind}Policy\n  Properties:\n    {kind}Name: {}\n    PolicyName: {}\n    PolicyDocument:\n{}",
                    name_of(arn),
                    self.name(),
                    indented(&document, "      "),
                )
            }
            Place::Trust(arn) => added(&format!(
                "AssumeRolePolicyDocument of the AWS::IAM::Role {}",
                name_of(arn)
            )),
            Place::Bucket(bucket) => added(&format!(
                "PolicyDocument of the AWS::S3::BucketPolicy of {bucket}"
            )),
            Place::Key(Some(arn)) => {
                added(&format!("KeyPolicy of the AWS::KMS::Key {}", name_of(arn)))
            }
            Place::Identity(None) | Place::Key(None) | Place::Session => return None,
        })
    }
}

/// Whose policies can be written: not those of a federated user, or of the root.
fn kind_of(arn: &str) -> Option<&'static str> {
    match arn.split(':').nth(5)?.split('/').next()? {
        "role" => Some("role"),
        "user" => Some("user"),
        _ => None,
    }
}

/// As one word of a POSIX shell.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn indented(text: &str, by: &str) -> String {
    text.lines().map(|line| format!("{by}{line}\n")).collect()
}

/// A `statement` of Terraform's `aws_iam_policy_document`.
/// <https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document>
fn block(statement: &Value) -> String {
    let mut text = "statement {\n".to_owned();
    let mut put = |line: String| text.push_str(&format!("  {line}\n"));
    let resources = statement.get("Resource");
    let width = if resources.is_some() { 9 } else { 7 };
    put(format!("{:width$} = \"Allow\"", "effect"));
    put(format!(
        "{:width$} = [{}]",
        "actions",
        list(&statement["Action"])
    ));
    if let Some(resources) = resources {
        put(format!("resources = [{}]", list(resources)));
    }
    for (kind, names) in statement["Principal"].as_object().into_iter().flatten() {
        put("principals {".to_owned());
        put(format!("  type        = \"{kind}\""));
        put(format!("  identifiers = [{}]", list(names)));
        put("}".to_owned());
    }
    for (test, keys) in statement["Condition"].as_object().into_iter().flatten() {
        for (variable, values) in keys.as_object().into_iter().flatten() {
            put("condition {".to_owned());
            put(format!("  test     = \"{test}\""));
            put(format!("  variable = {}", hcl(variable)));
            put(format!("  values   = [{}]", list(values)));
            put("}".to_owned());
        }
    }
    text.push_str("}\n");
    text
}

fn list(value: &Value) -> String {
    let one = |value: &Value| hcl(value.as_str().unwrap_or_default());
    match value {
        Value::Array(values) => values.iter().map(one).collect::<Vec<_>>().join(", "),
        value => one(value),
    }
}

/// A string of Terraform's language. What IAM writes `${…}` is `&{…}` there.
fn hcl(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.replace("${", "&{").replace("%{", "%%{").chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
