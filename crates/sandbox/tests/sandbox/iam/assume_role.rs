//! Who may assume which role, for how long, and in what words the others are
//! refused.

use aws_sdk_sts::types::Tag;
use serde_json::json;
use wardrobe_sandbox::iam::Role;

use crate::iam::clients::*;

const BEN_ARN: &str = "arn:aws:iam::111122223333:user/ben";

fn not_authorized(who: &str, role: &str, reason: &str) -> (u16, String, String) {
    let message = format!(
        "User: {who} is not authorized to perform: sts:AssumeRole on resource: {role}{reason}"
    );
    with(403, "AccessDenied", &message)
}

#[tokio::test]
async fn a_session_is_what_its_name_says() {
    let sandbox = start().await;
    let arn = role(&sandbox, "reader", &trust(HOME));
    bucket(&sandbox, "bucket", &["key"]).await;
    let assumed = sts(&sandbox, user(ANN)).assume_role();
    let assumed = assumed.role_arn(&arn).role_session_name("ann@example.com");
    let answer = assumed.send().await.unwrap();
    let who = answer.assumed_role_user().unwrap();
    let session = "arn:aws:sts::111122223333:assumed-role/reader/ann@example.com";
    assert_eq!(who.arn(), session);
    assert!(who.assumed_role_id().ends_with(":ann@example.com"));
    assert_eq!(packed(&answer), None);
    let keys = issued(answer.credentials());
    assert!(keys.access_key_id().starts_with("ASIA"));
    let identity = sts(&sandbox, keys.clone()).get_caller_identity().send();
    assert_eq!(identity.await.unwrap().arn(), Some(session));
    let listed = s3(&sandbox, keys).list_objects_v2().bucket("bucket");
    assert_eq!(listed.send().await.unwrap().key_count(), Some(1));
    sandbox.stop().await;
}

