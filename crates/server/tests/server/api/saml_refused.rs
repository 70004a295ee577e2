//! Responses that are not taken: each with words, and nothing in the session changes.

use serde_json::json;
use wardrobe_sandbox::iam::{Kind, Policy};
use wardrobe_sandbox::saml::Switches;
use wardrobe_sandbox::seed::{SAML_READ, SAML_WRITE};

use crate::api::saml_way::*;
use crate::api::studio::*;

/// Somebody who works already, and is on the way to sign in anew.
struct Somebody {
    studio: Studio,
    browser: Browser,
}

impl Somebody {
    async fn works() -> Self {
        let studio = Studio::start_on(corp_saml).await;
        let browser = studio.walker();
        browser.saml_sign_in(&studio, "/sign-in/only", "bob").await;
        Self { studio, browser }
    }

    /// What comes of `change`d words: refused with `code` and `words`.
    async fn brings(&self, code: &str, words: &str, change: impl Fn(&Posted) -> Posted) {
        let page = self.browser.set_out("/sign-in/only").await;
        let posted = self.browser.known_at_provider(&page).await;
        self.is_refused(&change(&posted), code, words).await;
    }

    async fn is_refused(&self, posted: &Posted, code: &str, words: &str) {
        let before = self.browser.everything().await;
        assert_eq!(before[0]["person"]["name"], "bob@example.com");
        let end = self.browser.bring(&self.studio, posted).await;
        let (why, said) = self.browser.why(&end).await;
        assert!(why == code && said.contains(words), "{why}: {said}");
        assert_eq!(self.browser.everything().await, before, "{words}");
    }
}

#[tokio::test]
async fn what_is_not_for_this_sign_in() {
    let bob = Somebody::works().await;
    let acs = format!("{}/saml/acs", bob.studio.address);
    let recipient = format!("Recipient=\"{acs}\"");
    bob.brings("invalid", "addressed to", |posted| {
        posted.saying(
            &recipient,
            "Recipient=\"https://signin.aws.amazon.com/saml\"",
        )
    })
    .await;
    // The answer to another request of the same browser.
    let page = bob.browser.set_out("/sign-in/only").await;
    let other = bob.browser.known_at_provider(&page).await;
    bob.brings("invalid", "another sign-in", |posted| Posted {
        response: other.response.clone(),
        ..posted.clone()
    })
    .await;
    // No answer to any.
    bob.brings("invalid", "answers no sign-in", |posted| {
        let xml = posted.xml();
        let answered = xml.split("InResponseTo=\"").nth(1).unwrap();
        let answered = format!(" InResponseTo=\"{}\"", answered.split('"').next().unwrap());
        posted.saying(&answered, "")
    })
    .await;
    bob.brings("invalid", "is from \"https://evil.example\"", |posted| {
        let issuer = format!("{}saml</", bob.studio.sandbox.identity);
        posted.saying(&issuer, "https://evil.example</")
    })
    .await;
    // Not begun here, and the provider may not begin.
    let posted = bob
        .browser
        .begins_there(&bob.studio, "bob", "/c/only")
        .await;
    bob.is_refused(&posted, "denied", "begun at Corp and not here")
        .await;
    bob.brings("invalid", "not begun in this browser", |posted| Posted {
        relay_state: "/c/only".to_owned(),
        ..posted.clone()
    })
    .await;
}

#[tokio::test]
async fn a_response_is_good_for_one_sign_in_of_one_browser() {
    let bob = Somebody::works().await;
    let page = bob.browser.set_out("/sign-in/only").await;
    let posted = bob.browser.known_at_provider(&page).await;
    // Another browser that is made to bring it is not signed in as bob…
    let mary = bob.studio.walker();
    mary.set_out("/sign-in/only").await;
    let end = mary.bring(&bob.studio, &posted).await;
    let (code, words) = mary.why(&end).await;
    assert!(
        code == "invalid" && words.contains("not begun in this browser"),
        "{words}"
    );
    assert_eq!(
        mary.json("/api/session").await["person"],
        serde_json::Value::Null
    );
    // …and leaves it to bob, who uses it once.
    assert_eq!(bob.browser.bring(&bob.studio, &posted).await, "/c/only");
    bob.is_refused(&posted, "invalid", "used already").await;
    let used = bob
        .browser
        .bare("GET", "/saml/finish?id=nonsense")
        .send()
        .await
        .unwrap();
    let (_, words) = bob.browser.why(&location(&used)).await;
    assert!(words.contains("used already"), "{words}");
}

