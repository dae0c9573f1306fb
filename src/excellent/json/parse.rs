//! Strict JSON to values: what generation 14 makes of webhook answers, trigger parameters and `parse_json`.

use crate::excellent::dialect::Dialect;
use crate::excellent::number::Number;
use crate::excellent::object::Map;
use crate::excellent::value::{Text, Value};

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 300;

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonProblem {
    /// It breaks the grammar, or is nested too deeply.
    #[error("invalid JSON")]
    Invalid,
    /// A string holds half of a surrogate pair.
    #[error("unknown JSON parsing error")]
    LoneSurrogate,
}

/// Reads strict JSON. Objects become maps in which `__default__` is the default; numbers out of range become error values;
/// of equal keys the last counts.
pub fn parse_strict(dialect: &Dialect, text: &str) -> Result<Value, JsonProblem> {
    let mut parser = Parser {
        dialect,
        rest: text,
        surrogates: false,
    };
    let value = parser.value(0)?;
    parser.skip_space();
    if !parser.rest.is_empty() {
        return Err(JsonProblem::Invalid);
    }
    if parser.surrogates {
        return Err(JsonProblem::LoneSurrogate);
    }
    Ok(value)
}

struct Parser<'a> {
    dialect: &'a Dialect,
    rest: &'a str,
    surrogates: bool,
}

impl Parser<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn take(&mut self, prefix: &str) -> bool {
        self.skip_space();
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, prefix: &str) -> Result<(), JsonProblem> {
        if self.take(prefix) {
            Ok(())
        } else {
            Err(JsonProblem::Invalid)
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, JsonProblem> {
        self.skip_space();
        if depth > MAX_DEPTH {
            return Err(JsonProblem::Invalid);
        }
        match self.rest.chars().next().ok_or(JsonProblem::Invalid)? {
            '{' => self.object(depth),
            '[' => self.array(depth),
            '"' => Ok(Value::Text(self.string()?)),
            't' => self.expect("true").map(|()| Value::Boolean(true)),
            'f' => self.expect("false").map(|()| Value::Boolean(false)),
            'n' => self.expect("null").map(|()| Value::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, JsonProblem> {
        self.expect("{")?;
        let mut entries = Vec::new();
        if !self.take("}") {
            loop {
                self.skip_space();
                let key = self.string()?;
                self.expect(":")?;
                entries.push((key, self.value(depth + 1)?));
                if !self.take(",") {
                    break;
                }
            }
            self.expect("}")?;
        }
        Ok(Map::with_default_key(entries).into())
    }

    fn array(&mut self, depth: usize) -> Result<Value, JsonProblem> {
        self.expect("[")?;
        let mut items = Vec::new();
        if !self.take("]") {
            loop {
                items.push(self.value(depth + 1)?);
                if !self.take(",") {
                    break;
                }
            }
            self.expect("]")?;
        }
        Ok(items.into())
    }

    fn string(&mut self) -> Result<Text, JsonProblem> {
        let inside = self.rest.strip_prefix('"').ok_or(JsonProblem::Invalid)?;
        let mut escaped = false;
        let end = inside
            .bytes()
            .position(|byte| {
                let ends = byte == b'"' && !escaped;
                escaped = byte == b'\\' && !escaped;
                ends
            })
            .ok_or(JsonProblem::Invalid)?;
        let (inside, rest) = inside.split_at_checked(end).ok_or(JsonProblem::Invalid)?;
        self.rest = rest.get(1..).ok_or(JsonProblem::Invalid)?;
        if inside.bytes().any(|byte| byte < b' ') {
            return Err(JsonProblem::Invalid);
        }
        if !inside.contains('\\') {
            return Ok(inside.into());
        }
        match unescape(inside) {
            Ok(text) => Ok(text.into()),
            Err(JsonProblem::LoneSurrogate) => {
                self.surrogates = true;
                Ok(Text::new_static(""))
            }
            Err(problem) => Err(problem),
        }
    }

    fn number(&mut self) -> Result<Value, JsonProblem> {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (text, rest) = self
            .rest
            .split_at_checked(end)
            .ok_or(JsonProblem::Invalid)?;
        if !is_json_number(text) {
            return Err(JsonProblem::Invalid);
        }
        self.rest = rest;
        let number = Number::parse_decimal(text).filter(|number| self.dialect.in_range(number));
        Ok(number.map_or_else(|| Value::error("number value out of range"), Value::Number))
    }
}

/// `-`? `0` or digits, fraction, exponent.
fn is_json_number(text: &str) -> bool {
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    all_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(all_digits)
        && exponent.is_none_or(|e| all_digits(e.strip_prefix(['+', '-']).unwrap_or(e)))
}

/// The text of a JSON string's inside.
pub(super) fn unescape(inside: &str) -> Result<String, JsonProblem> {
    let mut out = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut chars = escape.chars();
        let c = match chars.next().ok_or(JsonProblem::Invalid)? {
            c @ ('"' | '\\' | '/') => c,
            'b' => '\u{08}',
            'f' => '\u{0c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let (c, after) = unicode_escape(chars.as_str())?;
                chars = after.chars();
                c
            }
            _ => return Err(JsonProblem::Invalid),
        };
        out.push(c);
        rest = chars.as_str();
    }
    out.push_str(rest);
    Ok(out)
}

/// The character of `XXXX` or `XXXX\uXXXX`, and what follows.
fn unicode_escape(text: &str) -> Result<(char, &str), JsonProblem> {
    let (first, rest) = hex4(text)?;
    if let Some(c) = char::from_u32(first) {
        return Ok((c, rest));
    }
    let low = rest.strip_prefix("\\u").ok_or(JsonProblem::LoneSurrogate)?;
    let (second, rest) = hex4(low)?;
    if first >= 0xDC00 || !(0xDC00..0xE000).contains(&second) {
        return Err(JsonProblem::LoneSurrogate);
    }
    let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    char::from_u32(code)
        .map(|c| (c, rest))
        .ok_or(JsonProblem::LoneSurrogate)
}

fn hex4(text: &str) -> Result<(u32, &str), JsonProblem> {
    let (digits, rest) = text.split_at_checked(4).ok_or(JsonProblem::Invalid)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(JsonProblem::Invalid);
    }
    let code = u32::from_str_radix(digits, 16).map_err(|_| JsonProblem::Invalid)?;
    Ok((code, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::excellent::dialect::GENERATION_14;

    fn json(text: &str) -> String {
        match parse_strict(&GENERATION_14, text) {
            Ok(value) => GENERATION_14.to_json(&value).unwrap(),
            Err(problem) => problem.to_string(),
        }
    }

    #[test]
    fn strict_json() {
        assert_eq!(
            json(" {\"b\" : 1.50, \"a\":1e300, \"c\":[1e300, true] } "),
            "{\"b\":1.5,\"c\":[null,true]}"
        );
        assert_eq!(json("\"\\ud83d\\ude00\\/\""), "\"😀/\"");
        assert_eq!(json("{\"a\":1,\"a\":2}"), "{\"a\":2}");
        assert_eq!(json("1e3"), "1000");
    }

    #[test]
    fn what_is_not_strict_json() {
        for text in [
            "",
            "nope",
            "[1,]",
            "{\"a\":1} x",
            "01",
            "1.",
            "'x'",
            "\"\n\"",
            "\"\\x\"",
            "{a:1}",
            "-",
            "tru",
        ] {
            assert_eq!(json(text), "invalid JSON", "{text}");
        }
        assert_eq!(json("\"\\ud83d\""), "unknown JSON parsing error");
        assert_eq!(json(&"[".repeat(100_000)), "invalid JSON");
    }
}
