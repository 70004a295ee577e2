//! What to ask for next, and what of the answers may be handed out.
//!
//! The ranges lie side by side in the order of the keys. Each is listed from behind
//! a text until the first key beyond its end, which is then known. It must be the
//! very key that the next range began with: so the ranges link up to what a listing
//! in one go would have been, and a store that orders keys in a way of its own is
//! found out where they do not. Until then nothing of the next range is handed out,
//! and the first one, which has listed on without a gap, goes on alone.

use std::collections::VecDeque;
use std::time::Duration;

use super::middle::Guide;
use super::{Answer, Ask};
use crate::error::Kind;
use crate::list::Entry;
use crate::{Result, StorageError};

/// Entries of the first answer of a range: it may be empty, and what lies beyond
/// its end is asked for in vain.
const PROBE: usize = 100;
/// A range that seems to hold fewer pages is not cut.
const SHORT: f64 = 4.0;
/// How many pages a range is thought to hold at most, for want of better knowledge.
const MANY: f64 = 64.0;
/// What a guess may be at most: pieces are weighed against each other.
const FAR: f64 = 1e6;
/// A range that seems to hold less than a page is asked for that, and a little more.
const LAST: (f64, f64) = (0.9, 1.1);
/// How often a request is repeated, besides what the SDK does.
const AGAIN: u32 = 5;

/// How to walk.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    /// Hand out in the order of the keys.
    pub ordered: bool,
    /// The store is known to keep that order.
    pub trusted: bool,
    /// One request after another.
    pub alone: bool,
    /// Requests at once.
    pub at_once: usize,
    /// Entries of an answer.
    pub page: usize,
    /// Answers that are held, besides those that are handed out next.
    pub held: usize,
    /// How many of those.
    pub next: usize,
    /// The pause after a failure; doubled after each.
    pub pause: Duration,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            ordered: true,
            trusted: false,
            alone: false,
            at_once: 32,
            page: 1000,
            held: 96,
            next: 16,
            pause: Duration::from_millis(500),
        }
    }
}

/// The keys behind one text up to another.
#[derive(Debug, Default)]
struct Range {
    id: u64,
    /// The last key that was listed, or where the range begins.
    after: Option<String>,
    /// The last text that is in it; `None` is the end of all.
    until: Option<String>,
    token: Option<String>,
    /// A request is on its way.
    busy: bool,
    /// Nothing is left to ask for.
    over: bool,
    /// The first key that the store gave, in the range or behind it.
    first: Seen,
    /// What the last answer held behind the end, and where that went on.
    beyond: Vec<Entry>,
    /// Answers that are not handed out yet.
    held: VecDeque<Vec<Entry>>,
    pages: u32,
    /// How many pages there may still be.
    left: f64,
    /// What was thought of that when its end was set, and how many pages have come since.
    told: f64,
    since: f64,
    /// The first key of the last answer.
    from: String,
    /// How much of a page that was.
    share: f64,
    /// Which way to cut it is next.
    turn: bool,
    failures: u32,
    pause: Duration,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Seen {
    #[default]
    Unknown,
    Nothing,
    Key(String),
}

/// The ranges of a walk.
pub(super) struct Plan {
    rules: Rules,
    guide: Guide,
    /// In the order of the keys. What is over and handed out is gone.
    ranges: VecDeque<Range>,
    busy: usize,
    at_once: usize,
    ids: u64,
    begun: bool,
}

impl Plan {
    pub fn new(prefix: &str, start_after: Option<String>, rules: Rules) -> Self {
        let all = Range {
            after: start_after,
            left: MANY,
            ..Range::default()
        };
        Self {
            guide: Guide::new(prefix),
            ranges: [all].into(),
            busy: 0,
            at_once: rules.at_once,
            ids: 0,
            begun: false,
            rules,
        }
    }

