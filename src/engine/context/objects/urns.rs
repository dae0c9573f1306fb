//! Addresses of generation 14.

use std::sync::Arc;

use crate::engine::context::Surroundings;
use crate::excellent::{Map, Text, Value};
use crate::model::contact::Contact;
use crate::model::urn::Urn;

/// `@urns`: the first address of each scheme.
pub fn by_scheme(contact: &Arc<Contact>, around: &Arc<Surroundings>) -> Value {
    let mut map = Map::from_entries(
        around
            .semantics
            .urns
            .schemes
            .iter()
            .map(|scheme| (Text::new_static(scheme.name), Value::Null)),
    );
    // Backwards, so that the first of a scheme is the one that stays.
    for urn in contact.urns.iter().rev() {
        map.insert(urn.urn.scheme(), shown(&urn.urn, around));
    }
    map.into()
}

/// The text of an address, normalised and without its query.
pub fn shown(urn: &Urn, around: &Surroundings) -> Value {
    if around.redacts_urns() {
        return Value::from(hidden(urn));
    }
    Value::text(
        around
            .semantics
            .urns
            .normalize(urn)
            .without_query()
            .as_str(),
    )
}

/// An address whose path is not shown.
pub fn hidden(urn: &Urn) -> String {
    format!("{}:********", urn.scheme())
}
