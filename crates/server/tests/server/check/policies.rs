//! The policies that `wardrobe policy` prints: with nothing else, everything works, and
//! nothing beside it.

use std::collections::BTreeSet;

use futures::StreamExt;
use serde_json::json;
use wardrobe_roles::policy::Rights;
use wardrobe_roles::{Environment, Opened, Visitor};
use wardrobe_sandbox::s3::store::{Attributes, BulkObject};
use wardrobe_server::Config;
use wardrobe_server::config::Connection;
use wardrobe_server::policies::{Policies, Wanted};
use wardrobe_server::reach::endpoints;
use wardrobe_storage::abilities::{Ability, May};
use wardrobe_storage::copy::{Copying, Item};
use wardrobe_storage::objects::PutOptions;
use wardrobe_storage::progress::Step;
use wardrobe_storage::{Kind, Settings, Storage};

use crate::check::setup::*;
use crate::check::story::{ACS, ada, failed};

/// The configuration of `role`, at one prefix of `bucket`.
fn config(setup: &Setup, bucket: &str, role: &str) -> Config {
    setup.config(&format!("locations = [\"s3://{bucket}/a/\"]\n{role}"))
}

fn policies(config: &Config, rights: Rights) -> Policies {
    let connection = &config.connections[0];
    let provider = connection.role.identity_provider();
    Policies::of(&Wanted {
        connection,
        provider: provider.and_then(|name| config.provider(name)),
        acs: ACS,
        rights,
        versions: false,
        principal: Some(MACHINE),
        bucket_account: None,
        key: None,
    })
}

/// All that `role` may do at the place, and nothing else.
fn files(role: &str, bucket: &str) -> BTreeSet<String> {
    let all = format!("arn:aws:s3:::{bucket}");
    let mut may = BTreeSet::from([format!("{role} s3:ListBucket {all} of \"a/\"")]);
    for action in [
        "GetObject",
        "PutObject",
        "DeleteObject",
        "GetObjectTagging",
        "AbortMultipartUpload",
    ] {
        for key in ["one.txt", "wardrobe-check.txt"] {
            may.insert(format!("{role} s3:{action} {all}/a/{key}"));
        }
    }
    may
}

/// Nothing works; the policies are pasted; then everything does, and only that.
async fn made(
    setup: &Setup,
    bucket: &str,
    role: &str,
    visitor: impl Fn() -> Visitor,
    may: BTreeSet<String>,
) {
    let config = config(setup, bucket, role);
    let place = format!("{bucket}/a/");
    let steps = setup.walk(&config, &visitor(), &[&place]).await;
    assert!(!failed(&steps).is_empty(), "{:#}", json!(steps));
    let needed = policies(&config, Rights::ReadAndWrite);
    setup.make(&needed);
    let steps = setup.walk(&config, &visitor(), &[&place]).await;
    assert!(
        failed(&steps).is_empty(),
        "{:#}\nby {:#}",
        json!(steps),
        json!(needed)
    );
    let asked = |name: &str| {
        steps
            .iter()
            .any(|step| step.name == name && step.state == wardrobe_server::check::State::Passed)
    };
    for name in [
        "list",
        "versions",
        "encryption",
        "read",
        "write",
        "multipart",
        "delete",
    ] {
        assert!(asked(name), "{name} in {:#}", json!(steps));
    }
    assert_eq!(setup.possible().await, may);
}

#[tokio::test]
async fn a_service_role_is_made_of_its_policies() {
    let setup = Setup::bare().await;
    let role = setup.service();
    made(&setup, BOX, &role, ada, files("machine", BOX)).await;
}

/// The machine has a role that may do nothing yet.
async fn with_machine() -> Setup {
    let setup = Setup::bare().await;
    setup.trust(MACHINE, Vec::new());
    setup
}

