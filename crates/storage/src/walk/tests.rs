//! Walks of stores in memory: of any keys, with any pages, in any order, with any
//! trouble. Each must be what a listing one answer after another is.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use futures::TryStreamExt;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tokio::runtime::Runtime;
use wardrobe_sandbox::seed::Spread;

use super::*;

/// A store with an order of its own, perhaps, and trouble.
struct Store {
    keys: Vec<String>,
    order: fn(&str, &str) -> Ordering,
    /// One of so many requests fails; never, if 0.
    fails: u32,
    count: AtomicU32,
    /// Every so many answers hold nothing, and say where to go on.
    empty: u32,
    /// How often each range has failed in a row.
    failed: Mutex<HashMap<u64, u32>>,
    at_once: AtomicUsize,
    most: AtomicUsize,
    asked: Mutex<Vec<Ask>>,
}

impl Store {
    fn new(keys: impl IntoIterator<Item = String>, order: fn(&str, &str) -> Ordering) -> Self {
        let mut keys: Vec<String> = keys.into_iter().collect();
        keys.sort_by(|one, other| order(one, other));
        Self {
            keys,
            order,
            fails: 0,
            count: AtomicU32::new(0),
            empty: 0,
            failed: Mutex::default(),
            at_once: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
            asked: Mutex::default(),
        }
    }

    async fn answer(&self, ask: Ask, prefix: &str) -> Answer {
        let now = self.at_once.fetch_add(1, SeqCst) + 1;
        self.most.fetch_max(now, SeqCst);
        // Others come first.
        tokio::task::yield_now().await;
        self.at_once.fetch_sub(1, SeqCst);
        let count = self.count.fetch_add(1, SeqCst);
        self.asked.lock().expect("a lock").push(ask.clone());
        let unlucky = self.fails > 0 && count > 0 && count.is_multiple_of(self.fails);
        let mut failed = self.failed.lock().expect("a lock");
        let failed = failed.entry(ask.range).or_insert(0);
        *failed = if unlucky && *failed < 5 {
            *failed + 1
        } else {
            0
        };
        if *failed > 0 {
            let kinds = [Kind::Throttled, Kind::Unreachable, Kind::Other];
            let kind = kinds[(count / self.fails) as usize % 3].clone();
            return Err(StorageError::new(
                kind,
                "s3:ListBucket",
                String::new(),
                "trouble",
            ));
        }
        let after = ask.token.or(ask.start_after);
        if self.empty > 0 && count.is_multiple_of(self.empty) {
            return Ok((Vec::new(), Some(after.unwrap_or_default())));
        }
        let begin = after.map_or(0, |after| {
            self.keys
                .partition_point(|key| (self.order)(key, &after).is_le())
        });
        let mut rest = self.keys[begin..]
            .iter()
            .filter(|key| key.starts_with(prefix));
        let size = usize::try_from(ask.size).expect("a size");
        let entries: Vec<Entry> = rest.by_ref().take(size).map(|key| entry(key)).collect();
        let more = rest.next().is_some();
        let token = entries.last().map(|last| last.key.clone()).filter(|_| more);
        Ok((entries, token))
    }
}

fn entry(key: &str) -> Entry {
    Entry {
        key: key.to_owned(),
        size: key.len() as u64,
        last_modified: None,
        etag: None,
        storage_class: None,
    }
}

fn rules(page: usize) -> Rules {
    Rules {
        page,
        pause: Duration::ZERO,
        ..Rules::default()
    }
}

/// All keys of a walk, as they come.
async fn walked(
    store: &Arc<Store>,
    prefix: &str,
    after: Option<String>,
    rules: Rules,
) -> Result<Vec<String>> {
    let plan = Plan::new(prefix, after, rules);
    let (store, prefix) = (store.clone(), prefix.to_owned());
    let walk = carried_out(plan, String::new(), move |ask| {
        let (store, prefix) = (store.clone(), prefix.clone());
        async move { store.answer(ask, &prefix).await }
    });
    let batches: Vec<Vec<Entry>> = walk.try_collect().await?;
    Ok(batches
        .into_iter()
        .flatten()
        .map(|entry| entry.key)
        .collect())
}

/// What a listing one answer after another gives.
fn listed(store: &Store, prefix: &str, after: Option<&String>) -> Vec<String> {
    let behind = |key: &&String| after.is_none_or(|after| (store.order)(key, after).is_gt());
    let keys = store.keys.iter().filter(|key| key.starts_with(prefix));
    keys.filter(behind).cloned().collect()
}

fn in_order(one: &str, other: &str) -> Ordering {
    one.cmp(other)
}

/// A folder comes where its name without the slash would be, with all that is in it.
fn by_folder(one: &str, other: &str) -> Ordering {
    one.split('/').cmp(other.split('/'))
}

fn backwards(one: &str, other: &str) -> Ordering {
    other.cmp(one)
}

