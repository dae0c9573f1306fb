//! `@contact.ref`: the number of a contact in a form that does not tell how many contacts there are (14).

const DIGITS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const MAX_ID: i64 = 9_999_999_999;
/// Numbers below this have codes of six characters, the others of seven.
const SHORT: u64 = 1 << 30;
const FACTOR: u64 = 0x45D_9F3B;

/// The code of a number; empty for numbers that have none.
pub fn encode(id: i64, key: [u32; 4]) -> String {
    let Some(id) = u64::try_from(id)
        .ok()
        .filter(|_| (1..=MAX_ID).contains(&id))
    else {
        return String::new();
    };
    let (half_bits, length, number) = if id < SHORT {
        (15, 6, id)
    } else {
        (17, 7, id - SHORT)
    };
    let mask = (1 << half_bits) - 1;
    let (mut left, mut right) = (number >> half_bits, number & mask);
    for word in key {
        let mut mixed = (right ^ u64::from(word)).wrapping_mul(FACTOR);
        mixed ^= mixed >> 16;
        (left, right) = (right, left ^ (mixed & mask));
    }
    let code = (left << half_bits) + right;
    (0..length)
        .rev()
        .map(|place| digit(code >> (5 * place)))
        .collect()
}

fn digit(code: u64) -> char {
    let at = usize::try_from(code % 32).unwrap_or_default();
    DIGITS.get(at).copied().map_or('A', char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_numbers() {
        let give = |id, code: &str| {
            assert_eq!(
                encode(id, [670_492, 863_807, 107_187, 12_648_430]),
                code,
                "{id}"
            );
        };
        give(0, "");
        give(-5, "");
        give(1, "E2E6MX");
        give(9, "NQM2U4");
        give(12_345, "A6YWQL");
        give(1_234_567, "PLZGVS");
        give(1 << 30, "GQENS3N");
        give(9_999_999_999, "P7U8B2J");
        give(10_000_000_000, "");
    }
}
