//! What a role is given against a token.

use std::sync::atomic::Ordering;

use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING,
    ECDSA_P521_SHA512_FIXED_SIGNING,
};
use serde_json::json;

use crate::openid::clients::*;
use crate::openid::issuer::*;

const TAGS: &str = "https://aws.amazon.com/tags";
const SOURCE_IDENTITY: &str = "https://aws.amazon.com/source_identity";

#[tokio::test]
async fn a_token_is_worth_a_session() {
    let (sandbox, issuer, arn) = with_issuer().await;
    let answer = assume(&sandbox, &arn, &issuer.token(|_| {})).send().await;
    let answer = answer.unwrap();
    let session = "arn:aws:sts::111122223333:assumed-role/reader/ada@example.com";
    assert_eq!(answer.assumed_role_user().unwrap().arn(), session);
    assert_eq!(answer.subject_from_web_identity_token(), Some("somebody"));
    assert_eq!(answer.provider(), Some(issuer.url.as_str()));
    assert_eq!(answer.audience(), Some(APP));
    assert_eq!(answer.source_identity(), None);
    assert_eq!(packed(&answer), None);
    let keys = issued(answer.credentials());
    let identity = sts(&sandbox, Some(keys.clone())).get_caller_identity();
    assert_eq!(identity.send().await.unwrap().arn(), Some(session));
    let client = s3(&sandbox, keys);
    client
        .create_bucket()
        .bucket("bucket")
        .send()
        .await
        .unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn all_algorithms_of_key_pairs_are_taken() {
    let (sandbox, issuer, arn) = with_issuer().await;
    let claims = json!({ "iss": issuer.url, "sub": "somebody", "aud": APP, "iat": now(), "exp": now() + 300 });
    let curves = [
        ("ES256", "P-256", new_ec(&ECDSA_P256_SHA256_FIXED_SIGNING)),
        ("ES384", "P-384", new_ec(&ECDSA_P384_SHA384_FIXED_SIGNING)),
        ("ES512", "P-521", new_ec(&ECDSA_P521_SHA512_FIXED_SIGNING)),
    ];
    let mut tokens: Vec<String> = ["RS256", "RS384", "RS512"]
        .map(|algorithm| rsa(algorithm, "one", &issuer.key, &claims))
        .to_vec();
    for (algorithm, curve, key) in &curves {
        issuer.keys.lock().unwrap().push(ec_key(curve, curve, key));
        tokens.push(ec(algorithm, curve, key, &claims));
    }
    for token in tokens {
        let answer = assume(&sandbox, &arn, &token).send().await;
        assert!(answer.is_ok(), "{token}: {answer:?}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn keys_are_remembered_and_new_ones_are_found() {
    let (sandbox, issuer, arn) = with_issuer().await;
    for _ in 0..3 {
        let token = issuer.token(|_| {});
        assume(&sandbox, &arn, &token).send().await.unwrap();
    }
    assert_eq!(issuer.asked.load(Ordering::SeqCst), 1);
    let new = KeyPair::generate(KeySize::Rsa2048).unwrap();
    *issuer.keys.lock().unwrap() = vec![rsa_key("two", &new)];
    let claims = json!({ "iss": issuer.url, "sub": "somebody", "aud": APP, "iat": now(), "exp": now() + 300 });
    let token = rsa("RS256", "two", &new, &claims);
    assume(&sandbox, &arn, &token).send().await.unwrap();
    assert_eq!(issuer.asked.load(Ordering::SeqCst), 2);
    sandbox.stop().await;
}

#[tokio::test]
async fn the_party_it_was_given_to_outweighs_the_audience() {
    let (sandbox, issuer, arn) = with_issuer().await;
    for (aud, azp, expected) in [
        (json!(APP), None, true),
        (json!([APP]), None, true),
        (json!(["other", APP]), None, false),
        (json!(["other", APP]), Some(APP), true),
        (json!("other"), Some(APP), true),
        (json!(APP), Some("other"), false),
        (json!("other"), None, false),
        (json!([]), Some(APP), false),
        (json!(7), None, false),
    ] {
        let token = issuer.token(|claims| {
            claims["aud"] = aud.clone();
            claims["azp"] = azp.into();
        });
        let answer = assume(&sandbox, &arn, &token).send().await;
        match expected {
            true => assert_eq!(answer.unwrap().audience(), Some(APP), "{aud} {azp:?}"),
            false => assert_eq!(
                refusal(answer),
                with(400, "InvalidIdentityToken", "Incorrect token audience"),
                "{aud} {azp:?}"
            ),
        }
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn trust_looks_at_the_claims() {
    let (sandbox, issuer, _) = with_issuer().await;
    let token = issuer.token(|claims| {
        claims["azp"] = json!(APP);
        claims["amr"] = json!(["pwd", "otp"]);
    });
    let name = issuer.name();
    let other = "arn:aws:iam::111122223333:oidc-provider/example.com";
    let provider = |arn: &str| json!({ "Federated": arn });
    for (what, change, expected) in [
        (
            "aud",
            json!({ "StringEquals": { format!("{name}:aud"): APP } }),
            true,
        ),
        (
            "other aud",
            json!({ "StringEquals": { format!("{name}:aud"): "x" } }),
            false,
        ),
        (
            "sub",
            json!({ "StringLike": { format!("{name}:sub"): "some*" } }),
            true,
        ),
        (
            "other sub",
            json!({ "StringLike": { format!("{name}:sub"): "any*" } }),
            false,
        ),
        (
            "azp",
            json!({ "StringEquals": { format!("{name}:azp"): APP } }),
            true,
        ),
        (
            "amr",
            json!({ "ForAnyValue:StringEquals": { format!("{name}:amr"): "otp" } }),
            true,
        ),
        (
            "other amr",
            json!({ "ForAnyValue:StringEquals": { format!("{name}:amr"): "hwk" } }),
            false,
        ),
        (
            "of another issuer",
            json!({ "StringEquals": { "example.com:aud": APP } }),
            false,
        ),
        (
            "session name",
            json!({ "StringEquals": { "sts:RoleSessionName": "ada@example.com" } }),
            true,
        ),
        (
            "address",
            json!({ "IpAddress": { "aws:SourceIp": "127.0.0.1" } }),
            true,
        ),
    ] {
        let mut statement = trust(&issuer);
        statement["Condition"] = change;
        let arn = role(&sandbox, &statement);
        let answer = assume(&sandbox, &arn, &token).send().await;
        let expected = expected.then_some(());
        match expected {
            Some(()) => assert!(answer.is_ok(), "{what}: {answer:?}"),
            None => assert_eq!(
                refusal(answer),
                not_authorized("AssumeRoleWithWebIdentity"),
                "{what}"
            ),
        }
    }
    for (what, principal) in [
        ("another provider", provider(other)),
        ("accounts only", json!({ "AWS": HOME })),
        ("a known provider", provider("accounts.google.com")),
    ] {
        let mut statement = trust(&issuer);
        statement["Principal"] = principal;
        let arn = role(&sandbox, &statement);
        let answer = assume(&sandbox, &arn, &token).send().await;
        assert_eq!(
            refusal(answer),
            not_authorized("AssumeRoleWithWebIdentity"),
            "{what}"
        );
    }
    let missing = format!("arn:aws:iam::{HOME}:role/missing");
    let answer = assume(&sandbox, &missing, &token).send().await;
    assert_eq!(refusal(answer), not_authorized("AssumeRoleWithWebIdentity"));
    let denied = json!([trust(&issuer), { "Effect": "Deny", "Principal": "*", "Action": "sts:*" }]);
    let arn = role(&sandbox, &denied);
    let answer = assume(&sandbox, &arn, &token).send().await;
    assert_eq!(refusal(answer), not_authorized("AssumeRoleWithWebIdentity"));
    sandbox.stop().await;
}

fn not_authorized(action: &str) -> (u16, String, String) {
    with(
        403,
        "AccessDenied",
        &format!("Not authorized to perform sts:{action}"),
    )
}

#[tokio::test]
async fn tags_and_source_identity_come_from_the_token() {
    let (sandbox, issuer, _) = with_issuer().await;
    let token = issuer.token(|claims| {
        claims[TAGS] =
            json!({ "principal_tags": { "Team": ["red"] }, "transitive_tag_keys": ["Team"] });
        claims[SOURCE_IDENTITY] = json!("ada");
    });
    for (actions, refused) in [
        (json!(["sts:AssumeRoleWithWebIdentity"]), Some("TagSession")),
        (
            json!(["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]),
            Some("SetSourceIdentity"),
        ),
        (
            json!([
                "sts:AssumeRoleWithWebIdentity",
                "sts:TagSession",
                "sts:SetSourceIdentity"
            ]),
            None,
        ),
    ] {
        let mut statement = trust(&issuer);
        statement["Action"] = actions;
        let arn = role(&sandbox, &statement);
        let answer = assume(&sandbox, &arn, &token).send().await;
        if let Some(action) = refused {
            assert_eq!(refusal(answer), not_authorized(action));
            continue;
        }
        let answer = answer.unwrap();
        assert_eq!(answer.source_identity(), Some("ada"));
        assert_eq!(packed(&answer), Some(1));
        // The tag goes on into a role behind it, which lets only red ones in.
        let red = json!({ "StringEquals": { "aws:PrincipalTag/Team": "red" } });
        let behind = json!({ "Effect": "Allow", "Principal": { "AWS": HOME }, "Action": "sts:*", "Condition": red });
        let behind = role(&sandbox, &behind);
        let chained = sts(&sandbox, Some(issued(answer.credentials()))).assume_role();
        let chained = chained
            .role_arn(behind)
            .role_session_name("ada")
            .send()
            .await;
        assert_eq!(chained.unwrap().source_identity(), Some("ada"));
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn tags_that_cannot_be_read_are_refused() {
    let (sandbox, issuer, _) = with_issuer().await;
    let mut statement = trust(&issuer);
    statement["Action"] = json!("sts:*");
    let arn = role(&sandbox, &statement);
    for (name, claim, code) in [
        (TAGS, json!("red"), None),
        (
            TAGS,
            json!({ "principal_tags": ["Team"] }),
            Some("InvalidIdentityToken"),
        ),
        (
            TAGS,
            json!({ "principal_tags": { "Team": "red" } }),
            Some("InvalidIdentityToken"),
        ),
        (
            TAGS,
            json!({ "principal_tags": { "Team": ["red", "blue"] } }),
            Some("InvalidIdentityToken"),
        ),
        (
            TAGS,
            json!({ "principal_tags": { "Team": ["re<d"] } }),
            Some("ValidationError"),
        ),
        (
            TAGS,
            json!({ "principal_tags": { "Team": ["a"], "team": ["b"] } }),
            Some("InvalidParameterValue"),
        ),
        (
            TAGS,
            json!({ "principal_tags": {}, "transitive_tag_keys": ["Team"] }),
            Some("InvalidParameterValue"),
        ),
        (
            TAGS,
            json!({ "transitive_tag_keys": 7 }),
            Some("InvalidIdentityToken"),
        ),
        (SOURCE_IDENTITY, json!("a"), Some("InvalidIdentityToken")),
        (
            SOURCE_IDENTITY,
            json!("aws:ada"),
            Some("InvalidIdentityToken"),
        ),
        (
            SOURCE_IDENTITY,
            json!(["ada"]),
            Some("InvalidIdentityToken"),
        ),
    ] {
        let token = issuer.token(|claims| claims[name] = claim.clone());
        let answer = assume(&sandbox, &arn, &token).send().await;
        match code {
            None => assert!(answer.is_ok(), "{claim}: {answer:?}"),
            Some(code) => assert_eq!(refusal(answer).1, code, "{claim}"),
        }
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn a_session_is_as_long_as_the_role_allows_and_is_no_chain() {
    let (sandbox, issuer, arn) = with_issuer().await;
    let mut long = sandbox.world().role(&arn).unwrap();
    long.max_session = std::time::Duration::from_secs(43_200);
    long.name = "long".to_owned();
    sandbox.world().add_role(long.clone());
    let token = issuer.token(|_| {});
    for (role, seconds, refused) in [
        (arn.as_str(), 900, None),
        (&arn, 3600, None),
        (
            &arn,
            3601,
            Some("The requested DurationSeconds exceeds the MaxSessionDuration set for this role."),
        ),
        (&long.arn(), 43_200, None),
        (
            &long.arn(),
            43_201,
            Some(
                "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
            ),
        ),
        (
            &arn,
            899,
            Some(
                "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
            ),
        ),
    ] {
        let answer = assume(&sandbox, role, &token)
            .duration_seconds(seconds)
            .send()
            .await;
        match refused {
            None => {
                let left = left(answer.unwrap().credentials());
                assert!((i64::from(seconds) - left).abs() < 10, "{seconds}: {left}");
            }
            Some(words) => assert_eq!(refusal(answer), with(400, "ValidationError", words)),
        }
    }
    // A role behind it is one.
    let first = assume(&sandbox, &arn, &token).send().await.unwrap();
    let mut behind = long.clone();
    let all =
        json!({ "Effect": "Allow", "Principal": { "AWS": HOME }, "Action": "sts:AssumeRole" });
    behind.trust = policy(wardrobe_sandbox::iam::Kind::Trust, &all);
    sandbox.world().add_role(behind.clone());
    let chained = sts(&sandbox, Some(issued(first.credentials()))).assume_role();
    let chained = chained
        .role_arn(behind.arn())
        .role_session_name("ada")
        .duration_seconds(3601);
    let (_, _, words) = refusal(chained.send().await);
    assert!(words.ends_with("by role chaining"), "{words}");
    sandbox.stop().await;
}

#[tokio::test]
async fn session_policies_narrow() {
    let (sandbox, issuer, arn) = with_issuer().await;
    let token = issuer.token(|_| {});
    let rule =
        |action: &str| document(&json!({ "Effect": "Allow", "Action": action, "Resource": "*" }));
    let answer = assume(&sandbox, &arn, &token)
        .policy(rule("s3:ListAllMyBuckets"))
        .send()
        .await;
    let answer = answer.unwrap();
    assert!(packed(&answer).is_some_and(|percent| percent > 0));
    let client = s3(&sandbox, issued(answer.credentials()));
    client.list_buckets().send().await.unwrap();
    let (_, code, _) = refusal(client.create_bucket().bucket("bucket").send().await);
    assert_eq!(code, "AccessDenied");
    let managed = aws_sdk_sts::types::PolicyDescriptorType::builder()
        .arn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
    let answer = assume(&sandbox, &arn, &token)
        .policy_arns(managed.build())
        .send()
        .await;
    let client = s3(&sandbox, issued(answer.unwrap().credentials()));
    client.list_buckets().send().await.unwrap();
    let (_, code, _) = refusal(client.create_bucket().bucket("bucket").send().await);
    assert_eq!(code, "AccessDenied");
    let (status, code, words) = refusal(
        assume(&sandbox, &arn, &token)
            .policy(rule(&format!("s3:{}", "a".repeat(3000))))
            .send()
            .await,
    );
    assert_eq!((status, code.as_str()), (400, "PackedPolicyTooLarge"));
    assert!(
        words.starts_with("Packed policy consumes ") && words.ends_with("% of allotted space"),
        "{words}"
    );
    let answer = assume(&sandbox, &arn, &token).policy("{").send().await;
    assert_eq!(
        refusal(answer),
        with(
            400,
            "MalformedPolicyDocument",
            "This policy contains invalid Json"
        )
    );
    sandbox.stop().await;
}
