//! Contact fields of generation 12: every field of the workspace, set or not.

use std::sync::Arc;

use crate::engine::context::{Surroundings, copied, text};
use crate::excellent::{ContextObject, JsonForm, Key, Map, Object, Property, Text, Value};
use crate::model::contact::Contact;
use crate::model::field::{Field, FieldType, FieldValue, TypedValue};

/// The fields of a contact as a value.
pub fn value(contact: &Arc<Contact>, around: &Arc<Surroundings>) -> Value {
    Value::Object(Object::new(FieldsThing {
        contact: contact.clone(),
        around: around.clone(),
    }))
}

#[derive(Debug)]
struct FieldsThing {
    contact: Arc<Contact>,
    around: Arc<Surroundings>,
}

impl FieldsThing {
    fn typed(&self, field: &Field) -> Value {
        typed(field, self.contact.field(&field.key))
    }
}

impl ContextObject for FieldsThing {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        let field = self.around.bundle.fields.get(key.written())?;
        let value = FieldValueThing {
            text: self
                .contact
                .field(&field.key)
                .map(|value| value.text.clone())
                .unwrap_or_default(),
            typed: self.typed(field),
        };
        Some(Value::Object(Object::new(value)).into())
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        let mut all: Vec<_> = self
            .around
            .bundle
            .fields
            .iter()
            .map(|field| (field.key.clone(), self.typed(field)))
            .collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    }

    fn reduced(&self) -> Option<Value> {
        Some(Map::from_entries(self.properties()).into())
    }

    fn describe(&self) -> &'static str {
        "field values"
    }

    fn type_name(&self) -> &'static str {
        "field_values"
    }

    fn length(&self) -> Option<usize> {
        Some(self.around.bundle.fields.len())
    }

    fn missing_text(&self, key: &str) -> Option<String> {
        Some(format!("no such contact field '{key}'"))
    }
}

/// The value that the type of a field asks for: text and locations are empty when unset, the others null.
fn typed(field: &Field, value: Option<&FieldValue>) -> Value {
    match value.and_then(|value| value.typed(&field.kind)) {
        Some(TypedValue::Text(value)) => text(value),
        Some(TypedValue::Number(number)) => Value::Number(number.clone()),
        Some(TypedValue::Datetime(datetime)) => Value::DateTime(datetime.clone()),
        Some(TypedValue::Location(path)) => copied(path.as_str()),
        None if field.kind == FieldType::Text || field.kind.is_location() => Value::EMPTY_TEXT,
        None => Value::Null,
    }
}

#[derive(Debug)]
struct FieldValueThing {
    text: Text,
    typed: Value,
}

impl ContextObject for FieldValueThing {
    fn property(&self, key: Key<'_>) -> Option<Property> {
        (key.written() == "text").then(|| text(&self.text).into())
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        Vec::new()
    }

    fn reduced(&self) -> Option<Value> {
        Some(if self.typed.is_null() {
            Value::EMPTY_TEXT
        } else {
            self.typed.clone()
        })
    }

    fn describe(&self) -> &'static str {
        "field value"
    }

    fn type_name(&self) -> &'static str {
        "field_value"
    }

    fn json_form(&self) -> JsonForm {
        JsonForm::Instead(self.typed.clone())
    }
}
