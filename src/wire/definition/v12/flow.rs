//! Reading a whole definition of generation 12.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::model::definition_error::DefinitionError;
use crate::model::flow::{Flow, FlowType, Generation, Node};
use crate::wire::definition::localization::read_localization;
use crate::wire::definition::record::Record;
use crate::wire::definition::rules::Rule::{Required, Uuid};
use crate::wire::definition::ui::read_drawings;

use super::node::read_node;
use super::structure;

/// Reads a definition of generation 12 and checks that its parts fit together. Assets are not looked at.
pub fn read_flow(json: &Json) -> Result<Flow, DefinitionError> {
    let flow = decode(json).map_err(|error| error.prefixed("unable to read flow: "))?;
    structure::check(&flow)?;
    Ok(flow)
}

fn decode(json: &Json) -> Result<Flow, DefinitionError> {
    let mut record = Record::open(json, Generation::V12);
    let uuid = record.text("uuid", &[Required, Uuid]);
    let name = record.text("name", &[Required]);
    let mut flow = Flow::new(
        uuid.into(),
        name.into(),
        Generation::V12,
        Arc::new(json.clone()),
    );
    flow.language = record.text("language", &[Required]).into();
    flow.flow_type = FlowType::from(record.text("type", &[Required]));
    flow.expire_after_minutes = record.integer("expire_after_minutes").unwrap_or_default();
    flow.revision = record.integer("revision").unwrap_or_default();
    flow.localization = read_localization(&mut record);
    let nodes = read_nodes(&mut record);
    record.finish()?;
    let drawings = read_drawings(json);
    let placed = nodes.into_iter().map(|mut node| {
        if let Some(drawing) = drawings.get(node.uuid.as_str()) {
            node.ui_type.clone_from(&drawing.node_type);
            flow.positions.extend(
                drawing
                    .position
                    .map(|position| (node.uuid.clone(), position)),
            );
        }
        Arc::new(node)
    });
    let placed = placed.collect();
    Ok(flow.with_nodes(placed))
}

fn read_nodes(record: &mut Record<'_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (index, (pointer, json)) in record.elements("nodes", &[]).into_iter().enumerate() {
        if json.is_null() {
            record.missing_element("nodes", index);
            continue;
        }
        match read_node(json) {
            Ok(node) => nodes.push(node),
            Err(error) => {
                record.broken("nodes", error.below(pointer));
                break;
            }
        }
    }
    nodes
}
