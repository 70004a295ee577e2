//! A policy in the ways that people write it down.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::place::{Place, PolicyToAdd, line};
use crate::arn::{name_of, path_of};

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

    fn statements(&self) -> &[Value] {
        self.document["Statement"]
            .as_array()
            .map_or(&[], Vec::as_slice)
    }

    /// What a policy of its own is called: the same for the same statement, so that it
    /// replaces nothing but itself.
    fn name(&self) -> String {
        let digest = Sha256::digest(line(&self.document));
        let action = match self.statements() {
            [one] => one["Action"].as_str(),
            _ => None,
        };
        let action = action.unwrap_or("files");
        let hex: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
        format!("wardrobe-{}-{hex}", action.replace(':', "-"))
    }

    fn cli(&self) -> Option<String> {
        let joined = |file: &str, get: String, put: String| {
            let statements = quoted(&line(&self.document["Statement"]));
            format!(
                "{get} > {file}.json &&\njq --ascii-output --argjson s {statements} '.Statement |= ([.] | flatten) + $s' {file}.json > {file}-new.json &&\n{put} file://{file}-new.json"
            )
        };
        Some(match &self.place {
            Place::Identity(Some(arn)) | Place::NewIdentity(arn) => {
                let kind = kind_of(arn)?;
                format!(
                    "aws iam put-{kind}-policy --{kind}-name {} --policy-name {} --policy-document {}",
                    word(name_of(arn)),
                    self.name(),
                    quoted(&line(&self.document))
                )
            }
            Place::Trust(arn) => {
                let role = word(name_of(arn));
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
            Place::NewTrust { arn, on } => self.new_role_cli(arn, *on),
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
        let blocks: String = self.statements().iter().map(block).collect();
        let added = |to: &str| {
            let more = self.more("statement");
            format!("# {more} of the aws_iam_policy_document that is {to}.\n{blocks}")
        };
        Some(match &self.place {
            Place::Identity(Some(arn)) | Place::NewIdentity(arn) => {
                let (kind, name) = (kind_of(arn)?, self.name());
                let owner = match &self.place {
                    Place::NewIdentity(_) => format!("aws_iam_role.{}.name", label(name_of(arn))),
                    _ => hcl(name_of(arn)),
                };
                format!(
                    "data \"aws_iam_policy_document\" \"{name}\" {{\n{}}}\n\nresource \"aws_iam_{kind}_policy\" \"{name}\" {{\n  name   = \"{name}\"\n  {kind}   = {owner}\n  policy = data.aws_iam_policy_document.{name}.json\n}}\n",
                    indented(&blocks, "  "),
                )
            }
            Place::NewTrust { arn, on } => new_role_terraform(arn, *on, &blocks),
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
            let item = |statement| {
                let statement = indented(&format!("{statement:#}"), "  ");
                format!("- {}", statement.trim_start())
            };
            let items: String = self.statements().iter().map(item).collect();
            format!("# {} of the Statement in {to}.\n{items}", self.more(""))
        };
        Some(match &self.place {
            Place::Identity(Some(arn)) | Place::NewIdentity(arn) => {
                let kind = kind_of(arn)?;
                let kind = if kind == "role" { "Role" } else { "User" };
                let document = format!("{:#}", self.document);
                let name = name_of(arn);
                let owner = match &self.place {
                    Place::NewIdentity(_) => format!("!Ref {}", logical(name)),
                    _ => name.to_owned(),
                };
                format!(
                    "{}:\n  Type: AWS::IAM::{kind}Policy\n  Properties:\n    {kind}Name: {owner}\n    PolicyName: {}\n    PolicyDocument:\n{}",
                    logical(&self.name()),
                    self.name(),
                    indented(&document, "      "),
                )
            }
            Place::NewTrust { arn, on } => self.new_role_cloudformation(arn, *on),
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

    /// "One more statement", or "2 more statements".
    fn more(&self, what: &str) -> String {
        match (self.statements().len(), what) {
            (1, "") => "One more".to_owned(),
            (1, what) => format!("One more {what}"),
            (count, "") => format!("{count} more"),
            (count, what) => format!("{count} more {what}s"),
        }
    }

    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>
    fn new_role_cli(&self, arn: &str, on: Option<&str>) -> String {
        let role = word(name_of(arn));
        let path = path_of(arn).map_or_else(String::new, |path| format!(" --path {}", word(path)));
        let made = format!(
            "aws iam create-role --role-name {role}{path} --assume-role-policy-document {}",
            quoted(&line(&self.document))
        );
        match on {
            Some(EC2) => format!(
                "{made} &&\naws iam create-instance-profile --instance-profile-name {role} &&\naws iam add-role-to-instance-profile --instance-profile-name {role} --role-name {role}"
            ),
            _ => made,
        }
    }

    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html>
    fn new_role_cloudformation(&self, arn: &str, on: Option<&str>) -> String {
        let (name, logical) = (name_of(arn), logical(name_of(arn)));
        let path = path_of(arn).map_or_else(String::new, |path| format!("    Path: {path}\n"));
        let document = indented(&format!("{:#}", self.document), "      ");
        let made = format!(
            "{logical}:\n  Type: AWS::IAM::Role\n  Properties:\n    RoleName: {name}\n{path}    AssumeRolePolicyDocument:\n{document}"
        );
        match on {
            Some(EC2) => format!(
                "{made}{logical}Profile:\n  Type: AWS::IAM::InstanceProfile\n  Properties:\n    InstanceProfileName: {name}\n    Roles: [!Ref {logical}]\n"
            ),
            _ => made,
        }
    }
}

/// Where a role has to be put into an instance profile first.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html>
pub(crate) const EC2: &str = "EC2";

fn new_role_terraform(arn: &str, on: Option<&str>, blocks: &str) -> String {
    let (role, label) = (hcl(name_of(arn)), label(name_of(arn)));
    let path = path_of(arn).map_or_else(String::new, |path| {
        format!("  path               = {}\n", hcl(path))
    });
    let made = format!(
        "data \"aws_iam_policy_document\" \"{label}-trust\" {{\n{}}}\n\nresource \"aws_iam_role\" \"{label}\" {{\n  name               = {role}\n{path}  assume_role_policy = data.aws_iam_policy_document.{label}-trust.json\n}}\n",
        indented(blocks, "  ")
    );
    match on {
        Some(EC2) => format!(
            "{made}\nresource \"aws_iam_instance_profile\" \"{label}\" {{\n  name = {role}\n  role = aws_iam_role.{label}.name\n}}\n"
        ),
        _ => made,
    }
}

/// A name of a role as Terraform may call it.
pub(crate) fn label(name: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') => c,
        _ => '_',
    };
    let label: String = name.chars().map(plain).collect();
    match label.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        true => format!("role_{label}"),
        false => label,
    }
}

/// A name as CloudFormation may call it: letters and digits.
fn logical(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    words.map(capitalised).collect()
}

/// Whose policies can be written: not those of a federated user, or of the root.
fn kind_of(arn: &str) -> Option<&'static str> {
    match arn.split(':').nth(5)?.split('/').next()? {
        "role" => Some("role"),
        "user" => Some("user"),
        _ => None,
    }
}

/// A name as one word of a POSIX shell, in quotes only where it needs them.
fn word(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-/".contains(c);
    match name.chars().all(plain) {
        true => name.to_owned(),
        false => quoted(name),
    }
}

/// As one word of a POSIX shell.
pub(crate) fn quoted(text: &str) -> String {
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
pub(crate) fn hcl(text: &str) -> String {
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
