//! What is looked at before a definition of generation 14 is read as a whole: its size, its header, its version.

use serde_json::Value as Json;

use crate::model::definition_error::DefinitionError;
use crate::model::flow::Generation;
use crate::wire::definition::record::Record;
use crate::wire::definition::rules::Rule::{Max, Required, Uuid};
use crate::wire::migrations::version::Version;

/// Most nodes of a flow.
pub const MAX_NODES: usize = 1000;
/// Most bytes of the drawing section.
pub const MAX_UI_BYTES: usize = 262_144;
/// Members by which a definition of the legacy format is known.
const LEGACY_MEMBERS: [&str; 3] = ["action_sets", "rule_sets", "flow_type"];

/// Refuses definitions that are too large to be looked at. What is no definition at all passes.
pub fn check_size(definition: &Json) -> Result<(), DefinitionError> {
    let lists = ["nodes", "action_sets", "rule_sets"];
    let nodes = lists
        .iter()
        .filter_map(|key| definition.get(key)?.as_array())
        .map(Vec::len)
        .sum();
    check_node_count(nodes)?;
    definition.get("_ui").map_or(Ok(()), check_ui_size)
}

/// Refuses flows with too many nodes.
pub fn check_node_count(nodes: usize) -> Result<(), DefinitionError> {
    if nodes > MAX_NODES {
        let text = format!("flow can't have more than {MAX_NODES} nodes (has {nodes})");
        return Err(DefinitionError::at("/nodes", text));
    }
    Ok(())
}

/// Refuses drawing sections that are too large.
pub fn check_ui_size(ui: &Json) -> Result<(), DefinitionError> {
    let bytes = ui.to_string().len();
    if bytes > MAX_UI_BYTES {
        let text = format!("flow UI can't be larger than {MAX_UI_BYTES} bytes (is {bytes})");
        return Err(DefinitionError::at("/_ui", text));
    }
    Ok(())
}

/// Reads the version of a definition, after checking that it has a UUID and a name.
pub fn read_version(definition: &Json) -> Result<Version, DefinitionError> {
    read_header(definition).map_err(|error| {
        if LEGACY_MEMBERS.iter().any(|key| definition.get(key).is_some()) {
            let text = "this is a flow of the legacy format (action sets and rule sets), which can't be read; \
                        export it again from a current version of RapidPro or TextIt";
            return DefinitionError::new(text);
        }
        error.prefixed("unable to read flow header: ")
    })
}

fn read_header(definition: &Json) -> Result<Version, DefinitionError> {
    let mut record = Record::open(definition, Generation::V14);
    record.text("uuid", &[Required, Uuid]);
    record.text("name", &[Required, Max(64)]);
    let version = if let Some((_, Json::String(text))) = record.member("spec_version") {
        match text.parse::<Version>() {
            Ok(version) => Some(version),
            Err(error) => {
                record.broken(
                    "spec_version",
                    DefinitionError::at("/spec_version", error.to_string()),
                );
                None
            }
        }
    } else {
        record.text("spec_version", &[Required]);
        None
    };
    record.finish()?;
    version.ok_or_else(|| DefinitionError::at("/spec_version", "field 'spec_version' is required"))
}
