//! The conformance runner: runs every case of a data folder and prints how many of each family pass.
//!
//! `cargo test --release --test conformance -- [--dir DIR] [--family NAME] [--filter ID] [--diff] [--report FILE]`
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use serde_json::Value;

#[path = "suite.rs"]
mod suite;

use suite::FAMILIES;
use suite::case::Data;
use suite::compare::{Verdict, differences};
use suite::pool::{self, Job};

/// Families in which any failure is an error.
const COMPLETE: &str = include_str!("complete.txt");

/// Differences shown per failing case, and how much of each.
const SHOWN_DIFFERENCES: usize = 8;
const SHOWN_CHARS: usize = 400;

#[derive(Parser)]
#[command(
    name = "conformance",
    about = "Runs the conformance cases and counts what passes"
)]
struct Options {
    /// The data folder
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/conformance"))]
    dir: PathBuf,
    /// Only families whose name contains this; may be given several times
    #[arg(long)]
    family: Vec<String>,
    /// Only cases whose identifier contains this; may be given several times
    #[arg(long)]
    filter: Vec<String>,
    /// Print where expected and actual outcome of failing cases differ
    #[arg(long)]
    diff: bool,
    /// Write the identifiers of failing cases by family, as JSON
    #[arg(long)]
    report: Option<PathBuf>,
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failing: Vec<String>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    if !options.dir.is_dir() {
        println!(
            "no conformance data at {}: nothing to run",
            options.dir.display()
        );
        return ExitCode::SUCCESS;
    }
    let jobs = chosen_jobs(&options);
    let mut tallies: BTreeMap<&str, Tally> = jobs
        .iter()
        .map(|job| (job.family.name, Tally::default()))
        .collect();
    pool::run(jobs, Data::open(&options.dir), |job, verdict| {
        let tally = tallies.entry(job.family.name).or_default();
        if verdict.passed {
            tally.passed += 1;
        } else {
            tally.failing.push(job.case.id.clone());
            if options.diff {
                print_difference(job, &verdict);
            }
        }
    });
    if let Some(path) = &options.report {
        write_report(path, &mut tallies);
    }
    print_table(&tallies)
}

fn chosen_jobs(options: &Options) -> Vec<Job> {
    let chosen = |wanted: &[String], name: &str| {
        wanted.is_empty() || wanted.iter().any(|part| name.contains(part))
    };
    let families = FAMILIES
        .iter()
        .filter(|family| chosen(&options.family, family.name));
    let jobs = families.flat_map(|family| {
        family
            .cases(&options.dir)
            .into_iter()
            .map(move |case| Job { family, case })
    });
    jobs.filter(|job| chosen(&options.filter, &job.case.id))
        .collect()
}

fn print_difference(job: &Job, verdict: &Verdict) {
    println!("--- {} {}", job.family.name, job.case.id);
    for input in [
        "template",
        "env",
        "query",
        "test",
        "operand",
        "args",
        "old",
        "description",
        "about",
    ] {
        if !job.case.get(input).is_null() {
            println!("    {input}: {}", clipped(&job.case.compact(input)));
        }
    }
    let found = differences(&verdict.expected, &verdict.actual);
    for (at, expected, actual) in found.iter().take(SHOWN_DIFFERENCES) {
        println!("  at {}", if at.is_empty() { "the whole" } else { at });
        println!("    expected {}", shown(expected.as_ref()));
        println!("    actual   {}", shown(actual.as_ref()));
    }
    if found.len() > SHOWN_DIFFERENCES {
        println!("  and {} more", found.len() - SHOWN_DIFFERENCES);
    }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(
        || "nothing".to_string(),
        |value| clipped(&value.to_string()),
    )
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

fn write_report(path: &Path, tallies: &mut BTreeMap<&str, Tally>) {
    let mut report = BTreeMap::new();
    for (family, tally) in tallies {
        tally.failing.sort();
        report.insert(*family, &tally.failing);
    }
    let text = serde_json::to_string_pretty(&report).unwrap();
    fs::write(path, text + "\n").unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Prints one row a family and the sum, and says whether a family that is complete has failures.
fn print_table(tallies: &BTreeMap<&str, Tally>) -> ExitCode {
    let complete: Vec<&str> = COMPLETE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(str::trim)
        .collect();
    let mut broken = Vec::new();
    let (mut passed, mut failed) = (0, 0);
    for family in FAMILIES {
        let Some(tally) = tallies.get(family.name) else {
            continue;
        };
        println!(
            "{:<26} {:>6} {:>6}",
            family.name,
            tally.passed,
            tally.failing.len()
        );
        passed += tally.passed;
        failed += tally.failing.len();
        if complete.contains(&family.name) && !tally.failing.is_empty() {
            broken.push(family.name);
        }
    }
    if !broken.is_empty() {
        println!(
            "complete families with failing cases: {}",
            broken.join(", ")
        );
    }
    println!("{passed} passed, {failed} failed");
    if broken.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
