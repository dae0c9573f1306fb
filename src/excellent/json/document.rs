//! JSON documents of generation 12: raw text that is looked up lazily, prints as it was written, and is only checked where
//! it is looked into.

use std::ops::Range;

use crate::excellent::error::Error;
use crate::excellent::number::Number;
use crate::excellent::object::{ContextObject, JsonForm, Key, Object, Property};
use crate::excellent::value::{Text, Value};

/// A JSON object or array that is kept as text.
#[derive(Debug)]
pub struct JsonDocument {
    source: Text,
    range: Range<usize>,
    is_array: bool,
}

/// The value of a JSON text. Only the extent of the outermost value is found: leading white space is skipped, what follows
/// is ignored, and the insides of objects and arrays stay unchecked.
pub fn parse_document(text: &Text) -> Result<Value, Error> {
    let mut scan = Scan { text, at: 0 };
    scan.value().map(|raw| value_of(text, &raw))?.checked()
}

/// A value within a document, by its extent.
fn value_of(source: &Text, raw: &Raw) -> Value {
    let text = source.get(raw.range.clone()).unwrap_or_default();
    match raw.kind {
        Kind::Object | Kind::Array => Value::Object(Object::new(JsonDocument {
            source: source.clone(),
            range: raw.range.clone(),
            is_array: raw.kind == Kind::Array,
        })),
        Kind::String => Value::Text(unescape(text).into()),
        Kind::True => Value::Boolean(true),
        Kind::False => Value::Boolean(false),
        Kind::Null => Value::Null,
        Kind::Number => Number::parse_decimal(text)
            .map_or_else(|| Value::error("unknown JSON parsing error"), Value::Number),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
}

/// A value's kind and extent; of a string the inside.
struct Raw {
    kind: Kind,
    range: Range<usize>,
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        let blank = |b: &&u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
        self.at += self.rest().iter().take_while(blank).count();
    }

    fn take(&mut self, byte: u8) -> bool {
        self.skip_space();
        let found = self.rest().first() == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self) -> Result<Raw, Error> {
        self.skip_space();
        let start = self.at;
        match self.rest().first() {
            None => Err(Error::new("Malformed JSON error")),
            Some(b'"') => {
                let range = self.string().ok_or_else(|| {
                    Error::new("Value is string, but can't find closing '\"' symbol")
                })?;
                Ok(Raw {
                    kind: Kind::String,
                    range,
                })
            }
            Some(b'{') => self.block(start, Kind::Object, b'{', b'}').ok_or_else(|| {
                Error::new("Value looks like object, but can't find closing '}' symbol")
            }),
            Some(b'[') => self
                .block(start, Kind::Array, b'[', b']')
                .ok_or_else(|| Error::new("Value is array, but can't find closing ']' symbol")),
            Some(_) => self.token(start),
        }
    }

    /// The inside of the string that starts here.
    fn string(&mut self) -> Option<Range<usize>> {
        let start = self.at + 1;
        let mut escaped = false;
        let length = self.rest().iter().skip(1).position(|byte| {
            let ends = *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            ends
        })?;
        self.at = start + length + 1;
        Some(start..start + length)
    }

    /// The extent up to the bracket that closes the one here; brackets in strings do not count.
    fn block(&mut self, start: usize, kind: Kind, open: u8, close: u8) -> Option<Raw> {
        let mut depth = 0usize;
        while let Some(&byte) = self.rest().first() {
            if byte == b'"' {
                self.string()?;
                continue;
            }
            self.at += 1;
            if byte == open {
                depth += 1;
            } else if byte == close {
                depth -= 1;
                if depth == 0 {
                    return Some(Raw {
                        kind,
                        range: start..self.at,
                    });
                }
            }
        }
        None
    }

    fn token(&mut self, start: usize) -> Result<Raw, Error> {
        let ends = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'}' | b']');
        let length = self
            .rest()
            .iter()
            .position(ends)
            .unwrap_or(self.rest().len());
        self.at += length;
        let range = start..self.at;
        let kind = match self.text.get(range.clone()).unwrap_or_default() {
            "true" => Kind::True,
            "false" => Kind::False,
            "null" => Kind::Null,
            token if token.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => Kind::Number,
            _ => return Err(Error::new("Unknown value type")),
        };
        Ok(Raw { kind, range })
    }
}

impl JsonDocument {
    fn raw(&self) -> &str {
        self.source.get(self.range.clone()).unwrap_or_default()
    }

