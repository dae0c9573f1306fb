//! Whole sessions of generation 12: a start, then any number of resumes.

use serde_json::Value;

use super::case::{Case, Data};
use super::no_runner;

/// Not written yet: fails every case.
pub fn run(_case: &Case, _data: &Data) -> Value {
    no_runner()
}
