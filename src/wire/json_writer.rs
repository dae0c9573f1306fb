//! Writes JSON text directly, in the order of the calls: no tree in between, and numbers in their own spelling.

use std::fmt::Write as _;

use crate::excellent::DateTime;
use crate::json::first_special;

/// A JSON text in the making. Commas are set by the writer; the caller opens, names and closes.
///
/// Values inside an object are written by the methods that take a key, values inside a list by the
/// methods without one.
#[derive(Debug, Default)]
pub struct JsonWriter {
    text: String,
    /// Whether something stands before the next value on the same level, so that it needs a comma.
    needs_comma: bool,
}

impl JsonWriter {
    /// A writer with room for this many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            needs_comma: false,
        }
    }

    /// The text written.
    pub fn into_string(self) -> String {
        self.text
    }

    fn separate(&mut self) {
        if self.needs_comma {
            self.text.push(',');
        }
        self.needs_comma = true;
    }

    /// A key of the format, of letters and marks that need no escape; the value follows.
    #[inline]
    pub fn key(&mut self, key: &'static str) -> &mut Self {
        let before = if self.needs_comma { ",\"" } else { "\"" };
        self.text.push_str(before);
        self.text.push_str(key);
        self.text.push_str("\":");
        self.needs_comma = false;
        self
    }

    /// A key that is not of the format; the value follows.
    pub fn free_key(&mut self, key: &str) -> &mut Self {
        self.separate();
        push_quoted(&mut self.text, key);
        self.text.push(':');
        self.needs_comma = false;
        self
    }

    /// An object whose members `members` writes.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.separate();
        self.text.push('{');
        self.needs_comma = false;
        members(self);
        self.text.push('}');
        self.needs_comma = true;
    }

    /// A list of which `write` writes each item.
    pub fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.separate();
        self.text.push('[');
        self.needs_comma = false;
        for item in items {
            write(self, item);
        }
        self.text.push(']');
        self.needs_comma = true;
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.separate();
        push_quoted(&mut self.text, text);
    }

    /// A whole number.
    pub fn integer(&mut self, number: i64) {
        self.separate();
        let _ = write!(self.text, "{number}");
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.separate();
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// `null`.
    pub fn null(&mut self) {
        self.separate();
        self.text.push_str("null");
    }

    /// JSON as it is, but for escapes of half a character, which no reader takes.
    pub fn raw(&mut self, json: &str) {
        self.separate();
        if json.contains("\\u") {
            push_whole_characters(&mut self.text, json);
        } else {
            self.text.push_str(json);
        }
    }

    /// A parsed JSON value, compact.
    pub fn json(&mut self, value: &serde_json::Value) {
        self.separate();
        let _ = write!(self.text, "{value}");
    }

    /// An instant: RFC 3339 with as many decimals as needed, `Z` for a zero offset.
    pub fn instant(&mut self, instant: &DateTime) {
        self.separate();
        self.text.push('"');
        instant.push_rfc3339(&mut self.text);
        self.text.push('"');
    }

    /// A member that is a text.
    #[inline]
    pub fn text_at(&mut self, key: &'static str, text: &str) {
        self.key(key).text(text);
    }

    /// A member that is a text, unless that is empty.
    pub fn text_unless_empty(&mut self, key: &'static str, text: &str) {
        if !text.is_empty() {
            self.text_at(key, text);
        }
    }

    /// A member that is a list of texts.
    pub fn texts_at<S: AsRef<str>>(&mut self, key: &'static str, texts: &[S]) {
        self.key(key)
            .list(texts, |writer, text| writer.text(text.as_ref()));
    }

    /// A member that is a list of texts, unless there are none.
    pub fn texts_unless_empty<S: AsRef<str>>(&mut self, key: &'static str, texts: &[S]) {
        if !texts.is_empty() {
            self.texts_at(key, texts);
        }
    }

    /// A member that is a whole number.
    pub fn integer_at(&mut self, key: &'static str, number: i64) {
        self.key(key).integer(number);
    }

    /// A member that is `true`, written only then.
    pub fn true_at(&mut self, key: &'static str, value: bool) {
        if value {
            self.key(key).boolean(true);
        }
    }

    /// A member that is an instant.
    pub fn instant_at(&mut self, key: &'static str, instant: &DateTime) {
        self.key(key).instant(instant);
    }

    /// A member that is an instant or `null`.
    pub fn instant_or_null_at(&mut self, key: &'static str, instant: Option<&DateTime>) {
        self.key(key);
        match instant {
            Some(instant) => self.instant(instant),
            None => self.null(),
        }
    }
}

/// Appends a text as a JSON string. Only what must be escaped is.
fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    match first_special(text.as_bytes()) {
        None => out.push_str(text),
        Some(_) => push_escaped(out, text),
    }
    out.push('"');
}

fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = first_special(rest.as_bytes()) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut characters = special.chars();
        match characters.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(control) => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            None => {}
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

/// Appends JSON with each escaped surrogate that has no other half replaced by U+FFFD.
fn push_whole_characters(out: &mut String, json: &str) {
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let (length, is_whole) = match escaped_unit(escape) {
            None => (2, true),
            Some(0xd800..=0xdbff) => {
                let low = escape.get(6..).and_then(escaped_unit);
                let has_low = low.is_some_and(|unit| (0xdc00..=0xdfff).contains(&unit));
                (if has_low { 12 } else { 6 }, has_low)
            }
            Some(unit) => (6, !(0xdc00..=0xdfff).contains(&unit)),
        };
        // The character after a backslash may be of several bytes where the text is no JSON.
        let (escaped, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        out.push_str(if is_whole { escaped } else { "\\ufffd" });
        rest = after;
    }
    out.push_str(rest);
}

/// The number in `\uXXXX`, if the text begins with that.
fn escaped_unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_characters_are_replaced() {
        let give = |json: &str, written: &str| {
            let mut writer = JsonWriter::default();
            writer.raw(json);
            assert_eq!(writer.into_string(), written);
        };
        give(
            r#"{"a":"\ud83d\ude00 \u00e9 \\ud800"}"#,
            r#"{"a":"\ud83d\ude00 \u00e9 \\ud800"}"#,
        );
        give(
            r#"["\ud800","\udc00\ud83dx"]"#,
            r#"["\ufffd","\ufffd\ufffdx"]"#,
        );
        give(r#"["\ud83d\u0041\n"]"#, r#"["\ufffd\u0041\n"]"#);
    }

    #[test]
    fn commas_stand_between_values_only() {
        let mut writer = JsonWriter::default();
        writer.object(|writer| {
            writer.text_at("a", "x");
            writer.key("list").list([1, 2], JsonWriter::integer);
            writer
                .key("inner")
                .object(|writer| writer.true_at("on", true));
            writer.text_unless_empty("none", "");
            writer.key("last").null();
        });
        assert_eq!(
            writer.into_string(),
            r#"{"a":"x","list":[1,2],"inner":{"on":true},"last":null}"#
        );
    }

    #[test]
    fn texts_are_escaped_as_json_asks() {
        let mut writer = JsonWriter::default();
        writer.text("é \"q\" \\ \n\r\t\u{1} <&>");
        assert_eq!(
            writer.into_string(),
            "\"é \\\"q\\\" \\\\ \\n\\r\\t\\u0001 <&>\""
        );
    }
}
