use super::*;
use crate::Sealer;
use crate::opened::Opening;

async fn database() -> (Database, tempfile::TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let sealer = Sealer::from_file(&directory.path().join("key")).unwrap();
    let url = format!("sqlite:{}", directory.path().join("db").display());
    (Database::open(&url, sealer).await.unwrap(), directory)
}

/// What `person`, who has a password, has opened in `session`.
async fn opened(database: &Database, session: &str, person: &str) -> Opened {
    let opening = Opening {
        connection: "studio",
        role: "",
        person,
        person_kind: "password",
        sign_in: None,
    };
    database.put_opened(session, opening, None).await.unwrap()
}

async fn queue(database: &Database, opened: &Opened, id: &str) {
    let job = Job {
        id: id.to_owned(),
        created_at: now(),
        ..Job::default()
    };
    let job = job.by(opened);
    database.create_job(&job, opened).await.unwrap();
}

/// The node that has taken `id` falls silent.
async fn silence(database: &Database, id: &str) {
    sqlx::query("UPDATE jobs SET lease_until = $2 WHERE id = $1")
        .bind(id)
        .bind(now())
        .execute(&database.pool)
        .await
        .unwrap();
}

async fn state(database: &Database, id: &str) -> String {
    database.job_by_id(id).await.unwrap().unwrap().state
}

fn failed(key: &str) -> Failed {
    Failed {
        entry: format!("{{\"k\":\"{key}\"}}"),
        key: key.to_owned(),
        ..Failed::default()
    }
}

#[tokio::test]
async fn a_job_of_a_silent_node_is_taken_over_with_what_is_not_over() {
    let (database, _directory) = database().await;
    let ada = opened(&database, "s", "ada").await;
    queue(&database, &ada, "job").await;
    let job = database.claim_job("one").await.unwrap().unwrap();
    assert_eq!((job.id.as_str(), job.state.as_str()), ("job", "running"));
    assert!(database.claim_job("two").await.unwrap().is_none());
    for number in 1..=2 {
        let entries = format!("[{number}]");
        let page = Page { number, entries };
        let reach = number.to_string();
        let out = database.hand_out("job", "one", Some(&page), &reach, false);
        assert!(out.await.unwrap());
    }
    let over = Progress {
        done: 7,
        failed: 1,
        bytes: 70,
    };
    let more = Progress {
        done: 3,
        ..Progress::default()
    };
    let failures = [failed("x")];
    let settled = database.settle(("job", "one", 1), over, &failures, None, more);
    assert!(settled.await.unwrap());
    silence(&database, "job").await;
    let job = database.claim_job("two").await.unwrap().unwrap();
    assert_eq!(
        (job.done, job.failed, job.bytes, job.more_done),
        (7, 1, 70, 0)
    );
    assert_eq!(job.reach, "2");
    let pages = database.job_pages("job").await.unwrap();
    assert_eq!(pages.iter().map(|p| p.number).collect::<Vec<_>>(), [2]);
    // Whoever has lost it writes nothing any more.
    let late = ("job", "one", 2);
    assert!(!database.settle(late, over, &[], None, more).await.unwrap());
    assert!(
        !database
            .hand_out("job", "one", None, "9", true)
            .await
            .unwrap()
    );
    assert!(
        !database
            .leave_job("job", "one", "done", None, 0)
            .await
            .unwrap()
    );
    assert!(
        database
            .beat_job("job", "one", more)
            .await
            .unwrap()
            .is_none()
    );
    let job = database.job_by_id("job").await.unwrap().unwrap();
    assert_eq!(
        (job.done, job.reach.as_str(), job.state.as_str()),
        (7, "2", "running")
    );
}

