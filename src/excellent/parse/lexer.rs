//! Tokens of an expression. What is no token at all becomes one that no grammar accepts, so its place is known.

use std::ops::Range;

use super::names::{is_digit, is_letter};
use crate::excellent::dialect::Grammar;
use crate::excellent::tree::Operator;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Comma,
    Open,
    Close,
    OpenIndex,
    CloseIndex,
    Dot,
    Arrow,
    Operator(Operator),
    Text,
    Integer,
    Decimal,
    True,
    False,
    Null,
    Name,
    /// No token of the language.
    Unknown,
    /// The end of the expression.
    End,
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    pub token: Token,
    pub span: Range<usize>,
}

/// All tokens of an expression, up to the first that is none; the last one is the end.
pub(super) fn tokens(source: &str, grammar: Grammar) -> Vec<Lexeme> {
    let mut all = Vec::new();
    let mut at = 0;
    loop {
        let rest = source.get(at..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        at += blank;
        let rest = rest.get(blank..).unwrap_or_default();
        let (token, length) = next_token(rest, grammar);
        all.push(Lexeme {
            token,
            span: at..at + length,
        });
        at += length;
        if token == Token::End {
            return all;
        }
    }
}

fn next_token(rest: &str, grammar: Grammar) -> (Token, usize) {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else {
        return (Token::End, 0);
    };
    let second = chars.next();
    let two = |token| (token, 2);
    let one = |token| (token, 1);
    match (first, second) {
        ('=', Some('>')) if grammar == Grammar::FunctionValues => two(Token::Arrow),
        ('!', Some('=')) => two(Token::Operator(Operator::NotEqual)),
        ('<', Some('=')) => two(Token::Operator(Operator::AtMost)),
        ('>', Some('=')) => two(Token::Operator(Operator::AtLeast)),
        ('<', _) => one(Token::Operator(Operator::Less)),
        ('>', _) => one(Token::Operator(Operator::Greater)),
        ('=', _) => one(Token::Operator(Operator::Equal)),
        ('+', _) => one(Token::Operator(Operator::Add)),
        ('-', _) => one(Token::Operator(Operator::Subtract)),
        ('*', _) => one(Token::Operator(Operator::Multiply)),
        ('/', _) => one(Token::Operator(Operator::Divide)),
        ('^', _) => one(Token::Operator(Operator::Power)),
        ('&', _) => one(Token::Operator(Operator::Concatenate)),
        (',', _) => one(Token::Comma),
        ('(', _) => one(Token::Open),
        (')', _) => one(Token::Close),
        ('[', _) => one(Token::OpenIndex),
        (']', _) => one(Token::CloseIndex),
        ('.', _) => one(Token::Dot),
        ('"', _) => text(rest),
        ('0'..='9', _) => number(rest),
        (c, _) if is_letter(c) || c == '_' && grammar == Grammar::FunctionValues => name(rest),
        (c, _) => (Token::Unknown, c.len_utf8()),
    }
}

/// A text runs to the last quote it can reach: past a quote only if a backslash stands before that.
fn text(rest: &str) -> (Token, usize) {
    let mut end = None;
    let mut previous = 0u8;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        if byte == b'"' {
            end = Some(at + 1);
            if previous != b'\\' {
                break;
            }
        }
        previous = byte;
    }
    end.map_or((Token::Unknown, 1), |end| (Token::Text, end))
}

fn number(rest: &str) -> (Token, usize) {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(rest);
    let fraction = rest
        .get(whole..)
        .and_then(|rest| rest.strip_prefix('.'))
        .map_or(0, digits);
    if fraction > 0 {
        (Token::Decimal, whole + 1 + fraction)
    } else {
        (Token::Integer, whole)
    }
}

fn name(rest: &str) -> (Token, usize) {
    let length = rest
        .find(|c| !(is_letter(c) || is_digit(c) || c == '_'))
        .unwrap_or(rest.len());
    let word = rest.get(..length).unwrap_or_default();
    let token = if word.eq_ignore_ascii_case("true") {
        Token::True
    } else if word.eq_ignore_ascii_case("false") {
        Token::False
    } else if word.eq_ignore_ascii_case("null") {
        Token::Null
    } else {
        Token::Name
    };
    (token, length)
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "spans of what was scanned")]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        tokens(source, Grammar::FunctionValues)
            .into_iter()
            .map(|lexeme| &source[lexeme.span])
            .collect()
    }

    #[test]
    fn the_longest_token_counts() {
        assert_eq!(
            words("a<=b=>1.5.x"),
            ["a", "<=", "b", "=>", "1.5", ".", "x", ""]
        );
        assert_eq!(words("5.x"), ["5", ".", "x", ""]);
        assert_eq!(words(r#""a\"b" & "c""#), [r#""a\"b""#, "&", r#""c""#, ""]);
        assert_eq!(words(r#""a\""#), [r#""a\""#, ""]);
    }
}