fn ignoring_case(one: &str, other: &str) -> Ordering {
    let both = one.to_lowercase().cmp(&other.to_lowercase());
    both.then_with(|| one.cmp(other))
}

/// Keys of few letters, so that they are each other's beginnings; of any characters;
/// and with a beginning in common that is long.
fn any_keys() -> impl Strategy<Value = BTreeSet<String>> {
    let few = prop::collection::btree_set("[ab/.-]{1,6}", 0..200);
    let numbers = (1..9usize, 0..400u32).prop_map(|(width, count)| {
        let numbers = (0..count).map(|n| format!("many/file-{n:0width$}.txt"));
        numbers.collect()
    });
    let any = prop::collection::btree_set(
        "\\PC{1,8}|[\\x00-\\x20\u{7f}]{1,3}|[日本語é~\u{10FFFF}\u{E000}\u{D7FF}]{1,4}",
        0..200,
    );
    let long = prop::collection::btree_set("[0-9a-f]{1,3}", 0..200).prop_map(|ends| {
        let beginning = "a long way/".repeat(40);
        ends.iter()
            .map(|end| format!("{beginning}{end}/{end}"))
            .collect()
    });
    prop_oneof![few, numbers, any, long]
}

fn check<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(S::Value, &Runtime) -> std::result::Result<(), TestCaseError>,
) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let runtime = Runtime::new().expect("a runtime");
    let mut runner = TestRunner::new(config);
    if let Err(error) = runner.run(strategy, |value| test(value, &runtime)) {
        panic!("{error}");
    }
}

#[test]
fn every_key_comes_once_and_in_order_whatever_the_store() {
    let orders: [fn(&str, &str) -> Ordering; 5] =
        [in_order, in_order, by_folder, ignoring_case, backwards];
    let numbers = (1..40usize, 1..40usize, 1..12usize, 0..5usize, 0..9u32);
    let strategy = (any_keys(), numbers, any::<prop::sample::Index>());
    check(400, &strategy, |(keys, numbers, some), runtime| {
        let (page, at_once, held, order, fails) = numbers;
        let some = keys.iter().nth(some.index(keys.len().max(1)));
        let after = some.filter(|_| page % 3 == 0).cloned();
        let prefix = some.filter(|_| page % 3 == 1);
        let prefix: String = prefix
            .map_or("", |key| key)
            .chars()
            .take(at_once % 4)
            .collect();
        let store = Arc::new(Store {
            fails,
            ..Store::new(keys, orders[order])
        });
        let rules = Rules {
            at_once,
            held,
            ..rules(page)
        };
        let walk = walked(&store, &prefix, after.clone(), rules);
        let walk = runtime.block_on(walk);
        let walk = walk.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(walk, listed(&store, &prefix, after.as_ref()));
        prop_assert!(store.most.load(SeqCst) <= at_once);
        Ok(())
    });
}

#[test]
fn of_a_store_that_keeps_s3s_order_all_come_once_as_they_come() {
    let strategy = (any_keys(), 1..40usize, 1..40usize, 0..9u32);
    check(200, &strategy, |(keys, page, at_once, fails), runtime| {
        let store = Arc::new(Store {
            fails,
            ..Store::new(keys, in_order)
        });
        let rules = Rules {
            ordered: false,
            trusted: true,
            at_once,
            ..rules(page)
        };
        let walk = runtime.block_on(walked(&store, "", None, rules));
        let mut walk = walk.map_err(|error| TestCaseError::fail(error.to_string()))?;
        walk.sort_unstable();
        prop_assert_eq!(&walk, &store.keys);
        Ok(())
    });
}

#[tokio::test]
async fn answers_that_hold_nothing_end_no_walk() {
    for empty in [2, 3, 7] {
        let keys = (0..5000).map(|n| format!("{n:05}"));
        let store = Store::new(keys, in_order);
        let store = Arc::new(Store { empty, ..store });
        let walk = walked(&store, "", None, rules(100)).await.expect("a walk");
        assert!(walk == store.keys, "{empty}");
    }
}

#[tokio::test]
async fn what_is_refused_is_not_asked_for_again() {
    let store = Store::new(["a".to_owned()], in_order);
    let store = Arc::new(Store { fails: 1, ..store });
    // Whoever cannot begin is told at once.
    store.count.store(1, SeqCst);
    let refused = walked(&store, "", None, rules(10)).await;
    assert!(refused.is_err());
    assert_eq!(store.asked.lock().expect("a lock").len(), 1);
}

