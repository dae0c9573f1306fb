//! `@fields` of generation 14: every field of the workspace; unset ones are null.

use std::sync::Arc;

use crate::engine::context::{Surroundings, copied, text};
use crate::excellent::{ContextObject, GENERATION_14, Key, Object, Property, Text, Value};
use crate::model::contact::Contact;
use crate::model::field::{Field, TypedValue};

/// The fields of a contact as a value.
pub fn value(contact: &Arc<Contact>, around: &Arc<Surroundings>) -> Value {
    Value::Object(Object::new(FieldsObject {
        contact: contact.clone(),
        around: around.clone(),
    }))
}

#[derive(Debug)]
struct FieldsObject {
    contact: Arc<Contact>,
    around: Arc<Surroundings>,
}

impl FieldsObject {
    fn typed(&self, field: &Field) -> Value {
        match self
            .contact
            .field(&field.key)
            .and_then(|value| value.typed(&field.kind))
        {
            Some(TypedValue::Text(value)) => text(value),
            Some(TypedValue::Number(number)) => Value::Number(number.clone()),
            Some(TypedValue::Datetime(datetime)) => Value::DateTime(datetime.clone()),
            Some(TypedValue::Location(path)) => copied(path.as_str()),
            None => Value::Null,
        }
    }
}

impl ContextObject for FieldsObject {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        let fields = &self.around.bundle.fields;
        let field = fields.get(key.name()).or_else(|| {
            fields
                .iter()
                .find(|field| field.key.to_lowercase() == key.name())
        })?;
        Some(self.typed(field).into())
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        self.around
            .bundle
            .fields
            .iter()
            .map(|field| (field.key.clone(), self.typed(field)))
            .collect()
    }

    fn reduced(&self) -> Option<Value> {
        let line = |field: &Arc<Field>| match self.typed(field) {
            Value::Null => None,
            value => Some(format!(
                "{}: {}",
                field.name,
                GENERATION_14.to_text(&value).unwrap_or_default()
            )),
        };
        let mut lines: Vec<_> = self.around.bundle.fields.iter().filter_map(line).collect();
        lines.sort();
        Some(Value::from(lines.join("\n")))
    }
}
