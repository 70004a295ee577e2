//! Which characters keys have at one place, and which there may well be besides.

use std::collections::{BTreeMap, BTreeSet};

/// Characters that are remembered besides ASCII: at one position, and at all behind all scripts.
pub(super) const OTHERS: (usize, usize) = (1 << 12, 1 << 18);
/// Scripts behind which characters are told apart at a position.
const SCRIPTS: usize = 64;
/// How much what has not been seen counts, though its like has: at last, when so
/// many keys have been seen. Until then it counts more.
pub(super) const UNSEEN: f64 = 0.125;
pub(super) const KNOWN: f64 = 16.0;
/// Letters of an alphabet, about, and where there are no more of them: then come signs, and
/// scripts of thousands.
const ALPHABET: (u32, u32) = (32, 0x2000);
/// Here are no characters.
const SURROGATES: (u32, u32) = (0xd800, 0xe000);
/// So many characters behind those that have been seen may be there, too, in
/// scripts that have thousands; and all of them count as so many, until some were tried.
pub(super) const FURTHER: (u32, f64) = (1024, 8.0);

/// What was seen at one position: behind anything, and behind each script.
#[derive(Default)]
pub(super) struct Position {
    pub any: Seen,
    pub behind: BTreeMap<u32, Seen>,
}

/// Characters that were seen.
#[derive(Clone, Default)]
pub(super) struct Seen {
    ascii: u128,
    pub others: BTreeSet<u32>,
}

/// Characters that follow each other, the first and the last, and how much each counts.
pub(super) type Run = (u32, u32, f64);

impl Position {
    /// What was seen behind a script; if nothing was, behind all.
    pub fn of(&self, script: u32) -> &Seen {
        self.behind.get(&script).unwrap_or(&self.any)
    }

    /// Notes a character, while there is room.
    pub fn add(&mut self, script: u32, c: char, room: &mut usize) {
        self.any.add(c, room);
        let known = self.behind.contains_key(&script);
        // What there is no room for is looked up behind all.
        if script != 0 && (known || self.behind.len() < SCRIPTS && *room > 0) {
            self.behind.entry(script).or_default().add(c, room);
        }
    }
}

impl Seen {
    fn add(&mut self, c: char, room: &mut usize) {
        if c.is_ascii() {
            self.ascii |= 1 << u32::from(c);
        } else if *room > 0 && self.others.len() < OTHERS.0 && self.others.insert(u32::from(c)) {
            *room -= 1;
        }
    }

    pub fn has(&self, from: char, to: char) -> bool {
        (from..=to).any(|c| self.ascii & 1 << u32::from(c) != 0)
    }

    /// What may well be there, in order: where there is a digit there are others,
    /// and so with letters.
    pub fn letters(&self, unseen: f64, others: f64) -> Vec<Run> {
        let digits = self.has('0', '9');
        let hex = |a, f, g, z| digits && self.has(a, f) && !self.has(g, z);
        let mut runs = Vec::new();
        for (c, n) in (0..128).filter_map(|n| Some((char::from_u32(n)?, n))) {
            let likely = match c {
                '0'..='9' => digits,
                'A'..='Z' if hex('A', 'F', 'G', 'Z') => c <= 'F',
                'A'..='Z' => self.has('A', 'Z'),
                'a'..='z' if hex('a', 'f', 'g', 'z') => c <= 'f',
                'a'..='z' => self.has('a', 'z'),
                _ => false,
            };
            match self.has(c, c) {
                true => runs.push((n, n, 1.0)),
                false if likely => runs.push((n, n, unseen)),
                false => {}
            }
        }
        let mut behind: Option<u32> = None;
        for &c in &self.others {
            match (behind, runs.last_mut()) {
                (Some(behind), Some((_, last, _))) if behind == c => *last = c,
                (Some(behind), _) => {
                    further(&mut runs, behind, c - 1, (unseen, others));
                    runs.push((c, c, 1.0));
                }
                (None, _) => runs.push((c, c, 1.0)),
            }
            behind = Some(c + 1);
        }
        let last = u32::from(char::MAX);
        let behind = behind.filter(|behind| *behind <= last);
        if let Some(behind) = behind {
            further(&mut runs, behind, last, (unseen, others));
        }
        runs
    }
}

/// What lies between characters that have been seen: of an alphabet there may well be the next
/// letters, too.
fn further(runs: &mut Vec<Run>, from: u32, to: u32, (unseen, others): (f64, f64)) {
    let (letters, below) = ALPHABET;
    let (none, no_more) = SURROGATES;
    let mut from = if (none..no_more).contains(&from) {
        no_more
    } else {
        from
    };
    let to = if from < none { to.min(none - 1) } else { to };
    if from < below && from <= to {
        let next = to.min(from + letters - 1);
        runs.push((from, next, unseen));
        from = next + 1;
    }
    let to = to.min(from + FURTHER.0 - 1);
    if from <= to {
        let count = f64::from(to - from + 1);
        let each = others.max((UNSEEN * 4.0 / count).min(UNSEEN));
        runs.push((from, to, each));
    }
}

pub(super) fn size(runs: &[Run]) -> f64 {
    let sizes = runs
        .iter()
        .map(|(from, to, each)| f64::from(to - from + 1) * each);
    sizes.sum()
}

/// How much those count that are before `c`, and the end of a text.
pub(super) fn rank(runs: &[Run], c: char) -> f64 {
    let c = u32::from(c);
    let before = runs.iter().take_while(|(from, ..)| *from < c);
    1.0 + before
        .map(|(from, to, each)| f64::from(c.min(*to + 1) - from) * each)
        .sum::<f64>()
}

/// The character that so much is before, how much that is exactly, and how much it counts.
pub(super) fn nth(runs: &[Run], place: f64) -> Option<(char, f64, f64)> {
    let mut before = 1.0;
    for (from, to, each) in runs {
        let size = f64::from(to - from + 1) * each;
        if place < before + size {
            let steps = ((place - before) / each).floor().max(0.0);
            let c = char::from_u32(from + steps as u32)?;
            return Some((c, before + steps * each, *each));
        }
        before += size;
    }
    None
}

/// How much a character counts.
pub(super) fn weight(runs: &[Run], c: char) -> f64 {
    let c = u32::from(c);
    let run = runs.iter().find(|(from, to, _)| (from..=to).contains(&&c));
    run.map_or(0.0, |(_, _, each)| *each)
}

/// What the last character beyond ASCII belongs to: who writes a name in a script goes on in it.
pub(super) fn script(text: &str) -> u32 {
    text.chars().rev().find_map(script_of).unwrap_or(0)
}

pub(super) fn script_of(c: char) -> Option<u32> {
    (!c.is_ascii()).then_some(u32::from(c) >> 8)
}
