//! The grammar, by precedence climbing. Nodes are appended to one list, children first.

use std::ops::Range;

use super::lexer::{Lexeme, Token, tokens};
use super::{SyntaxError, SyntaxProblem, literal};
use crate::excellent::case;
use crate::excellent::dialect::{Dialect, Grammar};
use crate::excellent::number::Number;
use crate::excellent::tree::{Kind, Name, Node, NodeId, NodeList, Operator, Program};
use crate::excellent::value::{Text, Value};

/// Bytes of the source that an error shows.
const EXCERPT: usize = 10;

pub(super) fn parse(source: &str, dialect: &'static Dialect) -> Result<Program, SyntaxError> {
    let mut parser = Parser {
        source,
        dialect,
        tokens: tokens(source, dialect.grammar),
        at: 0,
        nodes: Vec::new(),
        scopes: Vec::new(),
        depth: 0,
    };
    let root = parser.expression(0)?;
    if parser.token() != Token::End {
        return Err(parser.unexpected());
    }
    Ok(Program {
        nodes: parser.nodes,
        root,
    })
}

struct Parser<'s> {
    source: &'s str,
    dialect: &'static Dialect,
    tokens: Vec<Lexeme>,
    at: usize,
    nodes: Vec<Node>,
    /// Parameters of the lambdas around, outermost first, in lower case.
    scopes: Vec<Vec<Text>>,
    depth: usize,
}

type Parsed = Result<NodeId, SyntaxError>;

impl<'s> Parser<'s> {
    fn token(&self) -> Token {
        self.token_ahead(0)
    }

    fn token_ahead(&self, by: usize) -> Token {
        self.tokens
            .get(self.at + by)
            .map_or(Token::End, |lexeme| lexeme.token)
    }

    fn span(&self) -> Range<usize> {
        self.tokens
            .get(self.at)
            .map_or(self.source.len()..self.source.len(), |lexeme| {
                lexeme.span.clone()
            })
    }

    /// Where the last token ended.
    fn end(&self) -> usize {
        self.at
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .map_or(0, |lexeme| lexeme.span.end)
    }

