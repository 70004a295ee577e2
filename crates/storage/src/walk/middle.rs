//! Where to cut a range of keys in two: learnt from the keys that have been seen.

use super::letters::{
    FURTHER, KNOWN, OTHERS, Position, Run, Seen, UNSEEN, nth, rank, script, script_of, size, weight,
};
use crate::address::KEY_MAX;

/// How many characters behind a common beginning are looked at: what a number of
/// 53 bits can tell apart.
const DEEP: usize = 10;
/// How fast what was learnt of earlier ranges fades, and how far guesses are put right by it.
const FADES: f64 = 0.95;
const RIGHT: (f64, f64) = (0.05, 2.0);

/// Which characters keys have where. It tells how far apart two keys are, and
/// what lies halfway between them, as if all that keys are made of were equally
/// frequent. A wrong guess costs a request and no key.
pub(super) struct Guide {
    prefix: String,
    seen: Vec<Position>,
    /// Characters that may still be remembered.
    room: usize,
    /// How many keys those were.
    keys: f64,
    /// Cuts at characters beyond ASCII, and how many of them were found there.
    tried: f64,
    found: f64,
    /// How much was thought to lie in ranges, and how much did.
    told: f64,
    came: f64,
}

impl Guide {
    /// For keys that begin with `prefix`.
    pub fn new(prefix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            seen: Vec::new(),
            room: OTHERS.1,
            keys: 0.0,
            tried: 0.0,
            found: 0.0,
            told: 1.0,
            came: 1.0,
        }
    }

    /// Notes what `key` is made of.
    pub fn learn(&mut self, key: &str) {
        let Some(rest) = key.strip_prefix(&self.prefix) else {
            return;
        };
        self.keys += 1.0;
        let mut script = 0;
        for (at, c) in rest.chars().enumerate() {
            if at == self.seen.len() {
                self.seen.push(Position::default());
            }
            self.seen[at].add(script, c, &mut self.room);
            script = script_of(c).unwrap_or(script);
        }
    }

    /// Notes the first key behind a cut: in a script of thousands of characters, of which but
    /// few have been seen, it tells how many of the others there may be.
    pub fn hit(&mut self, cut: &str, first: Option<&str>) {
        let Some(last) = cut.chars().next_back().filter(|c| !c.is_ascii()) else {
            return;
        };
        let before = cut.strip_suffix(last).unwrap_or_default();
        let before = before.strip_prefix(&self.prefix);
        let seen = before.and_then(|before| self.behind(before.chars().count(), script(before)));
        if seen.is_some_and(|seen| seen.others.contains(&u32::from(last))) {
            return;
        }
        self.tried += 1.0;
        if first.is_some_and(|first| first.starts_with(cut)) {
            self.found += 1.0;
        }
    }

    /// Notes how much a range held, of which `told` was thought: what is thought of
    /// others is put right by it. The last few count most.
    pub fn came(&mut self, told: f64, came: f64) {
        self.told = self.told * FADES + told;
        self.came = self.came * FADES + came;
    }

    /// How many times as much as from `from` to `to` there is from there to
    /// `until`; without it, to the end of all.
    pub fn left(&self, from: &str, to: &str, until: Option<&str>) -> Option<f64> {
        let to = to.strip_prefix(&self.prefix)?;
        let until = self.bound(until)?;
        let same = until.map_or(0, |until| common(to, until));
        let common = prefix_of(to, same);
        // What lies before this beginning is not measured.
        let from = from.strip_prefix(&self.prefix).unwrap_or_default();
        let from = if from.starts_with(common) {
            self.place(from, same)
        } else {
            0.0
        };
        let (at, end) = (self.place(to, same), self.end(until, same));
        let right = (self.came / self.told).clamp(RIGHT.0, RIGHT.1);
        Some((end - at) / (at - from).max(f64::MIN_POSITIVE) * right)
    }

    /// A text between `at` and `until`, halfway by what is known.
    pub fn middle(&self, at: &str, until: Option<&str>) -> Option<String> {
        let at = at.strip_prefix(&self.prefix)?;
        let until = self.bound(until)?;
        let same = until.map_or(0, |until| common(at, until));
        let mut rest = f64::midpoint(self.place(at, same), self.end(until, same));
        let mut middle = prefix_of(at, same).to_owned();
        for depth in 0..DEEP {
            let letters = self.letters(same + depth, script(&middle));
            rest *= size(&letters) + 1.0;
            let (c, before, each) = nth(&letters, rest)?;
            rest = (rest - before) / each;
            // Where a text ends here.
            if rest < 0.0 {
                return None;
            }
            middle.push(c);
            if middle.as_str() > at
                && let Some(cut) = self.whole(middle.clone(), until)
            {
                return Some(cut);
            }
        }
        None
    }

    /// A text between `at` and `until` that is behind all that begins as keys do
    /// that lie together: `from` and `at` are two of them. The beginning is half as
    /// long again as what `at` and `until` have in common: many levels without
    /// a fork are passed over in a few steps.
    pub fn fork(&self, from: &str, at: &str, until: Option<&str>) -> Option<String> {
        let from = from.strip_prefix(&self.prefix)?;
        let at = at.strip_prefix(&self.prefix)?;
        let until = self.bound(until)?;
        let high = common(from, at);
        let low = until.map_or(0, |until| common(at, until));
        for length in (low + high).div_ceil(2).max(low + 1)..=high {
            let mut fork = prefix_of(at, length).to_owned();
            let last = fork.pop().and_then(next)?;
            fork.push(last);
            if let Some(cut) = self.whole(fork, until) {
                return Some(cut);
            }
        }
        None
    }

    /// `until` without the prefix. Nothing where it does not begin with it.
    #[expect(clippy::option_option, reason = "no bound is no mistake")]
    fn bound<'a>(&self, until: Option<&'a str>) -> Option<Option<&'a str>> {
        match until {
            None => Some(None),
            Some(until) => until.strip_prefix(&self.prefix).map(Some),
        }
    }

    /// A cut before `until`. Where folders' names end, it ends with their slash: a store whose keys are paths
    /// takes what is in a folder for no more than the folder itself.
    fn whole(&self, mut rest: String, until: Option<&str>) -> Option<String> {
        let behind = self.behind(rest.chars().count(), script(&rest));
        if behind.is_some_and(|seen| seen.has('/', '/')) {
            rest.push('/');
        }
        if until.is_some_and(|until| rest.as_str() >= until) {
            return None;
        }
        let whole = format!("{}{rest}", self.prefix);
        (whole.len() <= KEY_MAX).then_some(whole)
    }

    fn end(&self, until: Option<&str>, skip: usize) -> f64 {
        until.map_or(1.0, |until| self.place(until, skip))
    }

    /// Where `text` is among all that have its first `skip` characters: from 0 to 1.
    fn place(&self, text: &str, skip: usize) -> f64 {
        let (mut place, mut unit) = (0.0, 1.0);
        let mut before = script(prefix_of(text, skip));
        for (depth, c) in text.chars().skip(skip).take(DEEP).enumerate() {
            let letters = self.letters(skip + depth, before);
            before = script_of(c).unwrap_or(before);
            unit /= size(&letters) + 1.0;
            place += rank(&letters, c) * unit;
            unit *= weight(&letters, c);
        }
        place
    }

    /// What was seen at a position behind a script.
    fn behind(&self, at: usize, script: u32) -> Option<&Seen> {
        self.seen.get(at).map(|position| position.of(script))
    }

    fn letters(&self, at: usize, script: u32) -> Vec<Run> {
        let unseen = (KNOWN / self.keys).clamp(UNSEEN, 1.0);
        let seen = self.behind(at, script);
        let (count, weight) = FURTHER;
        let sparse = weight / f64::from(count);
        let others = (self.found + sparse) / (self.tried + 1.0);
        seen.map_or_else(Vec::new, |seen| seen.letters(unseen, others))
    }
}

