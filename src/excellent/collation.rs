//! How words are made comparable before they are compared (generation 14).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_security::skeleton;

use super::case::{lower_char, to_lower};
use super::environment::Collation;

impl Collation {
    /// What is compared instead of a text.
    pub fn key(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Default => to_lower(text),
            Self::Confusables => by_look(text).into(),
            Self::ArabicVariants => by_arabic_variant(text).into(),
        }
    }
}

/// Characters that look alike become the same, then lower case. The look counts before the case is dropped, so some
/// letters differ from their own other case: `I` looks like `l`, `i` does not.
fn by_look(text: &str) -> String {
    skeleton(text).map(lower_char).collect()
}

/// Variants of an Arabic letter or digit become the same, then lower case.
fn by_arabic_variant(text: &str) -> String {
    text.nfkc().map(|c| lower_char(arabic_variant(c))).collect()
}

fn arabic_variant(c: char) -> char {
    match c {
        '\u{0660}'..='\u{0669}' => char::from_u32(u32::from(c) + 0x90).unwrap_or(c),
        '\u{0622}' => '\u{0627}',
        '\u{0649}' | '\u{064A}' | '\u{06D0}' | '\u{06CD}' | '\u{0626}' => '\u{06CC}',
        '\u{0643}' | '\u{06AB}' => '\u{06A9}',
        '\u{067C}' => '\u{062A}',
        '\u{0689}' => '\u{062F}',
        '\u{0693}' => '\u{0631}',
        '\u{06BC}' => '\u{0646}',
        '\u{069A}' => '\u{0634}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks() {
        assert_eq!(by_look("modern"), "rnodern");
        assert_ne!(by_look("Modern"), by_look("modern"));
        assert_ne!(by_look("I"), by_look("i"));
        assert_eq!(by_look("1"), by_look("l"));
        assert_eq!(by_look("0n"), by_look("on"));
    }

    #[test]
    fn arabic_variants() {
        assert_eq!(by_arabic_variant("٤٢ Aك"), "۴۲ aک");
        assert_eq!(by_arabic_variant("آي"), "ای");
    }
}