#[tokio::test]
async fn what_aws_does_not_believe() {
    let bob = Somebody::works().await;
    let not_believed = "AWS says: Response signature invalid";
    bob.brings("denied", not_believed, |posted| {
        posted.saying("bob@example.com", "ada@example.com")
    })
    .await;
    bob.brings("denied", not_believed, |posted| {
        posted.saying("SignatureValue>", "SignatureValue>AAAA")
    })
    .await;
    // A role that bob has not been given.
    bob.brings("denied", "offers you no role", |posted| {
        posted.saying("role/saml-read,", "role/saml-write,")
    })
    .await;
    let saml = &bob.studio.sandbox.saml;
    saml.set(Switches {
        unsigned: true,
        ..Switches::default()
    });
    bob.brings("denied", not_believed, Posted::clone).await;
    saml.set(Switches::default());
    let other = bob.browser.choose("corpsaml", SAML_WRITE).await;
    assert_eq!(refusal(other).await, with(403, "denied"));
}

#[tokio::test]
async fn a_forged_offer_of_several_roles_changes_nothing_either() {
    let bob = Somebody::works().await;
    let page = bob.browser.set_out("/sign-in/corpsaml").await;
    let posted = bob.browser.known_at_provider(&page).await;
    let xml = posted.xml();
    let value = xml
        .split("AttributeValue")
        .find(|part| part.contains("role/saml-read"))
        .unwrap();
    let pair = value
        .trim_start_matches(|c| c != '>')
        .trim_start_matches('>')
        .split('<')
        .next()
        .unwrap();
    let more = pair.replace("saml-read", "saml-write");
    let open = value.split('>').next().unwrap();
    let forged = posted.saying(
        &format!("{pair}</"),
        &format!("{pair}</saml:AttributeValue><saml:AttributeValue{open}>{more}</"),
    );
    let before = bob.browser.json("/api/session").await;
    let end = bob.browser.bring(&bob.studio, &forged).await;
    assert_eq!(end, "/c/corpsaml", "there is a choice, which AWS refuses");
    let chosen = bob.browser.choose("corpsaml", SAML_WRITE).await;
    assert_eq!(refusal(chosen).await, with(403, "denied"));
    assert_eq!(bob.browser.json("/api/session").await, before);
}

#[tokio::test]
async fn what_is_too_old_or_from_the_future() {
    let bob = Somebody::works().await;
    for (issued_ago, code, words) in [
        (600, "sign-in-again", "five minutes only"),
        (301, "sign-in-again", "five minutes only"),
        (-1_200, "invalid", "in the future"),
    ] {
        bob.studio.sandbox.saml.set(Switches {
            issued_ago,
            ..Switches::default()
        });
        bob.brings(code, words, Posted::clone).await;
    }
}

#[tokio::test]
async fn what_is_no_response() {
    let bob = Somebody::works().await;
    let with_response = |response: String| {
        move |posted: &Posted| Posted {
            response: response.clone(),
            ..posted.clone()
        }
    };
    bob.brings("invalid", "not base64", with_response("<xml>".to_owned()))
        .await;
    bob.brings("invalid", "document type", |posted| {
        posted.saying(
            "<samlp:Response",
            "<!DOCTYPE x [<!ENTITY a \"b\">]><samlp:Response",
        )
    })
    .await;
    bob.brings("too-large", "too large", with_response("A".repeat(100_004)))
        .await;
    // A second assertion, before and inside of the signed one's neighbours.
    bob.brings("invalid", "more than one assertion", |posted| {
        let xml = posted.xml();
        let inside = xml.split("<saml:Assertion").nth(1).unwrap();
        let inside = inside.split("</saml:Assertion>").next().unwrap();
        let forged = format!("<saml:Assertion{inside}</saml:Assertion>").replace("bob", "ada");
        posted.saying("<saml:Assertion", &format!("{forged}<saml:Assertion"))
    })
    .await;
    // The signed one wrapped into another place.
    bob.brings("invalid", "another place", |posted| {
        posted
            .saying("<saml:Assertion", "<samlp:Extensions><saml:Assertion")
            .saying("</saml:Assertion>", "</saml:Assertion></samlp:Extensions>")
    })
    .await;
    bob.brings("invalid", "encrypted", |posted| {
        let xml = posted.xml();
        let inside = xml.split("<saml:Assertion").nth(1).unwrap();
        let inside = inside.split("</saml:Assertion>").next().unwrap();
        posted.saying(
            &format!("<saml:Assertion{inside}</saml:Assertion>"),
            "<saml:EncryptedAssertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>",
        )
    })
    .await;
}

#[tokio::test]
async fn a_flood_is_not_read() {
    let bob = Somebody::works().await;
    let before = bob.browser.everything().await;
    let acs = format!("{}/saml/acs", bob.studio.address);
    let flood = format!("RelayState=x&SAMLResponse={}", "A".repeat(10_000_000));
    let end = location(&bob.browser.form(&acs, flood).await);
    let (code, words) = bob.browser.why(&end).await;
    assert!(
        code == "too-large" && words.contains("too large"),
        "{words}"
    );
    let json = bob
        .browser
        .bare("POST", "/saml/acs")
        .body("{}")
        .send()
        .await
        .unwrap();
    let (code, _) = bob.browser.why(&location(&json)).await;
    assert_eq!(code, "invalid");
    assert_eq!(bob.browser.everything().await, before);
}

