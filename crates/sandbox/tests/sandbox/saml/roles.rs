//! What an assertion gives.

use aws_credential_types::Credentials;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use wardrobe_sandbox::seed::{SAML_PARTNER, SAML_READ, SAML_WRITE};
use wardrobe_sandbox::{Options, Running, Sandbox, Seed};

use crate::saml::browser::response_for;
use crate::saml::forger::*;
use crate::saml::world::*;

async fn caller(running: &Running, keys: Option<&aws_sdk_sts::types::Credentials>) -> String {
    let keys = keys.unwrap();
    let token = Some(keys.session_token().to_owned());
    let keys = Credentials::new(
        keys.access_key_id(),
        keys.secret_access_key(),
        token,
        None,
        "test",
    );
    let config = sts(running)
        .config()
        .to_builder()
        .credentials_provider(keys)
        .build();
    let client = aws_sdk_sts::Client::from_conf(config);
    let identity = client.get_caller_identity().send().await.unwrap();
    identity.arn().unwrap().to_owned()
}

#[tokio::test]
async fn a_sign_in_becomes_a_role() {
    let sandbox = start().await;
    let response = response_for(&sandbox, "ada").await;
    let answer = assume(&sandbox, &response).send().await.unwrap();
    assert_eq!(answer.subject(), Some("ada@example.com"));
    let email = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
    assert_eq!(answer.subject_type(), Some(email));
    let issuer = format!("{}saml", sandbox.identity);
    assert_eq!(answer.issuer(), Some(issuer.as_str()));
    assert_eq!(answer.audience(), Some(ACS));
    assert_eq!(answer.source_identity(), Some("ada"));
    let name = STANDARD.decode(answer.name_qualifier().unwrap()).unwrap();
    assert_eq!(name.len(), 20);
    let user = answer.assumed_role_user().unwrap();
    let arn = "arn:aws:sts::111122223333:assumed-role/files/ada@example.com";
    assert_eq!(user.arn(), arn);
    assert!(user.assumed_role_id().ends_with(":ada@example.com"));
    assert_eq!(caller(&sandbox, answer.credentials()).await, arn);
    sandbox.stop().await;
}

#[tokio::test]
async fn one_assertion_is_good_for_every_role_it_offers_and_more_than_once() {
    let options = Options {
        seed: Seed::Accounts,
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    let (ada, bob) = (
        response_for(&sandbox, "ada").await,
        response_for(&sandbox, "bob").await,
    );
    let provider = |account: &str| format!("arn:aws:iam::{account}:saml-provider/corp");
    for (role, account) in [
        (SAML_READ, "111111111111"),
        (SAML_WRITE, "111111111111"),
        (SAML_PARTNER, "222222222222"),
        (SAML_READ, "111111111111"),
    ] {
        let ask = |response: &str| {
            let ask = assume(&sandbox, response).role_arn(role);
            ask.principal_arn(provider(account)).send()
        };
        let answer = ask(&ada).await.unwrap();
        assert!(
            caller(&sandbox, answer.credentials())
                .await
                .ends_with("/ada@example.com")
        );
        match role == SAML_READ {
            true => drop(ask(&bob).await.unwrap()),
            false => assert_eq!(refusal(ask(&bob).await), denied("sts:AssumeRoleWithSAML")),
        }
    }
    let astray = assume(&sandbox, &ada).role_arn(SAML_READ);
    let astray = astray.principal_arn(provider("222222222222")).send().await;
    assert_eq!(refusal(astray), denied("sts:AssumeRoleWithSAML"));
    sandbox.stop().await;
}

#[tokio::test]
async fn responses_of_others_are_read_however_they_are_signed() {
    let sandbox = start().await;
    let (old, new) = (Forger::new(), Forger::new());
    know(&sandbox, &Forger::metadata(&[&old, &new]));
    let words = Words::default();
    // The least: no id, no version, no issuer, no destination, no signature of its own.
    for forger in [&old, &new] {
        let answer = assume(&sandbox, &forger.response(&words))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.subject_type(), Some("persistent"));
        assert_eq!(answer.issuer(), Some(ISSUER));
        // SHA-1 of the issuer, the account and the provider's name.
        assert_eq!(
            answer.name_qualifier(),
            Some("q9cKCJk6vpTW1u2/xwTUYDemF2k=")
        );
        assert_eq!(answer.source_identity(), None);
    }
    // The response is signed and the assertion is not.
    let response = format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r\"><a:Issuer xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\">{ISSUER}</a:Issuer><samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"></samlp:StatusCode></samlp:Status>{}</samlp:Response>",
        words.assertion()
    );
    let whole = with_signature(&response, &new.signature(&response, "_r"));
    assume(&sandbox, &encode(&whole)).send().await.unwrap();
    // Both are.
    let both = response.replace(&words.assertion(), &old.signed(&words));
    let both = with_signature(&both, &new.signature(&both, "_r"));
    assume(&sandbox, &encode(&both)).send().await.unwrap();
    // Both are, and one of them wrongly.
    let torn = both.replace("ID=\"_r\"", "ID=\"_r\" Version=\"2.0\"");
    assert_eq!(
        refusal(assume(&sandbox, &encode(&torn)).send().await),
        invalid("Response signature invalid")
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn pairs_are_read_in_either_order_and_audiences_under_either_name() {
    let sandbox = start().await;
    let forger = Forger::new();
    know(&sandbox, &Forger::metadata(&[&forger]));
    let turned = Words::default().saying("Role", &[&format!("{PROVIDER} , {ROLE}")]);
    assume(&sandbox, &forger.response(&turned))
        .send()
        .await
        .unwrap();
    let words = Words {
        audiences: vec![
            "me".to_owned(),
            "https://signin.aws.amazon.com/saml".to_owned(),
        ],
        ..Words::default()
    };
    let folded = forger.response(&words);
    let folded: Vec<&str> = folded
        .as_bytes()
        .chunks(76)
        .map(|c| std::str::from_utf8(c).unwrap())
        .collect();
    assume(&sandbox, &folded.join("\r\n")).send().await.unwrap();
    sandbox.stop().await;
}
