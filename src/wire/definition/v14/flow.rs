//! Reading a whole definition of generation 14, whatever version it was written in.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::model::definition_error::DefinitionError;
use crate::model::flow::{Flow, FlowType, Generation, Node};
use crate::wire::definition::localization::read_localization;
use crate::wire::definition::record::Record;
use crate::wire::definition::rules::Rule::{self, Language, Max, Required, Uuid};
use crate::wire::definition::ui::read_drawings;
use crate::wire::migrations::{self, version::Version};

use super::header;
use super::node::read_node;
use super::structure;

/// Reads a definition: migrates it to the current version, decodes it, and checks that its parts fit together.
pub fn read_flow(json: &Json) -> Result<Flow, DefinitionError> {
    header::check_size(json)?;
    let version = header::read_version(json)?;
    let migrated = migrations::migrate(json, &version, &Version::CURRENT);
    let definition = migrated.as_ref().unwrap_or(json);
    let version = if migrated.is_some() {
        Version::CURRENT
    } else {
        version
    };
    if !version.is_readable() {
        let text = format!(
            "spec version {version} is newer than this library ({})",
            Version::CURRENT
        );
        return Err(DefinitionError::at("/spec_version", text));
    }
    read_current(definition)
}

/// Reads a definition of the current version.
fn read_current(json: &Json) -> Result<Flow, DefinitionError> {
    let flow = decode(json)?;
    structure::check(&flow, json)?;
    Ok(flow)
}

fn decode(json: &Json) -> Result<Flow, DefinitionError> {
    let mut record = Record::open(json, Generation::V14);
    let uuid = record.text("uuid", &[Required, Uuid]);
    let name = record.text("name", &[Required, Max(64)]);
    record.text("spec_version", &[Required]);
    let mut flow = Flow::new(
        uuid.into(),
        name.into(),
        Generation::V14,
        Arc::new(json.clone()),
    );
    flow.language = record.text("language", &[Required, Language]).into();
    flow.flow_type = FlowType::from(record.text("type", &[Required, Rule::FlowType]));
    flow.revision = record.integer("revision").unwrap_or_default();
    flow.expire_after_minutes = record.integer("expire_after_minutes").unwrap_or_default();
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
