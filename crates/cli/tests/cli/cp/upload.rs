//! Files to S3.

use wardrobe_sandbox::faults::Settings;
use wardrobe_storage::checksum;

use crate::cp::desk::*;

const URL: &str = "s3://studio-files/film.mov";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_called_verified_has_the_checksum_that_s3_keeps() {
    let desk = Desk::new().await;
    let (small, large) = (content(1000, 1), content(20 * MIB + 5, 2));
    desk.write("small.txt", &small);
    desk.write("film.mov", &large);
    desk.write("empty", b"");
    let told = desk.copies(&["small.txt", "s3://studio-files/"]).await;
    assert_eq!(told["verified"], 1, "{told}");
    let told = desk.copies(&["film.mov", URL]).await;
    assert_eq!(
        (&told["verified"], &told["bytes"]),
        (&1.into(), &large.len().into())
    );
    desk.copies(&["empty", "s3://studio-files/"]).await;
    for (key, bytes) in [
        ("small.txt", &small),
        ("film.mov", &large),
        ("empty", &vec![]),
    ] {
        let kept = (bytes.len() as u64, checksum::of(bytes));
        assert_eq!(desk.object(key).await, Some(kept), "{key}");
    }
    assert_eq!(desk.uploads().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_was_killed_goes_on_and_sends_no_part_again() {
    let desk = Desk::new().await;
    let bytes = content(48 * MIB, 1);
    desk.write("film.mov", &bytes);
    desk.cut_off("film.mov", URL, 2).await;
    let there = desk.parts().await as u64;
    let told = desk.copies(&["--resume", "film.mov", URL]).await;
    let sent = desk.asked("UploadPart");
    assert!(
        there >= 2 && sent <= 6 - there,
        "{there} there, {sent} sent"
    );
    assert_eq!(told["kept_bytes"], (6 - sent) * 8 * MIB);
    assert_eq!(
        (&told["verified"], &told["bytes"]),
        (&1.into(), &bytes.len().into())
    );
    assert_eq!(
        desk.object("film.mov").await.unwrap().1,
        checksum::of(&bytes)
    );
    assert_eq!(desk.uploads().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_whose_role_ended_goes_on_with_another() {
    let desk = Desk::new().await;
    let bytes = content(48 * MIB, 1);
    desk.write("film.mov", &bytes);
    desk.slow("UploadPart");
    let run = desk.start(&["--resume", "film.mov", URL]);
    desk.wait_for_parts(2).await;
    desk.sandbox.world().expire_sessions();
    let ended = done(run).await;
    assert_eq!(ended.status.code(), Some(1));
    assert!(ended.said.contains("ExpiredToken"), "{}", ended.said);
    assert!(
        ended.said.contains("--resume goes on with it"),
        "{}",
        ended.said
    );
    desk.sandbox.faults.clear();
    desk.asked("");
    let there = desk.parts().await as u64;
    assert!(there >= 2);
    let told = desk.copies(&["--resume", "film.mov", URL]).await;
    assert_eq!(desk.asked("UploadPart"), 6 - there);
    assert_eq!(told["kept_bytes"], there * 8 * MIB);
    assert_eq!(
        desk.object("film.mov").await.unwrap().1,
        checksum::of(&bytes)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_the_machine_renews_does_not_end_an_upload() {
    let desk = Desk::new().await;
    let bytes = content(48 * MIB, 1);
    desk.write("film.mov", &bytes);
    desk.slow("UploadPart");
    let run = desk.start_on_machine(&["film.mov", URL]);
    desk.wait_for_parts(2).await;
    desk.sandbox.world().expire_sessions();
    let ended = done(run).await;
    assert!(ended.status.success(), "{}", ended.said);
    assert_eq!(
        desk.object("film.mov").await.unwrap().1,
        checksum::of(&bytes)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_network_is_waited_out() {
    let desk = Desk::new().await;
    let bytes = content(20 * MIB, 1);
    desk.write("film.mov", &bytes);
    let cut = Settings {
        cut_upload_after: Some(MIB),
        ..Settings::default()
    };
    desk.trouble("UploadPart", &cut);
    let run = desk.start(&["film.mov", URL]);
    desk.wait_for_requests("UploadPart", 4).await;
    assert_eq!(desk.parts().await, 0);
    desk.sandbox.faults.clear();
    let ended = done(run).await;
    assert!(ended.status.success(), "{}", ended.said);
    assert_eq!(ended.told["verified"], 1);
    assert_eq!(
        desk.object("film.mov").await.unwrap().1,
        checksum::of(&bytes)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_s3_cannot_take_for_long_fails_and_leaves_no_part() {
    let desk = Desk::new().await;
    desk.write("film.mov", &content(20 * MIB, 1));
    let down = Settings {
        internal_error: 1.0,
        ..Settings::default()
    };
    desk.trouble("UploadPart", &down);
    // It may close before all was sent, and so without a word.
    let said = desk.refuses(&["film.mov", URL]).await;
    assert!(said.contains("studio-files/film.mov"), "{said}");
    assert!(desk.asked("UploadPart") > 6);
    assert_eq!(desk.uploads().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_file_of_the_same_name_and_size_is_never_mixed_in() {
    let desk = Desk::new().await;
    desk.write("film.mov", &content(48 * MIB, 1));
    desk.cut_off("film.mov", URL, 2).await;
    let before = desk.uploads().await;
    for other in [
        content(48 * MIB, 2),
        content(47 * MIB, 2),
        content(65 * MIB, 2),
    ] {
        desk.write("film.mov", &other);
        let said = desk.refuses(&["--resume", "film.mov", URL]).await;
        assert!(said.contains("is not of film.mov as it is now"), "{said}");
        assert_eq!(desk.asked("UploadPart"), 0);
        assert_eq!(desk.uploads().await, before);
        assert_eq!(desk.object("film.mov").await, None);
    }
    let other = desk.read("film.mov");
    desk.copies(&["film.mov", URL]).await;
    assert_eq!(
        desk.object("film.mov").await.unwrap().1,
        checksum::of(&other)
    );
    assert_eq!(
        desk.uploads().await,
        before,
        "the other upload is nobody's to remove"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_differs_only_in_a_part_that_arrived_is_not_resumed() {
    let desk = Desk::new().await;
    let mut bytes = content(48 * MIB, 1);
    desk.write("film.mov", &bytes);
    desk.cut_off("film.mov", URL, 3).await;
    let (_, parts) = desk.uploads().await.remove(0);
    let last = usize::from(*parts.last().unwrap());
    bytes[last * 8 * MIB as usize - 1] ^= 1;
    desk.write("film.mov", &bytes);
    let said = desk.refuses(&["--resume", "film.mov", URL]).await;
    assert!(
        said.contains(&format!("its part {last} has other bytes")),
        "{said}"
    );
    assert_eq!(desk.object("film.mov").await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_unfinished_upload_of_a_longer_name_is_somebody_elses() {
    let desk = Desk::new().await;
    let bytes = content(48 * MIB, 1);
    desk.write("film.mov", &bytes);
    desk.cut_off("film.mov", "s3://studio-files/film.mov.old", 2)
        .await;
    let told = desk.copies(&["--resume", "film.mov", URL]).await;
    assert_eq!(
        (&told["kept_bytes"], desk.asked("UploadPart")),
        (&0.into(), 6)
    );
    assert_eq!(desk.uploads().await[0].0, "film.mov.old");
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_leaves_no_part_behind_unless_it_is_to_be_resumed() {
    let desk = Desk::new().await;
    desk.write("film.mov", &content(48 * MIB, 1));
    desk.slow("UploadPart");
    for (words, left) in [
        (&["film.mov", URL][..], 0),
        (&["--resume", "film.mov", URL], 1),
    ] {
        let run = desk.start(words);
        desk.wait_for_parts(1).await;
        interrupt(&run).await;
        let ended = done(run).await;
        assert_eq!(ended.status.code(), Some(1), "{}", ended.said);
        assert!(ended.said.contains("stopped"), "{}", ended.said);
        assert_eq!(desk.uploads().await.len(), left, "{words:?}");
        assert_eq!(desk.object("film.mov").await, None);
    }
    desk.sandbox.faults.clear();
    desk.copies(&["--resume", "film.mov", URL]).await;
    assert_eq!(desk.uploads().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_lost_is_no_object_of_somebody_else() {
    let desk = Desk::new().await;
    desk.write("film.mov", &content(20 * MIB, 1));
    desk.write("small.txt", b"small");
    for (operation, file) in [
        ("CompleteMultipartUpload", "film.mov"),
        ("PutObject", "small.txt"),
    ] {
        let lost = Settings {
            lose_responses: 1,
            ..Settings::default()
        };
        desk.trouble(operation, &lost);
        let told = desk.copies(&[file, "s3://studio-files/"]).await;
        assert_eq!(told["verified"], 1, "{operation}");
        assert!(desk.asked(operation) >= 1);
    }
    // What was there before is, all the same.
    for file in ["film.mov", "small.txt"] {
        let said = desk.refuses(&[file, "s3://studio-files/"]).await;
        assert!(said.contains("is already there"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_written_to_meanwhile_is_not_stored_half_old_half_new() {
    let desk = Desk::new().await;
    let bytes = content(48 * MIB, 1);
    desk.slow("UploadPart");
    for changed in [1, 48 * MIB + 1] {
        desk.write("film.mov", &bytes);
        let run = desk.start(&["--resume", "film.mov", URL]);
        desk.wait_for_parts(1).await;
        let file = std::fs::File::options()
            .write(true)
            .open(desk.path("film.mov"));
        file.unwrap().set_len(changed).unwrap();
        let ended = done(run).await;
        assert_eq!(ended.status.code(), Some(1));
        assert!(ended.said.contains("has been changed"), "{}", ended.said);
        assert_eq!(
            (desk.object("film.mov").await, desk.uploads().await),
            (None, vec![])
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_goes_on_where_it_was_and_passes_over_only_what_is_the_same() {
    let desk = Desk::new().await;
    for name in ["up/a.txt", "up/b/c.txt", "up/d.txt"] {
        desk.write(name, name.as_bytes());
    }
    desk.add("in/a.txt", b"up/a.txt").await;
    desk.add("in/d.txt", b"up/D.txt").await;
    let done = desk
        .cp(&["--resume", "-r", "up", "s3://studio-files/in/"])
        .await;
    assert_eq!(done.status.code(), Some(1));
    assert!(
        done.said.contains("in/d.txt is already there"),
        "{}",
        done.said
    );
    let told = done.told;
    assert_eq!(
        (&told["copied"], &told["failed"], &told["verified"]),
        (&2.into(), &1.into(), &2.into())
    );
    assert_eq!(
        (desk.asked("PutObject"), &told["kept_bytes"]),
        (1, &8.into())
    );
    assert_eq!(
        desk.object("in/d.txt").await.unwrap().1,
        checksum::of(b"up/D.txt")
    );
}
