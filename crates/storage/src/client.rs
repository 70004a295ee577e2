//! One S3 client per region behind each open connection, all on one pool of
//! sockets.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::{RetryConfig, RetryPartition};
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Region, RequestChecksumCalculation, ResponseChecksumValidation,
    StalledStreamProtectionConfig,
};
use aws_smithy_http_client::tls;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use futures::future::BoxFuture;
use url::Url;

use crate::error::Kind;
use crate::{Result, StorageError};

/// Where S3 is, and who asks it. Comes from the administrator, never from a visitor.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The region requests are signed for until a bucket says otherwise.
    pub region: String,
    /// An S3-compatible store; `None` is AWS itself.
    pub endpoint: Option<Url>,
    /// `https://host/bucket/key` rather than `https://bucket.host/key`.
    pub path_style: bool,
    /// The pool of connections, shared by every client of the process.
    pub http: SharedHttpClient,
    /// Who signs, by ARN: for refusals, which often do not say.
    pub caller: Option<String>,
    /// Whether the store is known to heed `If-Match` when it deletes, as AWS does.
    /// Others may ignore it, and delete.
    pub conditional_deletes: bool,
    /// Whether the store is known to list keys in the order of their bytes, as AWS
    /// does. Of others it is found out.
    pub keys_in_order: bool,
    /// Objects above this many bytes are copied by parts. S3's own limit for
    /// one CopyObject is 5 GiB.
    pub part_copy_above: u64,
}

impl Settings {
    /// Settings for AWS in `region`.
    pub fn new(region: impl Into<String>, http: SharedHttpClient) -> Self {
        Self {
            region: region.into(),
            endpoint: None,
            path_style: false,
            http,
            caller: None,
            conditional_deletes: true,
            keys_in_order: true,
            part_copy_above: 5 * 1024 * 1024 * 1024,
        }
    }
}

/// The HTTP client that all S3 and STS clients of a process share.
pub fn http_client() -> SharedHttpClient {
    aws_smithy_http_client::Builder::new()
        .tls_provider(tls::Provider::Rustls(
            tls::rustls_provider::CryptoMode::AwsLc,
        ))
        .pool_idle_timeout(Duration::from_secs(60))
        .build_https()
}

/// Told when S3 says that the credentials have expired.
pub type OnExpired = Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// S3 as one role sees it. Cheap to clone.
#[derive(Clone)]
pub struct Storage {
    inner: Arc<Inner>,
}

struct Inner {
    credentials: SharedCredentialsProvider,
    settings: Settings,
    on_expired: OnExpired,
    clients: Mutex<HashMap<String, Client>>,
    /// Where buckets are known to be.
    regions: Mutex<HashMap<String, String>>,
}

impl Storage {
    /// A storage that signs with `credentials` and nothing else. When S3 says
    /// that they have expired, `on_expired` is told, and what can be asked again
    /// is asked once more with what the provider then gives.
    pub fn new(
        credentials: SharedCredentialsProvider,
        settings: Settings,
        on_expired: OnExpired,
    ) -> Self {
        Self {
            inner: Arc::new(Inner {
                credentials,
                settings,
                on_expired,
                clients: Mutex::default(),
                regions: Mutex::default(),
            }),
        }
    }

