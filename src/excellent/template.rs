//! Templates: texts with `@name.path` and `@( … )` in them, parsed once and evaluated as often as needed.

mod escape;
mod evaluate;
mod scan;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use escape::Escaping;
pub use evaluate::{Evaluated, EvaluatedValue, Note, TemplateError};

use super::dialect::{Dialect, Lookups};
use super::parse::{self, SyntaxError};
use super::tree::Program;
use super::value::{Text, Value};
use scan::{Piece, scan};

/// A parsed template, cheap to clone.
#[derive(Clone)]
pub struct Template(Arc<Parsed>);

struct Parsed {
    dialect: &'static Dialect,
    source: Text,
    parts: Vec<Part>,
    /// The parts of the source without white space at its ends, if it has any: what is evaluated to a value.
    trimmed: Option<Vec<Part>>,
}

/// A piece of a template.
#[derive(Debug)]
pub enum Part {
    /// Text that is copied.
    Body(Text),
    /// Text that is copied, from an `@(` on that is never closed.
    Unclosed {
        /// Where the `@` stands in the template, in bytes.
        start: usize,
        /// All of it.
        text: Text,
    },
    /// An identifier or expression.
    Expression(Expression),
}

/// An identifier or expression of a template.
#[derive(Debug)]
pub struct Expression {
    /// As written, with the `@`.
    pub source: Text,
    /// Where it stands in the template, in bytes.
    pub span: Range<usize>,
    /// Where the expression proper begins within `source`: after `@` or `@(`.
    pub offset: usize,
    /// What it compiles to.
    pub program: Result<Arc<Program>, SyntaxError>,
}

/// Something wrong with a template that is known without evaluating it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the template.
    pub span: Range<usize>,
    /// What is wrong, as a user reads it.
    pub text: String,
}

impl Template {
    /// Parses a template in which the top-level names of a run may stand.
    pub fn parse(source: &str, dialect: &'static Dialect) -> Self {
        Self::parse_with(source, dialect, &|name| dialect.roots.contains(&name))
    }

    /// Parses a template; `allowed` says which top-level names, in lower case, `@name` may stand for.
    pub fn parse_with(
        source: &str,
        dialect: &'static Dialect,
        allowed: &dyn Fn(&str) -> bool,
    ) -> Self {
        let trimmed = source.trim();
        Self(Arc::new(Parsed {
            dialect,
            source: source.into(),
            parts: parse_parts(source, dialect, allowed),
            trimmed: (trimmed.len() != source.len())
                .then(|| parse_parts(trimmed, dialect, allowed)),
        }))
    }

    /// The template as written.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// The whole text, shared.
    pub fn shared_source(&self) -> Text {
        self.0.source.clone()
    }

    /// The dialect it is written in.
    pub fn dialect(&self) -> &'static Dialect {
        self.0.dialect
    }

    /// Its pieces, in order.
    pub fn parts(&self) -> &[Part] {
        &self.0.parts
    }

    /// Its identifiers and expressions, in order.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        self.parts().iter().filter_map(|part| match part {
            Part::Expression(expression) => Some(expression),
            Part::Body(_) | Part::Unclosed { .. } => None,
        })
    }

    /// Whether it is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.0.source.is_empty()
    }

    /// Whether evaluating it can only give its own text.
    pub fn is_plain(&self) -> bool {
        self.expressions().next().is_none()
    }

    /// Whether it is one identifier or expression, white space around it aside: then its value keeps its type.
    pub fn is_single_expression(&self) -> bool {
        matches!(self.value_parts(), [Part::Expression(_)])
    }

    /// Every syntax error and unclosed expression, where it stands.
    pub fn problems(&self) -> Vec<Problem> {
        self.parts()
            .iter()
            .filter_map(|part| match part {
                Part::Body(_) => None,
                Part::Unclosed { start, .. } => Some(Problem {
                    span: *start..start + 2,
                    text: "`@(` is never closed, so it stays as it is".into(),
                }),
                Part::Expression(expression) => {
                    let error = expression.program.as_ref().err()?;
                    let start = expression.span.start + expression.offset;
                    Some(Problem {
                        span: start + error.span.start..start + error.span.end,
                        text: error.text(),
                    })
                }
            })
            .collect()
    }

    /// The value of a template without expressions.
    pub fn plain_value(&self) -> Option<Value> {
        match self.value_parts() {
            [] => Some(Value::EMPTY_TEXT),
            [Part::Body(text)] => Some(Value::Text(text.clone())),
            _ => None,
        }
    }

    /// The parts of which a value is made.
    fn value_parts(&self) -> &[Part] {
        self.0.trimmed.as_deref().unwrap_or(&self.0.parts)
    }
}

fn parse_parts(
    source: &str,
    dialect: &'static Dialect,
    allowed: &dyn Fn(&str) -> bool,
) -> Vec<Part> {
    scan(source, allowed)
        .into_iter()
        .map(|piece| match piece {
            Piece::Body(text) => Part::Body(text.into()),
            Piece::Unclosed(span) => Part::Unclosed {
                start: span.start,
                text: source.get(span).unwrap_or_default().into(),
            },
            Piece::Identifier(span) => expression(source, span, 1, |inner| match dialect.lookups {
                Lookups::Paths => Ok(parse::root_path(inner)),
                Lookups::SingleKeys => parse::expression(inner, dialect),
            }),
            Piece::Expression(span) => expression(source, span, 2, |inner| {
                parse::expression(inner.strip_suffix(')').unwrap_or(inner), dialect)
            }),
        })
        .collect()
}

fn expression(
    source: &str,
    span: Range<usize>,
    offset: usize,
    compile: impl FnOnce(&str) -> Result<Program, SyntaxError>,
) -> Part {
    let written = source.get(span.clone()).unwrap_or_default();
    let inner = written.get(offset..).unwrap_or_default();
    Part::Expression(Expression {
        source: written.into(),
        span,
        offset,
        program: compile(inner).map(Arc::new),
    })
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Template({:?})", self.source())
    }
}

impl PartialEq for Template {
    /// By source and dialect.
    fn eq(&self, other: &Self) -> bool {
        self.source() == other.source() && std::ptr::eq(self.dialect(), other.dialect())
    }
}

impl Eq for Template {}
