//! `@legacy_extra` of generation 14.

use super::results::parse_json;
use crate::engine::context::extras::{Extra, entries};
use crate::engine::state::State;
use crate::excellent::{Map, Text, Value};

/// What is known beside results as a value.
pub fn value(state: &State, run: usize) -> Value {
    let entries = entries(state, run).into_iter().map(|(key, extra)| {
        let value = match extra {
            Extra::Text(text) => Value::text(&*text),
            Extra::Json(json) => parse_json(&json.to_string()),
        };
        (Text::from(key), value)
    });
    Map::from_entries(entries).into()
}
