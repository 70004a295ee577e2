//! What a sign-in brings is on disk only under seal, and never in the log.

use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};

use crate::forger::Forger;
use crate::studio::*;

/// What has been logged in this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn log() -> Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    let begin = || {
        let log = Log::default();
        let writer = log.clone();
        // The browser and the sandbox are in this process too.
        tracing_subscriber::fmt()
            .with_env_filter("debug,cookie_store=off,wardrobe_sandbox=off")
            .with_writer(move || writer.clone())
            .init();
        log
    };
    LOG.get_or_init(begin).clone()
}

/// The values of the cookies that an answer sets.
fn cookies(answer: &reqwest::Response) -> Vec<String> {
    let set = answer.headers().get_all("set-cookie").iter();
    let set = set.map(|cookie| cookie.to_str().unwrap());
    set.map(|cookie| cookie.split(['=', ';']).nth(1).unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn no_secret_of_a_sign_in_is_told() {
    let log = log();
    let forger = Forger::start().await;
    let told = forger.clone();
    let studio =
        Studio::start_on(move |sandbox| told.config(&store(sandbox), sandbox.metadata.as_str()))
            .await;
    let browser = studio.browser();
    let there = browser.without_following("/sign-in/forged").await;
    let mut secrets = cookies(&there);
    let back = browser
        .raw(there.headers()["location"].to_str().unwrap())
        .await;
    let back = back.headers()["location"].to_str().unwrap().to_owned();
    let came = browser.raw(&back).await;
    assert_eq!(came.headers()["location"], "/c/forged");
    secrets.extend(cookies(&came));
    assert_eq!(
        secrets.len(),
        2,
        "the cookies of the sign-in and of the session"
    );
    secrets.extend(forger.secrets());
    assert_eq!(secrets.len(), 9, "{secrets:?}");
    let listed = browser.get(&of("forged", "objects", BUCKET, "")).await;
    assert_eq!(listed.status(), 200);

    let mut places = vec![("the log".to_owned(), log.0.lock().unwrap().clone())];
    assert!(places[0].1.len() > 1_000, "the log is there");
    for entry in std::fs::read_dir(studio.directory.path()).unwrap() {
        let path = entry.unwrap().path();
        places.push((path.display().to_string(), std::fs::read(path).unwrap()));
    }
    for (place, bytes) in places {
        for secret in &secrets {
            assert!(secret.len() >= 20, "{secret} would be found by chance");
            let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
            let near = String::from_utf8_lossy(&bytes);
            let near = near.lines().find(|line| line.contains(secret));
            assert!(!found, "{secret} is in {place}: {near:?}");
        }
    }
}
