//! The canonical text of an expression: names in lower case, single spaces round operators, texts quoted anew.

use std::fmt::Write;

use crate::excellent::bounded::Bounded;
use crate::excellent::case;
use crate::excellent::quote::GoQuoted;
use crate::excellent::tree::{Kind, NodeId, Program};
use crate::excellent::value::Value;

/// What is still to be written.
enum Piece<'a> {
    Node(NodeId),
    Text(&'a str),
}

impl Program {
    /// The canonical text of a part.
    pub fn canonical(&self, id: NodeId) -> String {
        self.canonical_with(id, &|_| None)
    }

    /// The canonical text of a part, in which nodes that `replace` gives a text for are written as that text.
    pub fn canonical_with(&self, id: NodeId, replace: &dyn Fn(&Kind) -> Option<String>) -> String {
        let mut out = Bounded::default();
        let mut pieces = vec![Piece::Node(id)];
        while let Some(piece) = pieces.pop() {
            let written = match piece {
                Piece::Text(text) => out.write_str(text),
                Piece::Node(id) => match self.kind(id).ok().and_then(replace) {
                    Some(replacement) => out.write_str(&replacement),
                    None => self.write_node(&mut out, id, &mut pieces),
                },
            };
            if written.is_err() {
                break;
            }
        }
        out.0
    }

    /// Writes what comes first of a node, and puts the rest on the pile, last piece first.
    fn write_node<'a>(
        &'a self,
        out: &mut Bounded,
        id: NodeId,
        pieces: &mut Vec<Piece<'a>>,
    ) -> std::fmt::Result {
        let Ok(kind) = self.kind(id) else {
            return Ok(());
        };
        match kind {
            Kind::Literal(value) => write_literal(out, value),
            Kind::Name(name) => out.write_str(&name.lowered),
            Kind::Parameter { written, .. } => out.write_str(&case::to_lower(written)),
            Kind::RootPath(path) => out.write_str(path),
            Kind::Parentheses(inner) => {
                pieces.extend([Piece::Text(")"), Piece::Node(*inner), Piece::Text("(")]);
                Ok(())
            }
            Kind::Negate(inner, times) => {
                pieces.push(Piece::Node(*inner));
                pieces.extend((0..*times).map(|_| Piece::Text("-")));
                Ok(())
            }
            Kind::Binary(operator, left, right) => {
                pieces.extend([
                    Piece::Node(*right),
                    Piece::Text(" "),
                    Piece::Text(operator.symbol()),
                    Piece::Text(" "),
                    Piece::Node(*left),
                ]);
                Ok(())
            }
            Kind::Property(of, name) => {
                pieces.extend([
                    Piece::Text(&name.written),
                    Piece::Text("."),
                    Piece::Node(*of),
                ]);
                Ok(())
            }
            Kind::Path(of, path) => {
                pieces.extend([Piece::Text(path), Piece::Text("."), Piece::Node(*of)]);
                Ok(())
            }
            Kind::Index(of, index) => {
                pieces.extend([
                    Piece::Text("]"),
                    Piece::Node(*index),
                    Piece::Text("["),
                    Piece::Node(*of),
                ]);
                Ok(())
            }
            Kind::Call(callee, arguments) => {
                push_arguments(pieces, arguments);
                pieces.push(Piece::Node(*callee));
                Ok(())
            }
            Kind::NamedCall(name, arguments) => {
                push_arguments(pieces, arguments);
                pieces.push(Piece::Text(&name.lowered));
                Ok(())
            }
            Kind::Lambda(parameters, body) => {
                pieces.push(Piece::Node(*body));
                write!(out, "({}) => ", parameters.join(", "))
            }
        }
    }
}

fn push_arguments(pieces: &mut Vec<Piece<'_>>, arguments: &[NodeId]) {
    pieces.push(Piece::Text(")"));
    for (at, argument) in arguments.iter().enumerate().rev() {
        pieces.push(Piece::Node(*argument));
        if at > 0 {
            pieces.push(Piece::Text(", "));
        }
    }
    pieces.push(Piece::Text("("));
}

fn write_literal(out: &mut Bounded, value: &Value) -> std::fmt::Result {
    match value {
        Value::Text(text) => write!(out, "{}", GoQuoted(text)),
        Value::Number(number) => write!(out, "{number}"),
        Value::Boolean(boolean) => write!(out, "{boolean}"),
        Value::Null => out.write_str("null"),
        // Only the error of a number out of range: `number DIGITS is out of range`.
        Value::Error(error) => out.write_str(error.text().split(' ').nth(1).unwrap_or_default()),
        _ => Ok(()),
    }
}
