//! What an ARN says: of whom, of which account, and by what name.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>

/// The account in an ARN; empty where it has none, as an S3 bucket's.
pub(crate) fn account_of(arn: &str) -> &str {
    arn.split(':').nth(4).unwrap_or_default()
}

/// `aws`, `aws-cn` or `aws-us-gov`.
pub(crate) fn partition_of(arn: &str) -> &str {
    arn.split(':').nth(1).unwrap_or("aws")
}

/// The last part of an ARN: a role's or a user's name, a key's id.
pub(crate) fn name_of(arn: &str) -> &str {
    arn.rsplit(['/', ':']).next().unwrap_or(arn)
}

/// The path of a role, such as `/team/`; most have none.
pub(crate) fn path_of(arn: &str) -> Option<&str> {
    let (_, path) = arn.split_once(":role")?;
    let (path, _) = path.split_at(path.rfind('/')? + 1);
    (path != "/").then_some(path)
}

/// The role behind a session's ARN, which policies name; of anybody else, their own.
/// AWS leaves the role's path out of it, which we cannot know.
pub(crate) fn role_of(caller: &str) -> String {
    let parts: Vec<&str> = caller.splitn(6, ':').collect();
    if let ["arn", partition, "sts", _, account, name] = parts[..]
        && let Some(role) = name.strip_prefix("assumed-role/")
    {
        let role = role.split('/').next().unwrap_or(role);
        return format!("arn:{partition}:iam::{account}:role/{role}");
    }
    caller.to_owned()
}

/// The bucket in the ARN of a bucket or an object, and the key.
pub(crate) fn bucket_and_key(arn: &str) -> Option<(&str, Option<&str>)> {
    let (head, rest) = arn.split_once(":::")?;
    if !head.ends_with(":s3") {
        return None;
    }
    Some(match rest.split_once('/') {
        Some((bucket, key)) => (bucket, Some(key)),
        None => (rest, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_its_role_and_everybody_else_themselves() {
        for (caller, principal) in [
            (
                "arn:aws-cn:sts::111111111111:assumed-role/files/ada",
                "arn:aws-cn:iam::111111111111:role/files",
            ),
            (
                "arn:aws:iam::111111111111:user/team/ada",
                "arn:aws:iam::111111111111:user/team/ada",
            ),
            (
                "arn:aws:sts::111111111111:federated-user/ada",
                "arn:aws:sts::111111111111:federated-user/ada",
            ),
        ] {
            assert_eq!(role_of(caller), principal);
        }
    }

    #[test]
    fn a_path_stands_before_the_name() {
        let of = path_of;
        assert_eq!(of("arn:aws:iam::111111111111:role/files"), None);
        assert_eq!(of("arn:aws:iam::1:role/team/a/files"), Some("/team/a/"));
        assert_eq!(of("arn:aws:iam::1:user/ada"), None);
    }

    #[test]
    fn a_key_is_all_behind_the_first_slash() {
        let of = bucket_and_key;
        assert_eq!(of("arn:aws:s3:::b/a:::/c"), Some(("b", Some("a:::/c"))));
        assert_eq!(of("arn:aws:s3:::b"), Some(("b", None)));
        assert_eq!(of("arn:aws:kms:eu-west-1:1:key/x"), None);
    }
}
