//! A session policy takes away and never gives.

use aws_sdk_sts::operation::assume_role::builders::AssumeRoleFluentBuilder;
use aws_sdk_sts::types::PolicyDescriptorType;
use serde_json::json;
use wardrobe_sandbox::Running;

use crate::iam::clients::*;

fn assume(sandbox: &Running, role: &str) -> AssumeRoleFluentBuilder {
    let client = sts(sandbox, user(ANN));
    client.assume_role().role_arn(role).role_session_name("ann")
}

fn managed(name: &str) -> PolicyDescriptorType {
    let arn = format!("arn:aws:iam::aws:policy/{name}");
    PolicyDescriptorType::builder().arn(arn).build()
}

#[tokio::test]
async fn a_session_policy_narrows_to_a_prefix() {
    let sandbox = start().await;
    let arn = role(&sandbox, "owner", &trust(HOME));
    bucket(&sandbox, "bucket", &["team/a/x", "team/b/x"]).await;
    let narrow = json!([
        { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/team/a/*" },
        { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket",
          "Condition": { "StringLike": { "s3:prefix": "team/a/*" } } },
    ]);
    let answer = assume(&sandbox, &arn).policy(document(&narrow)).send();
    let answer = answer.await.unwrap();
    assert!((1..=100).contains(&packed(&answer).unwrap()));
    let client = s3(&sandbox, issued(answer.credentials()));
    let get = |key: &str| client.get_object().bucket("bucket").key(key).send();
    let list = |prefix: &str| {
        client
            .list_objects_v2()
            .bucket("bucket")
            .prefix(prefix)
            .send()
    };
    get("team/a/x").await.unwrap();
    assert_eq!(list("team/a/").await.unwrap().key_count(), Some(1));
    let refused = |action: &str, resource: &str| {
        with(
            403,
            "AccessDenied",
            &format!(
                "User: arn:aws:sts::111122223333:assumed-role/owner/ann is not authorized to perform: {action} on resource: \"{resource}\" because no session policy allows the {action} action"
            ),
        )
    };
    assert_eq!(
        refusal(get("team/b/x").await),
        refused("s3:GetObject", "arn:aws:s3:::bucket/team/b/x")
    );
    for prefix in ["", "team/", "team/b/"] {
        assert_eq!(
            refusal(list(prefix).await),
            refused("s3:ListBucket", "arn:aws:s3:::bucket"),
            "{prefix}"
        );
    }
    let put = client
        .put_object()
        .bucket("bucket")
        .key("team/a/new")
        .send();
    assert_eq!(
        refusal(put.await),
        refused("s3:PutObject", "arn:aws:s3:::bucket/team/a/new")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn a_session_policy_gives_nothing_that_the_role_has_not() {
    let sandbox = start().await;
    let read =
        json!({ "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*" });
    let arn = role_with(&sandbox, "reader", &trust(HOME), &read);
    bucket(&sandbox, "bucket", &["key"]).await;
    let all = json!({ "Effect": "Allow", "Action": "*", "Resource": "*" });
    let answer = assume(&sandbox, &arn).policy(document(&all)).send().await;
    let client = s3(&sandbox, issued(answer.unwrap().credentials()));
    client
        .get_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap();
    let delete = client.delete_object().bucket("bucket").key("key").send();
    let (_, code, message) = refusal(delete.await);
    assert_eq!(code, "AccessDenied");
    assert!(
        message.ends_with(" because no identity-based policy allows the s3:DeleteObject action"),
        "{message}"
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn managed_policies_narrow_too() {
    let sandbox = start().await;
    let arn = role(&sandbox, "owner", &trust(HOME));
    bucket(&sandbox, "bucket", &["key"]).await;
    let answer = assume(&sandbox, &arn).policy_arns(managed("AmazonS3ReadOnlyAccess"));
    let answer = answer.send().await.unwrap();
    let client = s3(&sandbox, issued(answer.credentials()));
    client
        .get_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap();
    let put = client.put_object().bucket("bucket").key("key").send().await;
    assert_eq!(refusal(put).1, "AccessDenied");
    let unknown = assume(&sandbox, &arn).policy_arns(managed("NoSuchPolicy"));
    assert_eq!(refusal(unknown.send().await).0, 400);
    let many = Some(vec![managed("AmazonS3ReadOnlyAccess"); 11]);
    let many = assume(&sandbox, &arn).set_policy_arns(many).send().await;
    assert_eq!(refusal(many).1, "ValidationError");
    sandbox.stop().await;
}

#[tokio::test]
async fn what_is_no_policy_gives_no_session() {
    let sandbox = start().await;
    let arn = role(&sandbox, "owner", &trust(HOME));
    let long = json!({ "Effect": "Allow", "Action": "s3:GetObject", "Resource": format!("arn:aws:s3:::b/{}", "x".repeat(2048)) });
    let wide =
        json!({ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/日本" });
    let someone =
        json!({ "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*" });
    for (text, code) in [
        ("{".to_owned(), "MalformedPolicyDocument"),
        ("{}".to_owned(), "MalformedPolicyDocument"),
        (document(&someone), "MalformedPolicyDocument"),
        (document(&long), "PackedPolicyTooLarge"),
        (document(&wide), "ValidationError"),
        (String::new(), "ValidationError"),
    ] {
        let answer = assume(&sandbox, &arn).policy(&text).send().await;
        let (status, found, _) = refusal(answer);
        assert_eq!((status, found.as_str()), (400, code), "{text}");
    }
    let json = assume(&sandbox, &arn).policy("{").send().await;
    assert_eq!(refusal(json).2, "This policy contains invalid Json");
    // Written in ASCII, any key may be named.
    let escaped = document(&wide)
        .replace('日', "\\u65e5")
        .replace('本', "\\u672c");
    let answer = assume(&sandbox, &arn).policy(escaped).send().await;
    assert!(answer.is_ok(), "{answer:?}");
    sandbox.stop().await;
}