    /// Whether all has been handed out.
    pub fn is_over(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The next request, if now is the time for one more.
    pub fn next(&mut self) -> Option<Ask> {
        if self.busy >= self.at_once {
            return None;
        }
        let at = self.waiting().or_else(|| self.cut())?;
        let size = self.size(self.ranges.get(at)?);
        let range = self.ranges.get_mut(at)?;
        range.busy = true;
        self.busy += 1;
        Some(Ask {
            range: range.id,
            start_after: range.after.clone(),
            token: range.token.clone(),
            size: i32::try_from(size).unwrap_or(i32::MAX),
            pause: std::mem::take(&mut range.pause),
        })
    }

    /// How many entries to ask for: what lies behind the end of a range comes in vain.
    fn size(&self, range: &Range) -> usize {
        let page = self.rules.page;
        let probe = PROBE.min(page);
        if range.first == Seen::Unknown && range.id > 0 {
            return probe;
        }
        let (Some(key), Some(until)) = (&range.after, &range.until) else {
            return page;
        };
        let left = range.pages_left(&self.guide, key, Some(until));
        let left = left * LAST.1;
        // Where there was more than was thought there may be still more.
        let left = match range.longer() {
            true => left.max(range.share * 2.0),
            false => left,
        };
        match left < LAST.0 * LAST.1 {
            true => ((left * page as f64) as usize).clamp(probe, page),
            false => page,
        }
    }

    /// The first range that waits to be asked for and may be. What is handed out
    /// later must not take the room of what is handed out sooner.
    fn waiting(&self) -> Option<usize> {
        let in_order = self.in_order();
        let held: usize = self.ranges.iter().map(|range| range.held.len()).sum();
        let (mut first, mut before) = (true, 0.0);
        for (at, range) in self.ranges.iter().enumerate() {
            let room = held + self.busy < self.room(before)
                // What is handed out next must not wait for what comes later.
                || first && range.held.len() < 4;
            let near = !in_order || before < self.rules.held as f64;
            if !range.over && !range.busy && room && (near || range.pages == 0) {
                return Some(at);
            }
            first &= range.over;
            before += range.weight();
        }
        None
    }

    /// How many answers there may be, held and on their way, before one more is asked for of a
    /// range, when so many are to be handed out before it. There is always room for what comes
    /// next: it may turn out longer than it seemed, when much of what is behind it is here.
    fn room(&self, before: f64) -> usize {
        let next = before < self.rules.next as f64;
        self.rules.held + if next { self.rules.next } else { 0 }
    }

    /// Cuts what seems longest, and says which range is new.
    fn cut(&mut self) -> Option<usize> {
        if self.rules.alone || !self.begun || self.ranges.len() > 4 * self.rules.at_once {
            return None;
        }
        let in_order = self.in_order();
        let held: usize = self.ranges.iter().map(|range| range.held.len()).sum();
        loop {
            let (mut longest, mut before) = (None, 0.0);
            for (at, range) in self.ranges.iter().enumerate() {
                if held + self.busy >= self.room(before) {
                    break;
                }
                let best: f64 = longest.map_or(SHORT, |at: usize| self.ranges[at].left);
                if !range.over && range.pages > 0 && range.left > best {
                    longest = Some(at);
                }
                before += range.weight();
                if in_order && before > self.rules.held as f64 {
                    break;
                }
            }
            let at = longest?;
            if self.cut_at(at) {
                return Some(at + 1);
            }
        }
    }

    /// Cuts one range, if there is a way to.
    fn cut_at(&mut self, at: usize) -> bool {
        let range = &mut self.ranges[at];
        let Some(key) = range.after.as_deref() else {
            // Some stores begin with an answer that holds nothing.
            range.left = 0.0;
            return false;
        };
        let until = range.until.as_deref();
        let mut cuts = [
            self.guide.fork(&range.from, key, until),
            self.guide.middle(key, until),
        ];
        if range.turn {
            cuts.reverse();
        }
        range.turn = !range.turn;
        let all = range.pages_left(&self.guide, key, until).max(range.left);
        let cuts = cuts.into_iter().flatten();
        let cuts = cuts.map(|cut| (range.pages_left(&self.guide, key, Some(&cut)), cut));
        // Neither piece should be less than an answer, nor much less than another cut would have it.
        let less = |left: f64| left.min(all - left);
        let worse =
            |one, other| less(other) >= 1.0 && (less(one) < 1.0 || less(one) * 2.0 <= less(other));
        let best = cuts.reduce(|one, other| if worse(one.0, other.0) { other } else { one });
        let Some((left, cut)) = best else {
            // The next answer may show one.
            range.left = 0.0;
            return false;
        };
        let beyond = (all - left).clamp(0.0, MANY);
        range.left = left.min(MANY);
        range.tell(left);
        self.ids += 1;
        let new = Range {
            id: self.ids,
            after: Some(cut.clone()),
            until: range.until.replace(cut),
            left: beyond,
            ..Range::default()
        };
        self.ranges.insert(at + 1, new);
        true
    }

    /// Takes the answer to a request.
    pub fn take(&mut self, id: u64, answer: Answer) -> Result<()> {
        self.busy -= 1;
        let Some(at) = self.ranges.iter().position(|range| range.id == id) else {
            // Of a range that was given up.
            return Ok(());
        };
        self.ranges[at].busy = false;
        match answer {
            Ok((entries, token)) => {
                self.at_once = self.rules.at_once.min(self.at_once + 1);
                self.begun = true;
                self.add(at, entries, token);
                Ok(())
            }
            Err(error) => self.failed(at, error),
        }
    }

    fn failed(&mut self, at: usize, error: StorageError) -> Result<()> {
        let range = &mut self.ranges[at];
        let passes = matches!(
            error.kind,
            Kind::Throttled | Kind::Unreachable | Kind::Other
        );
        // Who cannot even begin is told at once.
        if !passes || !self.begun || range.failures == AGAIN {
            return Err(error);
        }
        range.pause = self.rules.pause * 2u32.pow(range.failures);
        range.failures += 1;
        if error.kind == Kind::Throttled {
            self.at_once = (self.at_once / 2).max(1);
        }
        Ok(())
    }

    fn add(&mut self, at: usize, mut entries: Vec<Entry>, token: Option<String>) {
        let range = &mut self.ranges[at];
        range.failures = 0;
        range.pages += 1;
        range.token = token;
        if !self.rules.trusted && !self.rules.alone && !follows(range.after.as_deref(), &entries) {
            if at == 0 {
                range.held.push_back(entries);
                range.over = range.token.is_none();
            }
            self.go_on_alone();
            return;
        }
        if let Some(cut) = range
            .after
            .as_deref()
            .filter(|_| range.pages == 1 && range.id > 0)
        {
            let first = entries.first().map(|entry| entry.key.as_str());
            self.guide.hit(cut, first);
        }
        match entries.first() {
            _ if range.first != Seen::Unknown => {}
            Some(first) => range.first = Seen::Key(first.key.clone()),
            None if range.token.is_none() => range.first = Seen::Nothing,
            None => {}
        }
        if let Some(until) = &range.until {
            let within = entries.partition_point(|entry| entry.key <= *until);
            range.beyond = entries.split_off(within);
        }
        range.over = range.token.is_none() || !range.beyond.is_empty();
        if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
            range.from.clone_from(&first.key);
            range.after = Some(last.key.clone());
            let step = (entries.len() / 16).max(1);
            let some = entries.iter().step_by(step).chain([last]);
            some.for_each(|entry| self.guide.learn(&entry.key));
            range.share = entries.len() as f64 / self.rules.page as f64;
            let left = range.pages_left(&self.guide, &last.key, range.until.as_deref());
            range.since += range.share;
            if range.pages == 1 {
                range.tell(left);
            }
            // That may be twice as long again.
            let least = match range.longer() {
                true => range.since * 2.0,
                false => f64::from(range.pages) / 4.0,
            };
            range.left = left.min(MANY).max(least);
            range.held.push_back(entries);
        }
        if range.over && range.until.is_some() && range.told < MANY {
            self.guide.came(range.told, range.since);
        }
    }

