//! What keys are called in an archive, so that it can be unpacked anywhere and nothing of
//! it lands outside, or on something else of it.
//!
//! A key is cut at `/`, and each piece becomes the name of a file or folder:
//!
//! - backslashes, colons and control characters become `_`: Windows would take them for
//!   folders, drives and streams;
//! - a piece that is empty, or of nothing but dots and blanks, has each of them replaced
//!   by `_`: such names lead up, or to nothing. So no name is absolute;
//! - of two that are one to a disk that does not tell upper from lower case, or ignores
//!   blanks and dots at the end, the second is numbered: `a (2).txt`. A folder that has
//!   the name of a file is numbered too: S3 knows both `a` and `a/b`.
//!
//! All else stays as it is, also what only Windows cannot hold: whoever unpacks it there
//! replaces or refuses it, and elsewhere it is a name like any other.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

/// The names that an archive has so far. It keeps 8 bytes for each, and takes two names
/// for the same once in a long while: one is numbered then without need.
#[derive(Default)]
pub struct Names {
    hashes: RandomState,
    files: HashSet<u64>,
    folders: HashSet<u64>,
    /// The last number that was given to a name.
    numbers: HashMap<u64, u64>,
}

impl Names {
    /// The name of a file whose key, behind the archive's own prefix, is `path`.
    pub fn file(&mut self, path: &str) -> String {
        let (above, last) = match path.rsplit_once('/') {
            Some((above, last)) => (self.folder(&format!("{above}/")), last),
            None => (String::new(), path),
        };
        let piece = safe(last);
        let plain = self.hash(&above, &piece);
        let mut number = self.numbers.get(&plain).copied().unwrap_or(1);
        loop {
            let name = numbered(&piece, number);
            let hash = self.hash(&above, &name);
            if !self.folders.contains(&hash) && self.files.insert(hash) {
                if number > 1 {
                    self.numbers.insert(plain, number);
                }
                return above + &name;
            }
            number += 1;
        }
    }

    /// The name of a folder, `path` and the name ending in `/`. The same again is the
    /// same folder.
    pub fn folder(&mut self, path: &str) -> String {
        let mut name = String::new();
        for piece in path.strip_suffix('/').unwrap_or(path).split('/') {
            let piece = safe(piece);
            // Files never give a name back, so that the first free one stays the first.
            let mut number = 1;
            let free = loop {
                let free = numbered_folder(&piece, number);
                let hash = self.hash(&name, &free);
                if !self.files.contains(&hash) {
                    self.folders.insert(hash);
                    break free;
                }
                number += 1;
            };
            name.push_str(&free);
            name.push('/');
        }
        name
    }

    /// The same for what the least particular disk takes for one.
    fn hash(&self, above: &str, piece: &str) -> u64 {
        let mut text = String::with_capacity(above.len() + piece.len());
        for piece in above.split_inclusive('/').chain([piece]) {
            let name = piece.trim_end_matches('/');
            let kept = name.trim_end_matches(['.', ' ']);
            text.extend(kept.chars().flat_map(char::to_uppercase));
            text.push_str(&piece[name.len()..]);
        }
        self.hashes.hash_one(text)
    }
}

/// One piece of a key as the name of a file. The name of the archive itself is made so.
pub fn safe(piece: &str) -> String {
    if piece.is_empty() {
        return "_".to_owned();
    }
    let hollow = piece.chars().all(|c| matches!(c, '.' | ' '));
    let odd = |c: char| hollow || c.is_control() || matches!(c, '\\' | ':' | '/');
    piece
        .chars()
        .map(|c| if odd(c) { '_' } else { c })
        .collect()
}

fn numbered(piece: &str, number: u64) -> String {
    match piece.rsplit_once('.') {
        _ if number == 1 => piece.to_owned(),
        Some((stem, kind)) if !stem.is_empty() => format!("{stem} ({number}).{kind}"),
        _ => format!("{piece} ({number})"),
    }
}

fn numbered_folder(piece: &str, number: u64) -> String {
    match number {
        1 => piece.to_owned(),
        _ => format!("{piece} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_but_down() {
        for (key, name) in [
            ("a/b.txt", "a/b.txt"),
            ("/etc/passwd", "_/etc/passwd"),
            ("../../up.txt", "__/__/up.txt"),
            ("a/./b", "a/_/b"),
            ("a//b", "a/_/b"),
            ("a/.. /b", "a/___/b"),
            ("a/.../b", "a/___/b"),
            ("..\\..\\up.txt", ".._.._up.txt"),
            ("C:\\up.txt", "C__up.txt"),
            ("file.txt:stream", "file.txt_stream"),
            ("nul\0l\nine", "nul_l_ine"),
            ("..", "__"),
            ("a/ ", "a/_"),
            ("marker/", "marker/_"),
            ("\u{1f984}/caf\u{e9} ", "\u{1f984}/caf\u{e9} "),
            (".hidden", ".hidden"),
            ("..two", "..two"),
        ] {
            assert_eq!(Names::default().file(key), name);
        }
    }

    #[test]
    fn no_two_have_one_name() {
        let mut names = Names::default();
        for (key, name) in [
            ("a.txt", "a.txt"),
            ("A.txt", "A (2).txt"),
            ("a.TXT ", "a (3).TXT "),
            ("a (4).txt", "a (4).txt"),
            ("a.txt.", "a.txt (3)."),
            ("x\\y", "x_y"),
            ("x:y", "x_y (2)"),
            (".rc", ".rc"),
            (".RC", ".RC (2)"),
            ("d/in", "d/in"),
            ("D", "D (2)"),
            ("D/in", "D/in (2)"),
            ("same", "same"),
            ("same/inside", "same (2)/inside"),
            ("same (2)", "same (2) (2)"),
            ("same/more", "same (2)/more"),
        ] {
            assert_eq!(names.file(key), name, "{key}");
        }
        assert_eq!(names.folder("same/"), "same (2)/");
        assert_eq!(names.folder("new/deep/"), "new/deep/");
        assert_eq!(names.file("NEW"), "NEW (2)");
    }

    #[test]
    fn many_of_one_name_take_no_time() {
        let mut names = Names::default();
        let begun = std::time::Instant::now();
        for _ in 0..20_000 {
            names.file("same.txt");
        }
        assert_eq!(names.file("SAME.txt"), "SAME (20001).txt");
        assert!(begun.elapsed().as_secs() < 5);
    }
}
