//! A sandbox, a folder of files, and the program that copies between them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;
use tokio::process::{Child, Command};
use wardrobe_sandbox::faults::Settings;
use wardrobe_sandbox::s3::store::{Attributes, BulkObject};
use wardrobe_sandbox::seed::{ACCOUNT, STUDIO_ROLE};
use wardrobe_sandbox::{Options, Running, Sandbox, Seed};

pub const BUCKET: &str = "studio-files";
pub const MIB: u64 = 1024 * 1024;

pub struct Desk {
    pub sandbox: Running,
    pub folder: tempfile::TempDir,
}

/// A run that has ended.
#[derive(Debug)]
pub struct Done {
    pub status: ExitStatus,
    /// What it printed for programs.
    pub told: Value,
    /// What it printed for people.
    pub said: String,
}

impl Desk {
    pub async fn new() -> Self {
        let options = Options {
            seed: Seed::Accounts,
            ..Options::default()
        };
        let sandbox = Sandbox::start(options).await.unwrap();
        let made = sandbox.store().create_bucket(BUCKET, "us-east-1", ACCOUNT);
        made.await.unwrap();
        Self {
            sandbox,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        std::fs::write(self.path(name), bytes).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// All that is in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// `wardrobe cp` with temporary keys of a role in its environment.
    pub fn start(&self, words: &[&str]) -> Child {
        let hour = Duration::from_secs(3600);
        let keys = self
            .sandbox
            .world()
            .mint(STUDIO_ROLE, "desk", hour)
            .unwrap();
        self.start_with(
            words,
            &[
                ("AWS_ACCESS_KEY_ID", &keys.access_key_id),
                ("AWS_SECRET_ACCESS_KEY", &keys.secret_access_key),
                ("AWS_SESSION_TOKEN", &keys.session_token),
            ],
        )
    }

    /// The same on a machine that has a role.
    pub fn start_on_machine(&self, words: &[&str]) -> Child {
        let metadata = self.sandbox.metadata.as_str();
        self.start_with(words, &[("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata)])
    }

    fn start_with(&self, words: &[&str], environment: &[(&str, &str)]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_wardrobe"))
            .args(["cp", "--json"])
            .args(words)
            .current_dir(self.folder.path())
            .env_clear()
            .env("AWS_ENDPOINT_URL", self.sandbox.endpoint.as_str())
            .env("AWS_REGION", "us-east-1")
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap()
    }

    pub async fn cp(&self, words: &[&str]) -> Done {
        done(self.start(words)).await
    }

    /// Runs it, and insists that it copied.
    pub async fn copies(&self, words: &[&str]) -> Value {
        let done = self.cp(words).await;
        assert!(done.status.success(), "{}", done.said);
        done.told
    }

    /// Runs it, and insists that it failed with a reason.
    pub async fn refuses(&self, words: &[&str]) -> String {
        let done = self.cp(words).await;
        assert_eq!(done.status.code(), Some(1), "{done:?}");
        done.said
    }

    /// Switches trouble on, for one operation.
    pub fn trouble(&self, operation: &str, settings: &Settings) {
        self.sandbox.faults.set(Settings {
            operation: Some(operation.to_owned()),
            ..settings.clone()
        });
    }

    /// Makes S3 take its time, for one operation.
    pub fn slow(&self, operation: &str) {
        let slow = Settings {
            delay_ms: 800,
            ..Settings::default()
        };
        self.trouble(operation, &slow);
    }

    /// How often S3 was asked, since the last time.
    pub fn asked(&self, operation: &str) -> u64 {
        let count = self.sandbox.faults.requests(operation);
        self.sandbox.faults.reset_requests();
        count
    }

    pub async fn add(&self, key: &str, bytes: &[u8]) {
        let object = BulkObject {
            key: key.to_owned(),
            body: Bytes::copy_from_slice(bytes),
            attributes: Attributes::default(),
        };
        self.sandbox.store().add(BUCKET, object).await.unwrap();
    }

    /// The object's size and CRC64NVME.
    pub async fn object(&self, key: &'static str) -> Option<(u64, String)> {
        let newest = self
            .sandbox
            .store()
            .read(move |tables| tables.newest(BUCKET, key));
        let (_, version) = newest.await.unwrap()?;
        Some((version.size, version.checksum.unwrap().value))
    }

    /// The unfinished uploads: of which key, and the numbers of their parts.
    pub async fn uploads(&self) -> Vec<(String, Vec<u16>)> {
        let found = self.sandbox.store().read(|tables| {
            let mut found = BTreeMap::new();
            for upload in tables.uploads(BUCKET, ("", ""))? {
                let (key, id, _) = upload?;
                let parts = tables.parts(&id, 0, 10_000)?;
                found.insert((key, id), parts.into_iter().map(|part| part.0).collect());
            }
            Ok(found)
        });
        let found = found.await.unwrap();
        found
            .into_iter()
            .map(|((key, _), parts)| (key, parts))
            .collect()
    }

    /// How many parts S3 has of what is unfinished.
    pub async fn parts(&self) -> usize {
        self.uploads()
            .await
            .iter()
            .map(|(_, parts)| parts.len())
            .sum()
    }

    /// Waits until S3 has so many parts of what is unfinished.
    pub async fn wait_for_parts(&self, count: usize) {
        until("parts", async || self.parts().await >= count).await;
    }

    /// Waits until S3 has been asked so often.
    pub async fn wait_for_requests(&self, operation: &str, count: u64) {
        let asked = async || self.sandbox.faults.requests(operation) >= count;
        until(operation, asked).await;
    }

    /// Waits until a file has so many bytes.
    pub async fn wait_for_bytes(&self, name: &str, count: u64) {
        let path = self.path(name);
        let grown = async || std::fs::metadata(&path).is_ok_and(|found| found.len() >= count);
        until(name, grown).await;
    }

    /// Leaves an upload of `file` with some parts unfinished, as a power cut does.
    pub async fn cut_off(&self, file: &str, url: &str, parts: usize) {
        self.slow("UploadPart");
        let mut run = self.start(&[file, url]);
        self.wait_for_parts(parts).await;
        run.kill().await.unwrap();
        self.sandbox.faults.clear();
        // What had been sent by then is stored after its delay.
        let mut stored = 0;
        while stored != self.parts().await {
            stored = self.parts().await;
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        self.asked("");
    }
}

/// Looks until it is so, for at most 30 seconds.
async fn until(what: &str, so: impl AsyncFn() -> bool) {
    for _ in 0..3_000 {
        if so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("waited for {what} in vain");
}

pub async fn done(child: Child) -> Done {
    let output = child.wait_with_output().await.unwrap();
    Done {
        status: output.status,
        told: serde_json::from_slice(&output.stdout).unwrap_or_default(),
        said: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Ctrl-C.
pub async fn interrupt(child: &Child) {
    let id = child.id().expect("it runs").to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status().await;
    assert!(sent.unwrap().success());
}

/// So many bytes, of which no two mebibytes are the same.
pub fn content(size: u64, seed: u8) -> Vec<u8> {
    let nth = |n: u64| (n.wrapping_mul(2_654_435_761) >> 13) as u8 ^ seed ^ (n / MIB) as u8;
    (0..size).map(nth).collect()
}
