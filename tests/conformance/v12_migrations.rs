//! Legacy flows turned into definitions of generation 12.

use flowdbg::wire::definition::v12::read_flow;
use serde_json::{Value, json};

use super::case::{Case, Data};

/// Legacy flows are not migrated: reading one as a definition says so.
pub fn run(case: &Case, _data: &Data) -> Value {
    match read_flow(case.get("legacy")) {
        Ok(_) => json!({"error": null}),
        Err(error) => json!({"error": error.to_string(), "stage": "read"}),
    }
}
