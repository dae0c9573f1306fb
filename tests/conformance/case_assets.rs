//! The assets of a case.

use flowdbg::model::assets::Assets;
use flowdbg::model::flow::Generation;
use flowdbg::wire::bundle;
use serde_json::{Map, Value};

/// Reads the assets of a case; those it doesn't have are none.
pub fn read_assets(json: &Value, generation: Generation) -> Result<Assets, String> {
    let empty = Value::Object(Map::new());
    let json = if json.is_null() { &empty } else { json };
    bundle::read_assets(json, generation).map_err(|error| error.to_string())
}
