//! Percent-escapes of the parts of a URL: which bytes stand for themselves where, writing and reading escapes.

use std::fmt::Write as _;

/// The part of a URL a text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Host, perhaps with a port.
    Host,
    /// Path with its slashes.
    Path,
    /// User name or password.
    User,
    /// Fragment.
    Fragment,
    /// One value inside a path or query, as generation 12 inserts it into a URL: nothing but unreserved characters stays.
    Value,
}

/// A malformed or forbidden escape, or a byte that may not stand in a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EscapeError {
    /// `%` without two hexadecimal digits, or an escape not allowed there; the text of it.
    Escape(String),
    /// This character may not stand in a host.
    Host(String),
}

/// Whether a byte has to be escaped in this part of a URL.
fn needs_escape(byte: u8, part: Part) -> bool {
    if matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~') {
        return false;
    }
    let literal: &[u8] = match part {
        Part::Host => b"!$&'()*+,;=:[]<>\"",
        Part::Path => b"$&+,/:;=@",
        Part::User => b"$&+,;=",
        Part::Fragment => b"$&+,/:;=?@!()*",
        Part::Value => b"",
    };
    !literal.contains(&byte)
}

/// The text with everything escaped that needs to be in this part.
pub fn escape(text: &[u8], part: Part) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(&mut escaped, text, part);
    escaped
}

/// Appends what [`escape`] gives.
pub fn push_escaped(escaped: &mut String, text: &[u8], part: Part) {
    for &byte in text {
        if needs_escape(byte, part) {
            // Writing to a String can't fail.
            let _ = write!(escaped, "%{byte:02X}");
        } else {
            escaped.push(char::from(byte));
        }
    }
}

/// The bytes an escaped text stands for.
pub fn unescape(text: &str, part: Part) -> Result<Vec<u8>, EscapeError> {
    let mut bytes = text.bytes().enumerate();
    let mut plain = Vec::with_capacity(text.len());
    while let Some((at, byte)) = bytes.next() {
        if byte == b'%' {
            let digits = text
                .get(at + 1..at + 3)
                .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
            let value = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            match value {
                // A host may hold escapes of what is not ASCII, and of the percent sign itself.
                Some(value) if part != Part::Host || value >= 0x80 || value == b'%' => {
                    plain.push(value);
                }
                _ => return Err(EscapeError::Escape(text.chars_from(at, 3))),
            }
            bytes.next();
            bytes.next();
        } else if part == Part::Host && byte.is_ascii() && needs_escape(byte, part) {
            return Err(EscapeError::Host(char::from(byte).to_string()));
        } else {
            plain.push(byte);
        }
    }
    Ok(plain)
}

/// The text as it stands if it is escaped well enough to be sent, otherwise escaped anew.
pub fn normalise(text: &str, part: Part) -> Result<String, EscapeError> {
    let plain = unescape(text, part)?;
    let sendable = text.bytes().all(|byte| {
        byte == b'%' || b"!$&'()*+,;=:@[]".contains(&byte) || !needs_escape(byte, part)
    });
    Ok(if sendable {
        text.to_owned()
    } else {
        escape(&plain, part)
    })
}

trait CharsFrom {
    fn chars_from(&self, at: usize, count: usize) -> String;
}

impl CharsFrom for str {
    /// Up to `count` characters from a byte position on.
    fn chars_from(&self, at: usize, count: usize) -> String {
        self.get(at..)
            .unwrap_or_default()
            .chars()
            .take(count)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_only_unreserved_characters() {
        assert_eq!(
            escape("a b/é?~".as_bytes(), Part::Value),
            "a%20b%2F%C3%A9%3F~"
        );
    }

    #[test]
    fn paths_stay_as_written_when_they_can_be_sent() {
        let same = |text: &str| assert_eq!(normalise(text, Part::Path).unwrap(), text);
        same("/a/b;c=d,e");
        same("/a%20b!(c)*[d]");
        assert_eq!(normalise("/sp ace", Part::Path).unwrap(), "/sp%20ace");
        assert_eq!(normalise("/é(1)", Part::Path).unwrap(), "/%C3%A9%281%29");
    }

    #[test]
    fn malformed_escapes_are_errors() {
        for text in ["%", "%4", "%zz", "a%f", "%é1"] {
            assert!(
                matches!(unescape(text, Part::Path), Err(EscapeError::Escape(_))),
                "{text}"
            );
        }
        assert_eq!(
            unescape("%zzz", Part::Path),
            Err(EscapeError::Escape("%zz".into()))
        );
    }

    #[test]
    fn hosts_allow_few_characters() {
        assert_eq!(
            unescape("a b", Part::Host),
            Err(EscapeError::Host(" ".into()))
        );
        assert!(unescape("%41", Part::Host).is_err());
        assert_eq!(
            unescape("%C3%A9.test", Part::Host).unwrap(),
            "é.test".as_bytes()
        );
    }
}