    pub(crate) fn credentials(&self) -> &SharedCredentialsProvider {
        &self.inner.credentials
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Whether the store is known to heed conditions on what it writes over or deletes.
    pub fn heeds_conditions(&self) -> bool {
        self.inner.settings.conditional_deletes
    }

    /// The region `bucket` is known to be in, or the connection's own.
    pub(crate) fn region(&self, bucket: &str) -> String {
        lock(&self.inner.regions)
            .get(bucket)
            .cloned()
            .unwrap_or_else(|| self.inner.settings.region.clone())
    }

    /// The region that `bucket` is asked in: that of the settings until it has named another.
    pub fn region_of(&self, bucket: &str) -> String {
        self.region(bucket)
    }

    /// The client for the region that `bucket` is known to be in.
    pub(crate) fn client(&self, bucket: &str) -> Client {
        self.client_in(self.region(bucket))
    }

    fn client_in(&self, region: String) -> Client {
        lock(&self.inner.clients)
            .entry(region.clone())
            .or_insert_with(|| build(&self.inner.credentials, &self.inner.settings, region))
            .clone()
    }

    /// Whether `bucket` has answered in [`Self::region`].
    pub(crate) fn knows_region(&self, bucket: &str) -> bool {
        lock(&self.inner.regions).contains_key(bucket)
    }

    /// From now on `bucket` is asked in `region`.
    pub(crate) fn learn(&self, bucket: &str, region: String) {
        lock(&self.inner.regions).insert(bucket.to_owned(), region);
    }

    /// Runs `call`, and once more in the right region when S3 names another, with new
    /// credentials when S3 calls the old ones expired, or when clocks were put right.
    pub(crate) async fn follow<T, F>(
        &self,
        bucket: &str,
        call: impl Fn(Client) -> F + Send,
    ) -> Result<T>
    where
        F: Future<Output = Result<T>> + Send,
    {
        // Others may learn it while this call is on its way.
        let tried = self.region(bucket);
        let mut answer = call(self.client_in(tried.clone())).await;
        if let Err(error) = &answer
            && let Kind::WrongRegion(Some(region)) = &error.kind
            && *region != tried
        {
            self.learn(bucket, region.clone());
            answer = call(self.client(bucket)).await;
        }
        if let Err(error) = &answer
            && error.kind == Kind::Expired
            && error.status.is_some()
        {
            (self.inner.on_expired)().await;
            answer = call(self.client(bucket)).await;
        }
        if let Err(error) = &answer
            && error.kind == Kind::WrongClock
        {
            // A client goes by the difference that it has seen, and a clock can be put
            // right: another begins anew.
            lock(&self.inner.clients).clear();
            answer = call(self.client(bucket)).await;
        }
        if answer.is_ok() && !self.knows_region(bucket) {
            self.learn(bucket, tried);
        }
        answer.map_err(|error| self.asked(error))
    }

    /// The same, with who asked.
    pub(crate) fn asked(&self, mut error: StorageError) -> StorageError {
        error.asked.caller.clone_from(&self.inner.settings.caller);
        error
    }

    /// For what cannot be sent twice: tells of an expiry and learns of a bucket that
    /// was made anew elsewhere, for the next time, and passes the failure on.
    pub(crate) async fn noticed<T>(&self, bucket: &str, result: Result<T>) -> Result<T> {
        match result.as_ref().map_err(|error| (&error.kind, error.status)) {
            Err((Kind::Expired, Some(_))) => (self.inner.on_expired)().await,
            Err((Kind::WrongRegion(Some(region)), _)) => self.learn(bucket, region.clone()),
            Err((Kind::WrongClock, _)) => lock(&self.inner.clients).clear(),
            _ => {}
        }
        result.map_err(|error| self.asked(error))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn build(credentials: &SharedCredentialsProvider, settings: &Settings, region: String) -> Client {
    let mut config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(region))
        .credentials_provider(credentials.clone())
        // The provider keeps and renews its own credentials: a second cache
        // would only hand out older ones.
        .identity_cache(aws_sdk_s3::config::IdentityCache::no_cache())
        .http_client(settings.http.clone())
        .retry_config(RetryConfig::standard().with_max_attempts(4))
        // What may still be tried again is counted for each client: a store in trouble
        // would leave none for the people of all others.
        .retry_partition(RetryPartition::custom("wardrobe").build())
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(Duration::from_secs(5))
                .build(),
        )
        // A slow reader of ours is not a stalled S3.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .force_path_style(settings.path_style);
    if let Some(endpoint) = &settings.endpoint {
        // Other stores rarely know the newer default checksums.
        config = config
            .endpoint_url(endpoint.as_str().trim_end_matches('/'))
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired);
    }
    Client::from_conf(config.build())
}
