//! What keeps a role of another account from being assumed.

use serde_json::json;

use crate::check::setup::*;
use crate::check::story::{Cause, ada, failed, heals, named_and_mended};

const TAGS: &str = "tags = { Team = \"red\" }";
const PLACES: [&str; 1] = ["the-drop/a/"];

fn role_refused(says: &'static str) -> Cause {
    Cause {
        step: "role",
        meaning: "denied",
        says,
    }
}

fn not_trusted(says: &'static str) -> Cause {
    Cause {
        step: "role",
        meaning: "not-trusted",
        says,
    }
}

#[tokio::test]
async fn the_machine_may_assume_nothing() {
    let setup = Setup::whole().await;
    setup.may(MACHINE, all_in(BOX));
    let cause = role_refused(
        "An administrator of account 111111111111 has to add this statement to what machine may do",
    );
    heals(&setup, || setup.account(""), &PLACES, cause).await;
}

#[tokio::test]
async fn the_external_id_is_another() {
    let setup = Setup::whole().await;
    setup.trust(FILES, vec![trust_in_machine("another"), tagging()]);
    heals(
        &setup,
        || setup.account(""),
        &PLACES,
        not_trusted("external id"),
    )
    .await;
}

#[tokio::test]
async fn another_account_is_trusted() {
    let setup = Setup::whole().await;
    let other = json!({ "Effect": "Allow", "Principal": { "AWS": "333333333333" }, "Action": "sts:AssumeRole" });
    setup.trust(FILES, vec![other]);
    heals(
        &setup,
        || setup.account(""),
        &PLACES,
        not_trusted("trust policy"),
    )
    .await;
}

#[tokio::test]
async fn the_partner_takes_no_tags() {
    let setup = Setup::whole().await;
    setup.trust(FILES, vec![trust_in_machine(EXTERNAL_ID)]);
    heals(
        &setup,
        || setup.account(TAGS),
        &PLACES,
        not_trusted("trust policy"),
    )
    .await;
}

#[tokio::test]
async fn the_machine_may_give_no_tags() {
    let setup = Setup::whole().await;
    setup.may(MACHINE, vec![allow("sts:AssumeRole", "*")]);
    let cause = role_refused("what machine may do");
    heals(&setup, || setup.account(TAGS), &PLACES, cause).await;
}

#[tokio::test]
async fn the_partner_takes_no_source_identity() {
    let setup = Setup::whole().await;
    setup.trust(FILES, vec![trust_in_machine(EXTERNAL_ID)]);
    let role = || setup.account("source_identity = \"{person}\"");
    heals(&setup, role, &PLACES, not_trusted("trust policy")).await;
}

#[tokio::test]
async fn the_door_to_the_room_is_not_trusted() {
    let setup = Setup::whole().await;
    let door = "arn:aws:iam::222222222222:role/door";
    setup.trust(door, vec![json!({ "Effect": "Allow", "Principal": { "AWS": MACHINE }, "Action": "sts:AssumeRole" })]);
    setup.may(door, vec![allow("sts:AssumeRole", FILES)]);
    let role = || setup.account(&format!("through = [\"{door}\"]"));
    heals(&setup, role, &PLACES, not_trusted("door")).await;
}

#[tokio::test]
async fn a_policy_of_the_machine_denies_it() {
    let setup = Setup::whole().await;
    setup.may_too(MACHINE, vec![deny("sts:AssumeRole", FILES)]);
    named_and_mended(
        &setup,
        || setup.account(""),
        &PLACES,
        role_refused("a deny wins"),
        |setup| {
            setup.may(MACHINE, vec![allow("sts:AssumeRole", FILES)]);
        },
    )
    .await;
}

#[tokio::test]
async fn the_boundary_of_the_machine_is_too_narrow() {
    let setup = Setup::whole().await;
    setup.boundary(MACHINE, Some(vec![allow("s3:*", "*")]));
    let cause = role_refused("permissions boundary of machine");
    named_and_mended(
        &setup,
        || setup.account(""),
        &PLACES,
        cause,
        |setup| {
            setup.boundary(MACHINE, None);
        },
    )
    .await;
}

#[tokio::test]
async fn the_role_wants_a_code_of_a_device() {
    let setup = Setup::whole().await;
    let mut trust = trust_in_machine(EXTERNAL_ID);
    trust["Condition"]["Bool"] = json!({ "aws:MultiFactorAuthPresent": "true" });
    setup.trust(FILES, vec![trust]);
    heals(&setup, || setup.account(""), &PLACES, not_trusted("MFA")).await;
}

/// AWS lets it last an hour, and that is no failure.
#[tokio::test]
async fn a_chain_that_is_to_last_too_long_lasts_as_long_as_it_may() {
    let setup = Setup::whole().await;
    let config = setup.config(&setup.account("duration = \"12h\""));
    let steps = setup.walk(&config, &ada(), &PLACES).await;
    assert!(failed(&steps).is_empty(), "{:#}", json!(steps));
    let facts = steps.iter().flat_map(|step| &step.facts);
    let notes: Vec<&str> = facts
        .filter(|fact| fact.name == "Note")
        .map(|fact| fact.value.as_str())
        .collect();
    assert_eq!(notes, ["AWS lets this role last 1 h at a time, not 12 h."]);
}
