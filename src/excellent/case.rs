//! Letter case, one character at a time.
//!
//! The expression language maps every character to exactly one other: `ß` stays `ß`, a final sigma becomes `σ` and `İ`
//! becomes `i`. The standard library maps to sequences (`ß` to `SS`), so its mapping is used only where it yields one
//! character, and the few others are listed here.

use std::borrow::Cow;

/// The upper-case form of one character, or the character itself where only a longer sequence exists.
pub fn upper_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_uppercase();
    }
    let mut mapped = c.to_uppercase();
    match (mapped.next(), mapped.next()) {
        (Some(single), None) => single,
        _ => upper_of_expanding(c),
    }
}

/// The lower-case form of one character.
pub fn lower_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut mapped = c.to_lowercase();
    match (mapped.next(), mapped.next()) {
        (Some(single), None) => single,
        // `İ` is the only character whose full lower case is a sequence.
        (Some(first), _) => first,
        (None, _) => c,
    }
}

/// The title-case form of one character: its upper case, but for digraphs (`ǆ` to `ǅ`) and Georgian letters, which
/// have no title case of their own.
pub fn title_char(c: char) -> char {
    match c {
        '\u{01C4}'..='\u{01C6}' => '\u{01C5}',
        '\u{01C7}'..='\u{01C9}' => '\u{01C8}',
        '\u{01CA}'..='\u{01CC}' => '\u{01CB}',
        '\u{01F1}'..='\u{01F3}' => '\u{01F2}',
        '\u{10D0}'..='\u{10FA}' | '\u{10FD}'..='\u{10FF}' => c,
        _ => upper_char(c),
    }
}

/// Maps characters that differ only by case to the same character (simple case folding).
pub fn fold_char(c: char) -> char {
    match c {
        // The dotted and the dotless i fold to nothing but themselves.
        '\u{0130}' | '\u{0131}' => c,
        _ => lower_char(upper_char(c)),
    }
}

/// A text in upper case; borrowed if nothing changes.
pub fn to_upper(text: &str) -> Cow<'_, str> {
    map(text, upper_char)
}

/// A text in lower case; borrowed if nothing changes.
pub fn to_lower(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        return Cow::Borrowed(text);
    }
    map(text, lower_char)
}

/// Whether a text in lower case is `lowered`.
pub fn lowers_to(text: &str, lowered: &str) -> bool {
    text.chars().map(lower_char).eq(lowered.chars())
}

/// Whether two texts are equal but for case, by simple case folding.
pub fn eq_fold(a: &str, b: &str) -> bool {
    a.chars().map(fold_char).eq(b.chars().map(fold_char))
}

fn map(text: &str, change: fn(char) -> char) -> Cow<'_, str> {
    if text.chars().all(|c| change(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(change).collect())
}

/// Greek letters with an iota below: their full upper case writes the iota out, the simple one keeps it.
fn upper_of_expanding(c: char) -> char {
    let code = u32::from(c);
    let mapped = match code {
        0x1F80..=0x1F87 | 0x1F90..=0x1F97 | 0x1FA0..=0x1FA7 => code + 8,
        0x1FB3 | 0x1FC3 | 0x1FF3 => code + 9,
        _ => code,
    };
    char::from_u32(mapped).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_maps_to_one() {
        assert_eq!(to_upper("straße ǆ ﬁ ᾳ"), "STRAßE Ǆ ﬁ ᾼ");
        assert_eq!(to_lower("ΑΣ İ ÉA"), "ασ i éa");
        assert_eq!(title_char('ǆ'), 'ǅ');
        assert_eq!(title_char('ა'), 'ა');
        assert_eq!(upper_char('ა'), 'Ა');
    }

    #[test]
    fn folding_ignores_case_only() {
        assert!(eq_fold("ΜΆΪΟΣ", "μάϊος"));
        assert!(eq_fold("Kelvin", "kelvin"));
        assert!(eq_fold("ẞ", "ß"));
        assert!(!eq_fold("I", "ı"));
        assert!(!eq_fold("a", "á"));
    }

    #[test]
    fn lower_case_is_compared_in_place() {
        assert!(lowers_to("ÑandÚ İ", "ñandú i"));
        assert!(!lowers_to("ab", "abc") && !lowers_to("abc", "ab") && !lowers_to("A", "A"));
    }

    #[test]
    fn a_text_without_change_is_not_copied() {
        assert!(matches!(to_lower("abc é"), Cow::Borrowed(_)));
    }
}
