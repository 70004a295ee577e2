//! Signature wrapping: a signature that is right, and words that nobody signed.
//! <https://www.usenix.org/system/files/conference/usenixsecurity12/sec12-final91.pdf>

use crate::saml::forger::*;
use crate::saml::world::*;

/// Somebody with the right to one role makes up another assertion.
struct Attack {
    /// As it was signed, with its signature and without.
    signed: String,
    plain: String,
    signature: String,
    /// What nobody signed.
    forged: String,
}

fn attack(forger: &Forger) -> Attack {
    let own = Words {
        subject: "eve".to_owned(),
        ..Words::default()
    };
    let own = own.saying("Role", &[&format!("{ROLE}-for-anybody,{PROVIDER}")]);
    let plain = own.assertion();
    let signature = forger.signature(&plain, &own.id);
    let forged = Words {
        id: "_forged".to_owned(),
        ..Words::default()
    };
    Attack {
        signed: with_signature(&plain, &signature),
        plain,
        signature,
        forged: forged.assertion(),
    }
}

#[tokio::test]
async fn no_wrapping_works() {
    let sandbox = start().await;
    let forger = Forger::new();
    know(&sandbox, &Forger::metadata(&[&forger]));
    let Attack {
        signed,
        plain,
        signature,
        forged,
    } = &attack(&forger);
    let same_id = &forged.replace("_forged", "_assertion");
    let with_object = |inside: &str| {
        let end = "</d:Signature>";
        signature.replace(end, &format!("<d:Object>{inside}</d:Object>{end}"))
    };
    let extension = |inside: &str| format!("<samlp:Extensions>{inside}</samlp:Extensions>");
    let within =
        |outer: &str, inside: &str| outer.replace("</a:Subject>", &format!("</a:Subject>{inside}"));
    let cases = [
        ("the forged one first", format!("{forged}{signed}")),
        ("the forged one last", format!("{signed}{forged}")),
        (
            "a forged sibling with the same id, first",
            format!("{same_id}{signed}"),
        ),
        (
            "a forged sibling with the same id, last",
            format!("{signed}{same_id}"),
        ),
        (
            "the signature moved to the forged one",
            with_signature(forged, signature),
        ),
        (
            "the same with the same id",
            with_signature(same_id, signature),
        ),
        (
            "the original beside the forged one that has the signature",
            format!("{}{plain}", with_signature(forged, signature)),
        ),
        (
            "the original within an object of the signature",
            with_signature(forged, &with_object(plain)),
        ),
        (
            "the same with the same id",
            with_signature(same_id, &with_object(plain)),
        ),
        (
            "the signed original within an object of the signature",
            with_signature(forged, &with_object(signed)),
        ),
        ("the original within the forged one", within(forged, signed)),
        (
            "the original within the forged one, which has the signature",
            within(&with_signature(forged, signature), plain),
        ),
        ("the forged one within the original", within(signed, forged)),
        (
            "the original in an extension",
            format!("{}{forged}", extension(signed)),
        ),
        (
            "the original in an extension, its signature on the forged one",
            format!("{}{}", extension(plain), with_signature(forged, signature)),
        ),
        (
            "the forged one in an extension",
            format!("{}{signed}", extension(forged)),
        ),
        (
            "a signature of nothing",
            with_signature(forged, &signature.replace("#_assertion", "")),
        ),
        (
            "a signature of the whole document",
            with_signature(same_id, &signature.replace("#_assertion", "#xpointer(/)")),
        ),
        (
            "two references",
            with_signature(
                same_id,
                &signature.replace(
                    "<d:Reference",
                    "<d:Reference URI=\"#_forged\"/><d:Reference",
                ),
            ),
        ),
        (
            "two signatures",
            with_signature(same_id, &signature.repeat(2)),
        ),
        (
            "the signed original hidden in a comment",
            format!("<!--{signed}-->{forged}"),
        ),
    ];
    for (name, inner) in cases {
        for response in [bare(&inner), with_signature_of_response(&inner, signature)] {
            let answer = assume(&sandbox, &encode(&response)).send().await;
            let (status, code, _) = refusal(answer);
            assert_eq!(
                (status, code.as_str()),
                (400, "InvalidIdentityToken"),
                "{name}"
            );
        }
    }
    // The two that would do it if one of these attacks worked are as they should be.
    let own = assume(&sandbox, &encode(&bare(signed))).send().await;
    assert_eq!(refusal(own), denied("sts:AssumeRoleWithSAML"));
    assume(&sandbox, &forger.response(&Words::default()))
        .send()
        .await
        .unwrap();
    sandbox.stop().await;
}

/// The signature of an assertion on the response.
fn with_signature_of_response(inner: &str, signature: &str) -> String {
    bare(inner).replacen("<samlp:Status>", &format!("{signature}<samlp:Status>"), 1)
}

#[tokio::test]
async fn two_assertions_are_one_too_many_even_if_both_are_signed() {
    let sandbox = start().await;
    let forger = Forger::new();
    know(&sandbox, &Forger::metadata(&[&forger]));
    let second = Words {
        id: "_second".to_owned(),
        ..Words::default()
    };
    let both = [Words::default(), second]
        .map(|words| forger.signed(&words))
        .concat();
    let answer = assume(&sandbox, &encode(&bare(&both))).send().await;
    assert_eq!(refusal(answer).1, "InvalidIdentityToken");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_comment_does_not_cut_a_name_short() {
    let sandbox = start().await;
    let forger = Forger::new();
    know(&sandbox, &Forger::metadata(&[&forger]));
    let eve = "ada@example.com.evil.example";
    let words = Words {
        subject: eve.to_owned(),
        ..Words::default()
    };
    let words = words.saying("RoleSessionName", &[eve]);
    let cut = eve.replacen(".evil", "<!-- -->.evil", 1);
    let commented = forger.signed(&words).replace(eve, &cut);
    let answer = assume(&sandbox, &encode(&bare(&commented)))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.subject(), Some(eve));
    let arn = answer.assumed_role_user().unwrap().arn();
    assert!(arn.ends_with(&format!("/{eve}")), "{arn}");
    sandbox.stop().await;
}
