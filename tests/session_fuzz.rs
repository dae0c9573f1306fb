//! Sessions of generation 12 survive mutated bundles, triggers and events of callers: no panic, no endless run, no memory
//! without end.
//!
//! A plain run makes a fixed number of cases. `FLOWDBG_FUZZ_SECONDS=1200 cargo test --release --test session_fuzz` goes on for
//! so long, from a seed of its own (`FLOWDBG_FUZZ_SEED`). The case under way is kept in `target/session_fuzz.json`, so
//! that one which aborts the process is not lost; `FLOWDBG_FUZZ_CASE=FILE` plays such a file again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail by panicking: that is how they say no"
)]

#[path = "session_fuzz/chance.rs"]
mod chance;
#[path = "session_fuzz/mutation.rs"]
mod mutation;
#[path = "session_fuzz/play.rs"]
mod play;
#[path = "session_fuzz/seeds.rs"]
mod seeds;

use std::path::Path;
use std::time::{Duration, Instant};

use chance::Chance;
use serde_json::Value;

/// Cases of a plain run.
const CASES: usize = 400;
/// How long one case may take, in a debug build on a busy machine.
const MAX_TIME: Duration = Duration::from_secs(20);
/// How much memory the process may take, in kilobytes.
const MAX_KILOBYTES: u64 = 2_000_000;

#[test]
fn sessions_survive_mutated_input() {
    if let Ok(path) = std::env::var("FLOWDBG_FUZZ_CASE") {
        let text = std::fs::read_to_string(path).unwrap();
        play_case(&serde_json::from_str(&text).unwrap(), "the given case");
        return;
    }
    let variable = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    let seconds = variable("FLOWDBG_FUZZ_SECONDS");
    let seed = variable("FLOWDBG_FUZZ_SEED").unwrap_or(if seconds.is_some() { 2 } else { 1 });
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut chance = Chance::new(seed);
    let seeds = seeds::all();
    let mut outcomes = play::Outcomes::default();
    let mut played = 0;
    while end.map_or(played < CASES, |end| Instant::now() < end) {
        let mut case = chance.pick(&seeds).clone();
        for _ in 0..=chance.below(4) {
            mutation::mutate(&mut case, &mut chance);
        }
        keep(&case);
        outcomes.count(play_case(&case, &format!("case {played} of seed {seed}")));
        played += 1;
    }
    println!("{played} cases: {outcomes}");
    assert!(
        outcomes.played > played / 20,
        "mutations leave too few cases that can be played: {outcomes}"
    );
}

/// Plays a case, and fails if it takes too much.
fn play_case(case: &Value, name: &str) -> play::Outcome {
    let started = Instant::now();
    let outcome = play::play(case);
    let elapsed = started.elapsed();
    assert!(elapsed < MAX_TIME, "{name} took {elapsed:?}");
    let kilobytes = resident_kilobytes();
    assert!(
        kilobytes < MAX_KILOBYTES,
        "after {name} the process takes {kilobytes} kB"
    );
    outcome
}

/// Keeps the case under way for later.
fn keep(case: &Value) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("session_fuzz.json");
    std::fs::write(path, case.to_string()).unwrap();
}

/// The memory of the process; 0 where it can't be told.
fn resident_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
