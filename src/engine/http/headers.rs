//! Names and values of HTTP headers.

use std::borrow::Cow;

/// Whether the name may be sent at all (a token of RFC 7230).
pub fn is_valid_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(is_token_byte)
}

/// Whether the value may be sent: no control characters but tabs.
pub fn is_valid_value(value: &str) -> bool {
    value
        .bytes()
        .all(|byte| byte == b'\t' || byte >= b' ' && byte != 0x7f)
}

/// The name with each word capitalised (`x-api-key` is `X-Api-Key`); names that are no tokens stay as they are.
pub fn canonical_name(name: &str) -> String {
    let mut canonical = name.to_owned();
    if is_valid_name(name) {
        let mut rest = canonical.as_mut_str();
        while let Some(end) = rest.find('-').or(Some(rest.len()).filter(|end| *end > 0)) {
            let (word, after) = rest.split_at_mut(end);
            word.make_ascii_lowercase();
            if let Some(first) = word.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            rest = after.get_mut(1..).unwrap_or_default();
        }
    }
    canonical
}

/// The value as it goes over the wire: on one line, without blanks around it.
pub fn wire_value(value: &str) -> Cow<'_, str> {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    let bytes = value.as_bytes();
    if !bytes.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
        let is_trimmed = !is_blank(bytes.first()) && !is_blank(bytes.last());
        return Cow::Borrowed(if is_trimmed {
            value
        } else {
            value.trim_matches([' ', '\t'])
        });
    }
    let line = value.replace(['\r', '\n'], " ");
    Cow::Owned(line.trim_matches([' ', '\t']).to_owned())
}

/// Appends a line with a header.
pub fn push_header(text: &mut String, name: &str, value: &str) {
    for part in [name, ": ", &wire_value(value), "\r\n"] {
        text.push_str(part);
    }
}

fn is_token_byte(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-')
        || b"!#$%&'*+.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_capitalised_by_word() {
        assert_eq!(canonical_name("x-a"), "X-A");
        assert_eq!(canonical_name("CONTENT-type"), "Content-Type");
        assert_eq!(canonical_name("X Foo:"), "X Foo:");
    }

    #[test]
    fn names_are_tokens() {
        assert!(is_valid_name("X-Api_Key!"));
        assert!(!is_valid_name(""));
        assert!(!is_valid_name("X Foo"));
        assert!(!is_valid_name("é"));
    }

    #[test]
    fn values_hold_no_control_characters() {
        assert!(is_valid_value("Token é\t1"));
        assert!(!is_valid_value("a\nb"));
        assert_eq!(wire_value(" a\r\nb\t"), "a  b");
    }
}