/// How many characters two texts have in common at their beginning.
fn common(one: &str, other: &str) -> usize {
    let both = one.chars().zip(other.chars());
    both.take_while(|(one, other)| one == other).count()
}

fn prefix_of(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters);
    end.map_or(text, |(end, _)| &text[..end])
}

/// A character behind `c` that nobody minds in an address.
fn next(c: char) -> Option<char> {
    let mut behind = (u32::from(c) + 1..=u32::from(char::MAX)).filter_map(char::from_u32);
    behind.find(|c| !c.is_control() && !matches!(u32::from(*c) & 0xffff, 0xfffe | 0xffff))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guide(prefix: &str, keys: &[&str]) -> Guide {
        let mut guide = Guide::new(prefix);
        keys.iter().for_each(|key| guide.learn(key));
        guide
    }

    #[test]
    fn numbers_are_halved() {
        let guide = guide(
            "n/",
            &[
                "n/f-0000.txt",
                "n/f-0999.txt",
                "n/f-1234.txt",
                "n/f-5678.txt",
            ],
        );
        let middle = guide.middle("n/f-0999.txt", Some("n/f-9"));
        assert_eq!(middle.as_deref(), Some("n/f-4"));
        let left = guide
            .left("n/f-0000.txt", "n/f-0999.txt", Some("n/f-9"))
            .expect("known");
        assert!((1.0..9.0).contains(&left), "{left}");
    }

    #[test]
    fn guesses_are_put_right_by_what_came() {
        let mut guide = guide("", &["0000", "1999", "2222", "8765"]);
        let left = |guide: &Guide| guide.left("0000", "1999", Some("9")).expect("known");
        let before = left(&guide);
        (0..100).for_each(|_| guide.came(8.0, 2.0));
        let ratio = left(&guide) / before;
        assert!((0.24..0.26).contains(&ratio), "{ratio}");
    }

    #[test]
    fn what_is_the_same_in_all_is_passed_over() {
        let guide = guide("", &["long/way/down/000", "long/way/down/001"]);
        let (from, to) = ("long/way/down/000", "long/way/down/001");
        let mut until = guide.fork(from, to, None).expect("a fork");
        assert_eq!(until, "long/waz/");
        while let Some(nearer) = guide.fork(from, to, Some(&until)) {
            until = nearer;
        }
        assert_eq!(until, "long/way/down/01");
    }

    #[test]
    fn a_folder_is_cut_behind_its_slash() {
        let guide = guide(
            "d/",
            &["d/11/a.txt", "d/11/b.txt", "d/12/a.txt", "d/98/b.txt"],
        );
        let middle = guide.middle("d/11/b.txt", Some("d/9"));
        assert_eq!(middle.as_deref(), Some("d/5"));
        let fork = guide.fork("d/11/a.txt", "d/11/b.txt", Some("d/2"));
        assert_eq!(fork.as_deref(), Some("d/12/"));
        assert_eq!(
            guide
                .fork("d/11/a.txt", "d/11/b.txt", Some("d/12/"))
                .as_deref(),
            Some("d/110")
        );
    }

    #[test]
    fn of_an_alphabet_the_next_letters_are_thought_of() {
        let guide = guide("", &["а/1", "б/1", "в/1"]);
        let middle = guide.middle("в/1", None).expect("a middle");
        assert!(("д".."ю").contains(&middle.as_str()), "{middle}");
    }

    #[test]
    fn names_go_on_in_the_script_that_they_begin_in() {
        let keys = ["α/αα", "α/γω", "α/ωγ", "写/一写", "写/写一", "写/真写"];
        let guide = guide("", &keys);
        let middle = guide.middle("α/αα", Some("β")).expect("a middle");
        assert!(("α/δ".."α/Ϙ").contains(&middle.as_str()), "{middle}");
    }

    #[test]
    fn no_more_characters_are_remembered_than_there_is_room_for() {
        let mut guide = Guide::new("");
        for n in 0..100_000u32 {
            let primes = [7919, 6151, 4099, 3001].into_iter().cycle().take(24);
            let letters = primes.map(|prime| char::from_u32(0x4e00 + n % prime).unwrap_or('写'));
            guide.learn(&letters.collect::<String>());
        }
        let all = guide
            .seen
            .iter()
            .flat_map(|at| at.behind.values().chain([&at.any]));
        let counts: Vec<_> = all.map(|seen| seen.others.len()).collect();
        assert_eq!(counts.iter().sum::<usize>(), OTHERS.1);
        assert_eq!(counts.into_iter().max(), Some(OTHERS.0));
    }

    #[test]
    fn a_middle_is_found_where_there_are_no_characters() {
        let guide = guide("", &["\u{D700}"]);
        let middle = guide.middle("\u{D700}", None).expect("a middle");
        assert!(
            ("\u{D701}".."\u{E000}").contains(&middle.as_str()),
            "{middle}"
        );
    }

    #[test]
    fn a_middle_is_in_between_or_there_is_none() {
        let keys = [
            "a",
            "a\u{1}",
            "aé",
            "aü",
            "b\u{10FFFF}",
            "日本",
            "\u{D7FF}",
            "~",
        ];
        let guide = guide("", &keys);
        for from in keys {
            for until in keys.into_iter().filter(|until| from < *until) {
                for middle in [
                    guide.middle(from, Some(until)),
                    guide.fork(keys[0], from, Some(until)),
                ] {
                    let between =
                        |middle: &String| from < middle.as_str() && middle.as_str() < until;
                    assert!(middle.iter().all(between), "{from:?} {middle:?} {until:?}");
                }
            }
        }
    }
}
