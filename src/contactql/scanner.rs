//! From text to tokens.

use unicode_general_category::{GeneralCategory, get_general_category};

use super::dialect::{Dialect, Strings};
use super::tree::Operator;

/// A piece of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// Its text, quotes included. Empty at the end.
    pub text: &'a str,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// The word `and`.
    And,
    /// The word `or`.
    Or,
    /// A comparison.
    Operator(Operator),
    /// A text in quotes.
    String,
    /// Letters, digits and `_`, with a prefix or without: a key, or a value (generation 14).
    Property,
    /// A value without quotes.
    Text,
    /// A character that no token begins with.
    Unknown,
    /// The end of the query.
    End,
}

/// All tokens of a query, the end included.
pub fn scan<'a>(text: &'a str, dialect: &Dialect) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let (kind, length) = next(rest, dialect);
        let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        tokens.push(Token { kind, text });
        if kind == TokenKind::End {
            return tokens;
        }
        rest = after;
    }
}

fn next(rest: &str, dialect: &Dialect) -> (TokenKind, usize) {
    let Some(first) = rest.chars().next() else {
        return (TokenKind::End, 0);
    };
    match first {
        '(' => return (TokenKind::Open, 1),
        ')' => return (TokenKind::Close, 1),
        '"' => {
            return string_length(rest, dialect.strings)
                .map_or((TokenKind::Unknown, 1), |length| {
                    (TokenKind::String, length)
                });
        }
        _ => {}
    }
    if let Some(found) = symbol(rest) {
        return found;
    }
    let length = run_length(rest, |c| is_word(c) || dialect.text_chars.contains(c));
    if length == 0 {
        return (TokenKind::Unknown, first.len_utf8());
    }
    let word = rest.get(..length).unwrap_or_default();
    (word_kind(word, dialect), length)
}

fn symbol(rest: &str) -> Option<(TokenKind, usize)> {
    ["!=", ">=", "<=", "=", "~", ">", "<"]
        .into_iter()
        .find(|symbol| rest.starts_with(symbol))
        .and_then(|symbol| {
            Some((
                TokenKind::Operator(Operator::from_text(symbol)?),
                symbol.len(),
            ))
        })
}

fn word_kind(word: &str, dialect: &Dialect) -> TokenKind {
    if word.eq_ignore_ascii_case("and") {
        TokenKind::And
    } else if word.eq_ignore_ascii_case("or") {
        TokenKind::Or
    } else if let Some(operator) = Operator::from_text(word) {
        TokenKind::Operator(operator)
    } else if dialect.has_prefixes && is_property(word) {
        TokenKind::Property
    } else {
        TokenKind::Text
    }
}

fn is_property(word: &str) -> bool {
    let key = match word.split_once('.') {
        Some((prefix, key)) if !prefix.is_empty() && prefix.chars().all(is_letter) => key,
        Some(_) => return false,
        None => word,
    };
    !key.is_empty() && key.chars().all(is_word)
}

fn run_length(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.char_indices()
        .find(|&(_, c)| !belongs(c))
        .map_or(text.len(), |(index, _)| index)
}

fn is_word(c: char) -> bool {
    c == '_' || is_letter(c) || is_digit(c)
}

/// Letters of all scripts, but only of the first plane.
fn is_letter(c: char) -> bool {
    use GeneralCategory as G;
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    u32::from(c) <= 0xFFFF
        && matches!(
            get_general_category(c),
            G::UppercaseLetter
                | G::LowercaseLetter
                | G::TitlecaseLetter
                | G::ModifierLetter
                | G::OtherLetter
        )
}

fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    u32::from(c) <= 0xFFFF && get_general_category(c) == GeneralCategory::DecimalNumber
}

/// How long the longest string at the start of the text is, if it is closed at all. Every quote may be the closing one;
/// only one that is marked as part of the string may be passed.
fn string_length(text: &str, strings: Strings) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = None;
    let mut index = 1;
    while let Some(&byte) = bytes.get(index) {
        let mut step = 1;
        if byte == b'"' {
            end = Some(index + 1);
            let passes = match strings {
                Strings::Escapes => index > 1 && bytes.get(index - 1) == Some(&b'\\'),
                Strings::DoubledQuotes => bytes.get(index + 1) == Some(&b'"'),
            };
            if !passes {
                break;
            }
            if strings == Strings::DoubledQuotes {
                step = 2;
            }
        }
        index += step;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contactql::dialect::{GENERATION_12, GENERATION_14};

    fn kinds(text: &str, dialect: &Dialect) -> String {
        let show = |token: Token| match token.kind {
            TokenKind::Operator(operator) => operator.as_str().to_owned(),
            TokenKind::String => format!("S{}", token.text),
            TokenKind::Property => format!("P[{}]", token.text),
            TokenKind::Text => format!("T[{}]", token.text),
            TokenKind::Unknown => format!("?{}", token.text),
            TokenKind::End => "$".into(),
            kind => format!("{kind:?}"),
        };
        let shown: Vec<_> = scan(text, dialect).into_iter().map(show).collect();
        shown.join(" ")
    }

    #[test]
    fn tells_tokens_apart() {
        let give = |text, in_12, in_14| {
            assert_eq!(kinds(text, &GENERATION_12), in_12, "12 {text}");
            assert_eq!(kinds(text, &GENERATION_14), in_14, "14 {text}");
        };
        give("age >= 5", "T[age] >= T[5] $", "P[age] >= P[5] $");
        give("Name HAS bob", "T[Name] ~ T[bob] $", "P[Name] ~ P[bob] $");
        give(
            "(android)or b",
            "Open T[android] Close Or T[b] $",
            "Open P[android] Close Or P[b] $",
        );
        give("fields.x", "T[fields.x] $", "P[fields.x] $");
        give(
            "a.b.c .x a_1.b",
            "T[a.b.c] T[.x] T[a_1.b] $",
            "T[a.b.c] T[.x] T[a_1.b] $",
        );
        give("o'hara", "T[o] ?' T[hara] $", "T[o'hara] $");
        give("!x", "?! T[x] $", "?! P[x] $");
        give("x!=y", "T[x] != T[y] $", "P[x] != P[y] $");
        give("\"a", "?\" T[a] $", "?\" P[a] $");
    }

    #[test]
    fn strings_are_as_long_as_can_be() {
        let give_12 = |text, tokens| assert_eq!(kinds(text, &GENERATION_12), tokens, "{text}");
        give_12(r#""a""b" c"#, r#"S"a""b" T[c] $"#);
        give_12(r#""a"" c"#, r#"S"a" ?" T[c] $"#);
        give_12(r#"""""#, r#"S"" ?" $"#);
        let give_14 = |text, tokens| assert_eq!(kinds(text, &GENERATION_14), tokens, "{text}");
        give_14(r#""a\"b" c"#, r#"S"a\"b" P[c] $"#);
        give_14(r#""a\" c"#, r#"S"a\" P[c] $"#);
        give_14(r#"""""#, r#"S"" ?" $"#);
    }
}
