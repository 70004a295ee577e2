//! What keeps the machine from its own role, and its clock from AWS's.

use std::time::Duration;

use wardrobe_roles::{Brings, TemporaryKeys, Visitor};
use wardrobe_sandbox::faults::Settings;

use crate::check::setup::*;
use crate::check::story::{Cause, ada, failed, named, named_and_mended};

const PLACES: [&str; 1] = ["the-box/a/"];

#[tokio::test]
async fn no_role_is_attached() {
    let setup = Setup::whole().await;
    setup.sandbox.machines().set_instance(None);
    let cause = Cause {
        step: "credentials",
        meaning: "no-role",
        says: "attach a role to this instance",
    };
    named_and_mended(
        &setup,
        || setup.service(),
        &PLACES,
        cause,
        |setup| {
            setup.sandbox.machines().set_instance(Some(MACHINE));
        },
    )
    .await;
}

#[tokio::test]
async fn the_metadata_service_is_a_hop_too_far() {
    let setup = Setup::whole().await;
    // Takes the connection and never answers, as when the answer dies on its way.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let far = format!("http://{}/", silent.local_addr().unwrap());
    let role = setup
        .service()
        .replace(setup.sandbox.metadata.as_str(), &far);
    let steps = setup.walk(&setup.config(&role), &ada(), &PLACES).await;
    let cause = Cause {
        step: "credentials",
        meaning: "unreachable",
        says: "--http-put-response-hop-limit 2",
    };
    named(&steps, &cause);
    let steps = setup
        .walk(&setup.config(&setup.service()), &ada(), &PLACES)
        .await;
    assert!(failed(&steps).is_empty());
}

#[tokio::test]
async fn ec2_may_not_have_the_role() {
    let setup = Setup::whole().await;
    let other = serde_json::json!({ "Effect": "Allow", "Principal": { "Service": "ecs-tasks.amazonaws.com" }, "Action": "sts:AssumeRole" });
    setup.trust(MACHINE, vec![other]);
    let config = setup.config(&setup.service());
    let steps = setup.walk(&config, &ada(), &PLACES).await;
    assert_eq!(failed(&steps)[0].name, "credentials", "{steps:?}");
}

#[tokio::test]
async fn the_clock_is_wrong() {
    let setup = Setup::whole().await;
    let skewed = Settings {
        clock_skew: 1_200,
        ..Settings::default()
    };
    setup.sandbox.faults.set(skewed);
    let config = setup.config(&setup.service());
    let steps = setup.walk(&config, &ada(), &PLACES).await;
    let failed_steps = failed(&steps);
    assert_eq!(failed_steps[0].name, "clock");
    assert!(
        failed_steps[0].words.contains("seconds behind AWS's"),
        "{}",
        failed_steps[0].words
    );
    // Whatever fails behind it fails for that.
    assert!(
        failed_steps
            .iter()
            .all(|step| step.error.as_ref().unwrap().code == wardrobe_server::Code::WrongClock),
        "{steps:?}"
    );
    setup.sandbox.faults.clear();
    assert!(failed(&setup.walk(&config, &ada(), &PLACES).await).is_empty());
}

#[tokio::test]
async fn nobody_answers_where_sts_should_be() {
    let setup = Setup::whole().await;
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!(
        "sts_endpoint = \"http://{}/\"",
        closed.local_addr().unwrap()
    );
    drop(closed);
    let role = setup.service();
    let mut config = setup.config(&role);
    config.connections[0].sts_endpoint = address.split('"').nth(1).unwrap().parse().ok();
    let steps = setup.walk(&config, &ada(), &PLACES).await;
    let failed = failed(&steps);
    assert_eq!(failed[0].name, "clock");
    assert!(
        failed
            .iter()
            .all(|step| step.error.as_ref().unwrap().code == wardrobe_server::Code::Unreachable),
        "{steps:?}"
    );
}

#[tokio::test]
async fn what_somebody_typed_has_expired() {
    let setup = Setup::whole().await;
    let config = setup.config("role = { kind = \"temporary\" }");
    let typed = |life: Duration| {
        let keys = setup.sandbox.world().mint(MACHINE, "ada", life).unwrap();
        Visitor {
            brings: Brings::Keys(TemporaryKeys {
                access_key_id: keys.access_key_id,
                secret_access_key: keys.secret_access_key,
                session_token: keys.session_token,
                expiration: None,
            }),
            ..Visitor::default()
        }
    };
    let steps = setup.walk(&config, &typed(Duration::ZERO), &PLACES).await;
    let cause = Cause {
        step: "credentials",
        meaning: "expired",
        says: "have expired",
    };
    named(&steps, &cause);
    let new = typed(Duration::from_secs(900));
    let steps = setup.walk(&config, &new, &PLACES).await;
    assert!(failed(&steps).is_empty(), "{steps:?}");
}
