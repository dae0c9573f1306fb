//! Parsing JSON text into a document.

use std::borrow::Cow;

use super::document::{ANY_KEY, Document, Kind, Record, shape_of_key};
use super::first_special;

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 127;

impl<'t> Document<'t> {
    /// Parses JSON text: one value with nothing but white space around, nested 127 levels deep at most.
    pub fn parse(text: &'t str) -> Result<Self, serde_json::Error> {
        Self::parse_text(Cow::Borrowed(text))
    }

    pub(super) fn parse_text(text: Cow<'t, str>) -> Result<Self, serde_json::Error> {
        let is_ascii = text.is_ascii();
        let mut parser = Parser {
            text: &text,
            bytes: text.as_bytes(),
            at: 0,
            // Most values of a session are texts of some length.
            values: Vec::with_capacity(text.len() / 16 + 4),
            unescaped: String::new(),
            is_ascii,
            parent: 0,
            index: 0,
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
    bytes: &'p [u8],
    at: usize,
    values: Vec<Record>,
    unescaped: String,
    /// Whether the whole text is ASCII.
    is_ascii: bool,
    /// The object or list that is parsed.
    parent: u32,
    /// How many of its members or items were parsed.
    index: u32,
}

/// None: the text is not JSON.
type Parsed = Option<()>;

/// A place in a text that is known to be of no more bytes than a place can tell.
#[inline]
fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

impl Parser<'_> {
    fn document(&mut self) -> Parsed {
        u32::try_from(self.text.len()).ok()?;
        self.value(0)?;
        self.skip_space();
        (self.at == self.text.len()).then_some(())
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    #[inline]
    fn take(&mut self, byte: u8) -> Parsed {
        self.skip_space();
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Adds a value of which everything is known.
    #[inline]
    fn add(&mut self, kind: Kind, start: usize, end: usize) {
        self.values.push(Record {
            kind,
            start: short(start),
            end: short(end),
            next: short(self.values.len() + 1),
            parent: self.parent,
            index: self.index,
        });
    }

    fn value(&mut self, depth: usize) -> Parsed {
        self.skip_space();
        let start = self.at;
        match self.peek()? {
            b'"' => {
                let (kind, start, end) = self.string()?;
                self.add(kind, start, end);
                Some(())
            }
            b'{' => self.block(Kind::Object, depth),
            b'[' => self.block(Kind::List, depth),
            b't' => self.word("true", Kind::True),
            b'f' => self.word("false", Kind::False),
            b'n' => self.word("null", Kind::Null),
            _ => {
                self.number()?;
                self.add(Kind::Number, start, self.at);
                Some(())
            }
        }
    }

    fn word(&mut self, word: &str, kind: Kind) -> Parsed {
        let start = self.at;
        let rest = self.bytes.get(start..)?;
        rest.starts_with(word.as_bytes()).then_some(())?;
        self.at += word.len();
        self.add(kind, start, self.at);
        Some(())
    }

    /// An object or a list.
    fn block(&mut self, kind: Kind, depth: usize) -> Parsed {
        if depth >= MAX_DEPTH {
            return None;
        }
        let place = self.values.len();
        self.add(kind, self.at, self.at);
        let outside = (self.parent, self.index);
        (self.parent, self.index) = (short(place), 0);
        self.at += 1;
        self.skip_space();
        let close = if kind == Kind::Object { b'}' } else { b']' };
        if self.peek()? == close {
            self.at += 1;
        } else {
            loop {
                if kind == Kind::Object {
                    self.key()?;
                }
                self.value(depth + 1)?;
                self.index += 1;
                self.skip_space();
                let mark = self.peek()?;
                self.at += 1;
                if mark == close {
                    break;
                }
                (mark == b',').then_some(())?;
            }
        }
        (self.parent, self.index) = outside;
        let next = short(self.values.len());
        let end = short(self.at);
        let record = self.values.get_mut(place)?;
        record.end = end;
        record.next = next;
        Some(())
    }

    /// The key of a member and the colon after it.
    #[inline]
    fn key(&mut self) -> Parsed {
        self.skip_space();
        (self.peek()? == b'"').then_some(())?;
        let (kind, start, end) = self.string()?;
        let key = self.bytes.get(start..end)?;
        let has_one_spelling = kind == Kind::Text && (self.is_ascii || key.is_ascii());
        let next = if has_one_spelling {
            shape_of_key(key)
        } else {
            ANY_KEY
        };
        self.values.push(Record {
            kind,
            start: short(start),
            end: short(end),
            next,
            parent: self.parent,
            index: self.index,
        });
        self.take(b':')
    }

    fn number(&mut self) -> Parsed {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek()? {
            b'0' => self.at += 1,
            _ => self.digits()?,
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Parsed {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// A string: which kind of text it is, and where that begins and ends.
    #[inline]
    fn string(&mut self) -> Option<(Kind, usize, usize)> {
        let start = self.at + 1;
        let end = start + first_special(self.bytes.get(start..)?)?;
        self.at = end + 1;
        match self.bytes.get(end)? {
            b'"' => Some((Kind::Text, start, end)),
            b'\\' => self.escaped_string(start, end),
            _ => None,
        }
    }

    /// A string with an escape at `special`.
    fn escaped_string(&mut self, start: usize, mut special: usize) -> Option<(Kind, usize, usize)> {
        let bytes = self.bytes;
        let first = self.unescaped.len();
        let mut plain = start;
        loop {
            self.unescaped.push_str(self.text.get(plain..special)?);
            match bytes.get(special)? {
                b'"' => break,
                b'\\' => {
                    self.at = special + 1;
                    let c = self.escape()?;
                    self.unescaped.push(c);
                }
                _ => return None,
            }
            plain = self.at;
            special = plain + first_special(bytes.get(plain..)?)?;
        }
        self.at = special + 1;
        Some((Kind::EscapedText, first, self.unescaped.len()))
    }

    /// What stands after a backslash.
    fn escape(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += 1;
        Some(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                if !(0xd800..0xdc00).contains(&unit) {
                    return char::from_u32(unit);
                }
                let rest = self.text.get(self.at..)?;
                rest.starts_with("\\u").then(|| self.at += 2)?;
                let low = self.unit()?;
                if !(0xdc00..0xe000).contains(&low) {
                    return None;
                }
                char::from_u32(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00))?
            }
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_hexadecimal.then_some(())?;
        u32::from_str_radix(digits, 16).ok()
    }
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
