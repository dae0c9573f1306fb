//! Parsing JSON text into a document.

use std::borrow::Cow;

use super::document::{Document, Kind, Record};
use super::members::{ANY_KEY, shape_of_key};
use super::scan::{first_special, first_special_of};

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 127;

impl<'t> Document<'t> {
    /// Parses JSON text: one value with nothing but white space around, nested 127 levels deep at most.
    pub fn parse(text: &'t str) -> Result<Self, serde_json::Error> {
        Self::parse_text(Cow::Borrowed(text))
    }

    pub(super) fn parse_text(text: Cow<'t, str>) -> Result<Self, serde_json::Error> {
        let mut parser = Parser {
            text: &text,
            is_ascii: text.is_ascii(),
            // Most values of a session are texts of some length.
            values: Vec::with_capacity(text.len() / 20 + 4),
            unescaped: String::new(),
        };
        let parsed = parser.document();
        let Parser {
            values, unescaped, ..
        } = parser;
        match parsed {
            Some(()) => Ok(Self {
                text,
                values,
                unescaped,
            }),
            None => Err(problem_of(&text)),
        }
    }
}

/// Why a text can't be parsed, in the words that are used for all files.
fn problem_of(text: &str) -> serde_json::Error {
    use serde::de::Error as _;
    match serde_json::from_str::<serde_json::Value>(text) {
        Err(error) => error,
        Ok(_) => serde_json::Error::custom("the text is too long or nested too deeply"),
    }
}

struct Parser<'p> {
    text: &'p str,
    /// Whether the whole text is ASCII.
    is_ascii: bool,
    values: Vec<Record>,
    unescaped: String,
}

/// A string: where its inside begins and ends, in the text or among the unescaped ones, and what stands after it.
struct Quoted {
    is_escaped: bool,
    start: usize,
    end: usize,
    after: usize,
}

/// A place in a text that is known to be of no more bytes than this can tell.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "longer texts are not parsed"
)]
fn short(place: usize) -> u32 {
    place as u32
}

/// The byte at this place or after the white space there; 0, which stands nowhere in JSON, at the end.
#[inline]
fn next_byte(bytes: &[u8], at: &mut usize) -> u8 {
    loop {
        match bytes.get(*at) {
            Some(b' ' | b'\n' | b'\t' | b'\r') => *at += 1,
            Some(byte) => return *byte,
            None => return 0,
        }
    }
}

