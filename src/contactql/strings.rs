//! What a text in quotes stands for.

use super::dialect::Strings;

/// The content of a string token, quotes included.
pub(super) fn content(token: &str, strings: Strings) -> String {
    let inner = token
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or_default();
    match strings {
        Strings::DoubledQuotes => inner.replace("\"\"", "\""),
        Strings::Escapes => unescape(inner).unwrap_or_else(|| inner.to_owned()),
    }
}

/// Replaces escapes by what they stand for; none if one of them is not known, or there is a raw line break or quote.
fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '"' => return None,
            '\\' => unescape_one(&mut chars, &mut bytes)?,
            c => push_char(&mut bytes, c),
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn unescape_one(chars: &mut std::str::Chars<'_>, bytes: &mut Vec<u8>) -> Option<()> {
    let byte = match chars.next()? {
        'a' => 0x07,
        'b' => 0x08,
        't' => b'\t',
        'n' => b'\n',
        'v' => 0x0b,
        'f' => 0x0c,
        'r' => b'\r',
        '\\' => b'\\',
        '"' => b'"',
        'x' => u8::try_from(digits(chars, 16, 2)?).ok()?,
        octal @ '0'..='7' => {
            let rest = digits(chars, 8, 2)?;
            u8::try_from(octal.to_digit(8)? * 64 + rest).ok()?
        }
        'u' => {
            push_char(bytes, char::from_u32(digits(chars, 16, 4)?)?);
            return Some(());
        }
        'U' => {
            push_char(bytes, char::from_u32(digits(chars, 16, 8)?)?);
            return Some(());
        }
        _ => return None,
    };
    bytes.push(byte);
    Some(())
}

fn push_char(bytes: &mut Vec<u8>, c: char) {
    bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

fn digits(chars: &mut std::str::Chars<'_>, radix: u32, count: usize) -> Option<u32> {
    let mut number = 0u32;
    for _ in 0..count {
        number = number.checked_mul(radix)? + chars.next()?.to_digit(radix)?;
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_quotes() {
        assert_eq!(
            content(r#""say ""hi"" \n""#, Strings::DoubledQuotes),
            r#"say "hi" \n"#
        );
    }

    #[test]
    fn escapes() {
        let give = |token, text| assert_eq!(content(token, Strings::Escapes), text, "{token}");
        give(r#""say \"hi\"""#, r#"say "hi""#);
        give(r#""\t\x41\u00e9\U0001F600\101\\""#, "\tAé😀A\\");
        give(r#""a\z \n""#, r"a\z \n");
        give("\"a\nb\\n\"", "a\nb\\n");
        give(r#""a\""#, "a\\");
        give(r#""\ud800""#, r"\ud800");
        give(r#""\x4""#, r"\x4");
    }
}