#[tokio::test]
async fn trust_decides_who() {
    let sandbox = start().await;
    role(&sandbox, "other", &trust(HOME));
    let other = "arn:aws:iam::111122223333:role/other";
    let minted = session(&sandbox, other);
    let other_session = "arn:aws:sts::111122223333:assumed-role/other/test";
    let ann = "arn:aws:iam::111122223333:user/ann";
    let eve = "arn:aws:iam::444455556666:user/eve";
    let no_identity = " because no identity-based policy allows the sts:AssumeRole action";
    for (who, keys, trusted, expected) in [
        (ann, user(ANN), HOME, None),
        (ann, user(ANN), "arn:aws:iam::111122223333:root", None),
        (ann, user(ANN), ann, None),
        (ann, user(ANN), BEN_ARN, Some("")),
        (ann, user(ANN), AWAY, Some("")),
        // Trust in the account leaves it to the user's own policies.
        (BEN_ARN, user(BEN), HOME, Some(no_identity)),
        // Trust in the user himself does not ask them.
        (BEN_ARN, user(BEN), BEN_ARN, None),
        (BEN_ARN, user(BEN), "*", None),
        (eve, user(EVE), AWAY, None),
        (eve, user(EVE), eve, None),
        (eve, user(EVE), HOME, Some("")),
        (other_session, minted.clone(), other, None),
        (other_session, minted.clone(), other_session, None),
        (
            other_session,
            minted,
            "arn:aws:sts::111122223333:assumed-role/other/else",
            Some(""),
        ),
    ] {
        let arn = role(&sandbox, "target", &trust(trusted));
        let client = sts(&sandbox, keys);
        let assume = client
            .assume_role()
            .role_arn(&arn)
            .role_session_name("test");
        let answer = assume.send().await;
        match expected {
            None => assert!(answer.is_ok(), "{who} trusted as {trusted}: {answer:?}"),
            Some(reason) => assert_eq!(
                refusal(answer),
                not_authorized(who, &arn, reason),
                "{who} trusted as {trusted}"
            ),
        }
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn another_account_needs_its_own_permission_too() {
    let sandbox = start().await;
    let away = json!({ "Effect": "Allow", "Principal": { "AWS": [BEN_ARN, "444455556666"] }, "Action": "sts:AssumeRole" });
    // Ben's account is not the role's, and Ben may do nothing there.
    let role = Role::new(
        AWAY,
        "target",
        policy(wardrobe_sandbox::iam::Kind::Trust, &away),
        Vec::new(),
    );
    sandbox.world().add_role(role.clone());
    let assume = sts(&sandbox, user(BEN)).assume_role();
    let assume = assume.role_arn(role.arn()).role_session_name("test");
    assert_eq!(
        refusal(assume.send().await),
        not_authorized(
            BEN_ARN,
            &role.arn(),
            " because no identity-based policy allows the sts:AssumeRole action"
        )
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn a_role_that_is_not_there_is_like_one_that_does_not_trust() {
    let sandbox = start().await;
    let missing = "arn:aws:iam::111122223333:role/missing";
    let assume = sts(&sandbox, user(ANN)).assume_role();
    let assume = assume.role_arn(missing).role_session_name("test");
    let ann = "arn:aws:iam::111122223333:user/ann";
    assert_eq!(
        refusal(assume.send().await),
        not_authorized(ann, missing, "")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn conditions_of_trust_hold() {
    let sandbox = start().await;
    for (what, condition, expected) in [
        (
            "external id",
            json!({ "StringEquals": { "sts:ExternalId": "right" } }),
            true,
        ),
        (
            "other external id",
            json!({ "StringEquals": { "sts:ExternalId": "Right" } }),
            false,
        ),
        (
            "session name",
            json!({ "StringLike": { "sts:RoleSessionName": "ann@*" } }),
            true,
        ),
        (
            "other session name",
            json!({ "StringLike": { "sts:RoleSessionName": "ben@*" } }),
            false,
        ),
        (
            "address",
            json!({ "IpAddress": { "aws:SourceIp": "127.0.0.0/8" } }),
            true,
        ),
        (
            "other address",
            json!({ "NotIpAddress": { "aws:SourceIp": "127.0.0.1" } }),
            false,
        ),
        (
            "time",
            json!({ "DateGreaterThan": { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }),
            true,
        ),
        (
            "past time",
            json!({ "DateLessThan": { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }),
            false,
        ),
        (
            "region",
            json!({ "StringEquals": { "aws:RequestedRegion": "eu-central-1" } }),
            true,
        ),
        (
            "MFA",
            json!({ "Bool": { "aws:MultiFactorAuthPresent": "true" } }),
            false,
        ),
        (
            "MFA if known",
            json!({ "BoolIfExists": { "aws:MultiFactorAuthPresent": "true" } }),
            true,
        ),
        (
            "who",
            json!({ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:user/ann" } }),
            true,
        ),
    ] {
        let mut statement = trust(HOME);
        statement["Condition"] = condition;
        let arn = role(&sandbox, "target", &statement);
        let assume = sts(&sandbox, user(ANN)).assume_role();
        let assume = assume.role_arn(arn).external_id("right");
        let answer = assume.role_session_name("ann@example.com").send().await;
        match expected {
            true => assert!(answer.is_ok(), "{what}: {answer:?}"),
            false => assert_eq!(refusal(answer).1, "AccessDenied", "{what}"),
        }
    }
    let mut statement = trust(HOME);
    statement["Condition"] = json!({ "StringEquals": { "sts:ExternalId": "right" } });
    let arn = role(&sandbox, "target", &statement);
    let without = sts(&sandbox, user(ANN)).assume_role().role_arn(arn);
    let without = without.role_session_name("test").send().await;
    assert_eq!(refusal(without).1, "AccessDenied");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_deny_in_trust_outweighs() {
    let sandbox = start().await;
    let deny = json!({ "Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole", "Condition": { "StringNotEquals": { "sts:RoleSessionName": "good" } } });
    let arn = role(&sandbox, "target", &json!([trust(HOME), deny]));
    let client = sts(&sandbox, user(ANN));
    let assume = |name: &str| client.assume_role().role_arn(&arn).role_session_name(name);
    assume("good").send().await.unwrap();
    assert_eq!(refusal(assume("bad").send().await).1, "AccessDenied");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_session_lasts_as_long_as_the_role_allows() {
    let sandbox = start().await;
    let arn = role(&sandbox, "reader", &trust(HOME));
    let mut long = sandbox.world().role(&arn).unwrap();
    long.name = "long".to_owned();
    long.max_session = std::time::Duration::from_secs(43_200);
    sandbox.world().add_role(long.clone());
    let chained = session(&sandbox, &arn);
    let token = sts(&sandbox, user(ANN)).get_session_token().send().await;
    let token = issued(token.unwrap().credentials());
    let role_max =
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
    let chain_max = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining";
    let bound = |seconds: i32, words: &str| {
        format!(
            "1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value {words}"
        )
    };
    for (keys, role, seconds, refused) in [
        (user(ANN), arn.as_str(), 900, None),
        (user(ANN), &arn, 3600, None),
        (user(ANN), &arn, 3601, Some(role_max.to_owned())),
        (
            user(ANN),
            &arn,
            899,
            Some(bound(899, "greater than or equal to 900")),
        ),
        (user(ANN), &long.arn(), 43_200, None),
        (
            user(ANN),
            &long.arn(),
            43_201,
            Some(bound(43_201, "less than or equal to 43200")),
        ),
        (chained.clone(), &long.arn(), 3600, None),
        (chained, &long.arn(), 3601, Some(chain_max.to_owned())),
        (token, &long.arn(), 3601, Some(chain_max.to_owned())),
    ] {
        let assume = sts(&sandbox, keys).assume_role().role_arn(role);
        let assume = assume.role_session_name("test").duration_seconds(seconds);
        let answer = assume.send().await;
        match refused {
            None => {
                let answer = answer.unwrap();
                let end = answer.credentials().unwrap().expiration().secs();
                let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
                let left = end - i64::try_from(now.as_secs()).unwrap();
                assert!((i64::from(seconds) - left).abs() < 10, "{seconds}: {left}");
            }
            Some(message) => assert_eq!(
                refusal(answer),
                with(400, "ValidationError", &message),
                "{seconds}"
            ),
        }
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn parameters_are_what_the_service_model_says() {
    let sandbox = start().await;
    let arn = role(&sandbox, "reader", &trust(HOME));
    let client = sts(&sandbox, user(ANN));
    let long = "n".repeat(65);
    for (name, constraint) in [
        (
            "Session1:2",
            r"satisfy regular expression pattern: [\w+=,.@-]*",
        ),
        ("a", "have length greater than or equal to 2"),
        (long.as_str(), "have length less than or equal to 64"),
        ("naïve", r"satisfy regular expression pattern: [\w+=,.@-]*"),
    ] {
        let answer = client.assume_role().role_arn(&arn).role_session_name(name);
        let message = format!(
            "1 validation error detected: Value '{name}' at 'roleSessionName' failed to satisfy constraint: Member must {constraint}"
        );
        assert_eq!(
            refusal(answer.send().await),
            with(400, "ValidationError", &message)
        );
    }
    for (wrong, message) in [
        ("nothing-valid-in-here", "nothing-valid-in-here is invalid".to_owned()),
        ("arn:aws:iam::111122223333:user/ann", "arn:aws:iam::111122223333:user/ann is invalid".to_owned()),
        ("short", "1 validation error detected: Value 'short' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20".to_owned()),
    ] {
        let answer = client.assume_role().role_arn(wrong).role_session_name("test");
        assert_eq!(
            refusal(answer.send().await),
            with(400, "ValidationError", &message)
        );
    }
    let nameless = client.assume_role().role_arn(&arn).send().await;
    assert_eq!(
        refusal(nameless),
        with(
            400,
            "ValidationError",
            "1 validation error detected: Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null"
        )
    );
    let external = client
        .assume_role()
        .role_arn(&arn)
        .role_session_name("test");
    let (_, code, message) = refusal(external.external_id("not this!").send().await);
    assert_eq!(code, "ValidationError");
    assert!(
        message.contains(r"'externalId'") && message.ends_with(r"[\w+=,.@:\/-]*"),
        "{message}"
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn a_code_of_no_device_is_wrong() {
    let sandbox = start().await;
    let arn = role(&sandbox, "reader", &trust(HOME));
    let client = sts(&sandbox, user(ANN));
    let assume = || {
        client
            .assume_role()
            .role_arn(&arn)
            .role_session_name("test")
    };
    let both = assume()
        .serial_number("arn:aws:iam::111122223333:mfa/ann")
        .token_code("123456");
    for answer in [
        both.send().await,
        assume().token_code("123456").send().await,
    ] {
        let (status, code, message) = refusal(answer);
        assert_eq!((status, code.as_str()), (403, "AccessDenied"));
        assert!(
            message.starts_with("MultiFactorAuthentication failed, "),
            "{message}"
        );
    }
    let tag = Tag::builder().key("team").value("red").build().unwrap();
    assume().tags(tag).send().await.unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn a_session_may_be_revoked_by_the_time_it_began() {
    let sandbox = start().await;
    let all = json!({ "Effect": "Allow", "Action": "s3:*", "Resource": "*" });
    let arn = role_with(&sandbox, "reader", &trust(HOME), &all);
    bucket(&sandbox, "bucket", &["key"]).await;
    let client = s3(&sandbox, session(&sandbox, &arn));
    client
        .list_objects_v2()
        .bucket("bucket")
        .send()
        .await
        .unwrap();
    let revoke = json!({ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "DateLessThan": { "aws:TokenIssueTime": "2100-01-01T00:00:00Z" } } });
    role_with(&sandbox, "reader", &trust(HOME), &json!([all, revoke]));
    let (_, code, message) = refusal(client.list_objects_v2().bucket("bucket").send().await);
    assert_eq!(code, "AccessDenied");
    assert!(
        message.ends_with(" with an explicit deny in an identity-based policy"),
        "{message}"
    );
    sandbox.stop().await;
}
