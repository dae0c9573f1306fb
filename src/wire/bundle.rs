//! Reading a whole bundle: the flows of a workspace, and the assets that they refer to.
//!
//! A bundle is an object of lists, one per kind of asset. Generation 12 stores its assets as a list of items instead, each
//! with a type, an address and its content; [`sections`] makes such an object of it.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::model::assets::{Assets, FlowEntry};
use crate::model::flow::Generation;

use super::assets::{BundleRules, read_bundle};
use super::definition::rules_of;
use super::reader::{Checks, Item, Object, Place, ReadError, UuidRule};

mod sections;

pub use sections::sections;

/// Reads a bundle whose flows are all of one generation. The flows themselves are read when they are first used.
pub fn read_assets(bundle: &Json, generation: Generation) -> Result<Assets, ReadError> {
    read(bundle, generation).map_err(|error| error.within("unable to read assets"))
}

fn read(bundle: &Json, generation: Generation) -> Result<Assets, ReadError> {
    let uuid = uuid_rule(generation);
    let object = Object::new(bundle, Place::root())?;
    let flows = object.list("flows")?;
    let flows = flows
        .iter()
        .map(|item| read_flow_entry(item, uuid, generation))
        .collect::<Result<_, _>>()?;
    Ok(Assets {
        bundle: Arc::new(read_bundle(&object, BundleRules::of(generation))?),
        flows,
        assumed: Vec::new(),
    })
}

/// What counts as the UUID of an asset.
pub fn uuid_rule(generation: Generation) -> UuidRule {
    match generation {
        Generation::V12 => UuidRule::LOWER_V4,
        Generation::V14 => UuidRule::ANY,
    }
}

/// Takes a flow as far as its UUID and name, which old definitions have in their metadata.
fn read_flow_entry(
    item: &Item<'_>,
    uuid_rule: UuidRule,
    generation: Generation,
) -> Result<FlowEntry, ReadError> {
    let Some(uuid) = header(item.value, "uuid") else {
        return Err(ReadError::other(
            item.place.clone(),
            "can't parse UUID from flow asset",
        ));
    };
    let mut checks = Checks::default();
    checks.uuid(item.place.as_root().member("uuid"), uuid, uuid_rule);
    checks.finish()?;
    Ok(flow_entry(
        uuid,
        header(item.value, "name").unwrap_or_default(),
        item.value.clone(),
        generation,
    ))
}

/// A text at the top of a definition, or else in its metadata.
pub fn header<'a>(definition: &'a Json, key: &str) -> Option<&'a str> {
    let places = [Some(definition), definition.get("metadata")];
    places
        .into_iter()
        .flatten()
        .find_map(|object| object.get(key)?.as_str())
}

/// A flow that is read when it is first used.
pub fn flow_entry(uuid: &str, name: &str, source: Json, generation: Generation) -> FlowEntry {
    FlowEntry::new(
        uuid.into(),
        name.into(),
        generation,
        Arc::new(source),
        rules_of(generation),
    )
}
