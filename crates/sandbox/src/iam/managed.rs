//! The few managed policies of AWS that a session may be given by name.

use super::{Kind, Policy};

/// The policy of an ARN.
pub(crate) fn policy(arn: &str) -> Option<Policy> {
    let actions = match arn.strip_prefix("arn:aws:iam::aws:policy/")? {
        "AdministratorAccess" => r#"["*"]"#,
        "AmazonS3FullAccess" => r#"["s3:*", "s3-object-lambda:*"]"#,
        "AmazonS3ReadOnlyAccess" => r#"["s3:Get*", "s3:List*", "s3:Describe*"]"#,
        _ => return None,
    };
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":{actions},"Resource":"*"}}}}"#
    );
    Policy::parse(Kind::Identity, &text).ok()
}