    /// Calls `visit` with key and value of each entry, or with no key for each item, until it says stop.
    fn visit(&self, mut visit: impl FnMut(Option<&str>, Raw) -> bool) {
        let Some(inside) = self.source.get(..self.range.end.saturating_sub(1)) else {
            return;
        };
        let mut scan = Scan {
            text: inside,
            at: self.range.start + 1,
        };
        loop {
            scan.skip_space();
            let key = if self.is_array {
                None
            } else {
                let Some(range) = (scan.rest().first() == Some(&b'"'))
                    .then(|| scan.string())
                    .flatten()
                else {
                    return;
                };
                if !scan.take(b':') {
                    return;
                }
                inside.get(range)
            };
            let Ok(raw) = scan.value() else {
                return;
            };
            if visit(key, raw) || !scan.take(b',') {
                return;
            }
        }
    }
}

impl ContextObject for JsonDocument {
    /// The first of equal keys.
    fn property(&self, key: Key<'_>) -> Option<Property> {
        if self.is_array {
            return None;
        }
        let mut found = None;
        self.visit(|name, raw| {
            let name = name.unwrap_or_default();
            let equal = if name.contains('\\') {
                unescape(name) == key.written()
            } else {
                name == key.written()
            };
            if equal {
                found = Some(Property::new(value_of(&self.source, &raw)));
            }
            equal
        });
        found
    }

    fn properties(&self) -> Vec<(Text, Value)> {
        let mut all = Vec::new();
        self.visit(|name, raw| {
            if let Some(name) = name {
                all.push((unescape(name).into(), value_of(&self.source, &raw)));
            }
            false
        });
        all
    }

    fn reduced(&self) -> Option<Value> {
        Some(Value::text(self.raw()))
    }

    fn describe(&self) -> &'static str {
        if self.is_array {
            "json array"
        } else {
            "json object"
        }
    }

    fn type_name(&self) -> &'static str {
        if self.is_array {
            "json_array"
        } else {
            "json_object"
        }
    }

    fn length(&self) -> Option<usize> {
        let mut count = 0;
        self.visit(|_, _| {
            count += 1;
            false
        });
        Some(count)
    }

    fn items(&self) -> Option<Vec<Value>> {
        if !self.is_array {
            return None;
        }
        let mut all = Vec::new();
        self.visit(|_, raw| {
            all.push(value_of(&self.source, &raw));
            false
        });
        Some(all)
    }

    fn json_form(&self) -> JsonForm {
        JsonForm::Raw(self.raw().into())
    }
}

/// The text of a JSON string's inside; a broken escape leaves it as it stands.
fn unescape(inside: &str) -> String {
    if !inside.contains('\\') {
        return inside.to_string();
    }
    super::parse::unescape(inside).unwrap_or_else(|_| inside.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> String {
        match parse_document(&text.into()) {
            Ok(Value::Object(object)) => format!("{} {:?}", object.type_name(), object.reduced()),
            Ok(value) => format!("{value:?}"),
            Err(error) => error.text().to_string(),
        }
    }

    #[test]
    fn only_the_extent_is_found() {
        assert_eq!(
            parse(" {\"a\": }} tail"),
            "json_object Some(Text(\"{\\\"a\\\": }\"))"
        );
        assert_eq!(parse("[1,2] x"), "json_array Some(Text(\"[1,2]\"))");
        assert_eq!(parse("\"a\\u00e9\" x"), "Text(\"aé\")");
        assert_eq!(parse("1e3"), "Number(1000)");
    }

    #[test]
    fn what_is_not_json() {
        assert_eq!(parse(" "), "Malformed JSON error");
        assert_eq!(
            parse("{"),
            "Value looks like object, but can't find closing '}' symbol"
        );
        assert_eq!(
            parse("[1,"),
            "Value is array, but can't find closing ']' symbol"
        );
        assert_eq!(
            parse("\"x"),
            "Value is string, but can't find closing '\"' symbol"
        );
        assert_eq!(parse("nope"), "Unknown value type");
        assert_eq!(parse("2018-02-03T04"), "unknown JSON parsing error");
    }

    #[test]
    fn entries_are_found_lazily_and_the_first_counts() {
        let Ok(Value::Object(object)) =
            parse_document(&"{\"a\":1, \"a\": 2, \"k\\\"q\": [true,null]}".into())
        else {
            unreachable!()
        };
        assert_eq!(object.length(), Some(3));
        assert!(
            matches!(object.property(Key::exact("a")).unwrap().value, Value::Number(n) if n == 1.into())
        );
        assert!(object.property(Key::exact("k\"q")).is_some());
    }
}
