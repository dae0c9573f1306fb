//! `@trigger` of generation 12.

use std::sync::Arc;

use crate::engine::context::document;
use crate::engine::context::{View, copied, view};
use crate::excellent::{Property, Value};
use crate::model::session::Trigger;

/// A trigger as a value.
pub fn value(trigger: &Arc<Trigger>) -> Value {
    view(TriggerThing(trigger.clone()))
}

#[derive(Debug)]
struct TriggerThing(Arc<Trigger>);

impl View for TriggerThing {
    const TYPE: &'static str = "trigger";
    // A missing property says so.
    const DESCRIBE: &'static str = "null";
    const LISTED: &'static [&'static str] = &["params", "type"];

    fn get(&self, name: &str) -> Option<Property> {
        Some(match name {
            "type" => copied(self.0.kind.type_name()).into(),
            "params" => self
                .0
                .params
                .as_deref()
                .map_or(Value::Null, document)
                .into(),
            _ => return None,
        })
    }

    fn reduced(&self) -> Option<Value> {
        Some(copied(self.0.flow.uuid.as_str()))
    }
}
