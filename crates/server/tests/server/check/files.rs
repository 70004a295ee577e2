//! What a role lacks to work with files.

use serde_json::json;

use crate::check::setup::*;
use crate::check::story::{Cause, ada, failed, heals, named_and_mended};

/// All but one of what the machine may do.
fn without(setup: &Setup, action: &str) {
    let mut statements = vec![
        allow("s3:ListAllMyBuckets", "*"),
        allow("s3:ListBucket", format!("arn:aws:s3:::{BOX}")),
    ];
    for other in [
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
    ] {
        statements.push(allow(other, format!("arn:aws:s3:::{BOX}/*")));
    }
    statements.retain(|statement| statement["Action"] != action);
    setup.may(MACHINE, statements);
}

async fn lacks(action: &str, step: &'static str, places: &[&str]) {
    let setup = Setup::whole().await;
    without(&setup, action);
    let cause = Cause {
        step,
        meaning: "denied",
        says: "has to add this statement to what machine may do",
    };
    heals(&setup, || setup.service(), places, cause).await;
}

#[tokio::test]
async fn nothing_is_wrong() {
    let setup = Setup::whole().await;
    let config = setup.config(&setup.service());
    let steps = setup
        .walk(&config, &ada(), &["the-box/", "the-box/a/"])
        .await;
    assert!(failed(&steps).is_empty(), "{:#}", json!(steps));
    assert_eq!(
        setup.walk(&config, &ada(), &[]).await.last().unwrap().facts[0].value,
        BOX
    );
    let left = setup.walk(&config, &ada(), &["the-box/a/"]).await;
    assert!(
        left.iter().all(|step| !step.words.contains("left alone")),
        "{:#}",
        json!(left)
    );
}

#[tokio::test]
async fn the_buckets_may_not_be_listed() {
    lacks("s3:ListAllMyBuckets", "buckets", &[]).await;
}

#[tokio::test]
async fn a_bucket_may_not_be_listed() {
    lacks("s3:ListBucket", "list", &["the-box/"]).await;
}

#[tokio::test]
async fn objects_may_not_be_read() {
    lacks("s3:GetObject", "read", &["the-box/a/"]).await;
}

#[tokio::test]
async fn objects_may_not_be_written() {
    lacks("s3:PutObject", "write", &["the-box/a/"]).await;
}

#[tokio::test]
async fn objects_may_not_be_deleted() {
    lacks("s3:DeleteObject", "delete", &["the-box/b/"]).await;
}

#[tokio::test]
async fn what_somebody_else_has_written_is_left_alone() {
    let setup = Setup::whole().await;
    setup.put(BOX, "a/wardrobe-check.txt", "mine").await;
    let steps = setup
        .walk(&setup.config(&setup.service()), &ada(), &["the-box/a/"])
        .await;
    let last = steps.last().unwrap();
    assert!(
        last.name == "write" && last.words.contains("left alone"),
        "{:#}",
        json!(steps)
    );
}

#[tokio::test]
async fn what_a_check_could_not_delete_the_next_one_does() {
    let setup = Setup::whole().await;
    without(&setup, "s3:DeleteObject");
    let config = setup.config(&setup.service());
    for _ in 0..2 {
        let steps = setup.walk(&config, &ada(), &["the-box/a/"]).await;
        assert_eq!(failed(&steps)[0].name, "delete", "{:#}", json!(steps));
    }
    without(&setup, "nothing");
    let steps = setup.walk(&config, &ada(), &["the-box/a/"]).await;
    assert_eq!(
        steps.last().unwrap().words,
        "It was deleted.",
        "{:#}",
        json!(steps)
    );
}

#[tokio::test]
async fn uploads_may_not_be_given_up() {
    lacks("s3:AbortMultipartUpload", "multipart", &["the-box/"]).await;
}

#[tokio::test]
async fn only_one_prefix_may_be_listed() {
    let setup = Setup::whole().await;
    without(&setup, "s3:ListBucket");
    let mut one = allow("s3:ListBucket", format!("arn:aws:s3:::{BOX}"));
    one["Condition"] = json!({ "StringLike": { "s3:prefix": ["a/", "a/*"] } });
    setup.may_too(MACHINE, vec![one]);
    let config = setup.config(&setup.service());
    let steps = setup.walk(&config, &ada(), &["the-box/a/"]).await;
    assert!(failed(&steps).is_empty(), "{:#}", json!(steps));
    let cause = Cause {
        step: "list",
        meaning: "denied",
        says: "may do",
    };
    heals(&setup, || setup.service(), &["the-box/b/"], cause).await;
}

#[tokio::test]
async fn a_policy_of_the_role_denies_it() {
    let setup = Setup::whole().await;
    setup.may_too(MACHINE, vec![deny("s3:GetObject", "*")]);
    let cause = Cause {
        step: "read",
        meaning: "denied",
        says: "a deny wins",
    };
    named_and_mended(
        &setup,
        || setup.service(),
        &["the-box/a/"],
        cause,
        |setup| {
            without(setup, "nothing");
        },
    )
    .await;
}

#[tokio::test]
async fn the_boundary_of_the_role_is_too_narrow() {
    let setup = Setup::whole().await;
    let narrow = vec![allow(
        json!([
            "s3:List*",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:AbortMultipartUpload"
        ]),
        "*",
    )];
    setup.boundary(MACHINE, Some(narrow));
    let cause = Cause {
        step: "read",
        meaning: "denied",
        says: "permissions boundary of machine",
    };
    named_and_mended(
        &setup,
        || setup.service(),
        &["the-box/a/"],
        cause,
        |setup| {
            setup.boundary(MACHINE, None);
        },
    )
    .await;
}

#[tokio::test]
async fn the_bucket_policy_denies_it() {
    let setup = Setup::whole().await;
    let mut no = deny("s3:PutObject", &format!("arn:aws:s3:::{BOX}/*"));
    no["Principal"] = json!("*");
    setup.bucket_too(BOX, vec![no]);
    let cause = Cause {
        step: "write",
        meaning: "denied",
        says: "Whoever looks after the bucket the-box",
    };
    named_and_mended(
        &setup,
        || setup.service(),
        &["the-box/a/"],
        cause,
        |setup| {
            setup.sandbox.world().set_bucket_policy(BOX, None).unwrap();
        },
    )
    .await;
}

#[tokio::test]
async fn the_bucket_of_another_account_lets_nobody_in() {
    let setup = Setup::whole().await;
    setup.may_too(MACHINE, all_in(DROP));
    let mut others = all_in(DROP);
    others.remove(0);
    for statement in &mut others {
        statement["Principal"] = json!({ "AWS": MACHINE });
    }
    setup.bucket_too(DROP, others);
    let cause = Cause {
        step: "list",
        meaning: "denied",
        says: "its policy has to allow it as well",
    };
    heals(&setup, || setup.service(), &["the-drop/"], cause).await;
}

#[tokio::test]
async fn the_session_policy_is_too_narrow() {
    let setup = Setup::whole().await;
    let mut narrow = all_in(DROP);
    narrow[1]["Action"] = json!(["s3:GetObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]);
    *setup.session.lock().unwrap() = Some(narrow);
    let cause = Cause {
        step: "write",
        meaning: "denied",
        says: "session policy",
    };
    heals(&setup, || setup.account(""), &["the-drop/a/"], cause).await;
}