impl Parser<'_> {
    /// Parses the whole text; None if it is not JSON.
    fn document(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        u32::try_from(bytes.len()).ok()?;
        let mut at = 0;
        // How many objects and lists are open, and where the innermost of them stands in the list of values.
        let (mut depth, mut parent, mut in_object) = (0, 0, false);
        // How many items stand before the next one.
        let mut index: u32 = 0;
        loop {
            let mut byte = next_byte(bytes, &mut at);
            // Until it is known better.
            let mut value = Record {
                parent,
                position: index,
                ..Record::NULL
            };
            if in_object {
                at = self.key(byte, at, &mut value)?;
                byte = next_byte(bytes, &mut at);
            }
            let place = short(self.values.len());
            value.start = short(at);
            value.next = place + 1;
            match byte {
                b'"' => {
                    let text = self.string(at)?;
                    value.kind = if text.is_escaped {
                        Kind::EscapedText
                    } else {
                        Kind::Text
                    };
                    (value.start, value.end) = (short(text.start), short(text.end));
                    at = text.after;
                    self.values.push(value);
                }
                b'{' | b'[' => {
                    in_object = byte == b'{';
                    value.kind = if in_object { Kind::Object } else { Kind::List };
                    self.values.push(value);
                    (depth, parent, index) = (depth + 1, place, 0);
                    if depth > MAX_DEPTH {
                        return None;
                    }
                    at += 1;
                    let is_empty = next_byte(bytes, &mut at) == if in_object { b'}' } else { b']' };
                    if !is_empty {
                        continue;
                    }
                }
                _ => {
                    (value.kind, at) = other_value(bytes, at, byte)?;
                    value.end = short(at);
                    self.values.push(value);
                }
            }
            // What stands after a value, and after all that end with it.
            while depth > 0 {
                let mark = next_byte(bytes, &mut at);
                at += 1;
                if mark == b',' {
                    index += 1;
                    break;
                }
                (mark == if in_object { b'}' } else { b']' }).then_some(())?;
                let keys_differ = in_object && self.keys_differ(parent);
                let next = short(self.values.len());
                let closed = self.values.get_mut(parent as usize)?;
                closed.end = short(at);
                closed.next = next;
                closed.keys_differ = keys_differ;
                // What is a member has no index, and needs none.
                (parent, index) = (closed.parent, closed.position);
                depth -= 1;
                let outer = self.values.get(parent as usize)?;
                in_object = outer.kind == Kind::Object;
            }
            if depth == 0 {
                next_byte(bytes, &mut at);
                return (at == bytes.len()).then_some(());
            }
        }
    }

    /// The key of a member, which begins with `byte`, and the colon after it. Gives the place after that. The shape of the
    /// key is any, unless it has only one spelling.
    #[inline]
    fn key(&mut self, byte: u8, at: usize, member: &mut Record) -> Option<usize> {
        let bytes = self.text.as_bytes();
        (byte == b'"').then_some(())?;
        let key = self.string(at)?;
        member.position = short(key.start);
        member.key_end = short(key.end);
        member.key_is_escaped = key.is_escaped;
        if !key.is_escaped {
            let key = bytes.get(key.start..key.end)?;
            if self.is_ascii || key.is_ascii() {
                member.key_shape = shape_of_key(key);
            }
        }
        let mut after = key.after;
        (next_byte(bytes, &mut after) == b':').then_some(after + 1)
    }

    /// Whether no two keys of the object that was parsed last are of the same shape. Of large ones that is not known.
    fn keys_differ(&self, object: u32) -> bool {
        const MOST: usize = 16;
        let mut shapes = [ANY_KEY; MOST];
        let mut seen: u64 = 0;
        let mut may_repeat = false;
        let mut count = 0;
        let mut at = object as usize + 1;
        while let Some(member) = self.values.get(at) {
            let Some(place) = shapes.get_mut(count) else {
                return false;
            };
            *place = member.key_shape;
            // One of 64 bits for each shape: most shapes of an object have one for themselves.
            let bit = 1 << (member.key_shape.wrapping_mul(0x9e37_79b1) >> 26);
            may_repeat |= member.key_shape == ANY_KEY || seen & bit != 0;
            seen |= bit;
            count += 1;
            at = member.next as usize;
        }
        let mut shapes = shapes.get(..count).unwrap_or_default();
        while may_repeat && let Some((shape, others)) = shapes.split_first() {
            if *shape == ANY_KEY || others.contains(shape) {
                return false;
            }
            shapes = others;
        }
        true
    }

    /// The string that begins at this place.
    #[inline]
    fn string(&mut self, at: usize) -> Option<Quoted> {
        let bytes = self.text.as_bytes();
        let start = at + 1;
        let rest = bytes.get(start..)?;
        // Keys mostly end within sixteen bytes.
        let near = rest
            .first_chunk()
            .and_then(|block| first_special_of(*block));
        let end = start + near.or_else(|| first_special(rest))?;
        match bytes.get(end)? {
            b'"' => Some(Quoted {
                is_escaped: false,
                start,
                end,
                after: end + 1,
            }),
            b'\\' => self.escaped_string(start, end),
            _ => None,
        }
    }

    /// A string with an escape at `special`.
    #[cold]
    fn escaped_string(&mut self, start: usize, mut special: usize) -> Option<Quoted> {
        let bytes = self.text.as_bytes();
        let first = self.unescaped.len();
        let mut plain = start;
        loop {
            self.unescaped.push_str(self.text.get(plain..special)?);
            match bytes.get(special)? {
                b'"' => break,
                b'\\' => {
                    plain = special + 1;
                    let c = escape(self.text, &mut plain)?;
                    self.unescaped.push(c);
                }
                _ => return None,
            }
            special = plain + first_special(bytes.get(plain..)?)?;
        }
        Some(Quoted {
            is_escaped: true,
            start: first,
            end: self.unescaped.len(),
            after: special + 1,
        })
    }
}

