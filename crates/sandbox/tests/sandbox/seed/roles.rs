//! The roles of the demo.

use aws_sdk_s3::Client;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use wardrobe_sandbox::Seed;
use wardrobe_sandbox::seed::{FINANCE_ROLE, STUDIO_ROLE, VISITOR_ROLE};

use crate::seed::{admin, client, start, with_role};

/// What became of a request: nothing, or the code of the refusal.
fn said<T, E: ProvideErrorMetadata, R>(result: Result<T, SdkError<E, R>>) -> String {
    match result {
        Ok(_) => "done".to_owned(),
        Err(error) => error.code().unwrap_or("no answer").to_owned(),
    }
}

async fn buckets(client: &Client) -> String {
    match client.list_buckets().send().await {
        Ok(all) => {
            let names = all.buckets().iter().filter_map(|b| b.name());
            names.collect::<Vec<_>>().join(" ")
        }
        error => said(error),
    }
}

async fn list(client: &Client, bucket: &str, prefix: &str) -> String {
    let request = client.list_objects_v2().bucket(bucket).prefix(prefix);
    said(request.delimiter("/").send().await)
}

async fn get(client: &Client, bucket: &str, key: &str) -> String {
    said(client.get_object().bucket(bucket).key(key).send().await)
}

async fn put(client: &Client, bucket: &str, key: &str) -> String {
    said(client.put_object().bucket(bucket).key(key).send().await)
}

async fn delete(client: &Client, bucket: &str, key: &str) -> String {
    said(client.delete_object().bucket(bucket).key(key).send().await)
}

/// Begins an upload in parts, sends one, looks at it, and gives up.
async fn parts(client: &Client, bucket: &str, key: &str) -> String {
    let begun = client.create_multipart_upload().bucket(bucket).key(key);
    let begun = match begun.send().await {
        Ok(begun) => begun,
        error => return said(error),
    };
    let id = begun.upload_id().unwrap();
    let part = client.upload_part().bucket(bucket).key(key).upload_id(id);
    let part = part.part_number(1).body(b"part".to_vec().into());
    let seen = client.list_parts().bucket(bucket).key(key).upload_id(id);
    let end = client.abort_multipart_upload().bucket(bucket).key(key);
    [
        said(part.send().await),
        said(seen.send().await),
        said(end.upload_id(id).send().await),
    ]
    .join(" ")
}

const ALL: &str =
    "finance-reports studio-archive studio-assets studio-big studio-dublin studio-odd-keys";
const NO: &str = "AccessDenied";

#[tokio::test]
async fn each_role_does_what_it_is_for_and_no_more() {
    let sandbox = start(Seed::Demo, None).await;
    let (assets, finance) = ("studio-assets", "finance-reports");

    let studio = with_role(&sandbox, STUDIO_ROLE);
    assert_eq!(buckets(&studio).await, ALL);
    assert_eq!(list(&studio, assets, "").await, "done");
    assert_eq!(put(&studio, assets, "new.txt").await, "done");
    assert_eq!(delete(&studio, assets, "new.txt").await, "done");
    assert_eq!(parts(&studio, assets, "new.bin").await, "done done done");
    assert_eq!(list(&studio, finance, "2026/").await, NO);
    assert_eq!(get(&studio, finance, "2026/01-report.csv").await, NO);

    let books = with_role(&sandbox, FINANCE_ROLE);
    assert_eq!(buckets(&books).await, NO);
    assert_eq!(list(&books, finance, "2026/").await, "done");
    assert_eq!(get(&books, finance, "2026/01-report.csv").await, "done");
    assert_eq!(put(&books, finance, "2026/new.csv").await, "done");
    assert_eq!(delete(&books, finance, "2026/new.csv").await, "done");
    assert_eq!(parts(&books, finance, "2026/new").await, "done done done");
    for prefix in ["", "2025/", "2026"] {
        assert_eq!(list(&books, finance, prefix).await, NO, "{prefix:?}");
    }
    assert_eq!(get(&books, finance, "2025/01-report.csv").await, NO);
    assert_eq!(put(&books, finance, "2025/new.csv").await, NO);
    assert_eq!(parts(&books, finance, "2025/new").await, NO);
    assert_eq!(delete(&books, finance, "2025/01-report.csv").await, NO);
    assert_eq!(list(&books, assets, "").await, NO);

    let visitor = with_role(&sandbox, VISITOR_ROLE);
    assert_eq!(buckets(&visitor).await, ALL);
    assert_eq!(list(&visitor, assets, "photos/").await, "done");
    assert_eq!(get(&visitor, assets, "README.md").await, "done");
    assert_eq!(put(&visitor, assets, "new.txt").await, NO);
    assert_eq!(delete(&visitor, assets, "README.md").await, NO);
    assert_eq!(list(&visitor, "studio-archive", "").await, NO);
    assert_eq!(list(&visitor, finance, "2026/").await, NO);

    assert_eq!(put(&admin(&sandbox), finance, "2027/new.csv").await, "done");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_role_is_assumed_by_whom_it_trusts() {
    let sandbox = start(Seed::Accounts, None).await;
    let assume = async |id: &str, secret: &str, role: &str| {
        let config = aws_sdk_sts::Config::builder()
            .behavior_version(aws_sdk_sts::config::BehaviorVersion::latest())
            .region(aws_sdk_sts::config::Region::new("us-east-1"))
            .endpoint_url(sandbox.endpoint.as_str())
            .credentials_provider(aws_sdk_sts::config::Credentials::new(
                id, secret, None, None, "test",
            ));
        let sts = aws_sdk_sts::Client::from_conf(config.build());
        let request = sts.assume_role().role_arn(role);
        said(request.role_session_name("test").send().await)
    };
    let admin = wardrobe_sandbox::seed::ADMIN_KEY;
    let secret = wardrobe_sandbox::seed::ADMIN_SECRET;
    assert_eq!(assume(admin, secret, VISITOR_ROLE).await, "done");
    // These trust a service, and nobody else.
    assert_eq!(assume(admin, secret, STUDIO_ROLE).await, NO);
    assert_eq!(assume(admin, secret, FINANCE_ROLE).await, NO);
    assert_eq!(
        assume(admin, "wrong", VISITOR_ROLE).await,
        "SignatureDoesNotMatch"
    );
    let (id, secret) = wardrobe_sandbox::seed::STRANGER;
    assert_eq!(assume(id, secret, VISITOR_ROLE).await, NO);
    let keys = aws_credential_types::Credentials::new(id, secret, None, None, "test");
    assert_eq!(buckets(&client(&sandbox, keys)).await, "");
    sandbox.stop().await;
}

#[test]
fn the_keys_have_the_form_of_real_ones() {
    for (id, secret) in [
        (
            wardrobe_sandbox::seed::ADMIN_KEY,
            wardrobe_sandbox::seed::ADMIN_SECRET,
        ),
        wardrobe_sandbox::seed::STRANGER,
    ] {
        assert!(id.starts_with("AKIA") && id.len() == 20, "{id}");
        assert_eq!(secret.len(), 40);
    }
}
