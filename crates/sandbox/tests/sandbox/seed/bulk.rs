//! A bucket of many objects opens and lists at once, however its last process
//! ended. "At once" is told by the bytes that are read from disk, which do not
//! depend on the machine. `SANDBOX_TEST_OBJECTS=1000000` makes it a million.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wardrobe_sandbox::Seed;

use crate::seed::{admin, start};

const BUCKET: &str = "big";

/// Plays a process of its own; does nothing when run as a test.
#[tokio::test]
async fn a_process_of_its_own() {
    let Some(data) = std::env::var_os("SANDBOX_TEST_DATA") else {
        return;
    };
    let objects = std::env::var("SANDBOX_TEST_OBJECTS").ok();
    let before = (bytes_read(), Instant::now());
    let seed = Seed::Bulk {
        bucket: BUCKET.to_owned(),
        objects: objects.map_or(50_000, |count| count.parse().unwrap()),
    };
    let sandbox = start(seed, Some(Path::new(&data))).await;
    let client = admin(&sandbox);
    let page = client.list_objects_v2().bucket(BUCKET).prefix("many/");
    let page = page.start_after("many/file-00031999.txt").send().await;
    let page = page.unwrap();
    let first = page.contents()[0].key().unwrap();
    assert_eq!(page.is_truncated(), Some(true));
    let count = page.contents().len();
    let read = bytes_read() - before.0;
    println!("listed {read} {count} {first}");
    eprintln!("{read} bytes in {:?}", before.1.elapsed());
    std::future::pending::<()>().await;
}

/// What this process has read from files and sockets so far.
fn bytes_read() -> u64 {
    let counters = std::fs::read_to_string("/proc/self/io").unwrap();
    let line = counters.lines().find_map(|l| l.strip_prefix("rchar: "));
    line.unwrap().parse().unwrap()
}

/// Runs the process until it has listed, and kills it; what it read and what it said.
fn run(data: &Path) -> (u64, String) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "seed::bulk::a_process_of_its_own", "--nocapture"])
        .env("SANDBOX_TEST_DATA", data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = lines.map(Result::unwrap);
    let said = said.find_map(|line| Some(line.split_once("listed ")?.1.to_owned()));
    child.kill().unwrap();
    child.wait().unwrap();
    let (read, page) = said.as_deref().unwrap().split_once(' ').unwrap();
    (read.parse().unwrap(), page.to_owned())
}

#[test]
fn many_objects_open_and_list_at_once() {
    let data = tempfile::tempdir().unwrap();
    let mut sizes = Vec::new();
    for start in ["new", "after a kill", "after another"] {
        let (read, page) = run(data.path());
        assert_eq!(page, "1000 many/file-00032000.txt", "{start}");
        sizes.push(read);
    }
    let file = std::fs::metadata(data.path().join("sandbox.redb")).unwrap();
    assert!(file.len() > 10_000_000, "{} bytes", file.len());
    for read in &sizes[1..] {
        assert!(*read < 2_000_000, "{sizes:?} of {} bytes", file.len());
    }
}
