//! Names and values of HTTP headers.

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
    if !is_valid_name(name) {
        return name.to_owned();
    }
    let mut starts_word = true;
    name.chars()
        .map(|letter| {
            let letter = if starts_word {
                letter.to_ascii_uppercase()
            } else {
                letter.to_ascii_lowercase()
            };
            starts_word = letter == '-';
            letter
        })
        .collect()
}

/// The value as it goes over the wire: on one line, without blanks around it.
pub fn wire_value(value: &str) -> String {
    value
        .replace(['\r', '\n'], " ")
        .trim_matches([' ', '\t'])
        .to_owned()
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
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
