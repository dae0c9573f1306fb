//! Flow definitions of both generations: reading, checking, writing back.

use serde_json::Value as Json;

use crate::model::assets::ReadFlow;
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
    reader_of(generation)(json)
}

/// What reads the definitions of a generation.
pub fn reader_of(generation: Generation) -> ReadFlow {
    match generation {
        Generation::V12 => v12::read_flow,
        Generation::V14 => v14::read_flow,
    }
}

/// The generation a definition is written in: the first has no `spec_version`.
pub fn generation_of(json: &Json) -> Generation {
    if json.get("spec_version").is_some() { Generation::V14 } else { Generation::V12 }
}
