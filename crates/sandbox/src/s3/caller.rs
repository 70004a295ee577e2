//! Who sent a request, and whether they may do what it asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use s3s::{S3Error, S3ErrorCode, S3Request, S3Result, s3_error};

use crate::iam::{Decision, Principal, Request, World};

/// Condition keys in lower case, with their values.
pub(crate) type Context = BTreeMap<String, Vec<String>>;

/// The sender of a request; travels with it.
#[derive(Clone)]
pub(crate) struct Caller(Arc<Inner>);

struct Inner {
    world: World,
    principal: Option<Principal>,
    context: Context,
    // The account that owns the bucket of the request.
    owner: String,
}

impl Caller {
    pub fn new(
        world: World,
        principal: Option<Principal>,
        context: Context,
        owner: String,
    ) -> Self {
        Self(Arc::new(Inner {
            world,
            principal,
            context,
            owner,
        }))
    }

    /// The caller that the access check put into the request.
    pub fn of<T>(request: &S3Request<T>) -> S3Result<Self> {
        request
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| s3_error!(AccessDenied, "Access Denied"))
    }

    /// Who it is; `None` is anonymous.
    pub fn principal(&self) -> Option<&Principal> {
        self.0.principal.as_ref()
    }

    /// May they? Else AccessDenied in AWS's words.
    pub fn may(&self, action: &str, resource: &str) -> S3Result<()> {
        self.may_with(action, resource, &self.0.owner, &[])
    }

    /// May they, with more condition keys and another account's resource?
    pub fn may_with(
        &self,
        action: &str,
        resource: &str,
        resource_account: &str,
        more: &[(&str, String)],
    ) -> S3Result<()> {
        let mut context = self.0.context.clone();
        for (name, value) in more {
            context.insert((*name).to_owned(), vec![value.clone()]);
        }
        context.insert(
            "s3:resourceaccount".into(),
            vec![resource_account.to_owned()],
        );
        let principal = self.principal();
        let decision = self.0.world.authorize(&Request {
            principal,
            action,
            resource,
            resource_account,
            context,
        });
        match decision {
            Decision::Allow => Ok(()),
            Decision::Deny { message } => {
                Err(S3Error::with_message(S3ErrorCode::AccessDenied, message))
            }
        }
    }

    /// What to say about a key that is not there: only who may list the bucket
    /// learns that it is missing.
    pub fn missing(&self, bucket: &str, error: S3Error) -> S3Error {
        match self.may("s3:ListBucket", &bucket_arn(bucket)) {
            Ok(()) => error,
            Err(denied) => denied,
        }
    }
}

/// `arn:aws:s3:::bucket`
pub(crate) fn bucket_arn(bucket: &str) -> String {
    format!("arn:aws:s3:::{bucket}")
}

/// `arn:aws:s3:::bucket/key`
pub(crate) fn object_arn(bucket: &str, key: &str) -> String {
    format!("arn:aws:s3:::{bucket}/{key}")
}
