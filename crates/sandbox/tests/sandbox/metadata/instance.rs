//! IMDSv2.

use std::time::Duration;

use aws_config::imds;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::imds::region::ImdsRegionProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::{BehaviorVersion, Region};
use aws_credential_types::provider::ProvideCredentials;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use wardrobe_sandbox::Running;
use wardrobe_sandbox::faults::Settings;
use wardrobe_sandbox::metadata::INSTANCE_ID;

use crate::metadata::{ask, client, parsed, role_for, start};

const TTL: &str = "X-aws-ec2-metadata-token-ttl-seconds";
const TOKEN: &str = "X-aws-ec2-metadata-token";
const TOKEN_PATH: &str = "/latest/api/token";
const CREDENTIALS: &str = "/latest/meta-data/iam/security-credentials/";

async fn token(sandbox: &Running, seconds: &str) -> String {
    let (status, token) = ask(sandbox, Method::PUT, TOKEN_PATH, &[(TTL, seconds)]).await;
    assert_eq!(status, StatusCode::OK);
    token
}

/// A value, with a token that has just been made.
async fn read(sandbox: &Running, path: &str) -> (StatusCode, String) {
    let token = token(sandbox, "21600").await;
    ask(sandbox, Method::GET, path, &[(TOKEN, &token)]).await
}

async fn credentials(sandbox: &Running) -> Value {
    let (status, name) = read(sandbox, CREDENTIALS).await;
    assert_eq!(status, StatusCode::OK);
    parsed(&read(sandbox, &format!("{CREDENTIALS}{name}")).await.1)
}

fn skewed(by: Duration) -> Settings {
    Settings {
        clock_skew: i64::try_from(by.as_secs()).unwrap(),
        ..Settings::default()
    }
}

