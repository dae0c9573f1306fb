//! Results of generation 12.

use std::sync::Arc;

use imbl::OrdMap;

use crate::engine::context::document;
use crate::engine::context::{Surroundings, View, copied, text, view};
use crate::engine::results::result_key;
use crate::excellent::{ContextObject, Key, Map, Object, Property, Text, Value};
use crate::model::session::RunResult;

/// The results of a run as a value.
pub fn value(results: &OrdMap<Text, Arc<RunResult>>, around: &Arc<Surroundings>) -> Value {
    Value::Object(Object::new(ResultsThing {
        results: results.clone(),
        around: around.clone(),
    }))
}

/// A property of the result of this key.
pub fn property_at(
    results: &OrdMap<Text, Arc<RunResult>>,
    around: &Surroundings,
    key: &str,
    property: &str,
) -> Option<Value> {
    let result = results.get(&*result_key(around.semantics, key))?;
    result_property(result, property)
}

#[derive(Debug)]
struct ResultsThing {
    results: OrdMap<Text, Arc<RunResult>>,
    around: Arc<Surroundings>,
}

impl ContextObject for ResultsThing {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        let result = self
            .results
            .get(&*result_key(self.around.semantics, key.written()))?;
        Some(view(ResultThing(result.clone())).into())
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        self.results
            .iter()
            .map(|(key, result)| (key.clone(), view(ResultThing(result.clone()))))
            .collect()
    }

    fn reduced(&self) -> Option<Value> {
        let values = self
            .results
            .iter()
            .map(|(key, result)| (key.clone(), text(&result.value)));
        Some(Map::from_entries(values).into())
    }

    fn describe(&self) -> &'static str {
        "run results"
    }

    fn type_name(&self) -> &'static str {
        "run_results"
    }

    fn length(&self) -> Option<usize> {
        Some(self.results.len())
    }

    fn missing_text(&self, key: &str) -> Option<String> {
        Some(format!("no such run result '{key}'"))
    }
}

#[derive(Debug)]
struct ResultThing(Arc<RunResult>);

impl View for ResultThing {
    const TYPE: &'static str = "run_result";
    const DESCRIBE: &'static str = "run result";
    const LISTED: &'static [&'static str] = &[
        "category",
        "category_localized",
        "created_on",
        "input",
        "name",
        "node_uuid",
        "value",
    ];

    fn get(&self, name: &str) -> Option<Property> {
        result_property(&self.0, name).map(Into::into)
    }

    fn reduced(&self) -> Option<Value> {
        Some(text(&self.0.value))
    }
}

fn result_property(result: &RunResult, name: &str) -> Option<Value> {
    Some(match name {
        "name" => text(&result.name),
        "value" => text(&result.value),
        "category" => text(&result.category),
        "category_localized" if result.category_localized.is_empty() => text(&result.category),
        "category_localized" => text(&result.category_localized),
        "input" => result.input.as_ref().map_or(Value::Null, text),
        "node_uuid" => copied(result.node.as_str()),
        "created_on" => Value::DateTime(result.created_on.clone()),
        "extra" => document(result.extra.as_deref().unwrap_or_default()),
        _ => return None,
    })
}