/// A number or a word, which begins with `byte`, and what stands after it.
fn other_value(bytes: &[u8], at: usize, byte: u8) -> Option<(Kind, usize)> {
    let (word, kind): (&[u8], _) = match byte {
        b't' => (b"true", Kind::True),
        b'f' => (b"false", Kind::False),
        b'n' => (b"null", Kind::Null),
        _ => return Some((Kind::Number, number(bytes, at)?)),
    };
    let rest = bytes.get(at..)?;
    rest.starts_with(word).then_some((kind, at + word.len()))
}

/// What stands after the number at this place.
fn number(bytes: &[u8], mut at: usize) -> Option<usize> {
    let peek = |at: usize| bytes.get(at).copied();
    if peek(at) == Some(b'-') {
        at += 1;
    }
    match peek(at)? {
        b'0' => at += 1,
        _ => at = digits(bytes, at)?,
    }
    if peek(at) == Some(b'.') {
        at = digits(bytes, at + 1)?;
    }
    if matches!(peek(at), Some(b'e' | b'E')) {
        at += 1;
        if matches!(peek(at), Some(b'+' | b'-')) {
            at += 1;
        }
        at = digits(bytes, at)?;
    }
    Some(at)
}

/// What stands after one digit or more.
fn digits(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count > 0).then_some(at + count)
}

/// What stands after a backslash.
fn escape(text: &str, at: &mut usize) -> Option<char> {
    let letter = *text.as_bytes().get(*at)?;
    *at += 1;
    Some(match letter {
        b'"' | b'\\' | b'/' => char::from(letter),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let unit = unit(text, at)?;
            if !(0xd800..0xdc00).contains(&unit) {
                return char::from_u32(unit);
            }
            let rest = text.get(*at..)?;
            rest.starts_with("\\u").then(|| *at += 2)?;
            let low = self::unit(text, at)?;
            if !(0xdc00..0xe000).contains(&low) {
                return None;
            }
            char::from_u32(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00))?
        }
        _ => return None,
    })
}

/// Four hexadecimal digits.
fn unit(text: &str, at: &mut usize) -> Option<u32> {
    let digits = text.get(*at..*at + 4)?;
    *at += 4;
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hexadecimal.then_some(())?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Says of a text what the library for JSON says of it.
    fn agrees(text: &str) {
        let known: Result<serde_json::Value, _> = serde_json::from_str(text);
        match (Document::parse(text), known) {
            (Ok(document), Ok(value)) => {
                assert_eq!(document.root().to_value(), value, "{text}");
                let written = document.root().to_string();
                let again: serde_json::Value = serde_json::from_str(&written).unwrap();
                assert_eq!(again, value, "{text}");
            }
            (Err(ours), Err(theirs)) => assert_eq!(ours.to_string(), theirs.to_string()),
            (ours, theirs) => panic!("{text}: {ours:?} {theirs:?}"),
        }
    }

    #[test]
    fn takes_what_is_json() {
        for text in [
            "null",
            " [ ] ",
            "{ }",
            "-0",
            "0.5e-7",
            "1E+2",
            "\"\\ud83d\\ude00\\/\\b\\f\\u00e9\"",
            "{\"a\":{\"b\":[1,[],{}]},\"\":\"\\\"\"}",
            "{\"a\":1,\"b\":2,\"a\":3}",
        ] {
            agrees(text);
        }
    }

    #[test]
    fn refuses_what_is_not() {
        for text in [
            "",
            " ",
            "nul",
            "[1,]",
            "[1 2]",
            "{\"a\"}",
            "{a:1}",
            "{\"a\":1,}",
            "01",
            "1.",
            ".5",
            "+1",
            "-",
            "1e",
            "\"\n\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u+123\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"é",
            "[",
            "{\"a\":",
            "1 2",
            "\u{a0}1",
        ] {
            agrees(text);
        }
    }

    #[test]
    fn nesting_has_an_end() {
        for depth in [126, 127, 128, 129, 100_000] {
            agrees(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_met_as_by_the_library(text in r#"[\[\]{}:,"\\u0-9a-fed.+\- \nétrunls]{0,24}"#) {
            agrees(&text);
        }
    }
}