#[tokio::test]
async fn a_token_is_given_for_one_second_to_six_hours() {
    let sandbox = start().await;
    for seconds in ["1", "60", "21600"] {
        let url = sandbox.metadata.join(TOKEN_PATH).unwrap();
        let request = client().put(url).header(TTL, seconds);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        // The SDKs renew by this header.
        assert_eq!(answer.headers()[TTL], seconds);
        assert!(!answer.text().await.unwrap().is_empty());
    }
    for seconds in [
        "0",
        "21601",
        "-1",
        "1.5",
        "",
        "soon",
        "99999999999999999999",
    ] {
        let (status, _) = ask(&sandbox, Method::PUT, TOKEN_PATH, &[(TTL, seconds)]).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{seconds:?}");
    }
    let (status, _) = ask(&sandbox, Method::PUT, TOKEN_PATH, &[]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, _) = ask(&sandbox, Method::GET, TOKEN_PATH, &[(TTL, "60")]).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_proxy_gets_no_token() {
    let sandbox = start().await;
    let headers = [(TTL, "60"), ("X-Forwarded-For", "203.0.113.7")];
    let (status, text) = ask(&sandbox, Method::PUT, TOKEN_PATH, &headers).await;
    assert_eq!(
        (status, text.as_str()),
        (StatusCode::FORBIDDEN, "Forbidden")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn without_a_good_token_there_is_nothing() {
    let sandbox = start().await;
    let short = token(&sandbox, "30").await;
    for path in [
        "/",
        "/latest/meta-data/instance-id",
        CREDENTIALS,
        "/latest/meta-data/iam/security-credentials/wardrobe-studio",
        "/latest/dynamic/instance-identity/document",
        "/latest/meta-data/no-such-thing",
    ] {
        for headers in [&[][..], &[(TOKEN, "guessed")], &[(TOKEN, "")]] {
            let (status, text) = ask(&sandbox, Method::GET, path, headers).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
            assert_eq!(text, "Unauthorized");
            let (status, _) = ask(&sandbox, Method::HEAD, path, headers).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
        }
        let (status, _) = ask(&sandbox, Method::POST, path, &[(TOKEN, &short)]).await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    let path = "/latest/meta-data/instance-id";
    let good = ask(&sandbox, Method::GET, path, &[(TOKEN, &short)]).await;
    assert_eq!(good, (StatusCode::OK, INSTANCE_ID.to_owned()));
    let head = ask(&sandbox, Method::HEAD, path, &[(TOKEN, &short)]).await;
    assert_eq!(head, (StatusCode::OK, String::new()));
    sandbox.faults.set(skewed(Duration::from_secs(31)));
    let (status, _) = ask(&sandbox, Method::GET, path, &[(TOKEN, &short)]).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    sandbox.stop().await;
}

#[tokio::test]
async fn the_instance_describes_itself() {
    let sandbox = start().await;
    for (path, expected) in [
        ("/latest/", "dynamic/\nmeta-data/"),
        ("/latest/meta-data/", "iam/\ninstance-id\nplacement/"),
        ("/latest/meta-data/iam/", "info\nsecurity-credentials/"),
        (CREDENTIALS, "wardrobe-studio"),
        (
            "/latest/meta-data/iam/security-credentials",
            "wardrobe-studio",
        ),
        ("/latest/meta-data/placement/region", "us-east-1"),
        (
            "/latest/meta-data/placement/availability-zone",
            "us-east-1a",
        ),
    ] {
        let answer = read(&sandbox, path).await;
        assert_eq!(answer, (StatusCode::OK, expected.to_owned()), "{path}");
    }
    let (_, text) = read(&sandbox, "/latest/dynamic/instance-identity/document").await;
    let document = parsed(&text);
    assert_eq!(document["accountId"], "111111111111");
    assert_eq!(document["instanceId"], INSTANCE_ID);
    assert_eq!(document["region"], "us-east-1");
    for path in [
        "/latest/meta-data/iam/security-credentials/wardrobe-finance",
        "/latest/meta-data/iam/security-credentials/wardrobe-studio/more",
        "/latest/meta-data/iam/security-credentials-extended/",
        "/latest/meta-data/inst",
        "/latest/user-data",
        "/v1/credentials/finance",
    ] {
        assert_eq!(
            read(&sandbox, path).await.0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn credentials_stay_the_same_until_shortly_before_their_end() {
    let sandbox = start().await;
    let first = credentials(&sandbox).await;
    assert_eq!(first["Code"], "Success");
    assert_eq!(first["Type"], "AWS-HMAC");
    for (name, start) in [("AccessKeyId", "ASIA"), ("LastUpdated", "20")] {
        assert!(first[name].as_str().unwrap().starts_with(start), "{name}");
    }
    let at_once = (0..8).map(|_| credentials(&sandbox));
    for again in futures::future::join_all(at_once).await {
        assert_eq!(again, first);
    }
    let hours = |hours: u64, minutes: u64| Duration::from_secs(hours * 3600 + minutes * 60);
    sandbox.faults.set(skewed(hours(5, 40)));
    assert_eq!(credentials(&sandbox).await, first);
    // New ones are there while the old ones are still good.
    sandbox.faults.set(skewed(hours(5, 50)));
    let second = credentials(&sandbox).await;
    assert_ne!(second["AccessKeyId"], first["AccessKeyId"]);
    assert!(second["Expiration"].as_str() > first["Expiration"].as_str());
    let id = first["AccessKeyId"].as_str().unwrap();
    let token = first["Token"].as_str();
    let old = sandbox.world().principal(id, token, sandbox.faults.now());
    assert!(old.unwrap().arn.ends_with(INSTANCE_ID));
    sandbox.stop().await;
}

#[tokio::test]
async fn a_session_that_was_ended_is_replaced() {
    let sandbox = start().await;
    let first = credentials(&sandbox).await;
    sandbox.world().expire_sessions();
    let second = credentials(&sandbox).await;
    assert_ne!(second["AccessKeyId"], first["AccessKeyId"]);
    sandbox.stop().await;
}

#[tokio::test]
async fn without_a_role_or_its_trust_there_are_no_credentials() {
    let sandbox = start().await;
    let other = role_for(&sandbox, "lambda.amazonaws.com");
    for role in [other.as_str(), "arn:aws:iam::111111111111:role/gone"] {
        sandbox.machines().set_instance(Some(role));
        let refused = credentials(&sandbox).await;
        assert_eq!(refused["Code"], "AssumeRoleUnauthorizedAccess");
        assert!(refused.get("AccessKeyId").is_none() && refused.get("Token").is_none());
    }
    sandbox.machines().set_instance(None);
    for path in [CREDENTIALS, "/latest/meta-data/iam/info"] {
        assert_eq!(read(&sandbox, path).await.0, StatusCode::NOT_FOUND);
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn the_sdk_finds_its_credentials_and_its_region() {
    let sandbox = start().await;
    let endpoint = sandbox.metadata.as_str().trim_end_matches('/');
    let client = imds::Client::builder()
        .configure(&ProviderConfig::without_region())
        .endpoint(endpoint)
        .unwrap()
        .build();
    let region = ImdsRegionProvider::builder()
        .imds_client(client.clone())
        .build();
    assert_eq!(region.region().await, Some(Region::new("us-east-1")));
    let provider = ImdsCredentialsProvider::builder()
        .imds_client(client)
        .build();
    let keys = provider.provide_credentials().await.unwrap();
    assert!(keys.expiry().is_some());
    let config = aws_sdk_sts::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(sandbox.endpoint.as_str())
        .credentials_provider(keys)
        .build();
    let sts = aws_sdk_sts::Client::from_conf(config);
    let caller = sts.get_caller_identity().send().await.unwrap();
    let arn = format!("arn:aws:sts::111111111111:assumed-role/wardrobe-studio/{INSTANCE_ID}");
    assert_eq!(caller.arn(), Some(arn.as_str()));
    sandbox.stop().await;
}
