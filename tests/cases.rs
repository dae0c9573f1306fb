//! A few hundred cases of expressions, router tests, queries, definitions and sessions of both generations, with the
//! outcomes they must have. The conformance runner plays the same kinds of cases from any other folder.
#![allow(
    missing_docs,
    dead_code,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may fail by panicking: that is how they say no"
)]

use std::path::Path;

#[path = "conformance/suite.rs"]
mod suite;

use suite::FAMILIES;
use suite::case::Data;
use suite::compare::differences;
use suite::pool::{self, Job};

/// How many cases there are at least: fewer mean that they were not found.
const FEWEST: usize = 400;

#[test]
fn every_case_has_its_outcome() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases"));
    let jobs: Vec<Job> = FAMILIES
        .iter()
        .flat_map(|family| {
            let cases = family.cases(folder).into_iter();
            cases.map(move |case| Job { family, case })
        })
        .collect();
    assert!(jobs.len() >= FEWEST, "only {} cases", jobs.len());
    let mut failing = Vec::new();
    pool::run(jobs, Data::open(folder), |job, verdict| {
        if !verdict.passed {
            let found = differences(&verdict.expected, &verdict.actual);
            failing.push(format!("{} {}: {found:?}", job.family.name, job.case.id));
        }
    });
    assert!(failing.is_empty(), "{}", failing.join("\n"));
}
