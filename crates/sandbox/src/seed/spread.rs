//! Buckets of many objects, whose keys are spread in different ways.

use std::str::FromStr;

use super::accounts::ACCOUNT;
use super::buckets::{REGION, object};
use crate::s3::store::{Bucket, Filling, Store, StoreError};

/// How keys are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// One folder of files that are numbered.
    Numbers,
    /// No folder, and names without any order.
    Uuids,
    /// A folder for each hour.
    Dates,
    /// Folders in folders, few of which hold most.
    Tree,
    /// Names in other scripts, whose letters take up to four bytes.
    Unicode,
    /// As good as a folder for each file.
    Albums,
}

/// The first letter of a script, and how many of those behind it are used.
const SCRIPTS: [(u32, u64); 8] = [
    ('Α' as u32, 17),
    ('а' as u32, 32),
    ('ا' as u32, 20),
    ('क' as u32, 37),
    ('一' as u32, 900),
    ('가' as u32, 900),
    // Behind the next in UTF-16, before it in UTF-8.
    ('Ａ' as u32, 26),
    ('🌀' as u32, 200),
];

impl Spread {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Numbers,
        Self::Uuids,
        Self::Dates,
        Self::Tree,
        Self::Unicode,
        Self::Albums,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Numbers => "numbers",
            Self::Uuids => "uuids",
            Self::Dates => "dates",
            Self::Tree => "tree",
            Self::Unicode => "unicode",
            Self::Albums => "albums",
        }
    }

    /// The key of the `n`th object: another one for each.
    pub fn key(self, n: u64) -> String {
        match self {
            Self::Numbers => format!("many/file-{n:08}.txt"),
            Self::Uuids => {
                let (one, two) = (scattered(n), scattered(!n));
                let (a, b, c) = (one >> 32, one >> 16 & 0xffff, one & 0xfff);
                let (d, e) = (two >> 50 | 0x8000, two & 0xffff_ffff_ffff);
                format!("{a:08x}-{b:04x}-4{c:03x}-{d:04x}-{e:012x}")
            }
            Self::Dates => {
                let (day, hour) = (n / 400, n / 17 % 24);
                let (year, month) = (2019 + day / 336, day / 28 % 12 + 1);
                let day = day % 28 + 1;
                format!("logs/{year}/{month:02}/{day:02}/{hour:02}/{n:x}.json.gz")
            }
            Self::Tree => {
                let depth = u64::from(scattered(n).trailing_zeros().min(9));
                let folder = |level| format!("level-{level}-{}/", scattered(n + level) % 3);
                let folders: String = (0..depth).map(folder).collect();
                format!("tree/{folders}{:x}", scattered(n))
            }
            Self::Unicode => {
                let noise = scattered(n);
                let (first, letters) = SCRIPTS[noise as usize % SCRIPTS.len()];
                let letter = |at: u32| {
                    let letter = first + ((noise >> at) % letters) as u32;
                    char::from_u32(letter).unwrap_or('写')
                };
                // The same to the eye, and other bytes.
                let accent = ["é", "e\u{301}"][(n % 2) as usize];
                format!("写真/{}/{}{}{accent}{n}", letter(8), letter(24), letter(40))
            }
            Self::Albums => {
                let letter = |at| 0x4e00 + (scattered(n + at) % 900) as u32;
                let letters = [1, 2].map(|at| char::from_u32(letter(at)).unwrap_or('写'));
                format!("写真/{}{}/é{n}", letters[0], letters[1])
            }
        }
    }
}

impl FromStr for Spread {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|spread| spread.name() == name);
        found.ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("there is no {name:?}, but {names}")
        })
    }
}

/// A number that looks like any, and another one for each.
fn scattered(n: u64) -> u64 {
    let n = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ n >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n ^ n >> 27
}

/// Makes `bucket` with so many small objects, unless there is such a bucket.
pub async fn fill(
    store: &Store,
    bucket: &str,
    spread: Spread,
    objects: u64,
) -> Result<(), StoreError> {
    let fill = move |bucket: &mut Filling<'_, '_>| {
        let mut keys: Vec<_> = (0..objects).map(|n| (spread.key(n), n)).collect();
        keys.sort_unstable();
        let mut keys = keys.into_iter();
        keys.try_for_each(|(key, n)| bucket.add(object(&key, format!("{n}\n"))))
    };
    let plain = Bucket::new(REGION, ACCOUNT);
    store.found(bucket, plain, fill).await.map(drop)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_objects_have_a_key_in_common() {
        for spread in Spread::ALL {
            let keys: BTreeSet<String> = (0..100_000).map(|n| spread.key(n)).collect();
            assert_eq!(keys.len(), 100_000, "{}", spread.name());
            assert_eq!(spread.name().parse(), Ok(spread));
        }
        assert!("number".parse::<Spread>().is_err());
    }
}
