//! Tokens that are not worth a session, and in what words STS says so.

use aws_lc_rs::hmac;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use serde_json::{Value, json};
use wardrobe_sandbox::iam::OidcProvider;

use crate::openid::clients::*;
use crate::openid::issuer::*;

const NOT_A_TOKEN: &str = "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
const NO_KEY: &str = "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";

#[tokio::test]
async fn forged_tokens() {
    let (sandbox, issuer, arn) = with_issuer().await;
    let good = issuer.token(|_| {});
    let parts: Vec<&str> = good.split('.').collect();
    let [header, claims, signature] = parts[..] else {
        unreachable!("a token has three parts")
    };
    let said = json!({ "iss": issuer.url, "sub": "somebody", "aud": APP, "iat": now(), "exp": now() + 300 });
    let other = encoded(
        json!({ "iss": issuer.url, "sub": "admin", "aud": APP, "iat": now(), "exp": now() + 300 })
            .to_string(),
    );
    let nobody = unsigned("none", "one", &said);
    let shared = |secret: &[u8]| {
        let signed = unsigned("HS256", "one", &said);
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
        let tag = hmac::sign(&key, signed.as_bytes());
        format!("{signed}.{}", encoded(tag))
    };
    let modulus = issuer.key.public_key().as_ref().to_vec();
    let stranger = KeyPair::generate(KeySize::Rsa2048).unwrap();
    for (what, token) in [
        ("nobody signed it", format!("{nobody}.")),
        (
            "nobody signed it, with a signature",
            format!("{nobody}.{signature}"),
        ),
        ("the public key as a shared secret", shared(&modulus)),
        (
            "other claims under a signature",
            format!("{header}.{other}.{signature}"),
        ),
        ("another's key", rsa("RS256", "one", &stranger, &said)),
        (
            "another algorithm's name",
            format!("{}.{signature}", unsigned("ES256", "one", &said)),
        ),
        ("no signature", format!("{header}.{claims}.")),
        ("two parts", format!("{header}.{claims}")),
        ("four parts", format!("{good}.{signature}")),
        ("an access token", "ya29.a0AfH6SMBx".to_owned()),
        ("no Base64", "ä.ö.ü?".to_owned()),
        (
            "claims that are no object",
            rsa("RS256", "one", &issuer.key, &json!([1])),
        ),
        ("only dots", "......".to_owned()),
    ] {
        let answer = assume(&sandbox, &arn, &token).send().await;
        assert_eq!(
            refusal(answer),
            with(400, "InvalidIdentityToken", NOT_A_TOKEN),
            "{what}"
        );
    }
    assume(&sandbox, &arn, &good).send().await.unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn tokens_of_another_time_or_without_a_claim() {
    let (sandbox, issuer, arn) = with_issuer().await;
    let without = |name: &'static str| {
        issuer.token(move |claims| {
            claims.as_object_mut().unwrap().remove(name);
        })
    };
    let with_claim =
        |name: &'static str, value: Value| issuer.token(move |claims| claims[name] = value);
    let later = now() + 3600;
    for (token, words) in [
        (without("exp"), "Missing a required claim: exp".to_owned()),
        (without("iat"), "Missing a required claim: iat".to_owned()),
        (without("sub"), "Missing a required claim: sub".to_owned()),
        (without("aud"), "Incorrect token audience".to_owned()),
        (
            without("iss"),
            "No OpenIDConnect provider found in your account for ".to_owned(),
        ),
        (
            with_claim("exp", json!("tomorrow")),
            "Missing a required claim: exp".to_owned(),
        ),
        (
            with_claim("iat", json!(1.5)),
            "Missing a required claim: iat".to_owned(),
        ),
        (
            with_claim("iss", json!("https://example.com")),
            "No OpenIDConnect provider found in your account for https://example.com".to_owned(),
        ),
        (
            with_claim("iss", json!(issuer.url.replace("http", "https"))),
            format!(
                "No OpenIDConnect provider found in your account for {}",
                issuer.url.replace("http", "https")
            ),
        ),
        (
            with_claim("aud", json!("other")),
            "Incorrect token audience".to_owned(),
        ),
    ] {
        let answer = assume(&sandbox, &arn, &token).send().await;
        assert_eq!(refusal(answer), with(400, "InvalidIdentityToken", &words));
    }
    for claim in ["iat", "nbf"] {
        let (_, code, words) = refusal(
            assume(&sandbox, &arn, &with_claim(claim, json!(later)))
                .send()
                .await,
        );
        assert_eq!(code, "InvalidIdentityToken");
        assert!(words.starts_with("Token not yet valid: "), "{words}");
    }
    let end = now() - 1;
    let (status, code, words) = refusal(
        assume(&sandbox, &arn, &with_claim("exp", json!(end)))
            .send()
            .await,
    );
    assert_eq!((status, code.as_str()), (400, "ExpiredTokenException"));
    let before = format!(" must be before the expiration date/time {end}");
    assert!(
        words.starts_with("Token expired: current date/time ") && words.ends_with(&before),
        "{words}"
    );
    sandbox.stop().await;
}

