//! What is made of the bytes of an answer: texts without characters that stores can't take, and JSON.

use crate::excellent::Text;
use serde::de::IgnoredAny;

/// How deep JSON may be nested to count as JSON.
const MAX_DEPTH: usize = 10_000;

/// Whether the bytes are one JSON value of any kind, white space around it allowed.
///
/// More is let through than texts can hold: invalid UTF-8 and lone surrogates inside strings.
pub fn is_json(bytes: &[u8]) -> bool {
    !is_too_deep(bytes) && serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}

/// Whether brackets are nested too deep, strings left aside.
fn is_too_deep(bytes: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for &byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// The JSON text in a body, after dropping invalid UTF-8, NULs and escaped NULs (14); none if it isn't JSON.
pub fn clean_json(body: &[u8]) -> Option<Text> {
    let mut text = String::with_capacity(body.len());
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
    }
    text.retain(|letter| letter != '\0');
    let text = replace_escaped_nul(&text, "");
    (!text.is_empty() && is_json(text.as_bytes())).then(|| text.into())
}

/// A header part as it is shown (14): what is not UTF-8 and NULs become replacement characters.
pub fn shown_head(head: &str) -> String {
    head.replace('\0', "\u{FFFD}")
}

/// A body as it is shown (14): replaced as a whole if it is not UTF-8.
pub fn shown_body(body: &[u8]) -> String {
    std::str::from_utf8(body)
        .map_or_else(|_| "...".to_owned(), |text| text.replace('\0', "\u{FFFD}"))
}

/// Replaces each escaped NUL: `\u0000` with an odd number of backslashes.
pub fn replace_escaped_nul(text: &str, replacement: &str) -> String {
    const ESCAPE: &str = "u0000";
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, slashes_on) = rest.split_at(at);
        let after = slashes_on.trim_start_matches('\\');
        let count = slashes_on.len() - after.len();
        replaced.push_str(before);
        if count % 2 == 1 && after.starts_with(ESCAPE) {
            replaced.extend(std::iter::repeat_n('\\', count - 1));
            replaced.push_str(replacement);
            rest = after.strip_prefix(ESCAPE).unwrap_or(after);
        } else {
            replaced.extend(std::iter::repeat_n('\\', count));
            rest = after;
        }
    }
    replaced.push_str(rest);
    replaced
}

/// The first characters of a text, with `...` as the last three of them if it is longer than allowed.
pub fn ellipsize(text: &str, max_chars: usize) -> String {
    if text.len() <= max_chars || text.chars().count() <= max_chars {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(max_chars.saturating_sub(3)).collect();
    short.push_str("...");
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_value_is_json() {
        for text in [
            "{}",
            " [1] \n",
            "12.50",
            "null",
            "\"x\"",
            "{\"a\": \"\\ud800\"}",
            "{\"b\":1,\"b\":2}",
        ] {
            assert!(is_json(text.as_bytes()), "{text}");
        }
        assert!(is_json(b"{\"a\": \"x\x80y\"}"));
        for text in [
            "",
            "{",
            "{\"a\":1,}",
            "{} {}",
            "\u{FEFF}{}",
            "<a>",
            "1 2",
            "01",
            "\"a\nb\"",
        ] {
            assert!(!is_json(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn deep_nesting_neither_overflows_nor_counts() {
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(is_json(deep(9_000).as_bytes()));
        assert!(!is_json(deep(200_000).as_bytes()));
    }

    #[test]
    fn json_is_cleaned() {
        assert_eq!(
            clean_json(b"{\"a\": \"x\x80\0y\"}").as_deref(),
            Some("{\"a\": \"xy\"}")
        );
        assert_eq!(
            clean_json(br#"{"a": "x\u0000y\\u0000"}"#).as_deref(),
            Some(r#"{"a": "xy\\u0000"}"#)
        );
        assert_eq!(clean_json(b"nope"), None);
        assert_eq!(clean_json(b""), None);
    }

    #[test]
    fn long_texts_end_in_dots() {
        assert_eq!(ellipsize("abcdef", 5), "ab...");
        assert_eq!(ellipsize("éééé", 4), "éééé");
    }
}
