//! Definitions taken to a given version.

use flowdbg::wire::migrations::{migrate_to, version::Version};
use serde_json::{Value, json};

use super::case::{Case, Data};

/// Migrates the definition of a case.
pub fn run(case: &Case, _data: &Data) -> Value {
    let target: Version = case.text("to_version").parse().expect("a version");
    match migrate_to(case.get("from"), &target) {
        Ok(definition) => json!({"definition": definition}),
        Err(error) => json!({"error": error.to_string()}),
    }
}
