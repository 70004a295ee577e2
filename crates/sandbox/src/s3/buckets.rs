//! Buckets and their settings.

use s3s::dto::*;
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use super::S3;
use super::access::region_of_scope;
use super::caller::Caller;
use super::conditions::timestamp;
use super::store::{Bucket as Record, CorsRule, StoreError, Versioning};
use super::tags;

const HOME: &str = "us-east-1";

impl S3 {
    pub(super) async fn bucket(&self, name: &str) -> S3Result<Record> {
        let name = name.to_owned();
        Ok(self.store.read(move |tables| tables.bucket(&name)).await?)
    }

    pub(super) async fn change_bucket<F>(&self, name: String, change: F) -> S3Result<()>
    where
        F: FnOnce(&mut Record) + Send + 'static,
    {
        let changed = self.store.write(move |tables| {
            let mut bucket = tables.bucket(&name)?;
            change(&mut bucket);
            tables.put_bucket(&name, &bucket)
        });
        Ok(changed.await?)
    }

    pub(super) async fn make_bucket(
        &self,
        request: S3Request<CreateBucketInput>,
    ) -> S3Result<S3Response<CreateBucketOutput>> {
        let caller = Caller::of(&request)?;
        let account = caller
            .principal()
            .map(|principal| principal.account.clone());
        let account = account.ok_or_else(|| s3_error!(AccessDenied, "Access Denied"))?;
        let signed =
            region_of_scope(&request.headers, &request.uri).unwrap_or_else(|| HOME.to_owned());
        let configuration = request.input.create_bucket_configuration;
        let asked = configuration.and_then(|configuration| configuration.location_constraint);
        let region = region_asked(
            &signed,
            asked.as_ref().map(BucketLocationConstraint::as_str),
        )?;
        let name = request.input.bucket;
        let location = format!("/{name}");
        if request.input.object_lock_enabled_for_bucket == Some(true) {
            return Err(s3_error!(NotImplemented, "Object Lock is not implemented"));
        }
        let record = Record::new(&region, &account);
        let made = self.store.write(move |tables| match tables.bucket(&name) {
            Ok(existing) if existing.account == record.account => Err(s3_error!(
                BucketAlreadyOwnedByYou,
                "Your previous request to create the named bucket succeeded and you already own it."
            )
            .into()),
            Ok(_) => Err(s3_error!(BucketAlreadyExists, "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.").into()),
            Err(_) => tables.put_bucket(&name, &record),
        });
        made.await?;
        Ok(S3Response::new(CreateBucketOutput {
            location: Some(location),
        }))
    }

    pub(super) async fn drop_bucket(
        &self,
        name: String,
    ) -> S3Result<S3Response<DeleteBucketOutput>> {
        let bucket = name.clone();
        self.store
            .write(move |tables| tables.remove_bucket(&bucket))
            .await?;
        self.world
            .set_bucket_policy(&name, None)
            .map_err(malformed_policy)?;
        Ok(S3Response::new(DeleteBucketOutput {}))
    }

    pub(super) async fn my_buckets(
        &self,
        request: S3Request<ListBucketsInput>,
    ) -> S3Result<S3Response<ListBucketsOutput>> {
        let caller = Caller::of(&request)?;
        let principal = caller
            .principal()
            .ok_or_else(|| s3_error!(AccessDenied, "Access Denied"))?;
        let ListBucketsInput {
            bucket_region,
            continuation_token,
            max_buckets,
            prefix,
        } = request.input;
        // As AWS does: who asks for nothing in particular is told no regions.
        let regions = bucket_region.is_some()
            || continuation_token.is_some()
            || max_buckets.is_some()
            || prefix.is_some();
        let max = usize::try_from(max_buckets.unwrap_or(10_000))
            .unwrap_or(0)
            .min(10_000);
        let all = self.store.read(|tables| tables.all_buckets()).await?;
        let mut mine = all.into_iter().filter(|(name, bucket)| {
            bucket.account == principal.account
                && prefix
                    .as_ref()
                    .is_none_or(|prefix| name.starts_with(prefix))
                && bucket_region
                    .as_ref()
                    .is_none_or(|region| *region == bucket.region)
                && continuation_token.as_ref().is_none_or(|after| name > after)
        });
        let page: Vec<Bucket> = mine
            .by_ref()
            .take(max)
            .map(|(name, bucket)| Bucket {
                bucket_region: regions.then_some(bucket.region),
                creation_date: Some(timestamp(bucket.created)),
                name: Some(name),
            })
            .collect();
        let last = page.last().and_then(|bucket| bucket.name.clone());
        Ok(S3Response::new(ListBucketsOutput {
            continuation_token: mine.next().and(last),
            buckets: Some(page),
            owner: Some(owner(&principal.account)),
            prefix,
        }))
    }