#[tokio::test]
async fn a_role_of_another_account_is_made_of_its_policies() {
    let setup = with_machine().await;
    let role = setup.account("tags = { Team = \"red\" }\nsource_identity = \"{person}\"");
    let mut may = files("files", DROP);
    may.insert(format!(
        "machine sts:AssumeRole {FILES} with Some(\"{EXTERNAL_ID}\")"
    ));
    made(&setup, DROP, &role, ada, may).await;
}

#[tokio::test]
async fn a_chain_of_roles_is_made_of_its_policies() {
    let setup = with_machine().await;
    let door = "arn:aws:iam::222222222222:role/door";
    let role = setup.account(&format!("through = [\"{door}\"]"));
    made(&setup, DROP, &role, ada, files("files", DROP)).await;
}

#[tokio::test]
async fn a_role_for_id_tokens_is_made_of_its_policies() {
    let setup = Setup::bare().await;
    let ada = setup.by_token().await;
    let role = setup.openid();
    made(&setup, DROP, &role, ada, files("files", DROP)).await;
}

#[tokio::test]
async fn a_role_for_saml_responses_is_made_of_its_policies() {
    let setup = Setup::bare().await;
    let role = setup
        .saml()
        .replace("\"corp\" }", &format!("\"corp\", arns = [\"{FILES}\"] }}"));
    let ada = setup.by_response().await;
    made(&setup, DROP, &role, ada, files("files", DROP)).await;
}

#[tokio::test]
async fn a_bucket_of_another_account_lets_in_whom_its_policy_names() {
    let setup = Setup::bare().await;
    let config = config(&setup, DROP, &setup.service());
    let own = policies(&config, Rights::ReadAndWrite);
    setup.make(&own);
    let steps = setup.walk(&config, &ada(), &["the-drop/a/"]).await;
    assert!(!failed(&steps).is_empty(), "its own policy is not enough");
    let connection = &config.connections[0];
    let needed = Policies::of(&Wanted {
        bucket_account: Some(PARTNER),
        ..wanted(connection)
    });
    setup.make(&needed);
    let steps = setup.walk(&config, &ada(), &["the-drop/a/"]).await;
    assert!(failed(&steps).is_empty(), "{:#}", json!(steps));
    assert_eq!(setup.possible().await, files("machine", DROP));
}

fn wanted(connection: &Connection) -> Wanted<'_> {
    Wanted {
        connection,
        provider: None,
        acs: ACS,
        rights: Rights::ReadAndWrite,
        versions: false,
        principal: Some(MACHINE),
        bucket_account: None,
        key: None,
    }
}

#[tokio::test]
async fn a_key_encrypts_by_way_of_s3_alone() {
    let setup = Setup::bare().await;
    setup.key(vec![trust_in_account()], true);
    setup.encrypt().await;
    let config = config(&setup, BOX, &setup.service());
    let connection = &config.connections[0];
    setup.make(&Policies::of(&Wanted {
        key: Some(KEY),
        ..wanted(connection)
    }));
    setup.put_encrypted("a/one.txt").await;
    let steps = setup.walk(&config, &ada(), &["the-box/a/"]).await;
    assert!(failed(&steps).is_empty(), "{:#}", json!(steps));
    let possible = setup.possible().await;
    let of_key: Vec<&String> = possible
        .iter()
        .filter(|words| words.contains("kms:"))
        .collect();
    let via = "via Some(\"s3.us-east-1.amazonaws.com\")";
    assert_eq!(
        of_key,
        [
            &format!("machine kms:Decrypt {KEY} {via}"),
            &format!("machine kms:GenerateDataKey {KEY} {via}"),
        ]
    );
}

#[tokio::test]
async fn who_only_reads_can_write_nothing() {
    let setup = Setup::bare().await;
    let config = config(&setup, BOX, &setup.service());
    setup.make(&policies(&config, Rights::Read));
    let steps = setup.walk(&config, &ada(), &["the-box/a/"]).await;
    let names: Vec<&str> = failed(&steps).iter().map(|step| step.name).collect();
    assert_eq!(names, ["write"]);
    let mut may = files("machine", BOX);
    may.retain(|words| words.contains("ListBucket") || words.contains("GetObject "));
    assert_eq!(setup.possible().await, may);
}

