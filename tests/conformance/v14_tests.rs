//! Router tests of generation 14, called with an operand and arguments.

use serde_json::Value;

use super::case::{Case, Data};
use super::no_runner;

/// Not written yet: fails every case.
pub fn run(_case: &Case, _data: &Data) -> Value {
    no_runner()
}
