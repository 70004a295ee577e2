//! Keys of the Key Management Service, as far as S3 uses them: who may.
//! <https://docs.aws.amazon.com/kms/latest/developerguide/control-access-overview.html>

use super::{Decision, Policy, Principal, Request, World};

/// A key that encrypts objects.
#[derive(Clone)]
pub struct Key {
    /// `arn:aws:kms:REGION:ACCOUNT:key/ID`.
    pub arn: String,
    /// Who may use it, besides whom their own policies let: those count only where
    /// this one trusts the account.
    pub policy: Policy,
    /// Nobody can use a disabled one.
    pub enabled: bool,
}

/// Why a key cannot be used, in AWS's words.
pub(crate) enum KeyRefusal {
    /// There is none of that name.
    Unknown,
    /// It is switched off.
    Disabled,
    /// Policies refuse it.
    Denied(String),
}

impl World {
    /// Adds a key, or replaces the one of that ARN.
    pub fn add_key(&self, key: Key) {
        self.write().keys.insert(key.arn.clone(), key);
    }

    /// Whether `principal` may do `action` with the key, by way of S3 or (`None`) by
    /// a request of their own to KMS.
    pub fn may_use_key(
        &self,
        principal: &Principal,
        action: &str,
        key: &str,
        via: Option<&str>,
    ) -> bool {
        self.authorize_key(principal, action, key, via).is_ok()
    }

    pub(crate) fn authorize_key(
        &self,
        principal: &Principal,
        action: &str,
        key: &str,
        via: Option<&str>,
    ) -> Result<(), KeyRefusal> {
        let known = self.read().keys.get(key).cloned();
        let known = known.ok_or(KeyRefusal::Unknown)?;
        if !known.enabled {
            return Err(KeyRefusal::Disabled);
        }
        let mut context = super::Context::new();
        if let Some(service) = via {
            context.insert("kms:viaservice".into(), vec![service.to_owned()]);
        }
        context.insert("kms:calleraccount".into(), vec![principal.account.clone()]);
        let request = Request {
            principal: Some(principal),
            action,
            resource: key,
            resource_account: key.split(':').nth(4).unwrap_or_default(),
            context,
        };
        match self.authorize_by_key(&known.policy, &request) {
            Decision::Allow => Ok(()),
            Decision::Deny { message } => Err(KeyRefusal::Denied(message)),
        }
    }
}