/// How many requests a walk of many keys takes that are spread in some way, and
/// how many steps of requests at once.
#[tokio::test]
async fn many_are_listed_in_few_steps_however_they_are_spread() {
    for spread in Spread::ALL {
        let name = spread.name();
        let keys = (0..200_000).map(|n| spread.key(n));
        let store = Arc::new(Store::new(keys, in_order));
        let walk = walked(&store, "", None, rules(1000)).await.expect(name);
        assert!(walk == store.keys, "{name}");
        let asked = std::mem::take(&mut *store.asked.lock().expect("a lock"));
        let whole = asked.iter().filter(|ask| ask.size == 1000).count();
        let most: i32 = asked.iter().map(|ask| ask.size).sum();
        println!(
            "{name}: {whole} + {} requests for up to {most}",
            asked.len() - whole
        );
        // 200 pages are all there is.
        assert!(
            whole < 330 && asked.len() < 650,
            "{name}: {whole} of {}",
            asked.len()
        );
        // What lies behind the end of a range comes in vain.
        assert!(most < 280_000, "{name}: {most}");
    }
}

/// What a store takes for behind a text.
type Behind = fn(key: &str, after: &str) -> bool;

fn greater(key: &str, after: &str) -> bool {
    key > after
}

/// Where keys are paths of files, nothing of a folder is behind the folder's name.
fn outside(key: &str, after: &str) -> bool {
    let inside = key.strip_prefix(after);
    key > after && !inside.is_some_and(|rest| rest.starts_with('/'))
}

/// How often a walk waits, where all requests that are on their way are answered together.
fn rounds(keys: &[String], behind: Behind) -> usize {
    let mut plan = Plan::new("", None, rules(1000));
    let (mut rounds, mut seen) = (0, 0);
    while !plan.is_over() {
        let asked: Vec<Ask> = std::iter::from_fn(|| plan.next()).collect();
        rounds += usize::from(!asked.is_empty());
        for ask in asked {
            let after = ask.token.or(ask.start_after);
            let begin = after.map_or(0, |after| keys.partition_point(|key| !behind(key, &after)));
            let end = keys.len().min(begin + ask.size as usize);
            let entries = keys[begin..end].iter().map(|key| entry(key)).collect();
            let token = (end < keys.len()).then(|| keys[end - 1].clone());
            plan.take(ask.range, Ok((entries, token))).expect("taken");
        }
        seen += std::iter::from_fn(|| plan.ready())
            .map(|some| some.len())
            .sum::<usize>();
    }
    assert_eq!(seen, keys.len());
    rounds
}

#[test]
fn a_long_walk_waits_seldom_whatever_keys_are_made_of() {
    let mut slow = Vec::new();
    for spread in Spread::ALL {
        let mut keys: Vec<String> = (0..500_000).map(|n| spread.key(n)).collect();
        keys.sort_unstable();
        for (of, behind) in [("S3", greater as Behind), ("paths", outside)] {
            let rounds = rounds(&keys, behind);
            println!(
                "{}: waits {rounds} times for a store of {of}",
                spread.name()
            );
            // One answer after another would take 500.
            slow.extend((rounds > 150).then_some((spread.name(), of, rounds)));
        }
    }
    assert_eq!(slow, [], "waits so often");
}

#[test]
fn what_is_handed_out_next_is_listed_side_by_side_though_much_of_what_is_behind_it_is_here() {
    let mut keys: Vec<String> = (0..1_000_000).map(|n| Spread::Unicode.key(n)).collect();
    keys.sort_unstable();
    // One answer after another would take 1,000.
    let rounds = rounds(&keys, greater);
    assert!(rounds < 200, "{rounds}");
}

/// How many requests' time a walk takes: how many there are, by how many are on their way when one
/// is answered.
async fn together(keys: impl IntoIterator<Item = String>) -> usize {
    let store = Arc::new(Store::new(keys, in_order));
    let asking = store.clone();
    let (plan, count) = (
        Plan::new("", None, rules(1000)),
        Arc::new(AtomicUsize::new(0)),
    );
    let (now, all) = (count.clone(), Arc::new(AtomicUsize::new(0)));
    let sum = all.clone();
    let walk = carried_out(plan, String::new(), move |ask| {
        let (store, now, sum) = (asking.clone(), now.clone(), sum.clone());
        async move {
            now.fetch_add(1, SeqCst);
            tokio::time::sleep(Duration::from_millis(50)).await;
            sum.fetch_add(now.fetch_sub(1, SeqCst), SeqCst);
            store.answer(ask, "").await
        }
    });
    let batches: Vec<Vec<Entry>> = walk.try_collect().await.expect("walked");
    assert_eq!(
        batches.iter().map(Vec::len).sum::<usize>(),
        store.keys.len()
    );
    let asked = store.asked.lock().expect("a lock").len();
    asked * asked / all.load(SeqCst)
}

#[tokio::test]
async fn many_requests_are_on_their_way_whatever_keys_are_made_of() {
    let mut slow = Vec::new();
    for spread in Spread::ALL {
        let took = together((0..200_000).map(|n| spread.key(n))).await;
        println!("{}: the time of {took} requests", spread.name());
        // One answer after another would take that of 200.
        slow.extend((took > 110).then_some((spread.name(), took)));
    }
    assert_eq!(slow, [], "took the time of so many requests");
}
