//! `@legacy_extra` of generation 12: keys are looked up in lower case, also those of nested objects.

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::engine::context::document;
use crate::engine::context::extras::{Extra, clean_key, entries};
use crate::engine::state::State;
use crate::excellent::case::to_lower;
use crate::excellent::{
    ContextObject, GENERATION_12, JsonForm, Key, Object, Property, Text, Value,
};

/// What is known beside results as a value.
pub fn value(state: &State, run: usize) -> Value {
    let entries = entries(state, run);
    Value::Object(Object::new(ExtraThing(entries)))
}

#[derive(Debug)]
struct ExtraThing(IndexMap<String, Extra>);

impl ExtraThing {
    /// As JSON: the keys of this level as they are looked up, everything below as it was received.
    fn json(&self) -> String {
        let mut entries: Vec<_> = self.0.iter().collect();
        entries.sort_by(|a, b| a.0.cmp(b.0));
        let members = entries.into_iter().map(|(key, extra)| {
            let value = match extra {
                Extra::Text(text) => Json::from(&**text).to_string(),
                Extra::Json(json) => json.to_string(),
            };
            format!("{}:{value}", Json::from(key.as_str()))
        });
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }
}

impl ContextObject for ExtraThing {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        Some(shown(self.0.get(&*to_lower(key.written()))?).into())
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        self.0
            .iter()
            .map(|(key, extra)| (Text::from(key.as_str()), shown(extra)))
            .collect()
    }

    fn reduced(&self) -> Option<Value> {
        Some(Value::from(self.json()))
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

    fn missing_text(&self, key: &str) -> Option<String> {
        Some(format!("legacy extra has no property '{}'", to_lower(key)))
    }

    fn json_form(&self) -> JsonForm {
        JsonForm::Raw(Text::from(self.json()))
    }
}

fn shown(extra: &Extra) -> Value {
    match extra {
        Extra::Text(text) => Value::Text(text.clone()),
        Extra::Json(Json::Object(members)) => {
            let nested = members
                .iter()
                .map(|(key, member)| (clean_key(key), Extra::Json(member.clone())));
            Value::Object(Object::new(ExtraThing(nested.collect())))
        }
        Extra::Json(Json::Array(items)) => document(&Json::from(items.clone()).to_string()),
        Extra::Json(Json::Null) => Value::Null,
        Extra::Json(Json::Bool(boolean)) => Value::Boolean(*boolean),
        Extra::Json(Json::Number(number)) => GENERATION_12
            .parse_number(&number.to_string())
            .map_or(Value::Null, Value::Number),
        Extra::Json(Json::String(text)) => Value::text(text),
    }
}
