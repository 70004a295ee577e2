//! What a role may do with S3, in AWS's words.

use std::time::Duration;

use aws_sdk_s3::presigning::PresigningConfig;
use serde_json::json;

use crate::iam::clients::*;

const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/reader/test";

fn denied(action: &str, resource: &str, reason: &str) -> (u16, String, String) {
    let message = format!(
        "User: {SESSION} is not authorized to perform: {action} on resource: \"{resource}\" {reason}"
    );
    with(403, "AccessDenied", &message)
}

#[tokio::test]
async fn out_of_policy_is_refused_with_the_reason() {
    let sandbox = start().await;
    let read = json!([
        { "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::bucket/public/*" },
        { "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::bucket/public/secret/*" },
    ]);
    let arn = role_with(&sandbox, "reader", &trust(HOME), &read);
    let owner = bucket(&sandbox, "bucket", &["public/a", "public/secret/a", "a"]).await;
    let client = s3(&sandbox, session(&sandbox, &arn));
    let get = |key: &str| client.get_object().bucket("bucket").key(key).send();
    get("public/a").await.unwrap();
    assert_eq!(
        refusal(get("a").await),
        denied(
            "s3:GetObject",
            "arn:aws:s3:::bucket/a",
            "because no identity-based policy allows the s3:GetObject action"
        )
    );
    assert_eq!(
        refusal(get("public/secret/a").await),
        denied(
            "s3:GetObject",
            "arn:aws:s3:::bucket/public/secret/a",
            "with an explicit deny in an identity-based policy"
        )
    );
    let put = client.put_object().bucket("bucket").key("public/a").send();
    assert_eq!(
        refusal(put.await),
        denied(
            "s3:PutObject",
            "arn:aws:s3:::bucket/public/a",
            "because no identity-based policy allows the s3:PutObject action"
        )
    );
    let deny = json!({ "Effect": "Deny", "Principal": { "AWS": arn }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*" });
    let put = owner
        .put_bucket_policy()
        .bucket("bucket")
        .policy(document(&deny));
    put.send().await.unwrap();
    assert_eq!(
        refusal(get("public/a").await),
        denied(
            "s3:GetObject",
            "arn:aws:s3:::bucket/public/a",
            "with an explicit deny in a resource-based policy"
        )
    );
    let presigned = client.get_object().bucket("bucket").key("public/a");
    let minute = PresigningConfig::expires_in(Duration::from_secs(60)).unwrap();
    let presigned = presigned.presigned(minute).await.unwrap();
    let answer = reqwest::get(presigned.uri()).await.unwrap();
    assert_eq!(answer.status(), 403);
    let body = answer.text().await.unwrap();
    assert!(
        body.contains("with an explicit deny in a resource-based policy"),
        "{body}"
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn another_account_is_let_in_by_both_or_not_at_all() {
    let sandbox = start().await;
    let owner = bucket(&sandbox, "bucket", &["key"]).await;
    let eve = s3(&sandbox, user(EVE));
    let get = || eve.get_object().bucket("bucket").key("key").send();
    let plain = with(403, "AccessDenied", "Access Denied");
    assert_eq!(refusal(get().await), plain);
    let allow = json!({ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::444455556666:root" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*" });
    let put = owner
        .put_bucket_policy()
        .bucket("bucket")
        .policy(document(&allow));
    put.send().await.unwrap();
    get().await.unwrap();
    let delete = eve.delete_object().bucket("bucket").key("key").send().await;
    assert_eq!(refusal(delete), plain);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_bucket_policy_that_cannot_be_read_is_not_taken() {
    let sandbox = start().await;
    let owner = bucket(&sandbox, "bucket", &[]).await;
    let rule = |principal: &str, action: &str, resource: &str| {
        document(
            &json!({ "Effect": "Allow", "Principal": { "AWS": principal }, "Action": action, "Resource": resource }),
        )
    };
    let own = "arn:aws:s3:::bucket/*";
    for (text, words) in [
        (
            "{".to_owned(),
            "Policies must be valid JSON and the first byte must be '{'",
        ),
        (
            rule("*", "s3:GetObject", "arn:aws:s3:::other/*"),
            "Policy has invalid resource",
        ),
        (
            rule("*", "s3:GetObject", "bucket"),
            "Policy has invalid resource",
        ),
        (rule("*", "GetObject", own), "Policy has invalid action"),
        (
            rule("nobody", "s3:GetObject", own),
            "Invalid principal in policy",
        ),
        (
            document(&json!({ "Effect": "Allow", "Action": "s3:GetObject", "Resource": own })),
            "Missing required field Principal",
        ),
    ] {
        let put = owner.put_bucket_policy().bucket("bucket").policy(&text);
        assert_eq!(
            refusal(put.send().await),
            with(400, "MalformedPolicy", words),
            "{text}"
        );
    }
    let none = owner.get_bucket_policy().bucket("bucket").send().await;
    assert_eq!(refusal(none).1, "NoSuchBucketPolicy");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_user_has_a_home_of_their_name() {
    let sandbox = start().await;
    bucket(&sandbox, "bucket", &["home/ben/x", "home/ann/x"]).await;
    let own = json!({ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/home/${aws:username}/*" });
    sandbox.world().add_user(wardrobe_sandbox::iam::User {
        account: HOME.to_owned(),
        name: "ben".to_owned(),
        keys: vec![(BEN.to_owned(), SECRET.to_owned())],
        policies: vec![policy(wardrobe_sandbox::iam::Kind::Identity, &own)],
        mfa: None,
    });
    let client = s3(&sandbox, user(BEN));
    let get = |key: &str| client.get_object().bucket("bucket").key(key).send();
    get("home/ben/x").await.unwrap();
    assert_eq!(refusal(get("home/ann/x").await).1, "AccessDenied");
    sandbox.stop().await;
}