#[tokio::test]
async fn the_provider_says_no() {
    let bob = Somebody::works().await;
    bob.studio.sandbox.saml.end_sign_ins();
    let before = bob.browser.everything().await;
    let page = bob
        .browser
        .set_out("/sign-in/only?popup=1&prompt=none")
        .await;
    let posted = bob.browser.known_at_provider(&page).await;
    let end = bob.browser.bring(&bob.studio, &posted).await;
    assert!(
        end.starts_with("/signed-in?connection=only&sign_in_error="),
        "{end}"
    );
    let (code, words) = bob.browser.why(&end).await;
    assert!(
        code == "sign-in-again" && words.contains("told not to"),
        "{words}"
    );
    assert_eq!(bob.browser.everything().await, before);
}

#[tokio::test]
async fn the_way_back_leads_nowhere_else() {
    let bob = Somebody::works().await;
    for bad in [
        "https%3A%2F%2Fevil.example%2F",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
    ] {
        let path = format!("/sign-in/only?return_to={bad}");
        let answer = bob.browser.bare("GET", &path).send().await.unwrap();
        let (_, words) = bob.browser.why(&location(&answer)).await;
        assert!(
            words.contains("only go on to a page of Wardrobe"),
            "{words}"
        );
    }
    let studio = Studio::start_on(corp_saml_begins).await;
    let browser = studio.walker();
    for bad in [
        "https://evil.example/",
        "//evil.example/c/only",
        "/\\evil.example",
    ] {
        let posted = browser.begins_there(&studio, "bob", bad).await;
        let end = browser.bring(&studio, &posted).await;
        let (_, words) = browser.why(&end).await;
        assert!(
            words.contains("only go on to a page of Wardrobe"),
            "{words}"
        );
    }
    assert_eq!(
        browser.json("/api/session").await["person"],
        serde_json::Value::Null
    );
}

#[tokio::test]
async fn a_provider_that_is_down_is_said_to_be() {
    let studio = Studio::start_on(corp_saml).await;
    studio.sandbox.saml.set(Switches {
        down: true,
        ..Switches::default()
    });
    let browser = studio.walker();
    let answer = browser
        .bare("GET", "/sign-in/corpsaml")
        .send()
        .await
        .unwrap();
    let (code, words) = browser.why(&location(&answer)).await;
    assert!(
        code == "unreachable" && words.contains("does not answer"),
        "{words}"
    );
    let tiles = browser.json("/api/connections").await;
    let corpsaml = tiles["connections"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["name"] == "corpsaml");
    let provider = &corpsaml.unwrap()["provider"];
    assert_eq!(provider["state"], "down");
    assert!(
        provider["reason"]
            .as_str()
            .unwrap()
            .contains("does not answer")
    );
    // The others work.
    studio.open().await;
}

#[tokio::test]
async fn a_role_of_identity_center_is_said_to_be_one() {
    let studio = Studio::start_on(corp_saml).await;
    let role = "https://aws.amazon.com/SAML/Attributes/Role";
    let reserved = SAML_READ.replace(
        "saml-read",
        "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
    );
    let pair = format!("{reserved},arn:aws:iam::111111111111:saml-provider/corp");
    studio.sandbox.saml.set(Switches {
        attributes: [(role.to_owned(), vec![pair])].into(),
        ..Switches::default()
    });
    let browser = studio.walker();
    let end = browser
        .saml_sign_in(&studio, "/sign-in/corpsaml", "ada")
        .await;
    let (code, words) = browser.why(&end).await;
    assert!(
        code == "denied" && words.contains("IAM Identity Center"),
        "{words}"
    );
}

#[tokio::test]
async fn a_role_that_does_not_trust_us_is_told_what_its_policy_must_take() {
    let studio = Studio::start_on(corp_saml).await;
    let world = studio.sandbox.world();
    let mut role = world.role(SAML_READ).unwrap();
    let trust = json!({ "Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111111111111:saml-provider/corp" },
        "Action": "sts:AssumeRoleWithSAML",
        "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
    }});
    role.trust = Policy::parse(Kind::Trust, &trust.to_string()).unwrap();
    world.add_role(role);
    let bob = studio.walker();
    let end = bob.saml_sign_in(&studio, "/sign-in/only", "bob").await;
    let (_, id) = end.split_once("sign_in_error=").unwrap();
    let error = bob.json(&format!("/api/sign-in-errors/{id}")).await["error"].take();
    let policy = error["remedy"]["policies"][0]["document"].as_str().unwrap();
    let ours = format!("{}/saml/acs", studio.address);
    assert!(policy.contains(&ours), "{error:#}");
}
