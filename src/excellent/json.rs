//! Values as JSON, without white space: the form that `json(x)` gives, and the form in which generation 12 prints arrays
//! and maps.

mod document;
mod parse;

use std::fmt::{self, Write};

pub use document::{JsonDocument, parse_document};
pub use parse::{JsonProblem, parse_strict};

use super::bounded::{Bounded, MAX_DEPTH};
use super::convert::reduced;
use super::dialect::{CompositeText, Dialect, JsonValues};
use super::error::Error;
use super::object::{JsonForm, Object};
use super::quote::{JsonEscapes, write_json_string};
use super::value::{Text, Value};

/// The properties of an object, sorted by the bytes of their keys.
pub fn sorted_properties(object: &Object) -> Vec<(Text, Value)> {
    let mut properties = object.properties();
    properties.sort_by(|a, b| a.0.cmp(&b.0));
    properties
}

impl Dialect {
    /// The value of a JSON text.
    pub fn parse_json(&self, text: &str) -> Result<Value, Error> {
        match self.json_values {
            JsonValues::KeptAsText => parse_document(&text.into()),
            JsonValues::Converted => {
                parse_strict(self, text).map_err(|problem| Error::new(problem.to_string()))
            }
        }
    }

    /// The JSON text that `json(value)` gives.
    pub fn to_json(&self, value: &Value) -> Result<String, Error> {
        if let Value::Error(error) = value {
            return Err(error.clone());
        }
        let mut out = Bounded::default();
        if let Value::Object(object) = value
            && let JsonForm::Raw(raw) = object.json_form()
        {
            return Ok(raw.into());
        }
        self.write_json(&mut out, value, 0)
            .map_err(|_| Error::too_complex())?;
        Ok(out.0)
    }

    fn write_json(&self, out: &mut Bounded, value: &Value, depth: usize) -> fmt::Result {
        if depth > MAX_DEPTH {
            return Err(fmt::Error);
        }
        match value {
            Value::Null | Value::Function(_) | Value::Error(_) => out.write_str("null"),
            Value::Text(text) => write_json_string(out, text, JsonEscapes::Lines),
            Value::Number(number) => write!(out, "{number}"),
            Value::Boolean(boolean) => write!(out, "{boolean}"),
            Value::DateTime(datetime) => write!(out, "\"{datetime}\""),
            Value::Date(date) => write!(out, "\"{date}\""),
            Value::Time(time) => write!(out, "\"{time}\""),
            Value::Array(items) => self.write_items(out, items, depth),
            Value::Object(object) => match object.json_form() {
                JsonForm::Properties => self.write_properties(out, object, depth),
                JsonForm::Items => {
                    self.write_items(out, &object.items().unwrap_or_default(), depth)
                }
                JsonForm::Instead(other) => self.write_json(out, &other, depth + 1),
                JsonForm::Raw(raw) => write_compact(out, &raw),
            },
        }
    }

    fn write_items(&self, out: &mut Bounded, items: &[Value], depth: usize) -> fmt::Result {
        out.write_char('[')?;
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.write_char(',')?;
            }
            self.write_json(out, item, depth + 1)?;
        }
        out.write_char(']')
    }

    /// Properties whose value is an error are left out.
    fn write_properties(&self, out: &mut Bounded, object: &Object, depth: usize) -> fmt::Result {
        let properties = match self.composite_text {
            CompositeText::Json => object.properties(),
            CompositeText::Listing => sorted_properties(object),
        };
        out.write_char('{')?;
        let mut first = true;
        for (key, value) in properties.iter().filter(|(_, value)| !value.is_error()) {
            if !std::mem::take(&mut first) {
                out.write_char(',')?;
            }
            write_json_string(out, key, JsonEscapes::Lines)?;
            out.write_char(':')?;
            self.write_json(out, value, depth + 1)?;
        }
        out.write_char('}')
    }
}

/// Copies JSON text without its white space.
fn write_compact(out: &mut Bounded, raw: &str) -> fmt::Result {
    let (mut in_string, mut escaped) = (false, false);
    for c in raw.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if matches!(c, ' ' | '\t' | '\n' | '\r') {
            continue;
        } else {
            in_string = c == '"';
        }
        out.write_char(c)?;
    }
    Ok(())
}

/// Writes an array or map as generation 12 prints it: the items reduced to primitives, datetimes with as many decimals as
/// they need, things and documents as strings, and the inside of nested maps safe for HTML.
pub(super) fn write_internal(out: &mut Bounded, dialect: &Dialect, value: &Value) -> fmt::Result {
    write_internal_at(out, dialect, value, JsonEscapes::Lines, 0)
}

fn write_internal_at(
    out: &mut Bounded,
    dialect: &Dialect,
    value: &Value,
    escapes: JsonEscapes,
    depth: usize,
) -> fmt::Result {
    if depth > MAX_DEPTH {
        return Err(fmt::Error);
    }
    match value {
        Value::DateTime(datetime) => write!(out, "\"{}\"", datetime.to_rfc3339()),
        Value::Text(text) => write_json_string(out, text, escapes),
        Value::Array(items) => {
            out.write_char('[')?;
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.write_char(',')?;
                }
                write_internal_at(out, dialect, item, escapes, depth + 1)?;
            }
            out.write_char(']')
        }
        Value::Object(object) if object.as_map().is_some() => {
            write_internal_map(out, dialect, object, escapes, depth)
        }
        Value::Object(_) => match dialect.to_text(&reduced(value)) {
            Ok(text) if depth > 0 => write_json_string(out, &text, escapes),
            Ok(text) => out.write_str(&text),
            Err(_) => out.write_str("null"),
        },
        other => dialect.write_json(out, other, depth),
    }
}

fn write_internal_map(
    out: &mut Bounded,
    dialect: &Dialect,
    map: &Object,
    escapes: JsonEscapes,
    depth: usize,
) -> fmt::Result {
    let inside = if depth > 0 {
        JsonEscapes::Html
    } else {
        escapes
    };
    out.write_char('{')?;
    for (at, (key, value)) in map.properties().iter().enumerate() {
        if at > 0 {
            out.write_char(',')?;
        }
        write_json_string(out, key, inside)?;
        out.write_char(':')?;
        write_internal_at(out, dialect, value, inside, depth + 1)?;
    }
    out.write_char('}')
}
