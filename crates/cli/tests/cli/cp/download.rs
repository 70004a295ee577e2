//! Objects of S3 to files.

use wardrobe_sandbox::faults::Settings;
use wardrobe_sandbox::s3::store::Versioning;

use crate::cp::desk::*;

const URL: &str = "s3://studio-files/film.mov";
const PARTIAL: &str = "film.mov.wardrobe-part";
const NOTE: &str = "film.mov.wardrobe-part.json";

fn cut_after(bytes: u64) -> Settings {
    Settings {
        cut_download_after: Some(bytes),
        ..Settings::default()
    }
}

/// Leaves a download unfinished, as a power cut does.
async fn cut_off(desk: &Desk) {
    desk.trouble("GetObject", &cut_after(5 * MIB));
    let mut run = desk.start(&["--resume", URL, "film.mov"]);
    desk.wait_for_bytes(PARTIAL, 5 * MIB).await;
    run.kill().await.unwrap();
    desk.sandbox.faults.clear();
    desk.asked("");
    assert_eq!(desk.names(), [PARTIAL, NOTE]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_that_breaks_off_again_and_again_is_gone_on_with() {
    let desk = Desk::new().await;
    let bytes = content(5 * MIB + 100, 1);
    desk.add("film.mov", &bytes).await;
    desk.trouble("GetObject", &cut_after(MIB));
    let told = desk.copies(&[URL, "film.mov"]).await;
    assert_eq!(
        (&told["verified"], &told["bytes"]),
        (&1.into(), &bytes.len().into())
    );
    // Each begins where the one before it broke off.
    assert_eq!(desk.asked("GetObject"), 6);
    assert!(desk.read("film.mov") == bytes);
    assert_eq!(desk.names(), ["film.mov"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_s3_is_waited_for() {
    let desk = Desk::new().await;
    desk.add("film.mov", b"film").await;
    let busy = Settings {
        slow_down: 1.0,
        ..Settings::default()
    };
    desk.trouble("GetObject", &busy);
    let run = desk.start(&[URL, "film.mov"]);
    // More often than one request is tried again by itself.
    desk.wait_for_requests("GetObject", 5).await;
    desk.sandbox.faults.clear();
    let ended = done(run).await;
    assert!(ended.status.success(), "{}", ended.said);
    assert_eq!(desk.read("film.mov"), b"film");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_that_was_killed_goes_on_with_what_is_missing() {
    let desk = Desk::new().await;
    let bytes = content(20 * MIB, 1);
    desk.add("film.mov", &bytes).await;
    cut_off(&desk).await;
    // All of it would be cut, the rest is not.
    desk.trouble("GetObject", &cut_after(16 * MIB));
    let told = desk.copies(&["--resume", URL, "film.mov"]).await;
    assert!(told["kept_bytes"].as_u64() >= Some(5 * MIB), "{told}");
    assert_eq!((desk.asked("GetObject"), &told["verified"]), (1, &1.into()));
    assert_eq!(told["bytes"], bytes.len());
    assert!(desk.read("film.mov") == bytes);
    assert_eq!(desk.names(), ["film.mov"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_has_changed_is_read_anew() {
    let desk = Desk::new().await;
    desk.add("film.mov", &content(20 * MIB, 1)).await;
    for size in [20 * MIB, 100] {
        cut_off(&desk).await;
        let other = content(size, 2);
        desk.add("film.mov", &other).await;
        let told = desk.copies(&["--resume", URL, "film.mov"]).await;
        assert_eq!(
            (&told["verified"], &told["bytes"]),
            (&1.into(), &size.into()),
            "{told}"
        );
        assert!(desk.read("film.mov") == other);
        std::fs::remove_file(desk.path("film.mov")).unwrap();
        desk.add("film.mov", &content(20 * MIB, 1)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_changes_meanwhile_is_not_half_old_half_new() {
    let desk = Desk::new().await;
    desk.add("film.mov", &content(20 * MIB, 1)).await;
    let other = content(20 * MIB, 2);
    // The change is there before the rest is asked for.
    let slowly = Settings {
        delay_ms: 1_500,
        ..cut_after(5 * MIB)
    };
    desk.trouble("GetObject", &slowly);
    let run = desk.start(&["--resume", URL, "film.mov"]);
    desk.wait_for_bytes(PARTIAL, 5 * MIB).await;
    desk.add("film.mov", &other).await;
    let ended = done(run).await;
    assert!(ended.status.success(), "{}", ended.said);
    assert_eq!(ended.told["bytes"], other.len());
    assert!(desk.read("film.mov") == other);
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_are_not_the_objects_are_never_put_in_place() {
    let desk = Desk::new().await;
    let bytes = content(20 * MIB, 1);
    desk.add("film.mov", &bytes).await;
    cut_off(&desk).await;
    let mut partial = desk.read(PARTIAL);
    partial[1000] ^= 1;
    desk.write(PARTIAL, &partial);
    let said = desk.refuses(&["--resume", URL, "film.mov"]).await;
    assert!(said.contains("is not what S3 says it has"), "{said}");
    assert_eq!(desk.names(), Vec::<String>::new());
    desk.copies(&["--resume", URL, "film.mov"]).await;
    assert!(desk.read("film.mov") == bytes);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_object_left_is_not_gone_on_with() {
    let desk = Desk::new().await;
    desk.add("film.mov", &content(20 * MIB, 1)).await;
    cut_off(&desk).await;
    let other = content(20 * MIB, 3);
    desk.add("other.mov", &other).await;
    let told = desk
        .copies(&["--resume", "s3://studio-files/other.mov", "film.mov"])
        .await;
    assert_eq!(told["kept_bytes"], 0);
    assert!(desk.read("film.mov") == other);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_checksum_the_etag_proves_it_if_it_is_an_md5() {
    let desk = Desk::new().await;
    let versioned = desk.sandbox.store().write(|tables| {
        let mut bucket = tables.bucket(BUCKET)?;
        bucket.versioning = Versioning::Enabled;
        tables.put_bucket(BUCKET, &bucket)
    });
    versioned.await.unwrap();
    for (key, etag) in [
        ("md5.bin", None),
        ("parts.bin", Some("9bb58f26192e4ba00f01e2e7b136bbd8-2")),
    ] {
        desk.add(key, b"bytes").await;
        let older = desk.sandbox.store().write(move |tables| {
            let (bucket, newest) = (tables.bucket(BUCKET)?, tables.newest(BUCKET, key)?);
            let (_, mut version) = newest.expect("just added");
            version.checksum = None;
            version.etag = etag.map_or(version.etag, str::to_owned);
            tables.add_version((BUCKET, &bucket), key, version)
        });
        older.await.unwrap();
        let told = desk
            .copies(&[&format!("s3://studio-files/{key}"), key])
            .await;
        assert_eq!(told["verified"], u32::from(etag.is_none()), "{key}");
        assert_eq!(desk.read(key), b"bytes");
    }
    // Changed under its ETag: what S3 sends is not what it says.
    let lying = desk.sandbox.store().write(|tables| {
        let (bucket, newest) = (tables.bucket(BUCKET)?, tables.newest(BUCKET, "md5.bin")?);
        let (_, mut version) = newest.expect("just added");
        version.etag = "900150983cd24fb0d6963f7d28e17f72".to_owned();
        tables.add_version((BUCKET, &bucket), "md5.bin", version)
    });
    lying.await.unwrap();
    let said = desk
        .refuses(&["--overwrite", "s3://studio-files/md5.bin", "md5.bin"])
        .await;
    assert!(said.contains("is not what S3 says it has"), "{said}");
    assert_eq!(desk.read("md5.bin"), b"bytes", "the old one stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_the_machine_renews_does_not_end_a_download() {
    let desk = Desk::new().await;
    let bytes = content(20 * MIB, 1);
    desk.add("film.mov", &bytes).await;
    desk.trouble("GetObject", &cut_after(5 * MIB));
    let run = desk.start_on_machine(&["--resume", URL, "film.mov"]);
    desk.wait_for_bytes(PARTIAL, 5 * MIB).await;
    desk.sandbox.world().expire_sessions();
    let ended = done(run).await;
    assert!(ended.status.success(), "{}", ended.said);
    assert!(desk.read("film.mov") == bytes);
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_leaves_nothing_unless_it_is_to_be_resumed() {
    let desk = Desk::new().await;
    desk.add("film.mov", &content(20 * MIB, 1)).await;
    desk.trouble("GetObject", &cut_after(MIB));
    for (words, left) in [
        (&[URL, "film.mov"][..], &[][..]),
        (&["--resume", URL, "film.mov"], &[PARTIAL, NOTE]),
    ] {
        let run = desk.start(words);
        desk.wait_for_requests("GetObject", 2).await;
        interrupt(&run).await;
        let ended = done(run).await;
        assert_eq!(ended.status.code(), Some(1));
        assert!(ended.said.contains("stopped"), "{}", ended.said);
        assert_eq!(desk.names(), left, "{words:?}");
        desk.asked("");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_there_is_not_written_over_and_nothing_is_read_for_it() {
    let desk = Desk::new().await;
    desk.add("film.mov", b"new").await;
    desk.write("film.mov", b"old");
    for words in [&[URL, "film.mov"][..], &["--resume", URL, "film.mov"]] {
        let said = desk.refuses(words).await;
        assert!(said.contains("is already there"), "{said}");
        assert_eq!(
            (desk.asked("GetObject"), desk.read("film.mov")),
            (0, b"old".to_vec())
        );
    }
    desk.copies(&["--overwrite", URL, "film.mov"]).await;
    assert_eq!(desk.read("film.mov"), b"new");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_only_has_the_name_of_an_unfinished_one_is_not_written_over() {
    let desk = Desk::new().await;
    desk.add("film.mov", b"film").await;
    desk.write(PARTIAL, b"mine");
    let said = desk.refuses(&["--resume", URL, "film.mov"]).await;
    assert!(said.contains("it would be written over"), "{said}");
    assert_eq!(
        (desk.names(), desk.read(PARTIAL)),
        (vec![PARTIAL.to_owned()], b"mine".to_vec())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_goes_on_where_it_was() {
    let desk = Desk::new().await;
    for key in ["in/a.txt", "in/b/c.txt"] {
        desk.add(key, key.as_bytes()).await;
    }
    desk.write("down/a.txt", b"in/a.txt");
    let told = desk
        .copies(&["--resume", "-r", "s3://studio-files/in/", "down"])
        .await;
    assert_eq!(
        (&told["copied"], &told["verified"], desk.asked("GetObject")),
        (&2.into(), &2.into(), 1)
    );
    assert_eq!(desk.read("down/b/c.txt"), b"in/b/c.txt");
}
