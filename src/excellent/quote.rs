//! Texts in quotes: the escapes of describe words, query values and canonical expressions, and of JSON strings.

use std::fmt::{self, Write};

use unicode_general_category::{GeneralCategory, get_general_category};

/// A text in double quotes with Go escapes: printable characters stay, the others are written as `\n`, `\x01`, `\u00a0`.
pub struct GoQuoted<'a>(pub &'a str);

impl fmt::Display for GoQuoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                '\u{07}' => f.write_str("\\a")?,
                '\u{08}' => f.write_str("\\b")?,
                '\t' => f.write_str("\\t")?,
                '\n' => f.write_str("\\n")?,
                '\u{0b}' => f.write_str("\\v")?,
                '\u{0c}' => f.write_str("\\f")?,
                '\r' => f.write_str("\\r")?,
                c if is_printable(c) => f.write_char(c)?,
                c if c < ' ' || c == '\u{7f}' => write!(f, "\\x{:02x}", u32::from(c))?,
                c if u32::from(c) > 0xFFFF => write!(f, "\\U{:08x}", u32::from(c))?,
                c => write!(f, "\\u{:04x}", u32::from(c))?,
            }
        }
        f.write_char('"')
    }
}

/// Letters, marks, numbers, punctuation, symbols, and of the spaces only the ASCII one.
fn is_printable(c: char) -> bool {
    use GeneralCategory as G;
    if c.is_ascii() {
        return (' '..='~').contains(&c);
    }
    !matches!(
        get_general_category(c),
        G::Control
            | G::Format
            | G::PrivateUse
            | G::Surrogate
            | G::Unassigned
            | G::SpaceSeparator
            | G::LineSeparator
            | G::ParagraphSeparator
    )
}

/// Which characters of a JSON string are escaped beyond those that must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonEscapes {
    /// U+2028 and U+2029.
    Lines,
    /// Those, and `<`, `>` and `&`.
    Html,
}

/// Writes the inside of a JSON string, without the quotes.
pub fn write_json_escaped(out: &mut impl Write, text: &str, escapes: JsonEscapes) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(|c| needs_escape(c, escapes)) {
        let (plain, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.write_str(plain)?;
        let mut chars = from.chars();
        match chars.next() {
            Some('"') => out.write_str("\\\"")?,
            Some('\\') => out.write_str("\\\\")?,
            Some('\u{08}') => out.write_str("\\b")?,
            Some('\u{0c}') => out.write_str("\\f")?,
            Some('\n') => out.write_str("\\n")?,
            Some('\r') => out.write_str("\\r")?,
            Some('\t') => out.write_str("\\t")?,
            Some(c) => write!(out, "\\u{:04x}", u32::from(c))?,
            None => {}
        }
        rest = chars.as_str();
    }
    out.write_str(rest)
}

fn needs_escape(c: char, escapes: JsonEscapes) -> bool {
    matches!(c, '"' | '\\' | '\0'..='\u{1f}' | '\u{2028}' | '\u{2029}')
        || escapes == JsonEscapes::Html && matches!(c, '<' | '>' | '&')
}

/// Writes a JSON string.
pub fn write_json_string(out: &mut impl Write, text: &str, escapes: JsonEscapes) -> fmt::Result {
    out.write_char('"')?;
    write_json_escaped(out, text, escapes)?;
    out.write_char('"')
}

/// Writes a text for a URL: every byte except `A-Z a-z 0-9 - _ . ~` as `%XX`.
pub fn write_url_escaped(out: &mut impl Write, text: &str) -> fmt::Result {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.write_char(char::from(byte))?;
        } else {
            write!(out, "%{byte:02X}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_quotes() {
        assert_eq!(
            GoQuoted("say \"hi\" é \u{200b}\u{a0}\n\u{1}").to_string(),
            r#""say \"hi\" é \u200b\u00a0\n\x01""#
        );
        assert_eq!(GoQuoted("\u{f0000}").to_string(), r#""\U000f0000""#);
    }

    #[test]
    fn json_strings() {
        let mut out = String::new();
        write_json_string(&mut out, "a\"<b>&/\u{2028}\u{1}é\u{7f}", JsonEscapes::Lines).unwrap();
        assert_eq!(out, "\"a\\\"<b>&/\\u2028\\u0001é\u{7f}\"");
    }
}
