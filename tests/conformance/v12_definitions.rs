//! Flow definitions of generation 12: read, then validated against assets.

use flowdbg::model::definition_error::DefinitionError;
use flowdbg::model::flow::{Flow, Generation};
use flowdbg::wire::bundle::read_assets;
use flowdbg::wire::definition::v12::{read_flow, validate};
use serde_json::{Value, json};

use super::case::{Case, Data};

/// Reads the definition of a case and validates the flow.
pub fn run(case: &Case, data: &Data) -> Value {
    let flow = match read_flow(case.get("definition")) {
        Ok(flow) => flow,
        Err(error) => return failure("read", &error),
    };
    match validated(case, data, &flow) {
        Ok(()) => json!({"ok": true, "phase": null, "error": null}),
        Err(error) => failure("validate", &error),
    }
}

fn validated(case: &Case, data: &Data, flow: &Flow) -> Result<(), DefinitionError> {
    let bundle = match case.get("assets") {
        Value::String(name) => &data.assets("v12")["definitions_assets"][name],
        bundle => bundle,
    };
    let assets = read_assets(bundle, Generation::V12).expect("a readable bundle");
    validate(flow, &assets)
}

fn failure(phase: &str, error: &DefinitionError) -> Value {
    json!({"ok": false, "phase": phase, "error": error.to_string()})
}
