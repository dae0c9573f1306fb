//! Definitions of generation 14: read (migrated, validated) and inspected.

use flowdbg::excellent::Template;
use flowdbg::model::assets::Assets;
use flowdbg::model::flow::Generation;
use flowdbg::wire::bundle::read_assets;
use flowdbg::wire::definition::v14::read_flow;
use flowdbg::wire::inspection::{inspect, localizables, templates};
use serde_json::{Value, json};

use super::case::{Case, Data};

/// Reads the definition of a case and inspects the flow.
pub fn run(case: &Case, _data: &Data) -> Value {
    let flow = match read_flow(case.get("definition")) {
        Ok(flow) => flow,
        Err(error) => return json!({"error": error.to_string()}),
    };
    let assets: Option<Assets> = match case.get("assets") {
        Value::Null => None,
        bundle => Some(read_assets(bundle, Generation::V14).expect("a readable bundle")),
    };
    let templates: Vec<&str> = templates(&flow).into_iter().map(Template::source).collect();
    json!({
        "type": flow.flow_type.as_str(),
        "nodes": flow.nodes.len(),
        "inspection": inspect(&flow, assets.as_ref()).to_json(assets.as_ref()),
        "templates": templates,
        "localizables": localizables(&flow),
    })
}