    pub(super) async fn head_of_bucket(
        &self,
        name: &str,
    ) -> S3Result<S3Response<HeadBucketOutput>> {
        let bucket = self.bucket(name).await?;
        Ok(S3Response::new(HeadBucketOutput {
            bucket_region: Some(bucket.region),
            ..HeadBucketOutput::default()
        }))
    }

    pub(super) async fn location(
        &self,
        name: &str,
    ) -> S3Result<S3Response<GetBucketLocationOutput>> {
        let bucket = self.bucket(name).await?;
        let region = Some(bucket.region).filter(|region| region != HOME);
        Ok(S3Response::new(GetBucketLocationOutput {
            location_constraint: region.map(BucketLocationConstraint::from),
        }))
    }

    pub(super) async fn versioning(
        &self,
        name: &str,
    ) -> S3Result<S3Response<GetBucketVersioningOutput>> {
        let status = match self.bucket(name).await?.versioning {
            Versioning::Never => None,
            Versioning::Enabled => Some(BucketVersioningStatus::ENABLED),
            Versioning::Suspended => Some(BucketVersioningStatus::SUSPENDED),
        };
        Ok(S3Response::new(GetBucketVersioningOutput {
            status: status.map(BucketVersioningStatus::from_static),
            ..GetBucketVersioningOutput::default()
        }))
    }

    pub(super) async fn set_versioning(
        &self,
        input: PutBucketVersioningInput,
    ) -> S3Result<S3Response<PutBucketVersioningOutput>> {
        let status = input.versioning_configuration.status;
        let versioning = match status.as_ref().map(BucketVersioningStatus::as_str) {
            Some(BucketVersioningStatus::ENABLED) => Versioning::Enabled,
            Some(BucketVersioningStatus::SUSPENDED) => Versioning::Suspended,
            _ => {
                return Err(s3_error!(
                    IllegalVersioningConfigurationException,
                    "The Versioning element must be specified"
                ));
            }
        };
        self.change_bucket(input.bucket, move |bucket| bucket.versioning = versioning)
            .await?;
        Ok(S3Response::new(PutBucketVersioningOutput {}))
    }

    pub(super) async fn bucket_tags(
        &self,
        name: &str,
    ) -> S3Result<S3Response<GetBucketTaggingOutput>> {
        let tags = self.bucket(name).await?.tags;
        if tags.is_empty() {
            return Err(s3_error!(NoSuchTagSet, "The TagSet does not exist"));
        }
        Ok(S3Response::new(GetBucketTaggingOutput {
            tag_set: tags::shown(tags),
        }))
    }

    pub(super) async fn set_bucket_tags(
        &self,
        name: String,
        tagging: Option<Tagging>,
    ) -> S3Result<()> {
        let tags = tagging.map_or_else(
            || Ok(Vec::new()),
            |tagging| tags::from_body(tagging, tags::BUCKET_TAGS),
        )?;
        self.change_bucket(name, move |bucket| bucket.tags = tags)
            .await
    }

    pub(super) async fn policy(&self, name: &str) -> S3Result<S3Response<GetBucketPolicyOutput>> {
        let policy = self.world.bucket_policy(name);
        let policy = policy
            .ok_or_else(|| s3_error!(NoSuchBucketPolicy, "The bucket policy does not exist"))?;
        Ok(S3Response::new(GetBucketPolicyOutput {
            policy: Some(policy),
        }))
    }

