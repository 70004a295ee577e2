//! Codes of a device.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sdk_sts::operation::assume_role::builders::AssumeRoleFluentBuilder;
use serde_json::json;
use wardrobe_sandbox::iam::{Kind, Mfa, Role, User};
use wardrobe_sandbox::seed::{MFA_ROLE, MFA_SERIAL, MFA_USER};
use wardrobe_sandbox::{Running, Seed};

use crate::openid::clients::*;

/// The device of the seed.
fn device() -> Mfa {
    Mfa {
        serial: MFA_SERIAL.to_owned(),
        secret: b"12345678901234567890".to_vec(),
    }
}

fn user() -> Credentials {
    Credentials::new(MFA_USER.0, MFA_USER.1, None, None, "test")
}

fn code(ahead: u64) -> String {
    device().code(SystemTime::now() + Duration::from_secs(ahead))
}

fn assume(sandbox: &Running) -> AssumeRoleFluentBuilder {
    let request = sts(sandbox, Some(user())).assume_role();
    request.role_arn(MFA_ROLE).role_session_name("ada")
}

const WRONG: &str = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
const NO_DEVICE: &str = "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.";

#[tokio::test]
async fn a_role_that_asks_for_a_code() {
    let sandbox = start(Seed::Accounts).await;
    let arn = "arn:aws:iam::111111111111:user/ada";
    let denied =
        format!("User: {arn} is not authorized to perform: sts:AssumeRole on resource: {MFA_ROLE}");
    let without = assume(&sandbox).send().await;
    assert_eq!(refusal(without), with(403, "AccessDenied", &denied));
    let shown = code(0);
    let request = assume(&sandbox)
        .serial_number(MFA_SERIAL)
        .token_code(&shown);
    let answer = request.clone().send().await.unwrap();
    let keys = issued(answer.credentials());
    s3(&sandbox, keys).list_buckets().send().await.unwrap();
    // The same code is good once, whatever it is for.
    assert_eq!(
        refusal(request.send().await),
        with(403, "AccessDenied", WRONG)
    );
    let token = sts(&sandbox, Some(user())).get_session_token();
    let token = token
        .serial_number(MFA_SERIAL)
        .token_code(&shown)
        .send()
        .await;
    assert_eq!(refusal(token), with(403, "AccessDenied", WRONG));
    // The next one is not.
    let next = assume(&sandbox)
        .serial_number(MFA_SERIAL)
        .token_code(code(30));
    next.send().await.unwrap();
    let sooner = assume(&sandbox)
        .serial_number(MFA_SERIAL)
        .token_code(code(0))
        .send()
        .await;
    assert_eq!(refusal(sooner), with(403, "AccessDenied", WRONG));
    sandbox.stop().await;
}

#[tokio::test]
async fn codes_that_are_wrong() {
    let sandbox = start(Seed::Accounts).await;
    let far = code(3600);
    for (serial, shown, words) in [
        (MFA_SERIAL, far.as_str(), WRONG),
        ("arn:aws:iam::111111111111:mfa/other", &code(0), NO_DEVICE),
    ] {
        let answer = assume(&sandbox)
            .serial_number(serial)
            .token_code(shown)
            .send()
            .await;
        assert_eq!(refusal(answer), with(403, "AccessDenied", words));
    }
    let (_, _, words) = refusal(assume(&sandbox).token_code(code(0)).send().await);
    assert!(
        words.starts_with("MultiFactorAuthentication failed, must provide both"),
        "{words}"
    );
    for shown in ["12345", "1234567"] {
        let answer = assume(&sandbox)
            .serial_number(MFA_SERIAL)
            .token_code(shown)
            .send()
            .await;
        assert_eq!(refusal(answer).1, "ValidationError");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn what_policies_know_of_the_code() {
    let sandbox = start(Seed::Accounts).await;
    let all = json!({ "Effect": "Allow", "Action": "*", "Resource": "*" });
    sandbox.world().add_user(User {
        account: "111111111111".to_owned(),
        name: "ada".to_owned(),
        keys: vec![(MFA_USER.0.to_owned(), MFA_USER.1.to_owned())],
        policies: vec![policy(Kind::Identity, &all)],
        mfa: Some(device()),
    });
    let session = async |code: Option<String>| {
        let request = sts(&sandbox, Some(user())).get_session_token();
        let serial = code.as_ref().map(|_| MFA_SERIAL.to_owned());
        let answer = request
            .set_serial_number(serial)
            .set_token_code(code)
            .send()
            .await;
        issued(answer.unwrap().credentials())
    };
    let (plain, shown) = (session(None).await, session(Some(code(0))).await);
    let present = |value: &str| json!({ "Bool": { "aws:MultiFactorAuthPresent": value } });
    let absent = json!({ "Null": { "aws:MultiFactorAuthPresent": "true" } });
    let recent = json!({ "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" } });
    let old = json!({ "NumericGreaterThan": { "aws:MultiFactorAuthAge": "3600" } });
    for (what, condition, allowed) in [
        ("present", present("true"), [false, false, true]),
        ("not present", present("false"), [false, true, false]),
        ("absent", absent, [true, false, false]),
        ("recent", recent, [false, false, true]),
        ("old", old, [false, false, false]),
    ] {
        let trust = json!({ "Effect": "Allow", "Principal": { "AWS": "111111111111" }, "Action": "sts:AssumeRole", "Condition": condition });
        let role = Role::new(
            "111111111111",
            "asks",
            policy(Kind::Trust, &trust),
            Vec::new(),
        );
        sandbox.world().add_role(role.clone());
        for (keys, allowed) in [user(), plain.clone(), shown.clone()]
            .into_iter()
            .zip(allowed)
        {
            let request = sts(&sandbox, Some(keys)).assume_role().role_arn(role.arn());
            let answer = request.role_session_name("ada").send().await;
            assert_eq!(answer.is_ok(), allowed, "{what}: {answer:?}");
        }
    }
    sandbox.stop().await;
}
