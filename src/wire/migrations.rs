//! Taking definitions of generation 14 from the version they were written in to a later one.
//!
//! Migrations work on JSON as it is, check nothing and never fail: whatever is not of the type they expect is left alone.

use serde_json::Value as Json;

use crate::model::definition_error::DefinitionError;
use crate::wire::definition::v14::header::read_version;

use version::Version;

mod document;
pub mod refactor;
mod steps;
mod templates;
pub mod version;

/// The definition taken to a version, which is not checked but for its header. One that is of that version or a later
/// one comes back as it is.
pub fn migrate_to(definition: &Json, target: &Version) -> Result<Json, DefinitionError> {
    let version = read_version(definition)?;
    Ok(migrate(definition, &version, target).unwrap_or_else(|| definition.clone()))
}

/// The definition taken from its version to a target, with the members of all objects in order of their names; none if
/// no migration applies.
pub fn migrate(definition: &Json, from: &Version, to: &Version) -> Option<Json> {
    let steps = steps::STEPS
        .iter()
        .filter(|step| step.version > *from && step.version <= *to);
    let mut migrated = definition.as_object()?.clone();
    let mut is_changed = false;
    for step in steps {
        (step.apply)(&mut migrated);
        migrated.insert(
            "spec_version".to_string(),
            Json::from(step.version.to_string()),
        );
        is_changed = true;
    }
    is_changed.then(|| {
        let mut migrated = Json::Object(migrated);
        migrated.sort_all_objects();
        migrated
    })
}
