//! The assets of a case: everything but the flows as one bundle, and the flows, which are read when they are needed.

use std::sync::Arc;

use flowdbg::model::assets::{Assets, FlowEntry};
use flowdbg::model::flow::Generation;
use flowdbg::wire::assets::{BundleRules, read_bundle};
use flowdbg::wire::definition::rules_of;
use flowdbg::wire::reader::{Object, Place};
use serde_json::Value;

/// Reads the assets of a case.
pub fn read_assets(json: &Value, generation: Generation) -> Result<Assets, String> {
    let empty = Value::Object(serde_json::Map::new());
    let json = if json.is_null() { &empty } else { json };
    let object = Object::new(json, Place::root()).map_err(|error| error.to_string())?;
    let bundle = read_bundle(&object, BundleRules::of(generation)).map_err(|error| error.to_string())?;
    let flows = json["flows"].as_array().into_iter().flatten().map(|flow| {
        let text = |key: &str| flow[key].as_str().unwrap_or_default();
        let (uuid, name) = (text("uuid").into(), text("name").into());
        FlowEntry::new(uuid, name, generation, Arc::new(flow.clone()), rules_of(generation))
    });
    Ok(Assets { flows: flows.collect(), bundle: Arc::new(bundle), ..Assets::default() })
}
