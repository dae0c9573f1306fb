//! To text.

use std::fmt::{self, Write};

use crate::excellent::bounded::{Bounded, MAX_DEPTH};
use crate::excellent::dialect::{CompositeText, Dialect};
use crate::excellent::error::Error;
use crate::excellent::json;
use crate::excellent::object::Object;
use crate::excellent::value::{Text, Value};

pub(super) fn to_text(dialect: &Dialect, value: &Value) -> Result<Text, Error> {
    match value {
        Value::Null => Ok(Text::new_static("")),
        Value::Text(text) => Ok(text.clone()),
        Value::Boolean(true) => Ok(Text::new_static("true")),
        Value::Boolean(false) => Ok(Text::new_static("false")),
        Value::Error(error) => Err(error.clone()),
        Value::Number(_) | Value::DateTime(_) | Value::Date(_) | Value::Time(_) => {
            Ok(short_text(value))
        }
        Value::Function(function) => Ok(function.name().into()),
        Value::Array(_) => composite(dialect, value),
        Value::Object(object) => match object.reduced() {
            Some(inner) if !matches!(inner, Value::Object(_)) => to_text(dialect, &inner),
            Some(_) => {
                to_text(dialect, &super::reduced(value)).or_else(|_| composite(dialect, value))
            }
            None => composite(dialect, value),
        },
    }
}

fn short_text(value: &Value) -> Text {
    match value {
        Value::Number(number) => smol_str::format_smolstr!("{number}"),
        Value::DateTime(datetime) => smol_str::format_smolstr!("{datetime}"),
        Value::Date(date) => smol_str::format_smolstr!("{date}"),
        Value::Time(time) => smol_str::format_smolstr!("{time}"),
        _ => Text::new_static(""),
    }
}

fn composite(dialect: &Dialect, value: &Value) -> Result<Text, Error> {
    let mut out = Bounded(String::new());
    let written = match dialect.composite_text {
        CompositeText::Json => json::write_internal(&mut out, dialect, value),
        CompositeText::Listing => write_listing(&mut out, dialect, value, 0),
    };
    written.map_err(|_| Error::too_complex())?;
    Ok(out.0.into())
}

fn write_listing(out: &mut Bounded, dialect: &Dialect, value: &Value, depth: usize) -> fmt::Result {
    if depth > MAX_DEPTH {
        return Err(fmt::Error);
    }
    match value {
        Value::Array(items) => {
            out.write_char('[')?;
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.write_str(", ")?;
                }
                write_listing(out, dialect, item, depth + 1)?;
            }
            out.write_char(']')
        }
        Value::Object(object) => match object.reduced() {
            Some(inner) => write_listing(out, dialect, &inner, depth + 1),
            None => write_properties(out, dialect, object, depth),
        },
        Value::Error(error) => out.write_str(error.text()),
        other => match to_text(dialect, other) {
            Ok(text) => out.write_str(&text),
            Err(error) => out.write_str(error.text()),
        },
    }
}

fn write_properties(
    out: &mut Bounded,
    dialect: &Dialect,
    object: &Object,
    depth: usize,
) -> fmt::Result {
    out.write_char('{')?;
    for (at, (key, value)) in json::sorted_properties(object).into_iter().enumerate() {
        if at > 0 {
            out.write_str(", ")?;
        }
        write!(out, "{key}: ")?;
        write_listing(out, dialect, &value, depth + 1)?;
    }
    out.write_char('}')
}
