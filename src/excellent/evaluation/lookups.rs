//! Lookups: by a path of keys in one text (generation 12), or by one key (generation 14).

use super::Evaluation;
use crate::excellent::case;
use crate::excellent::dialect::Lookups;
use crate::excellent::error::Error;
use crate::excellent::object::{Key, Property};
use crate::excellent::value::Value;

/// How an unknown key of an object is met.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unknown {
    /// `a.b`: an error.
    Refused,
    /// `a["b"]`: null.
    Null,
}

impl Evaluation<'_> {
    /// The property of the context.
    pub(super) fn root_property(&self, key: Key<'_>) -> Option<Value> {
        let property = self.setting.context.property(key)?;
        Some(self.reached(property))
    }

    fn reached(&self, property: Property) -> Value {
        if let Some(warning) = property.deprecated {
            let mut warnings = self.warnings.borrow_mut();
            if !warnings.iter().any(|known| *known == *warning) {
                warnings.push(warning.into());
            }
        }
        property.value
    }

    /// Generation 14: the property or item of this key.
    pub(super) fn look_up(
        &self,
        container: &Value,
        key: &Value,
        unknown: Unknown,
    ) -> Result<Value, Error> {
        match container {
            Value::Error(error) => Err(error.clone()),
            Value::Array(items) => {
                let index = self.integer(key)?;
                item(items, i64::from(index))
            }
            Value::Object(_) => {
                let written = self.text(key)?;
                let lowered = case::to_lower(&written);
                self.property_of(container, Key::ignoring_case(&written, &lowered), unknown)
            }
            _ => {
                if let Value::Error(error) = key {
                    return Err(error.clone());
                }
                Err(Error::new(format!(
                    "{} doesn't support lookups",
                    self.dialect.describe_as_is(container)
                )))
            }
        }
    }

    /// Generation 14: the property of an object.
    pub(super) fn property_of(
        &self,
        container: &Value,
        key: Key<'_>,
        unknown: Unknown,
    ) -> Result<Value, Error> {
        let Value::Object(object) = container else {
            return self.look_up(container, &Value::text(key.written()), unknown);
        };
        match object.property(key) {
            Some(property) => Ok(self.reached(property)),
            None if unknown == Unknown::Null => Ok(Value::Null),
            None => Err(Error::new(format!(
                "object has no property '{}'",
                key.written()
            ))),
        }
    }

    /// Generation 12: follows a path of keys. An empty path gives the container itself.
    pub(super) fn resolve(&self, container: &Value, path: &str) -> Result<Value, Error> {
        let mut value = container.clone().checked()?;
        let mut rest = path;
        while !rest.is_empty() {
            let (key, after) = cut_key(rest);
            value = self.resolve_key(&value, key)?.checked()?;
            rest = after;
        }
        Ok(value)
    }

    /// Generation 12: follows a path of keys from the context.
    pub(super) fn resolve_root(&self, path: &str) -> Result<Value, Error> {
        if let Some(value) = self.setting.context.at_path(path) {
            return value.checked();
        }
        let (key, after) = cut_key(path);
        let root = self
            .root_property(Key::exact(key))
            .ok_or_else(|| self.unknown_name(key))?;
        self.resolve(&root, after)
    }

    /// The error about a name that the context does not have.
    pub(super) fn unknown_name(&self, name: &str) -> Error {
        let word = match self.dialect.lookups {
            Lookups::Paths => self.setting.context.describe(),
            Lookups::SingleKeys => "context",
        };
        Error::new(format!("{word} has no property '{name}'"))
    }

    fn resolve_key(&self, value: &Value, key: &str) -> Result<Value, Error> {
        if let Some(index) = parse_index(key) {
            match value {
                Value::Array(items) => return item(items, index),
                Value::Object(object) => {
                    if let Some(items) = object.items() {
                        return item(&items, index);
                    }
                }
                _ => {}
            }
        }
        let mut missing = None;
        if let Value::Object(object) = value {
            if let Some(property) = object.property(Key::exact(key)) {
                return Ok(self.reached(property));
            }
            missing = object.missing_text(key);
        }
        Err(missing.map_or_else(
            || {
                let word = self.dialect.describe_as_is(value);
                Error::new(format!("{word} has no property '{key}'"))
            },
            Error::new,
        ))
    }
}

fn item(items: &[Value], index: i64) -> Result<Value, Error> {
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let at = if index < 0 {
        index.saturating_add(length)
    } else {
        index
    };
    usize::try_from(at)
        .ok()
        .and_then(|at| items.get(at))
        .cloned()
        .ok_or_else(|| Error::new(format!("index {index} out of range for {length} items")))
}

fn parse_index(key: &str) -> Option<i64> {
    let digits = key.strip_prefix(['+', '-']).unwrap_or(key);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    key.parse().ok()
}

/// The next key of a path, and what is left: up to `[` (which stays), `]` or `.` (which go). A leading `[` is skipped, and
/// quotes around a key that was cut off are dropped; the last key stands as it is.
fn cut_key(path: &str) -> (&str, &str) {
    let bytes = path.as_bytes();
    let skipped = usize::from(bytes.first() == Some(&b'['));
    let mut end = skipped;
    let ending = loop {
        match bytes.get(end) {
            Some(ending @ (b'[' | b']' | b'.')) => break *ending,
            Some(_) => end += 1,
            None => return (path, ""),
        }
    };
    let key = path.get(skipped..end).unwrap_or_default();
    let key = if key.starts_with('"') || key.ends_with('"') {
        key.trim_matches('"')
    } else {
        key
    };
    let rest = end + usize::from(ending != b'[');
    (key, path.get(rest..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_cut_off_paths() {
        for (path, key, rest) in [
            ("a.b", "a", "b"),
            ("a", "a", ""),
            ("[0]", "0", ""),
            ("b[1].c", "b", "[1].c"),
            ("[1].c", "1", ".c"),
            (".c", "", "c"),
            ("\"Name\"", "\"Name\"", ""),
            ("\"Name\".", "Name", ""),
            ("[x", "[x", ""),
        ] {
            assert_eq!(cut_key(path), (key, rest), "{path}");
        }
    }
}
