//! Keys of KMS that the role may not use, or nobody; a region that is off.

use crate::check::setup::*;
use crate::check::story::{Cause, ada, failed, heals, named_and_mended};

const PLACES: [&str; 1] = ["the-box/a/"];

fn cause(step: &'static str, says: &'static str) -> Cause {
    Cause {
        step,
        meaning: "kms",
        says,
    }
}

#[tokio::test]
async fn the_role_may_not_write_with_the_key_of_the_bucket() {
    let setup = Setup::whole().await;
    setup.encrypt().await;
    let cause = cause("write", "has to add this statement to what machine may do");
    heals(&setup, || setup.service(), &PLACES, cause).await;
}

#[tokio::test]
async fn the_role_may_not_read_what_a_key_encrypts() {
    let setup = Setup::whole().await;
    setup.put_encrypted("a/0.txt").await;
    let cause = cause("read", "has to add this statement to what machine may do");
    heals(&setup, || setup.service(), &PLACES, cause).await;
}

#[tokio::test]
async fn the_key_lets_nobody_use_it() {
    let setup = Setup::whole().await;
    setup.encrypt().await;
    let mut admin = trust_in_account();
    admin["Action"] = serde_json::json!("kms:PutKeyPolicy");
    setup.key(vec![admin], true);
    let cause = cause("write", "Whoever looks after the key 11111111");
    heals(&setup, || setup.service(), &PLACES, cause).await;
}

#[tokio::test]
async fn the_key_denies_it() {
    let setup = Setup::whole().await;
    setup.encrypt().await;
    let mut no = deny("kms:GenerateDataKey", "*");
    no["Principal"] = serde_json::json!("*");
    setup.key(vec![trust_in_account(), no], true);
    setup.may_too(MACHINE, vec![allow("kms:GenerateDataKey", KEY)]);
    let cause = cause("write", "the key 11111111");
    let mended = |setup: &Setup| setup.key(vec![trust_in_account()], true);
    named_and_mended(&setup, || setup.service(), &PLACES, cause, mended).await;
}

#[tokio::test]
async fn the_key_is_switched_off() {
    let setup = Setup::whole().await;
    setup.encrypt().await;
    setup.may_too(MACHINE, vec![allow("kms:GenerateDataKey", KEY)]);
    setup.key(vec![trust_in_account()], false);
    let cause = cause("write", "aws kms enable-key --key-id arn:aws:kms:");
    let mended = |setup: &Setup| setup.key(vec![trust_in_account()], true);
    named_and_mended(&setup, || setup.service(), &PLACES, cause, mended).await;
}

#[tokio::test]
async fn sts_is_off_in_the_region() {
    let setup = Setup::whole().await;
    setup.sandbox.world().set_region(HOME, "us-east-1", false);
    let config = setup.config(&setup.service());
    let steps = setup.walk(&config, &ada(), &PLACES).await;
    let failed = failed(&steps);
    let error = failed[0].error.as_ref().unwrap();
    assert_eq!(failed.len(), 1, "{steps:?}");
    assert_eq!(error.denial.as_ref().unwrap().meaning, "region-off");
    let help = &error.remedy.as_ref().unwrap().words;
    assert!(help.contains("switch on STS in this region"), "{help}");
    setup.sandbox.world().set_region(HOME, "us-east-1", true);
    assert!(crate::check::story::failed(&setup.walk(&config, &ada(), &PLACES).await).is_empty());
}
