//! The sources of a service role, against a sandbox: each by itself, and that
//! none falls through to the next.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::time::Duration;

use wardrobe_roles::{
    Brings, Endpoints, Environment, Opened, Outcome, Role, RoleError, Service, SourceName,
    Temporary, TemporaryKeys, Visitor,
};
use wardrobe_sandbox::seed::{ADMIN_KEY, ADMIN_SECRET, FINANCE_ROLE, STUDIO_ROLE};
use wardrobe_sandbox::{Options, Running, Sandbox, Seed};

async fn sandbox() -> Running {
    let options = Options {
        seed: Seed::Accounts,
        ..Options::default()
    };
    Sandbox::start(options).await.expect("a sandbox")
}

/// As the machine of the sandbox would be set up, with some variables more.
fn environment(sandbox: &Running, more: &[(&str, &str)]) -> Environment {
    let metadata = sandbox.metadata.as_str().trim_end_matches('/');
    let mut all = vec![("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata)];
    all.extend(more);
    Environment::of(all)
}

async fn open(sandbox: &Running, service: Service, env: &Environment) -> Result<Opened, RoleError> {
    let endpoints = Endpoints {
        region: None,
        sts: Some(sandbox.endpoint.clone()),
    };
    let http = aws_smithy_http();
    wardrobe_roles::open(
        &Role::Service(Box::new(service)),
        &Visitor::default(),
        &endpoints,
        env,
        &http,
    )
    .await
}

fn aws_smithy_http() -> aws_smithy_runtime_api::client::http::SharedHttpClient {
    aws_smithy_http_client::Builder::new().build_http()
}

fn only(source: SourceName) -> Service {
    Service {
        sources: Some(vec![source]),
        ..Service::default()
    }
}

fn failure(result: Result<Opened, RoleError>) -> String {
    match result {
        Ok(opened) => panic!("opened as {}", opened.caller.arn),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn an_instance_gives_its_role_without_any_key() {
    let sandbox = sandbox().await;
    let opened = open(&sandbox, Service::default(), &environment(&sandbox, &[]))
        .await
        .expect("a role");
    assert_eq!(opened.caller.account, "111111111111");
    assert_eq!(opened.caller.role.as_deref(), Some("wardrobe-studio"));
    assert_eq!(opened.source, Some(SourceName::Instance));
    // Each source was asked in turn, and said why it has nothing.
    let said: Vec<_> = opened
        .attempts
        .iter()
        .map(|a| (a.source, a.outcome == Outcome::Used))
        .collect();
    let expected = SourceName::ALL.map(|name| (name, name == SourceName::Instance));
    assert_eq!(said, expected);
}

#[tokio::test]
async fn a_container_gives_its_role_against_its_token_only() {
    let sandbox = sandbox().await;
    let (url, token) = sandbox.container("finance").expect("a container");
    let uri = ("AWS_CONTAINER_CREDENTIALS_FULL_URI", url.as_str());
    let env = environment(
        &sandbox,
        &[uri, ("AWS_CONTAINER_AUTHORIZATION_TOKEN", &token)],
    );
    let opened = open(&sandbox, Service::default(), &env)
        .await
        .expect("a role");
    assert_eq!(opened.caller.role.as_deref(), Some("wardrobe-finance"));
    assert_eq!(opened.source, Some(SourceName::Container));
    // With a wrong token the instance, which would answer, is not asked.
    let env = environment(
        &sandbox,
        &[uri, ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "wrong")],
    );
    let said = failure(open(&sandbox, Service::default(), &env).await);
    assert!(
        said.contains("container") && !said.contains("instance"),
        "{said}"
    );
}

#[tokio::test]
async fn variables_give_a_role_if_they_are_whole_and_temporary() {
    let sandbox = sandbox().await;
    let keys = sandbox
        .world()
        .mint(STUDIO_ROLE, "env", Duration::from_secs(900))
        .expect("keys");
    let id = ("AWS_ACCESS_KEY_ID", keys.access_key_id.as_str());
    let secret = ("AWS_SECRET_ACCESS_KEY", keys.secret_access_key.as_str());
    let token = ("AWS_SESSION_TOKEN", keys.session_token.as_str());
    let env = environment(&sandbox, &[id, secret, token]);
    let opened = open(&sandbox, Service::default(), &env)
        .await
        .expect("a role");
    assert_eq!(opened.caller.session_name.as_deref(), Some("env"));
    let long_lived = [
        ("AWS_ACCESS_KEY_ID", ADMIN_KEY),
        ("AWS_SECRET_ACCESS_KEY", ADMIN_SECRET),
    ];
    for (more, word) in [
        (&[id][..], "AWS_SECRET_ACCESS_KEY is not"),
        (&[secret][..], "AWS_ACCESS_KEY_ID is not"),
        (&long_lived[..], "long-lived"),
        (
            &[id, ("AWS_SECRET_ACCESS_KEY", "wrong"), token][..],
            "AWS does not accept",
        ),
        (
            &[id, secret, ("AWS_SESSION_TOKEN", "wrong")][..],
            "AWS does not accept",
        ),
    ] {
        let said = failure(open(&sandbox, Service::default(), &environment(&sandbox, more)).await);
        assert!(said.contains(word), "{said}");
        assert!(
            !said.contains(ADMIN_SECRET) && !said.contains(&keys.secret_access_key),
            "{said}"
        );
    }
}

#[tokio::test]
async fn a_profile_gives_a_role() {
    let sandbox = sandbox().await;
    let keys = sandbox
        .world()
        .mint(FINANCE_ROLE, "profile", Duration::from_secs(900))
        .expect("keys");
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("credentials");
    let text = format!(
        "[books]\naws_access_key_id = {}\naws_secret_access_key = {}\naws_session_token = {}\n",
        keys.access_key_id, keys.secret_access_key, keys.session_token
    );
    std::fs::write(&file, text).expect("written");
    let path = file.to_str().expect("text");
    let env = environment(&sandbox, &[("AWS_SHARED_CREDENTIALS_FILE", path)]);
    let service = Service {
        profile: Some("books".to_owned()),
        ..only(SourceName::Profile)
    };
    let opened = open(&sandbox, service, &env).await.expect("a role");
    assert_eq!(opened.caller.session_name.as_deref(), Some("profile"));
    // One that was asked for by name and is not there ends the search.
    let env = environment(
        &sandbox,
        &[
            ("AWS_SHARED_CREDENTIALS_FILE", path),
            ("AWS_PROFILE", "gone"),
        ],
    );
    let said = failure(open(&sandbox, Service::default(), &env).await);
    assert!(
        said.contains("no profile \"gone\"") && !said.contains("instance"),
        "{said}"
    );
}

#[tokio::test]
async fn a_machine_without_a_role_says_what_was_looked_for() {
    let sandbox = sandbox().await;
    sandbox.machines().set_instance(None);
    let said = failure(open(&sandbox, Service::default(), &environment(&sandbox, &[])).await);
    for word in [
        "environment:",
        "profile:",
        "web-identity:",
        "container:",
        "instance:",
    ] {
        assert!(said.contains(word), "{word} in {said}");
    }
}

#[tokio::test]
async fn a_web_identity_file_is_taken_to_sts_each_time() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("token");
    std::fs::write(&file, "first.token\n").expect("written");
    let sandbox = sandbox().await;
    // The sandbox refuses the token; what matters is that its answer is told,
    // and that the instance is not asked instead.
    let env = environment(
        &sandbox,
        &[
            ("AWS_WEB_IDENTITY_TOKEN_FILE", file.to_str().expect("text")),
            ("AWS_ROLE_ARN", STUDIO_ROLE),
        ],
    );
    let said = failure(open(&sandbox, Service::default(), &env).await);
    assert!(
        said.contains("AssumeRoleWithWebIdentity") && !said.contains("instance:"),
        "{said}"
    );
    std::fs::remove_file(&file).expect("removed");
    let said = failure(open(&sandbox, Service::default(), &env).await);
    assert!(said.contains("cannot be read"), "{said}");
}

#[tokio::test]
async fn typed_credentials_never_meet_the_machines_own() {
    let sandbox = sandbox().await;
    let endpoints = Endpoints {
        region: None,
        sts: Some(sandbox.endpoint.clone()),
    };
    let env = environment(&sandbox, &[]);
    let role = Role::Temporary(Temporary {});
    let none = wardrobe_roles::open(
        &role,
        &Visitor::default(),
        &endpoints,
        &env,
        &aws_smithy_http(),
    )
    .await;
    assert!(failure(none).contains("temporary credentials"));
    let keys = TemporaryKeys {
        access_key_id: "ASIAUNKNOWN000000000".to_owned(),
        secret_access_key: "unknown".to_owned(),
        session_token: "unknown".to_owned(),
        expiration: None,
    };
    let visitor = Visitor {
        brings: Brings::Keys(keys),
        ..Visitor::default()
    };
    let unknown = wardrobe_roles::open(&role, &visitor, &endpoints, &env, &aws_smithy_http()).await;
    assert!(failure(unknown).contains("security token included in the request is invalid"));
}
