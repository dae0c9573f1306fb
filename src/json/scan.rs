//! Finding the end of what may stand in a JSON string as it is.

/// Where the first byte stands that may not stand in a JSON string as it is: a control character, a quotation mark or a
/// backslash. Looks at eight bytes at a time.
pub(crate) fn first_special(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    const HIGH_BITS: u64 = ONES << 7;
    // The high bit of every byte that is less than this; bytes above one that is may be marked, too.
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // With this bit turned the quotation mark stands right above the control characters, where the space was.
        let controls_and_quotes = below(word ^ (ONES * 0x02), 0x21);
        let backslashes = below(word ^ (ONES * u64::from(b'\\')), 1);
        let special = (controls_and_quotes | backslashes) & HIGH_BITS;
        if special != 0 {
            return Some(at * 8 + special.trailing_zeros() as usize / 8);
        }
    }
    let is_special = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    let at = rest.iter().position(is_special)?;
    Some(bytes.len() - rest.len() + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_bytes_are_found_wherever_they_stand() {
        for special in ["\"", "\\", "\u{1f}", "\0"] {
            for before in 0..20 {
                for after in 0..20 {
                    let text = "\u{80}x~ ".repeat(before) + special + &"é!".repeat(after);
                    assert_eq!(first_special(text.as_bytes()), Some(5 * before));
                }
            }
        }
        assert_eq!(first_special("\u{80} [#\u{7f}ÿ".repeat(9).as_bytes()), None);
    }
}