    fn word(&self) -> &'s str {
        self.source.get(self.span()).unwrap_or_default()
    }

    fn expect(&mut self, token: Token) -> Result<(), SyntaxError> {
        if self.token() == token {
            self.at += 1;
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    fn add(&mut self, kind: Kind, start: usize) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            kind,
            span: start..self.end(),
        });
        id
    }

    fn start_of(&self, id: NodeId) -> usize {
        self.nodes
            .get(id.0 as usize)
            .map_or(0, |node| node.span.start)
    }

    /// The error at the current token. The excerpt begins at the *byte* whose number is the token's column in characters.
    fn unexpected(&self) -> SyntaxError {
        let span = self.span();
        let excerpt = if self.token() == Token::End {
            String::new()
        } else {
            let before = self.source.get(..span.start).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let column = before.get(line_start..).unwrap_or_default().chars().count();
            let line = self.source.get(line_start..).unwrap_or_default();
            let line = line.split('\n').next().unwrap_or_default().as_bytes();
            let end = line.len().min(column + EXCERPT);
            literal::text_of(line.get(column..end).unwrap_or_default())
        };
        SyntaxError {
            span,
            problem: SyntaxProblem::Unexpected(excerpt),
        }
    }

    /// An expression of operators that bind at least so tightly.
    fn expression(&mut self, least: u8) -> Parsed {
        if self.depth >= self.dialect.nesting.depth {
            return Err(SyntaxError {
                span: self.span(),
                problem: SyntaxProblem::TooDeep,
            });
        }
        self.depth += 1;
        let mut left = self.operand()?;
        while let Token::Operator(operator) = self.token() {
            if operator.binding() < least {
                break;
            }
            self.at += 1;
            let right = self.expression(operator.binding() + 1)?;
            let start = self.start_of(left);
            left = self.add(Kind::Binary(operator, left, right), start);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn operand(&mut self) -> Parsed {
        let start = self.span().start;
        let mut minuses = 0;
        while self.token() == Token::Operator(Operator::Subtract) {
            self.at += 1;
            minuses += 1;
        }
        let operand = match self.dialect.grammar {
            Grammar::NamedCalls => self.named_primary(),
            Grammar::FunctionValues => self.primary(),
        }?;
        Ok(match minuses {
            0 => operand,
            _ => self.add(Kind::Negate(operand, minuses), start),
        })
    }

    /// A literal, if one stands here.
    fn literal(&mut self) -> Option<NodeId> {
        let start = self.span().start;
        let word = self.word();
        let value = match self.token() {
            Token::Text => {
                let inside = word
                    .get(1..word.len().saturating_sub(1))
                    .unwrap_or_default();
                Value::from(literal::decode(inside))
            }
            Token::Integer | Token::Decimal => Number::parse_literal(word)
                .filter(|number| self.dialect.in_range(number))
                .map_or_else(
                    || Value::error(format!("number {word} is out of range")),
                    Value::Number,
                ),
            Token::True => Value::Boolean(true),
            Token::False => Value::Boolean(false),
            Token::Null => Value::Null,
            _ => return None,
        };
        self.at += 1;
        Some(self.add(Kind::Literal(value), start))
    }

    // Generation 14

    fn primary(&mut self) -> Parsed {
        if let Some(literal) = self.literal() {
            return Ok(literal);
        }
        let start = self.span().start;
        let mut atom = match self.token() {
            Token::Name => self.name(),
            Token::Open if self.starts_lambda() => return self.lambda(),
            Token::Open => {
                self.at += 1;
                let inner = self.expression(0)?;
                self.expect(Token::Close)?;
                self.add(Kind::Parentheses(inner), start)
            }
            _ => return Err(self.unexpected()),
        };
        loop {
            atom = match self.token() {
                Token::Open => {
                    let arguments = self.arguments()?;
                    self.add(Kind::Call(atom, arguments), start)
                }
                Token::Dot => {
                    self.at += 1;
                    if !matches!(self.token(), Token::Name | Token::Integer) {
                        return Err(self.unexpected());
                    }
                    let name = self.take_name();
                    self.add(Kind::Property(atom, name), start)
                }
                Token::OpenIndex => {
                    let index = self.index()?;
                    self.add(Kind::Index(atom, index), start)
                }
                _ => return Ok(atom),
            };
        }
    }

    /// Whether `(a) =>` or `(a,` stands here.
    fn starts_lambda(&self) -> bool {
        self.token_ahead(1) == Token::Name
            && match self.token_ahead(2) {
                Token::Comma => true,
                Token::Close => self.token_ahead(3) == Token::Arrow,
                _ => false,
            }
    }

    fn lambda(&mut self) -> Parsed {
        let start = self.span().start;
        self.at += 1;
        let mut parameters: Vec<Text> = Vec::new();
        loop {
            if self.token() != Token::Name {
                return Err(self.unexpected());
            }
            parameters.push(self.word().into());
            self.at += 1;
            if self.token() != Token::Comma {
                break;
            }
            self.at += 1;
        }
        self.expect(Token::Close)?;
        self.expect(Token::Arrow)?;
        self.scopes.push(
            parameters
                .iter()
                .map(|name| case::to_lower(name).into())
                .collect(),
        );
        let body = self.expression(0)?;
        self.scopes.pop();
        Ok(self.add(Kind::Lambda(parameters, body), start))
    }

    fn name(&mut self) -> NodeId {
        let start = self.span().start;
        let name = self.take_name();
        let found = self
            .scopes
            .iter()
            .rev()
            .enumerate()
            .find_map(|(up, names)| {
                let slot = names.iter().rposition(|known| *known == name.lowered)?;
                Some((up, slot))
            });
        let kind = match found {
            Some((up, slot)) => Kind::Parameter {
                up,
                slot,
                written: name.written,
            },
            None => Kind::Name(name),
        };
        self.add(kind, start)
    }

    fn take_name(&mut self) -> Name {
        let written = self.word();
        let lowered: Text = case::to_lower(written).into();
        self.at += 1;
        Name {
            written: written.into(),
            function: self.dialect.function(&lowered),
            lowered,
        }
    }

    // Generation 12

    fn named_primary(&mut self) -> Parsed {
        let start = self.span().start;
        if self.token() == Token::Open {
            self.at += 1;
            let inner = self.expression(0)?;
            self.expect(Token::Close)?;
            return Ok(self.add(Kind::Parentheses(inner), start));
        }
        let mut atom = self.head()?;
        loop {
            atom = match self.token() {
                Token::Dot => {
                    self.at += 1;
                    let path = self.path_step()?;
                    self.add(Kind::Path(atom, path), start)
                }
                Token::OpenIndex => {
                    let index = self.index()?;
                    self.add(Kind::Index(atom, index), start)
                }
                _ => return Ok(atom),
            };
        }
    }

    fn head(&mut self) -> Parsed {
        if let Some(literal) = self.literal() {
            return Ok(literal);
        }
        let start = self.span().start;
        if self.token() != Token::Name {
            return Err(self.unexpected());
        }
        let name = self.take_name();
        if self.token() != Token::Open {
            return Ok(self.add(Kind::Name(name), start));
        }
        let arguments = self.arguments()?;
        Ok(self.add(Kind::NamedCall(name, arguments), start))
    }

    /// What stands right of a `.`: its tokens as written, without the white space between them.
    fn path_step(&mut self) -> Result<Text, SyntaxError> {
        let from = self.at;
        self.head()?;
        let words = self.tokens.get(from..self.at).unwrap_or_default();
        Ok(words
            .iter()
            .filter_map(|lexeme| self.source.get(lexeme.span.clone()))
            .collect())
    }

    // Both

    fn arguments(&mut self) -> Result<NodeList, SyntaxError> {
        self.expect(Token::Open)?;
        let mut arguments = NodeList::new();
        if self.token() != Token::Close {
            loop {
                arguments.push(self.expression(0)?);
                if self.token() != Token::Comma {
                    break;
                }
                self.at += 1;
            }
        }
        self.expect(Token::Close)?;
        Ok(arguments)
    }

    fn index(&mut self) -> Parsed {
        self.expect(Token::OpenIndex)?;
        let index = self.expression(0)?;
        self.expect(Token::CloseIndex)?;
        Ok(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::excellent::dialect::{GENERATION_12, GENERATION_14};

    fn canonical(source: &str) -> String {
        match parse(source, &GENERATION_14) {
            Ok(program) => program.canonical(program.root()),
            Err(error) => error.text(),
        }
    }

    fn error_12(source: &str) -> Option<String> {
        parse(source, &GENERATION_12)
            .err()
            .map(|error| error.text())
    }

    #[test]
    fn canonical_text() {
        for (source, expected) in [
            ("UPPER( \"a\\\"b\" )(2.50)", "upper(\"a\\\"b\")(2.5)"),
            ("Shop.Name[ 1+2 ]", "shop.Name[1 + 2]"),
            ("(X,y)=>x&Y", "(X, y) => x & y"),
            ("--(1)", "--(1)"),
        ] {
            assert_eq!(canonical(source), expected);
        }
    }

    #[test]
    fn syntax_errors_show_where() {
        for (source, expected) in [
            ("1 +", "syntax error at "),
            ("(1 + )", "syntax error at )"),
            ("1 == 1", "syntax error at = 1"),
            ("(city, amount)", "syntax error at "),
            ("ñandú ñandú", "syntax error at \u{fffd} ñandú"),
            ("() => 1", "syntax error at ) => 1"),
            ("\"abc\".x", "syntax error at .x"),
            ("tags.0.5", "syntax error at 0.5"),
        ] {
            assert_eq!(canonical(source), expected);
        }
        assert_eq!(
            error_12("(tags)[0]").as_deref(),
            Some("syntax error at [0]")
        );
        assert_eq!(error_12("(x) => x").as_deref(), Some("syntax error at > x"));
        assert_eq!(error_12("5.").as_deref(), Some("syntax error at "));
    }

    #[test]
    fn deep_nesting_is_refused() {
        let deep = "(".repeat(100_000);
        assert_eq!(
            error_12(&deep).as_deref(),
            Some("expression nesting too deep")
        );
        assert_eq!(
            canonical(&"(x) => ".repeat(10_000)),
            "expression nesting too deep"
        );
        assert_eq!(
            canonical(&format!("{}1", "-".repeat(100_000))).len(),
            100_001
        );
        assert!(parse(&format!("1{}", "+1".repeat(100_000)), &GENERATION_14).is_ok());
    }
}
