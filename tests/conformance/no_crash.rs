//! Inputs on which the reference itself falls over: run as cases of the family they name.

use serde_json::Value;

use super::case::{Case, Data};
use super::{family, no_runner};

/// Cases of generation 12.
pub fn run_v12(case: &Case, data: &Data) -> Value {
    run("v12", case, data)
}

/// Cases of generation 14.
pub fn run_v14(case: &Case, data: &Data) -> Value {
    run("v14", case, data)
}

fn run(generation: &str, case: &Case, data: &Data) -> Value {
    let name = format!("{generation}/{}", case.text("family"));
    family(&name).map_or_else(no_runner, |family| (family.run)(case, data))
}