    /// The next entries to hand out.
    pub fn ready(&mut self) -> Option<Vec<Entry>> {
        if !self.in_order() {
            self.ranges
                .retain(|range| !range.over || !range.held.is_empty());
            return self
                .ranges
                .iter_mut()
                .find_map(|range| range.held.pop_front());
        }
        loop {
            let first = self.ranges.front_mut()?;
            if let Some(entries) = first.held.pop_front() {
                return Some(entries);
            }
            if !first.over {
                return None;
            }
            match self.ranges.get(1) {
                Some(next) if !self.rules.trusted => match &next.first {
                    Seen::Unknown => return None,
                    key if *key == self.ranges[0].behind() => {}
                    _ => {
                        self.go_on_alone();
                        continue;
                    }
                },
                _ => {}
            }
            self.ranges.pop_front();
        }
    }

    /// From now on the first range lists all that is left.
    fn go_on_alone(&mut self) {
        self.rules.alone = true;
        self.ranges.truncate(1);
        if let Some(range) = self.ranges.front_mut() {
            range.until = None;
            if !range.beyond.is_empty() {
                range.held.push_back(std::mem::take(&mut range.beyond));
                range.over = range.token.is_none();
            }
        }
    }

    /// What comes out of order cannot be taken back when the store turns out to
    /// have an order of its own.
    fn in_order(&self) -> bool {
        self.rules.ordered || !self.rules.trusted
    }
}

impl Range {
    /// How many pages it takes up until it is handed out.
    fn weight(&self) -> f64 {
        let left = if self.over { 0.0 } else { self.left };
        self.held.len() as f64 + left
    }

    /// How many pages there may be from `key` to `until`, by what the last answer was.
    fn pages_left(&self, guide: &Guide, key: &str, until: Option<&str>) -> f64 {
        let left = guide.left(&self.from, key, until);
        left.map_or(MANY, |left| (left * self.share).clamp(0.0, FAR))
    }

    /// Whether it has turned out longer than was thought.
    fn longer(&self) -> bool {
        self.since > self.told * 1.5
    }

    /// Notes how many pages there seem to be up to its end.
    fn tell(&mut self, left: f64) {
        (self.told, self.since) = (left, 0.0);
    }

    /// The first key behind it.
    fn behind(&self) -> Seen {
        let first = self.beyond.first();
        first.map_or(Seen::Nothing, |entry| Seen::Key(entry.key.clone()))
    }
}

/// Whether entries are in order, and behind a key.
fn follows(after: Option<&str>, entries: &[Entry]) -> bool {
    let first = entries.first().map(|entry| entry.key.as_str());
    let behind = first.is_none_or(|first| after.is_none_or(|after| first > after));
    behind && entries.is_sorted_by(|one, next| one.key < next.key)
}