#[tokio::test]
async fn keys_that_cannot_be_had() {
    let (sandbox, issuer, arn) = with_issuer().await;
    let no_key = || with(400, "InvalidIdentityToken", NO_KEY);
    let claims = json!({ "iss": issuer.url, "sub": "somebody", "aud": APP, "iat": now(), "exp": now() + 300 });
    let unknown = rsa("RS256", "unknown", &issuer.key, &claims);
    assert_eq!(
        refusal(assume(&sandbox, &arn, &unknown).send().await),
        no_key()
    );
    *issuer.keys.lock().unwrap() = vec![
        json!("no key"),
        json!({ "kty": "oct", "kid": "other", "k": "AAAA" }),
    ];
    let (fresh, _, _) = with_issuer().await;
    fresh.world().add_oidc_provider(provider(&issuer.url));
    let token = issuer.token(|_| {});
    assert_eq!(refusal(assume(&fresh, &arn, &token).send().await), no_key());
    // It has gone.
    let key = KeyPair::generate(KeySize::Rsa2048).unwrap();
    drop(issuer);
    tokio::task::yield_now().await;
    let token = rsa("RS256", "three", &key, &claims);
    assert_eq!(
        refusal(assume(&sandbox, &arn, &token).send().await),
        no_key()
    );
    // Other machines are not asked without TLS.
    for far in [
        "http://192.0.2.1/realm",
        "ftp://127.0.0.1/",
        "http://",
        "nonsense",
    ] {
        sandbox.world().add_oidc_provider(provider(far));
        let token = rsa("RS256", "one", &key, &json!({ "iss": far }));
        assert_eq!(
            refusal(assume(&sandbox, &arn, &token).send().await),
            no_key(),
            "{far}"
        );
    }
    fresh.stop().await;
    sandbox.stop().await;
}

#[tokio::test]
async fn keys_that_are_no_keys() {
    let (sandbox, issuer, arn) = with_issuer().await;
    let point = encoded([1; 33]);
    for key in [
        json!({ "kty": "RSA", "kid": "one" }),
        json!({ "kty": "RSA", "kid": "one", "n": "", "e": "" }),
        json!({ "kty": "RSA", "kid": "one", "n": "AAAA", "e": "AAAA" }),
        json!({ "kty": "RSA", "kid": "one", "n": "AQAB", "e": "AQAB" }),
        json!({ "kty": "RSA", "kid": "one", "n": "!", "e": "AQAB" }),
        json!({ "kty": "EC", "kid": "one", "crv": "P-256", "x": point, "y": point }),
        json!({ "kty": "oct", "kid": "one", "k": "AAAA" }),
    ] {
        *issuer.keys.lock().unwrap() = vec![key.clone()];
        // Nothing is remembered of before.
        let fresh = start(wardrobe_sandbox::Seed::Empty).await;
        fresh.world().add_oidc_provider(provider(&issuer.url));
        let claims = json!({ "iss": issuer.url });
        for token in [
            issuer.token(|_| {}),
            format!("{}.{}", unsigned("ES256", "one", &claims), encoded([1; 64])),
        ] {
            let answer = assume(&fresh, &arn, &token).send().await;
            let expected = with(400, "InvalidIdentityToken", NOT_A_TOKEN);
            assert_eq!(refusal(answer), expected, "{key}");
        }
        fresh.stop().await;
    }
    sandbox.stop().await;
}

fn provider(url: &str) -> OidcProvider {
    OidcProvider {
        account: HOME.to_owned(),
        url: url.to_owned(),
        client_ids: vec![APP.to_owned()],
    }
}

#[tokio::test]
async fn a_provider_of_another_account_does_not_count() {
    let (sandbox, issuer, _) = with_issuer().await;
    let away = "arn:aws:iam::444455556666:role/reader";
    let answer = assume(&sandbox, away, &issuer.token(|_| {})).send().await;
    let words = format!(
        "No OpenIDConnect provider found in your account for {}",
        issuer.url
    );
    assert_eq!(refusal(answer), with(400, "InvalidIdentityToken", &words));
    sandbox.stop().await;
}

#[tokio::test]
async fn parameters_are_what_the_service_model_says() {
    let (sandbox, issuer, arn) = with_issuer().await;
    let token = issuer.token(|_| {});
    let constraint = |rest: &str| format!("1 validation error detected: {rest}");
    let client = sts(&sandbox, None);
    let request = || client.assume_role_with_web_identity();
    for (request, words) in [
        (
            request()
                .role_arn("nothing-valid-in-here")
                .role_session_name("ada")
                .web_identity_token(&token),
            "Request ARN is invalid".to_owned(),
        ),
        (
            request()
                .role_session_name("ada")
                .web_identity_token(&token),
            constraint(
                "Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
            ),
        ),
        (
            request().role_arn(&arn).web_identity_token(&token),
            constraint(
                "Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null",
            ),
        ),
        (
            request()
                .role_arn(&arn)
                .role_session_name("a:b")
                .web_identity_token(&token),
            constraint(
                r"Value 'a:b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*",
            ),
        ),
        (
            request().role_arn(&arn).role_session_name("ada"),
            constraint(
                "Value null at 'webIdentityToken' failed to satisfy constraint: Member must not be null",
            ),
        ),
        (
            request()
                .role_arn(&arn)
                .role_session_name("ada")
                .web_identity_token("abc"),
            constraint(
                "Value at 'webIdentityToken' failed to satisfy constraint: Member must have length greater than or equal to 4",
            ),
        ),
    ] {
        assert_eq!(
            refusal(request.send().await),
            with(400, "ValidationError", &words)
        );
    }
    let long = assume(&sandbox, &arn, &"x".repeat(20_001)).send().await;
    assert!(
        refusal(long)
            .2
            .ends_with("Member must have length less than or equal to 20000")
    );
    let amazon = assume(&sandbox, &arn, &token)
        .provider_id("www.amazon.com")
        .send()
        .await;
    assert_eq!(refusal(amazon).1, "InvalidIdentityToken");
    sandbox.stop().await;
}
