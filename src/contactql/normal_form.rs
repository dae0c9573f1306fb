//! How a query prints.

use std::fmt::{self, Display, Formatter};

use super::dialect::Meaning;
use super::tree::{Condition, Connective, Property, Query, Tree};
use crate::excellent::quote::GoQuoted;

impl Display for Query {
    /// Generation 14: the normal form, which parses to the same query. Generation 12: the tree, for people.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.dialect.meaning {
            Meaning::Fallible => write_nested(f, &self.root),
            Meaning::Checked => write_normal(f, &self.root, true),
        }
    }
}

fn write_normal(f: &mut Formatter<'_>, tree: &Tree<Condition>, is_outermost: bool) -> fmt::Result {
    let (connective, parts) = match tree {
        Tree::Condition(condition) => return write_condition(f, condition),
        Tree::Combination(connective, parts) => (connective, parts),
    };
    if !is_outermost {
        f.write_str("(")?;
    }
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            write!(f, " {} ", connective.as_str())?;
        }
        write_normal(f, part, false)?;
    }
    if !is_outermost {
        f.write_str(")")?;
    }
    Ok(())
}

fn write_condition(f: &mut Formatter<'_>, condition: &Condition) -> fmt::Result {
    match &condition.property {
        Property::Field(key) => write!(f, "fields.{key}")?,
        Property::Scheme(key) => write!(f, "urns.{key}")?,
        other => f.write_str(other.key())?,
    }
    write!(f, " {} ", condition.operator.as_str())?;
    if is_plain_number(&condition.value) {
        f.write_str(&condition.value)
    } else {
        GoQuoted(&condition.value).fmt(f)
    }
}

/// `digits` or `digits.digits`
fn is_plain_number(text: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
        None => is_digits(text),
    }
}

/// As generation 12 shows the tree: chains group to the left.
fn write_nested(f: &mut Formatter<'_>, tree: &Tree<Condition>) -> fmt::Result {
    match tree {
        Tree::Condition(condition) => {
            let shown = if condition.value.is_empty() {
                "\"\""
            } else {
                &condition.value
            };
            write!(
                f,
                "{}{}{shown}",
                condition.property.key(),
                condition.operator.as_str()
            )
        }
        Tree::Combination(connective, parts) => {
            for _ in 1..parts.len() {
                write!(f, "{}(", connective.as_str())?;
            }
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    f.write_str(", ")?;
                }
                write_nested(f, part)?;
                if index > 0 {
                    f.write_str(")")?;
                }
            }
            Ok(())
        }
    }
}

impl Connective {
    fn as_str(self) -> &'static str {
        match self {
            Self::And => "AND",
            Self::Or => "OR",
        }
    }
}
