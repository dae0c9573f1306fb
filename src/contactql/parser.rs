//! From tokens to a tree of raw conditions.
//!
//! From loose to tight: OR, mere juxtaposition (which means AND), AND. All group to the left.

use super::dialect::Dialect;
use super::error::QueryError;
use super::scanner::{Token, TokenKind, scan};
use super::strings;
use super::tree::{Connective, Operator, Tree};

/// A condition as it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum RawCondition {
    /// A key in lower case, an operator and a value.
    Explicit(String, Operator, String),
    /// A value alone.
    Implicit(String),
}

/// Parses a query.
pub fn parse(text: &str, dialect: &Dialect) -> Result<Tree<RawCondition>, QueryError> {
    let mut parser = Parser {
        tokens: scan(text, dialect),
        position: 0,
        depth: 0,
        dialect,
    };
    if is_nested_beyond(&parser.tokens, dialect.max_nesting) {
        return Err(QueryError::TooComplex);
    }
    let tree = parser.parse_or()?;
    match parser.peek().kind {
        TokenKind::End => Ok(tree),
        _ => Err(parser.complain(&Expected::End)),
    }
}

fn is_nested_beyond(tokens: &[Token<'_>], most: usize) -> bool {
    let mut depth = 0usize;
    tokens.iter().any(|token| {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > most
    })
}

struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    position: usize,
    depth: usize,
    dialect: &'a Dialect,
}

/// What may stand at a place.
enum Expected {
    Unit,
    Literal,
    Close,
    End,
}

const END: Token<'static> = Token {
    kind: TokenKind::End,
    text: "",
};

impl<'a> Parser<'a> {
    fn peek(&self) -> Token<'a> {
        self.ahead(0)
    }

    fn ahead(&self, count: usize) -> Token<'a> {
        self.tokens
            .get(self.position + count)
            .copied()
            .unwrap_or(END)
    }

    fn take(&mut self) -> Token<'a> {
        let token = self.peek();
        self.position += 1;
        token
    }

    fn parse_or(&mut self) -> Result<Tree<RawCondition>, QueryError> {
        let mut parts = vec![self.parse_juxtaposed()?];
        while self.peek().kind == TokenKind::Or {
            self.take();
            parts.push(self.parse_juxtaposed()?);
        }
        Ok(combine(Connective::Or, parts))
    }

    fn parse_juxtaposed(&mut self) -> Result<Tree<RawCondition>, QueryError> {
        let mut parts = vec![self.parse_and()?];
        while self.accepts(&Expected::Unit, self.peek().kind) {
            parts.push(self.parse_and()?);
        }
        Ok(combine(Connective::And, parts))
    }

    fn parse_and(&mut self) -> Result<Tree<RawCondition>, QueryError> {
        let mut parts = vec![self.parse_unit()?];
        while self.peek().kind == TokenKind::And {
            self.take();
            parts.push(self.parse_unit()?);
        }
        Ok(combine(Connective::And, parts))
    }

    fn parse_unit(&mut self) -> Result<Tree<RawCondition>, QueryError> {
        let token = self.peek();
        if !self.accepts(&Expected::Unit, token.kind) {
            return Err(self.complain(&Expected::Unit));
        }
        self.take();
        if token.kind == TokenKind::Open {
            return self.parse_bracketed();
        }
        let key_kind = if self.dialect.has_prefixes {
            TokenKind::Property
        } else {
            TokenKind::Text
        };
        if token.kind == key_kind
            && let TokenKind::Operator(operator) = self.peek().kind
        {
            self.take();
            let value = self.parse_literal()?;
            let key = token.text.to_lowercase();
            return Ok(Tree::Condition(RawCondition::Explicit(
                key, operator, value,
            )));
        }
        Ok(Tree::Condition(RawCondition::Implicit(self.literal(token))))
    }

    fn parse_bracketed(&mut self) -> Result<Tree<RawCondition>, QueryError> {
        self.depth += 1;
        if self.depth > self.dialect.max_nesting {
            return Err(QueryError::TooComplex);
        }
        let inner = self.parse_or()?;
        if self.peek().kind != TokenKind::Close {
            return Err(self.complain(&Expected::Close));
        }
        self.take();
        self.depth -= 1;
        Ok(inner)
    }

    fn parse_literal(&mut self) -> Result<String, QueryError> {
        if !self.accepts(&Expected::Literal, self.peek().kind) {
            return Err(self.complain(&Expected::Literal));
        }
        let token = self.take();
        Ok(self.literal(token))
    }

    fn literal(&self, token: Token<'_>) -> String {
        match token.kind {
            TokenKind::String => strings::content(token.text, self.dialect.strings),
            _ => token.text.to_owned(),
        }
    }

    fn accepts(&self, expected: &Expected, kind: TokenKind) -> bool {
        match expected {
            Expected::Unit if self.dialect.has_prefixes => matches!(
                kind,
                TokenKind::Open | TokenKind::String | TokenKind::Property | TokenKind::Text
            ),
            Expected::Unit => matches!(kind, TokenKind::Open | TokenKind::Text),
            Expected::Literal => matches!(
                kind,
                TokenKind::String | TokenKind::Property | TokenKind::Text
            ),
            Expected::Close => kind == TokenKind::Close,
            Expected::End => kind == TokenKind::End,
        }
    }

    fn describe(&self, expected: &Expected) -> &'static str {
        match (expected, self.dialect.has_prefixes) {
            (Expected::Unit, true) => "{'(', STRING, PROPERTY, TEXT}",
            (Expected::Unit, false) => "{'(', TEXT}",
            (Expected::Literal, true) => "{STRING, PROPERTY, TEXT}",
            (Expected::Literal, false) => "{TEXT, STRING}",
            (Expected::Close, _) => "')'",
            (Expected::End, _) => "<EOF>",
        }
    }

    /// The error at the next token. The words tell what would mend it: leaving the token out, putting one before it, or
    /// neither.
    fn complain(&self, expected: &Expected) -> QueryError {
        let token = self.peek();
        let found = if token.kind == TokenKind::End {
            "<EOF>"
        } else {
            token.text
        };
        let wanted = self.describe(expected);
        let text = if token.kind != TokenKind::End && self.accepts(expected, self.ahead(1).kind) {
            format!("extraneous input '{found}' expecting {wanted}")
        } else if matches!(expected, Expected::Close) && token.kind == TokenKind::End {
            format!("missing {wanted} at '{found}'")
        } else {
            format!("mismatched input '{found}' expecting {wanted}")
        };
        QueryError::Syntax(text)
    }
}

fn combine(connective: Connective, mut parts: Vec<Tree<RawCondition>>) -> Tree<RawCondition> {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            Tree::Combination(connective, parts)
        }
    }
}
