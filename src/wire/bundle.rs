//! Reading a whole bundle: the flows of a workspace, and the assets that they refer to.
//!
//! A bundle is an object of lists, one per kind of asset. Generation 12 stores its assets as a list of items instead, each
//! with a type, an address and its content; [`sections`] makes such an object of it.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::model::assets::{Assets, FlowEntry};
use crate::model::flow::Generation;
use crate::model::uuids::FlowUuid;

use super::assets::{BundleRules, read_bundle};
use super::definition::rules_of;
use super::reader::{Checks, Item, Object, ReadError, UuidRule};
use crate::json::Document;

mod sections;

pub use sections::sections;

/// Reads a bundle whose flows are all of one generation. The flows themselves are read when they are first used.
pub fn read_assets(bundle: &Json, generation: Generation) -> Result<Assets, ReadError> {
    read(bundle, generation).map_err(|error| error.within("unable to read assets"))
}

fn read(bundle: &Json, generation: Generation) -> Result<Assets, ReadError> {
    let uuid = uuid_rule(generation);
    let document = Document::of(bundle);
    let object = Object::new(document.root())?;
    let flows = object.list("flows")?;
    let flows = flows
        .map(|item| read_flow_entry(&item, uuid, generation))
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
    let definition = item.value.to_value();
    let Some(uuid) = header(&definition, "uuid").map(FlowUuid::from) else {
        return Err(ReadError::other(
            item.value,
            "can't parse UUID from flow asset",
        ));
    };
    let mut checks = Checks::default();
    let place = item.value.as_root().place().member("uuid");
    checks.uuid(place, uuid.as_str(), uuid_rule);
    checks.finish()?;
    let name = header(&definition, "name").unwrap_or_default().to_owned();
    Ok(flow_entry(uuid.as_str(), &name, definition, generation))
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