#[tokio::test]
async fn what_failed_becomes_pages_again() {
    let (database, _directory) = database().await;
    let ada = opened(&database, "s", "ada").await;
    queue(&database, &ada, "job").await;
    database.claim_job("one").await.unwrap().unwrap();
    let page = Page {
        number: 1,
        entries: "[]".into(),
    };
    database
        .hand_out("job", "one", Some(&page), "r", true)
        .await
        .unwrap();
    let all: Vec<Failed> = (0..1001).map(|n| failed(&n.to_string())).collect();
    let over = Progress {
        done: 5,
        failed: 1001,
        bytes: 0,
    };
    let settled = database.settle(("job", "one", 1), over, &all, None, Progress::default());
    assert!(settled.await.unwrap());
    database
        .leave_job("job", "one", "done", None, 0)
        .await
        .unwrap();
    assert_eq!(database.job_failures("job", 0, 20).await.unwrap().len(), 20);
    assert!(database.resume_job("job").await.unwrap());
    let job = database.claim_job("two").await.unwrap().unwrap();
    assert_eq!((job.done, job.failed, job.ended_at), (5, 0, None));
    let pages = database.job_pages("job").await.unwrap();
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[1].entries, "[{\"k\":\"1000\"}]");
    assert!(
        database
            .job_failures("job", 0, 20)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_person_has_two_running_and_the_oldest_comes_first() {
    let (database, _directory) = database().await;
    let ada = opened(&database, "s", "ada").await;
    // The same person elsewhere, and another.
    let elsewhere = opened(&database, "t", "ada").await;
    let mary = opened(&database, "s", "mary").await;
    queue(&database, &ada, "1").await;
    queue(&database, &elsewhere, "2").await;
    queue(&database, &ada, "3").await;
    queue(&database, &mary, "4").await;
    let mut taken = Vec::new();
    while let Some(job) = database.claim_job("node").await.unwrap() {
        taken.push(job.id);
    }
    assert_eq!(taken, ["1", "2", "4"]);
    database
        .leave_job("2", "node", "done", None, 0)
        .await
        .unwrap();
    assert_eq!(database.claim_job("node").await.unwrap().unwrap().id, "3");
    let theirs = database.jobs(&ada).await.unwrap();
    assert_eq!(
        theirs.iter().map(|j| j.id.as_str()).collect::<Vec<_>>(),
        ["3", "2", "1"]
    );
    assert!(database.job(&mary, "1").await.unwrap().is_none());
}

#[tokio::test]
async fn what_waits_for_a_sign_in_goes_on_with_it() {
    let (database, _directory) = database().await;
    let ada = opened(&database, "s", "ada").await;
    let mary = opened(&database, "s2", "mary").await;
    queue(&database, &ada, "job").await;
    database.claim_job("node").await.unwrap().unwrap();
    database
        .leave_job("job", "node", "needs-sign-in", Some("{}"), 0)
        .await
        .unwrap();
    assert!(database.claim_job("node").await.unwrap().is_none());
    assert_eq!(database.wake_jobs(&mary).await.unwrap(), 0);
    assert_eq!(state(&database, "job").await, "needs-sign-in");
    let again = opened(&database, "another session", "ada").await;
    assert_eq!(database.wake_jobs(&again).await.unwrap(), 1);
    let job = database.claim_job("node").await.unwrap().unwrap();
    assert_eq!((job.opened, job.error), (again.id, None));
}

#[tokio::test]
async fn a_wish_is_for_the_node_that_runs_it_and_else_true_at_once() {
    let (database, _directory) = database().await;
    let ada = opened(&database, "s", "ada").await;
    queue(&database, &ada, "job").await;
    assert!(database.pause_job("job").await.unwrap());
    assert_eq!(state(&database, "job").await, "paused");
    assert!(database.resume_job("job").await.unwrap());
    database.claim_job("node").await.unwrap().unwrap();
    assert!(database.pause_job("job").await.unwrap());
    assert_eq!(state(&database, "job").await, "running");
    let none = Progress::default();
    let wish = || database.beat_job("job", "node", none);
    assert_eq!(wish().await.unwrap().as_deref(), Some("pause"));
    // Thought better of.
    assert!(database.resume_job("job").await.unwrap());
    assert_eq!(wish().await.unwrap().as_deref(), Some(""));
    database.cancel_jobs_of(&ada.id, "\"why\"").await.unwrap();
    assert_eq!(wish().await.unwrap().as_deref(), Some("cancel"));
    // A cancel is not taken back.
    assert!(!database.resume_job("job").await.unwrap());
    database
        .leave_job("job", "node", "cancelled", None, 0)
        .await
        .unwrap();
    let job = database.job_by_id("job").await.unwrap().unwrap();
    assert_eq!(
        (job.state.as_str(), job.error.as_deref()),
        ("cancelled", Some("\"why\""))
    );
    assert!(job.ended_at.is_some());
}

#[tokio::test]
async fn what_is_over_is_forgotten_after_a_day() {
    let (database, _directory) = database().await;
    let ada = opened(&database, "s", "ada").await;
    for id in ["old", "new", "waits"] {
        queue(&database, &ada, id).await;
    }
    for id in ["old", "new"] {
        database.cancel_job(id, None).await.unwrap();
    }
    sqlx::query("UPDATE jobs SET ended_at = $1 WHERE id = 'old'")
        .bind(now() - LIFE)
        .execute(&database.pool)
        .await
        .unwrap();
    database.sweep_jobs().await.unwrap();
    let left = database.jobs(&ada).await.unwrap();
    assert_eq!(
        left.iter().map(|j| j.id.as_str()).collect::<Vec<_>>(),
        ["waits", "new"]
    );
}

#[tokio::test]
async fn what_runs_outlives_an_idle_browser_but_not_the_longest_session() {
    let (database, _directory) = database().await;
    for session in ["busy", "idle"] {
        database.create_session(session).await.unwrap();
    }
    let ada = opened(&database, "busy", "ada").await;
    let mary = opened(&database, "idle", "mary").await;
    queue(&database, &ada, "job").await;
    let open = async |opened: &Opened| {
        let found = database.opened_by_id(&opened.id).await.unwrap();
        found.is_some()
    };
    assert_eq!(database.sweep_sessions(0, 1000).await.unwrap(), 1);
    assert_eq!((open(&ada).await, open(&mary).await), (true, false));
    assert!(!database.touch_session("busy", "", 0, 1000).await.unwrap());
    database.cancel_job("job", None).await.unwrap();
    assert_eq!(database.sweep_sessions(0, 1000).await.unwrap(), 1);
    assert!(!open(&ada).await);
}

#[tokio::test]
async fn a_node_does_not_take_its_own_job_twice() {
    let (database, _directory) = database().await;
    let ada = opened(&database, "s", "ada").await;
    queue(&database, &ada, "job").await;
    database.claim_job("node").await.unwrap().unwrap();
    // It is slow, and not gone.
    silence(&database, "job").await;
    assert!(database.claim_job("node").await.unwrap().is_none());
    assert!(database.claim_job("another").await.unwrap().is_some());
}
