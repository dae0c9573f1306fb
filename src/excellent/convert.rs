//! Conversions between the types. An error value converts to itself: every conversion passes it on.

mod describe;
mod text;

use super::case;
use super::datetime::{Date, Time};
use super::dialect::{Dialect, Numbers};
use super::error::Error;
use super::number::Number;
use super::value::{Text, Value};

/// How deep defaults may stand for defaults before a conversion gives up.
const MAX_DEFAULTS: usize = 100;

/// What a value is once defaults (14) and reduced primitives (12) have taken the place of the objects that have one.
pub fn reduced(value: &Value) -> Value {
    let mut value = value.clone();
    for _ in 0..MAX_DEFAULTS {
        let Value::Object(object) = &value else {
            return value;
        };
        match object.reduced() {
            Some(inner) => value = inner,
            None => return value,
        }
    }
    Value::Null
}

impl Dialect {
    /// To text.
    pub fn to_text(&self, value: &Value) -> Result<Text, Error> {
        text::to_text(self, value)
    }

    /// To a number.
    pub fn to_number(&self, value: &Value) -> Result<Number, Error> {
        match value {
            Value::Number(number) => return Ok(number.clone()),
            Value::Error(error) => return Err(error.clone()),
            Value::Text(text) => {
                if let Some(number) = self.parse_number(text) {
                    return Ok(number);
                }
            }
            Value::Object(object) if object.reduced().is_some() => {
                return self.to_number(&reduced(value));
            }
            _ => {}
        }
        Err(self.refusal(value, "a number"))
    }

    /// The number that a text is.
    pub fn parse_number(&self, text: &str) -> Option<Number> {
        match self.numbers {
            Numbers::Unlimited => Number::parse_decimal(text),
            Numbers::Ranged => {
                parse_plain_number(text.trim()).filter(|number| self.in_range(number))
            }
        }
    }

    /// To a whole number of 32 bits, cut toward zero.
    pub fn to_integer(&self, value: &Value) -> Result<i32, Error> {
        let number = self.to_number(value)?;
        let integer = match self.numbers {
            Numbers::Unlimited => Some(number.to_i64_wrapping()),
            Numbers::Ranged => number.to_i64(),
        };
        integer
            .and_then(|integer| i32::try_from(integer).ok())
            .ok_or_else(|| {
                Error::new(format!(
                    "number value {number} is out of range for an integer"
                ))
            })
    }

    /// To a truth value. Only an error has none.
    pub fn to_boolean(&self, value: &Value) -> Result<bool, Error> {
        Ok(match value {
            Value::Null => false,
            Value::Text(text) => !text.is_empty() && !is_false(text),
            Value::Number(number) => !number.is_zero(),
            Value::Boolean(boolean) => *boolean,
            Value::DateTime(datetime) => !datetime.is_zero_instant(),
            Value::Date(date) => *date != Date::new(0, 0, 0),
            Value::Time(time) => *time != Time::MIDNIGHT,
            Value::Array(items) => !items.is_empty(),
            Value::Object(object) => match (self.numbers, object.length(), object.reduced()) {
                // Things that can be counted are true unless empty, whatever they reduce to.
                (Numbers::Unlimited, Some(length), _) | (Numbers::Ranged, Some(length), None) => {
                    length > 0
                }
                (_, _, Some(_)) => match reduced(value) {
                    Value::Object(_) => true,
                    inner => return self.to_boolean(&inner),
                },
                (_, None, None) => !object.properties().is_empty(),
            },
            Value::Function(_) => true,
            Value::Error(error) => return Err(error.clone()),
        })
    }

    /// The error of a conversion that is not possible.
    pub fn refusal(&self, value: &Value, wanted: &str) -> Error {
        Error::new(format!(
            "unable to convert {} to {wanted}",
            self.describe(value)
        ))
    }
}

fn is_false(text: &str) -> bool {
    text.len() >= 5 && text.chars().count() == 5 && case::to_lower(text) == "false"
}

/// `-`? then `digits`, `digits.digits` or `.digits`.
fn parse_plain_number(text: &str) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !plain || digits.ends_with('.') {
        return None;
    }
    Number::parse_decimal(text)
}

#[cfg(test)]
mod tests {
    use super::super::dialect::{GENERATION_12, GENERATION_14};
    use super::*;

    fn number(dialect: &Dialect, text: &str) -> Option<String> {
        dialect.to_number(&text.into()).ok().map(|n| n.to_string())
    }

    #[test]
    fn texts_as_numbers() {
        for (text, twelve, fourteen) in [
            ("1.50", Some("1.5"), Some("1.5")),
            (" 7 ", None, Some("7")),
            ("+7", Some("7"), None),
            ("5.", Some("5"), None),
            (".5", Some("0.5"), Some("0.5")),
            ("1e3", Some("1000"), None),
            ("", None, None),
            ("-", None, None),
            ("1.2.3", None, None),
            (
                "1234567890123456789012345678901234567",
                Some("1234567890123456789012345678901234567"),
                None,
            ),
        ] {
            assert_eq!(number(&GENERATION_12, text).as_deref(), twelve, "{text}");
            assert_eq!(number(&GENERATION_14, text).as_deref(), fourteen, "{text}");
        }
    }

    #[test]
    fn integers_wrap_only_where_numbers_are_unlimited() {
        let big = Value::text("18446744073709551681");
        assert_eq!(GENERATION_12.to_integer(&big).ok(), Some(65));
        assert!(GENERATION_14.to_integer(&big).is_err());
    }

    #[test]
    fn truth() {
        for (value, truth) in [
            (Value::Null, false),
            ("FaLsE".into(), false),
            ("0".into(), true),
            (0.into(), false),
            (Value::array([]), false),
            (Map::new().into(), false),
            (Map::new().with_default(1).into(), true),
        ] {
            assert_eq!(
                GENERATION_14.to_boolean(&value).ok(),
                Some(truth),
                "{value:?}"
            );
        }
    }

    use super::super::object::Map;
}