    /// The store remembers the policy, the world lives by it.
    pub(super) async fn set_policy(&self, name: String, policy: Option<String>) -> S3Result<()> {
        self.world
            .set_bucket_policy(&name, policy.as_deref())
            .map_err(malformed_policy)?;
        self.change_bucket(name, move |bucket| bucket.policy = policy)
            .await
    }

    pub(super) async fn cors(&self, name: &str) -> S3Result<S3Response<GetBucketCorsOutput>> {
        let rules = self.bucket(name).await?.cors;
        if rules.is_empty() {
            return Err(s3_error!(
                NoSuchCORSConfiguration,
                "The CORS configuration does not exist"
            ));
        }
        let shown = rules.into_iter().map(|rule| CORSRule {
            allowed_headers: Some(rule.headers).filter(|headers| !headers.is_empty()),
            allowed_methods: rule.methods,
            allowed_origins: rule.origins,
            expose_headers: Some(rule.expose).filter(|headers| !headers.is_empty()),
            id: rule.id,
            max_age_seconds: rule.max_age,
        });
        Ok(S3Response::new(GetBucketCorsOutput {
            cors_rules: Some(shown.collect()),
        }))
    }

    pub(super) async fn set_cors(&self, name: String, rules: Vec<CORSRule>) -> S3Result<()> {
        let rules = rules.into_iter().map(|rule| CorsRule {
            id: rule.id,
            origins: rule.allowed_origins,
            methods: rule.allowed_methods,
            headers: rule.allowed_headers.unwrap_or_default(),
            expose: rule.expose_headers.unwrap_or_default(),
            max_age: rule.max_age_seconds,
        });
        let rules: Vec<CorsRule> = rules.collect();
        for method in rules.iter().flat_map(|rule| &rule.methods) {
            if !["GET", "PUT", "HEAD", "POST", "DELETE"].contains(&method.as_str()) {
                return Err(s3_error!(
                    InvalidRequest,
                    "Found unsupported HTTP method in CORS config. Unsupported method is {method}"
                ));
            }
        }
        self.change_bucket(name, move |bucket| bucket.cors = rules)
            .await
    }

    pub(super) async fn clear_cors(&self, name: String) -> S3Result<()> {
        self.change_bucket(name, |bucket| bucket.cors.clear()).await
    }
}

/// Gives the world the bucket policies that the store remembers.
pub(crate) async fn load_policies(
    store: &super::store::Store,
    world: &crate::iam::World,
) -> Result<(), StoreError> {
    for (name, bucket) in store.read(|tables| tables.all_buckets()).await? {
        if bucket.policy.is_some() {
            world
                .set_bucket_policy(&name, bucket.policy.as_deref())
                .map_err(malformed_policy)?;
        }
    }
    Ok(())
}

fn malformed_policy(message: String) -> S3Error {
    S3Error::with_message(s3s::S3ErrorCode::MalformedPolicy, message)
}

/// The region a new bucket goes to: the one the request was signed for.
fn region_asked(signed: &str, asked: Option<&str>) -> S3Result<String> {
    match asked.filter(|asked| !asked.is_empty()) {
        None if signed == HOME => Ok(HOME.to_owned()),
        None => Err(s3_error!(
            IllegalLocationConstraintException,
            "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to."
        )),
        Some(HOME) => Err(s3_error!(
            InvalidLocationConstraint,
            "The specified location-constraint is not valid"
        )),
        // The global endpoint makes buckets anywhere.
        Some(asked) if signed == HOME || signed == asked => Ok(asked.to_owned()),
        Some(asked) => Err(s3_error!(
            IllegalLocationConstraintException,
            "The {asked} location constraint is incompatible for the region specific endpoint this request was sent to."
        )),
    }
}

/// The owner of what is listed, by a canonical id made from the account.
pub(super) fn owner(account: &str) -> Owner {
    Owner {
        display_name: None,
        id: Some(format!("{account:0>64}")),
    }
}
