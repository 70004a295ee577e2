//! Container credentials.

use std::process::Command;

use reqwest::{Method, StatusCode};
use wardrobe_sandbox::seed::FINANCE_ROLE;

use crate::metadata::{ask, parsed, role_for, start};

#[tokio::test]
async fn credentials_are_given_against_the_containers_own_token() {
    let sandbox = start().await;
    let (url, token) = sandbox.container("finance").unwrap();
    let path = url.path();
    sandbox
        .machines()
        .set_container("other", FINANCE_ROLE, "the token of another");
    let half = &token[..token.len() / 2];
    let bearer = format!("Bearer {token}");
    for wrong in ["", "guessed", half, &bearer, "the token of another"] {
        let (status, text) = ask(&sandbox, Method::GET, path, &[("Authorization", wrong)]).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{wrong:?}");
        assert_eq!(parsed(&text)["code"], "AccessDeniedException");
        assert!(parsed(&text).get("AccessKeyId").is_none());
    }
    let (status, _) = ask(&sandbox, Method::GET, path, &[]).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);

    let right = [("Authorization", token.as_str())];
    let (status, text) = ask(&sandbox, Method::GET, path, &right).await;
    assert_eq!(status, StatusCode::OK);
    let first = parsed(&text);
    assert_eq!(first["RoleArn"], FINANCE_ROLE);
    assert!(first["AccessKeyId"].as_str().unwrap().starts_with("ASIA"));
    for name in ["SecretAccessKey", "Token", "Expiration"] {
        assert!(first[name].is_string(), "{name}");
    }
    let (_, again) = ask(&sandbox, Method::GET, path, &right).await;
    assert_eq!(parsed(&again), first);

    let (status, _) = ask(&sandbox, Method::POST, path, &right).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    let (status, _) = ask(&sandbox, Method::GET, "/v2/credentials/nobody", &right).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(sandbox.container("nobody").is_none());
    sandbox.stop().await;
}

#[tokio::test]
async fn a_role_that_does_not_trust_containers_is_not_given() {
    let sandbox = start().await;
    for (service, expected) in [
        ("ec2.amazonaws.com", StatusCode::BAD_REQUEST),
        ("pods.eks.amazonaws.com", StatusCode::OK),
    ] {
        let role = role_for(&sandbox, service);
        sandbox.machines().set_container("pod", &role, "token");
        let right = [("Authorization", "token")];
        let (status, text) = ask(&sandbox, Method::GET, "/v2/credentials/pod", &right).await;
        assert_eq!(status, expected, "{service}");
        assert_eq!(parsed(&text).get("Token").is_some(), status.is_success());
    }
    sandbox.stop().await;
}

/// Plays the program in the container; does nothing when run as a test.
#[tokio::test]
async fn the_program_in_the_container() {
    if std::env::var_os("AWS_CONTAINER_CREDENTIALS_FULL_URI").is_none() {
        return;
    }
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let sts = aws_sdk_sts::Client::new(&config);
    match sts.get_caller_identity().send().await {
        Ok(caller) => println!("I am {}.", caller.arn().unwrap()),
        Err(error) => println!("I am nobody: {error:?}"),
    }
}

#[tokio::test]
async fn the_sdks_own_search_ends_at_the_container() {
    let sandbox = start().await;
    let (url, token) = sandbox.container("finance").unwrap();
    let run = |token: String| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args([
                "--exact",
                "metadata::container::the_program_in_the_container",
            ])
            .arg("--nocapture")
            .env_clear()
            .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", url.as_str())
            .env("AWS_CONTAINER_AUTHORIZATION_TOKEN", token)
            .env("AWS_ENDPOINT_URL", sandbox.endpoint.as_str())
            .env("AWS_REGION", "us-east-1")
            .env("AWS_EC2_METADATA_DISABLED", "true");
        tokio::task::spawn_blocking(move || {
            let out = command.output().unwrap();
            String::from_utf8_lossy(&out.stdout).into_owned()
        })
    };
    let said = run(token).await.unwrap();
    let arn = "arn:aws:sts::111111111111:assumed-role/wardrobe-finance/finance";
    assert!(said.contains(&format!("I am {arn}.")), "{said}");
    let said = run("wrong".to_owned()).await.unwrap();
    assert!(said.contains("I am nobody"), "{said}");
    sandbox.stop().await;
}
