//! How long a session lasts.

use std::time::{Duration, SystemTime};

use crate::saml::forger::*;
use crate::saml::world::*;

#[tokio::test]
async fn the_shortest_wish_counts() {
    let sandbox = start().await;
    let forger = Forger::new();
    know(&sandbox, &Forger::metadata(&[&forger]));
    let until = |seconds| Words {
        session_end: Some(seconds),
        ..Words::default()
    };
    let attribute = |seconds: &str| Words::default().saying("SessionDuration", &[seconds]);
    for (words, asked, expected) in [
        (Words::default(), None, 3600),
        (Words::default(), Some(900), 900),
        (attribute("43200"), None, 3600),
        (attribute("1800"), None, 1800),
        (attribute("1800"), Some(900), 900),
        (until(1200), Some(3600), 1200),
        (until(7200), Some(3600), 3600),
    ] {
        let ask = assume(&sandbox, &forger.response(&words)).set_duration_seconds(asked);
        let answer = ask.send().await.unwrap();
        let end = answer.credentials().unwrap().expiration().secs();
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap();
        let left = end - i64::try_from(now.as_secs()).unwrap();
        assert!(
            (expected - 20..=expected).contains(&left),
            "{left} {expected}"
        );
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn too_long_and_too_late_are_refused() {
    let sandbox = start().await;
    let forger = Forger::new();
    know(&sandbox, &Forger::metadata(&[&forger]));
    let response = forger.response(&Words::default());
    let over = assume(&sandbox, &response)
        .duration_seconds(3601)
        .send()
        .await;
    assert_eq!(
        refusal(over),
        with(
            400,
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        )
    );
    let under = assume(&sandbox, &response)
        .duration_seconds(899)
        .send()
        .await;
    assert_eq!(refusal(under).1, "ValidationError");
    let ended = Words {
        session_end: Some(-1),
        ..Words::default()
    };
    let ended = assume(&sandbox, &forger.response(&ended)).send().await;
    assert_eq!(refusal(ended).1, "ExpiredTokenException");
    for wrong in ["899", "43201", "an hour", "-1"] {
        let words = Words::default().saying("SessionDuration", &[wrong]);
        let answer = assume(&sandbox, &forger.response(&words)).send().await;
        assert_eq!(refusal(answer).1, "InvalidIdentityToken", "{wrong}");
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn aws_has_a_clock_of_its_own() {
    let sandbox = start().await;
    let forger = Forger::new();
    know(&sandbox, &Forger::metadata(&[&forger]));
    let words = Words {
        end: Some(3600),
        conditions_end: 3600,
        ..Words::default()
    };
    let response = forger.response(&words);
    assume(&sandbox, &response).send().await.unwrap();
    let ahead = wardrobe_sandbox::faults::Settings {
        clock_skew: 301,
        ..Default::default()
    };
    sandbox.faults.set(ahead);
    assert_eq!(
        refusal(assume(&sandbox, &response).send().await),
        with(
            400,
            "ExpiredTokenException",
            "Token must be redeemed within 5 minutes of issuance"
        )
    );
    sandbox.faults.clear();
    tokio::time::sleep(Duration::from_millis(10)).await;
    assume(&sandbox, &response).send().await.unwrap();
    sandbox.stop().await;
}
