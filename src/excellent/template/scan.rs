//! Cuts a template into text, identifiers and expressions.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use crate::excellent::case;

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text, with `@@` already made `@`.
    Body(String),
    /// `@name.path`, by its extent.
    Identifier(Range<usize>),
    /// `@( … )`, by its extent.
    Expression(Range<usize>),
    /// `@(` without the parenthesis that would close it, by its extent: text.
    Unclosed(Range<usize>),
}

/// Cuts a template. `allowed` says which top-level names make an identifier; the others are text.
pub(super) fn scan(source: &str, allowed: &dyn Fn(&str) -> bool) -> Vec<Piece> {
    let mut scanner = Scanner {
        source,
        chars: source.char_indices().peekable(),
        allowed,
    };
    std::iter::from_fn(|| scanner.piece()).collect()
}

struct Scanner<'a> {
    source: &'a str,
    chars: Peekable<CharIndices<'a>>,
    allowed: &'a dyn Fn(&str) -> bool,
}

/// U+0000 ends whatever is being read, and vanishes.
const END: char = '\0';

impl Scanner<'_> {
    fn piece(&mut self) -> Option<Piece> {
        let (start, first) = self.next()?;
        if first == '@' {
            match self.peek() {
                Some('(') => {
                    self.next();
                    return Some(self.expression(start));
                }
                Some(c) if is_name_char(c) => return Some(self.identifier(start)),
                _ => {}
            }
        }
        Some(self.body(first))
    }

    fn next(&mut self) -> Option<(usize, char)> {
        self.chars.next().filter(|(_, c)| *c != END)
    }

    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|(_, c)| *c).filter(|c| *c != END)
    }

    fn position(&mut self) -> usize {
        self.chars.peek().map_or(self.source.len(), |(at, _)| *at)
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.source.get(range).unwrap_or_default()
    }

    /// Text up to the next identifier or expression.
    fn body(&mut self, first: char) -> Piece {
        let mut text = String::new();
        let mut current = Some(first);
        while let Some(c) = current {
            text.push(c);
            if c == '@' {
                match self.next() {
                    Some((_, '@')) => {}
                    Some((_, literal)) => text.push(literal),
                    None => break,
                }
            }
            if self.peek() == Some('@') && self.starts_token() {
                break;
            }
            current = self.next().map(|(_, c)| c);
        }
        Piece::Body(text)
    }

    /// Whether the `@` that comes next starts an identifier or expression.
    fn starts_token(&self) -> bool {
        let mut ahead = self.chars.clone();
        ahead.next();
        ahead
            .next()
            .is_some_and(|(_, c)| c == '(' || is_name_char(c))
    }

    fn identifier(&mut self, start: usize) -> Piece {
        let end = loop {
            let at = self.position();
            match self.peek() {
                Some(c) if is_name_char(c) => {}
                Some('.') => {
                    let mut ahead = self.chars.clone();
                    ahead.next();
                    if !ahead.next().is_some_and(|(_, c)| is_name_char(c)) {
                        break at;
                    }
                }
                Some(_) => break at,
                None => {
                    self.chars.next();
                    break at;
                }
            }
            self.chars.next();
        };
        let path = self.slice(start + 1..end);
        let top = path.split('.').next().unwrap_or_default();
        if (self.allowed)(&case::to_lower(top)) {
            Piece::Identifier(start..end)
        } else {
            Piece::Body(self.slice(start..end).into())
        }
    }

    /// What follows `@(`, up to the parenthesis that closes it. Without one it is all text.
    fn expression(&mut self, start: usize) -> Piece {
        let mut depth = 1usize;
        let (mut quoted, mut previous) = (false, ' ');
        loop {
            let at = self.position();
            let Some((_, c)) = self.next() else {
                return Piece::Unclosed(start..at);
            };
            match c {
                '"' if !quoted => quoted = true,
                '"' if previous != '\\' => quoted = false,
                '(' if !quoted => depth += 1,
                ')' if !quoted => {
                    depth -= 1;
                    if depth == 0 {
                        return Piece::Expression(start..at + 1);
                    }
                }
                _ => {}
            }
            previous = c;
        }
    }
}

/// Letters and numbers of any script, and `_`.
fn is_name_char(c: char) -> bool {
    use unicode_general_category::{GeneralCategory as G, get_general_category};
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    matches!(
        get_general_category(c),
        G::UppercaseLetter
            | G::LowercaseLetter
            | G::TitlecaseLetter
            | G::ModifierLetter
            | G::OtherLetter
            | G::DecimalNumber
            | G::LetterNumber
            | G::OtherNumber
    )
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "spans of what was scanned")]
mod tests {
    use super::*;

    /// Pieces as text, identifiers and expressions in brackets.
    fn pieces(source: &str) -> String {
        scan(source, &|name| matches!(name, "city" | "ñandú"))
            .into_iter()
            .map(|piece| match piece {
                Piece::Body(text) => text,
                Piece::Identifier(span) => format!("[{}]", &source[span]),
                Piece::Expression(span) => format!("<{}>", &source[span]),
                Piece::Unclosed(span) => source[span].into(),
            })
            .collect()
    }

    #[test]
    fn identifiers_and_text() {
        for (source, expected) in [
            ("Hi @city!", "Hi [@city]!"),
            ("@city.", "[@city]."),
            ("@city... and @city.@city", "[@city]... and [@city].[@city]"),
            (
                "ana@quito.example @nobody.x.",
                "ana@quito.example @nobody.x.",
            ),
            ("@@city costs 5@ @ 6 @- @", "@city costs 5@ @ 6 @- @"),
            ("@@@city @@@@city", "@[@city] @@city"),
            ("@@(1+1) @@@(1+1)", "@(1+1) @<@(1+1)>"),
            (
                "@city_hall @city-hall @CITY @ñandú",
                "@city_hall [@city]-hall [@CITY] [@ñandú]",
            ),
        ] {
            assert_eq!(pieces(source), expected, "{source}");
        }
    }

    #[test]
    fn expressions_end_at_their_parenthesis() {
        for (source, expected) in [
            ("@(1+2) @(3", "<@(1+2)> @(3"),
            ("@(1+2)) @((1)", "<@(1+2)>) @((1)"),
            ("a @(\"x @@ ) y\") b", "a <@(\"x @@ ) y\")> b"),
            ("@(\"a\\\\\") tail", "@(\"a\\\\\") tail"),
            ("@(\"unclosed) @@ @city", "@(\"unclosed) @@ @city"),
        ] {
            assert_eq!(pieces(source), expected, "{source}");
        }
    }

    #[test]
    fn nul_ends_a_token_and_as_a_first_character_everything() {
        assert_eq!(pieces("a\0b @city\0\0lost"), "ab [@city]");
    }
}
