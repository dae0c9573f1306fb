//! From the bytes of a file to JSON. What is no Unicode in it is replaced, as the reference does.

use serde_json::Value as Json;

use super::OpenProblem;

/// U+FFFD as an escape.
const REPLACEMENT: &str = "\\ufffd";
/// Bytes of an escape like `\ud83d`.
const ESCAPE_BYTES: usize = 6;

/// Reads JSON. Bytes that are no UTF-8, and escapes of half a character, become U+FFFD.
pub fn parse(bytes: &[u8]) -> Result<Json, OpenProblem> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.trim().is_empty() {
        return Err(OpenProblem::Json("it is empty".to_string()));
    }
    serde_json::from_str(text)
        .or_else(|error| serde_json::from_str(&without_lone_surrogates(text)).map_err(|_| error))
        .map_err(|error| OpenProblem::Json(error.to_string()))
}

/// The same text, in which escapes of half a character stand for U+FFFD.
fn without_lone_surrogates(text: &str) -> String {
    let mut repaired = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        repaired.push_str(before);
        let length = match (
            surrogate(from),
            from.get(ESCAPE_BYTES..).and_then(surrogate),
        ) {
            (Some(Half::High), Some(Half::Low)) => 2 * ESCAPE_BYTES,
            (Some(_), _) => {
                repaired.push_str(REPLACEMENT);
                rest = from.get(ESCAPE_BYTES..).unwrap_or_default();
                continue;
            }
            (None, _) => from.chars().take(2).map(char::len_utf8).sum(),
        };
        let (escape, after) = from.split_at_checked(length).unwrap_or((from, ""));
        repaired.push_str(escape);
        rest = after;
    }
    repaired.push_str(rest);
    repaired
}

enum Half {
    High,
    Low,
}

/// Whether the text begins with the escape of half a character, and of which.
fn surrogate(text: &str) -> Option<Half> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xD800..=0xDBFF => Some(Half::High),
        0xDC00..=0xDFFF => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn halves_of_characters_are_replaced() {
        let text = br#"["\ud83d\ude00 \ud83d \\ud83d \udE00\n", "a\"b"]"#;
        assert_eq!(
            parse(text).unwrap(),
            json!(["\u{1f600} \u{fffd} \\ud83d \u{fffd}\n", "a\"b"])
        );
        assert_eq!(
            parse(b"\xef\xbb\xbf[\"\xff\"]").unwrap(),
            json!(["\u{fffd}"])
        );
    }

    #[test]
    fn broken_json_says_where() {
        let problem = |text: &str| parse(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            problem("{\"a\":\n 1,,}"),
            "it is not valid JSON: key must be a string at line 2 column 4"
        );
        assert_eq!(problem(" "), "it is not valid JSON: it is empty");
        assert!(problem(&"[".repeat(100_000)).contains("recursion limit exceeded"));
    }
}
