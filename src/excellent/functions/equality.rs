//! Equality of values as `contains` and `unique` see it: only values of the same type can be equal.

use crate::excellent::convert::reduced;
use crate::excellent::json::sorted_properties;
use crate::excellent::object::Object;
use crate::excellent::value::{Function, Value};

/// How deep values are compared; beyond it they count as different.
const MAX_DEPTH: usize = 400;

/// Whether two values are the same: numbers by value, datetimes by instant, dates and times by their fields, arrays and
/// objects by what they hold, built-in functions by name, lambdas never.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    same_at(a, b, 0)
}

fn same_at(a: &Value, b: &Value, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Text(a), Value::Text(b)) => a == b,
        (Value::Number(a), Value::Number(b)) => a == b,
        (Value::Boolean(a), Value::Boolean(b)) => a == b,
        (Value::DateTime(a), Value::DateTime(b)) => a == b,
        (Value::Date(a), Value::Date(b)) => a == b,
        (Value::Time(a), Value::Time(b)) => a == b,
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b.iter())
                    .all(|(a, b)| same_at(a, b, depth + 1))
        }
        (Value::Object(a), Value::Object(b)) => same_objects(a, b, depth),
        (Value::Function(Function::Builtin(a)), Value::Function(Function::Builtin(b))) => {
            a.name == b.name
        }
        (Value::Error(a), Value::Error(b)) => a.text() == b.text(),
        _ => false,
    }
}

fn same_objects(a: &Object, b: &Object, depth: usize) -> bool {
    let (mine, other) = (sorted_properties(a), sorted_properties(b));
    let same_properties = mine.len() == other.len()
        && mine
            .iter()
            .zip(&other)
            .all(|((key, value), (other_key, other_value))| {
                key == other_key && same_at(value, other_value, depth + 1)
            });
    let default = |object: &Object| {
        object
            .reduced()
            .map(|_| reduced(&Value::Object(object.clone())))
    };
    same_properties
        && match (default(a), default(b)) {
            (None, None) => true,
            (Some(a), Some(b)) => same_at(&a, &b, depth + 1),
            _ => false,
        }
}
