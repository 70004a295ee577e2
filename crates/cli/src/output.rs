//! What people and programs get to read.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use time::OffsetDateTime;
use time::macros::format_description;
use tracing_subscriber::EnvFilter;

/// Logs go to stderr; `WARDROBE_LOG` sets how much.
pub(crate) fn logs_to_stderr(level: &str) {
    let filter = EnvFilter::try_from_env("WARDROBE_LOG")
        .unwrap_or_else(|_| EnvFilter::new(format!("{level},aws_config=off,aws_runtime=warn")));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}

/// Text without characters that would drive a terminal.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            c if c.is_control() || is_bidi(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Bytes as people count them.
pub(crate) fn size(bytes: u64) -> String {
    let (mut value, mut unit) = (bytes as f64, "B");
    for next in ["KiB", "MiB", "GiB", "TiB", "PiB"] {
        if value < 1024.0 {
            break;
        }
        (value, unit) = (value / 1024.0, next);
    }
    match unit {
        "B" => format!("{bytes} B"),
        _ => format!("{value:.1} {unit}"),
    }
}

/// A moment in UTC, or as many blanks.
pub(crate) fn moment(at: Option<OffsetDateTime>) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
    at.and_then(|at| at.format(format).ok())
        .unwrap_or_else(|| " ".repeat(19))
}

/// One line; a reader that has gone away ends the program quietly.
pub(crate) fn line(text: &str) {
    if writeln!(std::io::stdout(), "{text}").is_err() {
        std::process::exit(0);
    }
}

/// How far work has come: one line that is written over, on a terminal only.
pub(crate) struct Progress {
    word: &'static str,
    shown: bool,
    last: Instant,
    objects: u64,
    bytes: u64,
}

impl Progress {
    pub fn new(word: &'static str, json: bool) -> Self {
        Self {
            word,
            shown: !json && std::io::stderr().is_terminal(),
            last: Instant::now(),
            objects: 0,
            bytes: 0,
        }
    }

    pub fn add(&mut self, objects: u64, bytes: u64) {
        self.objects += objects;
        self.bytes += bytes;
        if self.shown && self.last.elapsed() > Duration::from_millis(100) {
            self.last = Instant::now();
            eprint!(
                "\r\x1b[K{} {} objects, {}",
                self.word,
                self.objects,
                size(self.bytes)
            );
        }
    }

    /// So many bytes more, or fewer.
    pub fn shift(&mut self, bytes: i64) {
        self.bytes = self.bytes.saturating_add_signed(bytes);
        self.add(0, 0);
    }

    /// Clears the line, so that another can be written.
    pub fn pause(&self) {
        if self.shown {
            eprint!("\r\x1b[K");
        }
    }

    pub fn done(&self) -> (u64, u64) {
        self.pause();
        (self.objects, self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_cannot_drive_the_terminal() {
        assert_eq!(plain("a\u{1b}[2Jb\u{202e}ü"), "a\\u{1b}[2Jb\\u{202e}ü");
    }

    #[test]
    fn sizes_are_in_units_of_1024() {
        assert_eq!(
            [0, 1023, 1024, 1_572_864].map(size),
            ["0 B", "1023 B", "1.0 KiB", "1.5 MiB"]
        );
    }
}
