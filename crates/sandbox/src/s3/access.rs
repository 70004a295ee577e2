//! The gate: session token, bucket, region and policies, in the order in
//! which S3 looks at them.

use std::net::IpAddr;

use http::{HeaderMap, Uri};
use s3s::access::{S3Access, S3AccessContext};
use s3s::auth::{S3Auth, SecretKey};
use s3s::{S3Error, S3ErrorCode, S3Result, s3_error};

use super::caller::{Caller, Context, bucket_arn, object_arn};
use super::permissions::{Asks, On, needed};
use super::store::{Bucket, Store};
use super::tags;
use crate::faults::{Faults, Trouble};
use crate::iam::{Principal, TokenError, World, context};
use crate::server::Trace;
use crate::signature;

/// Finds the secret that a signature must have been made with.
pub(super) struct Secrets(pub World);

#[async_trait::async_trait]
impl S3Auth for Secrets {
    async fn get_secret_key(&self, access_key: &str) -> S3Result<SecretKey> {
        self.0
            .secret(access_key)
            .map(SecretKey::from)
            .ok_or_else(unknown_key)
    }
}

fn unknown_key() -> S3Error {
    s3_error!(
        InvalidAccessKeyId,
        "The AWS Access Key Id you provided does not exist in our records."
    )
}

/// Lets a request through or says why not.
pub(super) struct Access {
    pub store: Store,
    pub world: World,
    pub faults: Faults,
}

#[async_trait::async_trait]
impl S3Access for Access {
    async fn check(&self, cx: &mut S3AccessContext<'_>) -> S3Result<()> {
        let operation = cx.s3_op().name().to_owned();
        let trace = cx
            .extensions_mut()
            .get::<Trace>()
            .cloned()
            .unwrap_or_default();
        trace.name(&operation);
        // Whose credentials end while the answer waits is answered all the same.
        let principal = self.principal(cx);
        match self.faults.meet(&operation).await {
            Some(Trouble::InternalError) => return Err(s3_error!(InternalError)),
            Some(Trouble::SlowDown) => return Err(s3_error!(SlowDown)),
            None => {}
        }
        let principal = principal?;
        let bucket = match cx.s3_path().get_bucket_name() {
            Some(name) if operation != "CreateBucket" => Some(self.bucket(name).await?),
            _ => None,
        };
        if let Some(bucket) = &bucket {
            check_region(bucket, cx, self.faults.settings().hide_region)?;
            check_owner(bucket, cx.headers())?;
        }
        let owner = match (&bucket, &principal) {
            (Some(bucket), _) => bucket.account.clone(),
            (None, Some(principal)) => principal.account.clone(),
            (None, None) => String::new(),
        };
        let context = self.context(cx, trace.peer);
        let caller = Caller::new(self.world.clone(), principal, context, owner);
        authorize(&caller, &operation, cx)?;
        cx.extensions_mut().insert(caller);
        Ok(())
    }
}

impl Access {
    fn principal(&self, cx: &S3AccessContext<'_>) -> S3Result<Option<Principal>> {
        let Some(credentials) = cx.credentials() else {
            return Ok(None);
        };
        let presigned = signature::query(cx.uri(), "X-Amz-Signature").is_some();
        let token = if presigned {
            signature::query(cx.uri(), "X-Amz-Security-Token")
        } else {
            text(cx.headers(), "x-amz-security-token").map(str::to_owned)
        };
        let now = self.faults.now();
        match self
            .world
            .principal(&credentials.access_key, token.as_deref(), now)
        {
            Ok(principal) => Ok(Some(principal)),
            Err(TokenError::UnknownKey | TokenError::MissingToken) => Err(unknown_key()),
            Err(TokenError::WrongToken) => Err(s3_error!(
                InvalidToken,
                "The provided token is malformed or otherwise invalid."
            )),
            Err(TokenError::Expired) => {
                Err(s3_error!(ExpiredToken, "The provided token has expired."))
            }
        }
    }

    async fn bucket(&self, name: &str) -> S3Result<Bucket> {
        let name = name.to_owned();
        Ok(self.store.read(move |tables| tables.bucket(&name)).await?)
    }

