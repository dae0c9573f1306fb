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
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return first_special_of_eight(*first)
            .or_else(|| first_special_of_eight(*last).map(|within| bytes.len() - 8 + within));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let [first, last] = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
        let within = first_special_of_eight((last << 32 | first).to_le_bytes())?;
        return Some(if within < 4 {
            within
        } else {
            bytes.len() + within - 8
        });
    }
    let is_special = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    rest.iter().position(is_special)
}

/// As [`first_special_of`] for half as many bytes, in one number.
#[inline]
fn first_special_of_eight(block: [u8; 8]) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let block = u64::from_le_bytes(block);
    // The highest bit of each byte below `limit`; beyond the first of them there may be wrong ones.
    let below = |block: u64, limit: u64| block.wrapping_sub(ONES * limit) & !block & (ONES << 7);
    let equal = |byte: u8| below(block ^ (ONES * u64::from(byte)), 1);
    let special = below(block, 0x20) | equal(b'"') | equal(b'\\');
    (special != 0).then(|| special.trailing_zeros() as usize / 8)
}

/// As [`first_special`] for sixteen bytes.
#[inline]
pub(super) fn first_special_of(block: [u8; 16]) -> Option<usize> {
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
    fn special_bytes_are_found_in_texts_of_any_length() {
        for length in 0..40 {
            assert_eq!(first_special(&vec![b'~'; length]), None);
            for (at, special) in (0..length).flat_map(|at| [(at, b'"'), (at, b'\\'), (at, 0x1f)]) {
                let mut bytes = vec![b'\x7f'; length];
                for (after, byte) in bytes.iter_mut().enumerate().skip(at) {
                    *byte = if after % 2 == at % 2 {
                        special
                    } else {
                        b'\xff'
                    };
                }
                assert_eq!(first_special(&bytes), Some(at), "{bytes:?}");
            }
        }
    }

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
