//! What survives: a restart, and the death of the process.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use wardrobe_sandbox::{Options, Running, Sandbox};

use crate::s3::clients::*;

async fn start_in(data: &Path) -> Running {
    let running = Sandbox::start(Options {
        data: Some(data.to_owned()),
        ..Options::default()
    })
    .await
    .unwrap();
    populate(&running);
    running
}

fn blobs(data: &Path) -> usize {
    std::fs::read_dir(data.join("blobs")).unwrap().count()
}

#[tokio::test]
async fn a_restart_changes_nothing() {
    let data = tempfile::tempdir().unwrap();
    let sandbox = start_in(data.path()).await;
    let client = owner(&sandbox);
    client
        .create_bucket()
        .bucket("bucket")
        .send()
        .await
        .unwrap();
    put(&client, "bucket", "small", "text").await;
    let big = vec![5u8; 300_000];
    client
        .put_object()
        .bucket("bucket")
        .key("big")
        .body(big.clone().into())
        .send()
        .await
        .unwrap();
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/*"}]}"#;
    client
        .put_bucket_policy()
        .bucket("bucket")
        .policy(policy)
        .send()
        .await
        .unwrap();
    sandbox.stop().await;

    std::fs::write(
        data.path().join("blobs/00000000000000ff"),
        "left behind by a crash",
    )
    .unwrap();
    let sandbox = start_in(data.path()).await;
    let client = owner(&sandbox);
    assert_eq!(get(&client, "bucket", "small").await, "text");
    let read = client
        .get_object()
        .bucket("bucket")
        .key("big")
        .send()
        .await
        .unwrap();
    assert!(read.body.collect().await.unwrap().to_vec() == big);
    assert_eq!(
        client
            .get_bucket_policy()
            .bucket("bucket")
            .send()
            .await
            .unwrap()
            .policy(),
        Some(policy)
    );
    assert_eq!(blobs(data.path()), 1);
    sandbox.stop().await;
}

#[tokio::test]
async fn nothing_is_left_of_what_is_replaced_deleted_or_aborted() {
    let data = tempfile::tempdir().unwrap();
    let sandbox = start_in(data.path()).await;
    let client = owner(&sandbox);
    client
        .create_bucket()
        .bucket("bucket")
        .send()
        .await
        .unwrap();
    let write = |key: &'static str| {
        client
            .put_object()
            .bucket("bucket")
            .key(key)
            .body(vec![5u8; 300_000].into())
            .send()
    };
    write("key").await.unwrap();
    write("key").await.unwrap();
    assert_eq!(blobs(data.path()), 1);
    client
        .copy_object()
        .bucket("bucket")
        .key("copy")
        .copy_source("bucket/key")
        .send()
        .await
        .unwrap();
    assert_eq!(blobs(data.path()), 2);
    client
        .delete_object()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap();
    client
        .delete_object()
        .bucket("bucket")
        .key("copy")
        .send()
        .await
        .unwrap();
    assert_eq!(blobs(data.path()), 0);
    let bad = client
        .put_object()
        .bucket("bucket")
        .key("key")
        .checksum_crc32("AAAAAA==")
        .body(vec![5u8; 300_000].into());
    assert!(bad.send().await.is_err());
    let begun = client
        .create_multipart_upload()
        .bucket("bucket")
        .key("key")
        .send()
        .await
        .unwrap();
    let id = begun.upload_id().unwrap();
    let part = client
        .upload_part()
        .bucket("bucket")
        .key("key")
        .upload_id(id)
        .part_number(1);
    part.body(vec![5u8; 300_000].into()).send().await.unwrap();
    assert_eq!(blobs(data.path()), 1);
    client
        .abort_multipart_upload()
        .bucket("bucket")
        .key("key")
        .upload_id(id)
        .send()
        .await
        .unwrap();
    assert_eq!(blobs(data.path()), 0);
    sandbox.stop().await;
}

/// Plays the process that is killed; does nothing when run as a test.
#[tokio::test]
async fn the_process_that_is_killed() {
    let Some(data) = std::env::var_os("SANDBOX_TEST_DATA") else {
        return;
    };
    let sandbox = start_in(Path::new(&data)).await;
    println!("endpoint {}", sandbox.endpoint);
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn what_was_answered_survives_a_kill() {
    let data = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "s3::store::the_process_that_is_killed",
            "--nocapture",
        ])
        .env("SANDBOX_TEST_DATA", data.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let endpoint = lines
        .map(Result::unwrap)
        .find_map(|line| Some(line.split_once("endpoint ")?.1.to_owned()))
        .unwrap();
    let config = bare_config(owner_keys(), "us-east-1").endpoint_url(endpoint);
    let client = aws_sdk_s3::Client::from_conf(config.build());
    client
        .create_bucket()
        .bucket("bucket")
        .send()
        .await
        .unwrap();
    for n in 0..50 {
        put(&client, "bucket", &format!("key {n}"), &format!("text {n}")).await;
    }
    client
        .put_object()
        .bucket("bucket")
        .key("big")
        .body(vec![7u8; 500_000].into())
        .send()
        .await
        .unwrap();
    child.kill().unwrap();
    child.wait().unwrap();

    let sandbox = start_in(data.path()).await;
    let client = owner(&sandbox);
    for n in 0..50 {
        assert_eq!(
            get(&client, "bucket", &format!("key {n}")).await,
            format!("text {n}")
        );
    }
    let read = client
        .get_object()
        .bucket("bucket")
        .key("big")
        .send()
        .await
        .unwrap();
    assert_eq!(
        read.body.collect().await.unwrap().to_vec(),
        vec![7u8; 500_000]
    );
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_write_at_once_one_makes_the_key_and_nobody_disturbs_the_others() {
    let data = tempfile::tempdir().unwrap();
    let sandbox = start_in(data.path()).await;
    let client = owner(&sandbox);
    let bucket = client.create_bucket().bucket("bucket");
    bucket.send().await.unwrap();
    let write = |key: String, n: usize| {
        let put = client.put_object().bucket("bucket").key(key);
        let put = put.body(n.to_string().into_bytes().into());
        put.if_none_match("*").send()
    };
    let same = futures::future::join_all((0..60).map(|n| write("same".into(), n)));
    let apart = futures::future::join_all((0..60).map(|n| write(format!("apart/{n}"), n)));
    let (same, apart) = futures::join!(same, apart);
    let winners: Vec<_> = (0..60).filter(|n| same[*n].is_ok()).collect();
    assert_eq!(winners.len(), 1, "{winners:?}");
    assert_eq!(get(&client, "bucket", "same").await, winners[0].to_string());
    for refused in same.into_iter().filter_map(Result::err) {
        assert_eq!(refused.raw_response().unwrap().status().as_u16(), 412);
    }
    for (n, put) in apart.into_iter().enumerate() {
        put.unwrap();
        let key = format!("apart/{n}");
        assert_eq!(get(&client, "bucket", &key).await, n.to_string());
    }
}
