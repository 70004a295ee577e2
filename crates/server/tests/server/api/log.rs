//! What the server writes down, where no secret may be.

use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock};

use crate::api::studio::Studio;

/// What has been logged in this process.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The log of this process.
pub fn log() -> Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    let begin = || {
        let log = Log::default();
        let writer = log.clone();
        // The browser and the sandbox are in this process too.
        tracing_subscriber::fmt()
            .with_env_filter("debug,cookie_store=off,s3s=off,wardrobe_sandbox=off")
            .with_writer(move || writer.clone())
            .init();
        log
    };
    LOG.get_or_init(begin).clone()
}

impl Log {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

/// The values of the cookies that an answer sets.
pub fn cookies(answer: &reqwest::Response) -> Vec<String> {
    let set = answer.headers().get_all("set-cookie").iter();
    let set = set.map(|cookie| cookie.to_str().unwrap());
    set.map(|cookie| cookie.split(['=', ';']).nth(1).unwrap().to_owned())
        .collect()
}

/// None of `secrets` is in the log or in a file of the server, and nothing that the
/// sandbox has handed out.
pub fn nowhere(studio: &Studio, log: &Log, mut secrets: Vec<String>) {
    let handed_out = studio.sandbox.world().handed_out();
    assert!(!handed_out.is_empty());
    for keys in handed_out {
        secrets.extend([keys.secret_access_key, keys.session_token]);
    }
    let mut places = vec![("the log".to_owned(), log.bytes())];
    assert!(places[0].1.len() > 1_000, "the log is there");
    for entry in std::fs::read_dir(studio.directory.path()).unwrap() {
        let path = entry.unwrap().path();
        places.push((path.display().to_string(), std::fs::read(path).unwrap()));
    }
    assert!(
        places
            .iter()
            .any(|(place, _)| place.ends_with("wardrobe.db"))
    );
    for (place, bytes) in places {
        let text = String::from_utf8_lossy(&bytes);
        for secret in &secrets {
            assert!(secret.len() >= 20, "{secret} would be found by chance");
            let near = text.lines().find(|line| line.contains(secret));
            assert_eq!(near, None, "{secret} is in {place}");
        }
    }
}
