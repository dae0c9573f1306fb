//! The values of text literals.

/// Decodes the inside of a text literal. If anything in it is not a valid escape, the whole stays as it was written.
pub(super) fn decode(inside: &str) -> String {
    if !inside.contains(['\\', '"', '\n']) {
        return inside.to_string();
    }
    decode_escapes(inside).map_or_else(|| inside.to_string(), |bytes| text_of(&bytes))
}

/// The text of bytes; each byte that belongs to no character is a replacement character.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    text
}

fn decode_escapes(inside: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' | '\n' => return None,
            '\\' => decode_escape(&mut chars, &mut out)?,
            c => push_char(&mut out, c),
        }
    }
    Some(out)
}

fn push_char(out: &mut Vec<u8>, c: char) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

fn decode_escape(chars: &mut std::str::Chars<'_>, out: &mut Vec<u8>) -> Option<()> {
    let simple = match chars.next()? {
        'a' => 0x07,
        'b' => 0x08,
        'f' => 0x0c,
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'v' => 0x0b,
        '\\' => b'\\',
        '"' => b'"',
        'x' => u8::try_from(take_code(chars, 2, 16)?).ok()?,
        'u' => {
            push_char(out, char::from_u32(take_code(chars, 4, 16)?)?);
            return Some(());
        }
        'U' => {
            push_char(out, char::from_u32(take_code(chars, 8, 16)?)?);
            return Some(());
        }
        first @ '0'..='7' => {
            let rest = take_code(chars, 2, 8)?;
            u8::try_from(first.to_digit(8)? * 64 + rest).ok()?
        }
        _ => return None,
    };
    out.push(simple);
    Some(())
}

fn take_code(chars: &mut std::str::Chars<'_>, digits: usize, radix: u32) -> Option<u32> {
    (0..digits).try_fold(0u32, |code, _| {
        code.checked_mul(radix)?
            .checked_add(chars.next()?.to_digit(radix)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        for (inside, expected) in [
            ("it's", "it's"),
            (r#"tab\tq\"\u00e9\x41\101"#, "tab\tq\"éAA"),
            (r"\xc3\xa9 \x41", "é A"),
            (r"\xe9", "\u{fffd}"),
            (r"\xe2\x82x", "\u{fffd}\u{fffd}x"),
            (r"\U0001F600", "😀"),
            (r#"\d+\t\""#, r#"\d+\t\""#),
            (r"\'", r"\'"),
            (r"\ud800", r"\ud800"),
            (r"\400", r"\400"),
            ("a\nb\\t", "a\nb\\t"),
        ] {
            assert_eq!(decode(inside), expected, "{inside}");
        }
    }
}
