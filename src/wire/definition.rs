//! Flow definitions of both generations: reading, checking, writing back.

use serde_json::Value as Json;

use crate::model::assets::FlowRules;
use crate::model::definition_error::DefinitionError;
use crate::model::flow::{Flow, Generation};

pub mod actions;
pub mod localization;
pub mod record;
pub mod references;
pub mod rules;
pub mod ui;
pub mod v12;
pub mod v14;

/// Reads a definition of a generation. Those of generation 14 are migrated to the current version before.
pub fn read_flow(json: &Json, generation: Generation) -> Result<Flow, DefinitionError> {
    (rules_of(generation).read)(json)
}

/// What is done with the definitions of a generation. In 14 missing assets are no obstacle to running a flow.
pub fn rules_of(generation: Generation) -> FlowRules {
    match generation {
        Generation::V12 => FlowRules {
            read: v12::read_flow,
            check: v12::validate,
        },
        Generation::V14 => FlowRules {
            read: v14::read_flow,
            check: |_, _| Ok(()),
        },
    }
}

/// The generation a definition is written in. Those of the legacy format, which both generations migrate, count as 14.
pub fn generation_of(json: &Json) -> Generation {
    let is_14 = ["spec_version", "action_sets", "rule_sets", "flow_type"]
        .iter()
        .any(|key| json.get(key).is_some());
    if is_14 {
        Generation::V14
    } else {
        Generation::V12
    }
}
