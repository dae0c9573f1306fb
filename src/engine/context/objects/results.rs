//! `@results` of generation 14.

use std::sync::Arc;

use imbl::OrdMap;

use crate::engine::context::{View, copied, text, view};
use crate::excellent::json::parse_strict;
use crate::excellent::{ContextObject, GENERATION_14, Key, Object, Property, Text, Value};
use crate::model::session::RunResult;

/// The results of a run as a value.
pub fn value(results: &OrdMap<Text, Arc<RunResult>>) -> Value {
    Value::Object(Object::new(ResultsObject(results.clone())))
}

#[derive(Debug)]
struct ResultsObject(OrdMap<Text, Arc<RunResult>>);

impl ContextObject for ResultsObject {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        Some(view(ResultObject(self.0.get(key.name())?.clone())).into())
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        self.0
            .iter()
            .map(|(key, result)| (key.clone(), view(ResultObject(result.clone()))))
            .collect()
    }

    fn reduced(&self) -> Option<Value> {
        let mut lines: Vec<_> = self
            .0
            .values()
            .map(|result| format!("{}: {}", result.name, result.value))
            .collect();
        lines.sort();
        Some(Value::from(lines.join("\n")))
    }
}

#[derive(Debug)]
struct ResultObject(Arc<RunResult>);

impl View for ResultObject {
    const TYPE: &'static str = "object";
    const LISTED: &'static [&'static str] = &[
        "category",
        "category_localized",
        "created_on",
        "extra",
        "input",
        "name",
        "node_uuid",
        "value",
    ];

    fn get(&self, name: &str) -> Option<Property> {
        let result = &self.0;
        let value = match name {
            "name" => text(&result.name),
            "value" => text(&result.value),
            "category" => text(&result.category),
            "category_localized" if result.category_localized.is_empty() => text(&result.category),
            "category_localized" => text(&result.category_localized),
            "input" => Value::Text(result.input.clone().unwrap_or_default()),
            "extra" => result.extra.as_deref().map_or(Value::Null, parse_json),
            "node_uuid" => copied(result.node.as_str()),
            "created_on" => Value::DateTime(result.created_on.clone()),
            _ => return None,
        };
        Some(value.into())
    }

    fn reduced(&self) -> Option<Value> {
        Some(text(&self.0.value))
    }
}

/// JSON text as a value; an error if it is none.
pub fn parse_json(json: &str) -> Value {
    parse_strict(&GENERATION_14, json).unwrap_or_else(|error| Value::error(error.to_string()))
}
