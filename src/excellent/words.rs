//! How a text is cut into words.
//!
//! A word is a longest run of word characters, or one symbol (currency, math, emoji). Everything else separates. The
//! generations differ only in whether combining marks belong to words, see [`WordRule`].

use unicode_general_category::{GeneralCategory, get_general_category};

/// What belongs to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordRule {
    /// Letters, numbers, `_` and `'`. A combining mark ends a word (generation 12).
    LettersAndNumbers,
    /// The same and combining marks (generation 14).
    WithMarks,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Symbol,
    Separator,
}

impl WordRule {
    fn class(self, c: char) -> Class {
        use GeneralCategory as G;
        if c.is_ascii() {
            return match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '\'' => Class::Word,
                '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' => Class::Symbol,
                _ => Class::Separator,
            };
        }
        match get_general_category(c) {
            G::UppercaseLetter
            | G::LowercaseLetter
            | G::TitlecaseLetter
            | G::ModifierLetter
            | G::OtherLetter
            | G::DecimalNumber
            | G::LetterNumber
            | G::OtherNumber => Class::Word,
            G::NonspacingMark | G::SpacingMark | G::EnclosingMark if self == Self::WithMarks => {
                Class::Word
            }
            G::MathSymbol | G::CurrencySymbol | G::ModifierSymbol | G::OtherSymbol => Class::Symbol,
            _ => Class::Separator,
        }
    }

    /// The pieces of a text between any of these delimiters, or its words if there are none. An empty set of delimiters
    /// leaves the text in one piece in generation 12, and is none in 14.
    pub fn cut<'a>(
        self,
        text: &'a str,
        delimiters: Option<&'a str>,
    ) -> Pieces<'a, impl Iterator<Item = &'a str>> {
        match delimiters {
            Some("") if self == Self::WithMarks => Pieces::Words(self.words(text)),
            Some(delimiters) => Pieces::Split(split_at_any(text, delimiters)),
            None => Pieces::Words(self.words(text)),
        }
    }

    /// The words of a text, in order.
    pub fn words(self, text: &str) -> Words<'_> {
        Words {
            rest: text,
            rule: self,
        }
    }
}

/// Iterator over the pieces of a text; see [`WordRule::cut`].
pub enum Pieces<'a, S> {
    /// Words.
    Words(Words<'a>),
    /// What stands between delimiters.
    Split(S),
}

impl<'a, S: Iterator<Item = &'a str>> Iterator for Pieces<'a, S> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        match self {
            Self::Words(words) => words.next(),
            Self::Split(pieces) => pieces.next(),
        }
    }
}

/// Iterator over the words of a text; see [`WordRule::words`].
#[derive(Clone)]
pub struct Words<'a> {
    rest: &'a str,
    rule: WordRule,
}

impl<'a> Words<'a> {
    /// What follows the words taken so far.
    pub fn remainder(&self) -> &'a str {
        self.rest
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (start, first, class) = self
            .rest
            .char_indices()
            .map(|(at, c)| (at, c, self.rule.class(c)))
            .find(|(_, _, class)| *class != Class::Separator)?;
        let from = self.rest.get(start..)?;
        let length = if class == Class::Symbol {
            first.len_utf8()
        } else {
            from.char_indices()
                .find(|(_, c)| self.rule.class(*c) != Class::Word)
                .map_or(from.len(), |(at, _)| at)
        };
        let (word, rest) = from.split_at_checked(length)?;
        self.rest = rest;
        Some(word)
    }
}

/// The pieces between any of the characters of `delimiters`; empty pieces are dropped.
pub fn split_at_any<'a>(
    text: &'a str,
    delimiters: &'a str,
) -> impl Iterator<Item = &'a str> + Clone {
    text.split(move |c| delimiters.contains(c))
        .filter(|piece| !piece.is_empty())
}

/// Whether a character starts a word when the one before it is `previous` (for title case): at the start of the text,
/// after an ASCII character that is neither letter, digit nor `_`, or after other white space.
pub fn starts_word(previous: Option<char>) -> bool {
    match previous {
        None => true,
        Some(c) if c.is_ascii() => !(c.is_ascii_alphanumeric() || c == '_'),
        Some(c) => c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(rule: WordRule, text: &str) -> String {
        rule.words(text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_and_symbols() {
        let both = "o'neil|foo_bar|a|b|3|5|€|x|+|y";
        assert_eq!(
            words(WordRule::WithMarks, "o'neil foo_bar a-b 3.5€ x+y"),
            both
        );
        assert_eq!(
            words(WordRule::LettersAndNumbers, "o'neil foo_bar a-b 3.5€ x+y"),
            both
        );
        assert_eq!(words(WordRule::WithMarks, "👍🏽 ok, don’t"), "👍|🏽|ok|don|t");
        assert_eq!(words(WordRule::WithMarks, " ,. "), "");
    }

    #[test]
    fn marks_belong_to_words_in_one_generation_only() {
        assert_eq!(
            words(WordRule::WithMarks, "e\u{301}a ❤\u{fe0f}"),
            "e\u{301}a|❤|\u{fe0f}"
        );
        assert_eq!(
            words(WordRule::LettersAndNumbers, "e\u{301}a ❤\u{fe0f}"),
            "e|a|❤"
        );
    }

    #[test]
    fn the_remainder_follows_the_last_word() {
        let mut words = WordRule::WithMarks.words("a, b c");
        words.next();
        assert_eq!(words.remainder(), ", b c");
    }

    #[test]
    fn pieces_between_delimiters() {
        assert_eq!(
            split_at_any("a;b,;c", ",;").collect::<Vec<_>>(),
            ["a", "b", "c"]
        );
        assert_eq!(split_at_any("", ",").count(), 0);
        assert_eq!(split_at_any("abc", "").collect::<Vec<_>>(), ["abc"]);
    }
}
