//! The parser: from the text of one expression to its tree.

mod grammar;
mod lexer;
mod literal;
mod names;

use std::ops::Range;

use super::dialect::Dialect;
use super::tree::{Kind, Node, NodeId, Program};

/// Why an expression cannot be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Bytes of the expression.
    pub span: Range<usize>,
    /// What stands there.
    pub problem: SyntaxProblem,
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// Something that cannot stand here; the excerpt begins with it.
    Unexpected(String),
    /// More brackets within each other than are allowed.
    TooDeep,
}

impl SyntaxError {
    /// As an expression's error value shows it.
    pub fn text(&self) -> String {
        match &self.problem {
            SyntaxProblem::Unexpected(excerpt) => format!("syntax error at {excerpt}"),
            SyntaxProblem::TooDeep => "expression nesting too deep".into(),
        }
    }
}

/// Parses an expression: what stands between `@(` and `)`.
pub fn expression(source: &str, dialect: &'static Dialect) -> Result<Program, SyntaxError> {
    if let Some(most) = dialect.nesting.brackets {
        check_brackets(source, most)?;
    }
    grammar::parse(source, dialect)
}

/// The program of a path that is looked up key by key (generation 12's `@name.path`).
pub fn root_path(path: &str) -> Program {
    Program {
        nodes: vec![Node {
            kind: Kind::RootPath(path.into()),
            span: 0..path.len(),
        }],
        root: NodeId(0),
    }
}

/// Refuses too many open brackets, counted without regard to quotes.
fn check_brackets(source: &str, most: usize) -> Result<(), SyntaxError> {
    let mut open = 0usize;
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > most {
            return Err(SyntaxError {
                span: at..at + 1,
                problem: SyntaxProblem::TooDeep,
            });
        }
    }
    Ok(())
}