/// The files as the role of `config` may see them.
async fn storage(setup: &Setup, config: &Config) -> Storage {
    let connection = &config.connections[0];
    let nothing: [(String, String); 0] = [];
    let http = wardrobe_storage::http_client();
    let opened: Opened = wardrobe_roles::open(
        &connection.role,
        &ada(),
        &endpoints(connection),
        &Environment::of(nothing),
        &http,
    )
    .await
    .unwrap();
    let settings = Settings {
        endpoint: Some(setup.sandbox.endpoint.clone()),
        path_style: true,
        part_copy_above: 1,
        ..Settings::new("us-east-1", http)
    };
    let nobody =
        std::sync::Arc::new(|| Box::pin(async {}) as futures::future::BoxFuture<'static, ()>);
    Storage::new(opened.credentials.provider(), settings, nobody)
}

async fn copied(storage: &Storage, from: &str, to: &str) -> Result<(), Kind> {
    let copying = Copying {
        source_bucket: BOX.to_owned(),
        target_bucket: BOX.to_owned(),
        and_delete: false,
        overwrite: false,
    };
    let item = Item::Object {
        from: from.to_owned(),
        to: to.to_owned(),
    };
    let mut steps = Box::pin(storage.copy(copying, vec![item]));
    match steps.next().await {
        Some(Step::Done { .. }) => Ok(()),
        Some(Step::Failed { error, .. }) => Err(error.kind),
        None => Ok(()),
    }
}

#[tokio::test]
async fn everything_the_page_does_works_at_its_place_and_nowhere_else() {
    let setup = Setup::bare().await;
    let config = config(&setup, BOX, &setup.service());
    setup.make(&policies(&config, Rights::ReadAndWrite));
    let storage = storage(&setup, &config).await;
    // With tags, which a copy by parts has to write down itself.
    let object = BulkObject {
        key: "a/tagged.txt".to_owned(),
        body: "text".into(),
        attributes: Attributes {
            tags: vec![("Team".to_owned(), "red".to_owned())],
            ..Attributes::default()
        },
    };
    setup.sandbox.store().add(BOX, object).await.unwrap();
    copied(&storage, "a/tagged.txt", "a/copy.txt")
        .await
        .unwrap();
    let head = storage.head(BOX, "a/copy.txt", None).await.unwrap();
    assert_eq!(head.size, 4);
    let upload = storage.create_multipart(BOX, "a/big", None).await.unwrap();
    assert!(
        storage
            .list_parts(BOX, "a/big", &upload)
            .await
            .unwrap()
            .is_empty()
    );
    storage
        .abort_multipart(BOX, "a/big", &upload)
        .await
        .unwrap();
    let gone = storage.delete_keys(BOX, &["a/copy.txt".to_owned()]);
    assert!(
        Box::pin(gone)
            .all(async |step| matches!(step, Step::Done { .. }))
            .await
    );

    for ability in [
        Ability::List,
        Ability::Read,
        Ability::Write,
        Ability::Delete,
    ] {
        let here = storage.may(ability, BOX, "a/").await.unwrap();
        assert!(matches!(here, May::Yes), "{ability:?}: {here:?}");
        let beside = storage.may(ability, BOX, "b/").await.unwrap();
        assert!(!matches!(beside, May::Yes), "{ability:?}: {beside:?}");
    }
    let refused = Some(Kind::Denied);
    assert_eq!(
        copied(&storage, "a/one.txt", "b/one.txt").await.err(),
        refused
    );
    assert_eq!(
        copied(&storage, "b/two.txt", "a/two.txt").await.err(),
        refused
    );
    let put = storage.put(
        BOX,
        "one.txt",
        b"x".to_vec().into(),
        1,
        PutOptions::default(),
    );
    assert_eq!(put.await.err().map(|error| error.kind), refused);
}
