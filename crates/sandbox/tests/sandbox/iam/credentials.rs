//! Whose credentials are good, and what they are told if not.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use wardrobe_sandbox::faults::Settings;

use crate::iam::clients::*;

const UNKNOWN: &str = "The security token included in the request is invalid.";

#[tokio::test]
async fn everyone_is_told_who_they_are() {
    let sandbox = start().await;
    let arn = role(&sandbox, "reader", &trust(HOME));
    let identity = sts(&sandbox, user(BEN)).get_caller_identity().send();
    let identity = identity.await.unwrap();
    assert_eq!(identity.account(), Some(HOME));
    assert_eq!(identity.arn(), Some("arn:aws:iam::111122223333:user/ben"));
    let id = identity.user_id().unwrap();
    assert!(id.starts_with("AIDA") && id.len() == 21, "{id}");

    let identity = sts(&sandbox, session(&sandbox, &arn)).get_caller_identity();
    let identity = identity.send().await.unwrap();
    assert_eq!(
        identity.arn(),
        Some("arn:aws:sts::111122223333:assumed-role/reader/test")
    );
    let id = identity.user_id().unwrap();
    assert!(id.starts_with("AROA") && id.ends_with(":test"), "{id}");
    sandbox.stop().await;
}

#[tokio::test]
async fn wrong_credentials_are_refused_by_name() {
    let sandbox = start().await;
    let arn = role(&sandbox, "reader", &trust(HOME));
    let good = session(&sandbox, &arn);
    let other = session(&sandbox, &arn);
    let make = |id: &str, secret: &str, token: Option<&str>| {
        Credentials::new(id, secret, token.map(str::to_owned), None, "test")
    };
    let (id, secret, token) = (
        good.access_key_id(),
        good.secret_access_key(),
        good.session_token(),
    );
    let mut tampered = token.unwrap().to_owned();
    tampered.push('x');
    for (what, keys, code, message) in [
        (
            "a foreign secret",
            make(id, "foreign", token),
            "SignatureDoesNotMatch",
            "The request signature we calculated",
        ),
        (
            "no token",
            make(id, secret, None),
            "InvalidClientTokenId",
            UNKNOWN,
        ),
        (
            "a tampered token",
            make(id, secret, Some(&tampered)),
            "InvalidClientTokenId",
            UNKNOWN,
        ),
        (
            "another session's token",
            make(id, secret, other.session_token()),
            "InvalidClientTokenId",
            UNKNOWN,
        ),
        (
            "an unknown key",
            make("ASIANOBODY0000000000", secret, token),
            "InvalidClientTokenId",
            UNKNOWN,
        ),
        (
            "a user's key with a token",
            make(ANN, SECRET, token),
            "InvalidClientTokenId",
            UNKNOWN,
        ),
    ] {
        let client = sts(&sandbox, keys);
        let (status, found, words) = refusal(client.get_caller_identity().send().await);
        assert_eq!((status, found.as_str()), (403, code), "{what}");
        assert!(words.starts_with(message), "{what}: {words}");
        let assume = client
            .assume_role()
            .role_arn(&arn)
            .role_session_name("test");
        let (status, found, _) = refusal(assume.send().await);
        assert_eq!((status, found.as_str()), (403, code), "{what}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn an_ended_session_is_expired() {
    let sandbox = start().await;
    let arn = role(&sandbox, "reader", &trust(HOME));
    let client = sts(&sandbox, session(&sandbox, &arn));
    client.get_caller_identity().send().await.unwrap();
    sandbox.world().expire_sessions();
    assert_eq!(
        refusal(client.get_caller_identity().send().await),
        with(
            403,
            "ExpiredToken",
            "The security token included in the request is expired"
        )
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let sandbox = start().await;
    let arn = role(&sandbox, "reader", &trust(HOME));
    let keys = sandbox.world().mint(&arn, "test", Duration::from_secs(900));
    let keys = keys.unwrap();
    let (id, token) = (&keys.access_key_id, Some(keys.session_token.as_str()));
    let world = sandbox.world();
    let last = keys.expiration - Duration::from_millis(1);
    assert!(world.principal(id, token, last).is_ok());
    assert!(world.principal(id, token, keys.expiration).is_err());
    assert!(keys.expiration > SystemTime::now());
    assert!(!format!("{keys:?}").contains(&keys.session_token));
    assert!(!format!("{keys:?}").contains(&keys.secret_access_key));
    sandbox.stop().await;
}

#[tokio::test]
async fn a_clock_too_far_off_is_told_so() {
    let sandbox = start().await;
    for (skew, words, by) in [
        (16 * 60, "Signature expired: ", " - 15 min.)"),
        (-16 * 60, "Signature not yet current: ", " + 15 min.)"),
    ] {
        sandbox.faults.set(Settings {
            clock_skew: skew,
            ..Settings::default()
        });
        let client = sts(&sandbox, user(ANN));
        let (status, code, message) = refusal(client.get_caller_identity().send().await);
        assert_eq!((status, code.as_str()), (403, "SignatureDoesNotMatch"));
        assert!(message.starts_with(words), "{message}");
        assert!(message.ends_with(by), "{message}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn get_session_token_is_for_users_alone() {
    let sandbox = start().await;
    let arn = role(&sandbox, "reader", &trust(HOME));
    bucket(&sandbox, "bucket", &["key"]).await;
    let ann = sts(&sandbox, user(ANN));
    let answer = ann.get_session_token().duration_seconds(900).send();
    let answer = answer.await.unwrap();
    let left = answer.credentials().unwrap().expiration().secs();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let left = left - i64::try_from(now.unwrap().as_secs()).unwrap();
    assert!((890..=900).contains(&left), "{left}");

    let keys = issued(answer.credentials());
    let listed = s3(&sandbox, keys.clone())
        .list_objects_v2()
        .bucket("bucket");
    assert_eq!(listed.send().await.unwrap().key_count(), Some(1));
    let identity = sts(&sandbox, keys.clone()).get_caller_identity().send();
    assert_eq!(
        identity.await.unwrap().arn(),
        Some("arn:aws:iam::111122223333:user/ann")
    );
    let again = with(
        403,
        "AccessDenied",
        "Cannot call GetSessionToken with session credentials",
    );
    for keys in [keys, session(&sandbox, &arn)] {
        let client = sts(&sandbox, keys);
        assert_eq!(refusal(client.get_session_token().send().await), again);
    }
    for (seconds, bound) in [
        (899, "greater than or equal to 900"),
        (129_601, "less than or equal to 129600"),
        (-1, "greater than or equal to 900"),
    ] {
        let asked = ann.get_session_token().duration_seconds(seconds);
        let message = format!(
            "1 validation error detected: Value '{seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value {bound}"
        );
        assert_eq!(
            refusal(asked.send().await),
            with(400, "ValidationError", &message)
        );
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn a_key_tells_its_account() {
    let sandbox = start().await;
    let arn = role(&sandbox, "reader", &trust(HOME));
    let client = sts(&sandbox, user(ANN));
    let minted = session(&sandbox, &arn);
    for (key, account) in [(EVE, AWAY), (minted.access_key_id(), HOME)] {
        let info = client.get_access_key_info().access_key_id(key);
        assert_eq!(info.send().await.unwrap().account(), Some(account));
    }
    let unknown = client
        .get_access_key_info()
        .access_key_id("AKIA0000000000000000");
    let (status, code, _) = refusal(unknown.send().await);
    assert_eq!((status, code.as_str()), (400, "ValidationError"));
    sandbox.stop().await;
}