    fn context(&self, cx: &S3AccessContext<'_>, peer: Option<IpAddr>) -> Context {
        let mut context =
            context::of_request(cx.headers(), peer, signed_region(cx), self.faults.now());
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                context.insert(name.to_owned(), vec![value]);
            }
        };
        if cx.credentials().is_some() {
            let presigned = signature::query(cx.uri(), "X-Amz-Signature").is_some();
            let kind = if presigned {
                "REST-QUERY-STRING"
            } else {
                "REST-HEADER"
            };
            put("s3:authtype", Some(kind.into()));
            put("s3:signatureversion", Some("AWS4-HMAC-SHA256".into()));
        }
        for name in ["prefix", "delimiter", "max-keys", "versionId"] {
            put(
                &format!("s3:{}", name.to_ascii_lowercase()),
                signature::query(cx.uri(), name),
            );
        }
        for (name, value) in cx.headers() {
            if name.as_str().starts_with("x-amz-") || name == "if-match" || name == "if-none-match"
            {
                put(
                    &format!("s3:{name}"),
                    value.to_str().ok().map(str::to_owned),
                );
            }
        }
        let requested = text(cx.headers(), "x-amz-tagging").and_then(|text| tags::parse(text).ok());
        for (key, value) in requested.iter().flatten() {
            put(
                &format!("s3:requestobjecttag/{}", key.to_lowercase()),
                Some(value.clone()),
            );
        }
        if let Some(requested) = requested {
            let keys = requested.into_iter().map(|(key, _)| key).collect();
            context.insert("s3:requestobjecttagkeys".into(), keys);
        }
        context
    }
}

fn authorize(caller: &Caller, operation: &str, cx: &S3AccessContext<'_>) -> S3Result<()> {
    let headers = cx.headers();
    let asks = Asks {
        operation,
        version: signature::query(cx.uri(), "versionId").is_some(),
        tagging: headers.contains_key("x-amz-tagging"),
        acl: headers
            .keys()
            .any(|name| name == "x-amz-acl" || name.as_str().starts_with("x-amz-grant-")),
    };
    let denied = || s3_error!(AccessDenied, "Access Denied");
    for (action, on) in needed(&asks).ok_or_else(denied)? {
        let bucket = cx.s3_path().get_bucket_name();
        let resource = match on {
            On::Service => "arn:aws:s3:::*".to_owned(),
            On::Bucket => bucket_arn(bucket.ok_or_else(denied)?),
            On::Object => object_arn(
                bucket.ok_or_else(denied)?,
                cx.s3_path().get_object_key().ok_or_else(denied)?,
            ),
        };
        caller.may(action, &resource)?;
    }
    Ok(())
}

/// A bucket answers only to signatures made for its own region.
fn check_region(bucket: &Bucket, cx: &S3AccessContext<'_>, hidden: bool) -> S3Result<()> {
    let Some(region) = signed_region(cx).filter(|region| *region != bucket.region) else {
        return Ok(());
    };
    let expected = &bucket.region;
    let presigned = signature::query(cx.uri(), "X-Amz-Signature").is_some();
    let mut error = if presigned {
        S3Error::with_message(
            S3ErrorCode::AuthorizationQueryParametersError,
            format!(
                "Error parsing the X-Amz-Credential parameter; the region '{region}' is wrong; expecting '{expected}'"
            ),
        )
    } else if region == "us-east-1" {
        // The global endpoint stands in us-east-1 and knows where to go.
        s3_error!(
            PermanentRedirect,
            "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint."
        )
    } else {
        S3Error::with_message(
            S3ErrorCode::AuthorizationHeaderMalformed,
            format!(
                "The authorization header is malformed; the region '{region}' is wrong; expecting '{expected}'"
            ),
        )
    };
    let mut headers = HeaderMap::new();
    if !hidden && let Ok(value) = expected.parse() {
        headers.insert("x-amz-bucket-region", value);
    }
    error.set_headers(headers);
    Err(error)
}

fn check_owner(bucket: &Bucket, headers: &HeaderMap) -> S3Result<()> {
    match text(headers, "x-amz-expected-bucket-owner") {
        Some(owner) if owner != bucket.account => Err(s3_error!(AccessDenied, "Access Denied")),
        _ => Ok(()),
    }
}

fn signed_region(cx: &S3AccessContext<'_>) -> Option<String> {
    region_of_scope(cx.headers(), cx.uri())
}

/// The region a request was signed for.
pub(super) fn region_of_scope(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let scope = signature::query(uri, "X-Amz-Credential").or_else(|| {
        let (_, scope) = text(headers, "authorization")?.split_once("Credential=")?;
        Some(scope.split(',').next()?.trim().to_owned())
    })?;
    scope.split('/').nth(2).map(str::to_owned)
}

pub(super) fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
