//! `@legacy_extra` of generation 12: keys are looked up in lower case, also those of nested objects.

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::engine::context::extras::{Extra, clean_key, entries};
use crate::engine::state::State;
use crate::excellent::case::to_lower;
use crate::excellent::{ContextObject, GENERATION_12, Key, Map, Object, Property, Text, Value};

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
        Some(Map::from_entries(self.0.iter().map(|(key, extra)| (Text::from(key.as_str()), plain(extra)))).into())
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
        Extra::Json(json) => plain_json(json),
    }
}

/// What stands for an entry in the text of the whole: nothing but maps, lists and primitives.
fn plain(extra: &Extra) -> Value {
    match extra {
        Extra::Text(text) => Value::text(&**text),
        Extra::Json(json) => plain_json(json),
    }
}

fn plain_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(boolean) => Value::Boolean(*boolean),
        Json::Number(number) => {
            GENERATION_12.parse_number(&number.to_string()).map_or(Value::Null, Value::Number)
        }
        Json::String(text) => Value::text(text),
        Json::Array(items) => items.iter().map(plain_json).collect::<Vec<_>>().into(),
        Json::Object(members) => {
            let members = members.iter().map(|(key, member)| (Text::from(key.as_str()), plain_json(member)));
            Map::from_entries(members).into()
        }
    }
}
