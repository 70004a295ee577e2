//! What STS does not take, and its words for it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::saml::browser::response_for;
use crate::saml::forger::*;
use crate::saml::world::*;

const UNREADABLE: &str = "Your request included an invalid SAML response";

#[tokio::test]
async fn every_flaw_has_its_words() {
    let sandbox = start().await;
    let forger = Forger::new();
    know(&sandbox, &Forger::metadata(&[&forger]));
    let plain = Words::default;
    let expired = || {
        with(
            400,
            "ExpiredTokenException",
            "Token must be redeemed within 5 minutes of issuance",
        )
    };
    let audience = || invalid("Response does not contain the required audience.");
    let name = || invalid("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}");
    let identity = || {
        invalid("Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"")
    };
    let not_authorized = || denied("sts:AssumeRoleWithSAML");
    let other = format!("{ROLE}x,{PROVIDER}");
    let long = "x".repeat(65);
    for (words, expected) in [
        (
            Words {
                issued: -301,
                ..plain()
            },
            expired(),
        ),
        (
            Words {
                end: Some(-1),
                ..plain()
            },
            expired(),
        ),
        (
            Words {
                conditions_end: -1,
                ..plain()
            },
            expired(),
        ),
        (
            Words {
                issued: 120,
                ..plain()
            },
            invalid("Response is not yet valid"),
        ),
        (
            Words {
                begin: 120,
                ..plain()
            },
            invalid("Response is not yet valid"),
        ),
        (
            Words {
                audiences: vec!["me".to_owned()],
                ..plain()
            },
            audience(),
        ),
        (
            Words {
                audiences: Vec::new(),
                ..plain()
            },
            audience(),
        ),
        (
            Words {
                confirmations: 0,
                ..plain()
            },
            invalid(UNREADABLE),
        ),
        (
            Words {
                confirmations: 2,
                ..plain()
            },
            invalid(UNREADABLE),
        ),
        (
            Words {
                recipient: None,
                ..plain()
            },
            invalid(UNREADABLE),
        ),
        (
            Words {
                end: None,
                ..plain()
            },
            invalid(UNREADABLE),
        ),
        (
            Words {
                recipient: Some(format!("{ACS}/")),
                ..plain()
            },
            not_authorized(),
        ),
        (
            Words {
                issuer: "https://other/".to_owned(),
                ..plain()
            },
            invalid("Issuer not present in specified provider"),
        ),
        (plain().saying("Role", &[]), not_authorized()),
        (
            plain().saying("Role", &[&other, ROLE, PROVIDER]),
            not_authorized(),
        ),
        (
            plain().saying("RoleSessionName", &[]),
            invalid("RoleSessionName is required in AuthnResponse"),
        ),
        (plain().saying("RoleSessionName", &["Ada Lovelace"]), name()),
        (plain().saying("RoleSessionName", &["a"]), name()),
        (plain().saying("RoleSessionName", &[&long]), name()),
        (
            plain().saying("RoleSessionName", &["ada", "bob"]),
            invalid(UNREADABLE),
        ),
        (plain().saying("SourceIdentity", &["aws:ada"]), identity()),
        (plain().saying("SourceIdentity", &[""]), identity()),
    ] {
        let answer = assume(&sandbox, &forger.response(&words)).send().await;
        assert_eq!(refusal(answer), expected);
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn what_the_provider_refused_is_refused() {
    let sandbox = start().await;
    let forger = Forger::new();
    know(&sandbox, &Forger::metadata(&[&forger]));
    let signed = forger.signed(&Words::default());
    for inner in [signed.as_str(), ""] {
        let denied = with_status("urn:oasis:names:tc:SAML:2.0:status:Responder", inner);
        assert_eq!(
            refusal(assume(&sandbox, &encode(&denied)).send().await),
            with(
                403,
                "IDPRejectedClaim",
                "The identity provider (IdP) reported that authentication failed"
            )
        );
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn only_the_provider_can_have_said_it() {
    let sandbox = start().await;
    let (forger, stranger) = (Forger::new(), Forger::new());
    know(&sandbox, &Forger::metadata(&[&forger]));
    let words = Words::default().saying("Role", &[&format!("{ROLE}x,{PROVIDER}")]);
    let signed = forger.signed(&words);
    let good = Words::default();
    let unsigned = good.assertion();
    for inner in [
        unsigned.clone(),
        stranger.signed(&good),
        signed.replace("role/filesx", "role/files"),
        with_signature(
            &unsigned,
            &forger.signature(&words.assertion(), "_assertion"),
        ),
        with_signature(&unsigned, &forger.signature(&unsigned, "_other")),
    ] {
        let answer = assume(&sandbox, &encode(&bare(&inner))).send().await;
        assert_eq!(refusal(answer), invalid("Response signature invalid"));
    }
    let known = assume(&sandbox, &forger.response(&good));
    let known = known.principal_arn(PROVIDER.replace("corp", "gone"));
    let expected = invalid("Specified provider doesn't exist");
    assert_eq!(refusal(known.send().await), expected);
    let gone = assume(&sandbox, &forger.response(&good));
    let gone = gone.role_arn(format!("{ROLE}-gone")).send().await;
    assert_eq!(refusal(gone), denied("sts:AssumeRoleWithSAML"));
    sandbox.stop().await;
}

#[tokio::test]
async fn what_is_no_response_is_refused() {
    let sandbox = start().await;
    let forger = Forger::new();
    know(&sandbox, &Forger::metadata(&[&forger]));
    let signed = forger.signed(&Words::default());
    let response = bare(&signed);
    let laughs = format!(
        "<!DOCTYPE x [<!ENTITY a \"ha\">{}]>{}",
        (0..20)
            .map(|_| "<!ENTITY b \"&a;&a;&a;&a;&a;&a;\">")
            .collect::<String>(),
        response.replace("ada", "&b;")
    );
    let outside = format!("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">{response}");
    let tower = format!("{}{}", "<x>".repeat(10_000), "</x>".repeat(4_000));
    let encrypted = "<a:EncryptedAssertion xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>";
    for text in [
        "",
        "ada",
        "<x/>",
        &laughs,
        &outside,
        &tower,
        &signed,
        &bare(""),
        &bare(encrypted),
        &bare(&format!("<x>{signed}</x>")),
        &response.replace("SAML:2.0:protocol", "SAML:1.0:protocol"),
    ] {
        let answer = assume(&sandbox, &encode(text)).send().await;
        assert_eq!(
            refusal(answer),
            invalid(UNREADABLE),
            "{}",
            text.get(..60).unwrap_or(text)
        );
    }
    let answer = assume(&sandbox, &STANDARD.encode([0xFF, 0xFE, 0]))
        .send()
        .await;
    assert_eq!(refusal(answer), invalid(UNREADABLE));
    for garbage in ["****", "PHg+=", "ada.ada"] {
        let answer = assume(&sandbox, garbage).send().await;
        assert_eq!(
            refusal(answer),
            invalid("Invalid base64 SAMLResponse"),
            "{garbage}"
        );
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn parameters_are_checked() {
    let sandbox = start().await;
    let response = response_for(&sandbox, "ada").await;
    let long = "A".repeat(100_001);
    let answer = refusal(assume(&sandbox, &long).send().await);
    let words = "1 validation error detected: Value at 'sAMLAssertion' failed to satisfy constraint: Member must have length less than or equal to 100000";
    assert_eq!(answer, with(400, "ValidationError", words));
    for (name, wrong) in [
        ("role", "arn:aws:iam::1:role/x"),
        ("policy", "{"),
        ("provider", "x"),
    ] {
        let ask = assume(&sandbox, &response);
        let ask = match name {
            "role" => ask.role_arn(wrong),
            "policy" => ask.policy(wrong),
            _ => ask.principal_arn(wrong),
        };
        assert_eq!(refusal(ask.send().await).0, 400, "{name}");
    }
    // Nothing that large is read at all.
    let huge = assume(&sandbox, &"A".repeat(10_000_000)).send().await;
    assert!(huge.is_err());
    assume(&sandbox, &response).send().await.unwrap();
    sandbox.stop().await;
}
