//! Session tags: asked for, trusted, handed on.

use aws_credential_types::Credentials;
use aws_sdk_sts::operation::assume_role::builders::AssumeRoleFluentBuilder;
use aws_sdk_sts::types::Tag;
use serde_json::json;
use wardrobe_sandbox::Running;

use crate::iam::clients::*;

fn assume(sandbox: &Running, keys: Credentials, role: &str) -> AssumeRoleFluentBuilder {
    let client = sts(sandbox, keys);
    client
        .assume_role()
        .role_arn(role)
        .role_session_name("test")
}

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build().unwrap()
}

/// A role that may read what carries its team's name.
fn by_team(sandbox: &Running, name: &str) -> String {
    let own = json!([
        { "Effect": "Allow", "Action": "sts:*", "Resource": "*" },
        { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*" },
    ]);
    role_with(sandbox, name, &trust(HOME), &own)
}

#[tokio::test]
async fn a_tag_opens_what_is_named_after_it() {
    let sandbox = start().await;
    let arn = by_team(&sandbox, "member");
    bucket(&sandbox, "bucket", &["red/x", "blue/x", "*/x"]).await;
    let get = |keys: Credentials, key: &str| {
        s3(&sandbox, keys)
            .get_object()
            .bucket("bucket")
            .key(key)
            .send()
    };
    let answer = assume(&sandbox, user(ANN), &arn).tags(tag("Team", "red"));
    let red = issued(answer.send().await.unwrap().credentials());
    get(red.clone(), "red/x").await.unwrap();
    assert_eq!(refusal(get(red, "blue/x").await).1, "AccessDenied");
    let untagged = assume(&sandbox, user(ANN), &arn).send().await.unwrap();
    let untagged = issued(untagged.credentials());
    assert_eq!(refusal(get(untagged, "red/x").await).1, "AccessDenied");
    sandbox.stop().await;
}

#[tokio::test]
async fn tags_must_be_trusted() {
    let sandbox = start().await;
    let only =
        json!({ "Effect": "Allow", "Principal": { "AWS": HOME }, "Action": "sts:AssumeRole" });
    let arn = role(&sandbox, "strict", &only);
    assume(&sandbox, user(ANN), &arn).send().await.unwrap();
    let tagged = assume(&sandbox, user(ANN), &arn).tags(tag("team", "red"));
    assert_eq!(
        refusal(tagged.send().await),
        with(
            403,
            "AccessDenied",
            &format!(
                "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: sts:TagSession on resource: {arn}"
            )
        )
    );
    let mut some = trust(HOME);
    some["Condition"] = json!({ "StringEquals": { "aws:RequestTag/team": "red" }, "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } });
    let arn = role(&sandbox, "some", &some);
    let allowed = assume(&sandbox, user(ANN), &arn).tags(tag("team", "red"));
    allowed.send().await.unwrap();
    for wrong in [
        vec![tag("team", "blue")],
        vec![tag("team", "red"), tag("more", "x")],
    ] {
        let answer = assume(&sandbox, user(ANN), &arn).set_tags(Some(wrong));
        assert_eq!(refusal(answer.send().await).1, "AccessDenied");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn a_transitive_tag_goes_on_and_cannot_be_changed() {
    let sandbox = start().await;
    let (first, second) = (by_team(&sandbox, "first"), by_team(&sandbox, "second"));
    bucket(&sandbox, "bucket", &["red/x"]).await;
    let get = |keys: Credentials| {
        s3(&sandbox, keys)
            .get_object()
            .bucket("bucket")
            .key("red/x")
            .send()
    };
    let begin = || assume(&sandbox, user(ANN), &first).tags(tag("team", "red"));
    let plain = issued(begin().send().await.unwrap().credentials());
    let answer = assume(&sandbox, plain, &second).send().await.unwrap();
    assert_eq!(
        refusal(get(issued(answer.credentials())).await).1,
        "AccessDenied"
    );

    let answer = begin().transitive_tag_keys("TEAM").send().await.unwrap();
    let transitive = issued(answer.credentials());
    let answer = assume(&sandbox, transitive.clone(), &second)
        .send()
        .await
        .unwrap();
    let twice = issued(answer.credentials());
    get(twice.clone()).await.unwrap();
    let answer = assume(&sandbox, twice, &first).send().await.unwrap();
    get(issued(answer.credentials())).await.unwrap();
    let changed = assume(&sandbox, transitive, &second).tags(tag("Team", "blue"));
    assert_eq!(
        refusal(changed.send().await),
        with(
            400,
            "InvalidParameterValue",
            "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session."
        )
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn tags_are_checked() {
    let sandbox = start().await;
    let arn = role(&sandbox, "member", &trust(HOME));
    let begin = || assume(&sandbox, user(ANN), &arn);
    let twice = begin().tags(tag("team", "red")).tags(tag("Team", "blue"));
    assert_eq!(
        refusal(twice.send().await),
        with(
            400,
            "InvalidParameterValue",
            "Duplicate tag keys found. Please note that Tag keys are case insensitive."
        )
    );
    let absent = begin().tags(tag("team", "red")).transitive_tag_keys("site");
    assert_eq!(
        refusal(absent.send().await),
        with(
            400,
            "InvalidParameterValue",
            "The specified transitive tag key must be included in the requested tags."
        )
    );
    let long = "x".repeat(257);
    let many: Vec<Tag> = (0..51).map(|n| tag(&format!("k{n}"), "")).collect();
    for (tags, at) in [
        (vec![tag("a#b", "")], "'tags.1.member.key'"),
        (vec![tag("a", ""), tag("b", &long)], "'tags.2.member.value'"),
        (many, "'tags'"),
    ] {
        let (_, code, message) = refusal(begin().set_tags(Some(tags)).send().await);
        assert_eq!(code, "ValidationError");
        assert!(message.contains(at), "{message}");
    }
    let empty = begin().tags(tag("größe", "")).send().await;
    assert!(packed(&empty.unwrap()).is_some());
    sandbox.stop().await;
}
