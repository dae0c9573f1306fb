//! `@legacy_extra` of generation 12: keys are looked up in lower case, also those of nested objects.

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::engine::context::extras::{Extra, clean_key, entries};
use crate::engine::state::State;
use crate::excellent::case::to_lower;
use crate::engine::context::document;
use crate::excellent::{ContextObject, Key, Map, Object, Property, Text, Value};

/// What is known beside results as a value.
pub fn value(state: &State, run: usize) -> Value {
    let entries = entries(state, run);
    Value::Object(Object::new(ExtraThing(entries)))
}

#[derive(Debug)]
struct ExtraThing(IndexMap<String, Extra>);

impl ContextObject for ExtraThing {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        Some(shown(self.0.get(&*to_lower(key.written()))?).into())
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        let mut all: Vec<_> = self.0.iter().map(|(key, extra)| (Text::from(key.as_str()), shown(extra))).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    }

    fn reduced(&self) -> Option<Value> {
        Some(Map::from_entries(self.properties()).into())
    }

    fn describe(&self) -> &'static str {
        "legacy extra"
    }

    fn type_name(&self) -> &'static str {
        "legacy_extra"
    }

    fn length(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

fn shown(extra: &Extra) -> Value {
    match extra {
        Extra::Text(text) => Value::text(&**text),
        Extra::Json(Json::Object(members)) => {
            let nested = members.iter().map(|(key, member)| (clean_key(key), Extra::Json(member.clone())));
            Value::Object(Object::new(ExtraThing(nested.collect())))
        }
        Extra::Json(json) => document(&json.to_string()),
    }
}
