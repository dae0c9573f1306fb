//! Definitions of generation 14: read (migrated, validated) and inspected.

use flowdbg::wire::definition::v14::read_flow;
use serde_json::{Value, json};

use super::case::{Case, Data};

/// Reads the definition of a case and inspects the flow.
pub fn run(case: &Case, _data: &Data) -> Value {
    match read_flow(case.get("definition")) {
        Ok(flow) => json!({"type": flow.flow_type.as_str(), "nodes": flow.nodes.len()}),
        Err(error) => json!({"error": error.to_string()}),
    }
}
