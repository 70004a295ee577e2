//! What helps where no policy does.

use super::administrator;
use crate::arn::{account_of, bucket_and_key, name_of};
use crate::denial::{Denial, Meaning, Service};

/// Who has to do what, if somebody can do anything but wait or look again.
pub(super) fn words(denial: &Denial) -> Option<String> {
    let role = name_of(&denial.resource);
    Some(match denial.meaning {
        Meaning::Archived => archived(denial)?,
        Meaning::WrongRegion => match &denial.region {
            Some(region) => format!(
                "An administrator of Wardrobe has to set region = \"{region}\" in this connection."
            ),
            None => "An administrator of Wardrobe has to set the region of this bucket in the connection: aws s3api get-bucket-location says which.".to_owned(),
        },
        Meaning::WrongClock => {
            "An administrator of this server has to let it set its clock by the network (NTP)."
                .to_owned()
        }
        Meaning::RegionOff => format!(
            "{} has to switch on STS in this region (IAM console, Account settings), or an administrator of Wardrobe has to choose another region for this connection.",
            administrator(&denial.resource)
        ),
        Meaning::ObjectLock => "Wait until its retention ends. A legal hold is taken off by somebody who may s3:PutObjectLegalHold; retention in governance mode is passed by somebody who may s3:BypassGovernanceRetention, and in compliance mode by nobody.".to_owned(),
        Meaning::BlockPublicAccess => "Keep it private, and share it in another way. Only whoever looks after the bucket could change its Block Public Access settings.".to_owned(),
        Meaning::EncryptionBlocked => "Send it without a key of your own: S3 encrypts it all the same. Only whoever looks after the bucket could lift this with s3:PutEncryptionConfiguration.".to_owned(),
        Meaning::MfaFailed => "Wait for the next code: each is good once. If that is refused too, check the serial number of the device in the connection, and the clock of the device.".to_owned(),
        Meaning::UnknownKeys => "Get new credentials. A temporary key needs its session token, and all three parts belong together.".to_owned(),
        Meaning::SessionTooLong if denial.message.contains("1 hour session limit") => {
            "An administrator of Wardrobe has to set duration = \"1h\" for this connection: a role that was taken on by another role lasts no longer.".to_owned()
        }
        Meaning::SessionTooLong => format!(
            "An administrator of Wardrobe has to set a shorter duration for this connection, or {} has to run: aws iam update-role --role-name {role} --max-session-duration 43200",
            administrator(&denial.resource).replacen("An", "an", 1)
        ),
        Meaning::PolicyTooLarge => {
            "An administrator of Wardrobe has to shorten the session policy or the tags of this connection.".to_owned()
        }
        Meaning::ProviderDown if denial.service == Service::Sts => {
            "Whoever looks after the identity provider has to let AWS reach its keys: its discovery document and jwks_uri, over https, with a certificate that everybody trusts.".to_owned()
        }
        Meaning::NoRole | Meaning::Denied | Meaning::Unreachable => machine(denial)?,
        _ => return None,
    })
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects.html>
fn archived(denial: &Denial) -> Option<String> {
    let (bucket, key) = bucket_and_key(&denial.resource)?;
    let quoted = super::forms::quoted(key?);
    Some(format!(
        "Somebody who may s3:RestoreObject has to run this, and wait some hours: aws s3api restore-object --bucket {bucket} --key {quoted} --restore-request Days=7"
    ))
}

/// A key that nobody can use at present.
/// <https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html>
pub(super) fn disabled_key(denial: &Denial) -> Option<String> {
    let has = |words: &str| denial.message.contains(words);
    let key = denial
        .message
        .split_whitespace()
        .find(|word| word.starts_with("arn:"));
    let key = key.unwrap_or("KEY");
    match denial.code.as_deref()?.strip_prefix("KMS.")? {
        "DisabledException" => Some(format!(
            "An administrator of {} has to run: aws kms enable-key --key-id {key}",
            account(key)
        )),
        "KMSInvalidStateException" if has("pending deletion") => Some(format!(
            "The key is about to be deleted, and what it encrypts with it. An administrator of {} has to run: aws kms cancel-key-deletion --key-id {key} && aws kms enable-key --key-id {key}",
            account(key)
        )),
        _ => Some(format!(
            "An administrator of {} has to look after the key that encrypts it: without it, nobody can read it.",
            account(key)
        )),
    }
}

fn account(key: &str) -> String {
    match account_of(key) {
        "" => "the key's account".to_owned(),
        account => format!("account {account}"),
    }
}

/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html>
fn machine(denial: &Denial) -> Option<String> {
    let words = match (denial.service, denial.meaning) {
        (Service::Instance, Meaning::NoRole) => {
            "An administrator has to attach a role to this instance: aws ec2 associate-iam-instance-profile --instance-id ID --iam-instance-profile Name=PROFILE"
        }
        (Service::Instance, Meaning::Denied) => {
            "An administrator has to switch on the metadata service of this instance: aws ec2 modify-instance-metadata-options --instance-id ID --http-endpoint enabled --http-tokens required"
        }
        (Service::Instance, Meaning::Unreachable) => {
            "On an EC2 instance, a container is one hop further away than the metadata service answers by default: aws ec2 modify-instance-metadata-options --instance-id ID --http-put-response-hop-limit 2. Elsewhere there is no such service, and the connection needs another source."
        }
        (Service::Container, Meaning::NoRole) => {
            "An administrator has to give the task a task role (ECS), or the service account a Pod Identity association (EKS)."
        }
        (Service::Container, Meaning::Denied) => {
            "The authorization token of this container is not accepted: start the container anew, or check AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE."
        }
        (Service::Container, Meaning::Unreachable) => {
            "An administrator has to look after the agent on this machine: the ECS agent, or on EKS the add-on eks-pod-identity-agent."
        }
        _ => return None,
    };
    Some(words.to_owned())
}
