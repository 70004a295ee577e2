//! A refusal in one sentence for people.

use super::{Denial, Meaning, Policy, PolicyType, Service};
use crate::arn::{name_of, role_of};

impl Denial {
    /// One sentence: what happened. AWS's own words stand beside it, not in it.
    pub fn sentence(&self) -> String {
        let fixed = match self.meaning {
            Meaning::Expired => "The credentials have expired.",
            Meaning::SignInEnded => "The sign-in is too old.",
            Meaning::LinkEnded => "This address was good for a while only, and that has ended.",
            Meaning::Missing => match self.code.as_deref() {
                Some("NoSuchBucket") => "There is no such bucket.",
                Some("NoSuchUpload") => "There is no such upload any more.",
                Some("NoSuchVersion") => "There is no such version.",
                _ => "There is no such object.",
            },
            Meaning::Hidden => "It does not exist, or this role may not see it.",
            Meaning::Archived => {
                "This object is archived. It must be restored before it can be read."
            }
            Meaning::WrongClock => "The clock of this server is more than 15 minutes off.",
            Meaning::ObjectLock => "This object is locked against deletion and change.",
            Meaning::BlockPublicAccess => {
                "The bucket's owner lets nothing in it be public, and this would be."
            }
            Meaning::EncryptionBlocked => {
                "This bucket takes no object that is encrypted with a key sent along with it."
            }
            Meaning::PreconditionFailed => "The object is not what it was when you looked.",
            Meaning::NotModified => "Not modified.",
            Meaning::Range => "The object does not have that many bytes.",
            Meaning::MfaWanted => "This role asks for a code of an MFA device.",
            Meaning::MfaFailed => "The code of the MFA device was not accepted.",
            Meaning::UnknownKeys => "AWS does not accept these credentials.",
            Meaning::SessionTooLong => "A session of this role may not last as long as that.",
            Meaning::PolicyTooLarge => {
                "The policies and tags of this session are too long together."
            }
            Meaning::RegionOff => "This region is switched off for the account.",
            Meaning::BadToken => "AWS does not accept this sign-in.",
            Meaning::NoRole => "This machine has no role to give.",
            _ => return self.varying(),
        };
        fixed.to_owned()
    }

    fn varying(&self) -> String {
        let who = service(self.service);
        match self.meaning {
            Meaning::NotTrusted if self.caller.is_none() => {
                format!("{} does not trust this sign-in.", name_of(&self.resource))
            }
            Meaning::NotTrusted if self.policy.is_none() => format!(
                "AWS refuses {} on {}: that role does not trust {}, as far as AWS says.",
                self.action,
                self.resource,
                self.who()
            ),
            Meaning::Denied | Meaning::NotTrusted | Meaning::Kms => self.refusal(),
            Meaning::WrongRegion => match &self.region {
                Some(region) => format!("This bucket is in {region}."),
                None => "This bucket is in another region.".to_owned(),
            },
            Meaning::Throttled => format!("{who} asks us to slow down. Try again in a moment."),
            Meaning::Unreachable => format!("{who} does not answer: {}", self.message),
            Meaning::ProviderDown => "The identity provider does not answer AWS or us.".to_owned(),
            Meaning::Failed if self.service == Service::Provider => {
                format!("{who} refuses: {}", self.message)
            }
            Meaning::Failed => format!("{who} failed: {}", self.message),
            // A request of ours is wrong in ways that only the service can name.
            _ => self.message.clone(),
        }
    }

    fn refusal(&self) -> String {
        if matches!(self.service, Service::Instance | Service::Container) {
            return format!("{} refuses to give its role.", service(self.service));
        }
        if self.service == Service::Provider {
            return "The identity provider did not let you in.".to_owned();
        }
        if self
            .code
            .as_deref()
            .is_some_and(|code| code.starts_with("KMS."))
        {
            return format!(
                "The key that encrypts this cannot be used: {}",
                self.message
            );
        }
        let reason = self.policy.as_ref().map(|policy| self.reason(policy));
        let reason = reason.map(|reason| format!(": {reason}"));
        format!(
            "AWS refuses {} on {}{}.",
            self.action,
            self.resource,
            reason.unwrap_or_default()
        )
    }

    /// The name of the caller's role or user.
    pub(crate) fn who(&self) -> String {
        match &self.caller {
            Some(caller) => name_of(&role_of(caller)).to_owned(),
            None => "this role".to_owned(),
        }
    }

    fn reason(&self, policy: &Policy) -> String {
        let who = self.who();
        let owner = match self.meaning {
            Meaning::Kms => "key",
            _ => "bucket",
        };
        let said = match (policy.kind, policy.explicit) {
            (PolicyType::Identity, false) => format!("no policy of {who} allows it"),
            (PolicyType::Identity, true) => format!("a policy of {who} denies it"),
            (PolicyType::ServiceControl, false) => {
                "no service control policy of the organization allows it".to_owned()
            }
            (PolicyType::ServiceControl, true) => {
                "a service control policy of the organization denies it".to_owned()
            }
            (PolicyType::ResourceControl, false) => {
                "no resource control policy of the organization allows it".to_owned()
            }
            (PolicyType::ResourceControl, true) => {
                "a resource control policy of the organization denies it".to_owned()
            }
            (kind, explicit) => {
                let one = match kind {
                    PolicyType::Resource => format!("the policy of the {owner}"),
                    PolicyType::Trust => format!("the trust policy of {}", name_of(&self.resource)),
                    PolicyType::Session => "the policy of this session".to_owned(),
                    PolicyType::VpcEndpoint => "the policy of the VPC endpoint".to_owned(),
                    _ => format!("the permissions boundary of {who}"),
                };
                format!(
                    "{one} {}",
                    if explicit {
                        "denies it"
                    } else {
                        "does not allow it"
                    }
                )
            }
        };
        match &policy.arn {
            Some(arn) => format!("{said} ({arn})"),
            None => said,
        }
    }
}

fn service(service: Service) -> &'static str {
    match service {
        Service::Sts => "STS",
        Service::S3 => "S3",
        Service::Instance => "The metadata service of this instance",
        Service::Container => "The credentials endpoint of this container",
        Service::Provider => "The identity provider",
    }
}
