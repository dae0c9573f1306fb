//! Finding the end of what may stand in a JSON string as it is.

use wide::u8x16;

/// Where the first byte stands that may not stand in a JSON string as it is: a control character, a quotation mark or a
/// backslash. Looks at sixteen bytes at a time.
#[inline]
pub(crate) fn first_special(bytes: &[u8]) -> Option<usize> {
    let (blocks, rest) = bytes.as_chunks::<16>();
    for (at, block) in blocks.iter().enumerate() {
        if let Some(within) = first_special_of(*block) {
            return Some(at * 16 + within);
        }
    }
    if rest.is_empty() {
        return None;
    }
    if let Some(block) = bytes.last_chunk::<16>() {
        // The bytes that were looked at already are not special.
        return first_special_of(*block).map(|within| bytes.len() - 16 + within);
    }
    let is_special = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    rest.iter().position(is_special)
}

#[inline]
fn first_special_of(block: [u8; 16]) -> Option<usize> {
    let block = u8x16::new(block);
    let controls = block.min(u8x16::splat(0x1f)).cmp_eq(block);
    let quotes = block.cmp_eq(u8x16::splat(b'"'));
    let backslashes = block.cmp_eq(u8x16::splat(b'\\'));
    let special = (controls | quotes | backslashes).move_mask();
    (special != 0).then(|| special.trailing_zeros() as usize)
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
